"""Workspaces of every earlier format open; what they were is kept beside them."""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from advocacy.errors import WorkspaceError
from advocacy.importing.questionnaire import Choice, Question, QuestionKind, Questionnaire
from advocacy.issue import Issue, Severity
from advocacy.workspace import Ask, BriefPlan, Filter, Workspace
from advocacy.workspace.database import FORMAT
from advocacy.workspace.file import WorkspaceFile
from advocacy.workspace.merging import with_import
from tests.makers import imported, table
from tests.workspace.test_file import _same

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "workspaces"
EVERY = sorted(GOLDEN.glob("v*.groundswell"))


def _held() -> Workspace:
    """What every golden file holds. It stays as it is: later fields have their defaults there."""
    base = table(
        "licensing_case",
        {
            "case_id": ["001", "002", "é 💎"],
            "date_applied": [date(2024, 1, 1), None, date(2024, 2, 29)],
            "official_fee": [1.5, None, 0.0],
            "visits": [1, None, 3],
            "informal_payment_asked": [True, None, False],
            "region": [None, None, None],
        },
    )
    form = Questionnaire("F", (Question("q", "Q?", QuestionKind.SINGLE, "q", (Choice("a", "A"),)),))
    survey = table("survey", {"q": ["a", None]}, "c" * 64)
    ticks = survey.frame.assign(**{"q/a": pd.Series([1, None], dtype="Int8")})
    survey = replace(
        survey,
        frame=ticks,
        raw=survey.raw.assign(**{"q/a": pd.Series(["1", None], dtype="str")}),
        questionnaire=form,
        key=("q",),
    )
    one, _ = with_import(Workspace(), imported(base, name="a.xlsx"))
    two, _ = with_import(one, imported(survey, name="b.csv"))
    issue = Issue("missing-value", Severity.ERROR, "Row 3 …", row=3, column="B")
    return replace(
        two.with_filter(Filter("region", ("north", "south"))).with_brief(
            BriefPlan("T", asks=(Ask("Ask 1"), Ask("Ask 2")))
        ),
        issues=(issue,),
        settings=replace(two.settings, data_date=date(2024, 12, 31), limit_days=90, example=True),
    )


def test_there_is_one_of_each_format() -> None:
    assert [path.stem for path in EVERY] == [f"v{number}" for number in range(1, FORMAT + 1)]


@pytest.mark.parametrize("golden", EVERY, ids=lambda path: path.stem)
def test_it_opens_with_all_its_steps(tmp_path: Path, golden: Path) -> None:
    path = tmp_path / "w.groundswell"
    shutil.copy(golden, path)
    file = WorkspaceFile.open(path)
    full = _held()
    _same(file.workspace, full)
    assert (file.undo_text, file.redo_text) == ("Import", "Filter")
    _same(file.redo(), full.with_filter(Filter("gender", ("female",))))
    file.undo()
    held = file._connection.execute("SELECT content FROM source").fetchall()
    assert [bytes(row[0]) for row in held] == [b"0123456789"] * 2
    assert file.verify_log() is None
    file.save(full.without_filters(), "Clear")
    file.close()
    with sqlite3.connect(path) as plain:
        assert plain.execute("PRAGMA user_version").fetchone()[0] == FORMAT
    plain.close()
    again = WorkspaceFile.open(path)
    _same(again.workspace, full.without_filters())
    _same(again.undo(), full)
    again.close()


@pytest.mark.parametrize("golden", EVERY[:-1], ids=lambda path: path.stem)
def test_the_file_as_it_was_is_kept(tmp_path: Path, golden: Path) -> None:
    path = tmp_path / "w.groundswell"
    shutil.copy(golden, path)
    WorkspaceFile.open(path).close()
    kept = tmp_path / f"w (format {golden.stem[1:]}).groundswell"
    assert {one.name for one in tmp_path.iterdir()} == {path.name, kept.name}
    with sqlite3.connect(kept) as plain:
        assert plain.execute("PRAGMA user_version").fetchone()[0] == int(golden.stem[1:])
    plain.close()
    before = kept.read_bytes()
    WorkspaceFile.open(path).close()
    assert kept.read_bytes() == before


def test_looking_does_not_migrate(tmp_path: Path) -> None:
    path = tmp_path / "w.groundswell"
    shutil.copy(EVERY[0], path)
    before = hashlib.sha256(path.read_bytes()).digest()
    file = WorkspaceFile.open(path, only_look=True)
    _same(file.workspace, _held())
    assert file.log_lines() == ()
    file.close()
    assert hashlib.sha256(path.read_bytes()).digest() == before


def test_a_migration_that_fails_leaves_the_file_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from advocacy.workspace import database

    path = tmp_path / "w.groundswell"
    shutil.copy(EVERY[0], path)

    def failing(*_: object) -> None:
        raise OSError(28, "no space")

    monkeypatch.setattr(database, "copy_into", failing)
    with pytest.raises(WorkspaceError, match="disk is full"):
        WorkspaceFile.open(path)
    monkeypatch.undo()
    with sqlite3.connect(path) as plain:
        assert plain.execute("PRAGMA user_version").fetchone()[0] == 1
    plain.close()
    file = WorkspaceFile.open(path)
    _same(file.workspace, _held())
    file.close()


def test_a_protected_one_opens_for_ever(tmp_path: Path) -> None:
    """The way from words and from the printed key to the pages must never change."""
    recovery = "N26SX-CCBT0-ZJZ90-2M6KC-JMBG9-ZT86Q-0SRAK-5WA2V"
    for number, typed in enumerate(("dix mots font une clé", "dix mots font une cle\u0301", recovery)):
        path = tmp_path / f"{number}.groundswell"
        shutil.copy(GOLDEN / "protected-v2.groundswell", path)
        file = WorkspaceFile.open(path, typed)
        _same(file.workspace, _held())
        file.close()
