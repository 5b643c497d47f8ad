"""`restore`: bring a damaged workspace back from its backups."""

from __future__ import annotations

import argparse
from pathlib import Path

from advocacy.cli.command import Commands, MakeRenderer
from advocacy.cli.exit_codes import DONE
from advocacy.cli.opening import add_passphrase
from advocacy.cli.terminal import tell_end
from advocacy.cli.values import place_in_list
from advocacy.errors import WorkspaceError
from advocacy.wording import say, say_count


def add_to(commands: Commands) -> None:
    """Say what `restore` understands."""
    restore = commands.add_parser(
        "restore", allow_abbrev=False, help=say("bring a damaged workspace back from its backups")
    )
    restore.add_argument(
        "workspace", type=Path, metavar="W", help=say("workspace file that is damaged or gone")
    )
    restore.add_argument("--list", action="store_true", help=say("only list its backups, newest first"))
    restore.add_argument(
        "--backup",
        type=place_in_list,
        default=None,
        metavar="N",
        help=say("number of the backup in the list; the newest that is whole where not given"),
    )
    restore.add_argument(
        "--to",
        type=Path,
        default=None,
        metavar="OUT",
        help=say("write a workspace of another name; W stays as it is, whole or not"),
    )
    add_passphrase(restore)
    restore.set_defaults(action=_restore)


def _restore(options: argparse.Namespace, make_renderer: MakeRenderer) -> int:
    from datetime import UTC, datetime

    from advocacy.workspace.given_passphrase import given_passphrase
    from advocacy.workspace.recovery import recovery, restore

    path: Path = options.workspace
    to: Path = options.to or path
    passphrase = given_passphrase(options.passphrase_file)
    found = recovery(path, passphrase)
    if found is None:
        raise WorkspaceError(
            say("There is no whole backup of “{name}”.", name=path.name),
            hint=say("Backups lie in a folder beside the workspace; bring it back if it was moved."),
        )
    listed = (found.good, *found.others)
    if options.list:
        for number, one in enumerate(listed, start=1):
            rows = say_count("{count} row", "{count} rows", one.rows)
            print(f"{number}  {one.at.astimezone():%Y-%m-%d %H:%M}  {rows}  {one.said}")
        return DONE
    if (options.backup or 1) > len(listed):
        raise WorkspaceError(
            say("There is no backup of the number {number}.", number=options.backup),
            hint=say("See the numbers with --list."),
        )
    if options.to and to.exists():
        raise WorkspaceError(
            say("“{name}” exists already.", name=to.name), hint=say("Choose another name with --to.")
        )
    if not options.to and _can_be_read(path, passphrase):
        raise WorkspaceError(
            say("“{name}” is not damaged.", name=path.name),
            hint=say("Name another file with --to to open a backup beside it."),
        )
    chosen = listed[(options.backup or 1) - 1]
    restore(chosen.path, to, passphrase, now=datetime.now(UTC))
    tell_end(say("Restored in {path}; last change: {said}", path=to, said=chosen.said))
    return DONE


def _can_be_read(path: Path, passphrase: str) -> bool:
    """Whether a workspace opens. Raises HeldElsewhereError where another program has it open."""
    from advocacy.workspace.file import WorkspaceFile
    from advocacy.workspace.plain_errors import HeldElsewhereError
    from advocacy.workspace.recovery import RECOVERABLE

    try:
        WorkspaceFile.open(path, passphrase).close()
    except HeldElsewhereError:
        raise
    except RECOVERABLE:
        return False
    return True
