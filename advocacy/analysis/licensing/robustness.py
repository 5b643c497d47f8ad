"""Whether a number about licensing hangs on one association, district or file, or on what is not known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

import numpy as np

from advocacy.analysis.finding import Beside, Companion, Estimate, Finding, State, Unit
from advocacy.analysis.groups import Groups, sources_in
from advocacy.analysis.licensing.cases import LicensingCases, licensing_cases
from advocacy.analysis.licensing.law_clock import law_clock
from advocacy.analysis.licensing.legal_limit import legal_limit
from advocacy.analysis.licensing.questions import QUESTIONS
from advocacy.analysis.licensing.waits import by_day
from advocacy.analysis.protection.differencing import tells_of_few
from advocacy.analysis.statistics.leaving_out import range_without_one, without_any_one
from advocacy.analysis.statistics.survival import kaplan_meier_of_counts
from advocacy.wording import say
from advocacy.workspace import Workspace

_LEANED_ON = (  # what a brief says of all applications
    "licensing.time_to_decision",
    "licensing.within_limit",
    "licensing.days_over",
    "licensing.pending_age",
    "licensing.time_without_applicant",
    "licensing.hurdles",
    "licensing.official_cost",
    "licensing.total_cost",
    "licensing.work_lost",
    "licensing.months_of_income",
    "licensing.informal_payment_asked",
    "licensing.outcomes",
)
_FIELDS = ("association", "district")
_OF_DAYS = "licensing.pending_age"  # what has no usable days is unknown, what was filed later is not
_BOTH_BOUNDS = "licensing.informal_payment_asked"  # gives them itself, as silence is no answer


def robustness(workspace: Workspace) -> Mapping[str, tuple[Companion, ...]]:
    """Return by the code of a finding what must be said beside it."""
    cases = licensing_cases(workspace)
    if cases is None:
        return {}
    whole = {code: found for code in _LEANED_ON if (found := QUESTIONS[code](cases))}
    ranges: dict[str, dict[str, tuple[float, float]]] = {code: {} for code in whole}
    for what, parts in _ways(cases):
        for code, between in _without_one(cases, whole, parts):
            ranges[code][what] = between
    said = {code: (*_hangs_on(found, ranges[code]), *_bounds(cases, found)) for code, found in whole.items()}
    return {code: companions for code, companions in said.items() if companions}


def _leading(found: Finding) -> Estimate | None:
    """The number that the headline leans on: that of everyone, else that of the largest group."""
    return found.overall or next((one for one in found.estimates if one.value is not None), None)


def _ways(cases: LicensingCases) -> Iterator[tuple[str, Groups]]:
    names = {"association": say("association"), "district": say("district")}
    for field in _FIELDS:
        if cases.has(field):
            yield names[field], cases.groups(field)
    yield say("file"), sources_in(cases.table).at(cases.positions)


def _hangs_on(found: Finding, ranges: Mapping[str, tuple[float, float]]) -> Iterator[Companion]:
    """One sentence for all ways of parting: an association often is its district and its file."""
    leading = _leading(found)
    if leading is not None and ranges:
        low, high = min(low for low, _ in ranges.values()), max(high for _, high in ranges.values())
        between = replace(leading, low=low, high=high)
        yield Companion(without_any_one(tuple(ranges)), found.unit, between, Beside.WITHOUT_ONE)


def _without_one(
    cases: LicensingCases, whole: Mapping[str, Finding], parts: Groups
) -> Iterator[tuple[str, tuple[float, float]]]:
    """The range of each finding, made anew by the very same computation without each part in turn.

    Parts of few stay in: the number without them would tell theirs.
    """
    k = cases.workspace.settings.smallest_group
    left = {code: [] for code in whole}  # type: dict[str, list[Estimate]]
    for number in range(len(parts.codes)):
        mine = parts.rows(number)
        if np.count_nonzero(mine) < k or mine.all():
            continue
        rest = cases.without(mine)
        for code, found in whole.items():
            leading = _leading(found)
            again = QUESTIONS[code](rest)
            if leading is None or again is None:
                continue
            same = next((one for one in again.estimates if one.group == leading.group), None)
            if same is not None and same.n < leading.n and not tells_of_few(leading, same, k):
                left[code].append(same)
    for code, estimates in left.items():
        leading = _leading(whole[code])
        between = range_without_one([one.value for one in estimates])
        if leading is not None and leading.value is not None and between:
            yield code, between


def _bounds(cases: LicensingCases, found: Finding) -> Iterator[Companion]:
    """The number if all that is not known spoke against it, and if it spoke for it."""
    leading = _leading(found)
    if leading is None or found.code == _BOTH_BOUNDS:
        return
    if found.code == "licensing.within_limit":
        yield from _bounds_of_limit(cases, leading)
    elif found.code == "licensing.time_to_decision":
        yield from _bounds_of_time(cases, leading)
    elif found.unit is Unit.SHARE and leading.missing and leading.numerator is not None and leading.n:
        unknown = leading.missing - (cases.filed_later if found.code == _OF_DAYS else 0)
        if unknown <= 0:
            return
        everybody = leading.n + unknown
        low = leading.numerator / everybody
        yield Companion(
            say("If all of whom it is not known were counted out, or in: {interval} of all."),
            Unit.SHARE,
            replace(leading, low=low, high=low + unknown / everybody),
            Beside.BOUNDS,
        )


def _bounds_of_limit(cases: LicensingCases, leading: Estimate) -> Iterator[Companion]:
    """If everything open within the limit or without usable days were late, and if it were in time."""
    limit = legal_limit(cases)
    if limit is None:
        return
    clock = law_clock(cases, limit)
    timed, late, met = (cases.taken(mask) for mask in (clock.timed, clock.late, clock.in_time))
    in_time = int(np.count_nonzero(met))
    unknown = int(np.count_nonzero(~late)) - in_time - cases.filed_later
    everybody = len(cases) - cases.filed_later
    if unknown > 0:
        yield Companion(
            say(
                "If all still open within the limit or without usable days were late, or in time: {interval}."
            ),
            Unit.SHARE,
            replace(
                leading,
                state=State.SHOWN,
                low=in_time / everybody,
                high=(in_time + unknown) / everybody,
                numerator=None,
                counted=(*leading.counted, cases.rows(timed & ~late & ~met)),
            ),
            Beside.BOUNDS,
        )


def _bounds_of_time(cases: LicensingCases, leading: Estimate) -> Iterator[Companion]:
    """If applications without usable days had been decided at once, and if they still waited."""
    counts = cases.counts[: cases.timing.usable].copy()
    unusable = len(cases) - cases.filed_later - int(counts.sum())
    if unusable <= 0:
        return
    counts[1] += unusable
    low = kaplan_meier_of_counts(*by_day(counts)).median
    counts[1] -= unusable
    counts[-2] += unusable
    high = kaplan_meier_of_counts(*by_day(counts)).median
    yield Companion(
        say("If those without usable days had been decided at once or still waited: {interval}."),
        Unit.DAYS,
        replace(leading, low=low, high=high),
        Beside.BOUNDS,
    )
