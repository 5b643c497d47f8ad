"""How much fine metal the cooperatives report, mineral by mineral, in all and year by year."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from advocacy.analysis import numbers
from advocacy.analysis.cooperatives.estimates import estimate, finding
from advocacy.analysis.cooperatives.minerals import METALS, fine_grams, mineral_of
from advocacy.analysis.cooperatives.returns import Chosen, Mask, Numbers, Returns
from advocacy.analysis.finding import Chart, Estimate, Finding, State, Unit
from advocacy.analysis.period_filter import PERIOD, days_of
from advocacy.analysis.protection.suppression import dominated
from advocacy.schema import code_list
from advocacy.wording import say, say_count

_GRAMS_PER_KG = 1000.0


def production_findings(returns: Returns) -> Iterator[Finding]:
    """Yield kilograms of fine metal per mineral, in all and per year. Minerals are never added up."""
    kilograms, mineral = fine_grams(returns) / _GRAMS_PER_KG, mineral_of(returns)
    reported = ~np.isnan(returns.numbers("production"))
    metal = np.isin(mineral.astype(str), METALS)
    usable = reported & metal & ~np.isnan(kilograms)
    if not usable.any():
        return
    chosen = returns.chosen(usable, mineral)
    caveats = _caveats(returns, reported, metal, usable, mineral)
    minerals = [code for code in METALS if (chosen.used & (mineral == code)).any()]
    yield _in_all(returns, kilograms, mineral, minerals, chosen, caveats)
    by_year = _by_year(returns, kilograms, mineral, minerals, chosen, caveats)
    if by_year:
        yield by_year


def tells_of_one(returns: Returns, amounts: Numbers, used: Mask) -> bool:
    """Whether a sum must not be shown: too few cooperatives, or one that is nearly all of it."""
    few = returns.count(used) < returns.workspace.settings.smallest_group
    return few or dominated(returns.sum_by_cooperative(amounts, used))


def _in_all(
    returns: Returns,
    kilograms: Numbers,
    mineral: NDArray[np.object_],
    minerals: list[str],
    chosen: Chosen,
    caveats: tuple[str, ...],
) -> Finding:
    each = tuple(
        _total(returns, kilograms, chosen.used & (mineral == code), group=code, label=_label(code))
        for code in minerals
    )
    return _finding(
        returns, "production", say("Production in fine metal"), each, chosen, caveats, _headline(each)
    )


def _by_year(
    returns: Returns,
    kilograms: Numbers,
    mineral: NDArray[np.object_],
    minerals: list[str],
    chosen: Chosen,
    caveats: tuple[str, ...],
) -> Finding | None:
    """A mineral whose hidden years could be worked out from its total is left out as a whole."""
    ended = np.isnat(returns.last)
    year = returns.last.astype("datetime64[Y]").astype(np.int64) + 1970
    years = sorted({int(one) for one in year[chosen.used & ~ended]})
    each: list[Estimate] = []
    for code in minerals:
        mine = chosen.used & (mineral == code) & ~ended
        hidden = _hidden_years(returns, kilograms, mine, year)
        for when in sorted(hidden):
            rows = mine & (year == when)
            if not rows.any():
                continue
            if hidden[when]:
                each.append(Estimate(str(when), str(when), code, state=State.SUPPRESSED))
            else:
                total = float(kilograms[rows].sum())
                one = estimate(
                    returns, rows, total, group=str(when), label=str(when), series=code, among=rows
                )
                each.append(replace(one, keeps=days_of(PERIOD, date(when, 1, 1), date(when, 12, 31))))
    shown = [one for one in each if one.state is State.SHOWN]
    if len(years) < 2 or not shown:
        return None
    kept = [code for code in minerals if any(one.series == code for one in shown)]
    each = sorted((one for one in each if one.series in kept), key=lambda one: one.group)
    last = max(shown, key=lambda one: one.group)
    return _finding(
        returns,
        "production_by_year",
        say("Production in fine metal, year by year"),
        tuple(each),
        chosen,
        (say("A fall may be a fall in reporting: compare how many cooperatives report."), *caveats),
        lambda made: say(
            "{label} in {year}: {value} kg of fine metal, reported by {n} cooperatives",
            label=_label(last.series),
            year=last.label,
            value=numbers.estimate(last, made),
            n=numbers.count(last.n),
        ),
        chart=Chart.MONTHS,
        series_labels=tuple((code, _label(code)) for code in kept),
    )


def _hidden_years(
    returns: Returns, kilograms: Numbers, mine: Mask, year: NDArray[np.int64]
) -> dict[int, bool]:
    """Per year whether its sum is hidden; what is hidden together must not tell of one cooperative either.

    The total of all years is shown elsewhere, so the hidden years are known as a sum.
    """
    years = sorted({int(one) for one in year[mine]})
    hidden = {when: tells_of_one(returns, kilograms, mine & (year == when)) for when in years}
    size = {when: float(kilograms[mine & (year == when)].sum()) for when in years}
    left = sorted((when for when in years if not hidden[when]), key=lambda when: size[when])
    while any(hidden.values()) and left:
        together = mine & np.isin(year, [when for when in years if hidden[when]])
        if sum(hidden.values()) > 1 and not tells_of_one(returns, kilograms, together):
            break
        hidden[left.pop(0)] = True
    return hidden


def _total(returns: Returns, kilograms: Numbers, used: Mask, *, group: str, label: str) -> Estimate:
    if tells_of_one(returns, kilograms, used):
        return Estimate(group=group, label=label, state=State.SUPPRESSED)
    return estimate(returns, used, float(kilograms[used].sum()), group=group, label=label, among=used)


def _headline(each: tuple[Estimate, ...]) -> Callable[[Finding], str]:
    shown = next((one for one in each if one.state is State.SHOWN), None)
    if shown is None:
        return lambda made: say("{name}: one cooperative is too much of it to show it", name=made.name)
    return lambda made: say(
        "{label}: {value} kg of fine metal reported by {n} cooperatives",
        label=shown.label,
        value=numbers.estimate(shown, made),
        n=numbers.count(shown.n),
    )


def _finding(
    returns: Returns,
    code: str,
    name: str,
    estimates: tuple[Estimate, ...],
    chosen: Chosen,
    caveats: tuple[str, ...],
    headline: Callable[[Finding], str],
    chart: Chart = Chart.RANKED_BARS,
    series_labels: tuple[tuple[str, str], ...] = (),
) -> Finding:
    return finding(
        returns,
        code,
        name,
        estimates,
        used=chosen.used,
        unit=Unit.NUMBER,
        chart=chart,
        counted_in=say("Kilograms of fine metal"),
        method=say(
            "Kilograms of fine metal: gross weight times fineness, summed over returns; a return is of the "
            "year in which its period ends. No interval: it is a count of what is reported."
        ),
        headline=headline,
        caveats=(
            say("Only what cooperatives report; sales outside of them are not in it."),
            *caveats,
        ),
        chosen=chosen,
        series_labels=series_labels,
    )


def _caveats(
    returns: Returns, reported: Mask, metal: Mask, usable: Mask, mineral: NDArray[np.object_]
) -> tuple[str, ...]:
    several = int((reported & (mineral == "")).sum())
    stones = int((reported & ~metal & (mineral != "")).sum())
    unknown = int((reported & metal & ~usable).sum())
    said = []
    if unknown:
        said.append(
            say_count(
                "{count} return gives a weight without a usable unit or fineness, and is missing.",
                "{count} returns give a weight without a usable unit or fineness, and are missing.",
                unknown,
            )
        )
    if several:
        said.append(
            say_count(
                "{count} return gives one weight for no mineral or for several, and is left out.",
                "{count} returns give one weight for no mineral or for several, and are left out.",
                several,
            )
        )
    if stones:
        said.append(
            say_count(
                "{count} return is about stones or other goods that have no fineness.",
                "{count} returns are about stones or other goods that have no fineness.",
                stones,
            )
        )
    return tuple(said)


def _label(code: str) -> str:
    return code_list("mineral").label(code)
