"""A second start of the program hands its files to the first, so that a double-click finds the open window.

No network is used: the first holds a lock on a file in its own folder and watches a folder of notes.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from uuid import uuid4

from PySide6.QtCore import QFileSystemWatcher, QLockFile, QObject, QTimer, Signal

from advocacy.exporting.atomic import replacing

_WAIT = 200  # milliseconds after which a note is looked for that the system did not tell of


class OneProgram(QObject):
    """Finds out who is first, and brings the files of later starts to it."""

    asked = Signal(list)  # paths a later start was given; none: only come to the front

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._notes = folder / "notes"
        self._notes.mkdir(parents=True, exist_ok=True)
        self._lock = QLockFile(str(folder / "running.lock"))
        self._lock.setStaleLockTime(0)  # a lock is stale when its process is gone, not after a time
        self.is_first = self._lock.tryLock(0)
        if not self.is_first:
            return
        for left in self._notes.glob("*.json"):
            left.unlink(missing_ok=True)
        self._watcher = QFileSystemWatcher([str(self._notes)], self)
        self._watcher.directoryChanged.connect(lambda _: QTimer.singleShot(_WAIT, self, self._read))
        self._watcher.directoryChanged.connect(lambda _: self._read())

    def hand_over(self, paths: Sequence[Path]) -> None:
        """Leave a note for the first with the files it is to open."""
        with replacing(self._notes / f"{uuid4().hex}.json") as beside:
            beside.write_text(json.dumps([str(path.absolute()) for path in paths]), "utf-8")

    def close(self) -> None:
        """Let another be the first."""
        if self.is_first:
            self._lock.unlock()

    def _read(self) -> None:
        whole = (note for note in self._notes.glob("*.json") if not note.name.startswith("."))
        for note in sorted(whole):
            try:
                names = json.loads(note.read_text("utf-8"))
                note.unlink()
            except (OSError, ValueError):
                continue  # it is being written, or gone
            self.asked.emit([Path(name) for name in names if isinstance(name, str)])
