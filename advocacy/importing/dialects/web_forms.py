"""Google Forms and Microsoft Forms: one row per answer, questions in words, several answers in one cell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from advocacy.importing.building import issue_of
from advocacy.importing.cell_text import cell_text
from advocacy.importing.dialects.dialect import Understood
from advocacy.importing.imported import ImportChoices
from advocacy.importing.layout import Layout, export_layout
from advocacy.importing.survey.answers import (
    AnswerColumn,
    AnswerSheet,
    build,
    headings_of,
    reading_of,
    split_answers,
    ticks,
)
from advocacy.importing.table import Column
from advocacy.importing.typed_columns import Fault
from advocacy.importing.workbook import Cell, Sheet, Workbook
from advocacy.issue import Issue, Severity
from advocacy.progress import Progress
from advocacy.wording import say, say_later

_GOOGLE_SHEET = re.compile(r"^Form Responses \d+$")
_GRID = re.compile(r"^(?P<question>.+\S) \[(?P<row>[^\[\]]+)\]$")
_MICROSOFT = ("ID", "Start time", "Completion time", "Email", "Name")
_MICROSOFT_MORE = ("Last modified time", "Total points", "Quiz feedback")
_QUIZ = ("Points - ", "Feedback - ", "Points – ", "Feedback – ")
_MOST_OPTIONS = 40
_LONGEST_OPTION = 100


@dataclass(frozen=True)
class GoogleForms:
    """First column Timestamp; check boxes joined by a comma; a grid gives one column per row."""

    name: str = "google-forms"

    def recognise(self, workbook: Workbook) -> str:
        for sheet in workbook.sheets:
            headings = headings_of(sheet)
            if headings[:1] != ("Timestamp",) or len(headings) < 2:
                continue
            if _GOOGLE_SHEET.match(sheet.name):
                return say("the sheet is called “{sheet}” and begins with Timestamp", sheet=sheet.name)
            if not sheet.name and all(_is_moment(row[0]) for row in sheet.rows[1:] if row[0] is not None):
                return say("it begins with the column Timestamp")
        return ""

    def read(self, workbook: Workbook, choices: ImportChoices, progress: Progress) -> Understood:
        reason = self.recognise(workbook)
        understood = Understood()
        for sheet in workbook.sheets:
            if headings_of(sheet)[:1] != ("Timestamp",):
                understood = understood.left_out(
                    workbook, sheet, say_later("This sheet holds no form responses.")
                )
                continue
            layout = export_layout(sheet)
            if layout is not None:
                separators = (", ",) if sheet.name else (";", ", ")
                columns, issues = form_columns(workbook, sheet, layout, ("Timestamp",), separators)
                answers = AnswerSheet(workbook, sheet, layout, columns, issues=issues)
                understood = understood.joined(build(answers), reading_of(answers, self.name, reason))
        return understood


@dataclass(frozen=True)
class MicrosoftForms:
    """Begins with ID, Start time, Completion time; several answers end in a semicolon each."""

    name: str = "microsoft-forms"

    def recognise(self, workbook: Workbook) -> str:
        for sheet in workbook.sheets:
            if headings_of(sheet)[:3] == _MICROSOFT[:3]:
                return say("it begins with the columns ID, Start time and Completion time")
        return ""

    def read(self, workbook: Workbook, choices: ImportChoices, progress: Progress) -> Understood:
        reason = self.recognise(workbook)
        understood = Understood()
        for sheet in workbook.sheets:
            layout = export_layout(sheet) if headings_of(sheet)[:3] == _MICROSOFT[:3] else None
            if layout is None:
                understood = understood.left_out(
                    workbook, sheet, say_later("This sheet holds no form responses.")
                )
                continue
            known = (*_MICROSOFT, *_MICROSOFT_MORE)
            columns, issues = form_columns(workbook, sheet, layout, known, (";",))
            answers = AnswerSheet(workbook, sheet, layout, columns, ("ID",), issues=issues)
            understood = understood.joined(build(answers), reading_of(answers, self.name, reason))
        return understood


def _is_moment(cell: Cell) -> bool:
    return isinstance(cell, datetime) or bool(re.match(r"^\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}[ T]", str(cell)))


def form_columns(
    workbook: Workbook,
    sheet: Sheet,
    layout: Layout,
    bookkeeping: Sequence[str],
    separators: Sequence[str],
) -> tuple[tuple[AnswerColumn, ...], tuple[Issue, ...]]:
    """What the columns are; questions with several answers in a cell get a column per option."""
    columns: list[AnswerColumn] = []
    issues: list[Issue] = []
    for place, heading in enumerate(layout.headings):
        cells = layout.column(place)
        grid = _GRID.match(heading)
        group, label = (grid["question"], grid["row"]) if grid else ("", heading)
        aside = heading in bookkeeping or heading.startswith(_QUIZ)
        separator = "" if aside else _separator(cells, separators)
        columns.append(AnswerColumn(heading, place, cells, label, group, "", aside))
        if not separator:
            continue
        options = split_answers(cells, separator)
        for option in options:
            ticked = ticks(cells, option, separator)
            columns.append(AnswerColumn(f"{heading}/{option}", place, ticked, option, group, heading))
        if unsure := [option for option in options if separator in option]:
            issues.append(_unsure(workbook, sheet, layout, place, unsure[0]))
    return tuple(columns), tuple(issues)


def _separator(cells: Sequence[Cell], separators: Sequence[str]) -> str:
    """The sign between several answers in one cell; "" for a question with one answer or an open one."""
    texts = [cell_text(cell) or "" for cell in cells if cell is not None]
    for separator in separators:
        several = [text for text in texts if separator in text.strip()]
        ended = [text for text in several if text.endswith(separator)]
        if separator == ";" and several and len(ended) == len(several):
            return separator
        pieces = [piece for text in texts for piece in text.split(separator)]
        different = {piece.strip() for piece in pieces}
        if (
            len(several) >= 2
            and len(different) <= _MOST_OPTIONS
            and len(pieces) >= 2 * len(different)
            and max(map(len, different)) <= _LONGEST_OPTION
            and (separator == ";" or _are_several(texts, separator))
        ):
            return separator
    return ""


def _are_several(texts: Sequence[str], separator: str) -> bool:
    """Whether cells hold several answers, not one with a comma in it ("Never, but open to it").

    Somebody will have ticked one of them alone, or first where others ticked it later.
    """
    cells = [[piece.strip() for piece in text.split(separator)] for text in texts]
    alone = {cell[0] for cell in cells if len(cell) == 1}
    first = {cell[0] for cell in cells}
    return any(
        piece in alone or (place > 0 and piece in first)
        for cell in cells
        if len(cell) > 1
        for place, piece in enumerate(cell)
    )


def _unsure(workbook: Workbook, sheet: Sheet, layout: Layout, place: int, option: str) -> Issue:
    heading = layout.headings[place]
    fault = Fault(
        None,
        "option-with-comma",
        Severity.NOTE,
        say("“{option}” is taken as one answer, because its parts never come alone.", option=option),
        say("If they are two answers, split them in the spreadsheet."),
        option,
    )
    column = Column(heading, heading, layout.letters[place], workbook.sha256, sheet.name)
    return issue_of(fault, workbook, sheet, layout, column)
