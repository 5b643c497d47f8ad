"""The same answers give the same table, whatever tool and mode exported them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from advocacy.brief.compose import compose
from advocacy.brief.document import Paragraph
from advocacy.importing.importer import understand_file
from advocacy.importing.questionnaire import QuestionKind
from advocacy.importing.survey.codebook import _ways, read_by_form
from advocacy.importing.survey.form import forms_in
from advocacy.importing.table import Table
from advocacy.workspace import Workspace
from advocacy.workspace.merging import with_import
from tests.importing.survey import exports

_QUESTIONS = ["name", "sex", "coop_name", "members", "applied", "cost"]
_OPTIONS = [f"hurdles/{code}" for code in ("fees", "dist", "delay", "too", "land")]

EXPORTS: dict[str, Callable[[Path], Path]] = {
    "kobo xml both": lambda f: exports.kobo(f / "k.xlsx", language=None, groups=False, multiple="both"),
    "kobo xml groups": lambda f: exports.kobo(f / "k.xlsx", language=None, groups=True, multiple="both"),
    "kobo xml summary": lambda f: exports.kobo(f / "k.xlsx", language=None, groups=False, multiple="summary"),
    "kobo english both": lambda f: exports.kobo(f / "k.xlsx", language=0, groups=False, multiple="both"),
    "kobo english summary": lambda f: exports.kobo(
        f / "k.xlsx", language=0, groups=False, multiple="summary"
    ),
    "kobo english groups": lambda f: exports.kobo(f / "k.xlsx", language=0, groups=True, multiple="details"),
    "kobo french details": lambda f: exports.kobo(f / "k.xlsx", language=1, groups=True, multiple="details"),
    "kobo french summary": lambda f: exports.kobo(f / "k.xlsx", language=1, groups=False, multiple="summary"),
    "odk": lambda f: exports.odk(f / "o.zip", groups=True, split=False),
    "odk split": lambda f: exports.odk(f / "o.zip", groups=True, split=True),
    "odk without groups": lambda f: exports.odk(f / "o.zip", groups=False, split=True),
    "limesurvey codes": lambda f: exports.limesurvey(f / "l.csv", full=False, long=False),
    "limesurvey full": lambda f: exports.limesurvey(f / "l.csv", full=True, long=True),
}


def _answers(workspace: Workspace, name: str = "survey") -> Table:
    table = workspace.table(name)
    assert table is not None
    return table


def _imported(folder: Path, make: Callable[[Path], Path], *, form_first: bool = True) -> Workspace:
    files = [exports.form(folder / "form.xlsx"), make(folder)]
    workspace = Workspace()
    for path in files if form_first else reversed(files):
        workspace, accounts = with_import(workspace, understand_file(path))
        for account in accounts:
            assert account.rows_in_file == account.kept + len(account.set_aside)
    return workspace


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> pd.DataFrame:
    """The answers as they were given, written down by hand."""
    frame = pd.DataFrame(
        {
            "name": ["Ama", "Kofi", "Yaa; Esi", "José"],
            "sex": ["f", "m", "f", "m"],
            "coop_name": ["Asempa Coop", "007", "=SUM(A1)", "Total"],
            "members": [35.0, 7.0, 12.0, None],
            "applied": pd.to_datetime(["2023-01-15", "2023-02-28", None, "2022-12-01"]),
            "cost": [1200.5, None, 80.0, 0.0],
        }
    )
    frame["applied"] = frame["applied"].astype("datetime64[s]")
    ticked = [[1, 1, 0, 0, 0], [0, 0, 0, 1, 1], [None] * 5, [0, 0, 1, 0, 0]]
    for place, option in enumerate(_OPTIONS):
        frame[option] = pd.Series([row[place] for row in ticked], dtype="Int8")
    return frame.astype({"name": "str", "sex": "str", "coop_name": "str"})


@pytest.mark.parametrize("export", EXPORTS)
@pytest.mark.parametrize("form_first", [True, False], ids=["form first", "form later"])
def test_every_export_gives_one_table(
    export: str, form_first: bool, tmp_path: Path, expected: pd.DataFrame
) -> None:
    workspace = _imported(tmp_path, EXPORTS[export], form_first=form_first)
    table = _answers(workspace)
    assert [c for c in table.frame.columns if c in (*_QUESTIONS, *_OPTIONS)] == [*_QUESTIONS, *_OPTIONS]
    pd.testing.assert_frame_equal(table.frame[[*_QUESTIONS, *_OPTIONS]], expected)
    assert list(table.raw.columns) == list(table.frame.columns)
    assert {column.name for column in table.columns} == set(table.frame.columns)


@pytest.mark.parametrize("export", [name for name in EXPORTS if not name.startswith("lime")])
def test_repeats_are_tables_of_their_own(export: str, tmp_path: Path) -> None:
    workspace = _imported(tmp_path, EXPORTS[export])
    steps = _answers(workspace, "survey.steps").frame
    assert steps["office"].tolist() == ["District office", "EPA", "Minerals Commission"]
    assert steps["days"].tolist() == [12.0, 90.0, 45.0]
    parent = "_submission_meta/rootUuid" if "kobo" in export else "PARENT_KEY"
    assert steps[parent].tolist() == ["uuid:0", "uuid:0", "uuid:2"]


def test_questions_have_the_labels_choices_and_conditions_of_the_form(tmp_path: Path) -> None:
    table = _answers(_imported(tmp_path, EXPORTS["odk split"]))
    assert table.questionnaire is not None
    hurdles = table.questionnaire.question("hurdles")
    assert hurdles is not None
    assert hurdles.kind is QuestionKind.MULTIPLE
    assert hurdles.label == "Which hurdles did you meet?"
    assert [choice.label for choice in hurdles.choices][1] == "Office too far, costly travel"
    assert [choice.column for choice in hurdles.choices] == _OPTIONS
    assert hurdles.relevant == "${members} > 5"
    sex = table.questionnaire.question("sex")
    assert sex is not None and [choice.name for choice in sex.choices] == ["f", "m"]


def test_the_same_answers_from_another_tool_are_not_counted_twice(tmp_path: Path) -> None:
    workspace = _imported(tmp_path, EXPORTS["kobo english both"])
    workspace, accounts = with_import(workspace, understand_file(EXPORTS["odk split"](tmp_path)))
    assert [(account.kept, len(account.set_aside)) for account in accounts] == [(0, 4), (0, 3)]
    assert len(_answers(workspace)) == 4
    assert len(_answers(workspace, "survey.steps")) == 3


def test_the_form_again_or_another_form_changes_nothing(tmp_path: Path) -> None:
    workspace = _imported(tmp_path, EXPORTS["odk split"])
    before = _answers(workspace)
    other = openpyxl.Workbook()
    sheet = other.active
    assert sheet is not None
    sheet.title = "survey"
    for row in (("type", "name", "label"), ("text", "colour", "Colour?"), ("integer", "size", "Size?")):
        sheet.append(row)
    other.save(tmp_path / "other.xlsx")
    again = exports.form(tmp_path / "again.xlsx")
    book = openpyxl.load_workbook(again)
    book["settings"]["C1"] = "version"  # the bytes differ, the form does not
    book.save(again)
    for path in (tmp_path / "other.xlsx", again):
        workspace, _ = with_import(workspace, understand_file(path))
    after = _answers(workspace)
    pd.testing.assert_frame_equal(after.frame, before.frame)
    pd.testing.assert_frame_equal(after.raw, before.raw)
    assert after.columns == before.columns
    assert len([table for table in workspace.tables if table.name.startswith("form.")]) == 3


def test_the_rows_of_a_form_are_no_evidence(tmp_path: Path) -> None:
    workspace = _imported(tmp_path, EXPORTS["odk split"])
    said = [block.text for block in compose(workspace, ()).blocks if isinstance(block, Paragraph)]
    assert any(text.startswith("Of 7 rows in the files") for text in said)


def test_a_choice_that_the_form_no_longer_has_is_kept(tmp_path: Path) -> None:
    path = exports.kobo(tmp_path / "k.xlsx", language=0, groups=False, multiple="both")
    from openpyxl import load_workbook

    book = load_workbook(path)
    book["ASM"]["C3"].value = "x_old"
    book.save(path)
    workspace, _ = with_import(Workspace(), understand_file(exports.form(tmp_path / "form.xlsx")))
    workspace, _ = with_import(workspace, understand_file(path))
    table = _answers(workspace)
    assert table.frame["sex"].tolist()[:2] == ["f", "x_old"]
    assert table.questionnaire is not None
    sex = table.questionnaire.question("sex")
    assert sex is not None and sex.choices[-1].name == "x_old"


def test_labels_that_can_be_read_in_two_ways_are_told_not_guessed() -> None:
    spelled = {"Fees": "a", "Fees too": "b", "too high": "c", "high": "d"}
    assert _ways("Fees too high", spelled) == {frozenset({"a", "c"}), frozenset({"b", "d"})}
    assert _ways("Fees", spelled) == {frozenset({"a"})}
    assert _ways("nothing of it", spelled) == set()


def test_answers_to_another_form_stay_as_they_are(tmp_path: Path) -> None:
    forms = forms_in(understand_file(exports.form(tmp_path / "form.xlsx")).tables)
    other = tmp_path / "other.csv"
    other.write_text("ID,Start time,Completion time,Colour\n1,,,red\n2,,,blue\n", "utf-8")
    table = understand_file(other).tables[0]
    assert read_by_form(table, forms) == (table, ())
