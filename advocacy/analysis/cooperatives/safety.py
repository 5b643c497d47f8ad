"""Accidents and deaths at work: per hours worked, or per members where hours are not known."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from advocacy.analysis import numbers
from advocacy.analysis.cooperatives.estimates import contradictory, estimate, finding
from advocacy.analysis.cooperatives.returns import Chosen, Mask, Numbers, Returns
from advocacy.analysis.cooperatives.robustness import without_one_part
from advocacy.analysis.finding import Chart, Estimate, Finding, Unit
from advocacy.analysis.statistics.rate import FEW_EVENTS, poisson_interval, rate
from advocacy.wording import say

_PER_MEMBERS = 1000.0
_DAYS_OF_A_YEAR = 365.25


def safety_findings(returns: Returns) -> Iterator[Finding]:
    """Yield deaths and accidents per hours worked, and deaths per members where hours are missing."""
    for code, name, event in (
        ("fatality_rate", say("Deaths at work"), "fatalities"),
        ("accident_rate", say("Accidents at work"), "accidents"),
    ):
        if injuries := injury_rate(returns, code, name, event):
            yield injuries
    if incidence := fatal_incidence(returns):
        yield incidence


def injury_rate(returns: Returns, code: str, name: str, event: str) -> Finding | None:
    """Deaths or accidents per million hours worked, or their number where nobody reports hours.

    Events and hours are of the very same returns (16th ICLS, 1998): events of a return without hours are not
    in it, nor are hours of a return that does not say how many events there were.
    """
    if not returns.has(event):
        return None
    counted, hours = returns.numbers(event), returns.numbers("hours_worked")
    known = ~np.isnan(counted)
    with np.errstate(invalid="ignore"):
        idle = known & (hours == 0) & (counted > 0)
        with_hours = known & (hours > 0)
    if with_hours.any():
        return _per_hours(returns, code, name, counted, hours, returns.chosen(with_hours), idle)
    return _number_alone(returns, code, name, counted, returns.chosen(known & ~idle), idle)


def _per_hours(
    returns: Returns,
    code: str,
    name: str,
    counted: Numbers,
    hours: Numbers,
    chosen: Chosen,
    idle: Mask,
) -> Finding:
    used = chosen.used
    events, exposure = int(counted[used].sum()), float(hours[used].sum())
    value, low, high = rate(events, exposure)
    one = estimate(
        returns,
        used,
        value,
        (low, high),
        numerator=float(events),
        denominator=exposure,
        among=~np.isnan(counted),
    )

    def per_hour(rows: Mask) -> float | None:
        worked = float(hours[rows].sum())
        return rate(int(counted[rows].sum()), worked)[0] if worked > 0 else None

    return finding(
        returns,
        code,
        name,
        (one,),
        used=used,
        unit=Unit.NUMBER,
        chart=Chart.NUMBER,
        method=say("Events per million hours worked in the same returns; exact Poisson 95% interval."),
        headline=_headline(say("{event} per million hours worked", event=name), one, events),
        caveats=(
            *_caveats(events),
            *contradictory(int(idle.sum()), say("accidents without an hour of work")),
        ),
        companions=without_one_part(returns, used, Unit.NUMBER, per_hour) if events else (),
        chosen=chosen,
    )


def _number_alone(
    returns: Returns, code: str, name: str, counted: Numbers, chosen: Chosen, idle: Mask
) -> Finding | None:
    if not chosen.used.any():
        return None
    events = int(counted[chosen.used].sum())
    one = estimate(returns, chosen.used, float(events), poisson_interval(events), numerator=float(events))
    return finding(
        returns,
        code,
        name,
        (one,),
        used=chosen.used,
        unit=Unit.NUMBER,
        chart=Chart.NUMBER,
        method=say("Number of events reported; exact Poisson 95% interval of the number to be expected."),
        headline=_headline(say("{event} reported, hours worked not known", event=name), one, events),
        caveats=(
            *_caveats(events),
            *contradictory(int(idle.sum()), say("accidents without an hour of work")),
        ),
        chosen=chosen,
    )


def fatal_incidence(returns: Returns) -> Finding | None:
    """Deaths per thousand members and year, where returns with deaths or none do not give hours.

    Deaths over average workers (16th ICLS): members times the years of the return are the denominator, of
    every return that says both, so that returns of a quarter and of a year can stand side by side.
    """
    if not returns.has("fatalities", "members"):
        return None
    deaths, members, hours = (returns.numbers(name) for name in ("fatalities", "members", "hours_worked"))
    ended = ~np.isnat(returns.days("period_start")) & ~np.isnat(returns.days("period_end"))
    days = (returns.last - returns.first).astype("timedelta64[D]").astype(np.float64) + 1
    with np.errstate(invalid="ignore"):
        sound = ~np.isnan(deaths) & (members > 0) & ended
        without_hours = ~np.isnan(deaths) & ~(hours > 0)
    if not without_hours.any():
        return None
    chosen = returns.chosen(sound)
    used = chosen.used
    years = members * days / _DAYS_OF_A_YEAR
    if not used.any():
        return None
    events, exposure = int(deaths[used].sum()), float(years[used].sum())
    value, low, high = rate(events, exposure, _PER_MEMBERS)
    one = estimate(
        returns,
        used,
        value,
        (low, high),
        numerator=float(events),
        denominator=exposure,
        among=~np.isnan(deaths),
    )

    def per_member(rows: Mask) -> float | None:
        lived = float(years[rows].sum())
        return rate(int(deaths[rows].sum()), lived, _PER_MEMBERS)[0] if lived > 0 else None

    robust = without_one_part(returns, used, Unit.NUMBER, per_member) if events else ()
    return finding(
        returns,
        "fatal_incidence",
        say("Deaths at work per thousand members"),
        (one,),
        used=used,
        unit=Unit.NUMBER,
        chart=Chart.NUMBER,
        method=say(
            "Deaths per thousand members and year: members times the length of each return; exact Poisson "
            "95% interval."
        ),
        headline=_headline(say("Deaths at work per thousand members and year"), one, events),
        caveats=(
            *_caveats(events),
            say("Members stand for workers: part-time work and workers who are no members are not counted."),
        ),
        companions=robust,
        chosen=chosen,
    )


def _headline(words: str, one: Estimate, events: int) -> Callable[[Finding], str]:
    return lambda made: say(
        "{words}: {value} (95% interval {interval}; {events} events)",
        words=words,
        value=numbers.estimate(one, made),
        interval=numbers.interval(one, made),
        events=numbers.count(events),
    )


def _caveats(events: int) -> tuple[str, ...]:
    few = (say("Fewer than {few} events: no trend can be read from them.", few=FEW_EVENTS),)
    return (say("Accidents that were not written down are not in it."), *(few if events < FEW_EVENTS else ()))
