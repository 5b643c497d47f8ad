"""Mercury lost per gold, and land rehabilitated."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from advocacy.analysis import numbers
from advocacy.analysis.cooperatives.estimates import contradictory, estimate, finding, ratio
from advocacy.analysis.cooperatives.minerals import fine_grams, mineral_of
from advocacy.analysis.cooperatives.returns import Mask, Numbers, Returns
from advocacy.analysis.cooperatives.robustness import without_one_part
from advocacy.analysis.finding import Beside, Chart, Companion, Finding, Unit
from advocacy.wording import say

_GRAMS_PER_KG = 1000.0


def environment_findings(returns: Returns) -> Iterator[Finding]:
    """Yield mercury lost per fine gold and land rehabilitated per land disturbed."""
    for one in (mercury_lost(returns), rehabilitated(returns)):
        if one:
            yield one


def mercury_lost(returns: Returns) -> Finding | None:
    """Kilograms of mercury lost (used less recovered) per kilogram of fine gold in the same returns.

    A blank recovery is not none: the number is that of returns that give both. What it would be over all
    returns if nothing, and if everything, had been recovered where it is blank stands beside it as bounds.
    """
    used_kg, back = returns.numbers("mercury_used_kg"), returns.numbers("mercury_recovered_kg")
    gold_kg, mineral = fine_grams(returns) / _GRAMS_PER_KG, mineral_of(returns)
    with np.errstate(invalid="ignore"):
        asked = ~np.isnan(used_kg) & (gold_kg > 0) & (mineral == "gold")
        above = asked & (back > used_kg)
    if not (asked & ~above).any():
        return None
    every = returns.chosen(asked & ~above, mineral)
    both = returns.chosen(asked & ~above & ~np.isnan(back), mineral)
    lost = used_kg - back

    def per_gold(rows: Mask) -> float | None:
        return ratio(returns, lost, gold_kg, rows, most=np.inf).value

    one = (
        ratio(returns, lost, gold_kg, both.used, most=np.inf, among=asked)
        if both.used.any()
        else estimate(returns, every.used, None)
    )
    return finding(
        returns,
        "mercury_lost",
        say("Mercury lost per gold"),
        (one,),
        used=both.used if both.used.any() else every.used,
        unit=Unit.NUMBER,
        chart=Chart.NUMBER,
        method=say(
            "Mercury used less recovered over fine gold (gross weight × fineness), summed; 95% interval by "
            "linearisation, each cooperative a cluster."
        ),
        headline=lambda made: (
            say("{value} kg of mercury are lost for every kg of fine gold", value=numbers.estimate(one, made))
            if one.value is not None
            else say("How much mercury is lost is not known: what is recovered is not reported")
        ),
        caveats=(
            say("Only returns with mercury, weight and fineness are in it; nothing is filled in."),
            *contradictory(int(above.sum()), say("more mercury recovered than used")),
        ),
        companions=(
            *_bounds(returns, used_kg, back, gold_kg, every.used),
            *without_one_part(returns, both.used, Unit.NUMBER, per_gold),
        ),
        chosen=both if both.used.any() else every,
    )


def _bounds(
    returns: Returns, used_kg: Numbers, back: Numbers, gold_kg: Numbers, used: Mask
) -> tuple[Companion, ...]:
    blank = used & np.isnan(back)
    if not blank.any():
        return ()
    most = np.where(np.isnan(back), used_kg, used_kg - back)
    least = np.where(np.isnan(back), 0.0, used_kg - back)
    gold = float(gold_kg[used].sum())
    upper, lower = float(most[used].sum()) / gold, float(least[used].sum()) / gold
    one = estimate(returns, used, (lower + upper) / 2, (lower, upper))
    sentence = say(
        "Where what was recovered is blank it may be all or nothing: over all returns that name mercury and "
        "gold the loss lies at {interval} kg per kg."
    )
    return (Companion(sentence, Unit.NUMBER, one, Beside.BOUNDS),)


def rehabilitated(returns: Returns) -> Finding | None:
    """Hectares rehabilitated over hectares disturbed."""
    parts, wholes = returns.numbers("land_rehabilitated_ha"), returns.numbers("land_disturbed_ha")
    chosen = returns.chosen(~np.isnan(parts) & ~np.isnan(wholes))
    if wholes[chosen.used].sum() <= 0:
        return None

    def per_hectare(rows: Mask) -> float | None:
        return ratio(returns, parts, wholes, rows, most=np.inf).value

    one = ratio(returns, parts, wholes, chosen.used, most=np.inf)
    return finding(
        returns,
        "rehabilitated",
        say("Land rehabilitated"),
        (one,),
        used=chosen.used,
        unit=Unit.NUMBER,
        chart=Chart.NUMBER,
        method=say("Hectares rehabilitated over hectares disturbed, summed; 95% interval by linearisation."),
        headline=lambda made: say(
            "For every hectare disturbed {value} hectares are rehabilitated",
            value=numbers.estimate(one, made),
        ),
        caveats=(say("Land that is rehabilitated now may have been disturbed years ago."),),
        companions=without_one_part(returns, chosen.used, Unit.NUMBER, per_hectare),
        chosen=chosen,
    )
