"""The log of a workspace: who did what and when, one line after the other, each sealed with the one before.

A line holds fixed words and never a value, a file name or anybody's name but the one the user has given
for this purpose. Lines are only ever added. Each hash covers its line and the hash before it, and the last
one is kept a second time beside the log, so that a line changed or removed anywhere is found. Who rewrites
the whole log can only be found out by a hash noted outside the file: that is why documents may print it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

import apsw

from advocacy.wording import say, say_count
from advocacy.workspace.erased import CONSENT_WITHDRAWN
from advocacy.workspace.workspace import Workspace

TABLE: Final = """
CREATE TABLE log(
  number INTEGER PRIMARY KEY, at TEXT NOT NULL, who TEXT NOT NULL, said TEXT NOT NULL,
  state TEXT NOT NULL, previous TEXT NOT NULL, hash TEXT NOT NULL
);
CREATE TRIGGER log_stays BEFORE UPDATE ON log BEGIN SELECT RAISE(ABORT, 'the log is only added to'); END;
CREATE TRIGGER log_is_kept BEFORE DELETE ON log BEGIN SELECT RAISE(ABORT, 'the log is only added to'); END;
"""


@dataclass(frozen=True)
class LogLine:
    """One thing done. state: name (SHA-256) of the state of the workspace after it."""

    number: int
    at: str  # ISO 8601, UTC, seconds
    who: str
    said: str
    state: str
    previous: str
    hash: str

    def sealed(self) -> str:
        """The hash this line must have."""
        held = [self.number, self.at, self.who, self.said, self.state, self.previous]
        return hashlib.sha256(json.dumps(held, ensure_ascii=False).encode("utf-8", "replace")).hexdigest()


def append(connection: apsw.Connection, who: str, said: str, state: str) -> str:
    """Add a line within the transaction that is open; return its hash."""
    last = connection.execute("SELECT number, hash FROM log ORDER BY number DESC LIMIT 1").fetchone()
    number, previous = (int(str(last[0])) + 1, str(last[1])) if last else (1, "")
    at = datetime.now(UTC).isoformat(timespec="seconds")
    line = LogLine(number, at, who.strip() or say("someone"), said, state, previous, "")
    sealed = line.sealed()
    connection.execute(
        "INSERT INTO log VALUES(?, ?, ?, ?, ?, ?, ?)", (number, at, line.who, said, state, previous, sealed)
    )
    connection.execute("INSERT OR REPLACE INTO setting VALUES('log', ?)", (f"{number} {sealed}",))
    return sealed


def read(connection: apsw.Connection) -> tuple[LogLine, ...]:
    """Return all lines in their order."""
    rows = connection.execute(
        "SELECT number, at, who, said, state, previous, hash FROM log ORDER BY number"
    ).fetchall()
    return tuple(LogLine(int(str(number)), *map(str, rest)) for number, *rest in rows)


def head(connection: apsw.Connection) -> str:
    """Return what is kept of the last line beside the log: its number and hash."""
    row = connection.execute("SELECT value FROM setting WHERE name = 'log'").fetchone()
    return str(row[0]) if row else ""


def reaches(connection: apsw.Connection, noted: str) -> bool:
    """Whether the log has the line of which this was kept, number and hash."""
    number, _, sealed = noted.partition(" ")
    row = connection.execute("SELECT hash FROM log WHERE number = ?", (number,)).fetchone()
    return row is not None and str(row[0]) == sealed


def broken_at(lines: Sequence[LogLine], head: str, state: str) -> int | None:
    """Return the number of the first line that is changed or missing; None where the log is whole.

    head: what is kept of the last line. state: name of the state that holds now, which it must name.
    """
    previous = ""
    for number, line in enumerate(lines, start=1):
        if line.number != number or line.previous != previous or line.hash != line.sealed():
            return number
        previous = line.hash
    if head != f"{len(lines)} {previous}" or not lines or lines[-1].state != state:
        return len(lines) + 1
    return None


def what_changed(before: Workspace, after: Workspace) -> str:
    """Say in fixed words how two workspaces differ; no value of the data is among them."""
    told = set(before.erased)
    new = [one for one in after.erased if one not in told]
    kinds = {one.kind for one in new if not one.removed_at}
    known = {source.sha256 for source in before.sources}
    arrived = sum(source.sha256 not in known for source in after.sources)
    done = [say_count("{count} file imported", "{count} files imported", arrived)] if arrived else []
    if len(after.sources) - arrived < len(before.sources):
        done.append(say("Files taken out"))
    if not done and after.tables != before.tables:
        done.append(say("Data changed"))
    for is_other, said in (
        (bool(kinds - {CONSENT_WITHDRAWN}), say("A person erased")),
        (CONSENT_WITHDRAWN in kinds, say("Consent withdrawn")),
        (any(one.removed_at for one in new), say("Rows of withdrawn consent removed for good")),
        (after.filters != before.filters, say("Filter changed")),
        (after.settings != before.settings, say("Settings changed")),
        (after.spellings != before.spellings, say("Spellings decided")),
        (after.exported != before.exported, say("Brief exported")),
        (after.brief != before.brief, say("Brief changed")),
    ):
        if is_other:
            done.append(said)
    return "; ".join(done) or say("Saved")
