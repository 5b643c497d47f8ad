"""What the program remembers between two starts: size, look, recent files."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

_MOST_RECENT = 8


class Remembered:
    """Reads and writes the settings of the program."""

    def __init__(self, store: QSettings | None = None) -> None:
        self._store = store or QSettings("Groundswell", "Groundswell")

    @property
    def look(self) -> str:
        """ "light", "dark" or "system"."""
        look = str(self._store.value("look", "system"))
        return look if look in ("light", "dark", "system") else "system"

    @look.setter
    def look(self, look: str) -> None:
        self._store.setValue("look", look)

    @property
    def who(self) -> str:
        """The name that the log of a workspace tells; empty until the user gives one."""
        return str(self._store.value("who", ""))

    @who.setter
    def who(self, name: str) -> None:
        self._store.setValue("who", name)

    @property
    def geometry(self) -> QByteArray | None:
        value = self._store.value("geometry")
        return value if isinstance(value, QByteArray) else None

    @geometry.setter
    def geometry(self, geometry: QByteArray) -> None:
        self._store.setValue("geometry", geometry)

    @property
    def recent(self) -> list[Path]:
        """Workspace files opened lately that are still there, newest first."""
        value = self._store.value("recent", [])
        names = [value] if isinstance(value, str) else list(value or [])
        return [path for path in map(Path, names) if path.is_file()]

    def remember(self, path: Path) -> None:
        """Put a workspace file on top of the recent ones."""
        names = [str(path), *(str(other) for other in self.recent if other != path)]
        self._store.setValue("recent", names[:_MOST_RECENT])
