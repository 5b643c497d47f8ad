"""Whether a finding hangs on one association, district or file, and what the missing could do to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from advocacy.analysis import numbers
from advocacy.analysis.groups import Groups
from advocacy.analysis.law_clock import LawClock, law_clock
from advocacy.analysis.legal_limit import legal_limit
from advocacy.analysis.licensing_cases import LicensingCases, licensing_cases
from advocacy.analysis.survival import kaplan_meier
from advocacy.analysis.waits import decided_after
from advocacy.wording import say
from advocacy.workspace import Workspace

Mask = NDArray[np.bool_]
_FIELDS = ("association", "district")
_FEWEST, _MOST = 3, 40  # parts to leave out one by one: of two, leaving out one tells the other


def robustness(workspace: Workspace) -> Mapping[str, tuple[str, ...]]:
    """Return by the code of a finding what must be said beside it."""
    cases = licensing_cases(workspace)
    if cases is None or not cases.timed.any():
        return {}
    found = {"licensing.time_to_decision": tuple(_of_median(cases))}
    if limit := legal_limit(cases):
        found["licensing.within_limit"] = tuple(_of_share(cases, law_clock(cases, limit)))
    return {code: said for code, said in found.items() if said}


def left_out(
    cases: LicensingCases, statistic: Callable[[Mask], float | None]
) -> Iterator[tuple[str, float, float]]:
    """Yield for each way of parting the cases the least and the greatest value without one part.

    statistic: the value of the cases that stay. Ways whose value is not reached without some part are left
    out, and parts smaller than the smallest group that may be shown stay in.
    """
    for what, groups in _parts(cases):
        kept = [
            number
            for number in range(len(groups.codes))
            if (groups.rows(number) & cases.timed).sum() >= cases.workspace.settings.smallest_group
        ]
        if not _FEWEST <= len(kept) <= _MOST:
            continue
        values = [statistic(~groups.rows(number)) for number in kept]
        known = [value for value in values if value is not None]
        if len(known) == len(values):
            yield what, min(known), max(known)


def _parts(cases: LicensingCases) -> Iterator[tuple[str, Groups]]:
    names = {"association": say("association"), "district": say("district")}
    for field in _FIELDS:
        if cases.has(field):
            yield names[field], cases.groups(field)
    table = cases.workspace.table("licensing_case")
    if table is not None:
        source, codes = pd.factorize(table.origin["source"].iloc[cases.positions])
        yield (
            say("file"),
            Groups(tuple(map(str, codes)), tuple(map(str, codes)), np.asarray(source, dtype=np.int64)),
        )


def _of_median(cases: LicensingCases) -> Iterator[str]:
    def median(stay: Mask) -> float | None:
        used = stay & cases.timed
        return kaplan_meier(cases.waited[used], cases.decided[used]).median if used.any() else None

    for what, least, most in left_out(cases, median):
        yield say(
            "Without any one {what} the median lies between {least} and {most}.",
            what=what,
            least=numbers.days(least),
            most=numbers.days(most),
        )


def _of_share(cases: LicensingCases, clock: LawClock) -> Iterator[str]:
    code = cases.taken(clock.code)

    def share(stay: Mask) -> float | None:
        counts = np.bincount(code[stay], minlength=clock.codes)
        if not counts[:-1].any():
            return None
        return 1 - decided_after(counts[:-1]).waiting_at(clock.within - 1)[0]

    for what, least, most in left_out(cases, share):
        yield say(
            "Without any one {what} the share lies between {least} and {most}.",
            what=what,
            least=numbers.share(least),
            most=numbers.share(most),
        )
    yield from _bounds(cases, clock)


def _bounds(cases: LicensingCases, clock: LawClock) -> Iterator[str]:
    """The share if everything not known were late, and if it were in time."""
    timed, late = cases.taken(clock.timed), cases.taken(clock.late)
    in_time = int(np.count_nonzero(cases.taken(clock.in_time)))
    open_still = int(np.count_nonzero(timed & ~late)) - in_time
    unknown = int(np.count_nonzero(~timed))
    if open_still + unknown:
        yield say(
            "If every application still open within the limit or without usable days were late, the share "
            "would be {least}; if all were in time, {most}.",
            least=numbers.share(in_time / len(cases)),
            most=numbers.share((in_time + open_still + unknown) / len(cases)),
        )
