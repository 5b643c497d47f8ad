"""LimeSurvey exports: codes, full question texts or both as headings; short or long answers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from advocacy.importing.building import issue_of
from advocacy.importing.cell_text import cell_text
from advocacy.importing.codes_as_written import to_yes_or_no
from advocacy.importing.dialects.dialect import Understood
from advocacy.importing.imported import ImportChoices
from advocacy.importing.layout import Layout, export_layout
from advocacy.importing.survey.answers import AnswerColumn, AnswerSheet, build, headings_of, reading_of
from advocacy.importing.table import Column
from advocacy.importing.typed_columns import Fault
from advocacy.importing.workbook import Cell, Sheet, Workbook
from advocacy.issue import Issue, Severity
from advocacy.progress import Progress
from advocacy.wording import say

_SIGNS = (("submitdate", "lastpage"), ("Date submitted", "Last page"))
_BOOKKEEPING = {
    *("id", "submitdate", "lastpage", "startlanguage", "seed", "startdate", "datestamp", "ipaddr", "refurl"),
    *("Response ID", "Date submitted", "Last page", "Start language", "Seed", "Date started"),
    *("Date last action", "IP address", "Referrer URL", "token", "Token"),
}
_KEYS = ("id", "Response ID")
_SUBMITTED = ("submitdate", "Date submitted")
_BOTH = re.compile(r"^(?P<code>[A-Za-z]\w*(?:\[[^\]]*\])?)\. +(?P<text>.+)$")  # code and text in one heading
_PART = re.compile(r"^(?P<stem>.*?)\s*\[(?P<part>[^\[\]]*)\]$")
_COMMENT = re.compile(r"(comment|other)\]$", re.IGNORECASE)


@dataclass(frozen=True)
class LimeSurvey:
    """One sheet; a column per part of a question: "Q1[SQ001]" or "Stem [Option]"."""

    name: str = "limesurvey"

    def recognise(self, workbook: Workbook) -> str:
        for sheet in workbook.sheets:
            headings = [_code(heading) for heading in headings_of(sheet)]
            for first, second in _SIGNS:
                if first in headings and second in headings:
                    return say("it has the columns {first} and {second}", first=first, second=second)
        return ""

    def read(self, workbook: Workbook, choices: ImportChoices, progress: Progress) -> Understood:
        reason = self.recognise(workbook)
        understood = Understood()
        for sheet in workbook.sheets:
            layout = export_layout(sheet)
            if layout is None:
                continue
            key = next(((h,) for h in layout.headings if _code(h) in _KEYS), ())
            columns = _columns(layout)
            issues = _incomplete(workbook, sheet, layout)
            answers = AnswerSheet(workbook, sheet, layout, columns, key, issues=issues)
            understood = understood.joined(build(answers), reading_of(answers, self.name, reason))
        return understood


def _code(heading: str) -> str:
    both = _BOTH.match(heading)
    return both["code"] if both else heading


def _columns(layout: Layout) -> tuple[AnswerColumn, ...]:
    parted = [_parted(heading) for heading in layout.headings]
    places: dict[str, list[int]] = {}
    for place, (question, part) in enumerate(parted):
        if part and not _COMMENT.search(layout.headings[place].split(". ", 1)[0]):
            places.setdefault(question, []).append(place)
    multiple = {question for question, among in places.items() if _is_multiple(layout, among)}
    columns: list[AnswerColumn] = []
    for place, (question, part) in enumerate(parted):
        heading = layout.headings[place]
        cells = layout.column(place)
        if question in multiple and place in places[question]:
            among = places[question]
            ticked = [_tick(row[place], [row[other] for other in among]) for row in layout.rows]
            columns.append(AnswerColumn(heading, place, ticked, part, "", question))
            continue
        label = part if part and question not in multiple else heading
        group = question if part else ""
        aside = _code(heading) in _BOOKKEEPING
        columns.append(AnswerColumn(heading, place, cells, label, group, "", aside))
    return tuple(columns)


def _parted(heading: str) -> tuple[str, str]:
    """Question and part: "Q1[SQ001]", "Q1[SQ001]. Stem [Option]" and "Stem [Option]" are of the same make."""
    both = _BOTH.match(heading)
    text = both["text"] if both and _PART.match(both["text"]) else heading
    part = _PART.match(text)
    return (part["stem"], part["part"]) if part and part["stem"] else (heading, "")


def _is_multiple(layout: Layout, places: Sequence[int]) -> bool:
    """Whether the parts are ticked or not, rather than graded."""
    if len(places) < 2:
        return False
    said = {_said(row[place]) for row in layout.rows for place in places}
    # Long answers come in the language of the export: besides yes and no one word says "not shown".
    others = {word for word in said if word and to_yes_or_no(word) is None}
    return any(to_yes_or_no(word) for word in said if word) and len(others) <= 1


def _tick(cell: Cell, among: Sequence[Cell]) -> int | None:
    """Short answers leave all parts empty where nothing was ticked or asked: that is no answer."""
    said = _said(cell)
    answer = to_yes_or_no(said)
    if said and answer is None:
        return None
    if all(to_yes_or_no(_said(other)) is None for other in among):
        return None
    return int(answer is True)


def _said(cell: Cell) -> str:
    return (cell_text(cell) or "").strip().casefold()


def _incomplete(workbook: Workbook, sheet: Sheet, layout: Layout) -> tuple[Issue, ...]:
    place = next((i for i, h in enumerate(layout.headings) if _code(h) in _SUBMITTED), None)
    if place is None:
        return ()
    heading = layout.headings[place]
    column = Column(heading, heading, layout.letters[place], workbook.sha256, sheet.name)
    return tuple(
        issue_of(
            Fault(
                position,
                "incomplete-answer",
                Severity.NOTE,
                say("This person did not finish the survey; the answers given are counted."),
                say("To leave unfinished answers out, export completed responses only."),
            ),
            workbook,
            sheet,
            layout,
            column,
        )
        for position, row in enumerate(layout.rows)
        if row[place] is None
    )
