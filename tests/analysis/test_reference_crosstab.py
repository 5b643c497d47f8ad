"""A published weighted table of a whole survey, in full, from the answers through import to the share."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator

import numpy as np
import pytest
from numpy.typing import NDArray

from advocacy.analysis.statistics.survey_design import SurveyDesign, mean
from advocacy.importing.table import Table
from tests.shared_data import SHARED_DATA, TRUTH, imported_answers, needs_shared_data, numbers

_ANSWERS = SHARED_DATA / "survey_exports" / "data" / "raw-responses.csv"
_PUBLISHED = TRUTH / "data" / "masculinity-survey.csv"
_QUESTIONS = (  # the columns of the answers, in the order of the published questions
    *("q0001", "q0002", "q0004", "q0005"),
    *(f"q0007_{number:04d}" for number in range(1, 12)),
    *("q0008", "q0009", "q0010", "q0011", "q0012", "q0013", "q0014", "q0015", "q0017", "q0018"),
    *("q0019", "q0020", "q0021", "q0022", "q0024", "q0025", "q0026", "q0028", "q0029", "age3"),
)
_GROUPS = (
    *(("", ""), ("age3", "18 - 34"), ("age3", "35 - 64"), ("age3", "65 and up")),
    *(("race2", "White"), ("race2", "Non-white"), ("kids", "Has children"), ("kids", "No children")),
    *(("orientation", "Straight"), ("orientation", "Gay/Bisexual")),
)


def _blocks() -> Iterator[list[list[str]]]:
    """The rows of each published question."""
    with _PUBLISHED.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))[2:]
    block: list[list[str]] = []
    for row in rows:
        if row[0] and block:
            yield block
            block = []
        if row[1]:
            block.append(row)
    yield block


def _letters(text: object) -> str:
    return re.sub(r"[^a-z0-9]", "", str(text).casefold())


@needs_shared_data
def test_every_share_of_the_published_table() -> None:
    table = imported_answers(_ANSWERS)
    assert numbers(table, "weight").sum() == pytest.approx(len(table))
    design = SurveyDesign.of(len(table), numbers(table, "weight"))
    compared = 0
    blocks = list(_blocks())
    assert len(blocks) == len(_QUESTIONS)
    for question, block in zip(_QUESTIONS, blocks, strict=True):
        for row in block:
            yes, asked = _answers(table, question, _letters(row[1]))
            for (by, name), printed in zip(_GROUPS, row[2:], strict=True):
                if not printed:
                    continue  # they hide groups of few, as we do
                mine = (table.frame[by] == name).to_numpy() if by else np.ones(len(table), bool)
                share = mean(yes.astype(np.float64), design, asked & mine).value
                compared += 1
                assert f"{int(100 * share + 0.5)}%" == printed, (question, row[1], name, share)
    assert compared == 1820


def _answers(table: Table, name: str, answer: str) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Who gave this answer, and who was asked; the columns of a question of several answers are one."""
    assert table.questionnaire is not None
    yes, asked = np.zeros(len(table), bool), np.zeros(len(table), bool)
    for question in table.questionnaire.questions:
        if question.name != name and not question.name.startswith(f"{name}_"):
            continue
        for choice in question.choices:
            column = table.frame[choice.column or question.column]
            ticked = (column == (1 if choice.column else choice.name)).fillna(False).to_numpy(bool)
            if choice.name != "NA":
                asked |= column.notna().to_numpy() if choice.column else ticked
            if _letters(choice.label) == answer:
                yes |= ticked
    return yes, asked
