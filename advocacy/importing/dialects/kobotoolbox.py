"""KoboToolbox exports: labels or XML names, one sheet per repeat, select-multiple in columns or in one cell.

Layout of the export: https://support.kobotoolbox.org/advanced_export.html
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from advocacy.importing.building import frame_of, issue_of, kept, origin_of
from advocacy.importing.cell_text import cell_text
from advocacy.importing.dialects.dialect import Understood
from advocacy.importing.imported import ImportChoices, Reconciliation, SetAside, SheetReading
from advocacy.importing.layout import Layout, find_layout
from advocacy.importing.questionnaire import Choice, Question, QuestionKind, Questionnaire
from advocacy.importing.table import Column, Table
from advocacy.importing.typed_columns import Fault, typed_column
from advocacy.importing.workbook import Cell, Sheet, Workbook
from advocacy.issue import Issue
from advocacy.progress import Progress
from advocacy.schema import Field, FieldType
from advocacy.wording import say

_KEYS = ("meta/rootUuid", "_uuid", "_id")
_PARENT_KEYS = ("_submission_meta/rootUuid", "_submission__uuid", "_submission__id")
_BOOKKEEPING = re.compile(r"^(_|meta/|formhub/|start$|end$|today$|deviceid$|username$|phonenumber$|audit$)")
_PLACE = re.compile(r"_(latitude|longitude|altitude|precision)$")
_ISO_DAY = re.compile(r"^\d{4}-\d{2}-\d{2}([T ].*)?$")
_CODE = re.compile(r"^[a-z0-9][a-z0-9_.-]*$")
_MOST_CHOICES = 25  # a question with more different answers is an open one
_EMPTY = ("nan", "n/a")


@dataclass(frozen=True)
class KoboToolbox:
    """One sheet of submissions and one for every repeat, tied by _index and _parent_index."""

    name: str = "kobotoolbox"

    def recognise(self, workbook: Workbook) -> str:
        for sheet in workbook.sheets:
            headings = _headings(sheet)
            key = next((name for name in _KEYS if name in headings), "")
            if key and key != "_id" and {"_index", "_submission_time", "__version__"} & set(headings):
                return say("it has the columns {first} and {second}", first=key, second="_submission_time")
        return ""

    def read(self, workbook: Workbook, choices: ImportChoices, progress: Progress) -> Understood:
        tables: list[Table] = []
        readings: list[SheetReading] = []
        issues: list[Issue] = []
        accounts: list[Reconciliation] = []
        reason = self.recognise(workbook)
        for number, sheet in enumerate(workbook.sheets):
            progress(number / len(workbook.sheets), say("Understanding “{sheet}”", sheet=sheet.name))
            layout = find_layout(sheet, lambda _: False, sheet.first_row) if sheet.rows else None
            if layout is None:
                continue
            is_repeat = "_parent_index" in layout.headings
            name = f"survey.{sheet.name}" if is_repeat else "survey"
            table, found, aside = _table(workbook, sheet, layout, name, is_repeat)
            tables.append(table)
            issues += found
            accounts.append(
                Reconciliation(
                    workbook.name,
                    sheet.name,
                    name,
                    layout.rows_in_file,
                    len(table),
                    set_aside=(*layout.set_aside, *aside),
                )
            )
            readings.append(_reading(sheet, layout, name, reason))
        return Understood(tuple(tables), tuple(readings), tuple(issues), tuple(accounts))


def _headings(sheet: Sheet) -> tuple[str, ...]:
    return tuple(cell_text(cell) or "" for cell in sheet.rows[0]) if sheet.rows else ()


def _table(
    workbook: Workbook, sheet: Sheet, layout: Layout, name: str, is_repeat: bool
) -> tuple[Table, list[Issue], tuple[SetAside, ...]]:
    hashtags = _hashtag_row(layout)
    rows = [row for index, row in enumerate(layout.rows) if index not in hashtags]
    cells = {heading: [_answer(row[place]) for row in rows] for place, heading in enumerate(layout.headings)}
    options = _options(cells)
    columns: list[tuple[str, pd.Series[Any]]] = []
    raws: list[tuple[str, pd.Series[Any]]] = []
    sources: list[Column] = []
    questions: dict[str, Question] = {}
    faults: list[tuple[Fault, Column]] = []
    for place, heading in enumerate(layout.headings):
        column = Column(heading, heading, layout.letters[place], workbook.sha256, sheet.name)
        raw = pd.Series([cell_text(row[place]) for row in rows], dtype="str")
        if heading in options:
            question, label = options[heading]
            ticks = [None if cell is None else int(float(str(cell))) for cell in cells[heading]]
            values: pd.Series[Any] = pd.Series(ticks, dtype="Int8")
            _add_choice(questions, question, Choice(label, label, heading))
        else:
            kind, values, found = _typed(heading, cells[heading])
            faults += [(fault, column) for fault in found]
            multiple = any(question == heading for question, _ in options.values())
            known = questions.get(heading)
            questions[heading] = Question(
                heading,
                _label(heading),
                QuestionKind.MULTIPLE if multiple else kind,
                heading,
                known.choices if known else _choices(values) if kind is QuestionKind.SINGLE else (),
                _group(heading),
            )
        columns.append((heading, values))
        raws.append((heading, raw))
        sources.append(column)
        if heading not in options and (codes := _codes_in_one_cell(cells[heading], heading, cells)):
            # The export holds the answers of a select-multiple in one cell, as XML names: "fees distance".
            for code in codes:
                option = f"{heading}/{code}"
                columns.append((option, _ticked(cells[heading], code)))
                raws.append((option, raw))
                sources.append(Column(option, heading, layout.letters[place], workbook.sha256, sheet.name))
            choices = tuple(Choice(code, code, f"{heading}/{code}") for code in codes)
            questions[heading] = Question(
                heading, _label(heading), QuestionKind.MULTIPLE, heading, choices, _group(heading)
            )
    keep = pd.Series([index not in hashtags for index in range(len(layout.rows))], dtype="bool")
    origin = kept(origin_of(workbook, sheet, layout), keep)
    candidates = _PARENT_KEYS if is_repeat else _KEYS
    key: tuple[str, ...] = next(((name_,) for name_ in candidates if name_ in layout.headings), ())
    if is_repeat and key:
        key = (*key, "_index") if "_index" in layout.headings else ()
    table = Table(
        name,
        frame_of(columns, len(rows)),
        frame_of(raws, len(rows)),
        origin,
        tuple(sources),
        Questionnaire(sheet.name or workbook.name, tuple(questions.values())),
        key,
    )
    numbers = [number for index, number in enumerate(layout.numbers) if index not in hashtags]
    placed = Layout(layout.header_row, layout.headings, layout.letters, tuple(rows), tuple(numbers), ())
    issues = [issue_of(fault, workbook, sheet, placed, column) for fault, column in faults]
    aside = tuple(
        SetAside(
            sheet.name,
            layout.numbers[index],
            say("These are hashtags describing the columns, not an answer."),
        )
        for index in sorted(hashtags)
    )
    return table, issues, aside


def _hashtag_row(layout: Layout) -> set[int]:
    """The row below the header in which everything begins with # (humanitarian exchange language)."""
    if not layout.rows:
        return set()
    filled = [cell for cell in layout.rows[0] if cell is not None]
    return {0} if filled and all(isinstance(cell, str) and cell.startswith("#") for cell in filled) else set()


def _answer(cell: Cell) -> Cell:
    return None if isinstance(cell, str) and cell.strip().casefold() in _EMPTY else cell


# --- select-multiple ------------------------------------------------------------------------------------


def _options(cells: Mapping[str, Sequence[Cell]]) -> dict[str, tuple[str, str]]:
    """Return for every option column its question and its option.

    An option column is named "question/option" and holds 0, 1 or nothing. Labels may contain slashes
    themselves, so the question is the longest beginning that is a column, or that at least two columns share.
    """
    ticks = {heading for heading, column in cells.items() if "/" in heading and _is_ticked(column)}
    options: dict[str, tuple[str, str]] = {}
    for heading in ticks:
        beginnings = [heading[:place] for place, sign in enumerate(heading) if sign == "/"][::-1]
        as_column = [b for b in beginnings if b in cells and b not in ticks]
        shared = [
            b
            for b in beginnings
            if b.strip() == b and len(s := _starting(cells, b)) >= 2 and s <= ticks and not b.endswith(" ")
        ]
        question = (as_column or shared or [""])[0]
        if question and any(cell is not None for h in _starting(cells, question) for cell in cells[h]):
            options[heading] = (question, heading[len(question) + 1 :].strip())
    return options


def _starting(cells: Mapping[str, Sequence[Cell]], beginning: str) -> set[str]:
    return {heading for heading in cells if heading.startswith(f"{beginning}/")}


def _is_ticked(column: Sequence[Cell]) -> bool:
    return all(cell is None or cell in (0, 1, "0", "1", "True", "False") for cell in column)


def _add_choice(questions: dict[str, Question], name: str, choice: Choice) -> None:
    known = questions.get(name) or Question(name, _label(name), QuestionKind.MULTIPLE, "", (), _group(name))
    questions[name] = Question(
        name, known.label, QuestionKind.MULTIPLE, known.column, (*known.choices, choice), known.group
    )


def _codes_in_one_cell(
    column: Sequence[Cell], heading: str, cells: Mapping[str, Sequence[Cell]]
) -> tuple[str, ...]:
    """The codes of a select-multiple written in one cell; none where this may be plain text.

    Labels contain spaces and cannot be parted; XML names can. It takes two answers with several codes.
    """
    if _BOOKKEEPING.match(heading) or _starting(cells, heading):
        return ()
    texts = [cell for cell in column if isinstance(cell, str)]
    parts = [text.split() for text in texts]
    if sum(len(words) > 1 for words in parts) < 2 or len(texts) < sum(cell is not None for cell in column):
        return ()
    if not all(_CODE.match(word) for words in parts for word in words) or _ISO_DAY.match(texts[0]):
        return ()
    codes = Counter(word for words in parts for word in words)
    few = len(codes) <= _MOST_CHOICES and not any(words != list(dict.fromkeys(words)) for words in parts)
    return tuple(sorted(codes)) if few and not _are_numbers(list(codes)) else ()


def _are_numbers(words: Sequence[str]) -> bool:
    return all(re.fullmatch(r"-?[\d.]+", word) for word in words)


def _ticked(column: Sequence[Cell], code: str) -> pd.Series[Any]:
    return pd.Series(
        [None if cell is None else int(code in str(cell).split()) for cell in column], dtype="Int8"
    )


# --- other questions ------------------------------------------------------------------------------------


def _typed(heading: str, column: Sequence[Cell]) -> tuple[QuestionKind, pd.Series[Any], tuple[Fault, ...]]:
    """Return the kind of a question, told from its answers, and the answers typed."""
    answers = [cell for cell in column if cell is not None]
    texts = [cell_text(cell) or "" for cell in answers]
    as_text = pd.Series([cell_text(cell) for cell in column], dtype="str")
    last = heading.rsplit("/", 1)[-1]
    if _BOOKKEEPING.match(heading) or _PLACE.search(last) or not answers:
        return QuestionKind.OTHER, as_text, ()
    if all(_ISO_DAY.match(text) for text in texts):
        typed = typed_column(column, _field(heading, FieldType.DATE))
        return QuestionKind.DATE, typed.values, typed.faults
    if all(isinstance(cell, (int, float)) or re.fullmatch(r"-?\d+(\.\d+)?", str(cell)) for cell in answers):
        typed = typed_column(column, _field(heading, FieldType.NUMBER))
        return QuestionKind.NUMBER, typed.values, typed.faults
    different = len(set(texts))
    if different <= _MOST_CHOICES and len(texts) >= 2 * different and max(map(len, texts)) <= 120:
        return QuestionKind.SINGLE, as_text, ()
    return QuestionKind.TEXT, as_text, ()


def _field(heading: str, kind: FieldType) -> Field:
    return Field(heading, kind, {"en": _label(heading)}, {})


def _choices(values: pd.Series[Any]) -> tuple[Choice, ...]:
    return tuple(Choice(value, value) for value in sorted(set(values.dropna())))


def _split(heading: str) -> Iterator[str]:
    """Yield group and question of "group/question"; slashes with spaces around belong to the label."""
    group, slash, last = heading.rpartition("/")
    if slash and group and last and not group.endswith(" ") and not last.startswith(" "):
        yield from (group, last)
    else:
        yield from ("", heading)


def _label(heading: str) -> str:
    return list(_split(heading))[1]


def _group(heading: str) -> str:
    return next(iter(_split(heading)))


def _reading(sheet: Sheet, layout: Layout, table: str, reason: str) -> SheetReading:
    preview = tuple(tuple((cell_text(cell) or "")[:80] for cell in row) for row in sheet.rows[:12])
    return SheetReading(
        sheet=sheet.name,
        dialect="kobotoolbox",
        dialect_reason=reason,
        table=table,
        table_confidence=1.0,
        header_row=layout.header_row,
        headings=layout.headings,
        letters=layout.letters,
        fields=("",) * len(layout.headings),
        confidences=(1.0,) * len(layout.headings),
        preview=preview,
        preview_first_row=sheet.first_row,
    )
