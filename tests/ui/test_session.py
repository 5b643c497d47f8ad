"""Every change is kept at once, undone, and there again after a restart."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from advocacy.workspace import BriefPlan, Filter, Workspace
from advocacy.workspace.backups import backups_of, folder_of, other_copies
from advocacy.workspace.erasure import with_consent_withdrawn
from advocacy.workspace.file import WorkspaceFile
from advocacy.workspace.merging import with_import
from advocacy.workspace.plain_errors import full
from tests.makers import imported, table
from tests.workspace.test_backups import held
from ui.session import Session

_NORTH = Filter("region", ("north",))


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
    before = path.read_bytes()
    assert session.apply("Filter", lambda workspace: workspace.with_filter(_NORTH))  # that is looking
    assert session.workspace.filters == (_NORTH,)
    assert session.apply("Clear", lambda workspace: workspace.without_filters())
    assert not session.workspace.filters and path.read_bytes() == before and not session.is_unsaved
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


class _MadeClock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.at = datetime(2025, 3, 1, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture
def clocked(qapp: object, tmp_path: Path) -> Iterator[tuple[Session, _MadeClock, Path]]:
    """A session with a made clock on a workspace with a name."""
    clock = _MadeClock()
    made = Session(tmp_path / "own", clock=clock)
    path = tmp_path / "ours.groundswell"
    file = WorkspaceFile.create(path)
    file.save(held(), "Import")
    file.close()
    yield made, clock, path
    made.close()


def _opened(session: Session, qtbot: QtBot, path: Path, passphrase: str = "") -> None:
    with qtbot.waitSignal(session.backed_up, timeout=10_000, check_params_cb=lambda at: at is not None):
        session.open_file(path, passphrase)
    _settled(session, qtbot)


def test_a_backup_is_made_on_opening_and_not_again_without_a_change(
    clocked: tuple[Session, _MadeClock, Path], qtbot: QtBot
) -> None:
    session, clock, path = clocked
    _opened(session, qtbot, path)
    assert session.last_backup == clock.at and len(backups_of(path)) == 1
    clock.at += timedelta(days=1)
    session.new()
    _settled(session, qtbot)
    assert session.last_backup is None
    _opened(session, qtbot, path)
    assert session.last_backup == clock.at - timedelta(days=1) and len(backups_of(path)) == 1


def test_one_is_made_after_half_an_hour_of_change(
    clocked: tuple[Session, _MadeClock, Path], qtbot: QtBot
) -> None:
    session, clock, path = clocked
    _opened(session, qtbot, path)
    clock.at += timedelta(hours=3)
    session.look_for_backup()  # three hours without a change
    session.apply("First", _titled("One"))  # type: ignore[arg-type]
    _settled(session, qtbot)
    clock.at += timedelta(minutes=29, seconds=59)
    session.apply("Second", _titled("Two"))  # type: ignore[arg-type]
    session.look_for_backup()
    _settled(session, qtbot)
    assert len(backups_of(path)) == 1
    clock.at += timedelta(seconds=1)
    with qtbot.waitSignal(session.backed_up, timeout=10_000):
        session.look_for_backup()
    assert len(backups_of(path)) == 2 and session.last_backup == clock.at
    session.undo()
    _settled(session, qtbot)
    clock.at -= timedelta(days=400)  # somebody has set the clock: better one too many
    with qtbot.waitSignal(session.backed_up, timeout=10_000):
        session.look_for_backup()
    assert len(backups_of(path)) == 3


def test_one_is_made_before_files_come_in(clocked: tuple[Session, _MadeClock, Path], qtbot: QtBot) -> None:
    session, clock, path = clocked
    _opened(session, qtbot, path)
    clock.at += timedelta(minutes=1)
    session.apply("First", _titled("One"))  # type: ignore[arg-type]
    _settled(session, qtbot)
    assert len(backups_of(path)) == 1
    rows = {"case_id": ["9-9"], "applicant": ["Yaw"]}
    more = imported(table("licensing_case", rows, "e" * 64), name="more.xlsx", sha256="e" * 64)
    session.apply("Import", lambda workspace: with_import(workspace, more)[0])
    _settled(session, qtbot)
    newest = WorkspaceFile.open(backups_of(path)[0], only_look=True)
    assert newest.workspace.brief.title == "One" and len(newest.workspace.sources) == 2
    newest.close()


def test_who_only_looks_gets_no_backup_and_no_recovery(
    clocked: tuple[Session, _MadeClock, Path], qtbot: QtBot
) -> None:
    session, clock, path = clocked
    owner = WorkspaceFile.open(path)
    session.open_file(path)
    _settled(session, qtbot)
    assert session.is_read_only
    clock.at += timedelta(hours=1)
    session.look_for_backup()
    session.list_backups()
    _settled(session, qtbot)
    assert not folder_of(path).exists() and session.last_backup is None
    owner.close()


def test_a_backup_that_is_opened_is_looked_at_only(
    clocked: tuple[Session, _MadeClock, Path], qtbot: QtBot
) -> None:
    session, _, path = clocked
    _opened(session, qtbot, path)
    (made,) = backups_of(path)
    before = made.read_bytes()
    session.open_file(made)
    _settled(session, qtbot)
    assert session.is_read_only and made.read_bytes() == before
    assert list(made.parent.iterdir()) == [made]


@pytest.mark.parametrize("kind", ["cut", "zeros", "gone"])
@pytest.mark.parametrize("passphrase", ["", "four words are good"])
def test_a_damaged_workspace_is_offered_its_newest_backup(
    clocked: tuple[Session, _MadeClock, Path],
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    passphrase: str,
    kind: str,
) -> None:
    monkeypatch.setattr("advocacy.workspace.key._COST", 12)
    session, _clock, path = clocked
    if passphrase:
        file = WorkspaceFile.open(path)
        file.protect(passphrase)
        file.close()
    _opened(session, qtbot, path, passphrase)
    session.new()
    _settled(session, qtbot)
    whole = path.read_bytes()
    damaged = whole[: len(whole) // 2] if kind == "cut" else bytes(len(whole))
    path.unlink() if kind == "gone" else path.write_bytes(damaged)
    if passphrase and kind != "cut":  # nothing of the file tells that a passphrase is needed
        with qtbot.waitSignal(session.passphrase_wanted, timeout=10_000):
            session.open_file(path)
    began = time.monotonic()
    with qtbot.waitSignal(session.recovery_wanted, timeout=10_000) as told:
        session.open_file(path, passphrase)
    assert time.monotonic() - began < 5
    _, found, typed = told.args
    assert (found.good.rows, found.good.said, typed) == (6, "Import", passphrase)
    _settled(session, qtbot)
    assert session.workspace == Workspace()
    session.restore(found.good, path, typed)
    _settled(session, qtbot)
    assert session.workspace.brief == held().brief and session.path == path and session.is_named
    assert session.is_protected == bool(passphrase)
    assert [one.read_bytes() for one in other_copies(path)] == ([] if kind == "gone" else [damaged])
    session.apply("First", _titled("One"))  # type: ignore[arg-type]
    _settled(session, qtbot)
    assert session.undo_text == "First"


def test_a_copy_of_a_backup_is_opened_without_those_who_have_withdrawn_since(
    clocked: tuple[Session, _MadeClock, Path], qtbot: QtBot, tmp_path: Path
) -> None:
    session, _clock, path = clocked
    _opened(session, qtbot, path)
    session.apply("Consent", lambda workspace: with_consent_withdrawn(workspace, "licensing_case", [0]))
    with qtbot.waitSignal(session.backups_listed, timeout=10_000) as told:
        session.list_backups()
    ((backup,),) = told.args
    session.restore(backup, tmp_path / "copy.groundswell")
    _settled(session, qtbot)
    qtbot.waitUntil(lambda: session.path == tmp_path / "copy.groundswell")
    _settled(session, qtbot)
    assert len(session.workspace.tables[0]) == 5 and len(session.workspace.erased) == 1
    again = WorkspaceFile.open(path)
    assert len(again.workspace.tables[0]) == 5
    again.close()


def test_backups_of_work_without_a_name_go_when_it_gets_one(
    session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    session.apply("First", lambda _: held())
    rows = {"case_id": ["9-9"], "applicant": ["Yaw"]}
    more = imported(table("licensing_case", rows, "e" * 64), name="more.xlsx", sha256="e" * 64)
    session.apply("Import", lambda workspace: with_import(workspace, more)[0])
    _settled(session, qtbot)
    assert len(list((tmp_path / "own").glob("* backups/*"))) == 1
    session.save_as(tmp_path / "ours.groundswell")
    _settled(session, qtbot)
    assert list((tmp_path / "own").iterdir()) == []


def test_a_backup_that_cannot_be_made_is_told_once_and_saving_goes_on(
    clocked: tuple[Session, _MadeClock, Path], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, clock, path = clocked
    folder_of(path).write_bytes(b"a file where the folder should be")
    told: list[object] = []
    session.failed.connect(told.append)
    session.open_file(path)
    qtbot.waitUntil(lambda: bool(told), timeout=10_000)
    for title in ("One", "Two"):
        session.apply(title, _titled(title))  # type: ignore[arg-type]
        clock.at += timedelta(hours=1)
        session.look_for_backup()
    _settled(session, qtbot)
    qtbot.wait(200)
    assert len(told) == 1 and getattr(told[0], "hint", "")
    assert session.undo_text == "Two"


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


@pytest.mark.parametrize("is_back", [False, True])
def test_what_a_full_disk_did_not_take_is_kept_when_the_file_is_closed(
    clocked: tuple[Session, _MadeClock, Path], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, is_back: bool
) -> None:
    session, _clock, path = clocked
    _opened(session, qtbot, path)
    save = WorkspaceFile.save

    def full_disk(file: WorkspaceFile, *what: object) -> None:
        if file.path == path:
            raise full(path)
        save(file, *what)  # type: ignore[arg-type]

    monkeypatch.setattr(WorkspaceFile, "save", full_disk)
    with qtbot.waitSignal(session.failed, timeout=10_000):
        session.apply("Title", _titled("Kept"))  # type: ignore[arg-type]
    _settled(session, qtbot)
    assert session.is_unsaved and session.workspace.brief.title == "Kept"
    if is_back:
        monkeypatch.undo()
    session.new()
    _settled(session, qtbot)
    assert not session.is_unsaved
    monkeypatch.undo()
    left = session.unsaved_files()
    assert len(left) == (0 if is_back else 1)
    again = WorkspaceFile.open(path if is_back else left[0])
    assert again.workspace.brief.title == "Kept" and len(again.workspace.tables) == 1
    again.close()


def test_a_name_that_takes_what_was_not_saved_is_told(
    clocked: tuple[Session, _MadeClock, Path], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    session, _clock, path = clocked
    _opened(session, qtbot, path)
    with monkeypatch.context() as away:
        away.setattr(WorkspaceFile, "save", lambda *_: (_ for _ in ()).throw(full(path)))
        with qtbot.waitSignal(session.failed, timeout=10_000):
            session.apply("Title", _titled("Kept"))  # type: ignore[arg-type]
        _settled(session, qtbot)
    with qtbot.waitSignal(session.named, timeout=10_000) as told:
        session.save_as(tmp_path / "other.groundswell")
    _settled(session, qtbot)
    assert told.args == [tmp_path / "other.groundswell"] and not session.is_unsaved
    session.new()
    _settled(session, qtbot)
    assert session.unsaved_files() == []
    again = WorkspaceFile.open(tmp_path / "other.groundswell")
    assert again.workspace.brief.title == "Kept"
    again.close()


def test_the_end_of_a_retention_is_told(session: Session, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "w.groundswell"
    file = WorkspaceFile.create(path)
    cases = imported(table("licensing_case", {"case_id": ["1", "2"], "applicant": ["Ama", "Kofi"]}))
    held, _ = with_import(file.workspace, cases)
    file.save(with_consent_withdrawn(held, "licensing_case", [0], at="2020-01-01T00:00:00+00:00"), "Consent")
    file.close()
    with qtbot.waitSignal(session.retention_ended):
        session.open_file(path)
