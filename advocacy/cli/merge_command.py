"""`merge`: one workspace file of several."""

from __future__ import annotations

import argparse
import contextlib
import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from advocacy.cli.command import Commands, MakeRenderer
from advocacy.cli.exit_codes import DONE, SOME_REFUSED
from advocacy.cli.terminal import tell_end, tell_error, terminal_progress
from advocacy.errors import AdvocacyError, WorkspaceError
from advocacy.wording import say, say_count

if TYPE_CHECKING:
    from advocacy.workspace import Workspace
    from advocacy.workspace.file import WorkspaceFile
    from advocacy.workspace.joining import Joined


def add_to(commands: Commands) -> None:
    """Say what `merge` understands."""
    merge = commands.add_parser("merge", help=say("make one workspace file of several"))
    merge.add_argument(
        "files",
        nargs="+",
        type=Path,
        metavar="WORKSPACES",
        help=say("workspace files; the settings and the brief of the first are kept"),
    )
    merge.add_argument(
        "--workspace", type=Path, required=True, metavar="OUT", help=say("workspace file to be made")
    )
    merge.add_argument(
        "--choose",
        choices=("newest", "mine", "theirs"),
        default="newest",
        help=say(
            "which value counts where two tell a field differently: the one imported or edited last, that of "
            "the workspaces named before, or that of the later one"
        ),
    )
    merge.add_argument(
        "--report",
        type=Path,
        default=None,
        metavar="FILE",
        help=say("write what came in, every conflict and every likely double as JSON; it may hold names"),
    )
    merge.add_argument(
        "--passphrase-file",
        type=Path,
        action="append",
        default=None,
        metavar="FILE",
        help=say(
            "file whose first line opens protected workspaces; may be given several times, each is tried. "
            "Where one of them is protected, OUT is too, by the first that is given"
        ),
    )
    merge.set_defaults(action=_merge)


def _merge(options: argparse.Namespace, make_renderer: MakeRenderer) -> int:
    from advocacy.workspace.file import WorkspaceFile
    from advocacy.workspace.given_passphrase import given_passphrase
    from advocacy.workspace.joining import joined
    from advocacy.workspace.merge_report import report_of

    out: Path = options.workspace
    if out.exists():
        raise WorkspaceError(
            say("“{name}” exists already.", name=out.name), hint=say("Choose another name with --workspace.")
        )
    if len(options.files) < 2:
        raise AdvocacyError(
            say("There is only one workspace to merge."), hint=say("Name two workspace files or more.")
        )
    passphrases = [given_passphrase(file) for file in options.passphrase_file or [None]]
    held, refused, is_protected = _opened(options.files, passphrases)
    if len(held) < 2:
        for error in refused:
            tell_error(error)
        raise AdvocacyError(
            say("Fewer than two of the workspaces could be opened."), hint=say("See the reasons above.")
        )
    progress = terminal_progress(0.0, 1.0)
    (_, merged), *others = held
    reports = []
    for number, (path, other) in enumerate(others):
        progress(number / len(others), say("Merging “{name}”", name=path.name))
        result = joined(merged, other, name=path.name, choose=options.choose)
        merged = result.workspace
        reports.append(report_of(result, path.name))
        _tell_merged(path.name, result)
    file = WorkspaceFile.create(out, passphrases[0] if is_protected else "")
    try:
        file.save(merged, say_count("Merged {count} workspace", "Merged {count} workspaces", len(held)))
    finally:
        file.close()
    if options.report:
        from advocacy.exporting.atomic import replacing

        told = {"merges": reports, "refused": [{"message": e.message, "hint": e.hint} for e in refused]}
        with replacing(options.report) as part_written:
            part_written.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", "utf-8")
    for error in refused:
        tell_error(error)
    tell_end(say("Saved in {path}.", path=out))
    return SOME_REFUSED if refused else DONE


def _opened(
    paths: Sequence[Path], passphrases: Sequence[str]
) -> tuple[list[tuple[Path, Workspace]], list[AdvocacyError], bool]:
    """The workspaces with their files, why others could not be opened, and whether one was protected."""
    from advocacy.workspace.joining import with_contents

    is_protected = False
    held: list[tuple[Path, Workspace]] = []
    refused: list[AdvocacyError] = []
    for path in paths:
        try:
            file = _opened_by_one_of(path, passphrases)
        except AdvocacyError as error:
            refused.append(error)
            continue
        is_protected |= file.is_protected
        try:
            held.append((path, with_contents(file.workspace, file.source_content)))
        finally:
            file.close()
    return held, refused, is_protected


def _opened_by_one_of(path: Path, passphrases: Sequence[str]) -> WorkspaceFile:
    from advocacy.workspace.file import WorkspaceFile
    from advocacy.workspace.plain_errors import PassphraseError

    for passphrase in passphrases[:-1]:
        with contextlib.suppress(PassphraseError):
            return WorkspaceFile.open(path, passphrase)
    return WorkspaceFile.open(path, passphrases[-1])


def _tell_merged(name: str, result: Joined) -> None:
    for account in result.accounts:
        tell_end(
            say(
                "{name}: {rows} rows of {table} = {added} added + {same} the same + {completed} completed "
                "+ {differing} told differently + {kept_out} kept out",
                name=name,
                **asdict(account),
            )
        )
    for count, words in (
        (
            len(result.conflicts),
            say("fields are told differently; both values are among the issues and in the report."),
        ),
        (len(result.likely_same), say("entries may be counted twice; nothing was merged, look at them.")),
    ):
        if count:
            print(f"    {count} {words}")
    for note in result.notes:
        print(f"    {note}")
