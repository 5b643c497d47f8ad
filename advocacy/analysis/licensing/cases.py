"""Licensing cases made ready for counting: filtered, timed, and sorted into usable and missing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeVar

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from advocacy.analysis import numbers
from advocacy.analysis.data_date import data_date
from advocacy.analysis.filtering import CASES, filter_words, rows_kept
from advocacy.analysis.finding import SourceRows
from advocacy.analysis.groups import Groups, groups_in, known_in, sources_in
from advocacy.analysis.known_on import known_on
from advocacy.analysis.licensing.case_timing import LATER, CaseTiming, case_timing, faults
from advocacy.importing.table import Table
from advocacy.workspace import Workspace

Mask = NDArray[np.bool_]
_FIRST = 1000  # among so many cases a field in use has a value, and the others need no look
T = TypeVar("T", bound=np.generic)


@dataclass(frozen=True, eq=False)
class LicensingCases:
    """The cases the filters keep; positions: their places in the whole table, rising.

    What holds for every row of the table is found once, in table order; `taken` picks these cases out of it.
    Of a million cases a copy of all columns takes longer than every chart together, so `frame` is for those
    who cannot do without.
    """

    workspace: Workspace
    table: Table
    positions: NDArray[np.int64]
    on: date | None
    timing: CaseTiming  # of the whole table

    def __len__(self) -> int:
        return len(self.positions)

    def taken(self, of_table: NDArray[T]) -> NDArray[T]:
        """Return the entries of these cases, out of one entry per row of the table."""
        return of_table if len(self) == len(self.table) else of_table[self.positions]

    def without(self, mask: Mask) -> LicensingCases:
        """Return the cases but for these."""
        return LicensingCases(self.workspace, self.table, self.positions[~mask], self.on, self.timing)

    @cached_property
    def frame(self) -> pd.DataFrame:
        """The rows of these cases, numbered 0 …"""
        whole = len(self) == len(self.table)
        return self.table.frame if whole else self.table.frame.iloc[self.positions].reset_index(drop=True)

    @cached_property
    def waited(self) -> NDArray[np.float64]:
        """Days from application to decision or data date; NaN where a day is missing."""
        return self.taken(self.timing.waited)

    @cached_property
    def decided(self) -> Mask:
        """Whether there is a usable day of decision."""
        return self.taken(self.timing.decided)

    @cached_property
    def timed(self) -> Mask:
        """Whether the days can be used."""
        return self.taken(self.timing.timed)

    @cached_property
    def counts(self) -> NDArray[np.int64]:
        """How many of these cases have each code of the timing."""
        return np.bincount(self.taken(self.timing.code), minlength=self.timing.codes)

    @property
    def is_timed(self) -> bool:
        """Whether any of these cases has days that can be used."""
        return bool(self.counts[: self.timing.usable].any())

    @cached_property
    def contradictions(self) -> tuple[str, ...]:
        """How many cases cannot be timed, by what is wrong with their days."""
        counts = self.counts[self.timing.usable :].tolist()
        return tuple(
            f"{numbers.count(count)} {said}" for count, said in zip(counts, faults(), strict=True) if count
        )

    @property
    def filed_later(self) -> int:
        """How many were applied for after the data date: they are not unknown, they were not there."""
        return int(self.counts[self.timing.usable + LATER])

    def rows(self, mask: Mask | Callable[[], Mask]) -> SourceRows:
        """Return the source rows of these cases; a mask that takes time is given as what makes it."""
        return SourceRows(CASES, lambda: self.positions[mask() if callable(mask) else mask])

    def groups(self, field: str) -> Groups:
        """Return the groups of a field among these cases."""
        return groups_in(self.table, field).at(self.positions)

    def has(self, field: str) -> bool:
        """Whether the field is there with at least one value."""
        if field not in self.table.frame.columns:
            return False
        known = known_in(self.table, field)
        return bool(known[self.positions[:_FIRST]].any()) or bool(self.taken(known).any())

    def known(self, field: str) -> Mask:
        """Which of these cases have a value in a field of the table."""
        return self.taken(known_in(self.table, field))

    @property
    def base(self) -> str:
        """Who is counted, in words."""
        return numbers.count_of("{count} application", "{count} applications", len(self))

    @cached_property
    def filters(self) -> tuple[str, ...]:
        return filter_words(self.workspace)

    @cached_property
    def sources(self) -> tuple[str, ...]:
        """The names of the files the cases come from."""
        files = sources_in(self.table)
        if len(files.codes) == 1 and len(self):
            return tuple(one.name for one in self.workspace.sources if one.sha256 == files.codes[0])
        met = np.bincount(self.taken(files.number), minlength=len(files.codes)) > 0
        hashes = {sha256 for sha256, is_met in zip(files.codes, met, strict=True) if is_met}
        return tuple(source.name for source in self.workspace.sources if source.sha256 in hashes)


def licensing_cases(workspace: Workspace) -> LicensingCases | None:
    """Return the cases the filters keep; None where no licensing case was imported."""
    table = workspace.table(CASES)
    if table is None or len(table) == 0:
        return None
    positions = np.flatnonzero(rows_kept(workspace, table)).astype(np.int64, copy=False)
    on = data_date(workspace)
    table = known_on(workspace, table)
    return LicensingCases(workspace, table, positions, on, case_timing(table, on))
