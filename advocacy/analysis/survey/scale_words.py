"""Words of common answer scales, from least to most, by which a list of choices is known to be one."""

from __future__ import annotations

from collections.abc import Sequence

from advocacy.importing.plain_words import plain, without_brackets

# Each line is one scale in one language; words that stand on the same step are parted by a stroke.
_SCALES = """
strongly disagree|disagree strongly; disagree|tend to disagree|somewhat disagree; neither agree nor disagree|neutral|neither; agree|tend to agree|somewhat agree; strongly agree|agree strongly
never; rarely|seldom|hardly ever; sometimes|occasionally; often|frequently|usually; very often|most of the time; always
not at all|none at all|no trust; very little; a little|slightly|not much; somewhat|moderately|to some extent|some; much|quite a lot|mostly; a lot|very much|a great deal; completely|fully|extremely|entirely
no obstacle|not an obstacle|no problem|not a problem; minor obstacle|minor problem|minor; moderate obstacle|moderate problem|moderate; major obstacle|major problem|major|serious problem; very severe obstacle|very severe problem|very severe|severe
very bad|very poor|terrible; bad|poor; fair|average|neither good nor bad|acceptable|ok; good; very good; excellent
very dissatisfied; dissatisfied|somewhat dissatisfied; neither satisfied nor dissatisfied|neutral; satisfied|somewhat satisfied; very satisfied
very unsatisfied; unsatisfied; neutral; satisfied; very satisfied
not important|not important at all|unimportant; slightly important|a little important; moderately important|somewhat important; important; very important; extremely important|essential
very unlikely; unlikely; neither likely nor unlikely|neutral; likely; very likely
much worse; worse|somewhat worse|a little worse; the same|same|about the same|no change|unchanged; better|somewhat better|a little better; much better
very difficult|very hard; difficult|hard; neither easy nor difficult|neutral; easy; very easy
very low; low; medium|average|moderate; high; very high
pas du tout d accord|tout a fait en desaccord|fortement en desaccord; pas d accord|plutot pas d accord|en desaccord; ni d accord ni pas d accord|neutre|ni d accord ni en desaccord; d accord|plutot d accord; tout a fait d accord|fortement d accord
jamais; rarement; parfois|quelquefois; souvent; tres souvent; toujours
pas du tout|aucune confiance; tres peu; un peu|peu; moyennement|assez; beaucoup; enormement|completement|totalement
aucun obstacle|pas un obstacle; obstacle mineur|mineur; obstacle modere|modere; obstacle majeur|majeur; obstacle tres grave|tres grave|tres severe
tres mauvais|tres mauvaise; mauvais|mauvaise; moyen|moyenne|passable; bon|bonne; tres bon|tres bonne; excellent|excellente
tres insatisfait|pas du tout satisfait; insatisfait|plutot insatisfait|pas satisfait; neutre|ni satisfait ni insatisfait; satisfait|plutot satisfait; tres satisfait
pas du tout important|pas important; peu important; moyennement important|assez important; important; tres important
beaucoup moins bien|bien pire; moins bien|pire; pareil|sans changement|identique|la meme chose; mieux; beaucoup mieux
tres difficile; difficile; neutre|ni facile ni difficile; facile; tres facile
tres faible; faible; moyen|moyenne; eleve|elevee|fort; tres eleve|tres elevee|tres fort
totalmente en desacuerdo|muy en desacuerdo; en desacuerdo; ni de acuerdo ni en desacuerdo|neutral|indiferente; de acuerdo; totalmente de acuerdo|muy de acuerdo
nunca; rara vez|raramente|casi nunca; a veces|algunas veces; a menudo|frecuentemente|con frecuencia; casi siempre; siempre
nada|en absoluto|ninguna confianza; muy poco; poco|un poco; algo|moderadamente|regular; bastante; mucho; muchisimo|completamente
ningun obstaculo|no es un obstaculo; obstaculo menor|menor; obstaculo moderado|moderado; obstaculo mayor|obstaculo importante|mayor; obstaculo muy grave|muy grave|muy severo
muy malo|muy mala; malo|mala; regular|aceptable; bueno|buena; muy bueno|muy buena; excelente
muy insatisfecho; insatisfecho; neutral|ni satisfecho ni insatisfecho; satisfecho; muy satisfecho
nada importante; poco importante; algo importante; importante; muy importante
mucho peor; peor; igual|lo mismo|sin cambio; mejor; mucho mejor
muy dificil; dificil; ni facil ni dificil|neutral; facil; muy facil
discordo totalmente|discordo fortemente; discordo; nao concordo nem discordo|neutro|indiferente; concordo; concordo totalmente|concordo fortemente
nunca; raramente|quase nunca; as vezes; muitas vezes|frequentemente; quase sempre; sempre
nada|de modo nenhum|nenhuma confianca; muito pouco; pouco|um pouco; mais ou menos|moderadamente; bastante; muito; muitissimo|completamente
nenhum obstaculo|nao e um obstaculo; obstaculo menor|menor; obstaculo moderado|moderado; obstaculo maior|maior; obstaculo muito grave|muito grave
muito mau|muito ma|muito ruim; mau|ma|ruim; razoavel|regular; bom|boa; muito bom|muito boa; excelente|otimo
muito insatisfeito; insatisfeito; neutro|nem satisfeito nem insatisfeito; satisfeito; muito satisfeito
nada importante; pouco importante; mais ou menos importante; importante; muito importante
muito pior; pior; igual|o mesmo|sem mudanca; melhor; muito melhor
muito dificil; dificil; nem facil nem dificil|neutro; facil; muito facil
sikubaliani kabisa|napinga kabisa; sikubaliani|napinga; sina maoni|wastani|si kubali wala kupinga; nakubali|nakubaliana; nakubali kabisa|nakubaliana kabisa
kamwe|hapana kabisa|sijawahi; mara chache|nadra; wakati mwingine|mara nyingine; mara nyingi; mara nyingi sana; daima|kila wakati|siku zote
hapana kabisa|hata kidogo|si kabisa; kidogo sana; kidogo; kiasi|wastani; sana; sana sana|kabisa
si kikwazo|hakuna kikwazo; kikwazo kidogo; kikwazo cha kati|kikwazo cha wastani; kikwazo kikubwa; kikwazo kikubwa sana
mbaya sana; mbaya; wastani; nzuri; nzuri sana; bora kabisa
siridhiki kabisa; siridhiki|sijaridhika; wastani; naridhika|nimeridhika; naridhika sana|nimeridhika sana
"""  # noqa: E501 - one scale a line is how it is checked

SCALES: tuple[dict[str, int], ...] = tuple(
    {word.strip(): step for step, words in enumerate(line.split(";")) for word in words.split("|")}
    for line in _SCALES.strip().splitlines()
)
_ENDS = 2  # known words, one at each end, that make a list in the order of a form a scale
_FEWEST = 3  # steps


def in_order(labels: Sequence[str]) -> tuple[int, ...] | None:
    """Return the places of the labels from the least to the most; None where they are no scale.

    Either one scale knows every label, or it knows the first and the last and no known label stands against
    the order in which the labels come: then the form has put them in order itself.
    """
    if len(labels) < _FEWEST:
        return None
    for scale in SCALES:
        steps = [_step(label, scale) for label in labels]
        known = [step for step in steps if step is not None]
        if len(set(known)) < len(known) or len(known) < _ENDS:
            continue
        if len(known) == len(labels):
            return tuple(sorted(range(len(labels)), key=lambda place: steps[place] or 0))
        first, last = steps[0], steps[-1]
        if first is not None and last is not None and known in (sorted(known), sorted(known, reverse=True)):
            places = range(len(labels))
            return tuple(places) if first < last else tuple(reversed(places))
    return None


def _step(label: str, scale: dict[str, int]) -> int | None:
    found = scale.get(plain(label))
    return scale.get(plain(without_brackets(label))) if found is None else found
