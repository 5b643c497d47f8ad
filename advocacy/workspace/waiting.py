"""What in a workspace still waits for somebody: said in one line each, with the page that deals with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from advocacy.importing.imported import Reconciliation
from advocacy.wording import say, say_count
from advocacy.workspace.workspace import Workspace


@dataclass(frozen=True)
class Waiting:
    """One thing to do. code: its kind. pages: where it is done, the best first."""

    code: str
    text: str
    hint: str
    pages: tuple[str, ...]


def waiting(workspace: Workspace, files_read: int = 0) -> tuple[Waiting, ...]:
    """Return what waits, the most urgent first. files_read: files on the import page, not yet taken."""
    return tuple(_all(workspace, files_read))


def _all(workspace: Workspace, files_read: int) -> Iterator[Waiting]:
    if files_read:
        yield Waiting(
            "mappings",
            say_count(
                "{count} file is read, not imported", "{count} files are read, not imported", files_read
            ),
            say("Look at the proposed fields and press Import."),
            ("import",),
        )
    unread = [one for one in workspace.reconciliations if not one.table and one.rows_in_file]
    if unread:
        yield Waiting(
            "sheets",
            say_count("{count} sheet was not understood", "{count} sheets were not understood", len(unread)),
            say("Import the file again and say what its rows are: {names}", names=_names(unread)),
            ("import",),
        )
    aside = sum(len(one.set_aside) for one in workspace.reconciliations)
    if aside:
        yield Waiting(
            "set-aside",
            say_count("{count} row is set aside", "{count} rows are set aside", aside),
            say("The table below gives the reasons; a return workbook lets the sender mend them."),
            ("import",),
        )
    if workspace.issues:
        count = len(workspace.issues)
        yield Waiting(
            "cells",
            say_count("{count} cell needs a look", "{count} cells need a look", count),
            say("They are counted as missing until they are mended."),
            ("data", "import"),
        )
    if brief := _brief(workspace):
        yield brief


def _brief(workspace: Workspace) -> Waiting | None:
    if not workspace.tables:
        return None
    if not workspace.exported:
        return Waiting(
            "brief",
            say("The brief is not exported yet"),
            say("It is composed as far as the data allow; your words are missing."),
            ("brief",),
        )
    last = workspace.exported[-1]
    said = say("Exported {name}", name=last.name)
    if workspace.history and workspace.history[-1] == said:
        return None
    return Waiting(
        "brief",
        say("The data changed after the brief was exported"),
        say("The last one is {name} of {day}.", name=last.name, day=last.when),
        ("brief",),
    )


def _names(accounts: Sequence[Reconciliation]) -> str:
    names = list(dict.fromkeys(f"{one.source} {one.sheet}".strip() for one in accounts))
    return ", ".join(names[:2]) + (" …" if len(names) > 2 else "")
