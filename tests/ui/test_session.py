"""Every change is kept at once, undone, and there again after a restart."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from advocacy.workspace import BriefPlan, Workspace
from advocacy.workspace.file import WorkspaceFile
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


def test_a_change_is_in_the_file_within_two_seconds(session: Session, qtbot: QtBot, tmp_path: Path) -> None:
    session.apply("First", _titled("One"))  # type: ignore[arg-type]
    _settled(session, qtbot)
    began = time.monotonic()
    session.apply("Second", _titled("Two"))  # type: ignore[arg-type]
    _settled(session, qtbot)
    assert time.monotonic() - began < 2
    (path,) = (tmp_path / "own").glob("unnamed-*.groundswell")
    kept = WorkspaceFile.open(path, only_look=True)
    assert kept.workspace.brief.title == "Two"
    kept.close()


def test_a_file_open_elsewhere_is_shown_and_not_changed(
    session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "ours.groundswell"
    owner = WorkspaceFile.create(path)
    owner.save(owner.workspace.with_brief(BriefPlan("of the owner")), "Title")
    session.open_file(path)
    _settled(session, qtbot)
    assert session.is_read_only and session.workspace.brief.title == "of the owner"
    assert session.undo_text == ""
    for refused in (
        lambda: session.apply("First", _titled("One")),  # type: ignore[arg-type]
        session.undo,
        session.redo,
        lambda: session.protect("four words are good"),
    ):
        with qtbot.waitSignal(session.failed, timeout=10_000) as told:
            refused()
        assert "you can look, not change" in str(told.args[0])
        assert "another name" in told.args[0].hint
    assert session.workspace.brief.title == "of the owner"
    session.save_as(tmp_path / "mine.groundswell")
    _settled(session, qtbot)
    assert not session.is_read_only
    session.apply("First", _titled("One"))  # type: ignore[arg-type]
    _settled(session, qtbot)
    assert session.undo_text == "First"
    assert owner.workspace.brief.title == "of the owner"
    owner.close()


def test_the_passphrase_is_asked_for_set_and_removed(
    session: Session, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("advocacy.workspace.key._COST", 12)
    path = tmp_path / "ours.groundswell"
    session.apply("First", _titled("One"))  # type: ignore[arg-type]
    session.save_as(path)
    with qtbot.waitSignal(session.protected, timeout=10_000) as told:
        session.protect("four words are good")
    (recovery,) = told.args
    assert session.is_protected and len(recovery.split("-")) == 8
    session.new()
    assert not session.is_protected
    for typed in ("", "not these words"):
        with qtbot.waitSignal(session.passphrase_wanted, timeout=10_000) as asked:
            session.open_file(path, typed)
        assert asked.args[0] == path
    assert session.workspace == Workspace()
    session.open_file(path, recovery)
    _settled(session, qtbot)
    assert session.workspace.brief.title == "One" and session.is_protected
    session.save_as(tmp_path / "copy.groundswell")
    _settled(session, qtbot)
    assert session.is_protected and (tmp_path / "copy.groundswell").read_bytes()[:4] == b"GRND"
    with qtbot.waitSignal(session.protected, timeout=10_000) as told:
        session.protect("")
    assert told.args == [""] and not session.is_protected
    with qtbot.waitSignal(session.failed, timeout=10_000) as failed:
        session.protect("short")
    assert "too short" in str(failed.args[0])


def test_what_could_not_be_saved_is_saved_under_another_name(
    session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "stick" / "ours.groundswell"
    path.parent.mkdir()
    session.apply("First", _titled("One"))  # type: ignore[arg-type]
    session.save_as(path)
    _settled(session, qtbot)
    path.rename(tmp_path / "stick" / "gone")
    with qtbot.waitSignal(session.failed, timeout=10_000) as told:
        session.apply("Second", _titled("Two"))  # type: ignore[arg-type]
    assert "cannot be reached" in str(told.args[0])
    assert session.workspace.brief.title == "Two"  # what the user sees stays
    session.save_as(tmp_path / "other.groundswell")
    _settled(session, qtbot)
    session.new()
    session.open_file(tmp_path / "other.groundswell")
    _settled(session, qtbot)
    assert session.workspace.brief.title == "Two"


def test_the_log_tells_the_name_the_user_has_given(session: Session, qtbot: QtBot, tmp_path: Path) -> None:
    session.who = "Secretary"
    session.apply("First", _titled("One"))  # type: ignore[arg-type]
    session.note("A name was shown")
    with qtbot.waitSignal(session.log_checked, timeout=10_000) as told:
        session.check_log()
    assert told.args == [3, 0]
    session.save_as(tmp_path / "ours.groundswell")
    session.new()
    _settled(session, qtbot)
    kept = WorkspaceFile.open(tmp_path / "ours.groundswell")
    assert {line.who for line in kept.log_lines()} == {"Secretary"}
    kept.close()


def test_changes_are_made_in_the_name_of_who_sits_here(
    session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    session.who = "Ama"
    session.apply("First", _titled("One"))  # type: ignore[arg-type]
    session.save_as(tmp_path / "ours.groundswell")
    _settled(session, qtbot)
    session.who = "Kofi"
    assert session.workspace.settings.person == "Kofi"
    session.new()
    session.open_file(tmp_path / "ours.groundswell")
    _settled(session, qtbot)
    assert session.workspace.settings.person == "Kofi"
    assert session.undo_text == "First"  # looking changes nothing
