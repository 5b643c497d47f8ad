"""How much memory a chunk takes when it is unpacked, and how much all of them may take together.

It is read from the directories of the chunk, without unpacking it. A few hundred bytes can say that they
unpack to all the memory of a machine, and Arrow then asks for it. The layout of the directories
(flatbuffers) is laid down in Message.fbs and Schema.fbs of the Arrow project; one that leads outside of
itself raises ValueError.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Final

import pyarrow as pa
import pyarrow.ipc

CELL: Final = 8  # bytes that a cell takes at least, also where its column is not in the chunk
MOST: Final = 4 << 30  # for values, raw cells and origin each: four million rows of thirty columns
_HEADER, _BATCH_OF_DICTIONARY, _LENGTH, _BUFFERS, _COMPRESSION = 2, 1, 0, 2, 3  # numbers of fields
_NOT_COMPRESSED = -1


class TooLargeError(ValueError):
    """It would take more memory than a workspace may."""


class Room:
    """The memory that one part of all tables together may take."""

    def __init__(self, most: int | None = None) -> None:
        self.left = MOST if most is None else most

    def take(self, size: int) -> None:
        """Count what is about to be unpacked. Raises TooLargeError where there is no room for it."""
        self.left -= size
        if self.left < 0:
            raise TooLargeError("too large when unpacked")


def unpacked_size(content: bytes, columns: int) -> int:
    """Return bytes. columns: how many the table has; those that are missing in the chunk are made empty."""
    size = rows = 0
    buffer = pa.py_buffer(content)
    schema = pa.ipc.open_stream(buffer).schema
    for message in pa.ipc.MessageReader.open_stream(buffer):
        if message.type == "schema":
            continue
        directory = _Directory(bytes(message.metadata))
        batch = directory.child(directory.root, _HEADER)
        if message.type == "dictionary":
            batch = directory.child(batch, _BATCH_OF_DICTIONARY)
        else:
            rows += directory.number(batch, _LENGTH)
        size += sum(_buffers(directory, batch, message.body))
    if not len(schema.names):
        rows = int((schema.metadata or {}).get(b"rows", b"0"))
    if rows < 0:
        raise ValueError("fewer than no rows")
    return size + CELL * rows * max(1, columns)


def _buffers(directory: _Directory, batch: int, body: pa.Buffer | None) -> Iterator[int]:
    """Yield what each buffer of a batch takes; one that is compressed begins with it."""
    is_compressed = bool(directory.place(batch, _COMPRESSION))
    for start, length in directory.pairs(batch, _BUFFERS):
        if start < 0 or length < 0 or start + length > (body.size if body is not None else 0):
            raise ValueError("outside of the chunk")
        if is_compressed and length:
            assert body is not None
            (said,) = _at("<q", body[start : start + 8].to_pybytes(), 0)
            yield length if said == _NOT_COMPRESSED else _positive(said)
        else:
            yield length


class _Directory:
    """A flatbuffer: tables whose fields are found through a list of offsets that stands before them."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self.root = self._word(0)

    def place(self, table: int, field: int) -> int:
        """Where a field of a table stands; 0 where it is left out."""
        (back,) = _at("<i", self._content, table)
        fields = table - back
        (known,) = _at("<H", self._content, fields)
        if 4 + 2 * field + 2 > known:
            return 0
        (offset,) = _at("<H", self._content, fields + 4 + 2 * field)
        return table + int(offset) if offset else 0

    def child(self, table: int, field: int) -> int:
        place = self.place(table, field)
        if not place:
            raise ValueError("a part is missing")
        return place + self._word(place)

    def number(self, table: int, field: int) -> int:
        place = self.place(table, field)
        return _positive(_at("<q", self._content, place)[0]) if place else 0

    def pairs(self, table: int, field: int) -> Iterator[tuple[int, int]]:
        """The places and lengths of a list of buffers."""
        place = self.place(table, field)
        if place:
            begins = place + self._word(place)
            for number in range(self._word(begins)):
                first, second = _at("<qq", self._content, begins + 4 + 16 * number)
                yield first, second

    def _word(self, place: int) -> int:
        return int(_at("<I", self._content, place)[0])


def _at(form: str, content: bytes, place: int) -> tuple[int, ...]:
    if place < 0:
        raise ValueError("outside of the directory")
    try:
        return struct.unpack_from(form, content, place)
    except struct.error as error:
        raise ValueError("outside of the directory") from error


def _positive(number: int) -> int:
    if number < 0:
        raise ValueError("less than nothing")
    return int(number)
