"""Qualtrics exports: three header rows, of names, question texts and the identifiers of the import."""

from __future__ import annotations

import re
from dataclasses import dataclass

from advocacy.importing.dialects.dialect import Understood
from advocacy.importing.imported import ImportChoices
from advocacy.importing.layout import export_layout
from advocacy.importing.survey.answers import AnswerColumn, AnswerSheet, build, headings_of, reading_of
from advocacy.importing.workbook import Sheet, Workbook
from advocacy.progress import Progress
from advocacy.wording import say, say_later

_IDENTIFIER = re.compile(r'^\{"ImportId":"(?P<name>[^"]*)"')
_QUESTION = re.compile(r"^QID\d+")
_KEY = "_recordId"


@dataclass(frozen=True)
class Qualtrics:
    """One sheet; the third row tells questions from bookkeeping."""

    name: str = "qualtrics"

    def recognise(self, workbook: Workbook) -> str:
        if any(_header_rows(sheet) for sheet in workbook.sheets):
            return say("its third row names columns by ImportId")
        return ""

    def read(self, workbook: Workbook, choices: ImportChoices, progress: Progress) -> Understood:
        reason = self.recognise(workbook)
        understood = Understood()
        for sheet in workbook.sheets:
            layout = export_layout(sheet, sheet.rows[0], 3) if _header_rows(sheet) else None
            if layout is None:
                understood = understood.left_out(workbook, sheet, say_later("This sheet holds no answers."))
                continue
            texts, known = headings_of(sheet, 1), _identifiers(sheet)
            columns = tuple(
                AnswerColumn(
                    heading,
                    place,
                    layout.column(place),
                    texts[layout.places[place]] or heading,
                    bookkeeping=not _QUESTION.match(known[layout.places[place]]),
                )
                for place, heading in enumerate(layout.headings)
            )
            numbered = zip(layout.headings, layout.places, strict=True)
            key = next(((heading,) for heading, place in numbered if known[place] == _KEY), ())
            answers = AnswerSheet(workbook, sheet, layout, columns, key)
            understood = understood.joined(build(answers), reading_of(answers, self.name, reason))
        return understood


def _header_rows(sheet: Sheet) -> bool:
    third = [text for text in headings_of(sheet, 2) if text]
    return bool(third) and all(_IDENTIFIER.match(text) for text in third)


def _identifiers(sheet: Sheet) -> list[str]:
    found = (_IDENTIFIER.match(text) for text in headings_of(sheet, 2))
    return [match["name"] if match else "" for match in found]
