"""What a file would change, before it is put into the workspace."""

from __future__ import annotations

from dataclasses import dataclass

from advocacy.errors import AdvocacyError
from advocacy.importing.imported import ImportedFile
from advocacy.workspace.merging import with_import
from advocacy.workspace.workspace import Workspace


@dataclass(frozen=True)
class Arrival:
    """What the rows of one sheet would do. gone counts rows of an earlier file of this name that it lacks."""

    sheet: str
    table: str
    added: int
    changed: int
    unchanged: int
    set_aside: int
    gone: int = 0


def preview(workspace: Workspace, imported: ImportedFile) -> tuple[Arrival, ...]:
    """Return what importing the file would do; nothing where the very same file is there already."""
    try:
        after, accounts = with_import(workspace, imported)
    except AdvocacyError:
        return ()
    gone = _gone(workspace, after, imported)
    return tuple(
        Arrival(
            account.sheet,
            account.table,
            account.kept,
            account.updated,
            account.unchanged,
            len(account.set_aside),
            gone.pop(account.table, 0),
        )
        for account in accounts
    )


def _gone(before: Workspace, after: Workspace, imported: ImportedFile) -> dict[str, int]:
    """By table the rows that came with an earlier file of the same name and are not in this one.

    They stay in the workspace: a case does not cease to exist because a sheet no longer lists it.
    """
    earlier = {source.sha256 for source in before.sources if source.name == imported.source.name}
    found: dict[str, int] = {}
    for table in after.tables if earlier else ():
        old = before.table(table.name)
        if old is None or not table.key or not any(t.key == table.key for t in imported.tables):
            continue
        arrived = {
            key
            for one in imported.tables
            if set(table.key) <= set(one.frame.columns)
            for key in one.frame[list(table.key)].itertuples(index=False, name=None)
        }
        mine = old.frame[old.origin["source"].isin(earlier)]
        count = sum(key not in arrived for key in mine[list(table.key)].itertuples(index=False, name=None))
        if count:
            found[table.name] = count
    return found
