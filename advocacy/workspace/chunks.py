"""Tables as compressed Arrow chunks, one per import, named by what they hold."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.ipc

_PARTS = ("frame", "raw", "origin")


def name_of(content: bytes) -> str:
    """Return the SHA-256 of a chunk: equal content is stored once."""
    return hashlib.sha256(content).hexdigest()


def packed(frame: pd.DataFrame, raw: pd.DataFrame, origin: pd.DataFrame) -> list[bytes]:
    """Return the table as chunks, one per run of rows of one source, in the order of the rows.

    Columns without a value are left out: a later file with more columns leaves older chunks as they are.
    """
    sources = origin["source"].to_numpy(dtype=object)
    ends = [0, *(np.flatnonzero(sources[1:] != sources[:-1]) + 1).tolist(), len(sources)]
    chunks = []
    for start, end in pairwise(ends):
        if start < end:
            parts = [part.iloc[start:end] for part in (frame, raw, origin)]
            chunks.append(_written(parts))
    return chunks


def unpacked(
    chunks: Sequence[bytes], dtypes: Mapping[str, Mapping[str, str]]
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Return frame, raw and origin. dtypes: per part the columns in order and their types."""
    read = [_read(chunk) for chunk in chunks]
    whole = []
    for number, part in enumerate(_PARTS):
        columns = dtypes[part]
        pieces = [_complete(chunk[number], columns) for chunk in read]
        if pieces:
            whole.append(pd.concat(pieces, ignore_index=True))
        else:
            whole.append(_complete(pd.DataFrame(index=range(0)), columns))
    return whole[0], whole[1], whole[2]


def _written(parts: Sequence[pd.DataFrame]) -> bytes:
    """The parts one behind the other, each an Arrow stream."""
    buffer = io.BytesIO()
    for part in parts:
        filled = part.loc[:, part.notna().any(axis=0).to_numpy(dtype=bool)]
        table = pa.Table.from_pandas(filled, preserve_index=False)
        table = table.replace_schema_metadata({"rows": str(len(part))})
        with pa.ipc.new_stream(
            buffer, table.schema, options=pa.ipc.IpcWriteOptions(compression="zstd")
        ) as writer:
            writer.write_table(table)
    return buffer.getvalue()


def _read(chunk: bytes) -> list[pd.DataFrame]:
    buffer = io.BytesIO(chunk)
    frames = []
    for _ in _PARTS:
        table = pa.ipc.open_stream(buffer).read_all()
        rows = int((table.schema.metadata or {}).get(b"rows", b"0"))
        frame = table.to_pandas(types_mapper=_nullable)
        frames.append(frame if len(frame.columns) else pd.DataFrame(index=range(rows)))
    return frames


def _nullable(kind: pa.DataType) -> object:
    """Integers and yes/no may be missing: read them without the detour over floating point."""
    return {pa.int8(): pd.Int8Dtype(), pa.int64(): pd.Int64Dtype(), pa.bool_(): pd.BooleanDtype()}.get(kind)


def _complete(frame: pd.DataFrame, dtypes: Mapping[str, str]) -> pd.DataFrame:
    columns = {
        name: frame[name].astype(dtype) if name in frame.columns else pd.Series(pd.NA, frame.index, dtype)
        for name, dtype in dtypes.items()
    }
    return pd.DataFrame(columns, index=frame.index)
