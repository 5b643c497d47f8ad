"""One sheet of answers to one table: every dialect says what its columns are, the rest is the same."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from advocacy.importing.building import frame_of, issue_of, kept, origin_of
from advocacy.importing.cell_text import cell_text, cell_texts
from advocacy.importing.imported import Reconciliation, SetAside, SheetReading
from advocacy.importing.layout import Layout
from advocacy.importing.questionnaire import Choice, Question, QuestionKind, Questionnaire
from advocacy.importing.survey.naming import without_known_names, without_names
from advocacy.importing.table import Column, Table
from advocacy.importing.typed_columns import Fault, typed_column
from advocacy.importing.workbook import Cell, Sheet, Workbook
from advocacy.issue import Issue
from advocacy.schema import Field, FieldType

SURVEY = "survey"
_ISO_DAY = re.compile(r"^\d{4}-\d{2}-\d{2}([T ].*)?$")
_NUMBER = re.compile(r"^-?\d+([.,]\d+)?$")
_MOST_CHOICES = 25  # a question with more different answers is an open one
_LONGEST_CHOICE = 120  # characters
_PREVIEW_ROWS = 12


@dataclass(frozen=True)
class AnswerColumn:
    """How one column of an export is read. cells has one entry per row of the layout.

    An option of a multiple-choice question names its question; its cells are 1 ticked, 0 not ticked, None
    not answered or not offered.
    """

    name: str  # of the column in the table
    place: int  # of the heading in the layout
    cells: Sequence[Cell]
    label: str
    group: str = ""
    question: str = ""
    bookkeeping: bool = False


@dataclass(frozen=True)
class AnswerSheet:
    """One sheet, its columns understood. aside: rows by position in the layout, with the reason."""

    workbook: Workbook
    sheet: Sheet
    layout: Layout
    columns: tuple[AnswerColumn, ...]
    key: tuple[str, ...] = ()
    name: str = SURVEY
    title: str = ""
    aside: tuple[tuple[int, str], ...] = ()
    issues: tuple[Issue, ...] = ()


@dataclass(frozen=True)
class Built:
    """What a sheet of answers gave."""

    table: Table
    issues: tuple[Issue, ...]
    account: Reconciliation


def build(answers: AnswerSheet) -> Built:
    """Type the answers, put the questions together, and account for every row."""
    layout, sheet = answers.layout, answers.sheet
    left = dict(answers.aside)
    keep = pd.Series([position not in left for position in range(len(layout.rows))], dtype="bool")
    columns: list[tuple[str, pd.Series[Any]]] = []
    raws: list[tuple[str, pd.Series[Any]]] = []
    sources: list[Column] = []
    issues = list(answers.issues)
    questions: dict[str, Question] = {}
    for one in answers.columns:
        heading, letter = layout.headings[one.place], layout.letters[one.place]
        column = Column(one.name, heading, letter, answers.workbook.sha256, sheet.name)
        cells = [None if position in left else cell for position, cell in enumerate(one.cells)]
        if one.question:
            values: pd.Series[Any] = pd.Series(cells, dtype="Int8")
            _add_choice(questions, one)
        else:
            kind, values, faults, rules = _typed(one, cells)
            column = replace(column, rules=rules)
            issues += [issue_of(fault, answers.workbook, sheet, layout, column) for fault in faults]
            questions[one.name] = _question(one, kind, values, questions.get(one.name))
        columns.append((one.name, values))
        raws.append((one.name, pd.Series(cell_texts(layout.column(one.place)), dtype="str")))
        sources.append(column)
    rows = len(layout.rows)
    frame = kept(frame_of(columns, rows), keep)
    asked = without_known_names(tuple(questions.values()), frame)
    table = Table(
        answers.name,
        frame,
        kept(frame_of(raws, rows), keep),
        kept(origin_of(answers.workbook, sheet, layout), keep),
        tuple(sources),
        Questionnaire(answers.title or sheet.name or answers.workbook.name, asked),
        answers.key,
    )
    aside = tuple(SetAside(sheet.name, layout.numbers[i], reason) for i, reason in answers.aside)
    account = Reconciliation(
        answers.workbook.name,
        sheet.name,
        answers.name,
        layout.rows_in_file,
        len(table),
        set_aside=(*layout.set_aside, *aside),
    )
    return Built(table, tuple(issues), account)


def reading_of(answers: AnswerSheet, dialect: str, reason: str) -> SheetReading:
    """How the sheet was understood, for the import page."""
    layout, sheet = answers.layout, answers.sheet
    rows = sheet.rows[:_PREVIEW_ROWS]
    return SheetReading(
        sheet=sheet.name,
        dialect=dialect,
        dialect_reason=reason,
        table=answers.name,
        table_confidence=1.0,
        header_row=layout.header_row,
        headings=layout.headings,
        letters=layout.letters,
        fields=("",) * len(layout.headings),
        confidences=(1.0,) * len(layout.headings),
        preview=tuple(tuple((cell_text(cell) or "")[:80] for cell in row) for row in rows),
        preview_first_row=sheet.first_row,
    )


def tick(cell: Cell) -> int | None:
    """What a cell of an option says: 1, 0, or None where nothing was answered."""
    text = (cell_text(cell) or "").strip().casefold()
    return (
        1 if text in ("1", "1.0", "true", "yes", "y") else 0 if text in ("0", "0.0", "false", "no") else None
    )


def headings_of(sheet: Sheet, row: int = 0) -> tuple[str, ...]:
    """The texts of a row of the sheet; "" for an empty cell."""
    return tuple((cell_text(cell) or "").strip() for cell in sheet.rows[row]) if len(sheet.rows) > row else ()


# --- the kind of a question, told from its answers --------------------------------------------------------


def _typed(
    one: AnswerColumn, cells: Sequence[Cell]
) -> tuple[QuestionKind, pd.Series[Any], tuple[Fault, ...], tuple[str, ...]]:
    answers = [cell for cell in cells if cell is not None]
    texts = [cell_text(cell) or "" for cell in answers]
    as_text = pd.Series([cell_text(cell) for cell in cells], dtype="str")
    if one.bookkeeping or not answers:
        return QuestionKind.OTHER, as_text, (), ()
    if all(_ISO_DAY.match(text) for text in texts):
        typed = typed_column(cells, Field(one.name, FieldType.DATE, {"en": one.label}, {}))
        return QuestionKind.DATE, typed.values, typed.faults, typed.rules
    if all(isinstance(cell, (int, float)) or _NUMBER.match(str(cell)) for cell in answers):
        typed = typed_column(cells, Field(one.name, FieldType.NUMBER, {"en": one.label}, {}))
        return QuestionKind.NUMBER, typed.values, typed.faults, typed.rules
    different = len(set(texts))
    few = different <= _MOST_CHOICES and len(texts) >= 2 * different
    if few and max(map(len, texts)) <= _LONGEST_CHOICE:
        return QuestionKind.SINGLE, as_text, (), ()
    return QuestionKind.TEXT, as_text, (), ()


def _question(
    one: AnswerColumn, kind: QuestionKind, values: pd.Series[Any], known: Question | None
) -> Question:
    if known is not None and known.choices:  # its options have come already, or it is their sum in words
        return Question(one.name, one.label, QuestionKind.MULTIPLE, one.name, known.choices, one.group)
    choices: tuple[Choice, ...] = ()
    if kind is QuestionKind.SINGLE:
        choices = tuple(Choice(value, value) for value in sorted(set(values.dropna())))
    return without_names(
        Question(one.name, one.label, kind, one.name, choices, one.group), values.dropna().unique()
    )


def _add_choice(questions: dict[str, Question], one: AnswerColumn) -> None:
    choice = Choice(one.label, one.label, one.name)
    known = questions.get(one.question)
    if known is None:
        label = one.question if not one.group else one.question.removeprefix(f"{one.group}/")
        questions[one.question] = Question(
            one.question, label, QuestionKind.MULTIPLE, "", (choice,), one.group
        )
        return
    before = known.choices if known.kind is QuestionKind.MULTIPLE else ()
    questions[one.question] = Question(
        known.name, known.label, QuestionKind.MULTIPLE, known.column, (*before, choice), known.group
    )


# --- several answers in one cell --------------------------------------------------------------------------


def split_answers(cells: Iterable[Cell], separator: str) -> tuple[str, ...]:
    """The options that stand, several to a cell, between separators; in order of their first coming.

    An option may hold the separator itself ("too far, too dear"). Pieces that never come without each other
    are one option.
    """
    rows = [_pieces(cell, separator) for cell in cells]
    pieces = list(dict.fromkeys(piece for row in rows for piece in row))
    follows: dict[str, set[str]] = {piece: set() for piece in pieces}
    precedes: dict[str, set[str]] = {piece: set() for piece in pieces}
    for row in rows:
        for before, after in zip(["", *row], [*row, ""], strict=True):
            if before:
                follows[before].add(after)
            if after:
                precedes[after].add(before)
    merged: list[str] = []
    inside: set[str] = set()
    for piece in pieces:
        if piece in inside:
            continue
        whole, last = piece, piece
        while len(follows[last]) == 1 and (after := next(iter(follows[last]))) and precedes[after] == {last}:
            whole, last = f"{whole}{separator}{after}", after
            inside.add(after)
        merged.append(whole)
    return tuple(merged)


def ticks(cells: Iterable[Cell], option: str, separator: str) -> tuple[int | None, ...]:
    """Whether each cell names the option; None where it is empty."""
    wanted = f"{separator}{option}{separator}"
    return tuple(
        None
        if not (pieces := _pieces(cell, separator))
        else int(wanted in f"{separator}{separator.join(pieces)}{separator}")
        for cell in cells
    )


def _pieces(cell: Cell, separator: str) -> list[str]:
    text = cell_text(cell) or ""
    return [piece.strip() for piece in text.split(separator) if piece.strip()]
