"""Steps and chunks in the database: what undo goes through, and what the steps refer to by name."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime

import apsw

from advocacy.wording import say
from advocacy.workspace import chunks, log, state
from advocacy.workspace.database import run, transaction
from advocacy.workspace.workspace import Workspace


def begin(connection: apsw.Connection, who: str) -> None:
    """Make the first step: an empty workspace."""
    with transaction(connection):
        name, stored = state.written(Workspace())
        write_chunks(connection, stored)
        write_step(connection, 1, say("New workspace"), name)
        log.append(connection, who, say("New workspace"), name)
        seal(connection)


def seal(connection: apsw.Connection) -> None:
    """Keep a hash of all steps and of which one holds, within the transaction that is open."""
    run(connection, "INSERT OR REPLACE INTO setting VALUES('steps', ?)", _hash(connection))


def is_sealed(connection: apsw.Connection) -> bool:
    """Whether the steps are as they were sealed: a flipped bit must not lead to another step."""
    row = connection.execute("SELECT value FROM setting WHERE name = 'steps'").fetchone()
    return row is None or str(row[0]) == _hash(connection)  # none: written before there were seals


def _hash(connection: apsw.Connection) -> str:
    holds = connection.execute("SELECT value FROM setting WHERE name = 'step'").fetchall()
    rows = connection.execute("SELECT number, said, at, state FROM step ORDER BY number").fetchall()
    return hashlib.sha256(json.dumps([holds, rows], default=repr).encode()).hexdigest()


def write_chunks(connection: apsw.Connection, stored: Mapping[str, bytes]) -> None:
    """Store the chunks that are not there yet, within the transaction that is open."""
    there = {
        str(name)
        for (name,) in connection.execute(
            "SELECT name FROM chunk WHERE name IN (SELECT value FROM json_each(?))",
            (json.dumps(list(stored)),),
        )
    }
    connection.executemany(
        "INSERT INTO chunk VALUES(?, ?)", [one for one in stored.items() if one[0] not in there]
    )


def write_step(connection: apsw.Connection, number: int, said: str, state_name: str) -> None:
    """Make this the step that holds, within the transaction that is open."""
    at = datetime.now(UTC).isoformat(timespec="seconds")
    run(connection, "INSERT INTO step VALUES(?, ?, ?, ?)", number, said, at, state_name)
    run(connection, "INSERT OR REPLACE INTO setting VALUES('step', ?)", str(number))


def said(connection: apsw.Connection, number: int) -> str:
    """Return what a step did, in words; "" where there is no such step."""
    row = connection.execute("SELECT said FROM step WHERE number = ?", (number,)).fetchone()
    return str(row[0]) if row else ""


def state_name(connection: apsw.Connection, number: int) -> str:
    """Return the name of the state of a step; "" where there is no such step."""
    row = connection.execute("SELECT state FROM step WHERE number = ?", (number,)).fetchone()
    return str(row[0]) if row else ""


def chunk(connection: apsw.Connection, name: str) -> bytes | None:
    """Return what is stored under a name; None where it is missing or not what the name says."""
    row = connection.execute("SELECT content FROM chunk WHERE name = ?", (name,)).fetchone()
    content = row[0] if row else None
    # a flipped bit on the disk must not become a number in a brief
    return content if isinstance(content, bytes) and chunks.name_of(content) == name else None


def remove_unused_chunks(connection: apsw.Connection) -> None:
    """Remove what no step refers to any more; nothing where a state cannot be read."""
    used: set[str] = set()
    for row in connection.execute("SELECT DISTINCT state FROM step").fetchall():
        name = str(row[0])
        content = chunk(connection, name)
        if content is None:
            return
        used |= {name} | state.names(content)
    with transaction(connection):
        run(
            connection,
            "DELETE FROM chunk WHERE name NOT IN (SELECT value FROM json_each(?))",
            json.dumps(sorted(used)),
        )
