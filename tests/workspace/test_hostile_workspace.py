"""A workspace somebody made to do harm is refused as damaged: quickly and in little memory."""

from __future__ import annotations

import json
import time
import tracemalloc
import zlib
from pathlib import Path

import pytest

from advocacy.errors import WorkspaceError
from advocacy.workspace import chunks, state
from advocacy.workspace.database import run
from advocacy.workspace.file import WorkspaceFile
from advocacy.workspace.plain_errors import DamagedError
from advocacy.workspace.proof import prove
from tests.workspace.test_file import _full


def _with_state(path: Path, content: bytes) -> Path:
    """A workspace whose only state is these bytes, under their right name."""
    file = WorkspaceFile.create(path)
    name = chunks.name_of(content)
    run(file._connection, "INSERT OR IGNORE INTO chunk VALUES(?, ?)", name, content)
    run(file._connection, "UPDATE step SET state = ?", name)
    file._connection.close()
    assert file._lock is not None
    file._lock.release()
    return path


def _bomb(size: int) -> bytes:
    packer = zlib.compressobj(9)
    zeros = b"0" * (1 << 20)
    return b"".join(packer.compress(zeros) for _ in range(size >> 20)) + packer.flush()


HOSTILE = {
    "nested": zlib.compress(b"[" * 100_000),
    "list": zlib.compress(b"[]"),
    "number": zlib.compress(b"1"),
    "no tables": zlib.compress(json.dumps({"settings": {"data_date": None}}).encode()),
    "texts for lists": zlib.compress(
        json.dumps(dict.fromkeys(("sources", "tables", "settings", "issues", "brief"), "x")).encode()
    ),
    "huge number": zlib.compress(b'{"settings": 1e999}'),
    "cut off": zlib.compress(b'{"settings": {}}' * 100)[:-8],
    "not packed": b"{}",
    "nothing": b"",
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_it_is_refused_as_damaged(tmp_path: Path, kind: str) -> None:
    path = _with_state(tmp_path / "w.groundswell", HOSTILE[kind])
    with pytest.raises(DamagedError):
        WorkspaceFile.open(path)
    with pytest.raises(DamagedError):
        prove(path, None)
    assert [one.name for one in tmp_path.iterdir() if one.name.endswith("-lock")] == []


def test_a_bomb_is_refused_before_it_takes_the_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(state, "_MOST_UNPACKED", 8 << 20)
    path = _with_state(tmp_path / "w.groundswell", _bomb(1 << 30))
    assert path.stat().st_size < 2_000_000
    tracemalloc.start()
    began = time.monotonic()
    with pytest.raises(DamagedError):
        WorkspaceFile.open(path)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert time.monotonic() - began < 2 and most < 64 << 20


def test_what_is_too_large_packed_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(state, "_MOST_PACKED", 10)
    with pytest.raises(ValueError, match="too large"):
        state.names(zlib.compress(b"[1, 2, 3, 4, 5, 6, 7, 8]"))


def test_nothing_is_kept_that_could_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = WorkspaceFile.create(tmp_path / "w.groundswell")
    with monkeypatch.context() as small:
        small.setattr(state, "_MOST_UNPACKED", 1000)
        with pytest.raises(WorkspaceError, match="too many issues"):
            file.save(_full(), "Import")
    assert file.workspace.tables == () and file.undo_text == ""
    file.save(_full(), "Import")
    file.close()
