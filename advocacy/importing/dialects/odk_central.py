"""ODK Central exports: comma-separated files of XML names, one for every repeat, tied by KEY and PARENT_KEY.

Layout of the export: https://docs.getodk.org/central-submissions/
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

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
    tick,
    ticks,
)
from advocacy.importing.workbook import Cell, Sheet, Workbook
from advocacy.progress import Progress
from advocacy.wording import say

_TAIL = {
    "SubmissionDate",
    "KEY",
    "PARENT_KEY",
    "SubmitterID",
    "SubmitterName",
    "AttachmentsPresent",
    "AttachmentsExpected",
    "Status",
    "ReviewState",
    "DeviceID",
    "Edits",
    "FormVersion",
}
_BOOKKEEPING = re.compile(
    r"(^|-)(instanceID|instanceName|start|end|today|deviceid|Latitude|Longitude|Altitude|Accuracy)$"
)
_UNREADABLE = ("not decrypted", "missing encrypted form data")
_CODE = re.compile(r"^[^\s]+$")


@dataclass(frozen=True)
class OdkCentral:
    """A sheet per file of the export; the zip itself is opened by the reader."""

    name: str = "odk-central"

    def recognise(self, workbook: Workbook) -> str:
        for sheet in workbook.sheets:
            headings = headings_of(sheet)
            if "KEY" in headings and ("PARENT_KEY" in headings or "SubmissionDate" in headings):
                other = "PARENT_KEY" if "PARENT_KEY" in headings else "SubmissionDate"
                return say("it has the columns {first} and {second}", first="KEY", second=other)
        return ""

    def read(self, workbook: Workbook, choices: ImportChoices, progress: Progress) -> Understood:
        reason = self.recognise(workbook)
        understood = Understood()
        main = next((s.name for s in workbook.sheets if "SubmissionDate" in headings_of(s)), "")
        rejected = _rejected(workbook)
        for number, sheet in enumerate(workbook.sheets):
            progress(number / len(workbook.sheets), say("Understanding “{sheet}”", sheet=sheet.name))
            layout = export_layout(sheet)
            if layout is None:
                continue
            if "KEY" not in layout.headings:
                note = say("“{sheet}” holds no answers and was left out.", sheet=sheet.name)
                understood = understood.noting(note)
                continue
            answers = _answers(workbook, sheet, layout, main, rejected)
            understood = understood.joined(build(answers), reading_of(answers, self.name, reason))
        return understood


def _answers(
    workbook: Workbook, sheet: Sheet, layout: Layout, main: str, rejected: frozenset[str]
) -> AnswerSheet:
    cells = {heading: layout.column(place) for place, heading in enumerate(layout.headings)}
    options = _options(cells)
    columns: list[AnswerColumn] = []
    for place, heading in enumerate(layout.headings):
        group, label = _parts(heading)
        if heading in options:
            question = options[heading]
            option = heading[len(question) + 1 :]
            # The export writes 0 also where nothing was answered; the summary beside it knows better.
            ticked = [
                None if whole is None else tick(cell)
                for cell, whole in zip(cells[heading], cells[question], strict=True)
            ]
            columns.append(AnswerColumn(heading, place, ticked, option, group, question))
            continue
        aside = heading in _TAIL or bool(_BOOKKEEPING.search(heading))
        columns.append(AnswerColumn(heading, place, cells[heading], label, group, "", aside))
        if not aside and heading not in options.values():
            for code in _codes(cells[heading]):
                ticked_code = ticks(cells[heading], code, " ")
                columns.append(AnswerColumn(f"{heading}/{code}", place, ticked_code, code, group, heading))
    is_repeat = "PARENT_KEY" in layout.headings
    name = sheet.name.removeprefix(f"{main}-") if main else sheet.name
    return AnswerSheet(
        workbook,
        sheet,
        layout,
        tuple(columns),
        ("PARENT_KEY", "KEY") if is_repeat else ("KEY",),
        f"survey.{name}" if is_repeat else "survey",
        main or sheet.name,
        tuple(sorted(_aside(layout, cells, rejected).items())),
    )


def _parts(heading: str) -> tuple[str, str]:
    group, _, label = heading.rpartition("-")
    return (group, label) if label else ("", heading)


def _options(cells: Mapping[str, Sequence[Cell]]) -> dict[str, str]:
    """Return for every option column ("hurdles/fees") its question."""
    found = {}
    for heading in cells:
        question = heading.rpartition("/")[0]
        if question in cells and all(cell is None or tick(cell) is not None for cell in cells[heading]):
            found[heading] = question
    return found


def _codes(cells: Sequence[Cell]) -> tuple[str, ...]:
    """The codes of a select-multiple in one cell; none where this may be plain text or a day."""
    texts = [cell_text(cell) or "" for cell in cells if cell is not None]
    several = [text for text in texts if " " in text]
    options = sorted({piece for text in texts for piece in text.split()})
    repeated = sum(len(text.split()) for text in texts) >= 2 * len(options)
    is_code = all(re.fullmatch(r"[a-z0-9][a-z0-9_.-]*", option) for option in options)
    numbers = all(re.fullmatch(r"-?[\d.]+", option) for option in options)
    if len(several) < 2 or not repeated or not is_code or numbers or len(options) > 25:
        return ()
    return tuple(sorted(split_answers(cells, " "))) if not any("T" in t for t in texts) else ()


def _rejected(workbook: Workbook) -> frozenset[str]:
    """The keys of the answers the reviewers rejected; their repeats go with them."""
    keys: set[str] = set()
    for sheet in workbook.sheets:
        headings = headings_of(sheet)
        if "ReviewState" in headings and "KEY" in headings:
            state, key = headings.index("ReviewState"), headings.index("KEY")
            keys |= {str(row[key]) for row in sheet.rows[1:] if str(row[state]).strip() == "rejected"}
    return frozenset(keys)


def _aside(layout: Layout, cells: Mapping[str, Sequence[Cell]], rejected: frozenset[str]) -> dict[int, str]:
    aside = {}
    status = cells.get("Status", [None] * len(layout.rows))
    for position, (key, said) in enumerate(zip(cells["KEY"], status, strict=True)):
        if str(said).strip() in _UNREADABLE:
            aside[position] = say("The answer is encrypted and was not unlocked before the export.")
        elif str(key).split("/", 1)[0] in rejected:
            aside[position] = say("The reviewers of the survey did not approve this answer.")
    return aside
