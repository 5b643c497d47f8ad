"""`import`: put files into a workspace file."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from advocacy.cli.command import Commands, MakeRenderer
from advocacy.cli.exit_codes import DONE, SOME_REFUSED
from advocacy.cli.gathering import add_files, gather
from advocacy.cli.terminal import tell_end, tell_error, terminal_progress
from advocacy.errors import AdvocacyError
from advocacy.wording import say, say_count

if TYPE_CHECKING:
    from advocacy.workspace import Workspace


def add_to(commands: Commands) -> None:
    """Say what `import` understands."""
    import_ = commands.add_parser(
        "import", allow_abbrev=False, help=say("import files into a workspace file")
    )
    add_files(import_)
    import_.add_argument(
        "--workspace",
        type=Path,
        required=True,
        metavar="W",
        help=say("workspace file; made where there is none"),
    )
    import_.add_argument(
        "--dry-run", action="store_true", help=say("read and report only; the workspace stays as it is")
    )
    import_.add_argument(
        "--returns",
        type=Path,
        default=None,
        metavar="DIR",
        help=say("folder for the files with issues, marked, to send back"),
    )
    import_.set_defaults(action=_import)


def _import(options: argparse.Namespace, make_renderer: MakeRenderer) -> int:
    from datetime import UTC, datetime

    from advocacy.workspace import Workspace
    from advocacy.workspace.file import WorkspaceFile
    from advocacy.workspace.given_passphrase import given_passphrase

    path: Path = options.workspace
    passphrase = given_passphrase(options.passphrase_file)
    file = WorkspaceFile.open(path, passphrase) if path.exists() else None
    before = file.workspace if file else Workspace()
    try:
        after, refused = gather(options, before, terminal_progress(0.0, 0.9))
        if options.returns:
            _write_returns(options, before, after)
        if options.dry_run:
            tell_end(say("Nothing was saved: this was a dry run."))
            return SOME_REFUSED if refused else DONE
        if file is None:
            file = WorkspaceFile.create(path, passphrase)
        elif (backup := file.backup(datetime.now(UTC))) is not None:
            try:
                backup.run()
            except AdvocacyError as error:  # the import is one change and can be taken back all the same
                tell_error(error)
        file.save(
            after,
            say_count(
                "Imported {count} file", "Imported {count} files", len(after.sources) - len(before.sources)
            ),
        )
    finally:
        if file:
            file.close()
    tell_end(say("Saved in {path}.", path=path))
    return SOME_REFUSED if refused else DONE


def _write_returns(options: argparse.Namespace, before: Workspace, after: Workspace) -> None:
    """Write back each file that has issues, its cells marked."""
    from advocacy.exporting.return_workbook import SUFFIX, write_return_workbook
    from advocacy.importing.importer import find_files

    issues = after.issues[len(before.issues) :]
    options.returns.mkdir(parents=True, exist_ok=True)
    written: set[Path] = set()
    for path in find_files(options.files):
        found = [issue for issue in issues if issue.source == path.name]
        if found:
            target = options.returns / f"{path.stem}{SUFFIX}"
            target = target if target not in written else target.with_stem(f"{path.stem} {len(written) + 1}")
            written.add(target)
            write_return_workbook(path, found, target)
            tell_end(say("Marked for return: {path}", path=target))
