"""What the program remembers between two starts: size, look, recent files."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from ui.window_language import AS_THE_SYSTEM

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
    def language(self) -> str:
        """The code of the language of the window, or "system"."""
        return str(self._store.value("language", AS_THE_SYSTEM))

    @language.setter
    def language(self, language: str) -> None:
        self._store.setValue("language", language)

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
        """Workspace files opened lately, newest first; some may be gone."""
        value = self._store.value("recent", [])
        return [Path(name) for name in ([value] if isinstance(value, str) else list(value or []))]

    def remember(self, path: Path) -> None:
        """Put a workspace file on top of the recent ones."""
        names = [str(path), *(str(other) for other in self.recent if other != path)]
        self._store.setValue("recent", names[:_MOST_RECENT])

    def forget(self, path: Path) -> None:
        """Take a workspace file off the recent ones."""
        self._store.setValue("recent", [str(other) for other in self.recent if other != path])
        self._store.remove(_page_key(path))
        self._store.remove(_filters_key(path, ""))

    def page_of(self, path: Path) -> str:
        """The page that was in front when this workspace was last left; "" where it is not known."""
        return str(self._store.value(_page_key(path), ""))

    def columns_of(self, table: str) -> str:
        """How the columns of a table were left, whichever workspace it is in."""
        return str(self._store.value(f"columns/{table}", ""))

    def remember_columns(self, table: str, told: str) -> None:
        self._store.setValue(f"columns/{table}", told)

    def filters_of(self, path: Path, table: str) -> str:
        """How the rows of a table of this workspace were filtered."""
        return str(self._store.value(_filters_key(path, table), ""))

    def remember_filters(self, path: Path, table: str, told: str) -> None:
        """Remember the filters; "" forgets them."""
        if told:
            self._store.setValue(_filters_key(path, table), told)
        else:
            self._store.remove(_filters_key(path, table))

    def remember_page(self, path: Path, page: str) -> None:
        self._store.setValue(_page_key(path), page)


def _filters_key(path: Path, table: str) -> str:
    """Of all tables of a workspace for an empty name."""
    return f"filters/{sha256(str(path).encode()).hexdigest()[:16]}/{table}".rstrip("/")


def _page_key(path: Path) -> str:
    """Paths hold slashes, which would make groups of settings."""
    return f"pages/{sha256(str(path).encode()).hexdigest()[:16]}"
