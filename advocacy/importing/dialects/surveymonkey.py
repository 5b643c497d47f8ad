"""SurveyMonkey exports: two header rows, the question over its first option, the options below it."""

from __future__ import annotations

from dataclasses import dataclass

from advocacy.importing.cell_text import cell_text
from advocacy.importing.dialects.dialect import Understood
from advocacy.importing.imported import ImportChoices
from advocacy.importing.layout import Layout, export_layout
from advocacy.importing.survey.answers import AnswerColumn, AnswerSheet, build, headings_of, reading_of
from advocacy.importing.workbook import Cell, Sheet, Workbook
from advocacy.progress import Progress
from advocacy.wording import say, say_later

_FIRST = {"respondentid", "respondent id"}
_BOOKKEEPING = {
    *_FIRST,
    "collector id",
    "collectorid",
    "start date",
    "startdate",
    "end date",
    "enddate",
    "ip address",
    "email address",
    "first name",
    "last name",
    "custom data 1",
}
_ONE_ANSWER = {"", "response", "open-ended response"}
_OTHER = "other (please specify)"
_NOT_TICKED = "not selected"
_MOSTLY = 0.6


@dataclass(frozen=True)
class SurveyMonkey:
    """One sheet; a column per option holds the text of the option, or nothing."""

    name: str = "surveymonkey"

    def recognise(self, workbook: Workbook) -> str:
        for sheet in workbook.sheets:
            headings = headings_of(sheet)
            if headings[:1] and headings[0].casefold() in _FIRST:
                if _has_two_rows(sheet):
                    return say("it begins with {first} and has two header rows", first=headings[0])
                return say("it begins with the column {first}", first=headings[0])
        return ""

    def read(self, workbook: Workbook, choices: ImportChoices, progress: Progress) -> Understood:
        reason = self.recognise(workbook)
        understood = Understood()
        for sheet in workbook.sheets:
            first = headings_of(sheet)[:1]
            layout = None
            if first and first[0].casefold() in _FIRST:
                layout = _layout(sheet)
            if layout is None:
                understood = understood.left_out(workbook, sheet, say_later("This sheet holds no answers."))
                continue
            columns = _columns(sheet, layout)
            answers = AnswerSheet(workbook, sheet, layout, columns, (layout.headings[0],))
            understood = understood.joined(build(answers), reading_of(answers, self.name, reason))
        return understood


def _has_two_rows(sheet: Sheet) -> bool:
    """The respondent's number is missing in the second row, and the row speaks of responses."""
    below = headings_of(sheet, 1)
    return bool(below) and not below[0] and any(text.casefold() in _ONE_ANSWER - {""} for text in below)


def _layout(sheet: Sheet) -> Layout | None:
    if not _has_two_rows(sheet):
        return export_layout(sheet)
    return export_layout(sheet, [f"{q}/{o}" if o else q for q, o in _pairs(sheet)], 2)


def _pairs(sheet: Sheet) -> list[tuple[str, str]]:
    """Question and option of each column; the question stands over its first option only."""
    pairs: list[tuple[str, str]] = []
    question = ""
    below = headings_of(sheet, 1)
    for above, option in zip(headings_of(sheet), below, strict=True):
        question = above or question
        pairs.append((question, "" if option.casefold() in _ONE_ANSWER else option))
    return pairs


def _columns(sheet: Sheet, layout: Layout) -> tuple[AnswerColumn, ...]:
    parted = _parted(sheet, layout)
    together: dict[str, list[int]] = {}
    for place, (question, option) in enumerate(parted):
        if option and option.casefold() != _OTHER:
            together.setdefault(question, []).append(place)
    ticked_places = {
        place
        for places in together.values()
        for place in places
        if len(places) > 1 and _holds_its_option(layout, place, parted[place][1])
    }
    # A grid holds grades in its columns; one odd column does not make a grid of ticked options.
    multiple = {
        question
        for question, places in together.items()
        if sum(place in ticked_places for place in places) >= max(2, len(places) * _MOSTLY)
    }
    columns: list[AnswerColumn] = []
    for place, (question, option) in enumerate(parted):
        cells = layout.column(place)
        heading = layout.headings[place]
        if question in multiple and option and option.casefold() != _OTHER:
            answered = [any(row[other] is not None for other in together[question]) for row in layout.rows]
            ticked = [
                None if not some else int(_is_ticked(cell))
                for cell, some in zip(cells, answered, strict=True)
            ]
            columns.append(AnswerColumn(heading, place, ticked, option, "", question))
            continue
        group = question if option and question not in multiple else ""
        aside = heading.casefold() in _BOOKKEEPING
        columns.append(AnswerColumn(heading, place, cells, option or question, group, "", aside))
    return tuple(columns)


def _parted(sheet: Sheet, layout: Layout) -> list[tuple[str, str]]:
    """Question and option of each column of the layout."""
    if _has_two_rows(sheet):
        pairs = _pairs(sheet)
        return [pairs[place] for place in layout.places]
    asked = list(layout.headings)
    parted = []
    for heading in layout.headings:
        question = next(
            (
                heading[:place]
                for place in range(len(heading) - 3, 0, -1)
                if heading[place : place + 3] == " - "
                and sum(other.startswith(heading[: place + 3]) for other in asked) > 1
            ),
            "",
        )
        parted.append((question, heading[len(question) + 3 :]) if question else (heading, ""))
    return parted


def _holds_its_option(layout: Layout, place: int, option: str) -> bool:
    """Whether the column holds nothing but the text of its option: then it is ticked or not."""
    texts = {(cell_text(row[place]) or "").strip() for row in layout.rows} - {""}
    ticked = {text for text in texts if text.casefold() != _NOT_TICKED}
    return ticked <= {" ".join(option.split()), option} if ticked else bool(texts)


def _is_ticked(cell: Cell) -> bool:
    return cell is not None and (cell_text(cell) or "").strip().casefold() != _NOT_TICKED
