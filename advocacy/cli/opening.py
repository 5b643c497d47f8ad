"""A workspace file that is only read, and the passphrase it may need."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from advocacy.wording import say

if TYPE_CHECKING:
    from advocacy.workspace import Workspace


def add_passphrase(parser: argparse.ArgumentParser) -> None:
    """Take the passphrase of a workspace from a file, as arguments are seen by every program."""
    parser.add_argument(
        "--passphrase-file",
        type=Path,
        default=None,
        metavar="FILE",
        help=say(
            "file whose first line is the passphrase or recovery key of a protected workspace; "
            "without it GROUNDSWELL_PASSPHRASE of the environment is used"
        ),
    )


def opened_workspace(path: Path, passphrase_file: Path | None) -> Workspace:
    """Return what a workspace file holds. Raises WorkspaceError where it does not open."""
    from advocacy.workspace.file import WorkspaceFile
    from advocacy.workspace.given_passphrase import given_passphrase

    file = WorkspaceFile.open(path, given_passphrase(passphrase_file))
    try:
        return file.workspace
    finally:
        file.close()
