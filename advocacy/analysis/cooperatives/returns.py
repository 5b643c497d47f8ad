"""The returns of cooperatives: which rows the filters keep, what region they are of, which count once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from advocacy.analysis.cooperatives.non_overlapping import non_overlapping
from advocacy.analysis.filtering import filter_words, keeps_by_its_cells, rows_kept
from advocacy.analysis.finding import SourceRows
from advocacy.analysis.groups import Groups, groups_of
from advocacy.analysis.period_filter import days_in, first_and_last
from advocacy.importing.table import Table
from advocacy.workspace import Workspace

STATISTICS, REGISTER = "cooperative_statistics", "cooperative"
Mask = NDArray[np.bool_]
Numbers = NDArray[np.float64]
_FROM_THE_REGISTER = ("region", "association", "licence_status", "founded", "minerals")


@dataclass(frozen=True)
class Chosen:
    """The returns that count. overlapping: usable ones left out because they report the same days as another;
    undated: those that cannot be placed in time beside others of the same cooperative."""

    used: Mask
    overlapping: int
    undated: int


@dataclass(frozen=True, eq=False)
class Returns:
    """The returns the filters keep, a row each.

    frame holds the fields of the returns, "position" (the place in the whole table) and what the register
    knows of each cooperative. first and last: days of the period; a return without an end is its first day
    only, one without any day is NaT.
    """

    workspace: Workspace
    table: Table
    frame: pd.DataFrame
    first: NDArray[np.datetime64]
    last: NDArray[np.datetime64]

    def __len__(self) -> int:
        return len(self.frame)

    def has(self, *fields: str) -> bool:
        return all(name in self.frame.columns and self.frame[name].notna().any() for name in fields)

    def numbers(self, name: str) -> Numbers:
        """Return a field as numbers; NaN where it is not known or the table has no such field."""
        if name not in self.frame.columns:
            return np.full(len(self), np.nan)
        values: Numbers = self.frame[name].to_numpy(dtype=np.float64, na_value=np.nan)
        return values

    def days(self, name: str) -> NDArray[np.datetime64]:
        """Return a field as days; NaT where it is not known or the table has no such field."""
        return days_in(self.frame, name)

    def texts(self, name: str) -> NDArray[np.object_]:
        """Return a field as texts; "" where it is not known or the table has no such field."""
        if name not in self.frame.columns:
            return np.full(len(self), "", dtype=object)
        column = self.frame[name].astype("object")
        texts: NDArray[np.object_] = column.where(column.notna(), "").to_numpy(dtype=object)
        return texts

    @cached_property
    def cooperative(self) -> NDArray[np.int64]:
        """Number of the cooperative of each return."""
        return np.asarray(pd.factorize(self.frame["cooperative_id"].to_numpy(dtype=object))[0], np.int64)

    def count(self, mask: Mask) -> int:
        """How many cooperatives stand behind these returns."""
        return len(np.unique(self.cooperative[mask]))

    def rows(self, mask: Mask) -> SourceRows:
        """Return the places of these returns in the table."""
        return SourceRows(STATISTICS, np.sort(self.frame["position"].to_numpy(dtype=np.int64)[mask]))

    @cached_property
    def _stand_in(self) -> NDArray[np.int64]:
        """Per cooperative the place of its first return."""
        positions = self.frame["position"].to_numpy(dtype=np.int64)
        stand_in = np.full(int(self.cooperative.max(initial=-1)) + 1, np.iinfo(np.int64).max)
        np.minimum.at(stand_in, self.cooperative, positions)
        return stand_in

    def set_of_cooperatives(self, mask: Mask) -> SourceRows:
        """Return the cooperatives behind these returns as a set of rows, one for each: always its first.

        Returns of one cooperative are many; what must not be told is how few cooperatives there are.
        """
        return SourceRows(STATISTICS, np.sort(self._stand_in[np.unique(self.cooperative[mask])]))

    def groups(self, field: str) -> Groups | None:
        """Return the groups of a field of the register or of the returns; None where it is not known."""
        if not self.has(field):
            return None
        return groups_of(self.frame[field], REGISTER if field in _FROM_THE_REGISTER else STATISTICS, field)

    def sum_by_cooperative(self, values: Numbers, mask: Mask) -> Numbers:
        """Return the sum of each cooperative behind these returns."""
        by = np.unique(self.cooperative[mask], return_inverse=True)[1]
        return np.bincount(by, weights=values[mask]).astype(np.float64)

    def sources(self, mask: Mask) -> tuple[str, ...]:
        """Names of the files these returns come from."""
        positions = self.frame["position"].to_numpy(dtype=np.int64)[mask]
        used = set(self.table.origin["source"].iloc[positions].unique())
        return tuple(source.name for source in self.workspace.sources if source.sha256 in used)

    def chosen(self, usable: Mask, subject: NDArray[np.object_] | None = None) -> Chosen:
        """Return which of the usable returns count, so that no day of a cooperative counts twice.

        usable: returns that give what is asked for; the choice is made among them, so that a yearly return
        gives what its quarters leave blank. subject: a text per return (mineral, topic of a training);
        returns of different subjects do not report the same thing and may share their days.
        """
        keys = self.cooperative
        if subject is not None:
            keys = np.asarray(pd.factorize(keys.astype(str).astype(object) + "|" + subject)[0], np.int64)
        times = np.bincount(keys[usable], minlength=int(keys.max(initial=-1)) + 1)
        undated = usable & np.isnat(self.first) & (times[keys] > 1)
        placed = usable & ~np.isnat(self.first)
        used = non_overlapping(keys, self.first, self.last, placed)
        overlapping = int((placed & ~used).sum())
        return Chosen(used | (usable & ~placed & ~undated), overlapping, int(undated.sum()))


def returns_of(workspace: Workspace, touching: bool = False) -> Returns | None:
    """Return the returns the filters keep; None where there are none.

    A filter on a field of the register keeps the returns of the cooperatives it keeps; a cooperative that is
    not in the register does not pass it. A filter on the period keeps the returns that lie wholly within it,
    since half a return cannot be counted; touching: also those with a part of it.
    """
    table = workspace.table(STATISTICS)
    if table is None or "cooperative_id" not in table.frame.columns:
        return None
    keep = rows_kept(workspace, table, touching)
    frame = table.frame.assign(position=np.arange(len(table)))[keep]
    frame = frame[frame["cooperative_id"].notna()]
    register = workspace.table(REGISTER)
    if register is not None and "cooperative_id" in register.frame.columns:
        listed = register.frame[rows_kept(workspace, register)]
        if keeps_by_its_cells(workspace, register):
            frame = frame[frame["cooperative_id"].isin(set(listed["cooperative_id"].dropna()))]
        known = listed.dropna(subset=["cooperative_id"]).drop_duplicates("cooperative_id")
        known = known.set_index("cooperative_id")
        facts = {name: known[name] for name in _FROM_THE_REGISTER if name in known.columns}
        frame = frame.assign(
            **{name: frame["cooperative_id"].map(fact.to_dict()) for name, fact in facts.items()}
        )
    frame = frame.reset_index(drop=True)
    if not len(frame):
        return None
    return Returns(workspace, table, frame, *first_and_last(frame))


def filters_in_words(workspace: Workspace) -> tuple[str, ...]:
    """Return the filters that bear on the register or on the returns, each once."""
    return tuple(dict.fromkeys((*filter_words(workspace, REGISTER), *filter_words(workspace, STATISTICS))))
