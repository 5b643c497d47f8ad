"""Chunks made to fill the memory, or to read memory that is not theirs, are refused before they can."""

from __future__ import annotations

import json
import random
import zlib
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.ipc
import pytest

from advocacy.errors import WorkspaceError
from advocacy.workspace import Workspace, chunks, state, unpacked_size
from advocacy.workspace.database import run
from advocacy.workspace.file import WorkspaceFile
from advocacy.workspace.plain_errors import DamagedError
from tests.makers import table, workspace

_MB = 1 << 20
_ROWS = 1000


def _chunk(made: pa.Table, rows: object = _ROWS, compression: str | None = "zstd") -> bytes:
    buffer = pa.BufferOutputStream()
    made = made.replace_schema_metadata({"rows": str(rows)})
    options = pa.ipc.IpcWriteOptions(compression=compression)
    with pa.ipc.new_stream(buffer, made.schema, options=options) as writer:
        writer.write_table(made)
    return bytes(buffer.getvalue().to_pybytes())


def _zeros() -> bytes:
    return _chunk(pa.table({"visits": np.zeros(12 * _MB)}))


def _one_text_for_every_row() -> bytes:
    long = pa.array(["x" * _MB], pa.large_string())
    return _chunk(pa.table({"visits": pa.DictionaryArray.from_arrays(np.zeros(_ROWS, np.int32), long)}))


def _nothing_a_trillion_times() -> bytes:
    content = _chunk(pa.table({"visits": pa.nulls(_ROWS)}))
    return content.replace(np.int64(_ROWS).tobytes(), np.int64(10**12).tobytes())


def _one_run_of_a_billion() -> bytes:
    run_of = pa.RunEndEncodedArray.from_arrays(pa.array([10**9], pa.int32()), pa.array([1.0]))
    return _chunk(pa.table({"visits": run_of}), compression=None)


def _rows_without_columns() -> bytes:
    return _chunk(pa.table({}), rows=10**12)


def _rows_less_than_none() -> bytes:
    return _chunk(pa.table({}), rows=-5)


def _longer_than_it_is() -> bytes:
    content = _chunk(pa.table({"visits": np.arange(_ROWS)}), compression=None)
    return content.replace(np.int64(_ROWS).tobytes(), np.int64(10**6).tobytes())


def _texts_that_begin_elsewhere() -> bytes:
    content = _chunk(pa.table({"visits": pa.array(["12345"] * _ROWS, pa.large_string())}), compression=None)
    starts = np.arange(_ROWS + 1, dtype=np.int64) * 5
    wild = starts.copy()
    wild[1:-1] = 10**11
    assert starts.tobytes() in content
    return content.replace(starts.tobytes(), wild.tobytes())


def _references_to_nothing() -> bytes:
    words = pa.array(["12345"], pa.large_string())
    content = _chunk(
        pa.table({"visits": pa.DictionaryArray.from_arrays(np.zeros(_ROWS, np.int32), words)}),
        compression=None,
    )
    at = content.rindex(np.zeros(_ROWS, np.int32).tobytes())
    return content[:at] + np.full(_ROWS, 10**8, np.int32).tobytes() + content[at + 4 * _ROWS :]


TOO_LARGE: tuple[Callable[[], bytes], ...] = (
    *(_zeros, _one_text_for_every_row, _nothing_a_trillion_times, _rows_without_columns),
)
OTHERS: tuple[Callable[[], bytes], ...] = (
    *(_one_run_of_a_billion, _rows_less_than_none, _longer_than_it_is),
    *(_texts_that_begin_elsewhere, _references_to_nothing),
)


def _held(rows: int = _ROWS) -> Workspace:
    texts = {"case_id": [f"A-{i}" for i in range(rows)], "visits": [1.0] * rows}
    return workspace(table("licensing_case", texts))


def _with_chunk(path: Path, content: bytes, part: str, times: int = 1) -> Path:
    """A workspace in which a part of its table is this chunk, under its right name."""
    name, stored = state.written(_held())
    described = json.loads(zlib.decompress(stored[name]))
    held = described["tables"][0]
    held["chunks"][0][chunks.PARTS.index(part)] = chunks.name_of(content)
    held["chunks"] *= times
    packed = zlib.compress(json.dumps(described).encode())
    file = WorkspaceFile.create(path)
    for one in (*stored.values(), content, packed):
        named = chunks.name_of(one)
        run(file._connection, "INSERT OR IGNORE INTO chunk VALUES(?, ?)", named, one)
    run(file._connection, "UPDATE step SET state = ?", chunks.name_of(packed))
    run(file._connection, "DELETE FROM setting WHERE name = 'steps'")
    file._connection.close()
    assert file._lock is not None
    file._lock.release()
    return path


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacked_size, "MOST", 64 * _MB)


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("make", TOO_LARGE, ids=lambda make: make.__name__)
def test_what_would_fill_the_memory_is_refused_before_it_does(
    tmp_path: Path, make: Callable[[], bytes]
) -> None:
    content = make()
    assert len(content) < _MB // 4
    path = _with_chunk(tmp_path / "w.groundswell", content, "frame")
    before = pa.default_memory_pool().max_memory()
    with pytest.raises(DamagedError, match="more memory") as refused:
        WorkspaceFile.open(path)
    assert refused.value.hint
    assert pa.default_memory_pool().max_memory() <= max(before, 80 * _MB)


@pytest.mark.usefixtures("small")
def test_many_small_chunks_together_are_too_large(tmp_path: Path) -> None:
    content = _chunk(pa.table({"visits": np.zeros(_MB)}))
    path = _with_chunk(tmp_path / "w.groundswell", content, "frame", times=50)
    with pytest.raises(DamagedError, match="more memory"):
        WorkspaceFile.open(path)


@pytest.mark.parametrize("make", OTHERS, ids=lambda make: make.__name__)
def test_what_leads_outside_is_refused(tmp_path: Path, make: Callable[[], bytes]) -> None:
    path = _with_chunk(tmp_path / "w.groundswell", make(), "frame")
    with pytest.raises(DamagedError):
        WorkspaceFile.open(path)


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("make", TOO_LARGE + OTHERS, ids=lambda make: make.__name__)
@pytest.mark.parametrize("part", ["raw", "origin"])
def test_cells_that_are_looked_at_later_are_no_way_around(
    tmp_path: Path, make: Callable[[], bytes], part: str
) -> None:
    path = _with_chunk(tmp_path / "w.groundswell", make(), part)
    with pytest.raises(WorkspaceError) as refused:
        file = WorkspaceFile.open(path)
        try:
            getattr(file.workspace.tables[0], part)
        finally:
            file.close()
    assert refused.value.hint and "Arrow" not in str(refused.value)


def test_the_directories_tell_the_truth() -> None:
    chance = np.random.default_rng(0)
    rows = 20_000
    part = pd.DataFrame(
        {
            "number": chance.random(rows),
            "whole": pd.Series(chance.integers(0, 9, rows)).astype("Int64").where(chance.random(rows) > 0.5),
            "yes": pd.Series([True, None] * (rows // 2), dtype="boolean"),
            "day": pd.to_datetime(["2024-01-01"] * rows).astype("datetime64[s]"),
            "few": pd.Series(chance.integers(0, 9, rows).astype(str), dtype="str"),
            "many": pd.Series(chance.integers(0, 10**9, rows).astype(str), dtype="str"),
            "empty": pd.Series([None] * rows, dtype="str"),
        }
    )
    content = chunks._written(part)
    in_memory = pa.ipc.open_stream(pa.py_buffer(content)).read_all().nbytes
    found = unpacked_size.unpacked_size(content, 7) - 7 * 8 * rows
    assert abs(found - in_memory) <= 64 * 7  # Arrow may fill up the bits of a column to eight bytes
    limit = 2 * int(part.memory_usage(index=False).sum())
    room = unpacked_size.Room(limit)  # what may be written can be read
    room.take(unpacked_size.unpacked_size(content, 7))
    kinds = {str(name): str(kind) for name, kind in part.dtypes.items()}
    pd.testing.assert_frame_equal(chunks.unpacked([content], kinds, room), part)


def test_directories_that_were_changed_end_in_nothing_but_refusal() -> None:
    content = bytearray(chunks._written(_held().tables[0].frame))
    kinds = {"case_id": "str", "visits": "float64"}
    chance = random.Random(0)
    refused = 0
    for _ in range(600):
        changed = bytearray(content)
        for _ in range(chance.choice((1, 4))):
            changed[chance.randrange(min(len(changed), 900))] = chance.choice((0, 1, 127, 255))
        try:
            room = unpacked_size.Room(64 * _MB)
            room.take(unpacked_size.unpacked_size(bytes(changed), 2))
            chunks.unpacked([bytes(changed)], kinds, room)
        except state.UNREADABLE:
            refused += 1
    assert refused > 300


def test_what_could_not_be_opened_is_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = WorkspaceFile.create(tmp_path / "w.groundswell")
    with monkeypatch.context() as little:
        little.setattr(state, "MOST", 10_000)
        with pytest.raises(WorkspaceError, match="too many rows"):
            file.save(_held(), "Import")
    assert file.workspace.tables == () and file.undo_text == ""
    file.save(_held(), "Import")
    file.close()
