"""Answers that are none: "don't know", "prefer not to say", "not applicable", in five languages."""

from __future__ import annotations

from enum import StrEnum

from advocacy.importing.plain_words import plain, without_brackets
from advocacy.importing.questionnaire import Choice


class Aside(StrEnum):
    """What an answer says that does not answer the question."""

    UNSURE = "unsure"  # was asked, heard the question and does not know
    REFUSED = "refused"  # did not want to answer
    NOT_APPLICABLE = "not_applicable"  # the question is not about this person: not in the base
    MISSING = "missing"  # nobody wrote an answer down: the same as an empty cell


# "Refused" alone is not here: it is also what becomes of an application.
_WORDS = {
    Aside.UNSURE: {
        *("don t know", "dont know", "do not know", "i don t know", "i do not know", "dk", "not sure"),
        *("unsure", "no idea", "can t say", "cannot say", "no opinion", "don t know not sure"),
        *("ne sait pas", "je ne sais pas", "sait pas", "nsp", "sans avis", "sans opinion"),
        *("no sabe", "no se", "no lo se", "no sabe no responde", "ns nr", "ns nc", "sin opinion"),
        *("nao sabe", "nao sei", "nao sabe nao responde", "sem opiniao"),
        *("sijui", "hajui", "sina uhakika", "hana uhakika", "sifahamu"),
    },
    Aside.REFUSED: {
        *("prefer not to say", "prefer not to answer", "would rather not say", "rather not say"),
        *("refused to answer", "refuse to answer", "declined to answer", "decline to answer", "no answer"),
        *("prefere ne pas repondre", "je prefere ne pas repondre", "refuse de repondre"),
        *("refus de repondre", "ne souhaite pas repondre", "sans reponse", "pas de reponse"),
        *("no responde", "no contesta", "prefiere no responder", "prefiero no responder"),
        *("prefiero no decir", "sin respuesta", "nao responde", "prefere nao responder"),
        *("prefiro nao responder", "prefiro nao dizer", "sem resposta", "recusou responder"),
        *("sipendi kujibu", "hapendi kujibu", "sitaki kujibu", "amekataa kujibu", "hakuna jibu"),
    },
    Aside.NOT_APPLICABLE: {
        *("not applicable", "n a", "na", "does not apply", "doesn t apply", "non applicable"),
        *("sans objet", "ne s applique pas", "no aplica", "no procede", "no corresponde"),
        *("nao se aplica", "nao aplicavel", "haihusiki", "haitumiki", "hainihusu"),
    },
    Aside.MISSING: {
        *("no data", "not available", "not recorded", "missing", "data missing", "no information"),
        *("pas de donnees", "non disponible", "non renseigne", "donnee manquante", "pas d information"),
        *("sin datos", "sin dato", "no disponible", "sin informacion", "sem dados", "sem informacao"),
        *("nao disponivel", "hakuna data", "hakuna taarifa", "haijajazwa"),
    },
}


def aside(choice: Choice) -> Aside | None:
    """Return what the choice says in place of an answer; None for an answer."""
    written = {plain(choice.label), plain(without_brackets(choice.label)), plain(choice.name)}
    return next((kind for kind, words in _WORDS.items() if written & words), None)
