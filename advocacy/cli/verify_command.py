"""`verify`: does an evidence package hold."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from advocacy.cli.command import Commands, MakeRenderer
from advocacy.cli.exit_codes import DONE, SOME_REFUSED, WRONG_USE
from advocacy.cli.opening import add_passphrase
from advocacy.cli.terminal import tell_end, tell_error, terminal_progress
from advocacy.errors import AdvocacyError
from advocacy.wording import say

if TYPE_CHECKING:
    from advocacy.exporting.package.verifying import Verdict

_MOST_FAULTS = 20  # of a package told one by one


def add_to(commands: Commands) -> None:
    """Say what `verify` understands."""
    verify = commands.add_parser(
        "verify", allow_abbrev=False, help=say("check an evidence package: is it whole, do its numbers hold")
    )
    verify.add_argument("package", type=Path, metavar="PACKAGE", help=say("evidence package (.zip)"))
    verify.add_argument(
        "--key",
        default="",
        metavar="KEY",
        help=say("fingerprint or public key of the sender, or a file with it"),
    )
    verify.add_argument(
        "--workspace",
        type=Path,
        default=None,
        metavar="W",
        help=say("also make every number again from this workspace"),
    )
    add_passphrase(verify)
    verify.set_defaults(action=_verify)


def _verify(options: argparse.Namespace, make_renderer: MakeRenderer) -> int:
    """0: everything holds; 1: something does not; 2: there is nothing that can be checked."""
    from advocacy.exporting.package.archive import ArchiveError
    from advocacy.exporting.package.verifying import verify

    try:
        verdict = verify(options.package, options.key, terminal_progress(0.0, 0.6))
        faults = [*verdict.faults]
        _tell_verdict(verdict, options.key)
        if options.workspace and not verdict.faults:
            faults += _verify_by_workspace(options)
    except ArchiveError as error:
        tell_error(error)
        return SOME_REFUSED
    except AdvocacyError as error:
        tell_error(error)
        return WRONG_USE
    for fault in faults[:_MOST_FAULTS]:
        print(f"  {fault}")
    if len(faults) > _MOST_FAULTS:
        print(f"  {say('… and {count} more.', count=len(faults) - _MOST_FAULTS)}")
    if faults:
        print(say("The package does NOT hold."))
        return SOME_REFUSED
    print(say("The package holds."))
    return DONE


def _tell_verdict(verdict: Verdict, key: str) -> None:
    tell_end(say("{count} files in the package.", count=verdict.files))
    if verdict.fingerprint:
        print(say("Signed with the key {fingerprint}.", fingerprint=verdict.fingerprint))
        if verdict.is_known_key:
            print(say("This is the key you named."))
        elif not key:
            print(say("Ask the sender, by another way than the package, whether this is the fingerprint."))
    if not verdict.claims:
        return
    print(
        say(
            "{claims} numbers are printed: {again} were made again from the package and are the same; "
            "{alone} can only be made again from the workspace.",
            claims=verdict.claims,
            again=verdict.made_again,
            alone=verdict.alone,
        )
    )


def _verify_by_workspace(options: argparse.Namespace) -> tuple[str, ...]:
    """What differs between the package and the workspace, after telling what is the same."""
    from advocacy.exporting.package.against_workspace import compared
    from advocacy.workspace.file import WorkspaceFile
    from advocacy.workspace.given_passphrase import given_passphrase

    file = WorkspaceFile.open(options.workspace, given_passphrase(options.passphrase_file), only_look=True)
    try:
        result = compared(options.package, file.workspace, terminal_progress(0.6, 1.0))
    finally:
        file.close()
    tell_end(say("{count} numbers were made again from the workspace and are the same.", count=result.same))
    if result.gone:
        print(
            say(
                "{count} stand in sentences that the brief of the workspace has no longer; they cannot be "
                "compared.",
                count=result.gone,
            )
        )
    return result.differ
