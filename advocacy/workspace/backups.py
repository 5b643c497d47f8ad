"""The backups of a workspace: where they lie, what they are called, what each holds.

They lie in a folder beside the workspace, "NAME backups", and nowhere else. So a workspace on a stick leaves
nothing behind on the computers it was plugged into, it takes its backups along, and whoever is erased from it
is erased from them. The price: a drive that is lost takes both, which only a copy elsewhere helps against.

Each is a whole workspace file under the same passphrase, named for the time (UTC) it was made. One is never
named for a time before the one made before it: the clock of a machine may be wrong, their order may not.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import apsw

from advocacy.workspace import chunks, database, log, state, steps
from advocacy.workspace.erased import Erased
from advocacy.workspace.key import Key
from advocacy.workspace.plain_errors import SUFFIX, plainly

_FOLDER = " backups"
_STAMP = "%Y-%m-%d %H%M%S"
_NAMED = re.compile(r"\d{4}-\d\d-\d\d \d{6}")
_HEAD = 1 << 16  # bytes of a run of rows that tell how many rows it has


@dataclass(frozen=True)
class Backup:
    """One backup as the user chooses among them. said: what was done last; rows: in all tables together."""

    path: Path
    at: datetime
    rows: int
    said: str
    size: int


def folder_of(path: Path) -> Path:
    """Where the backups of a workspace lie; a link to a workspace has those of the workspace."""
    whole = path.resolve()
    return whole.with_name(whole.stem + _FOLDER)


def is_backup(path: Path) -> bool:
    """Whether this file is a backup, which stays as it is: work goes on in a copy of it."""
    return path.parent.name.endswith(_FOLDER) and time_of(path) is not None


def time_of(path: Path) -> datetime | None:
    """Return when a backup was made, by its name; None for any other file."""
    if path.suffix != SUFFIX or not _NAMED.fullmatch(path.stem):
        return None
    try:
        return datetime.strptime(path.stem, _STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None


def backups_of(path: Path) -> list[Path]:
    """Return the backups of a workspace, newest first; none where their folder cannot be read."""
    try:
        found = [one for one in folder_of(path).iterdir() if time_of(one) is not None and one.is_file()]
    except OSError:
        return []
    return sorted(found, reverse=True)


def next_path(path: Path, now: datetime) -> Path:
    """Return the name for a backup made now."""
    at = now.astimezone(UTC).replace(microsecond=0)
    newest = [time for one in backups_of(path)[:1] if (time := time_of(one)) is not None]
    if newest and at <= newest[0]:
        at = newest[0] + timedelta(seconds=1)
    return folder_of(path) / f"{at.strftime(_STAMP)}{SUFFIX}"


def other_copies(path: Path) -> list[Path]:
    """Return what else lies beside a workspace and holds what it once held.

    The file as it was in an earlier format, and damaged files that were kept aside with their logs.
    """
    whole = path.resolve()
    name = re.escape(whole.stem)
    endings = "|".join(re.escape(ending) for ending in database.BESIDE)
    copy = re.compile(rf"{name} \((format \d+|damaged .*)\){re.escape(whole.suffix)}({endings})?")
    try:
        return sorted(one for one in whole.parent.iterdir() if copy.fullmatch(one.name) and one.is_file())
    except OSError:
        return []


def bygone_consent(erased: Iterable[Erased], now: datetime) -> datetime | None:
    """Return the last time consent was withdrawn long enough ago; backups from before it must go."""
    past = [one.time for one in erased if one.is_past_retention(now)]
    return max((at for at in past if at is not None), default=None)


def described(path: Path, key: Key | None) -> Backup:
    """Return what a backup holds, without reading its rows. Raises WorkspaceError where it cannot be read."""
    with plainly(path):
        connection = database.open_to_look(path, key)
        try:
            row = connection.execute(
                "SELECT said, state, at FROM step WHERE number = "
                "(SELECT CAST(value AS INTEGER) FROM setting WHERE name = 'step')"
            ).fetchone()
            said, name, at = map(str, row) if row else ("", "", "")
            rows = _rows(connection, name)
        finally:
            connection.close()
        made = time_of(path) or _time(at) or datetime.fromtimestamp(path.stat().st_mtime, UTC)
        return Backup(path, made, rows, said, path.stat().st_size)


def head_of(path: Path, key: Key | None) -> str:
    """Return how the log of a backup ends, which tells it from every other state; "" where unreadable."""
    try:
        connection = database.open_to_look(path, key)
    except Exception:  # damaged in whatever way: it is no backup of anything
        return ""
    try:
        return log.head(connection) if database.has_log(connection) else ""
    except apsw.Error:
        return ""
    finally:
        connection.close()


def _time(text: str) -> datetime | None:
    with contextlib.suppress(ValueError):
        return datetime.fromisoformat(text)
    return None


def _rows(connection: apsw.Connection, state_name: str) -> int:
    content = steps.chunk(connection, state_name)
    if content is None:
        return 0
    try:
        runs = state.runs(content)
        return sum(chunks.rows_in(_head(connection, name)) for name in runs)
    except state.UNREADABLE:
        return 0


def _head(connection: apsw.Connection, name: str) -> bytes:
    row = connection.execute("SELECT rowid FROM chunk WHERE name = ?", (name,)).fetchone()
    if row is None:
        return b""
    blob = connection.blob_open("main", "chunk", "content", int(str(row[0])), False)
    try:
        return bytes(blob.read(min(_HEAD, blob.length())))
    finally:
        blob.close()
