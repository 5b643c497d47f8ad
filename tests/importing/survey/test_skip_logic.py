"""Who was asked follows from the form; what is not understood is not guessed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from advocacy.analysis.protection.disclosure import protect
from advocacy.analysis.survey.questions import answers
from advocacy.importing.importer import understand_file
from advocacy.importing.survey.skip_logic import asked
from advocacy.importing.table import Table
from advocacy.workspace import Workspace
from advocacy.workspace.merging import with_import
from tests.importing.survey import exports

_FRAME = pd.DataFrame(
    {
        "sex": pd.Series(["f", "m", None], dtype="str"),
        "members": pd.Series([3.0, 12.0, None]),
        "met/fees": pd.Series([1, 0, None], dtype="Int8"),
        "code": pd.Series([1.0, 2.0, None]),
    }
)
_TABLE = Table("survey", _FRAME, _FRAME, _FRAME)


@pytest.mark.parametrize(
    ("relevant", "who"),
    [
        ("", [True, True, True]),
        ("${sex} = 'f'", [True, False, False]),
        ("${sex} != 'f'", [False, True, True]),
        ("${sex} = ''", [False, False, True]),
        ("${sex} != ''", [True, True, False]),
        ("${members} > 5", [False, True, False]),
        ("${members} >= 3 and ${sex}='f'", [True, False, False]),
        ("${members} < 5 or ${members} > 10", [True, True, False]),
        ("not(${sex} = 'm')", [True, False, True]),
        ("selected(${met}, 'fees')", [True, False, False]),
        ('selected(${sex}, "m")', [False, True, False]),
        ("(${sex} = 'm' or ${sex} = 'f') and ${code} = '2'", [False, True, False]),
        ("${code} = 1", [True, False, False]),
        ("${code} = 'x'", [False, False, False]),
    ],
)
def test_conditions(relevant: str, who: list[bool]) -> None:
    mask = asked(_TABLE, relevant)
    assert mask is not None and mask.tolist() == who


@pytest.mark.parametrize(
    "relevant",
    [
        "${unknown} = 'x'",
        "count(${sex}) > 1",
        "${sex} =",
        "${sex} = 'f",
        "${sex} like 'f'",
        "((((",
        "__import__('os')",
        "${members} > 'many'",
        "1" * 3_000,
        "(" * 1_900,
    ],
)
def test_what_is_not_understood_is_not_guessed(relevant: str) -> None:
    assert asked(_TABLE, relevant) is None


def test_people_who_were_not_asked_are_not_missing(tmp_path: Path) -> None:
    workspace = Workspace()
    export = exports.odk(tmp_path / "o.zip", groups=True, split=True)
    for path in (exports.form(tmp_path / "form.xlsx"), export):
        workspace, _ = with_import(workspace, understand_file(path))
    table = workspace.table("survey")
    assert table is not None and table.questionnaire is not None
    question = table.questionnaire.question("hurdles")
    assert question is not None
    options = [choice.column for choice in question.choices]
    frame = table.frame.copy()
    frame.loc[3, options] = pd.NA  # told no number of members, so was not asked
    finding = answers(workspace, replace(table, frame=frame), question)
    assert finding is not None
    of_people = [one for one in finding.estimates if not one.series]
    assert {one.missing for one in of_people} == {1}  # was asked and did not answer
    assert {one.n for one in of_people} == {2}
    assert protect(finding, k=1).base == "2 of 3 people who were asked this, of 4 in the survey"
