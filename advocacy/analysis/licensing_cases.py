"""Licensing cases made ready for counting: filtered, timed, and sorted into usable and missing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from advocacy.analysis.data_date import data_date
from advocacy.analysis.filtering import CASES, filter_words, rows_kept
from advocacy.analysis.finding import SourceRows
from advocacy.analysis.groups import Groups, groups_in
from advocacy.wording import say, say_count
from advocacy.workspace import Workspace

_CLOSED = ("granted", "refused", "withdrawn", "lapsed")


@dataclass(frozen=True, eq=False)
class LicensingCases:
    """The cases the filters keep.

    frame: their rows, numbered 0 …; positions: their places in the whole table.
    waited: days from application to decision or data date; decided: whether there is a decision day;
    timed: where both can be used. Dates decide whether a case is pending, not its status.
    """

    workspace: Workspace
    frame: pd.DataFrame
    positions: NDArray[np.int64]
    on: date | None
    waited: NDArray[np.float64]
    decided: NDArray[np.bool_]
    timed: NDArray[np.bool_]
    contradictions: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.frame)

    def rows(self, mask: NDArray[np.bool_]) -> SourceRows:
        """Return the source rows of these cases."""
        return SourceRows(CASES, lambda: self.positions[mask])

    def groups(self, field: str) -> Groups:
        """Return the groups of a field among these cases."""
        table = self.workspace.table(CASES)
        assert table is not None
        return groups_in(table, field).at(self.positions)

    def has(self, field: str) -> bool:
        """Whether the field is there with at least one value."""
        return field in self.frame.columns and bool(self.frame[field].notna().any())

    @property
    def base(self) -> str:
        """Who is counted, in words."""
        return say_count("{count} application", "{count} applications", len(self)).replace(
            str(len(self)), f"{len(self):,}", 1
        )

    @cached_property
    def filters(self) -> tuple[str, ...]:
        return filter_words(self.workspace)

    @cached_property
    def sources(self) -> tuple[str, ...]:
        """The names of the files the cases come from."""
        table = self.workspace.table(CASES)
        if table is None:
            return ()
        used = set(table.origin["source"].iloc[self.positions].unique())
        return tuple(source.name for source in self.workspace.sources if source.sha256 in used)


def licensing_cases(workspace: Workspace) -> LicensingCases | None:
    """Return the cases the filters keep; None where no licensing case was imported."""
    table = workspace.table(CASES)
    if table is None or len(table) == 0:
        return None
    positions = np.flatnonzero(rows_kept(workspace, table)).astype(np.int64)
    everyone = len(positions) == len(table)
    frame = table.frame if everyone else table.frame.iloc[positions].reset_index(drop=True)
    on = data_date(workspace)
    applied, decided = days_since_1970(frame, "date_applied"), days_since_1970(frame, "date_decided")
    closed = np.zeros(len(frame), dtype=bool)
    if "status" in frame.columns:
        states = groups_in(table, "status").at(positions)
        closed = np.isin(states.number, [i for i, code in enumerate(states.codes) if code in _CLOSED])
    today = float((on - date(1970, 1, 1)).days) if on else np.nan
    with np.errstate(invalid="ignore"):
        faults = {
            say("without a usable day of application"): np.isnan(applied),
            say("applied for after the data date"): applied > today,
            say("with a decision before the application"): decided < applied,
            say("with a decision after the data date"): decided > today,
            say("said to be decided, without the day"): np.isnan(decided) & closed,
        }
    wrong = np.zeros(len(frame), dtype=bool)
    said = []
    for words, mask in faults.items():
        new = mask & ~wrong
        if new.any():
            said.append(f"{int(new.sum())} {words}")
        wrong |= mask
    has_day = ~np.isnan(decided)
    waited = np.where(has_day, decided, today) - applied
    return LicensingCases(
        workspace, frame, positions, on, waited, has_day & ~wrong, ~wrong & ~np.isnan(waited), tuple(said)
    )


def days_since_1970(frame: pd.DataFrame, name: str) -> NDArray[np.float64]:
    """Return the days of a field since 1970, NaN where there is none."""
    if name not in frame.columns:
        return np.full(len(frame), np.nan)
    stamps = frame[name].to_numpy(dtype="datetime64[D]")
    days: NDArray[np.float64] = stamps.astype(np.float64)
    days[np.isnat(stamps)] = np.nan
    return days
