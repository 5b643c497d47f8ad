"""One small form and its answers, exported as the survey tools would: for the tests."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook

Row = Sequence[Any]

_ASKED = "Which hurdles did you meet?"
SURVEY = [
    ("type", "name", "label::English (en)", "label::Français (fr)", "relevant"),
    ("start", "start", "", "", ""),
    ("begin_group", "applicant", "Applicant", "Demandeur", ""),
    ("text", "name", "Name", "Nom", ""),
    ("select_one sex", "sex", "Sex of applicant", "Sexe", ""),
    ("end_group", "", "", "", ""),
    ("begin_group", "coop", "Cooperative", "Coopérative", ""),
    ("text", "coop_name", "Name", "Nom", ""),
    ("integer", "members", "Number of members", "Membres", ""),
    ("end_group", "", "", "", ""),
    ("date", "applied", "Date applied", "Date de dépôt", ""),
    ("decimal", "cost", "Total cost (GHS)", "Coût total", ""),
    (
        "select_multiple hurdles",
        "hurdles",
        "Which hurdles did you meet?",
        "Quels obstacles ?",
        "${members} > 5",
    ),
    ("begin_repeat", "steps", "Step", "Étape", ""),
    ("text", "office", "Office", "Bureau", ""),
    ("integer", "days", "Days", "Jours", ""),
    ("end_repeat", "", "", "", ""),
]
CHOICES = [
    ("list_name", "name", "label::English (en)", "label::Français (fr)"),
    ("sex", "f", "Female", "Femme"),
    ("sex", "m", "Male", "Homme"),
    ("hurdles", "fees", "Fees too high", "Frais trop élevés"),
    ("hurdles", "dist", "Office too far, costly travel", "Bureau trop loin"),
    ("hurdles", "delay", "Long delay", "Long délai"),
    ("hurdles", "too", "Too", "Trop"),
    ("hurdles", "land", "Land owner consent / surface rights", "Accord du propriétaire"),
]
# name, sex, cooperative, members, applied, cost, hurdles; 007 and the comma are part of what was said
ANSWERS: list[tuple[str, str, str, int | None, str, float | None, tuple[str, ...] | None]] = [
    ("Ama", "f", "Asempa Coop", 35, "2023-01-15", 1200.5, ("fees", "dist")),
    ("Kofi", "m", "007", 7, "2023-02-28", None, ("too", "land")),
    ("Yaa; Esi", "f", "=SUM(A1)", 12, "", 80.0, None),
    ("José", "m", "Total", None, "2022-12-01", 0.0, ("delay",)),
]
STEPS = [(0, "District office", 12), (0, "EPA", 90), (2, "Minerals Commission", 45)]
_CODES = ("fees", "dist", "delay", "too", "land")
_LABEL = {(row[0], row[1]): row[2:4] for row in CHOICES[1:]}


def form(path: Path) -> Path:
    """The XLSForm."""
    sheets = {"survey": SURVEY, "choices": CHOICES, "settings": [("form_title", "form_id"), ("ASM", "asm")]}
    return _xlsx(path, sheets)


def kobo(path: Path, *, language: int | None, groups: bool, multiple: str) -> Path:
    """language: None for XML names, 0 English, 1 French. multiple: both, summary or details."""
    head: list[str] = ["start"]
    asked = {row[1]: (row[1] if language is None else row[2 + language]) for row in SURVEY[1:] if row[1]}
    inside = {"name": "applicant", "sex": "applicant", "coop_name": "coop", "members": "coop"}

    def named(name: str) -> str:
        group = inside.get(name)
        return f"{asked[group]}/{asked[name]}" if groups and group else asked[name]

    def option(code: str) -> str:
        return code if language is None else _LABEL["hurdles", code][language]

    head += [named(n) for n in ("name", "sex", "coop_name", "members", "applied", "cost")]
    if multiple in ("both", "summary"):
        head.append(named("hurdles"))
    if multiple in ("both", "details"):
        head += [f"{named('hurdles')}/{option(code)}" for code in _CODES]
    head += [
        "_id",
        "_uuid",
        "_submission_time",
        "_validation_status",
        "__version__",
        "meta/rootUuid",
        "_index",
    ]
    rows: list[Row] = [head]
    for number, (name, sex, coop, members, applied, cost, met) in enumerate(ANSWERS):
        said = sex if language is None else _LABEL["sex", sex][language]
        row: list[Any] = ["2024-05-01 10:00:00", name, said, coop, members, applied or None, cost]
        if multiple in ("both", "summary"):
            row.append(" ".join(option(code) for code in met) if met else None)
        if multiple in ("both", "details"):
            row += [int(code in met) if met is not None else None for code in _CODES]
        rows.append(
            (*row, 1001 + number, f"u{number}", "2024-05-01", None, "v1", f"uuid:{number}", number + 1)
        )
    before = f"{asked['steps']}/" if groups else ""
    tied = ("_index", "_parent_table_name", "_parent_index", "_submission_meta/rootUuid")
    repeat: list[Row] = [(before + named("office"), before + named("days"), *tied)]
    for number, (parent, office, days) in enumerate(STEPS, 1):
        repeat.append((office, days, number, "ASM", parent + 1, f"uuid:{parent}"))
    return _xlsx(path, {"ASM": rows, "steps": repeat})


def odk(path: Path, *, groups: bool, split: bool) -> Path:
    """The zip of ODK Central, with a picture in it as there often is."""
    before = (
        {"name": "applicant-", "sex": "applicant-", "coop_name": "coop-", "members": "coop-"}
        if groups
        else {}
    )
    named = [
        before.get(n, "") + n for n in ("name", "sex", "coop_name", "members", "applied", "cost", "hurdles")
    ]
    options = [f"hurdles/{code}" for code in _CODES] if split else []
    rows: list[Row] = [
        ("SubmissionDate", "start", *named, *options, "KEY", "SubmitterID", "Status", "ReviewState")
    ]
    for number, (name, sex, coop, members, applied, cost, met) in enumerate(ANSWERS):
        ticked = [int(code in (met or ())) for code in _CODES] if split else []  # 0 also where not answered
        rows.append(
            (
                "2024-05-01T10:00:00Z",
                "2024-05-01T09:00:00Z",
                name,
                sex,
                coop,
                members,
                applied,
                cost,
                " ".join(met or ()),
                *ticked,
                f"uuid:{number}",
                1,
                "",
                "",
            )
        )
    prefix = "steps-" if groups else ""
    repeat: list[Row] = [(f"{prefix}office", f"{prefix}days", "PARENT_KEY", "KEY")]
    for number, (parent, office, days) in enumerate(STEPS):
        repeat.append((office, days, f"uuid:{parent}", f"uuid:{parent}/steps[{number}]"))
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("asm.csv", _csv(rows, ","))
        archive.writestr("asm-steps.csv", _csv(repeat, ","))
        archive.writestr("media/photo.jpg", b"\xff\xd8\xff")
    return path


def limesurvey(path: Path, *, full: bool, long: bool) -> Path:
    """full: question texts as headings. long: whole answers ("Yes", "N/A") instead of codes."""
    meta = ("Response ID", "Date submitted", "Last page") if full else ("id", "submitdate", "lastpage")
    asked = {row[1]: row[2] if full else row[1] for row in SURVEY[1:] if row[1]}
    labels = {code: _LABEL["hurdles", code][0] if full else code for code in _CODES}
    stem = asked["hurdles"]
    options = [f"{stem} [{labels[code]}]" if full else f"hurdles[{code}]" for code in _CODES]
    single = [asked[n] for n in ("name", "sex", "coop_name", "members", "applied", "cost")]
    rows: list[Row] = [(*meta, *single, *options)]
    for number, (name, sex, coop, members, applied, cost, met) in enumerate(ANSWERS):
        said = _LABEL["sex", sex][0] if long else sex
        yes, no, none = ("Yes", "No", "N/A") if long else ("Y", "", "")
        ticked = [none if met is None else yes if code in met else no for code in _CODES]
        rows.append((number + 1, "2024-05-01 10:00:00", 3, name, said, coop, members, applied, cost, *ticked))
    path.write_bytes(b"\xef\xbb\xbf" + _csv(rows, ";", quoted=True).encode())
    return path


def _xlsx(path: Path, sheets: dict[str, Sequence[Row]]) -> Path:
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for r, row in enumerate(rows, 1):
            for c, value in enumerate(row, 1):
                cell = sheet.cell(r, c)
                cell.value = value if value != "" else None
                if isinstance(value, str):
                    cell.data_type = "s" if value else "n"  # "=SUM(A1)" is what somebody said
    book.save(path)
    return path


def _csv(rows: Sequence[Row], separator: str, *, quoted: bool = False) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=separator, quoting=csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL)
    writer.writerows(["" if value is None else value for value in row] for row in rows)
    return text.getvalue()
