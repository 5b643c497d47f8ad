"""How many cases waited how long, by group: one count over the cases from which every time is estimated."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from advocacy.analysis.finding import SourceRows
from advocacy.analysis.found_once import found_once
from advocacy.analysis.groups import OTHERS, groups_in
from advocacy.analysis.licensing.case_timing import case_timing
from advocacy.analysis.licensing.cases import LicensingCases
from advocacy.analysis.statistics.survival import (
    GroupedKaplanMeier,
    KaplanMeier,
    kaplan_meier_by_group,
    kaplan_meier_of_counts,
)
from advocacy.importing.table import Table
from advocacy.wording import say

Mask = NDArray[np.bool_]
Counts = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Waits:
    """Cases by group and days waited.

    codes, labels: of the groups. members: per group the numbers of the field's groups it holds; more than
    one where small ones are put together. counts: a row per group, and a last one for cases in no group; a
    column per code of CaseTiming that has usable days. unusable: by the same rows, cases without.
    """

    cases: LicensingCases
    field: str
    codes: tuple[str, ...]
    labels: tuple[str, ...]
    members: tuple[tuple[int, ...], ...]
    counts: Counts
    unusable: Counts

    @property
    def in_no_group(self) -> int:
        """Cases with usable days whose group is not known."""
        return int(self.counts[-1].sum())

    @property
    def met(self) -> list[int]:
        """The numbers of the groups that have a case with usable days."""
        return np.flatnonzero(self.counts[:-1].any(axis=1)).tolist()

    def merged(self, k: int) -> Waits:
        """Return these with groups of 1 to k-1 timed cases put together, where that makes a group of k."""
        timed = self.counts[:-1].sum(axis=1)
        small = (timed > 0) & (timed < k)
        if small.sum() < 2 or timed[small].sum() < k:
            return self
        kept, gone = np.flatnonzero(~small).tolist(), np.flatnonzero(small).tolist()

        def joined(counts: Counts) -> Counts:
            return np.concatenate([counts[kept], counts[gone].sum(axis=0, keepdims=True), counts[-1:]])

        return Waits(
            self.cases,
            self.field,
            (*(self.codes[i] for i in kept), OTHERS),
            (*(self.labels[i] for i in kept), say("Others ({count} groups)", count=len(gone))),
            (*(self.members[i] for i in kept), tuple(n for i in gone for n in self.members[i])),
            joined(self.counts),
            joined(self.unusable),
        )

    def rows(self, group: int, among: Callable[[], Mask]) -> SourceRows:
        """Return the source rows of a group; among: of these cases only, asked for when needed."""

        def mask() -> Mask:
            number = self.cases.taken(groups_in(self.cases.table, self.field).number)
            mine = np.isin(number, self.members[group])
            return mine & among()

        return self.cases.rows(mask)


@found_once
def waits(cases: LicensingCases, field: str) -> Waits:
    """Count the cases by days waited and by the groups of a field."""
    timing, groups = cases.timing, groups_in(cases.table, field)
    several = len(groups.codes) + 1
    cells = cases.taken(_cells(cases.table, cases.on, field))
    counts = np.bincount(cells, minlength=several * timing.codes).reshape(several, timing.codes)
    alone = tuple((number,) for number in range(len(groups.codes)))
    usable, unusable = counts[:, : timing.usable], counts[:, timing.usable :].sum(axis=1)
    return Waits(cases, field, groups.codes, groups.labels, alone, usable, unusable)


@found_once
def _cells(table: Table, on: date | None, field: str) -> NDArray[np.integer]:
    """Per row the number of its cell: group × code of timing."""
    timing = case_timing(table, on)
    return groups_in(table, field).cells(timing.code, timing.codes)


def decided_by_group(counts: Counts) -> GroupedKaplanMeier:
    """Return the Kaplan-Meier estimates of groups; counts: a row per group, as in Waits."""
    deaths = counts[:, 1::2]
    return kaplan_meier_by_group(counts[:, 0::2] + deaths, deaths)


def decided_after(counts: Counts) -> KaplanMeier:
    """Return the Kaplan-Meier estimate of cases by code of timing, usable ones."""
    days, leaving, deaths = by_day(counts)
    return kaplan_meier_of_counts(days, leaving, deaths)


def by_day(counts: Counts) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """The different days waited, rising, how many cases waited each, and how many of them were decided."""
    deaths = counts[1::2]
    leaving = counts[0::2] + deaths
    days = np.flatnonzero(leaving)
    return days.astype(np.float64), leaving[days].astype(np.float64), deaths[days].astype(np.float64)


def decided_count(counts: Counts) -> int:
    """How many of the cases are decided on a usable day."""
    return int(counts[1::2].sum())
