"""The sender's own workbook handed back: cells that need a look coloured and explained, a list added."""

from __future__ import annotations

import errno
import io
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl
from lxml.etree import SerialisationError
from openpyxl.cell import MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill

from advocacy.exporting.atomic import plain, write_bytes
from advocacy.exporting.leftovers import scratch
from advocacy.exporting.plain_text import cut, printable
from advocacy.importing import child
from advocacy.importing.letters import column_number
from advocacy.issue import Issue, Severity
from advocacy.progress import Progress, silent
from advocacy.wording import say

SUFFIX = ".xlsx"
_COLOURS = {Severity.ERROR: "F8CBC6", Severity.WARNING: "FFE9A8", Severity.NOTE: "DCE9F2"}
_MOST_COMMENTS = 5_000  # more of them make a workbook that opens for minutes; the list has all
_OWN = (".xlsx", ".xlsm")  # kept as they are; other kinds are written anew with their values
_WIDTHS = (24, 10, 60, 60, 30)


def write_return_workbook(
    source: Path, issues: Sequence[Issue], path: Path, progress: Progress = silent
) -> None:
    """Write to path the workbook at source with its issues marked. The file at source stays as it is.

    Raises ReadError where the source can no longer be read, ExportError where path cannot be written.
    """
    write_bytes(path, child.run(marked, source, tuple(issues), path, progress=progress))


def marked(source: Path, issues: tuple[Issue, ...], path: Path, *, progress: Progress) -> bytes:
    """Return what is to be written to path. Called in the reading process: the file came from outside."""
    book, names = _opened(source)
    progress(0.5, say("Marking {count} cells", count=len(issues)))
    for number, (sheet, cell, found) in enumerate(_by_cell(issues)):
        if sheet in names and number < _MOST_COMMENTS:
            _mark(book[names[sheet]], cell, found)
    _add_list(book, issues)
    try:
        with scratch() as folder:
            return _saved(book, folder)
    except OSError as error:
        raise plain(path, error) from error


def _saved(book: Any, folder: Path) -> bytes:
    """The library writes each sheet into a temporary file first, which a crash would leave behind."""
    former, tempfile.tempdir = tempfile.tempdir, str(folder)
    try:
        content = io.BytesIO()
        book.save(content)
    except SerialisationError as error:  # "IO_ENOSPC": what the disk has said to a library below
        raise OSError(getattr(errno, str(error).removeprefix("IO_"), errno.EIO), "") from error
    finally:
        tempfile.tempdir = former
    return content.getvalue()


def _opened(source: Path) -> tuple[Any, Mapping[str, str]]:
    """The workbook to write into, and by the name of a sheet in the issues its name there."""
    if source.suffix.lower() in _OWN:
        book = openpyxl.load_workbook(io.BytesIO(source.read_bytes()), keep_vba=False)
        return book, {name: name for name in book.sheetnames}
    from advocacy.importing.readers import read_workbook

    book = openpyxl.Workbook()
    if book.active is not None:
        book.remove(book.active)
    names = {}
    for sheet in read_workbook(source).sheets:
        made = book.create_sheet((sheet.name or source.stem)[:31])
        names[sheet.name] = made.title
        for r, row in enumerate(sheet.rows):
            for c, value in enumerate(row):
                if value is not None:
                    _write(made.cell(sheet.first_row + r, sheet.first_column + c), value)
    return book, names


def _by_cell(issues: Sequence[Issue]) -> list[tuple[str, tuple[int, int], list[Issue]]]:
    """Issues of one cell together, in the order of their coming."""
    cells: dict[tuple[str, int, str], list[Issue]] = {}
    for issue in issues:
        if issue.row is not None and issue.column:
            cells.setdefault((issue.sheet, issue.row, issue.column), []).append(issue)
    return [(sheet, (row, column_number(letter)), found) for (sheet, row, letter), found in cells.items()]


def _mark(sheet: Any, place: tuple[int, int], found: Sequence[Issue]) -> None:
    cell = sheet.cell(*place)
    if isinstance(cell, MergedCell):
        inside = next(r for r in sheet.merged_cells.ranges if cell.coordinate in r)
        cell = sheet.cell(inside.min_row, inside.min_col)
    worst = min((issue.severity for issue in found), key=list(Severity).index)
    cell.fill = PatternFill("solid", start_color=_COLOURS[worst])
    said = "\n".join(printable(f"{issue.message} {issue.hint}") for issue in found)
    before = f"{cell.comment.text}\n\n" if cell.comment else ""
    cell.comment = Comment(cut(before + said), "Groundswell", width=320, height=140)


def _add_list(book: Any, issues: Sequence[Issue]) -> None:
    """A sheet that lists every issue, so that nobody has to look for colours."""
    sheet = book.create_sheet(_free(book, say("To correct")))
    head = (say("Sheet"), say("Cell"), say("What is wrong"), say("What to do"), say("Value"))
    for column, (text, width) in enumerate(zip(head, _WIDTHS, strict=True), 1):
        cell = sheet.cell(1, column)
        _write(cell, text)
        cell.font = Font(bold=True)
        sheet.column_dimensions[cell.column_letter].width = width
    for row, issue in enumerate(issues, 2):
        place = f"{issue.column}{issue.row or ''}"
        for column, text in enumerate((issue.sheet, place, issue.message, issue.hint, issue.value), 1):
            cell = sheet.cell(row, column)
            _write(cell, cut(printable(text)))
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "A2"


def _free(book: Any, name: str) -> str:
    taken = {title.casefold() for title in book.sheetnames}
    free, number = name[:31], 2
    while free.casefold() in taken:
        free, number = f"{name[:27]} {number}", number + 1
    return free


def _write(cell: Any, value: Any) -> None:
    """A text stays a text: "=1+1" typed by somebody is never a formula."""
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"
