"""What a disk may hold after the power was lost, made from a record of all writes and waits of the database.

Recorder is a file system for SQLite below its encryption: it passes everything on and writes it down.
`in_order` makes states of a disk that writes in order and tears the write in flight; `in_any_order` those of
a disk that has, of everything not waited for, kept, dropped or torn each write by itself.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import apsw

SECTOR = 512
_RECORDER = "recorder"


@dataclass(frozen=True)
class Event:
    """One thing done to a file; "told" is what the program has told the user."""

    kind: str  # "open", "write", "cut", "wait", "delete", "told"
    name: str  # of the file, or what was told
    place: int = 0  # offset of a write, length after a cut
    content: bytes = b""


@dataclass
class Recorder:
    """Records while it is entered; every database opened meanwhile goes through it."""

    events: list[Event] = field(default_factory=list)

    def __enter__(self) -> Recorder:
        self._files = _Files(self.events)  # SQLite knows it as long as it is held
        self._former = apsw.vfs_names()[0]
        apsw.Connection(":memory:", vfs=f"multipleciphers-{_RECORDER}").close()  # makes it known
        apsw.set_default_vfs(f"multipleciphers-{_RECORDER}")
        return self

    def __exit__(self, *_: object) -> None:
        apsw.set_default_vfs(self._former)
        apsw.unregister_vfs(f"multipleciphers-{_RECORDER}")
        self._files.unregister()

    def tell(self, said: str) -> None:
        self.events.append(Event("told", said))


class _Files(apsw.VFS):
    def __init__(self, events: list[Event]) -> None:
        super().__init__(_RECORDER, "unix")
        self._events = events

    def xOpen(self, name: Any, flags: list[int]) -> apsw.VFSFile:
        return _File(self._events, name, flags)

    def xDelete(self, name: str, sync: bool) -> None:
        super().xDelete(name, sync)
        self._events.append(Event("delete", Path(name).name, int(sync)))


class _File(apsw.VFSFile):
    def __init__(self, events: list[Event], name: Any, flags: list[int]) -> None:
        super().__init__("unix", name, flags)
        whole = name.filename() if isinstance(name, apsw.URIFilename) else name
        self._name = Path(whole).name if whole else ""
        self._events = events
        self._note("open")

    def _note(self, kind: str, place: int = 0, content: bytes = b"") -> None:
        if self._name:  # one without a name is gone with the power
            self._events.append(Event(kind, self._name, place, content))

    def xWrite(self, data: bytes, offset: int) -> None:
        super().xWrite(data, offset)
        self._note("write", offset, bytes(data))

    def xTruncate(self, newsize: int) -> None:
        super().xTruncate(newsize)
        self._note("cut", newsize)

    def xSync(self, flags: int) -> None:
        super().xSync(flags)
        self._note("wait")


@dataclass(frozen=True)
class Disk:
    """The files after the loss, and what the user had been told until then."""

    files: dict[str, bytes]
    told: Sequence[str]

    def put(self, folder: Path) -> None:
        for old in folder.iterdir():
            old.unlink()
        for name, content in self.files.items():
            (folder / name).write_bytes(content)


def at_the_end(events: Sequence[Event]) -> Disk:
    """The disk on which everything was written."""
    files: dict[str, bytearray] = {}
    for event in events:
        _do(files, event)
    return _disk(files, events)


def in_order(events: Sequence[Event], count: int) -> Iterator[Disk]:
    """Yield disks that had written everything up to a moment, the write in flight torn at a sector."""
    for moment, chance in _moments(events, count):
        files: dict[str, bytearray] = {}
        for event in events[:moment]:
            _do(files, event)
        last = events[moment]
        if last.kind == "write":
            sectors = chance.randint(0, len(last.content) // SECTOR)
            _do(files, Event("write", last.name, last.place, last.content[: sectors * SECTOR]))
        yield _disk(files, events[:moment])


def in_any_order(events: Sequence[Event], count: int) -> Iterator[Disk]:
    """Yield disks on which each write not yet waited for was kept, dropped or torn by itself.

    What happens to the folder keeps its order, as on every file system with a journal; where a delete was not
    waited for it may be as if it had not been.
    """
    for moment, chance in _moments(events, count):
        sure = _sure(events, moment)
        files: dict[str, bytearray] = {}
        for number, event in enumerate(events[:moment]):
            fate = "kept" if number in sure else chance.choice(["kept", "dropped", "torn"])
            if fate == "kept" or event.kind in ("open", "wait", "told"):
                _do(files, event)
            elif fate == "torn" and event.kind == "write":
                for start in range(0, len(event.content), SECTOR):
                    if chance.random() < 0.5:
                        piece = event.content[start : start + SECTOR]
                        _do(files, Event("write", event.name, event.place + start, piece))
        yield _disk(files, events[:moment])


def _moments(events: Sequence[Event], count: int) -> Iterator[tuple[int, random.Random]]:
    """Moments after the first wait, until which the file is made; every third when nothing is being done.

    A program does nothing most of the time, and then everything it has told of must be there.
    """
    first = next(number for number, event in enumerate(events) if event.kind == "wait")
    idle = [number + 1 for number, event in enumerate(events[:-1]) if event.kind == "told"]
    chance = random.Random(count)
    for number in range(count):
        yield chance.choice(idle) if number % 3 == 0 else chance.randrange(first + 1, len(events)), chance


def _sure(events: Sequence[Event], moment: int) -> set[int]:
    """The numbers of the events before a moment that were waited for."""
    sure: set[int] = set()
    open_ones: dict[str, list[int]] = defaultdict(list)
    deletes: list[int] = []
    for number, event in enumerate(events[:moment]):
        if event.kind in ("write", "cut"):
            open_ones[event.name].append(number)
        elif event.kind == "wait":
            sure.update(open_ones.pop(event.name, ()))
        elif event.kind == "delete":
            open_ones.pop(event.name, None)
            deletes.append(number)
            if event.place:  # the folder was waited for, and with it all that was done to it before
                sure.update(deletes)
        elif event.kind == "open":  # made anew under the same name: the folder keeps its order
            sure.update(one for one in deletes if events[one].name == event.name)
    return sure


def _do(files: dict[str, bytearray], event: Event) -> None:
    if event.kind == "open":
        files.setdefault(event.name, bytearray())
    elif event.kind == "write":
        content = files.setdefault(event.name, bytearray())
        content.extend(bytes(max(0, event.place - len(content))))
        content[event.place : event.place + len(event.content)] = event.content
    elif event.kind == "cut":
        del files.setdefault(event.name, bytearray())[event.place :]
    elif event.kind == "delete":
        files.pop(event.name, None)


def _disk(files: dict[str, bytearray], before: Sequence[Event]) -> Disk:
    told = [event.name for event in before if event.kind == "told"]
    return Disk({name: bytes(content) for name, content in files.items()}, told)
