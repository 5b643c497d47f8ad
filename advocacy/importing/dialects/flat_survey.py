"""Answers to any survey, one row per person: never recognised by itself, chosen by the user."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from advocacy.importing.cell_text import cell_text
from advocacy.importing.dialects.dialect import Understood
from advocacy.importing.dialects.web_forms import form_columns
from advocacy.importing.imported import ImportChoices
from advocacy.importing.layout import Layout, find_layout
from advocacy.importing.survey.answers import AnswerColumn, AnswerSheet, build, reading_of
from advocacy.importing.workbook import Workbook
from advocacy.progress import Progress
from advocacy.wording import say, say_later

_STEM = re.compile(r"^(?P<stem>.+?)(?:_\d+|\s*\[[^\[\]]*\]|/[^/]+|\s+-\s+.+)$")
_NOT_TICKED = {"not selected", "0", "no", "false", "unchecked", "non"}


@dataclass(frozen=True)
class FlatSurvey:
    """A header row and one row per person. Columns called alike that hold one word or none are options."""

    name: str = "survey"

    def recognise(self, workbook: Workbook) -> str:
        return ""

    def read(self, workbook: Workbook, choices: ImportChoices, progress: Progress) -> Understood:
        reason = say("you said that it holds the answers to a survey")
        understood = Understood()
        for sheet in workbook.sheets:
            header_row = dict(choices.header_rows).get(sheet.name)
            layout = find_layout(sheet, lambda _: False, header_row)
            if layout is None:
                understood = understood.left_out(workbook, sheet, say_later("This sheet holds no answers."))
                continue
            columns, issues = form_columns(workbook, sheet, layout, (), (";", ", "))
            answers = AnswerSheet(workbook, sheet, layout, _with_options(layout, columns), issues=issues)
            understood = understood.joined(build(answers), reading_of(answers, self.name, reason))
        return understood


def _with_options(layout: Layout, columns: tuple[AnswerColumn, ...]) -> tuple[AnswerColumn, ...]:
    """The columns, those that only say whether an option was ticked made options of their question."""
    families: dict[str, list[AnswerColumn]] = {}
    for one in columns:
        match = _STEM.match(one.name)
        if match and not one.question:
            families.setdefault(match["stem"], []).append(one)
    options: dict[str, AnswerColumn] = {}
    for stem, members in families.items():
        words = {one.name: _one_word(layout, one) for one in members}
        if len(members) < 2 or not all(words.values()):
            continue
        for one in members:
            answered = [any(row[other.place] is not None for other in members) for row in layout.rows]
            said = [(cell_text(row[one.place]) or "").strip() for row in layout.rows]
            ticked = [
                int(text.casefold() == words[one.name].casefold()) if some else None
                for text, some in zip(said, answered, strict=True)
            ]
            options[one.name] = replace(one, cells=ticked, question=stem, label=words[one.name])
    return tuple(options.get(one.name, one) for one in columns)


def _one_word(layout: Layout, one: AnswerColumn) -> str:
    """The only thing the column says besides "not selected"; "" where it says several things."""
    said = {(cell_text(row[one.place]) or "").strip() for row in layout.rows} - {""}
    ticked = {text for text in said if text.casefold() not in _NOT_TICKED}
    return ticked.pop() if len(ticked) == 1 else ""
