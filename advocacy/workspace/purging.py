"""What an erasure takes out of the workspace file besides the person: everything older that still holds them.

At once, since the user was told so before (and for consent withdrawn when its retention is over, see
`withdrawn_consent`): the earlier steps with their chunks, the files that were let go, what the database has
freed (VACUUM, with what is freed overwritten), its log beside the file; then, after a backup without the
person is made and proven, every older backup, the file kept in an earlier format, and damaged files kept
aside. Older backups go all of them: one from before the person's file was imported may still hold their name
in a text somebody typed. That not all of it is done yet is kept in the file, so that it is done when it is
opened or closed next.
"""

from __future__ import annotations

import contextlib
import json
from datetime import datetime
from pathlib import Path

import apsw

from advocacy.wording import say
from advocacy.workspace import backups
from advocacy.workspace.backing_up import BackupRun
from advocacy.workspace.database import run, transaction
from advocacy.workspace.erased import CONSENT_DAYS, CONSENT_WITHDRAWN
from advocacy.workspace.key import Key
from advocacy.workspace.plain_errors import plainly
from advocacy.workspace.replacing import remove_overwritten
from advocacy.workspace.workspace import Workspace

_DUE = "purge"


def told_before() -> str:
    """What the user must know before a person is erased; every dialog that erases shows it."""
    return say(
        "This cannot be undone: the steps before it are removed from the workspace, and so are its backups "
        "up to now; one backup without the person is made first. Copies you have made or sent yourself stay "
        "as they are: delete them. A disk may keep traces of removed files."
    )


def told_of_consent() -> str:
    """What becomes of the rows where consent is withdrawn."""
    return say(
        "The rows are out of every finding at once. For {days} days this can be undone. When the workspace "
        "is opened after that, the steps and backups from before and the contents of the files the rows "
        "came from are removed for good.",
        days=CONSENT_DAYS,
    )


def erases(before: Workspace, after: Workspace) -> bool:
    """Whether this change erases somebody, or ends a retention, so that what came before must go."""
    known = set(before.erased)
    new = [one for one in after.erased if one not in known]
    return any(one.kind != CONSENT_WITHDRAWN or one.removed_at for one in new)


def drop_earlier(connection: apsw.Connection, step: int, workspace: Workspace, used: set[str]) -> None:
    """Remove all steps but this, chunks not used and files let go, within the transaction that is open."""
    run(connection, "DELETE FROM step WHERE number <> ?", step)
    run(
        connection,
        "DELETE FROM chunk WHERE name NOT IN (SELECT value FROM json_each(?))",
        json.dumps(sorted(used)),
    )
    let_go = {sha256 for one in workspace.erased for sha256 in one.sources}
    stay = [s.sha256 for s in workspace.sources if not s.erased_at and s.sha256 not in let_go]
    run(
        connection,
        "DELETE FROM source WHERE sha256 NOT IN (SELECT value FROM json_each(?))",
        json.dumps(stay),
    )
    run(connection, f"INSERT OR REPLACE INTO setting VALUES('{_DUE}', 'due')")


def is_due(connection: apsw.Connection) -> bool:
    """Whether something older than an erasure may still be there."""
    return connection.execute("SELECT 1 FROM setting WHERE name = ?", (_DUE,)).fetchone() is not None


def finish(connection: apsw.Connection, path: Path, key: Key | None, now: datetime) -> bool:
    """Do what is still due; return whether all of it is done. Others who look at the file hold it up."""
    with plainly(path):
        if connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()[0][0]:
            return False
        run(connection, "VACUUM")
        if connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()[0][0]:
            return False
        older = [*backups.backups_of(path), *backups.other_copies(path)]
        if older and BackupRun(path, key, (), now).run() is None:
            return False
        for one in older:
            with contextlib.suppress(FileNotFoundError):  # rotated away meanwhile
                remove_overwritten(one)
        with transaction(connection):
            run(connection, "DELETE FROM setting WHERE name = ?", _DUE)
        run(connection, "PRAGMA wal_checkpoint(TRUNCATE)")
    return True
