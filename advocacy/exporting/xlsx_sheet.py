"""A workbook of tables that can be filtered, printed and heard. Text stays text, whatever it begins with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import IO, Any

import xlsxwriter

from advocacy.exporting.plain_text import cut, printable
from advocacy.exporting.running_head import EXAMPLE
from advocacy.wording import say

Cell = str | float | int | None

_WHEN = datetime(2000, 1, 1)  # no clock in the file: the same brief gives the same bytes
_OPTIONS = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "in_memory": True,  # or a crash leaves the sheets in the folder for temporary files
}
_A4 = 9
_FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠")
_NAME_LIMIT = 31
_NUMBERS = {
    "share": "0%",
    "days": "#,##0",
    "money": "#,##0",
    "count": "#,##0",
    "number": "#,##0.##;-#,##0.##",
}
_LARGE = 10  # below it an amount keeps two digits, as in the brief


@dataclass(frozen=True)
class Amount:
    """A number in a unit, which decides how it looks; the cell holds it unrounded."""

    value: float
    unit: str


@dataclass(frozen=True)
class Column:
    """The head of a column and its width in characters. meaning: said of it in the codebook."""

    title: str
    width: float = 12
    meaning: str = ""


class Book:
    """The workbook being written; every sheet says so when the data are an example."""

    def __init__(self, content: IO[bytes], title: str, example: bool) -> None:
        self._book = xlsxwriter.Workbook(content, _OPTIONS)
        self._book.set_properties({"title": cut(printable(title), 200), "created": _WHEN, "author": ""})
        self._example = example
        self._texts: dict[tuple[bool, bool], Any] = {}
        self._numbers: dict[str, Any] = {}
        self._warning = self._book.add_format({"bold": True, "font_color": "#B3471B"}) if example else None
        self._head = self._book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})

    def text(self, name: str, rows: Sequence[Sequence[str]], widths: Sequence[float]) -> None:
        """A sheet to be read from top to bottom; its first row is its title."""
        sheet, first = self._sheet(name, widths)
        for number, row in enumerate(rows):
            for column, text in enumerate(row):
                self._write(sheet, first + number, column, text, bold=number == 0 or column < len(row) - 1)
        sheet.fit_to_pages(1, 0)

    def table(self, name: str, columns: Sequence[Column], rows: Sequence[Sequence[Cell | Amount]]) -> None:
        """A sheet that is one table: its head stays in sight and on every page, columns can be filtered."""
        sheet, first = self._sheet(name, [column.width for column in columns])
        for number, row in enumerate(rows, first + 1):
            for column, cell in enumerate(row):
                self._write(sheet, number, column, cell)
        number = len(self._book.worksheets())
        options = {
            "name": f"Table{number}",
            "title": printable(name),
            "style": "Table Style Light 1",
            "columns": [{"header": column.title, "header_format": self._head} for column in columns],
        }
        sheet.add_table(first, 0, first + max(1, len(rows)), len(columns) - 1, options)
        sheet.freeze_panes(first + 1, 0)
        sheet.repeat_rows(first)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)

    def close(self) -> None:
        """Write it."""
        self._book.close()

    def _sheet(self, name: str, widths: Sequence[float]) -> tuple[Any, int]:
        """Return a new sheet and the first row that is free."""
        sheet = self._book.add_worksheet(name[:_NAME_LIMIT])
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        sheet.set_paper(_A4)
        sheet.set_footer("&C&P / &N")
        if not self._example:
            return sheet, 0
        sheet.write_string(0, 0, say(EXAMPLE), self._warning)
        return sheet, 1

    def _write(self, sheet: Any, row: int, column: int, cell: Cell | Amount, *, bold: bool = False) -> None:
        if isinstance(cell, str):
            if cell:
                text = cut(printable(cell))
                # Who changes such a cell must not make a formula of it.
                sheet.write_string(row, column, text, self._of_text(bold, text.startswith(_FORMULA_STARTS)))
        elif isinstance(cell, Amount):
            look = "#,##0.00" if cell.unit == "money" and abs(cell.value) < _LARGE else _NUMBERS[cell.unit]
            sheet.write_number(row, column, cell.value, self._of_number(look))
        elif cell is not None:
            sheet.write_number(row, column, cell, self._of_number("#,##0"))

    def _of_text(self, bold: bool, quoted: bool) -> Any:
        key = (bold, quoted)
        if key not in self._texts:  # a table of ten thousand cells has two of these
            shape = {"bold": True} if bold else {}
            sign = {"quote_prefix": True} if quoted else {}
            self._texts[key] = self._book.add_format({"text_wrap": True, "valign": "top", **shape, **sign})
        return self._texts[key]

    def _of_number(self, look: str) -> Any:
        if look not in self._numbers:
            self._numbers[look] = self._book.add_format({"num_format": look, "valign": "top"})
        return self._numbers[look]
