"""The one file that keeps a workspace: every change is one transaction and one undo step."""

from __future__ import annotations

import contextlib
import hashlib
import json
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import apsw

from advocacy.errors import WorkspaceError
from advocacy.wording import say
from advocacy.workspace import chunks, state
from advocacy.workspace.workspace import Workspace

SUFFIX = ".groundswell"
FORMAT = 1
_APPLICATION_ID = 0x47524E44  # "GRND": tells our file from any other SQLite file
_STEPS_KEPT = 200
_OLDEST_SQLITE = (3, 51, 3)  # older ones can corrupt a write-ahead log under concurrent checkpoints

_TABLES = """
CREATE TABLE setting(name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE source(sha256 TEXT PRIMARY KEY, name TEXT NOT NULL, content BLOB NOT NULL);
CREATE TABLE chunk(name TEXT PRIMARY KEY, content BLOB NOT NULL);
CREATE TABLE step(
  number INTEGER PRIMARY KEY, said TEXT NOT NULL, at TEXT NOT NULL, state TEXT NOT NULL REFERENCES chunk
);
"""


class WorkspaceFile:
    """An open workspace file. Nobody else can write to it meanwhile.

    Not for two threads at once: give all work on it to one thread at a time.
    """

    def __init__(self, path: Path, connection: apsw.Connection) -> None:
        self.path = path
        self._connection = connection
        number = self._one("SELECT value FROM setting WHERE name = 'step'")
        if not number.isdecimal():
            raise _damaged(path)
        self._step = int(number)
        self.workspace = self._read_step(self._step)

    @classmethod
    def create(cls, path: Path) -> WorkspaceFile:
        """Make an empty workspace file. Raises WorkspaceError where one is there or it cannot be written."""
        if path.exists():
            raise WorkspaceError(
                say("“{name}” exists already.", name=path.name), hint=say("Open it, or choose another name.")
            )
        try:
            with _plainly(path):
                connection = _connect(path, apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE)
                with connection:
                    connection.execute(f"PRAGMA application_id = {_APPLICATION_ID}")
                    connection.execute(f"PRAGMA user_version = {FORMAT}")
                    connection.execute(_TABLES)
                    name, stored = state.written(Workspace())
                    _write_chunks(connection, stored)
                    _write_step(connection, 1, say("New workspace"), name)
        except WorkspaceError:
            path.unlink(missing_ok=True)
            raise
        return cls(path, connection)

    @classmethod
    def open(cls, path: Path) -> WorkspaceFile:
        """Open a workspace file. Raises WorkspaceError with the reason where it cannot be."""
        if not path.is_file():
            raise WorkspaceError(
                say("“{name}” is not there.", name=path.name),
                hint=say("Look for it under another name or folder."),
            )
        with path.open("rb") as file:
            if file.read(16) != b"SQLite format 3\0":
                raise _not_ours(path)
        connection = None
        try:
            with _plainly(path):
                connection = _connect(path, apsw.SQLITE_OPEN_READWRITE)
                _check_format(path, connection)
                return cls(path, connection)
        except WorkspaceError:
            if connection is not None:
                connection.close()
            raise

    def save(self, workspace: Workspace, said: str) -> None:
        """Keep this workspace as the next step. It is there wholly or, after an error, not at all."""
        name, stored = state.written(workspace)
        number = self._step + 1
        with _plainly(self.path), self._connection as connection:
            connection.execute("DELETE FROM step WHERE number > ?", (self._step,))
            connection.executemany(
                "INSERT OR IGNORE INTO source VALUES(?, ?, ?)",
                [(s.sha256, s.name, s.content) for s in workspace.sources if s.content],
            )
            _write_chunks(connection, stored)
            _write_step(connection, number, said, name)
            connection.execute("DELETE FROM step WHERE number <= ?", (number - _STEPS_KEPT,))
        self._step = number
        self.workspace = workspace

    def undo(self) -> Workspace:
        """Go back one step and return its workspace; the first step stays."""
        return self._go(self._step - 1)

    def redo(self) -> Workspace:
        """Take the step again that was undone last."""
        return self._go(self._step + 1)

    @property
    def undo_text(self) -> str:
        """What undo would take back; empty where nothing can be."""
        return self._said(self._step) if self._said(self._step - 1) else ""

    @property
    def redo_text(self) -> str:
        """What redo would do again; empty where nothing can be."""
        return self._said(self._step + 1)

    def source_content(self, sha256: str) -> bytes:
        """Return a source byte for byte. Raises WorkspaceError where it is missing or not as received."""
        with _plainly(self.path):
            row = self._connection.execute(
                "SELECT content FROM source WHERE sha256 = ?", (sha256,)
            ).fetchone()
        content = bytes(row[0]) if row else b""
        if not row or hashlib.sha256(content).hexdigest() != sha256:
            raise _damaged(self.path)
        return content

    def copy_to(self, path: Path) -> None:
        """Write the whole workspace, steps included, under another name; an older file there is replaced."""
        whole = path.with_name(path.name + ".part")
        with _plainly(path):
            whole.unlink(missing_ok=True)
            self._connection.execute("VACUUM INTO ?", (str(whole),))
            whole.replace(path)

    def close(self) -> None:
        """Close the file; what is saved is saved."""
        with contextlib.suppress(apsw.Error, WorkspaceError):
            self._connection.execute(
                "DELETE FROM chunk WHERE name NOT IN (SELECT value FROM json_each(?))",
                (self._names_in_use(),),
            )
        self._connection.close()

    def _names_in_use(self) -> str:

        used: set[str] = set()
        for row in self._connection.execute("SELECT state FROM step").fetchall():
            name = str(row[0])
            used |= {name} | state.names(self._chunk(name))
        return json.dumps(sorted(used))

    def _go(self, number: int) -> Workspace:
        if not self._said(number):
            return self.workspace
        workspace = self._read_step(number)
        with _plainly(self.path), self._connection as connection:
            connection.execute("UPDATE setting SET value = ? WHERE name = 'step'", (str(number),))
        self._step = number
        self.workspace = workspace
        return workspace

    def _said(self, number: int) -> str:
        row = self._connection.execute("SELECT said FROM step WHERE number = ?", (number,)).fetchone()
        return str(row[0]) if row else ""

    def _one(self, query: str) -> str:
        with _plainly(self.path):
            row = self._connection.execute(query).fetchone()
        if row is None:
            raise _damaged(self.path)
        return str(row[0])

    def _read_step(self, number: int) -> Workspace:
        with _plainly(self.path):
            row = self._connection.execute("SELECT state FROM step WHERE number = ?", (number,)).fetchone()
        if row is None:
            raise _damaged(self.path)
        try:
            return state.read(self._chunk(row[0]), self._chunk)
        except (KeyError, ValueError, TypeError, zlib.error) as error:
            raise _damaged(self.path) from error

    def _chunk(self, name: str) -> bytes:
        with _plainly(self.path):
            row = self._connection.execute("SELECT content FROM chunk WHERE name = ?", (name,)).fetchone()
        content = bytes(row[0]) if row else b""
        if chunks.name_of(content) != name:  # a flipped bit on the disk must not become a number in a brief
            raise _damaged(self.path)
        return content


def _connect(path: Path, flags: int) -> apsw.Connection:
    version = tuple(int(part) for part in apsw.sqlite_lib_version().split("."))
    if version < _OLDEST_SQLITE:
        raise WorkspaceError(
            say("The database library installed here is too old to keep a workspace safely."),
            hint=say("Start Groundswell again with “python main.py”; it installs the right one."),
        )
    connection = apsw.Connection(str(path), flags=flags)
    connection.set_busy_timeout(500)
    connection.execute("PRAGMA locking_mode = EXCLUSIVE")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA trusted_schema = OFF")
    return connection


def _check_format(path: Path, connection: apsw.Connection) -> None:
    application = connection.pragma("application_id")
    version = connection.pragma("user_version")
    if application != _APPLICATION_ID:
        raise _not_ours(path)
    if version > FORMAT:
        raise WorkspaceError(
            say("“{name}” was made by a newer Groundswell.", name=path.name),
            hint=say("Install the newer version to open it; this one leaves it as it is."),
        )


def _write_chunks(connection: apsw.Connection, stored: dict[str, bytes]) -> None:
    connection.executemany("INSERT OR IGNORE INTO chunk VALUES(?, ?)", list(stored.items()))


def _write_step(connection: apsw.Connection, number: int, said: str, state_name: str) -> None:
    at = datetime.now(UTC).isoformat(timespec="seconds")
    connection.execute("INSERT INTO step VALUES(?, ?, ?, ?)", (number, said, at, state_name))
    connection.execute("INSERT OR REPLACE INTO setting VALUES('step', ?)", (str(number),))


@contextlib.contextmanager
def _plainly(path: Path) -> Iterator[None]:
    """Say in plain words what the database says in its own."""
    try:
        yield
    except (apsw.BusyError, apsw.LockedError) as error:
        raise WorkspaceError(
            say("“{name}” is open in another program.", name=path.name),
            hint=say("Close it there, then try again. Nothing was changed."),
        ) from error
    except apsw.FullError as error:
        raise WorkspaceError(
            say("The disk is full; the last change of “{name}” is not saved.", name=path.name),
            hint=say("Free some space or save under another name on another disk."),
        ) from error
    except (apsw.ReadOnlyError, apsw.CantOpenError, apsw.PermissionsError, apsw.AuthError) as error:
        raise WorkspaceError(
            say("“{name}” cannot be written in this folder.", name=path.name),
            hint=say("Choose a folder of your own, for example your documents."),
        ) from error
    except apsw.NotADBError as error:
        raise _not_ours(path) from error
    except (apsw.CorruptError, apsw.IOError, apsw.SQLError, OSError) as error:
        raise _damaged(path) from error


def _not_ours(path: Path) -> WorkspaceError:
    return WorkspaceError(
        say("“{name}” is not a Groundswell workspace.", name=path.name),
        hint=say("Use Import to bring in a spreadsheet; open files that end in {suffix}.", suffix=SUFFIX),
    )


def _damaged(path: Path) -> WorkspaceError:
    return WorkspaceError(
        say("“{name}” is damaged and cannot be read wholly.", name=path.name),
        hint=say(
            "Keep the file as it is, and open a copy you made earlier, or import the spreadsheets again."
        ),
    )
