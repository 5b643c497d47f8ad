"""Where the header of a sheet is, which rows below it are data, and why the others are not."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from advocacy.importing.cell_text import cell_text
from advocacy.importing.columns import ColumnRows
from advocacy.importing.imported import SetAside
from advocacy.importing.letters import column_letter
from advocacy.importing.plain_words import plain
from advocacy.importing.workbook import Cell, Sheet
from advocacy.wording import say_later

_LOOK_DOWN = 40  # filled rows searched for the header
_TOTAL = re.compile(
    r"^(grand |sub ?|sous )?(total|totals|totaux|totales|sum|somme|suma|jumla|ensemble)( general)?( .*)?$"
)
_REMARK = re.compile(
    r"^\s*(\*|note|notes|source|sources|n\.?b\.?|remark|remarque|legend|légende)\b", re.IGNORECASE
)
_LONG_REMARK = 25  # characters; a lone cell longer than this is a sentence, not a value


@dataclass(frozen=True)
class Layout:
    """A sheet taken apart. Row numbers are those of the spreadsheet.

    rows_in_file: rows below the header with at least one cell filled == len(rows) + len(set_aside).
    """

    header_row: int
    headings: tuple[str, ...]
    letters: tuple[str, ...]
    rows: Sequence[tuple[Cell, ...]]
    numbers: tuple[int, ...]
    set_aside: tuple[SetAside, ...]
    places: tuple[int, ...] = ()  # of each column in the rows of the sheet

    @property
    def rows_in_file(self) -> int:
        return len(self.rows) + len(self.set_aside)

    def column(self, place: int) -> Sequence[Cell]:
        """Return the cells of one column."""
        if isinstance(self.rows, ColumnRows):
            return self.rows.columns[place]
        return [row[place] for row in self.rows]


def find_layout(sheet: Sheet, known: Callable[[str], bool], header_row: int | None = None) -> Layout | None:
    """Find the header and part the rows below it; None where the sheet holds no table.

    known: whether a heading is one the schemas know. header_row: the user's choice, as in the spreadsheet.
    """
    index = _header_index(sheet, known) if header_row is None else header_row - sheet.first_row
    if index is None or not 0 <= index < len(sheet.rows):
        return None
    header, last = _whole_header(sheet, index, known)
    return _parted(sheet, last, header, is_made_by_hand=True)


def tables_of(sheet: Sheet, known: Callable[[str], bool]) -> tuple[Sheet, ...]:
    """Return the tables that stand one below the other, parted by an empty row; mostly one.

    A new table begins where after an empty row another header stands: two known headings or more.
    """
    if not _has_empty_row(sheet.rows):
        return (sheet,)
    starts = [0]
    header: set[str] = set()
    for index, row in enumerate(sheet.rows):
        texts = [cell for cell in row if isinstance(cell, str)]
        filled = sum(cell is not None for cell in row)
        if len(texts) < 2 or len(texts) < filled or sum(known(text) for text in texts) < 2:
            continue
        words = {plain(text) for text in texts}
        is_new = bool(header) and words != header
        if is_new and _empty_before(sheet, index, starts[-1]) is not None:
            starts.append(_empty_before(sheet, index, starts[-1]) or index)
        if not header or is_new:
            header = words
    if len(starts) == 1:
        return (sheet,)
    ends = [*starts[1:], len(sheet.rows)]
    return tuple(
        replace(sheet, rows=sheet.rows[start:end], first_row=sheet.first_row + start)
        for start, end in zip(starts, ends, strict=True)
    )


def _has_empty_row(rows: Sequence[tuple[Cell, ...]]) -> bool:
    if isinstance(rows, ColumnRows):
        return bool((rows.filled() == 0).any())
    return any(row.count(None) == len(row) for row in rows)


def _empty_before(sheet: Sheet, index: int, start: int) -> int | None:
    """The place of the empty row at most two rows above (a title may stand between); None without one."""
    for above in (index - 1, index - 2):
        if above > start and not any(cell is not None for cell in sheet.rows[above]):
            return above
    return None


def _whole_header(sheet: Sheet, index: int, known: Callable[[str], bool]) -> tuple[tuple[Cell, ...], int]:
    """The headings, and the last row of the header: groups of columns may stand in a row of their own.

    The group is added unless the heading is of several words, known and stands once.
    """
    own = sheet.rows[index]
    if index + 1 < len(sheet.rows) and _heads_groups(sheet, index) and _is_text(sheet.rows[index + 1]):
        return _joined(_spread(sheet, index), sheet.rows[index + 1], known), index + 1
    if index > 0 and _heads_groups(sheet, index - 1) and _is_text(sheet.rows[index - 1]):
        return _joined(_spread(sheet, index - 1), own, known), index
    return own, index


def _heads_groups(sheet: Sheet, index: int) -> bool:
    """Whether cells of this row are merged over several columns, and it is no title over all of them."""
    row = sheet.first_row + index
    wide = [
        right - left + 1 for top, left, bottom, right in sheet.merged if top == row == bottom and right > left
    ]
    width = sum(cell is not None for other in sheet.rows[index : index + 3] for cell in other) / 3
    return bool(wide) and max(wide) < max(3.0, 0.8 * width)


def _is_text(row: Sequence[Cell]) -> bool:
    filled = [cell for cell in row if cell is not None]
    return bool(filled) and all(isinstance(cell, str) for cell in filled)


def _spread(sheet: Sheet, index: int) -> list[Cell]:
    """The row, what is merged over several columns written in each of them."""
    cells = list(sheet.rows[index])
    row = sheet.first_row + index
    for top, left, bottom, right in sheet.merged:
        if top <= row <= bottom:
            first = left - sheet.first_column
            for place in range(max(0, first), min(len(cells), right - sheet.first_column + 1)):
                cells[place] = cells[first] if first >= 0 else None
    return cells


def _joined(groups: Sequence[Cell], own: Sequence[Cell], known: Callable[[str], bool]) -> tuple[Cell, ...]:
    twice = [plain(str(cell)) for cell in own if cell is not None]
    headings: list[Cell] = []
    for group, heading in zip(groups, own, strict=True):
        if heading is None or group is None or group == heading:
            headings.append(heading if heading is not None else group)
            continue
        both = f"{group} {heading}"
        words = plain(str(heading))
        # "Women" may mean women of anything; "date of application" says enough.
        alone = twice.count(words) == 1 and " " in words and known(str(heading)) and not known(both)
        headings.append(heading if alone else both)
    return tuple(headings)


def export_layout(sheet: Sheet, headings: Sequence[Cell] = (), header_rows: int = 1) -> Layout | None:
    """Take a sheet apart that a program has written: its first rows are the header, all others are data.

    headings: what to call the columns instead of what the last header row says. None where there is no row.
    """
    if len(sheet.rows) < header_rows:
        return None
    sheet = _formulas_as_said(sheet)
    return _parted(sheet, header_rows - 1, headings or sheet.rows[header_rows - 1], is_made_by_hand=False)


def _formulas_as_said(sheet: Sheet) -> Sheet:
    """Programs that write answers calculate nothing: "=SUM(A1)" is what somebody typed."""
    if not sheet.formulas:
        return sheet
    rows = [list(row) for row in sheet.rows]
    for (number, column), text in sheet.formulas.items():
        row, place = number - sheet.first_row, column - sheet.first_column
        if 0 <= row < len(rows) and 0 <= place < len(rows[row]):
            rows[row][place] = text
    return replace(sheet, rows=tuple(tuple(row) for row in rows))


def _parted(sheet: Sheet, index: int, header: Sequence[Cell], *, is_made_by_hand: bool) -> Layout:
    below = sheet.rows[index + 1 :]
    has_cells = _filled_columns(below, len(header))
    used = [place for place, cell in enumerate(header) if cell is not None or has_cells[place]]
    letters = tuple(column_letter(sheet.first_column + position) for position in used)
    headings = tuple(
        " ".join((cell_text(header[position]) or "").split()) or f"({letter})"
        for position, letter in zip(used, letters, strict=True)
    )
    first = sheet.first_row + index + 1
    rows: Sequence[tuple[Cell, ...]]
    if isinstance(below, ColumnRows):
        below = ColumnRows(tuple(below.columns[place] for place in used))
        offsets, reasons = _data_of_columns(below, headings if is_made_by_hand else None)
        rows = below.at(np.array(offsets, dtype=np.int64)) if len(offsets) < len(below) else below
    else:
        whole = len(used) == len(header)
        cells = below if whole else [tuple([row[place] for place in used]) for row in below]
        offsets, reasons = _data_of_rows(cells, headings if is_made_by_hand else None)
        rows = tuple([cells[offset] for offset in offsets])
    return Layout(
        sheet.first_row + index,
        _distinct(headings, letters),
        letters,
        rows,
        tuple([first + offset for offset in offsets]),
        tuple(SetAside(sheet.name, first + offset, reason) for offset, reason in reasons.items()),
        tuple(used),
    )


def _filled_columns(rows: Sequence[tuple[Cell, ...]], width: int) -> list[bool]:
    if isinstance(rows, ColumnRows):
        return [bool((column.codes >= 0).any()) for column in rows.columns] or [False] * width
    return [any(row[place] is not None for row in rows) for place in range(width)]


def _data_of_rows(
    rows: Sequence[tuple[Cell, ...]], headings: tuple[str, ...] | None
) -> tuple[list[int], dict[int, str]]:
    """The places of the rows that are data, and by place why others are not. headings: None believes all."""
    data, reasons = [], {}
    for offset, cells in enumerate(rows):
        filled = [cell for cell in cells if cell is not None]
        if not filled:
            continue
        reason = _not_data(cells, filled, headings) if headings is not None else ""
        if reason:
            reasons[offset] = reason
        else:
            data.append(offset)
    return data, reasons


def _data_of_columns(rows: ColumnRows, headings: tuple[str, ...] | None) -> tuple[list[int], dict[int, str]]:
    """The same of rows kept as columns: only rows that might be no data are looked at one by one."""
    filled = rows.filled()
    reasons = {}
    if headings is not None:
        written = rows.written()
        doubtful = (filled > 0) & (written > 0) & ((written <= 2) | (written == filled))
        for offset in np.flatnonzero(doubtful).tolist():
            cells = rows[offset]
            if reason := _not_data(cells, [cell for cell in cells if cell is not None], headings):
                reasons[offset] = reason
    is_data = filled > 0
    is_data[list(reasons)] = False
    return np.flatnonzero(is_data).tolist(), reasons


def _header_index(sheet: Sheet, known: Callable[[str], bool]) -> int | None:
    """The row with most known headings; where none is known, the first that looks like a header."""
    best: tuple[float, int] | None = None
    seen = 0
    for index, row in enumerate(sheet.rows):
        filled = [cell for cell in row if cell is not None]
        if not filled:
            continue
        seen += 1
        texts = [cell for cell in filled if isinstance(cell, str)]
        hits = sum(known(text) for text in texts)
        if hits >= 2 and (best is None or hits > best[0]):
            best = (hits, index)
        if seen >= _LOOK_DOWN:
            break
    return best[1] if best else _first_header_like(sheet)


def _first_header_like(sheet: Sheet) -> int | None:
    """The first row of different texts about as wide as the rows below it."""
    filled = [(index, [c for c in row if c is not None]) for index, row in enumerate(sheet.rows[:200])]
    filled = [(index, cells) for index, cells in filled if cells]
    if not filled:
        return None
    widest = max(len(cells) for _, cells in filled)
    for index, cells in filled[:_LOOK_DOWN]:
        texts = [cell.strip() for cell in cells if isinstance(cell, str)]
        if len(cells) >= 0.6 * widest and len(texts) == len(cells) and len(set(texts)) == len(texts):
            return index
    return None


def _not_data(cells: tuple[Cell, ...], filled: Sequence[Cell], headings: tuple[str, ...]) -> str:
    """Why a row is not data; empty where it is."""
    written = [cell.__class__ for cell in filled].count(str)
    if not written or 2 < written < len(filled):
        return ""
    texts = [cell for cell in filled if isinstance(cell, str)]
    if (
        len(texts) == len(filled) >= 2
        and plain(texts[0]) in map(plain, headings)
        and all(
            cell is None or plain(str(cell)) == plain(heading)
            for cell, heading in zip(cells, headings, strict=True)
        )
    ):
        return say_later("The header is repeated here.")
    first = next((cell for cell in cells[:3] if isinstance(cell, str)), "")
    if len(texts) <= 2 and _TOTAL.match(plain(first)):
        return say_later("This is a total of other rows.")
    alone = len(filled) == 1 and len(cells) >= 4
    if alone and texts and (_REMARK.match(texts[0]) or len(texts[0]) > _LONG_REMARK):
        return say_later("This is a remark, not a row of the table.")
    return ""


def _distinct(headings: tuple[str, ...], letters: tuple[str, ...]) -> tuple[str, ...]:
    """Headings that occur twice get their column letter, so that every column has a name of its own."""
    lowered = [heading.casefold() for heading in headings]
    return tuple(
        f"{heading} ({letter})" if lowered.index(heading.casefold()) != place else heading
        for place, (heading, letter) in enumerate(zip(headings, letters, strict=True))
    )
