"""Which hurdle is met where: a table of two ways, region by hurdle."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import numpy as np
from numpy.typing import NDArray

from advocacy.analysis import numbers
from advocacy.analysis.finding import Chart, Estimate, Finding, SourceRows, Unit
from advocacy.analysis.found_once import found_once
from advocacy.analysis.groups import combinations_in, groups_in
from advocacy.analysis.licensing.cases import LicensingCases
from advocacy.analysis.licensing.words import answered_base, common, counted_share
from advocacy.importing.table import Table
from advocacy.schema import code_list
from advocacy.wording import say

_MOST_PLACES, _MOST_HURDLES = 16, 12  # more cannot be read from one table
Counts = NDArray[np.int64]


def hurdles_by_region(cases: LicensingCases) -> Finding | None:
    """Share of the applications of each region that met each hurdle; None where there are not two regions.

    Codes are "region/hurdle". A region of fewer than the smallest group is not in it, nor the smallest of the
    others where it alone would be the rest to the number of all.
    """
    if not cases.has("hurdles") or not cases.has("region"):
        return None
    groups, held = groups_in(cases.table, "region"), combinations_in(cases.table, "hurdles")
    shape = (len(groups.codes) + 1, len(held.holds))
    counts = np.bincount(cases.taken(_cells(cases.table)), minlength=shape[0] * shape[1]).reshape(shape)
    base, met = counts[:-1, 1:].sum(axis=1), counts[:-1] @ held.holds.astype(np.int64)
    places = _large_enough(base, cases.workspace.settings.smallest_group)[:_MOST_PLACES]
    total = met[places].sum(axis=0)
    hurdles = [i for i in np.argsort(-total, kind="stable") if total[i] and held.codes[i] != "none"]
    hurdles = hurdles[:_MOST_HURDLES]
    if len(places) < 2 or not hurdles:
        return None
    listed = code_list("hurdle")
    each = [
        replace(
            counted_share(cases, int(met[place, hurdle]), int(base[place])),
            group=f"{groups.codes[place]}/{held.codes[hurdle]}",
            label=say(
                "{group}: {answer}", group=groups.labels[place], answer=listed.label(held.codes[hurdle])
            ),
            missing=int(counts[place, 0]),
            rows=_rows(cases, place, held.codes[hurdle]),
            counted=(_rows(cases, place), _unknown(cases, place)),
        )
        for place in places
        for hurdle in hurdles
    ]
    n, left_out = int(base[places].sum()), int((base > 0).sum()) - len(places)
    finding = Finding(
        code="licensing.hurdles_by_region",
        name=say("Hurdles met, region by region"),
        headline="",
        unit=Unit.SHARE,
        chart=Chart.HEAT,
        base=answered_base(cases, n, say("with hurdles recorded")),
        estimates=tuple(each),
        method=say("Share of the region's applications with hurdles recorded; Wilson 95% interval."),
        dimension="region",
        cross_labels=(
            tuple((groups.codes[place], groups.labels[place]) for place in places),
            tuple((held.codes[hurdle], listed.label(held.codes[hurdle])) for hurdle in hurdles),
        ),
        caveats=(
            say("One application can meet several hurdles; the shares of a region do not add up to 100%."),
            *((say("Small regions, and what would tell of them, are not in it."),) if left_out else ()),
        ),
        **common(cases),
    )
    return replace(finding, headline=_headline(finding, each))


def _large_enough(base: Counts, k: int) -> list[int]:
    """The regions that may be shown, greatest first."""
    order = [int(i) for i in np.argsort(-base, kind="stable") if base[i]]
    shown, hidden = [i for i in order if base[i] >= k], [i for i in order if base[i] < k]
    while hidden and shown and (len(hidden) < 2 or base[hidden].sum() < k):
        hidden.append(shown.pop())
    return shown


def _headline(finding: Finding, each: Sequence[Estimate]) -> str:
    most = max(each, key=lambda one: one.value or 0.0)
    return say(
        "Met most often in one region: “{label}” ({share})",
        label=most.label,
        share=numbers.estimate(most, finding),
    )


def _rows(cases: LicensingCases, place: int, hurdle: str = "") -> SourceRows:
    return cases.rows(partial(_mask, cases, place, hurdle))


def _mask(cases: LicensingCases, place: int, hurdle: str) -> NDArray[np.bool_]:
    held = combinations_in(cases.table, "hurdles")
    mine: NDArray[np.bool_] = cases.taken(groups_in(cases.table, "region").number) == place
    met: NDArray[np.bool_] = cases.taken(held.rows(hurdle)) if hurdle else cases.taken(held.number) > 0
    both: NDArray[np.bool_] = mine & met
    return both


def _unknown(cases: LicensingCases, place: int) -> SourceRows:
    def mask() -> NDArray[np.bool_]:
        mine = cases.taken(groups_in(cases.table, "region").number) == place
        both: NDArray[np.bool_] = mine & (cases.taken(combinations_in(cases.table, "hurdles").number) == 0)
        return both

    return cases.rows(mask)


@found_once
def _cells(table: Table) -> NDArray[np.int32]:
    """Per row region × combination of hurdles; what is in no region comes last."""
    groups, held = groups_in(table, "region"), combinations_in(table, "hurdles")
    group = np.where(groups.number < 0, len(groups.codes), groups.number)
    return (group * len(held.holds) + held.number).astype(np.int32)
