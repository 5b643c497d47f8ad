"""Tables as compressed Arrow chunks, one per import and part, named by what they hold."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.ipc

from advocacy.workspace.unpacked_size import Room

PARTS = ("frame", "raw", "origin")
_FEW = 8  # a text that stands in every eighth row or more often is written once and referred to


def name_of(content: bytes) -> str:
    """Return the SHA-256 of a chunk: equal content is stored once."""
    return hashlib.sha256(content).hexdigest()


def packed(frame: pd.DataFrame, raw: pd.DataFrame, origin: pd.DataFrame) -> list[tuple[bytes, ...]]:
    """Return the table as frame, raw and origin per run of rows of one source, in the order of the rows.

    Columns without a value are left out: a later file with more columns leaves older chunks as they are.
    """
    sources = origin["source"].to_numpy(dtype=object)
    ends = [0, *(np.flatnonzero(sources[1:] != sources[:-1]) + 1).tolist(), len(sources)]
    return [
        tuple(_written(part.iloc[start:end]) for part in (frame, raw, origin))
        for start, end in pairwise(ends)
        if start < end
    ]


def unpacked(contents: Sequence[bytes], dtypes: Mapping[str, str], room: Room) -> pd.DataFrame:
    """Return one part of a table. dtypes: its columns in order and their types.

    What a chunk takes by its directories has been counted before; here it is what its references grow to.
    """
    pieces = [_complete(_read(content, room), dtypes) for content in contents]
    if not pieces:
        return _complete(pd.DataFrame(index=range(0)), dtypes)
    return pieces[0] if len(pieces) == 1 else pd.concat(pieces, ignore_index=True)


def rows_in(head: bytes) -> int:
    """Return how many rows a chunk has, by its beginning."""
    schema = pa.ipc.open_stream(pa.py_buffer(head)).schema
    return int((schema.metadata or {}).get(b"rows", b"0"))


def parted(chunk: bytes) -> tuple[bytes, ...]:
    """Return frame, raw and origin of a chunk of format 1, which held them one behind the other."""
    buffer = pa.BufferReader(chunk)
    ends = [0]
    for _ in PARTS:
        messages = pa.ipc.MessageReader.open_stream(buffer)
        for _message in messages:  # passed over without being unpacked
            pass
        ends.append(buffer.tell())
    return tuple(chunk[start:end] for start, end in pairwise(ends))


def _written(part: pd.DataFrame) -> bytes:
    filled = part.loc[:, part.notna().any(axis=0).to_numpy(dtype=bool)]
    table = pa.Table.from_pandas(filled, preserve_index=False)
    columns = [_referred(_bare(column.combine_chunks())) for column in table.columns]
    table = pa.table(columns, names=table.column_names).replace_schema_metadata({"rows": str(len(part))})
    buffer = pa.BufferOutputStream()
    options = pa.ipc.IpcWriteOptions(compression="zstd")
    with pa.ipc.new_stream(buffer, table.schema, options=options) as writer:
        writer.write_table(table)
    return bytes(buffer.getvalue().to_pybytes())


def _bare(column: pa.Array) -> pa.Array:
    """The column with nothing behind its empty cells: Arrow keeps what a cell held before."""
    if not column.null_count:
        return column
    filled = np.asarray(column.is_valid())
    return column.take(pa.array(np.arange(len(column)), mask=~filled))


def _referred(column: pa.Array) -> pa.Array:
    """Texts that repeat as references to a list of them: half the size, and read in half the time."""
    if not (pa.types.is_large_string(column.type) or pa.types.is_string(column.type)):
        return column
    head = column.slice(0, 4096)
    if len(head) > _FEW and len(head.unique()) * _FEW > len(head) * 4:
        return column  # nearly every one is new: the list would be as long as the column
    encoded = column.dictionary_encode()
    return encoded if len(encoded.dictionary) * _FEW <= len(column) else column


def _read(content: bytes, room: Room) -> pd.DataFrame:
    stream = pa.ipc.open_stream(pa.py_buffer(content))
    for field in stream.schema:
        if not _is_plain(field.type):
            raise ValueError("a column of a kind that is never written")
    table = stream.read_all()
    table.validate(full=True)  # references that lead outside would read the memory of the program
    rows = int((table.schema.metadata or {}).get(b"rows", b"0"))
    if not table.num_columns:
        return pd.DataFrame(index=range(rows))
    columns = [_spelled_out(column, room) for column in table.columns]
    return pa.table(columns, names=table.column_names).to_pandas(types_mapper=_nullable)


def _is_plain(kind: pa.DataType) -> bool:
    """Whether a column takes as much memory as its directory says."""
    if pa.types.is_dictionary(kind):
        kind = kind.value_type
    elif pa.types.is_primitive(kind):
        return True
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind))


def _spelled_out(column: pa.ChunkedArray, room: Room) -> pa.ChunkedArray:
    """Texts in the place of references to them: one long text may be referred to by every row."""
    if not pa.types.is_dictionary(column.type):
        return column
    for piece in column.chunks:
        lengths = pc.take(pc.binary_length(piece.dictionary), piece.indices)
        room.take(pc.sum(pc.cast(lengths, pa.int64())).as_py() or 0)
    return column.cast(pa.large_string())


def _nullable(kind: pa.DataType) -> object:
    """Integers and yes/no may be missing: read them without the detour over floating point."""
    return {pa.int8(): pd.Int8Dtype(), pa.int64(): pd.Int64Dtype(), pa.bool_(): pd.BooleanDtype()}.get(kind)


def _complete(frame: pd.DataFrame, dtypes: Mapping[str, str]) -> pd.DataFrame:
    columns = {
        name: frame[name].astype(dtype) if name in frame.columns else pd.Series(pd.NA, frame.index, dtype)
        for name, dtype in dtypes.items()
    }
    return pd.DataFrame(columns, index=frame.index)
