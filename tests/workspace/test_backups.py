"""Backups: proven before an older one goes, encrypted like the workspace, beside it, never in the way."""

from __future__ import annotations

import hashlib
import shutil
import threading
from collections import namedtuple
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from advocacy.errors import WorkspaceError
from advocacy.workspace import Ask, BriefPlan, Workspace, backups, database
from advocacy.workspace.backing_up import BackupRun
from advocacy.workspace.backups import backups_of, described, folder_of, is_backup, next_path, time_of
from advocacy.workspace.erased import CONSENT_WITHDRAWN, Erased
from advocacy.workspace.file import WorkspaceFile
from advocacy.workspace.merging import with_import
from advocacy.workspace.plain_errors import DamagedError, HeldElsewhereError, NotWrittenError
from advocacy.workspace.proof import prove
from tests.makers import imported, table
from tests.workspace.test_file import _same
from tests.workspace.test_migration import GOLDEN
from tests.workspace.test_migration import _held as golden_held

WORDS = "four words are good"
NOW = datetime(2025, 3, 1, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _cheap_guess(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("advocacy.workspace.key._COST", 12)


@pytest.fixture(params=["", WORDS])
def file(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[WorkspaceFile]:
    made = WorkspaceFile.create(tmp_path / "é # %20?.groundswell", request.param)
    made.save(held(), "Import")
    yield made
    made.close()


def held() -> Workspace:
    """A workspace of two files which are, byte for byte, what their SHA-256 says."""
    made = Workspace()
    for number in range(2):
        content = f"file {number}".encode() * 300
        sha256 = hashlib.sha256(content).hexdigest()
        rows = {"case_id": [f"{number}-{row}" for row in range(3)], "applicant": ["Ama 💎", None, "Kofi"]}
        one = imported(table("licensing_case", rows, sha256), name=f"{number}.xlsx", sha256=sha256)
        made, _ = with_import(made, replace(one, source=replace(one.source, content=content)))
    return made.with_brief(BriefPlan("T", asks=(Ask("Ask 1"), Ask("Ask 2"))))


def backed_up(file: WorkspaceFile, now: datetime = NOW) -> Path:
    """Make a backup here and now."""
    run = file.backup(now)
    assert run is not None
    made = run.run()
    assert made is not None
    return made


def _change(file: WorkspaceFile, title: str) -> None:
    file.save(file.workspace.with_brief(BriefPlan(title)), title)


def test_a_backup_is_the_whole_workspace(file: WorkspaceFile) -> None:
    made = backed_up(file)
    assert made == folder_of(file.path) / "2025-03-01 090000.groundswell"
    prove(made, file.key)
    assert made.read_bytes()[:4] == (b"GRND" if file.is_protected else b"SQLi")
    told = described(made, file.key)
    assert (told.at, told.rows, told.said) == (NOW, 6, "Import")
    looked = WorkspaceFile.open(made, WORDS if file.is_protected else "", only_look=True)
    _same(looked.workspace, held())
    assert looked.verify_log() is None
    looked.close()
    assert [one.name for one in made.parent.iterdir()] == [made.name]


def test_nothing_new_is_not_backed_up_again(file: WorkspaceFile) -> None:
    backed_up(file)
    assert file.backup(NOW + timedelta(hours=1)) is None
    file.undo()
    backed_up(file, NOW + timedelta(hours=1))
    file.note("Exported")
    backed_up(file, NOW + timedelta(hours=2))
    assert len(backups_of(file.path)) == 3


def test_a_clock_that_goes_back_does_not_change_the_order(file: WorkspaceFile) -> None:
    first = backed_up(file)
    _change(file, "later")
    second = backed_up(file, datetime(1980, 1, 1, tzinfo=UTC))
    assert backups_of(file.path) == [second, first]
    assert described(second, file.key).said == "later"


def test_a_year_of_backups_is_thinned(tmp_path: Path) -> None:
    file = WorkspaceFile.create(tmp_path / "w.groundswell")
    for day in range(0, 300, 4):
        _change(file, str(day))
        backed_up(file, NOW + timedelta(days=day))
    left = [time for one in backups_of(file.path) if (time := time_of(one))]
    assert left[:10] == [NOW + timedelta(days=day) for day in range(296, 256, -4)]
    assert len({(time.year, time.month) for time in left}) == 6
    for one in backups_of(file.path):
        prove(one, None)
    file.close()


def test_one_that_is_not_whole_is_never_kept_and_no_older_one_goes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = WorkspaceFile.create(tmp_path / "w.groundswell")
    for number in range(12):
        _change(file, str(number))
        backed_up(file, NOW + timedelta(days=100 * number))
    before = backups_of(file.path)
    _change(file, "last")
    real = database.write_into

    def torn(connection: object, path: Path, key: object) -> None:
        real(connection, path, key)  # type: ignore[arg-type]
        whole = path.read_bytes()
        path.write_bytes(whole[: len(whole) // 2] + bytes(len(whole) - len(whole) // 2))

    monkeypatch.setattr(database, "write_into", torn)
    run = file.backup(NOW + timedelta(days=5000))
    assert run is not None
    with pytest.raises(DamagedError):
        run.run()
    assert backups_of(file.path) == before
    assert sorted(folder_of(file.path).iterdir()) == sorted(before)
    file.close()


@pytest.mark.parametrize("table", ["chunk", "source"])
def test_damage_in_an_earlier_step_is_found_by_the_proof(tmp_path: Path, table: str) -> None:
    file = WorkspaceFile.create(tmp_path / "w.groundswell")
    file.save(held(), "Import")
    good = backed_up(file)
    _change(file, "later")
    name = "name" if table == "chunk" else "sha256"
    file._connection.execute(
        f"UPDATE {table} SET content = zeroblob(length(content)) WHERE {name} = "
        f"(SELECT {name} FROM {table} ORDER BY length(content) DESC LIMIT 1)"
    )
    run = file.backup(NOW + timedelta(hours=1))
    assert run is not None
    with pytest.raises(DamagedError):
        run.run()
    assert backups_of(file.path) == [good]
    file.close()


def test_the_proof_finds_every_kind_of_damage(file: WorkspaceFile, tmp_path: Path) -> None:
    made = backed_up(file)
    whole = made.read_bytes()
    other = tmp_path / "other.groundswell"
    missed = []
    for place in range(0, len(whole), max(1, len(whole) // 150)):
        other.write_bytes(whole[:place] + bytes([whole[place] ^ 4]) + whole[place + 1 :])
        try:
            prove(other, file.key)
        except WorkspaceError:
            continue
        missed.append(place)
    if file.is_protected:  # every page has a seal of its own
        assert [place for place in missed if place >= 4096] == []
    for place in missed:  # a byte that holds nothing: what is restored is all the same what was saved
        other.write_bytes(whole[:place] + bytes([whole[place] ^ 4]) + whole[place + 1 :])
        looked = WorkspaceFile.open(other, WORDS if file.is_protected else "", only_look=True)
        _same(looked.workspace, held())
        looked.close()
    for cut in (0, 1, 100, len(whole) // 2, len(whole) - 4096, len(whole) - 1):
        other.write_bytes(whole[:cut])
        with pytest.raises(WorkspaceError):
            prove(other, file.key)


def test_a_plain_file_is_no_proof_of_an_encrypted_one(tmp_path: Path) -> None:
    plain = WorkspaceFile.create(tmp_path / "plain.groundswell")
    plain.close()
    secret = WorkspaceFile.create(tmp_path / "secret.groundswell", WORDS)
    with pytest.raises(DamagedError):
        prove(plain.path, secret.key)
    secret.close()


def test_saving_goes_on_while_a_backup_is_made(file: WorkspaceFile, monkeypatch: pytest.MonkeyPatch) -> None:
    copying, saved = threading.Event(), threading.Event()
    real = database.write_into

    def slow(*given: object) -> None:
        real(*given)  # type: ignore[arg-type]
        copying.set()
        assert saved.wait(10)

    monkeypatch.setattr(database, "write_into", slow)
    run = file.backup(NOW)
    assert run is not None
    thread = threading.Thread(target=run.run)
    thread.start()
    assert copying.wait(10)
    _change(file, "meanwhile")
    saved.set()
    thread.join()
    (made,) = backups_of(file.path)
    assert described(made, file.key).said == "Import"
    prove(made, file.key)


@pytest.mark.parametrize("ending", ["close", "protect", "stop before it began"])
def test_a_backup_under_way_is_given_up(tmp_path: Path, ending: str) -> None:
    file = WorkspaceFile.create(tmp_path / "w.groundswell")
    file.save(held(), "Import")
    run = file.backup(NOW)
    assert run is not None
    if ending == "stop before it began":
        run.stop()
        assert run.run() is None
    else:
        thread = threading.Thread(target=run.run)
        thread.start()
        if ending == "protect":
            file.protect(WORDS)
            for one in backups_of(file.path):  # where it was quicker, it is under the passphrase now
                assert one.read_bytes()[:4] == b"GRND"
        else:
            file.close()
        thread.join()
    file.close()
    left = {one.name for one in tmp_path.iterdir()}
    assert left <= {"w.groundswell", "w backups"}
    for one in backups_of(file.path):
        prove(one, file.key)


def test_the_part_of_a_backup_that_was_cut_off_is_swept(tmp_path: Path) -> None:
    file = WorkspaceFile.create(tmp_path / "w.groundswell")
    file.save(held(), "Import")
    folder_of(file.path).mkdir()
    for name in ("2025-01-01 000000.groundswell.part", "2025-01-01 000000.groundswell.part-journal"):
        (folder_of(file.path) / name).write_bytes(b"half")
    (folder_of(file.path) / "notes of the user.txt").write_bytes(b"mine")
    made = backed_up(file)
    assert sorted(one.name for one in made.parent.iterdir()) == [made.name, "notes of the user.txt"]
    file.close()


def test_a_full_disk_is_told_and_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = WorkspaceFile.create(tmp_path / "w.groundswell")
    file.save(held(), "Import")
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(1, 1, 1000))
    run = file.backup(NOW)
    assert run is not None
    with pytest.raises(NotWrittenError, match="no room for a backup") as told:
        run.run()
    assert "saved all the same" in told.value.hint
    file.close()
    assert [one.name for one in tmp_path.iterdir()] == ["w.groundswell"]


def test_a_backup_is_looked_at_and_never_changed(file: WorkspaceFile) -> None:
    made = backed_up(file)
    before = made.read_bytes()
    with pytest.raises(NotWrittenError, match="is a backup"):
        WorkspaceFile.open(made, WORDS)
    looked = WorkspaceFile.open(made, WORDS, only_look=True)
    assert looked.backup(NOW) is None
    with pytest.raises(HeldElsewhereError):
        _change(looked, "x")
    looked.close()
    assert made.read_bytes() == before


def test_who_only_looks_makes_no_backup_and_purges_nothing(file: WorkspaceFile) -> None:
    looked = WorkspaceFile.open(file.path, WORDS, only_look=True)
    assert looked.backup(NOW) is None and not looked.purge_is_due
    looked.close()
    assert not folder_of(file.path).exists()


@pytest.mark.parametrize(("before", "after"), [("", WORDS), (WORDS, "other good words here"), (WORDS, "")])
def test_backups_follow_the_passphrase(tmp_path: Path, before: str, after: str) -> None:
    file = WorkspaceFile.create(tmp_path / "w.groundswell", before)
    for number in range(3):
        _change(file, f"MARK {number}")
        backed_up(file, NOW + timedelta(days=number))
    (folder_of(file.path) / "2020-01-01 000000.groundswell").write_bytes(b"SQLite format 3\0 MARK damaged")
    file.protect(after)
    if after and not before:  # readable by anybody, and nothing could be made of it
        assert len(backups_of(file.path)) == 3
        assert all(b"MARK" not in one.read_bytes() for one in tmp_path.rglob("*") if one.is_file())
    for one in backups_of(file.path)[:3]:
        prove(one, file.key)
        assert described(one, file.key).said.startswith("MARK")
    file.close()


def test_the_file_in_an_earlier_format_gets_the_passphrase_too(tmp_path: Path) -> None:
    path = tmp_path / "w.groundswell"
    shutil.copy(GOLDEN / "v1.groundswell", path)
    file = WorkspaceFile.open(path)
    file.protect(WORDS)
    (kept,) = backups.other_copies(path)
    assert kept.name == "w (format 1).groundswell" and kept.read_bytes()[:4] == b"GRND"
    assert described(kept, file.key).rows == 5
    file.close()
    looked = WorkspaceFile.open(kept, WORDS, only_look=True)
    _same(looked.workspace, golden_held())
    looked.close()


def test_names() -> None:
    assert time_of(Path("x/2025-02-30 101010.groundswell")) is None
    assert time_of(Path("x/2025-02-03 101010.groundswell.part")) is None
    assert not is_backup(Path("backups of mine/2025-02-03 101010.groundswell"))
    assert is_backup(Path("w backups/2025-02-03 101010.groundswell"))
    assert next_path(Path("a.b/w.x.groundswell"), NOW).parent.name == "w.x backups"


def test_copies_of_another_workspace_are_not_ours(tmp_path: Path) -> None:
    for name in (
        "w (format 1).groundswell",
        "w (damaged 2025-01-01 101010).groundswell-wal",
        "w2 (format 1).groundswell",
        "w (draft).groundswell",
        "w (damaged 2025-01-01 101010).txt",
    ):
        (tmp_path / name).write_bytes(b"")
    found = [one.name for one in backups.other_copies(tmp_path / "w.groundswell")]
    assert found == ["w (damaged 2025-01-01 101010).groundswell-wal", "w (format 1).groundswell"]


def test_withdrawn_consent_leaves_the_backups_after_thirty_days(tmp_path: Path) -> None:
    file = WorkspaceFile.create(tmp_path / "w.groundswell")
    _change(file, "with the person")
    first = backed_up(file)
    record = Erased((NOW + timedelta(days=1)).isoformat(), CONSENT_WITHDRAWN, (), "00" * 16)
    file.save(replace(file.workspace, erased=(record,)), "Consent")
    assert file.undo_text == "Consent"  # this can be taken back
    second = backed_up(file, NOW + timedelta(days=2))
    assert backups_of(file.path) == [second, first]
    _change(file, "later")
    third = backed_up(file, NOW + timedelta(days=30))
    assert backups_of(file.path) == [third, second, first]
    _change(file, "later still")
    fourth = backed_up(file, NOW + timedelta(days=31, seconds=1))
    assert backups_of(file.path) == [fourth, third, second]
    file.close()


def test_a_backup_of_nowhere_is_said_plainly(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError) as told:
        BackupRun(tmp_path / "absent" / "w.groundswell", None, (), NOW).run()
    assert told.value.hint
