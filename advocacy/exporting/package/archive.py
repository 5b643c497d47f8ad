"""The file of a package: a ZIP archive that can be written in one way only.

Nothing is packed and nothing is optional, so the bytes follow from the names and the contents, on every
machine and with every version of a library. What is read is held against what would have been written: a byte
before, between, behind or in an entry that says anything else is found. An archive of another program is
refused, and none can unpack to more than it is.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import BinaryIO

from advocacy.errors import ReadError
from advocacy.wording import say

FIRST = "claims.json"  # of the names in a package, in their order
MOST_FILES = 200
MOST_BYTES = 512 << 20
_PIECE = 1 << 20
_NAME = re.compile(r"[a-z0-9][a-z0-9_.-]{0,79}(?:/[a-z0-9][a-z0-9_.-]{0,79}){0,2}")
_LOCAL, _CENTRAL, _END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
_VERSION, _FLAGS, _STORED, _TIME, _DAY = 20, 0, 0, 0, (1 << 5) | 1  # midnight, 1 January 1980
_LOCAL_SIZE = 30


class ArchiveError(ReadError):
    """A file that is no whole package of this program."""


def write(path: Path, files: Mapping[str, bytes]) -> None:
    """Write the files in the order of their names. Raises ValueError for a name no package has."""
    with path.open("wb") as out:
        directory = b""
        for name in sorted(files):
            if not _is_name(name):
                raise ValueError(name)
            content = files[name]
            sums = (zlib.crc32(content), len(content))
            directory += _entry(name, *sums, out.tell())
            out.write(_header(name, *sums) + content)
        out.write(_tail(directory, len(files), out.tell()))


def is_package(path: Path) -> bool:
    """Return whether a file begins as a package does: with its claims, not packed, of no time of day."""
    try:
        with path.open("rb") as file:
            head = file.read(_LOCAL_SIZE + len(FIRST))
    except OSError:
        return False
    mark = _header(FIRST, 0, 0)
    return head[:14] == mark[:14] and head[_LOCAL_SIZE:] == mark[_LOCAL_SIZE:]


def read(path: Path) -> dict[str, bytes]:
    """Return the files of a package by name.

    Raises ArchiveError, in plain words, where a byte is not as this program writes it.
    """
    if path.stat().st_size > MOST_BYTES:
        raise _refused(say("it is larger than any package"))
    with path.open("rb") as file:
        return dict(_entries(file))


def _entries(file: BinaryIO) -> Iterator[tuple[str, bytes]]:
    """Go through the archive from its first byte to its last."""
    directory, last, count = b"", "", 0
    while (mark := file.read(4)) == _LOCAL:
        at = file.tell() - 4
        head = mark + file.read(_LOCAL_SIZE - 4)
        if len(head) < _LOCAL_SIZE:
            raise _refused(say("it ends too early"))
        crc, _, size, length = struct.unpack("<IIIH", head[14:28])
        name = file.read(length).decode("ascii", "replace")
        if not _is_name(name):
            raise _refused(say("a file in it has a name that none has"))
        if name <= last:
            raise _refused(say("a file is in it twice, or in another place"))
        count += 1
        if count > MOST_FILES or size > MOST_BYTES:
            raise _refused(say("there is more in it than in any package"))
        content = _content(file, size)
        sums = (zlib.crc32(content), size)
        if head + name.encode() != _header(name, *sums) or crc != sums[0]:
            raise _refused(say("what it says about one of its files is not true"))
        directory += _entry(name, *sums, at)
        last = name
        yield name, content
    if not count:
        raise _refused(say("it is no evidence package"))
    end = file.tell() - len(mark)
    tail = _tail(directory, count, end)
    if mark + file.read(len(tail)) != tail:
        raise _refused(say("its list of files is not true, or there is something behind it"))


def _content(file: BinaryIO, size: int) -> bytes:
    """Read piece by piece: the size is what a stranger wrote."""
    pieces, left = [], size
    while left:
        piece = file.read(min(left, _PIECE))
        if not piece:
            raise _refused(say("it ends too early"))
        pieces.append(piece)
        left -= len(piece)
    return b"".join(pieces)


def _is_name(name: str) -> bool:
    return bool(_NAME.fullmatch(name)) and ".." not in name


def _about(name: str, crc: int, size: int) -> bytes:
    """What the header of a file and the list of files both say."""
    return struct.pack("<HHHHHIIIHH", _VERSION, _FLAGS, _STORED, _TIME, _DAY, crc, size, size, len(name), 0)


def _header(name: str, crc: int, size: int) -> bytes:
    return _LOCAL + _about(name, crc, size) + name.encode("ascii")


def _entry(name: str, crc: int, size: int, at: int) -> bytes:
    made_by = struct.pack("<H", _VERSION)
    return (
        _CENTRAL
        + made_by
        + _about(name, crc, size)
        + struct.pack("<HHHII", 0, 0, 0, 0, at)
        + name.encode("ascii")
    )


def _tail(directory: bytes, count: int, at: int) -> bytes:
    return directory + _END + struct.pack("<HHHHIIH", 0, 0, count, count, len(directory), at, 0)


def _refused(why: str) -> ArchiveError:
    return ArchiveError(
        say("This is not a whole package as Groundswell writes it: {why}.", why=why),
        hint=say("Ask the sender for the file again, and how it came to you."),
    )
