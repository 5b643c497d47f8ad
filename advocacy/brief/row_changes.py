"""Which rows came, changed or went since an earlier brief."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from advocacy.analysis.finding import SourceRows
from advocacy.importing.table import Table
from advocacy.workspace import Workspace
from advocacy.workspace.exported import Exported
from advocacy.workspace.places import ALSO, former_places

_KNOWN, _NEW, _CHANGED = 0, 1, 2
_PLACE = ["source", "sheet", "row"]


@dataclass(frozen=True)
class RowChanges:
    """How many rows are new, have changed, or were counted then and are no longer there."""

    new: int = 0
    changed: int = 0
    gone: int = 0


class Since:
    """The rows of a workspace set off against those of an earlier brief, each table looked at once."""

    def __init__(self, workspace: Workspace, earlier: Exported) -> None:
        self._workspace, self._earlier = workspace, earlier
        self._kinds: dict[str, NDArray[np.int8]] = {}

    def of_rows(self, rows: SourceRows) -> RowChanges:
        """Return the changes of the rows behind one number."""
        table = self._workspace.table(rows.table)
        if table is None:
            return RowChanges()
        return self._counted(self._of(table)[rows.positions], self._gone_of(table))

    def of_table(self, name: str) -> RowChanges:
        """Return the changes of a whole table."""
        table = self._workspace.table(name)
        return RowChanges() if table is None else self._counted(self._of(table), self._gone_of(table))

    @property
    def new_files(self) -> int:
        """How many files came since."""
        return sum(source.sha256 not in self._earlier.files for source in self._workspace.sources)

    def _counted(self, kinds: NDArray[np.int8], gone: int) -> RowChanges:
        return RowChanges(int((kinds == _NEW).sum()), int((kinds == _CHANGED).sum()), gone)

    def _of(self, table: Table) -> NDArray[np.int8]:
        if table.name not in self._kinds:
            self._kinds[table.name] = self._found(table)
        return self._kinds[table.name]

    def _found(self, table: Table) -> NDArray[np.int8]:
        """What each row is: from a file that was there, from a later one, or known and changed by one."""
        is_new = ~table.origin["source"].isin(self._earlier.files).to_numpy(dtype=bool)
        kinds = np.where(is_new, _NEW, _KNOWN).astype(np.int8)
        if ALSO in table.origin.columns:
            for row in np.flatnonzero(is_new & table.origin[ALSO].notna().to_numpy(dtype=bool)):
                if any(one.place.source in self._earlier.files for one in former_places(table, int(row))):
                    kinds[row] = _CHANGED
        edited = [
            (edit.place.source, edit.place.sheet, edit.place.row)
            for edit in self._workspace.edits
            if edit.table == table.name and edit.at > self._earlier.last_edit
        ]
        if edited:
            is_edited = pd.MultiIndex.from_frame(table.origin[_PLACE]).isin(edited)
            kinds[is_edited & (kinds == _KNOWN)] = _CHANGED
        return kinds

    def _gone_of(self, table: Table) -> int:
        """Of the rows counted then, those gone from the sheets of this table or with a whole sheet."""
        sheets = {(str(a), str(b)) for a, b in table.origin[["source", "sheet"]].drop_duplicates().to_numpy()}
        return sum(
            count for sheet, count in self._gone.items() if sheet in sheets or sheet not in self._standing
        )

    @cached_property
    def _gone(self) -> dict[tuple[str, str], int]:
        """By file and sheet, how many of the rows counted then are no longer there."""
        standing = self._standing
        gone = {}
        for source, sheet, spans in self._earlier.rows:
            told = _rows(spans)
            gone[source, sheet] = int((~np.isin(told, standing.get((source, sheet), _NONE))).sum())
        return gone

    @cached_property
    def _standing(self) -> dict[tuple[str, str], NDArray[np.int64]]:
        """By file and sheet the rows that are in a table, also where a later file changed them."""
        found: dict[tuple[str, str], list[NDArray[np.int64]]] = {}
        for table in self._workspace.tables:
            for (source, sheet), places in table.origin.groupby(["source", "sheet"], sort=False):
                rows = places["row"].to_numpy(dtype=np.int64)
                found.setdefault((str(source), str(sheet)), []).append(rows)
            if ALSO in table.origin.columns:
                for row in np.flatnonzero(table.origin[ALSO].notna().to_numpy(dtype=bool)):
                    for one in former_places(table, int(row)):
                        key = (one.place.source, one.place.sheet)
                        found.setdefault(key, []).append(np.array([one.place.row]))
        return {key: np.concatenate(rows) for key, rows in found.items()}


_NONE = np.array([], dtype=np.int64)


def _rows(spans: str) -> NDArray[np.int64]:
    """The row numbers of "2-341 343"."""
    ends = [span.partition("-")[::2] for span in spans.split()]
    pieces = [np.arange(int(first), int(last or first) + 1) for first, last in ends]
    return np.concatenate(pieces).astype(np.int64) if pieces else _NONE
