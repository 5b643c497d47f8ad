"""The workbook annex: every number with what is needed to compute it again. All text stays text."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from advocacy.analysis import numbers
from advocacy.analysis.finding import Estimate, Finding, State
from advocacy.brief.document import Brief
from advocacy.brief.tables import finding_table
from advocacy.charts.picture import Picture
from advocacy.exporting.plain_text import cut, printable
from advocacy.exporting.running_head import EXAMPLE
from advocacy.wording import say

_WHEN = datetime(2000, 1, 1)  # no clock in the file: the same brief gives the same bytes
_OPTIONS = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "in_memory": True,  # or a crash leaves the sheets in the folder for temporary files
}
_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")
_NAME_LIMIT = 31
_WIDTHS = {"narrow": 12, "wide": 44}


def write(brief: Brief, path: Path, pictures: Mapping[str, Picture]) -> None:
    """Write the annex. Pictures are not in it; its tables hold the same numbers."""
    del pictures
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, _OPTIONS)
    book.set_properties({"title": cut(printable(brief.title), 200), "created": _WHEN, "author": ""})
    sheets = _Sheets(book, brief.example)
    _about(sheets, brief)
    _claims(sheets, brief)
    for number, finding in enumerate(brief.findings, 1):
        table = finding_table(finding)
        rows = [[finding.headline], [table.source], [], list(table.header), *map(list, table.rows)]
        rows += [[], *([said] for said in numbers.remarks(finding)), [finding.method]]
        sheets.add(f"{number} {finding.name}", rows, heading_row=3)
    definitions = [[say("Finding"), say("Formula"), say("Source"), say("Does not show")]]
    definitions += [[one.name, one.formula, one.source, one.does_not_show] for one in brief.definitions]
    sheets.add(say("Definitions"), definitions, heading_row=0, wide=range(4))
    steps = [
        [say("Step"), say("What was done")],
        *([str(i), text] for i, text in enumerate(brief.history, 1)),
    ]
    sheets.add(say("How this was made"), steps, heading_row=0, wide=(1,))
    book.close()
    path.write_bytes(content.getvalue())


class _Sheets:
    """The workbook being written; every sheet says so when the data are an example."""

    def __init__(self, book: Any, example: bool) -> None:
        self._book = book
        self._example = example
        self._names: set[str] = set()
        self._bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        self._wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        self._warning = book.add_format({"bold": True, "font_color": "#B3471B"})

    def add(self, name: str, rows: Iterable[list[Any]], heading_row: int, wide: Iterable[int] = (0,)) -> None:
        sheet = self._book.add_worksheet(self._free_name(name))
        sheet.set_column(0, 20, _WIDTHS["narrow"])
        for column in wide:
            sheet.set_column(column, column, _WIDTHS["wide"])
        first = 0
        if self._example:
            sheet.write_string(0, 0, say(EXAMPLE), self._warning)
            first = 1
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                shape = (
                    self._bold if number == heading_row else self._wrapped if number > heading_row else None
                )
                if isinstance(cell, (int, float)):
                    sheet.write_number(first + number, column, cell, shape)
                elif cell:
                    sheet.write_string(first + number, column, cut(printable(str(cell))), shape)
        sheet.freeze_panes(first + heading_row + 1, 0)

    def _free_name(self, name: str) -> str:
        plain = _FORBIDDEN.sub(" ", printable(name)).strip()[:_NAME_LIMIT].strip() or say("Sheet")
        free, number = plain, 2
        while free.casefold() in self._names:
            free = f"{plain[: _NAME_LIMIT - 3].strip()} {number}"
            number += 1
        self._names.add(free.casefold())
        return free


def _about(sheets: _Sheets, brief: Brief) -> None:
    rows: list[list[Any]] = [[brief.title], *([label, text] for label, text in brief.cover)]
    if brief.subtitle:
        rows.append([brief.subtitle])
    words = say(
        "Every number of the brief is in the sheet “{sheet}”, with its base and its interval.",
        sheet=say("Claims"),
    )
    rows.append([words])
    sheets.add(say("About"), rows, heading_row=0, wide=(0, 1))


def _claims(sheets: _Sheets, brief: Brief) -> None:
    header = (
        "finding",
        "name",
        "group",
        "series",
        "value",
        "unit",
        "currency",
        "low_95",
        "high_95",
        "numerator",
        "denominator",
        "n",
        "missing",
        "pending",
        "state",
        "base",
        "filters",
        "method",
        "data_date",
        "source_files",
        "source_table",
        "source_rows",
    )
    rows: list[list[Any]] = [list(header)]
    for finding in brief.findings:
        rows += _claim_rows(finding)
    sheets.add(say("Claims"), rows, heading_row=0, wide=(0, 1, 2, 15, 17))


def _source_rows(one: Estimate, finding: Finding) -> int | None:
    """How many rows a number rests on; not told where counts are rounded, as it is an exact one."""
    if one.rows is None or one.state is State.SUPPRESSED or finding.rounded_to:
        return None
    return len(one.rows.positions)


def _claim_rows(finding: Finding) -> Iterable[list[Any]]:
    for one in finding.estimates:
        hidden = one.state is State.SUPPRESSED
        yield [
            finding.code,
            finding.name,
            one.label or say("All"),
            one.series,
            one.value,
            finding.unit.value,
            finding.currency,
            one.low,
            one.high,
            one.numerator,
            one.denominator,
            None if hidden else one.n,
            None if hidden else one.missing,
            None if hidden else one.pending,
            one.state.value,
            finding.base,
            "; ".join(finding.filters),
            finding.method,
            finding.data_date.isoformat() if finding.data_date else "",
            ", ".join(finding.sources),
            one.rows.table if one.rows and not hidden else "",
            _source_rows(one, finding),
        ]
