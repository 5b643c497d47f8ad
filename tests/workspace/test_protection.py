"""A protected workspace: nothing of it can be read without the key, in no file, also after a crash."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import apsw
import pytest

from advocacy.errors import WorkspaceError
from advocacy.workspace import BriefPlan, Workspace, database, file, key
from advocacy.workspace.file import WorkspaceFile
from advocacy.workspace.merging import with_import
from advocacy.workspace.plain_errors import PassphraseError
from tests.makers import imported, table

ROOT = Path(__file__).resolve().parents[2]
WORDS = "four words are good"
MARKER = "Xq7MARKERofAnAmaMensah"


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Guesses cost little here: test_key shows that they are dear."""
    monkeypatch.setattr(key, "_COST", 12)


def _marked() -> Workspace:
    """A workspace with the marker in cells, sources, names, filters, texts and steps."""
    cases = table(
        "licensing_case",
        {"case_id": [MARKER, "2"], "applicant": [MARKER * 40, "B"], "statement": [MARKER] * 2},
        sheet=MARKER,
    )
    arrived = imported(cases, name=f"{MARKER}.xlsx")
    arrived = replace(arrived, source=replace(arrived.source, content=MARKER.encode() * 5000))
    held, _ = with_import(Workspace(), arrived)
    return held.with_brief(BriefPlan(title=MARKER))


def _places(*folders: Path) -> Iterator[Path]:
    for folder in folders:
        yield from (path for path in folder.rglob("*") if path.is_file())


def _readable(*folders: Path) -> list[str]:
    """The files in which the marker can be read, in both usual codings."""
    codings = [MARKER.encode(), MARKER.encode("utf-16-le"), MARKER.encode("utf-16-be")]
    return [
        path.name
        for path in _places(*folders)
        if any(coded in path.read_bytes() for coded in codings) or MARKER in path.name
    ]


def test_the_marker_is_found_where_nothing_is_encrypted(tmp_path: Path) -> None:
    plain = WorkspaceFile.create(tmp_path / "w.groundswell")
    plain.save(_marked(), MARKER)
    plain.close()
    assert _readable(tmp_path) == ["w.groundswell"]  # or the tests below would prove nothing


def test_nothing_can_be_read_from_the_first_byte_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("TMPDIR", "SQLITE_TMPDIR"):
        monkeypatch.setenv(name, str(tmp_path))
    made = WorkspaceFile.create(tmp_path / "w.groundswell", WORDS)
    for number in range(3):
        made.save(replace(_marked(), history=(MARKER, str(number))), MARKER)
        assert {path.name for path in _places(tmp_path)} >= {"w.groundswell", "w.groundswell-wal"}
        assert _readable(tmp_path) == []
    made.undo()
    made.redo()
    made.copy_to(tmp_path / "copy.groundswell")
    assert _readable(tmp_path) == []
    made.close()
    assert _readable(tmp_path) == []
    assert {path.name for path in _places(tmp_path)} == {"w.groundswell", "copy.groundswell"}
    for name in ("w.groundswell", "copy.groundswell"):
        again = WorkspaceFile.open(tmp_path / name, WORDS)
        assert again.workspace.brief.title == MARKER and again.is_protected
        assert again.workspace.tables[0].raw["applicant"][0] == MARKER * 40
        again.close()


_CRASH = """
import os, sys
sys.path.insert(0, sys.argv[2])
from pathlib import Path
from advocacy.workspace import key
key._COST = 12
from tests.workspace.test_protection import MARKER, WORDS, _marked
from advocacy.workspace.file import WorkspaceFile
file = WorkspaceFile.open(Path(sys.argv[1]), WORDS)
file.save(_marked(), MARKER)
for handle in os.listdir("/proc/self/fd") if Path("/proc/self/fd").exists() else ():
    target = os.path.realpath("/proc/self/fd/" + handle)
    held = Path("/proc/self/fd") / handle
    if held.is_file() and MARKER.encode() in held.read_bytes():
        print("readable", target)
os.abort()
"""


def test_nothing_can_be_read_after_a_crash(tmp_path: Path) -> None:
    path = tmp_path / "w.groundswell"
    WorkspaceFile.create(path, WORDS).close()
    crashed = subprocess.run(
        [sys.executable, "-c", _CRASH, str(path), str(ROOT)],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(tmp_path)},
        capture_output=True,
    )
    assert crashed.returncode < 0 and crashed.stdout == b""
    assert "w.groundswell-wal" in {one.name for one in _places(tmp_path)}
    assert _readable(tmp_path) == []
    again = WorkspaceFile.open(path, WORDS)
    assert again.workspace.brief.title == MARKER
    again.close()


def test_set_change_and_remove(tmp_path: Path) -> None:
    path = tmp_path / "w.groundswell"
    made = WorkspaceFile.create(path, who="Secretary")
    made.save(_marked(), "Import")
    first = made.protect(WORDS)
    assert _readable(tmp_path) == [] and made.is_protected
    made.save(made.workspace.with_brief(BriefPlan(title=MARKER * 2)), "Title")  # it goes on at once
    second = made.protect("other words are better")
    assert second != first
    made.close()
    for typed in ("", WORDS, first, "x", "\0", "é" * 500, first[:-1] + ("2" if first[-1] != "2" else "3")):
        with pytest.raises(PassphraseError):
            WorkspaceFile.open(path, typed)
    for typed in ("other words are better", second, second.lower().replace("-", " ")):
        again = WorkspaceFile.open(path, typed)
        assert again.workspace.brief.title == MARKER * 2
        assert again.undo().brief.title == MARKER
        again.redo()
        assert again.verify_log() is None
        again.close()
    again = WorkspaceFile.open(path, second)
    assert again.protect("") == ""
    said = [line.said for line in again.log_lines()]
    assert [one for one in said if "assphrase" in one] == [
        "Passphrase set",
        "Passphrase changed",
        "Passphrase removed",
    ]
    again.close()
    plain = WorkspaceFile.open(path)
    assert not plain.is_protected and plain.workspace.brief.title == MARKER * 2
    plain.close()
    assert [one.name for one in _places(tmp_path)] == ["w.groundswell"]


def test_the_old_file_is_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "w.groundswell"
    made = WorkspaceFile.create(path)
    made.save(_marked(), "Import")
    os.link(path, tmp_path / "second name of the old file")
    made.protect(WORDS)
    old = (tmp_path / "second name of the old file").read_bytes()
    assert len(old) > 10_000 and old == bytes(len(old))
    made.close()


def test_a_passphrase_cannot_be_set_while_others_look(tmp_path: Path) -> None:
    made = WorkspaceFile.create(tmp_path / "w.groundswell")
    made.save(_marked(), "Import")
    looking = WorkspaceFile.open(tmp_path / "w.groundswell", only_look=True)
    with pytest.raises(WorkspaceError, match="open in another program"):
        made.protect(WORDS)
    assert looking.workspace.brief.title == MARKER
    looking.close()
    made.save(made.workspace.with_brief(BriefPlan("again")), "Title")
    made.protect(WORDS)
    made.close()


@pytest.mark.parametrize("step", ["copy_into", "put_in_place"])
def test_an_error_while_setting_leaves_the_workspace_open_and_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    path = tmp_path / "w.groundswell"
    made = WorkspaceFile.create(path)
    made.save(_marked(), "Import")

    def failing(*_: object, **__: object) -> None:
        raise OSError(28, "no space")

    monkeypatch.setattr(database if step == "copy_into" else file, step, failing)
    with pytest.raises(WorkspaceError, match="disk is full"):
        made.protect(WORDS)
    assert not made.is_protected
    made.save(made.workspace.with_brief(BriefPlan("still here")), "Title")
    made.close()
    again = WorkspaceFile.open(path)
    assert again.workspace.brief.title == "still here"
    again.close()
    assert [one.name for one in _places(tmp_path)] == ["w.groundswell"]


def test_the_plain_library_is_noticed_before_anything_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(apsw, "mc_version")
    with pytest.raises(WorkspaceError, match="cannot encrypt") as told:
        WorkspaceFile.create(tmp_path / "w.groundswell", WORDS)
    assert "apsw-sqlite3mc" in told.value.hint
    assert list(_places(tmp_path)) == []


def test_a_cipher_that_does_nothing_is_noticed_before_anything_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = database.run

    def deaf(connection: apsw.Connection, statement: str, *values: object) -> None:
        if not statement.startswith("PRAGMA key"):
            real(connection, statement, *values)

    monkeypatch.setattr(database, "run", deaf)
    with pytest.raises(WorkspaceError, match="cannot encrypt"):
        WorkspaceFile.create(tmp_path / "w.groundswell", WORDS)
    assert list(_places(tmp_path)) == []


def test_a_protected_file_says_so_and_damage_is_told_apart(tmp_path: Path) -> None:
    path = tmp_path / "w.groundswell"
    made = WorkspaceFile.create(path, WORDS)
    made.save(_marked(), "Import")
    made.close()
    with pytest.raises(PassphraseError, match="protected by a passphrase"):
        WorkspaceFile.open(path)
    with pytest.raises(PassphraseError, match="does not open"):
        WorkspaceFile.open(path, "not the right words")
    whole = path.read_bytes()
    for place in range(0, len(whole), len(whole) // 40):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        try:
            again = WorkspaceFile.open(path, WORDS)
        except WorkspaceError:
            continue
        assert again.workspace.brief.title == MARKER  # a page without data of this step
        again.close()
    path.write_bytes(whole[:4096] + b"\0" * (len(whole) - 4096))
    with pytest.raises(WorkspaceError, match="damaged"):
        WorkspaceFile.open(path, WORDS)
    path.write_bytes(whole[:20])
    with pytest.raises(WorkspaceError):
        WorkspaceFile.open(path, WORDS)


def test_the_key_is_in_no_message(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import traceback

    made = WorkspaceFile.create(tmp_path / "w.groundswell", WORDS)
    assert made._key is not None
    with pytest.raises(WorkspaceError) as told:
        made.copy_to(tmp_path / "absent" / "copy.groundswell")
    words = "".join(traceback.format_exception(told.value))
    assert made._key.cipher_key.hex() not in words
    assert made._key.cipher_key.hex().encode().hex() not in words
    with pytest.raises(apsw.Error) as raw:
        database.copy_into(made._connection, tmp_path / "absent" / "copy", made._key)
    words = "".join(traceback.format_exception(raw.value))
    assert made._key.cipher_key.hex().encode().hex() not in words
    made.close()
