"""A published weighted table of a whole survey, in full, from the answers through import to the printed share."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from advocacy.analysis.survey_design import SurveyDesign, mean
from tests.shared_data import SHARED_DATA, TRUTH, imported_answers, needs_shared_data, numbers

_ANSWERS = SHARED_DATA / "survey_exports" / "data" / "raw-responses.csv"
_PUBLISHED = TRUTH / "data" / "masculinity-survey.csv"
_QUESTIONS = (  # the columns of the answers, in the order of the published questions
    *("q0001", "q0002", "q0004", "q0005"),
    *(f"q0007_{number:04d}" for number in range(1, 12)),
    *("q0008", "q0009", "q0010", "q0011", "q0012", "q0013", "q0014", "q0015", "q0017", "q0018"),
    *("q0019", "q0020", "q0021", "q0022", "q0024", "q0025", "q0026", "q0028", "q0029"),
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
    frame = table.frame.astype("object")
    design = SurveyDesign.of(len(table), numbers(table, "weight"))
    members = [np.ones(len(table), bool) if not by else (frame[by] == name).to_numpy() for by, name in _GROUPS]
    compared, off = 0, []
    for question, block in zip(_QUESTIONS, _blocks(), strict=False):
        columns = [name for name in frame.columns if name == question or name.startswith(f"{question}_")]
        for row in block:
            yes = np.zeros(len(table), bool)
            asked = np.zeros(len(table), bool)
            for name in columns:
                texts = frame[name].map(_letters, na_action="ignore")
                asked |= (texts.notna() & (texts != "na")).to_numpy()
                yes |= (texts == _letters(row[1])).to_numpy()
            for place, mine in enumerate(members):
                share = _share(yes, asked & mine, design)
                compared += 1
                if f"{int(100 * share + 0.5)}%" != row[2 + place]:
                    off.append((question, row[1], _GROUPS[place], share, row[2 + place]))
    print(compared, len(off), off[:40])
    assert not off


def _share(yes: NDArray[np.bool_], base: NDArray[np.bool_], design: SurveyDesign) -> float:
    return mean(yes.astype(np.float64), design, base).value
