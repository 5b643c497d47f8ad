"""Every change is kept at once, undone, and there again after a restart."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from advocacy.workspace import BriefPlan, Workspace
from ui.session import Session


@pytest.fixture
def session(qapp: object, tmp_path: Path) -> Iterator[Session]:
    made = Session(tmp_path / "own")
    yield made
    made.close()


def _titled(title: str) -> object:
    return lambda workspace: workspace.with_brief(BriefPlan(title))


def _settled(session: Session, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not session.is_saving, timeout=10_000)


def test_a_change_is_shown_at_once_and_kept(session: Session, qtbot: QtBot, tmp_path: Path) -> None:
    session.apply("First", _titled("One"))  # type: ignore[arg-type]
    assert session.workspace.brief.title == "One"
    _settled(session, qtbot)
    assert len(list((tmp_path / "own").glob("unnamed-*.groundswell"))) == 1
    assert (session.undo_text, session.redo_text) == ("First", "")


def test_undo_and_redo(session: Session, qtbot: QtBot) -> None:
    for name in ("One", "Two"):
        session.apply(name, _titled(name))  # type: ignore[arg-type]
    session.undo()
    _settled(session, qtbot)
    assert session.workspace.brief.title == "One"
    assert (session.undo_text, session.redo_text) == ("One", "Two")
    session.redo()
    _settled(session, qtbot)
    assert session.workspace.brief.title == "Two"


def test_no_change_is_no_step(session: Session, qtbot: QtBot) -> None:
    session.apply("Nothing", lambda workspace: workspace)
    _settled(session, qtbot)
    assert session.undo_text == ""


def test_undo_of_nothing_does_nothing(session: Session, qtbot: QtBot) -> None:
    session.undo()
    session.redo()
    _settled(session, qtbot)
    assert session.workspace == Workspace()


def test_a_name_is_given_and_the_file_opens_again(session: Session, qtbot: QtBot, tmp_path: Path) -> None:
    target = tmp_path / "ours.groundswell"
    session.apply("First", _titled("One"))  # type: ignore[arg-type]
    session.save_as(target)
    session.apply("Second", _titled("Two"))  # type: ignore[arg-type]
    _settled(session, qtbot)
    assert session.is_named
    assert list((tmp_path / "own").glob("unnamed-*.groundswell")) == []
    session.new()
    assert session.workspace == Workspace()
    session.open_file(target)
    _settled(session, qtbot)
    assert session.workspace.brief.title == "Two"
    session.undo()
    _settled(session, qtbot)
    assert session.workspace.brief.title == "One"


def test_a_file_that_cannot_be_opened_changes_nothing(session: Session, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "bad.groundswell").write_bytes(b"not ours")
    session.apply("First", _titled("One"))  # type: ignore[arg-type]
    with qtbot.waitSignal(session.failed, timeout=10_000) as told:
        session.open_file(tmp_path / "bad.groundswell")
    assert "not a Groundswell workspace" in str(told.args[0])
    _settled(session, qtbot)
    assert session.workspace.brief.title == "One"
    session.apply("Second", _titled("Two"))  # type: ignore[arg-type]
    _settled(session, qtbot)
    assert session.undo_text == "Second"


def test_work_without_a_name_survives_a_crash(qapp: object, qtbot: QtBot, tmp_path: Path) -> None:
    first = Session(tmp_path / "own")
    first.apply("First", _titled("One"))  # type: ignore[arg-type]
    _settled(first, qtbot)
    first.close()
    second = Session(tmp_path / "own")
    left = second.unsaved_files()
    assert len(left) == 1
    second.open_file(left[0])
    _settled(second, qtbot)
    assert second.workspace.brief.title == "One"
    assert not second.is_named
    second.close()
