"""The proof that a workspace file can be restored: opened, encrypted where it must be, and whole."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import apsw

from advocacy.progress import Cancelled
from advocacy.workspace import database, log, state, steps
from advocacy.workspace.key import Key
from advocacy.workspace.plain_errors import damaged, plainly

_PIECE = 1 << 18  # bytes
Stopped = Callable[[], bool]


def prove(path: Path, key: Key | None, *, stopped: Stopped = lambda: False) -> None:
    """Read everything in the file at this path, which nobody has open.

    Raises WorkspaceError where anything of it could not be restored, Cancelled where `stopped` says so.
    """
    if database.read_header(path) != (key.header if key else database.PLAIN_HEADER):
        raise damaged(path)
    with plainly(path):
        connection = database.open_to_look(path, key)
        try:
            if key is not None and connection.pragma("cipher") != database.CIPHER:
                raise damaged(path)
            if connection.pragma("integrity_check") != "ok" or not _is_whole(connection, stopped):
                raise damaged(path)
        finally:
            connection.close()


def _is_whole(connection: apsw.Connection, stopped: Stopped) -> bool:
    """Whether every chunk and source is what its name says; steps and log refer to what is there."""
    names = set()
    for table, column in (("chunk", "name"), ("source", "sha256")):
        rows = connection.execute(f"SELECT rowid, {column} FROM {table}").fetchall()  # noqa: S608
        for row, name in rows:
            if _sha256(connection, table, int(str(row)), stopped) != name:
                return False
            names.add(str(name))
    try:
        for row in connection.execute("SELECT DISTINCT state FROM step").fetchall():
            content = steps.chunk(connection, str(row[0]))
            if content is None or not state.names(content) <= names:
                return False
    except state.UNREADABLE:
        return False
    return steps.is_sealed(connection) and _holds_a_step(connection) and _log_is_whole(connection)


def _sha256(connection: apsw.Connection, table: str, row: int, stopped: Stopped) -> str:
    """Read piece by piece: a run of a million rows as one would hold up the window while it is copied."""
    digest = hashlib.sha256()
    blob = connection.blob_open("main", table, "content", row, False)
    try:
        while piece := blob.read(_PIECE):
            if stopped():
                raise Cancelled
            digest.update(piece)
    finally:
        blob.close()
    return digest.hexdigest()


def _current(connection: apsw.Connection) -> str:
    row = connection.execute(
        "SELECT state FROM step WHERE number = "
        "(SELECT CAST(value AS INTEGER) FROM setting WHERE name = 'step')"
    ).fetchone()
    return str(row[0]) if row else ""


def _holds_a_step(connection: apsw.Connection) -> bool:
    return bool(_current(connection))


def _log_is_whole(connection: apsw.Connection) -> bool:
    if not database.has_log(connection):
        return True
    return log.broken_at(log.read(connection), log.head(connection), _current(connection)) is None
