"""The workspace file: whole or not at all, undone after reopening, damage found, refused in plain words."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
import time
import zlib
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from advocacy.errors import WorkspaceError
from advocacy.importing.questionnaire import Choice, Question, QuestionKind, Questionnaire
from advocacy.issue import Issue, Severity
from advocacy.workspace import Ask, BriefPlan, BurdenInputs, Filter, SamplePlan, Workspace, state
from advocacy.workspace.file import WorkspaceFile
from advocacy.workspace.merging import with_import
from advocacy.workspace.state import read, written
from tests.makers import imported, table

ROOT = Path(__file__).resolve().parents[2]


def _full() -> Workspace:
    """A workspace with every kind of column and value."""
    from datetime import date

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
        settings=replace(
            two.settings,
            data_date=date(2024, 12, 31),
            limit_days=90,
            burden=BurdenInputs(tariff_per_hour=12.5, business_as_usual=0.1),
            example=True,
            compare_by="q",
            sample=SamplePlan(by_chance=True, margins=(("q", "gender"), ("r", "age"))),
        ),
    )


def _same(one: Workspace, other: Workspace) -> None:
    assert replace(one, tables=(), sources=()) == replace(other, tables=(), sources=())
    assert [t.name for t in one.tables] == [t.name for t in other.tables]
    for mine, theirs in zip(one.tables, other.tables, strict=True):
        for part in ("frame", "raw", "origin"):
            pd.testing.assert_frame_equal(getattr(mine, part), getattr(theirs, part))
        assert (mine.columns, mine.key, mine.questionnaire) == (
            theirs.columns,
            theirs.key,
            theirs.questionnaire,
        )


def test_a_state_from_before_the_burden_opens() -> None:
    name, stored = state.written(_full())
    before = json.loads(zlib.decompress(stored[name]))
    del before["settings"]["burden"]
    opened = state.read(zlib.compress(json.dumps(before).encode()), stored.__getitem__)
    assert opened.settings == replace(_full().settings, burden=BurdenInputs())


def test_what_was_saved_is_read_again(tmp_path: Path) -> None:
    full = _full()
    file = WorkspaceFile.create(tmp_path / "w.groundswell")
    file.save(full, "Import")
    file.close()
    again = WorkspaceFile.open(tmp_path / "w.groundswell")
    _same(again.workspace, full)
    assert [s.sha256 for s in again.workspace.sources] == [s.sha256 for s in full.sources]
    again.close()


def test_undo_and_redo_also_after_reopening(tmp_path: Path) -> None:
    path, full = tmp_path / "w.groundswell", _full()
    file = WorkspaceFile.create(path)
    assert (file.undo_text, file.redo_text) == ("", "")
    file.save(full, "Import")
    filtered = full.with_filter(Filter("gender", ("female",)))
    file.save(filtered, "Filter")
    file.close()
    file = WorkspaceFile.open(path)
    assert file.undo_text == "Filter"
    _same(file.undo(), full)
    assert (file.undo_text, file.redo_text) == ("Import", "Filter")
    assert file.undo().tables == ()
    assert file.undo().tables == ()  # the beginning stays
    _same(file.redo(), full)
    file.save(full.without_filters(), "Clear")
    assert file.redo_text == ""  # a new change ends the branch that was undone
    file.close()


def test_an_unchanged_table_is_stored_once(tmp_path: Path) -> None:
    path, full = tmp_path / "w.groundswell", _full()
    file = WorkspaceFile.create(path)
    file.save(full, "Import")
    before = _chunks(file)
    for i in range(20):
        file.save(full.with_brief(BriefPlan(title=str(i))), "Title")
    assert _chunks(file) == before + 20  # the small state of each step, no table again
    file.close()


def _chunks(file: WorkspaceFile) -> int:
    return int(file._one("SELECT count(*) FROM chunk"))


def test_sources_come_back_byte_for_byte(tmp_path: Path) -> None:
    import hashlib

    content = bytes(range(256)) * 40
    digest = hashlib.sha256(content).hexdigest()
    made = imported(table("survey", {"q": ["a"]}, digest), sha256=digest)
    held, _ = with_import(Workspace(), replace(made, source=replace(made.source, content=content)))
    file = WorkspaceFile.create(tmp_path / "w.groundswell")
    file.save(held, "Import")
    assert file.source_content(digest) == content
    with pytest.raises(WorkspaceError):
        file.source_content("0" * 64)
    for other in (7, 1.5, "text", b"bytes"):  # what a flipped bit may make of it
        file._connection.execute("UPDATE source SET content = ?", (other,))
        with pytest.raises(WorkspaceError, match="damaged"):
            file.source_content(digest)
    file.close()


def test_a_copy_holds_everything(tmp_path: Path) -> None:
    file = WorkspaceFile.create(tmp_path / "w.groundswell")
    file.save(_full(), "Import")
    file.copy_to(tmp_path / "copy.groundswell")
    file.close()
    copy = WorkspaceFile.open(tmp_path / "copy.groundswell")
    _same(copy.workspace, _full())
    assert copy.undo_text == "Import"
    copy.close()


def test_a_second_program_is_told(tmp_path: Path) -> None:
    file = WorkspaceFile.create(tmp_path / "w.groundswell")
    with pytest.raises(WorkspaceError, match="another program"):
        WorkspaceFile.open(tmp_path / "w.groundswell")
    file.close()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "not a Groundswell"),
        (b"PK\x03\x04 a workbook", "not a Groundswell"),
        (b"x" * 5000, "not a Groundswell"),
    ],
)
def test_other_files_are_refused(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "w.groundswell"
    path.write_bytes(content)
    with pytest.raises(WorkspaceError, match=words):
        WorkspaceFile.open(path)
    assert path.read_bytes() == content


def test_another_database_is_not_ours(tmp_path: Path) -> None:
    path = tmp_path / "w.groundswell"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE t(x)")
    other.close()
    with pytest.raises(WorkspaceError, match="not a Groundswell"):
        WorkspaceFile.open(path)


def test_a_newer_format_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "w.groundswell"
    WorkspaceFile.create(path).close()
    with sqlite3.connect(path) as newer:
        newer.execute("PRAGMA user_version = 99")
    newer.close()
    with pytest.raises(WorkspaceError, match="newer"):
        WorkspaceFile.open(path)


def test_missing_and_existing_files(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError, match="not there"):
        WorkspaceFile.open(tmp_path / "absent.groundswell")
    WorkspaceFile.create(tmp_path / "w.groundswell").close()
    with pytest.raises(WorkspaceError, match="exists"):
        WorkspaceFile.create(tmp_path / "w.groundswell")


def test_a_flipped_bit_is_never_read_as_data(tmp_path: Path) -> None:
    path = tmp_path / "w.groundswell"
    file = WorkspaceFile.create(path)
    file.save(_full(), "Import")
    file.close()
    whole = path.read_bytes()
    harmless = found = 0
    for place in range(100, len(whole), max(1, len(whole) // 60)):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 0x10]) + whole[place + 1 :])
        try:
            file = WorkspaceFile.open(path)
        except WorkspaceError:
            found += 1
            continue
        # What could be read must be what was saved: the flip hit a page that holds no data of this step.
        _same(file.workspace, _full())
        harmless += 1
        file.close()
    assert found
    assert found + harmless >= 60


_SAVER = """
import sys
from pathlib import Path
from advocacy.workspace import BriefPlan, Workspace
from advocacy.workspace.file import WorkspaceFile
file = WorkspaceFile.open(Path(sys.argv[1]))
number = 0
while True:
    number += 1
    file.save(file.workspace.with_brief(BriefPlan(title=str(number) * 2000)), str(number))
    print(number, flush=True)
"""


def test_killed_while_saving_every_told_save_is_there(tmp_path: Path) -> None:
    path = tmp_path / "w.groundswell"
    WorkspaceFile.create(path).close()
    for wait in (0.05, 0.11, 0.23):
        saver = subprocess.Popen(
            [sys.executable, "-c", _SAVER, str(path)], cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        assert saver.stdout is not None
        saver.stdout.readline()
        time.sleep(wait)
        saver.kill()
        told = [line for line in saver.stdout.read().splitlines() if line]
        saver.stdout.close()
        saver.wait()
        file = WorkspaceFile.open(path)
        last = int(told[-1]) if told else 1
        title = file.workspace.brief.title
        assert title == str(file.undo_text) * 2000
        assert int(file.undo_text) in (last, last + 1)
        file.save(Workspace(), "Reset")
        file.close()


def test_a_state_from_before_weights_and_comparisons_opens() -> None:
    held = _full()
    name, stored = written(held)
    state = json.loads(zlib.decompress(stored[name]))
    del state["settings"]["compare_by"], state["settings"]["sample"]["margins"]
    old = zlib.compress(json.dumps(state).encode("utf-8"))
    found = read(old, stored.__getitem__).settings
    assert (found.compare_by, found.sample.margins) == ("", ())
    assert read(stored[name], stored.__getitem__).settings == held.settings
