"""Typed columns put together to a table, faults turned into issues."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from advocacy.importing.layout import Layout
from advocacy.importing.table import Column
from advocacy.importing.typed_columns import Fault
from advocacy.importing.workbook import Sheet, Workbook
from advocacy.issue import Issue


def frame_of(columns: Sequence[tuple[str, pd.Series[Any]]], rows: int) -> pd.DataFrame:
    """Return a frame of these columns with index 0 … rows-1."""
    if not columns:
        return pd.DataFrame(index=pd.RangeIndex(rows))
    frame = pd.concat([series for _, series in columns], axis=1)
    frame.columns = pd.Index([name for name, _ in columns])
    return frame


def origin_of(workbook: Workbook, sheet: Sheet, layout: Layout) -> pd.DataFrame:
    """Return for every row its file, sheet and row number."""
    return pd.DataFrame(
        {
            "source": pd.Series([workbook.sha256] * len(layout.rows), dtype="str"),
            "sheet": pd.Series([sheet.name] * len(layout.rows), dtype="str"),
            "row": pd.Series(layout.numbers, dtype="int64"),
        }
    )


def issue_of(fault: Fault, workbook: Workbook, sheet: Sheet, layout: Layout, column: Column) -> Issue:
    """Return the fault with its place in the spreadsheet."""
    return Issue(
        code=fault.code,
        severity=fault.severity,
        message=fault.message,
        hint=fault.hint,
        source=workbook.name,
        sheet=sheet.name,
        row=None if fault.position is None else layout.numbers[fault.position],
        column=column.letter,
        field=column.name,
        value=fault.value,
    )


def kept(frame: pd.DataFrame, keep: pd.Series[bool]) -> pd.DataFrame:
    """Return the rows to keep, numbered anew from 0."""
    return frame[keep].reset_index(drop=True)
