"""A workspace with a hostile text in every text field of imported files and of the plan."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date, timedelta
from pathlib import Path

import xlsxwriter

from advocacy.brief.method_items import method_items
from advocacy.brief.number_words import number_words
from advocacy.schema import FieldType, schemas
from advocacy.validation.checked_import import import_file
from advocacy.workspace import Ask, BriefPlan, Cited, Part, PartKind, Workspace
from advocacy.workspace.merging import with_import
from tests.exporting.written_brief import PAYLOADS

_ROWS, _EACH = (
    240,
    6,
)  # rows of a sheet; different payloads in a column, so that each is a group that is shown
_VALID = {
    "gender": ("female", "male"),
    "age_group": ("under_25", "25_34"),
    "hurdle": ("fees", "delay"),
    "status": ("granted", "pending"),
    "mineral": ("gold", "tin"),
    "consent": ("public", "anonymous"),
    "licence_status": ("licensed", "none"),
}
_FILE_NAME = "=1+1 {{7*7}} <b>x<b> $x$ #read.xlsx"
_SHEET_NAMES = ("=cmd|{{7}}", "<script>alert(1)", "@SUM(A1) #link", "+1 ${7}")


def hostile_workspace(folder: Path, first: int = 0) -> Workspace:
    """Return what was imported and planned with hostile texts. first: which payload begins."""
    held = _with_plan(_imported(folder, first), first)
    assert {table.name.split("~")[0] for table in held.tables} >= {"licensing_case", "cooperative", "survey"}
    return held


def _value(name: str, kind: FieldType, codelist: str, row: int, payload: str) -> object:
    if codelist:
        return _VALID[codelist][row % 2]
    match kind:
        case FieldType.DATE:
            base = {"date_applied": 0, "date_decided": 90, "date_recorded": 200}.get(name, 0)
            return (
                date(2023, 1, 1) + timedelta(days=base + row % 150)
                if base or name == "date_applied"
                else None
            )
        case FieldType.NUMBER | FieldType.INTEGER:
            return 10 + row % 7
        case FieldType.BOOLEAN:
            return "yes" if row % 2 else "no"
    return payload


def _write(path: Path, first: int) -> None:
    """Write a workbook with a sheet per table; each text column begins at another payload."""
    book = xlsxwriter.Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False})
    turn = first
    for sheet_name, table in zip(
        _SHEET_NAMES, ("licensing_case", "cooperative", "cooperative_statistics"), strict=False
    ):
        sheet = book.add_worksheet(sheet_name)
        column = 0
        for field in schemas()[table].fields:
            if field.sensitivity.value != "open":
                continue  # what tells of people never leaves; the scan for leaks has tests of its own
            turn += _EACH
            sheet.write_string(0, column, field.name)
            for row in range(_ROWS):
                payload = PAYLOADS[(turn + row % _EACH) % len(PAYLOADS)]
                value: object = _value(field.name, field.type, field.codelist, row, payload)
                if field.name in ("case_id", "cooperative_id", "name"):
                    value = f"{value} {700_001 + 13 * row}"
                elif field.name == "currency":
                    value = "KTS"
                elif field.name in ("period_start", "period_end"):
                    value = date(2024, 1, 1) if field.name == "period_start" else date(2024, 3, 31)
                if isinstance(value, date):
                    sheet.write_string(row + 1, column, value.isoformat())
                elif isinstance(value, str):
                    sheet.write_string(row + 1, column, value)
                elif value is not None:
                    sheet.write_number(row + 1, column, value)
            column += 1
    book.close()


def _write_survey(path: Path, first: int) -> None:
    """Write answers as a form tool exports them: headings are questions in anybody's words."""
    book = xlsxwriter.Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet(_SHEET_NAMES[3])
    for column, heading in enumerate(("_uuid", "_submission_time", *(_payload(first + i) for i in range(8)))):
        sheet.write_string(0, column, heading)
        for row in range(60):
            plain = f"u{row}" if column == 0 else f"2024-05-{row % 28 + 1:02d}T10:00:00"
            sheet.write_string(row + 1, column, plain if column < 2 else _payload(first + column + row % 3))
    book.close()


def _payload(number: int) -> str:
    return PAYLOADS[number % len(PAYLOADS)].replace("\u0000", "") or "x"


def _imported(folder: Path, first: int) -> Workspace:
    held = Workspace()
    for name, write in ((_FILE_NAME, _write), (f"survey {_FILE_NAME}", _write_survey)):
        write(folder / name, first)
        held, _ = with_import(held, import_file(folder / name))
    return held


def _with_plan(held: Workspace, first: int) -> Workspace:
    """The workspace with a payload in every text of the plan; numbers in it are from elsewhere."""
    turns = iter(range(first, first + 200))
    texts = {
        one.name: _payload(next(turns))
        for one in fields(BriefPlan)
        if one.type == "str" and one.name not in ("venue", "language", "resolved_on", "deadline")
    }
    ask = Ask(*(_payload(next(turns)) for _ in range(6)))
    own = [Part(PartKind.TEXT, f"own {i}", _payload(next(turns))) for i in range(4)]
    own += [Part(PartKind.HEADING, f"head {i}", _payload(next(turns))) for i in range(3)]
    method = tuple((one.code, _payload(next(turns))) for one in method_items(held, ()))
    plan = BriefPlan(**texts, asks=(ask,), outline=tuple(own), method=method)  # type: ignore[arg-type]
    every = [*texts.values(), *(part.text for part in own), *(text for _, text in method)]
    # A source that nobody can see is none: such a brief is refused, which other tests look at.
    cited = {word.text: f"Report {_payload(next(turns))}" for text in every for word in number_words(text)}
    return held.with_brief(replace(plan, cited=tuple(Cited(*one) for one in cited.items())))
