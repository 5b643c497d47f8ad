"""Any spreadsheet file to one plain value. Called inside the reading process only."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import python_calamine as calamine

from advocacy.errors import ReadError
from advocacy.importing import gate
from advocacy.importing.columns import CodedColumn, ColumnRows
from advocacy.importing.large_workbook import is_large, read_large
from advocacy.importing.second_look import Overlooked, look_again
from advocacy.importing.text_file import read_text, read_texts
from advocacy.importing.workbook import Cell, Sheet, Workbook
from advocacy.progress import Progress, part, silent
from advocacy.wording import say, say_count

# What no document may contain and no eye can see: control characters, halves of surrogate pairs.
_UNCLEAN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def read_workbook(path: Path, *, progress: Progress = silent) -> Workbook:
    """Read every sheet as it is; nothing is understood yet.

    Formulas give their last value. Raises ReadError where the gate or the reader refuses the file.
    """
    passed = gate.check(path)
    if passed.kind is gate.FileKind.TEXT:
        sheet, notes = read_text(path, progress)
        sheets = [sheet]
    elif passed.kind is gate.FileKind.TEXTS:
        sheets, notes = read_texts(path, progress)
    else:
        sheets, notes = _read_sheets(path, passed.kind, progress)
    sheets = [_clean(sheet) for sheet in sheets]
    if not any(sheet.rows for sheet in sheets):
        raise ReadError(
            say("“{name}” has no filled cells.", name=path.name),
            hint=say("Check that it is the right file; data may be in another one."),
        )
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return Workbook(path.name, digest, path.stat().st_size, tuple(sheets), (*passed.notes, *notes))


def _read_sheets(path: Path, kind: gate.FileKind, progress: Progress) -> tuple[list[Sheet], tuple[str, ...]]:
    sheets: list[Sheet] = []
    notes: list[str] = []
    if kind is gate.FileKind.XLSX and is_large(path) and (large := read_large(path, progress)) is not None:
        return large, tuple(note for sheet in large for note in _about(sheet))
    overlooked = look_again(path) if kind is gate.FileKind.XLSX else {}
    try:
        book = calamine.CalamineWorkbook.from_path(path)
        listed = book.sheets_metadata
        for number, metadata in enumerate(listed):
            stretch = part(progress, number / len(listed), (number + 1) / len(listed))
            stretch(0.0, say("Reading sheet “{sheet}”", sheet=metadata.name))
            if metadata.typ is not calamine.SheetTypeEnum.WorkSheet:
                notes.append(
                    say("“{sheet}” is a chart or a macro sheet and was left out.", sheet=metadata.name)
                )
                continue
            read = book.get_sheet_by_index(number)
            row, column = read.start or (0, 0)
            sheet = Sheet(
                name=metadata.name,
                rows=_rows(read.to_python(skip_empty_area=True)),
                first_row=row + 1,
                first_column=column + 1,
                hidden=metadata.visible is not calamine.SheetVisibleEnum.Visible,
                merged=_merged(read),
            )
            if seen := overlooked.get(metadata.name):
                sheet = _with_overlooked(sheet, seen)
            notes += _about(sheet)
            sheets.append(sheet)
    except calamine.PasswordError as error:
        raise gate.protected(path) from error
    except (calamine.CalamineError, OSError, ValueError, IndexError) as error:
        if "password" in str(error).lower():
            raise gate.protected(path) from error
        if "limit exceeded" in str(error).lower():
            raise gate.dangerous(path, say("it claims more cells than a sheet can hold")) from error
        raise gate.damaged(path) from error
    if kind is gate.FileKind.XLS:
        notes.append(say("This is the Excel format of before 2007; saving it as .xlsx is safer."))
    return sheets, tuple(notes)


def _merged(read: calamine.CalamineSheet) -> tuple[tuple[int, int, int, int], ...]:
    """The merged ranges, which some kinds of file do not tell."""
    ranges = read.merged_cell_ranges or []
    return tuple((top + 1, left + 1, bottom + 1, right + 1) for (top, left), (bottom, right) in ranges)


def _with_overlooked(sheet: Sheet, seen: Overlooked) -> Sheet:
    """The sheet with the errors in their cells; it grows where they stand outside of what was read."""
    sheet = replace(
        sheet,
        formulas=seen.formulas,
        uncalculated=seen.uncalculated,
        currencies=seen.currencies,
        hidden_rows=seen.hidden_rows,
    )
    places = [*seen.errors, *seen.uncalculated]
    if not places:
        return sheet
    rows = [list(row) for row in sheet.rows]
    first_row, first_column = sheet.first_row, sheet.first_column
    width = len(rows[0]) if rows else 0
    if not rows and places:
        first_row, first_column = min(row for row, _ in places), min(column for _, column in places)
    for row, column in places:
        if row < first_row or column < first_column:
            continue  # left of and above the first value there can be no table
        rows += [[None] * width for _ in range(row - first_row + 1 - len(rows))]
        width = max(width, column - first_column + 1)
    rows = [row + [None] * (width - len(row)) for row in rows]
    for (row, column), text in seen.errors.items():
        if row >= first_row and column >= first_column:
            rows[row - first_row][column - first_column] = text
    return replace(
        sheet,
        rows=tuple(tuple(row) for row in rows),
        first_row=first_row,
        first_column=first_column,
    )


def _about(sheet: Sheet) -> list[str]:
    if not sheet.hidden_rows:
        return []
    return [
        say_count(
            "“{sheet}” has {count} hidden row; it was read like the others.",
            "“{sheet}” has {count} hidden rows; they were read like the others.",
            sheet.hidden_rows,
            sheet=sheet.name,
        )
    ]


def _rows(cells: Sequence[Sequence[Cell]]) -> tuple[tuple[Cell, ...], ...]:
    return tuple([tuple([None if cell == "" else cell for cell in row]) for row in cells])


def _clean(sheet: Sheet) -> Sheet:
    """Remove characters no document may contain, and rows and columns without any content at the end."""
    rows = sheet.rows
    if isinstance(rows, ColumnRows):
        columns = (CodedColumn(_clean_row(tuple(column.cells)), column.codes) for column in rows.columns)
        return replace(sheet, rows=ColumnRows(tuple(columns)))
    while rows and not any(cell is not None for cell in rows[-1]):
        rows = rows[:-1]
    return replace(sheet, rows=tuple([_clean_row(row) for row in rows]))


def _clean_row(row: tuple[Cell, ...]) -> tuple[Cell, ...]:
    if not _UNCLEAN.search("".join([cell for cell in row if cell.__class__ is str])):
        return row
    return tuple(_UNCLEAN.sub("", cell) if isinstance(cell, str) else cell for cell in row)
