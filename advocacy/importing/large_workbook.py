"""A large .xlsx read piece by piece into columns, in bounded memory.

The libraries hold every cell of a sheet as an object: a million rows of thirty columns need more memory than
a member's laptop has. This reader knows only the plain form in which spreadsheet programs write a sheet, and
says None to everything else, which the library then reads. That both give the same cells is tested on every
workbook there is.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from advocacy.importing.columns import CodedColumn, ColumnRows
from advocacy.importing.letters import column_number
from advocacy.importing.second_look import (
    SHEET_FAULTS,
    SheetPart,
    currencies_of,
    currency_styles,
    hidden_rows_of,
    marked_cell,
    pieces_of,
    sheet_parts,
)
from advocacy.importing.workbook import Cell, Sheet
from advocacy.importing.xml_text import unescaped
from advocacy.progress import Progress, part
from advocacy.wording import say

LARGE = 25_000_000  # bytes of a sheet unpacked, some 20,000 rows of 30 columns; below it the library is quick
_MOST_STYLE, _MOST_ROW, _MOST_INDEX = 5, 7, 8  # digits
_PADDING = bytes(64)  # so that looking ahead of the last tag stays inside
_INLINE, _PRESERVED = len('inlineStr"'), len(' xml:space="preserve">')
_BLANKS = " \t\n"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_MERGED = re.compile(rb'<mergeCell ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')

_Bytes = np.ndarray[Any, Any]
_Numbers = np.ndarray[Any, Any]


class _UnusualError(Exception):
    """The sheet is not written in the plain form."""


def is_large(path: Path) -> bool:
    """Whether one of the sheets of the workbook is so large that it should be read in pieces."""
    try:
        with zipfile.ZipFile(path) as archive:
            return any(
                entry.file_size > LARGE and entry.filename.lower().startswith("xl/worksheets/")
                for entry in archive.infolist()
            )
    except SHEET_FAULTS:
        return False  # the library has the words for a damaged file


def read_large(path: Path, progress: Progress) -> list[Sheet] | None:
    """Return the sheets kept as columns; None where one is not written in the plain form."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = list(sheet_parts(archive))
            if not parts or not all(one.is_worksheet for one in parts):
                return None
            book = _Book(_shared_texts(archive), *_days(archive), currency_styles(archive))
            return [
                _sheet(archive, one, book, part(progress, number / len(parts), (number + 1) / len(parts)))
                for number, one in enumerate(parts)
            ]
    except (_UnusualError, pa.ArrowException, UnicodeDecodeError, *SHEET_FAULTS):
        return None


@dataclass(frozen=True)
class _Book:
    """What the sheets of a workbook share. day_styles, span_styles: whether a style shows a day or a span."""

    texts: pa.StringArray
    day_styles: _Numbers
    span_styles: _Numbers
    epoch: Any
    currencies: Mapping[int, str]


def _sheet(archive: zipfile.ZipFile, one: SheetPart, book: _Book, progress: Progress) -> Sheet:
    doing = say("Reading sheet “{sheet}”", sheet=one.name)
    size = max(1, archive.getinfo(one.part).file_size)
    cells = _Cells()
    currencies: Mapping[int, str] = {}
    hidden_rows = read = 0
    piece = b""
    for number, piece in enumerate(pieces_of(archive, one.part)):
        progress(read / size, doing)
        read += len(piece)
        if number == 0 and book.currencies:
            currencies = currencies_of(piece, book.currencies)
        hidden_rows += hidden_rows_of(piece)
        cells.read(piece, book)
    merged = tuple(
        (int(top), column_number(left.decode()), int(bottom), column_number(right.decode()))
        for left, top, right, bottom in _MERGED.findall(piece)
    )
    rows, first_row, first_column = cells.rows(book)
    return Sheet(
        one.name,
        rows,
        first_row,
        first_column,
        one.is_hidden,
        cells.formulas,
        frozenset(cells.uncalculated),
        currencies,
        merged,
        hidden_rows,
    )


@dataclass
class _Column:
    """The cells of one column as they come in: rows and indices of shared texts, rows and numbers …"""

    text_rows: list[_Numbers] = field(default_factory=list)
    text_ids: list[_Numbers] = field(default_factory=list)
    number_rows: list[_Numbers] = field(default_factory=list)
    numbers: list[_Numbers] = field(default_factory=list)
    styles: list[_Numbers] = field(default_factory=list)
    own_rows: list[_Numbers] = field(default_factory=list)
    own: list[pa.StringArray] = field(default_factory=list)  # texts written in the cells themselves
    odd: dict[int, Cell] = field(default_factory=dict)  # by row


@dataclass
class _Cells:
    """Everything read of one sheet so far."""

    columns: dict[int, _Column] = field(default_factory=dict)
    formulas: dict[tuple[int, int], str] = field(default_factory=dict)
    uncalculated: set[tuple[int, int]] = field(default_factory=set)

    def read(self, piece: bytes, book: _Book) -> None:
        """Take the cells of a piece of the sheet, which ends with a whole row."""
        buf = np.frombuffer(piece + _PADDING, dtype=np.uint8)
        tags = np.flatnonzero(buf == ord("<")).astype(np.int64)
        tags = np.append(tags, [len(piece)] * 6)
        first, second = buf[tags + 1], buf[tags + 2]
        is_row = (first == ord("r")) & (second == ord("o")) & (buf[tags + 3] == ord("w"))
        is_cell = (first == ord("c")) & (second == ord(" "))
        if not is_row.any():
            if b":row" in piece or is_cell.any():
                raise _UnusualError
            return
        row_numbers = _row_numbers(buf, tags[is_row])
        which = np.cumsum(is_row)[is_cell] - 1
        if len(which) and which[0] < 0:
            raise _UnusualError
        where = np.flatnonzero(is_cell)
        columns, at = _references(buf, tags[where], row_numbers[which])
        rows = row_numbers[which].astype(np.int32)
        styles, at = _styles(buf, at)
        kinds, at = _kinds(buf, at)
        is_odd = kinds == _ODD
        after = buf[at]
        if not np.all(is_odd | (after == ord(">")) | (after == ord("/"))):
            raise _UnusualError
        is_open = ~is_odd & (after == ord(">"))
        if np.any(is_open & (tags[where + 1] != at + 1)):
            raise _UnusualError
        inner, inner_second = first[where + 1], second[where + 1]
        has_value = is_open & (inner == ord("v")) & (inner_second == ord(">")) & (kinds != _OWN)
        is_own = is_open & (kinds == _OWN) & (inner == ord("i"))
        is_empty = (~is_odd & (after == ord("/"))) | (is_open & (inner == ord("/")))
        is_odd |= is_open & ~has_value & ~is_own & ~is_empty
        starts, ends = tags[where + 1] + 3, tags[where + 2]
        has_value &= ends > starts
        self._texts(buf, rows, columns, starts, ends, has_value & (kinds == _SHARED), len(book.texts))
        self._numbers(buf, rows, columns, starts, ends, styles, has_value & (kinds == _NUMBER))
        if is_own.any():
            self._own(buf, tags, where, rows, columns, is_own)
        next_cells = np.append(where[1:], len(tags) - 1)
        for place in np.flatnonzero(is_odd):
            cell = piece[tags[where[place]] : tags[next_cells[place]]]
            self._odd(cell, int(rows[place]), int(columns[place]), int(styles[place]), book)

    def _texts(
        self,
        buf: _Bytes,
        rows: _Numbers,
        columns: _Numbers,
        starts: _Numbers,
        ends: _Numbers,
        mask: _Numbers,
        known: int,
    ) -> None:
        ids = _digits(buf, starts[mask], ends[mask]).astype(np.int32)
        if len(ids) and int(ids.max()) >= known:
            raise _UnusualError
        for number, here in _by_column(columns[mask]):
            column = self.columns.setdefault(number, _Column())
            column.text_rows.append(rows[mask][here])
            column.text_ids.append(ids[here])

    def _numbers(
        self,
        buf: _Bytes,
        rows: _Numbers,
        columns: _Numbers,
        starts: _Numbers,
        ends: _Numbers,
        styles: _Numbers,
        mask: _Numbers,
    ) -> None:
        values = pc.cast(_slices(buf, starts[mask], ends[mask]), pa.float64()).to_numpy(zero_copy_only=False)
        for number, here in _by_column(columns[mask]):
            column = self.columns.setdefault(number, _Column())
            column.number_rows.append(rows[mask][here])
            column.numbers.append(values[here])
            column.styles.append(styles[mask][here].astype(np.int32))

    def _own(
        self,
        buf: _Bytes,
        tags: _Numbers,
        where: _Numbers,
        rows: _Numbers,
        columns: _Numbers,
        mask: _Numbers,
    ) -> None:
        """Texts that stand in their cells: <is><t>…</t></is>."""
        at = where[mask]
        text, closing, end = tags[at + 2], tags[at + 3], tags[at + 4]
        is_bare, is_kept = buf[text + 2] == ord(">"), buf[text + 2] == ord(" ")
        plain = (buf[text + 1] == ord("t")) & (buf[closing + 1] == ord("/")) & (buf[end + 1] == ord("/"))
        starts = np.where(is_kept, text + 2 + _PRESERVED, text + 3)
        if not np.all(plain & (is_bare | is_kept) & (buf[starts - 1] == ord(">"))):
            raise _UnusualError
        texts = _as_xml(_slices(buf, starts, closing), is_kept)
        for number, here in _by_column(columns[mask]):
            column = self.columns.setdefault(number, _Column())
            column.own_rows.append(rows[mask][here])
            column.own.append(texts.take(pa.array(here)))

    def _odd(self, cell: bytes, row: int, number: int, style: int, book: _Book) -> None:
        """A cell with a formula, an error or a rare type."""
        marked = marked_cell(cell)
        if marked is None or marked.kind in ("d", "inlineStr", "s"):
            raise _UnusualError
        if marked.formula:
            self.formulas[row, number] = marked.formula
        value: Cell
        if marked.kind == "e":
            value = marked.value or "#N/A"
        elif not marked.value:
            if marked.formula and marked.kind != "str":
                self.uncalculated.add((row, number))
            value = None
        elif marked.kind == "b":
            value = marked.value.strip() == "1"
        elif marked.kind == "str":
            value = marked.value
        else:
            value = _number_as_shown(float(marked.value), style, book)
        column = self.columns.setdefault(number, _Column())
        if value is not None or marked.formula:
            column.odd[row] = value

    def rows(self, book: _Book) -> tuple[ColumnRows, int, int]:
        """Return all rows, and the numbers of the first row and column."""
        spans = [
            (int(rows.min()), int(rows.max()))
            for column in self.columns.values()
            for rows in (*column.text_rows, *column.number_rows, *column.own_rows)
            if len(rows)
        ]
        spans += [(row, row) for column in self.columns.values() for row in column.odd]
        if not spans:
            return ColumnRows(()), 1, 1
        top, bottom = min(first for first, _ in spans), max(last for _, last in spans)
        left, right = min(self.columns), max(self.columns)
        columns = [
            _coded(self.columns.pop(number, _Column()), top, bottom - top + 1, book)
            for number in range(left, right + 1)
        ]
        return ColumnRows(tuple(columns)), top, left


def _coded(column: _Column, top: int, length: int, book: _Book) -> CodedColumn:
    codes = np.full(length, -1, dtype=np.int32)
    cells: list[Cell] = []
    if column.text_rows:
        rows, ids = np.concatenate(column.text_rows) - top, np.concatenate(column.text_ids)
        found, different = pd.factorize(ids)
        said = book.texts.take(pa.array(different)).to_pylist()
        codes[rows] = _unless_blank(said, len(cells))[found]
        cells += said
    if column.own_rows:
        rows = np.concatenate(column.own_rows) - top
        texts = pa.concat_arrays(column.own).dictionary_encode()
        own = [unescaped(text) for text in texts.dictionary.to_pylist()]
        codes[rows] = _unless_blank(own, len(cells))[texts.indices.to_numpy()]
        cells += own
    if column.number_rows:
        rows, numbers = np.concatenate(column.number_rows) - top, np.concatenate(column.numbers)
        styles = np.concatenate(column.styles)
        kind = book.day_styles[styles] + 2 * book.span_styles[styles]
        for shown in np.unique(kind):
            mask = kind == shown
            found, values = pd.factorize(numbers[mask])
            style = int(styles[mask][0])
            codes[rows[mask]] = found + len(cells)
            cells += [_number_as_shown(value, style, book) for value in values.tolist()]
    for row, cell in column.odd.items():
        codes[row - top] = -1 if cell is None else len(cells)
        cells.append(cell)
    return CodedColumn(cells, codes)


def _unless_blank(texts: list[str], first: int) -> _Numbers:
    """The code of each text, counted from first; -1 where it is nothing but blanks."""
    return np.array(
        [-1 if not text or text.isspace() else code for code, text in enumerate(texts, first)],
        dtype=np.int32,
    )


def _number_as_shown(value: float, style: int, book: _Book) -> Cell:
    """The number, or the day or time it stands for."""
    if not (book.day_styles[style] or book.span_styles[style]):
        return value
    if value < 0:
        raise _UnusualError  # no day; what a reader makes of it is its own affair
    from openpyxl.utils.datetime import from_excel

    try:
        shown: Cell = from_excel(value, book.epoch, timedelta=bool(book.span_styles[style]))
    except (OverflowError, ValueError):
        return value
    return shown


# --- the bytes of a piece ---------------------------------------------------------------------------------

_NUMBER, _SHARED, _OWN, _ODD = 0, 1, 2, 3  # what the t attribute of a cell says


def _row_numbers(buf: _Bytes, tags: _Numbers) -> _Numbers:
    at = tags + len('<row r="')
    if not (np.all(buf[at - 1] == ord('"')) and np.all(buf[at - 3] == ord("r"))):
        raise _UnusualError
    numbers, digits = _number_at(buf, at, _MOST_ROW)
    if not np.all(buf[at + digits] == ord('"')) or not np.all(digits):
        raise _UnusualError
    return numbers


def _number_at(buf: _Bytes, at: _Numbers, most: int) -> tuple[_Numbers, _Numbers]:
    """Return the whole numbers that stand at these places, and how many digits they have."""
    numbers = np.zeros(len(at), dtype=np.int64)
    digits = np.zeros(len(at), dtype=np.int64)
    going = np.ones(len(at), dtype=bool)
    for place in range(most):
        byte = buf[at + place]
        going &= (byte >= ord("0")) & (byte <= ord("9"))
        if not going.any():
            break
        numbers = np.where(going, numbers * 10 + byte - ord("0"), numbers)
        digits += going
    return numbers, digits


def _references(buf: _Bytes, tags: _Numbers, rows: _Numbers) -> tuple[_Numbers, _Numbers]:
    """Return the column of each cell (A is 1) and the place behind its reference."""
    at = tags + len('<c r="')
    if not (np.all(buf[at - 1] == ord('"')) and np.all(buf[at - 3] == ord("r"))):
        raise _UnusualError
    one, two, three = (buf[at + place].astype(np.int64) - (ord("A") - 1) for place in range(3))
    is_two = (two >= 1) & (two <= 26)
    is_three = is_two & (three >= 1) & (three <= 26)
    columns = one
    columns = np.where(is_two, columns * 26 + two, columns)
    columns = np.where(is_three, columns * 26 + three, columns)
    at = at + 1 + is_two + is_three
    written, digits = _number_at(buf, at, _MOST_ROW)
    at = at + digits
    if not np.all((one >= 1) & (one <= 26) & (written == rows) & (buf[at] == ord('"'))):
        raise _UnusualError
    return columns, at + 1


def _styles(buf: _Bytes, at: _Numbers) -> tuple[_Numbers, _Numbers]:
    has_style = (buf[at] == ord(" ")) & (buf[at + 1] == ord("s")) & (buf[at + 2] == ord("="))
    numbers, digits = _number_at(buf, at + 4, _MOST_STYLE)
    behind = at + 4 + digits
    if np.any(has_style & (buf[behind] != ord('"'))):
        raise _UnusualError
    return np.where(has_style, numbers, 0), np.where(has_style, behind + 1, at)


def _kinds(buf: _Bytes, at: _Numbers) -> tuple[_Numbers, _Numbers]:
    has_kind = (buf[at] == ord(" ")) & (buf[at + 1] == ord("t")) & (buf[at + 2] == ord("="))
    first, second = buf[at + 4], buf[at + 5]
    kinds = np.zeros(len(at), dtype=np.int8)
    is_short = second == ord('"')
    kinds[has_kind] = _ODD
    kinds[has_kind & is_short & (first == ord("s"))] = _SHARED
    kinds[has_kind & is_short & (first == ord("n"))] = _NUMBER
    kinds[has_kind & (first == ord("i")) & (second == ord("n"))] = _OWN
    length = np.select([~has_kind, kinds == _OWN], [0, 4 + _INLINE], 6)
    return kinds, at + length


def _digits(buf: _Bytes, starts: _Numbers, ends: _Numbers) -> _Numbers:
    numbers, digits = _number_at(buf, starts, _MOST_INDEX)
    if np.any(starts + digits != ends):
        raise _UnusualError
    return numbers


def _slices(buf: _Bytes, starts: _Numbers, ends: _Numbers) -> pa.StringArray:
    """Return the texts that stand from starts to ends."""
    lengths = ends - starts
    offsets = np.zeros(len(lengths) + 1, dtype=np.int32)
    np.cumsum(lengths, out=offsets[1:])
    places = np.arange(offsets[-1]) + np.repeat(starts - offsets[:-1], lengths)
    return pa.StringArray.from_buffers(len(lengths), pa.py_buffer(offsets), pa.py_buffer(buf[places]))


def _by_column(columns: _Numbers) -> Iterator[tuple[int, _Numbers]]:
    """Yield each column with the places of its cells."""
    order = np.argsort(columns, kind="stable")
    ordered = columns[order]
    bounds = np.flatnonzero(np.diff(ordered)) + 1
    for places in np.split(order, bounds):
        if len(places):
            yield int(columns[places[0]]), places


# --- what the sheets share --------------------------------------------------------------------------------


def _shared_texts(archive: zipfile.ZipFile) -> pa.StringArray:
    name = next((n for n in archive.namelist() if n.lower().endswith("xl/sharedstrings.xml")), "")
    if not name:
        return pa.array([], pa.string())
    content = archive.read(name)
    return _plain_texts(content) if b"<r>" not in content and b"<rPh" not in content else _rich_texts(content)


def _plain_texts(content: bytes) -> pa.StringArray:
    """The texts where none has runs of its own format."""
    buf = np.frombuffer(content + _PADDING, dtype=np.uint8)
    tags = np.append(np.flatnonzero(buf == ord("<")).astype(np.int64), len(content))
    first, second = buf[tags + 1], buf[tags + 2]
    is_item = np.flatnonzero((first == ord("s")) & (second == ord("i")))
    if not len(is_item) and b":si" in content:
        raise _UnusualError
    text = tags[is_item + 1]
    mark = buf[text + 2]
    is_bare, is_kept, is_void = mark == ord(">"), mark == ord(" "), mark == ord("/")
    starts = np.where(is_kept, text + 2 + _PRESERVED, text + 3)
    ends = np.where(is_void, starts, tags[is_item + 2])
    is_sound = (buf[text + 1] == ord("t")) & (is_void | ((is_bare | is_kept) & (buf[starts - 1] == ord(">"))))
    if not np.all(is_sound):
        raise _UnusualError
    texts = _as_xml(_slices(buf, starts, ends), is_kept)
    escaped = np.flatnonzero(
        pc.match_substring_regex(texts, "&|_x[0-9A-Fa-f]{4}_").to_numpy(zero_copy_only=False)
    )
    if not len(escaped):
        return texts
    said: list[str] = texts.to_pylist()
    for place in escaped:
        said[place] = unescaped(said[place])
    return pa.array(said, pa.string())


def _as_xml(texts: pa.StringArray, is_kept: _Numbers) -> pa.StringArray:
    """Line ends are one character, and blanks around a text count only where the file says so."""
    texts = pc.replace_substring(pc.replace_substring(texts, "\r\n", "\n"), "\r", "\n")
    return pc.if_else(pa.array(is_kept), texts, pc.ascii_trim(texts, _BLANKS))


def _rich_texts(content: bytes) -> pa.StringArray:
    texts = []
    for item in ElementTree.fromstring(content):  # noqa: S314 - the gate has refused DTDs
        space = item.tag.rpartition("}")[0] + "}"
        runs = [text for run in (item, *item.findall(f"{space}r")) for text in run.findall(f"{space}t")]
        texts.append(unescaped("".join(_kept_or_trimmed(text) for text in runs)))
    return pa.array(texts, pa.string())


def _kept_or_trimmed(text: ElementTree.Element) -> str:
    said = text.text or ""
    return said if text.get(_SPACE) == "preserve" else said.strip(_BLANKS)


def _days(archive: zipfile.ZipFile) -> tuple[_Numbers, _Numbers, Any]:
    """Which styles show a day, which a length of time, and the day from which days are counted."""
    from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format
    from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH

    names = archive.namelist()
    styles = next((n for n in names if n.lower().endswith("xl/styles.xml")), "")
    days, spans = np.zeros(100_000, dtype=np.int8), np.zeros(100_000, dtype=np.int8)
    if styles:
        root = ElementTree.fromstring(archive.read(styles))  # noqa: S314 - as above
        space = root.tag.rpartition("}")[0] + "}"
        codes = {number: str(code) for number, code in BUILTIN_FORMATS.items()}
        codes |= {
            int(one.get("numFmtId", "0")): one.get("formatCode", "") for one in root.iter(f"{space}numFmt")
        }
        for place, style in enumerate(root.findall(f"{space}cellXfs/{space}xf")):
            code = codes.get(int(style.get("numFmtId", "0")), "")
            spans[place] = is_timedelta_format(code)
            days[place] = not spans[place] and is_date_format(code)
    workbook = next(
        n for n in names if n.lower().endswith("workbook.xml") and "_rels" not in posixpath.split(n)[0]
    )
    is_mac = re.search(rb'date1904="(1|true)"', archive.read(workbook)) is not None
    return days, spans, MAC_EPOCH if is_mac else WINDOWS_EPOCH
