"""XLSForm: the form of a survey, not its answers. Kept as tables, so that exports can be read by it.

Layout of the form: https://xlsform.org/en/
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import pandas as pd

from advocacy.importing.building import frame_of, origin_of
from advocacy.importing.cell_text import cell_text
from advocacy.importing.dialects.dialect import Understood
from advocacy.importing.imported import ImportChoices, Reconciliation
from advocacy.importing.layout import Layout, export_layout
from advocacy.importing.survey.answers import AnswerSheet, Built, headings_of, reading_of
from advocacy.importing.survey.form import CHOICES, FORM
from advocacy.importing.table import Column, Table
from advocacy.importing.workbook import Sheet, Workbook
from advocacy.progress import Progress
from advocacy.wording import say, say_later


@dataclass(frozen=True)
class XlsForm:
    """Sheets survey, choices and settings."""

    name: str = "xlsform"

    def recognise(self, workbook: Workbook) -> str:
        sheets = {sheet.name.strip().lower(): sheet for sheet in workbook.sheets}
        survey = sheets.get("survey")
        if survey is None or not {"type", "name"} <= {_named(text) for text in headings_of(survey)}:
            return ""
        return say("it has a sheet “survey” with the columns type and name, as forms do")

    def read(self, workbook: Workbook, choices: ImportChoices, progress: Progress) -> Understood:
        reason = self.recognise(workbook)
        identity = _identity(workbook)
        understood = Understood()
        for sheet in workbook.sheets:
            kind = sheet.name.strip().lower()
            layout = export_layout(sheet)
            if kind not in ("survey", "choices") or layout is None:
                understood = understood.left_out(
                    workbook, sheet, say_later("This sheet of the form is not needed to read answers.")
                )
                continue
            name = f"{FORM}.{identity}" + (f".{CHOICES}" if kind == "choices" else "")
            answers = AnswerSheet(workbook, sheet, layout, (), name=name)
            understood = understood.joined(
                _built(workbook, sheet, layout, name), reading_of(answers, self.name, reason)
            )
        return understood.noting(
            say("This is the form of a survey. Its labels and choices are used to read the exports of it.")
        )


def _named(heading: str) -> str:
    """The heading as the standard spells it: "Type " and "list name" are type and list_name."""
    return re.sub(r"[ ]+", "_", heading.strip().lower()) if "::" not in heading else heading.strip()


def _built(workbook: Workbook, sheet: Sheet, layout: Layout, name: str) -> Built:
    named = [_named(heading) for heading in layout.headings]
    columns = [
        (name_, pd.Series([_text(cell_text(row[place])) for row in layout.rows], dtype="str"))
        for place, name_ in enumerate(named)
    ]
    frame = frame_of(columns, len(layout.rows))
    sources = tuple(
        Column(name_, heading, letter, workbook.sha256, sheet.name)
        for name_, heading, letter in zip(named, layout.headings, layout.letters, strict=True)
    )
    table = Table(name, frame, frame.copy(), origin_of(workbook, sheet, layout), sources)
    account = Reconciliation(workbook.name, sheet.name, name, layout.rows_in_file, len(table))
    return Built(table, (), account)


def _text(text: str | None) -> str | None:
    return text.strip() if text and text.strip() else None


def _identity(workbook: Workbook) -> str:
    """The form_id of the settings; the name of the file where there is none."""
    for sheet in workbook.sheets:
        headings = [_named(text) for text in headings_of(sheet)]
        if sheet.name.strip().lower() == "settings" and "form_id" in headings and len(sheet.rows) > 1:
            found = cell_text(sheet.rows[1][headings.index("form_id")])
            if found:
                return re.sub(r"[^\w-]+", "_", found)
    return re.sub(r"[^\w-]+", "_", workbook.name.rsplit(".", 1)[0])
