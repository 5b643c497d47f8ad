"""A damaged workspace: the newest whole backup in five seconds, the damaged file kept aside."""

from __future__ import annotations

import random
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from advocacy.errors import WorkspaceError
from advocacy.workspace import BriefPlan
from advocacy.workspace.backups import backups_of, folder_of, other_copies
from advocacy.workspace.file import WorkspaceFile
from advocacy.workspace.plain_errors import HeldElsewhereError, PassphraseError
from advocacy.workspace.recovery import RECOVERABLE, copy_name, recovery, restore
from tests.workspace.test_backups import NOW, WORDS, backed_up, held
from tests.workspace.test_file import _same


@pytest.fixture(autouse=True)
def _cheap_guess(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("advocacy.workspace.key._COST", 12)


def _workspace(folder: Path, passphrase: str = "", count: int = 3) -> Path:
    """A closed workspace with backups titled 0, 1, 2 and a last title that is in none of them."""
    file = WorkspaceFile.create(folder / "w.groundswell", passphrase)
    file.save(held(), "Import")
    for number in range(count):
        file.save(file.workspace.with_brief(BriefPlan(str(number))), f"Title {number}")
        backed_up(file, NOW + timedelta(days=number))
    file.save(file.workspace.with_brief(BriefPlan("not in a backup")), "Title")
    file.close()
    return file.path


def _title(path: Path, passphrase: str = "") -> str:
    file = WorkspaceFile.open(path, passphrase, only_look=True)
    file.close()
    return file.workspace.brief.title


@pytest.mark.parametrize("passphrase", ["", WORDS])
def test_a_hundred_damaged_files_are_recovered(tmp_path: Path, passphrase: str) -> None:
    path = _workspace(tmp_path, passphrase)
    whole = path.read_bytes()
    chance = random.Random(4)
    harmless, slowest = 0, 0.0
    for number in range(100):
        start = chance.randrange(len(whole))
        length = chance.choice((1, 16, 512, 4096, len(whole)))
        kind = number % 4
        if kind == 0:
            damaged = whole[:start]
        elif kind == 1:
            damaged = whole[:start] + bytes(len(whole[start : start + length])) + whole[start + length :]
        elif kind == 2:
            damaged = whole[:start] + chance.randbytes(len(whole) - start)
        else:
            damaged = chance.randbytes(min(length, 100)) + whole[min(length, 100) :]
        path.write_bytes(damaged)
        began = time.monotonic()
        try:
            file = WorkspaceFile.open(path, passphrase)
        except RECOVERABLE:
            found = recovery(path, passphrase)
            slowest = max(slowest, time.monotonic() - began)
            assert found is not None and found.good.said == "Title 2"
            assert [one.said for one in found.others] == ["Title 1", "Title 0"]
            assert path.read_bytes() == damaged
        else:
            assert file.workspace.brief.title == "not in a backup"
            file.close()
            harmless += 1
            path.write_bytes(whole)
    assert harmless < 60 and slowest < 5
    print(f"\n{100 - harmless} recovered, the slowest in {slowest:.2f} s; {harmless} could still be read")


@pytest.mark.parametrize("passphrase", ["", WORDS])
def test_the_damaged_file_is_kept_aside_with_its_log(tmp_path: Path, passphrase: str) -> None:
    path = _workspace(tmp_path, passphrase)
    path.write_bytes(b"nothing of it is left")
    log = path.with_name(path.name + "-wal")
    log.write_bytes(b"the log of the damaged file")
    found = recovery(path, passphrase)
    assert found is not None
    for number in range(2):
        restore(found.good.path, path, passphrase, now=NOW)
        if not number:
            assert not log.exists()  # it would be played into the restored file
            assert [one.read_bytes() for one in other_copies(path)] == [
                b"nothing of it is left",
                b"the log of the damaged file",
            ]
            path.write_bytes(b"damaged again, in the same second")
    assert {one.read_bytes() for one in other_copies(path)} == {
        b"nothing of it is left",
        b"the log of the damaged file",
        b"damaged again, in the same second",
    }
    file = WorkspaceFile.open(path, passphrase)
    _same(file.workspace, held().with_brief(BriefPlan("2")))
    assert file.verify_log() is None and file.undo_text == "Title 2"
    _same(file.undo(), held().with_brief(BriefPlan("1")))
    file.close()


def test_a_newer_backup_that_is_damaged_is_passed_over(tmp_path: Path) -> None:
    path = _workspace(tmp_path)
    newest, middle, oldest = backups_of(path)
    newest.write_bytes(newest.read_bytes()[:-5000])
    path.write_bytes(b"")
    found = recovery(path)
    assert found is not None and found.good.path == middle
    middle.write_bytes(b"")
    found = recovery(path)
    assert found is not None and found.good.path == oldest and found.others == ()
    with pytest.raises(WorkspaceError):
        restore(middle, path, now=NOW)
    assert path.read_bytes() == b"" and other_copies(path) == []  # as it was
    oldest.write_bytes(b"")
    assert recovery(path) is None


def test_a_file_that_is_gone_comes_back(tmp_path: Path) -> None:
    path = _workspace(tmp_path)
    path.unlink()
    with pytest.raises(RECOVERABLE):
        WorkspaceFile.open(path)
    found = recovery(path)
    assert found is not None
    restore(found.good.path, path, now=NOW)
    assert _title(path) == "2" and other_copies(path) == []


def test_a_passphrase_is_asked_for_where_the_head_of_the_file_is_lost(tmp_path: Path) -> None:
    path = _workspace(tmp_path, WORDS)
    path.write_bytes(bytes(50_000))
    for typed in ("", "not these words"):
        with pytest.raises(PassphraseError):
            recovery(path, typed)
    found = recovery(path, WORDS)
    assert found is not None
    with pytest.raises(PassphraseError):
        restore(found.good.path, path, "not these words", now=NOW)
    assert path.read_bytes() == bytes(50_000)
    restore(found.good.path, path, WORDS, now=NOW)
    assert _title(path, WORDS) == "2" and path.read_bytes()[:4] == b"GRND"


def test_without_backups_nothing_is_offered(tmp_path: Path) -> None:
    path = tmp_path / "w.groundswell"
    path.write_bytes(b"not ours")
    assert recovery(path) is None
    folder_of(path).mkdir()
    (folder_of(path) / "2025-01-01 000000.groundswell").write_bytes(b"not ours either")
    assert recovery(path) is None
    assert path.read_bytes() == b"not ours"


def test_a_file_somebody_has_open_is_never_replaced(tmp_path: Path) -> None:
    path = _workspace(tmp_path)
    file = WorkspaceFile.open(path)
    with pytest.raises(HeldElsewhereError):
        restore(backups_of(path)[0], path, now=NOW)
    assert file.workspace.brief.title == "not in a backup"
    file.close()
    assert other_copies(path) == []


def test_a_backup_is_not_replaced_by_another(tmp_path: Path) -> None:
    path = _workspace(tmp_path)
    newest, older, _ = backups_of(path)
    before = newest.read_bytes()
    with pytest.raises(WorkspaceError, match="is a backup"):
        restore(older, newest, now=NOW)
    assert newest.read_bytes() == before


def test_killed_between_aside_and_in_place_it_is_found_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from advocacy.workspace import recovery as module

    path = _workspace(tmp_path)
    path.write_bytes(b"damaged")

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(module, "put_in_place", killed)
    with pytest.raises(KeyboardInterrupt):
        restore(backups_of(path)[0], path, now=NOW)
    monkeypatch.undo()
    assert not path.exists()
    found = recovery(path)
    assert found is not None
    restore(found.good.path, path, now=NOW)
    assert _title(path) == "2"
    assert [one.read_bytes() for one in other_copies(path)] == [b"damaged"]


def test_a_copy_has_a_name_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "w.groundswell"
    first = copy_name(path, datetime(2025, 1, 1, tzinfo=UTC))
    first.write_bytes(b"")
    assert (
        first.name.startswith("w (backup of 202")
        and copy_name(path, datetime(2025, 1, 1, tzinfo=UTC)) != first
    )
