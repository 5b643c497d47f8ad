"""Restoring and merging of protected workspaces without a window, with plain exit codes."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from advocacy.cli import exit_codes
from advocacy.workspace.backups import backups_of, folder_of, other_copies
from advocacy.workspace.file import WorkspaceFile
from advocacy.workspace.key import Key
from advocacy.workspace.recovery import recovery
from tests.test_cli import _run, _workspace

WORDS = "four words are good"


@pytest.fixture(autouse=True)
def _cheap_guess(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("advocacy.workspace.key._COST", 12)


@pytest.fixture
def backed_up(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A workspace into which files were imported twice; the first state is in a backup."""
    path = _workspace(tmp_path, "north", ("1", "pending"), ("2", "pending"))
    more = tmp_path / "more.csv"
    more.write_text("Case no.,Date of application,Status\n7,2024-01-02,granted\n", "utf-8")
    assert _run("import", more, "--workspace", path) == exit_codes.DONE
    capsys.readouterr()
    return path


def test_an_import_makes_a_backup_first(backed_up: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("restore", backed_up, "--list") == exit_codes.DONE
    (line,) = capsys.readouterr().out.splitlines()
    assert line.startswith("1  ") and line.endswith("2 rows  Imported 1 file")


def test_a_damaged_workspace_is_restored(backed_up: Path, capsys: pytest.CaptureFixture[str]) -> None:
    backed_up.write_bytes(b"damaged")
    assert _run("restore", backed_up) == exit_codes.DONE
    assert "Restored in" in capsys.readouterr().out
    file = WorkspaceFile.open(backed_up)
    assert len(file.workspace.tables[0]) == 2
    file.close()
    assert [one.read_bytes() for one in other_copies(backed_up)] == [b"damaged"]


def test_a_whole_workspace_is_not_replaced(
    backed_up: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = backed_up.read_bytes()
    assert _run("restore", backed_up) == exit_codes.NOTHING_DONE
    assert "is not damaged" in capsys.readouterr().err
    assert _run("restore", backed_up, "--to", backed_up) == exit_codes.NOTHING_DONE
    assert _run("restore", backed_up, "--backup", 2) == exit_codes.NOTHING_DONE
    out = tmp_path / "out.groundswell"
    assert _run("restore", backed_up, "--to", out, "--backup", 1) == exit_codes.DONE
    assert _run("restore", backed_up, "--to", out) == exit_codes.NOTHING_DONE
    assert backed_up.read_bytes() == before and out.exists()
    owner = WorkspaceFile.open(backed_up)
    assert _run("restore", backed_up) == exit_codes.NOTHING_DONE
    assert "another program" in capsys.readouterr().err
    owner.close()


def test_without_a_backup_it_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("restore", tmp_path / "absent.groundswell") == exit_codes.NOTHING_DONE
    assert "no whole backup" in capsys.readouterr().err
    with pytest.raises(SystemExit) as told:
        _run("restore", tmp_path / "absent.groundswell", "--backup", "0")
    assert told.value.code == exit_codes.WRONG_USE


def test_a_protected_one_needs_its_passphrase(
    backed_up: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = WorkspaceFile.open(backed_up)
    file.protect(WORDS)
    file.close()
    backed_up.write_bytes(bytes(9000))
    assert _run("restore", backed_up) == exit_codes.NOTHING_DONE
    assert "protected by a passphrase" in capsys.readouterr().err
    monkeypatch.setenv("GROUNDSWELL_PASSPHRASE", WORDS)
    assert _run("restore", backed_up) == exit_codes.DONE
    WorkspaceFile.open(backed_up, WORDS).close()


def test_protected_workspaces_are_merged_into_a_protected_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    north, south = (
        _workspace(tmp_path, "north", ("1", "pending")),
        _workspace(tmp_path, "south", ("2", "granted")),
    )
    files = []
    for path, words in ((north, WORDS), (south, "other words are good")):
        file = WorkspaceFile.open(path)
        file.protect(words)
        file.close()
        files += ["--passphrase-file", tmp_path / f"{path.stem}.txt"]
        files[-1].write_text(words, "utf-8")  # type: ignore[union-attr]
    out = tmp_path / "out.groundswell"
    assert _run("merge", north, south, "--workspace", out) == exit_codes.NOTHING_DONE
    assert "protected by a passphrase" in capsys.readouterr().err and not out.exists()
    assert _run("merge", north, south, "--workspace", out, *files[:2]) == exit_codes.NOTHING_DONE
    assert _run("merge", north, south, "--workspace", out, *files) == exit_codes.DONE
    file = WorkspaceFile.open(out, WORDS)
    assert file.is_protected and len(file.workspace.tables[0]) == 2
    file.close()


def test_a_recovery_key_is_no_passphrase() -> None:
    from advocacy.errors import WorkspaceError
    from advocacy.workspace.key import new_key

    with pytest.raises(WorkspaceError, match="recovery key"):
        new_key(Key(12345 << 100, b"GRND").recovery.lower())


def test_the_listing_leaves_everything_as_it_was(backed_up: Path) -> None:
    before = {one: one.read_bytes() for one in backed_up.parent.rglob("*") if one.is_file()}
    assert recovery(backed_up) is not None and backups_of(backed_up)
    assert _run("restore", backed_up, "--list") == exit_codes.DONE
    assert {one: one.read_bytes() for one in backed_up.parent.rglob("*") if one.is_file()} == before
    assert folder_of(backed_up).is_dir() and datetime.now(UTC)
