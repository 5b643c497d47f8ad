"""What is asked of the program without a window, and who does it."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from advocacy.cli import (
    brief_command,
    import_command,
    merge_command,
    restore_command,
    templates_command,
    verify_command,
)
from advocacy.cli.command import MakeRenderer
from advocacy.cli.exit_codes import DONE, NOTHING_DONE, STOPPED
from advocacy.cli.terminal import tell_end, tell_error, terminal_progress
from advocacy.cli.written_brief import write_brief
from advocacy.errors import AdvocacyError
from advocacy.progress import Cancelled
from advocacy.wording import say

_COMMANDS = {
    "brief": brief_command,
    "import": import_command,
    "merge": merge_command,
    "restore": restore_command,
    "templates": templates_command,
    "verify": verify_command,
}


def is_for_the_terminal(arguments: Sequence[str]) -> bool:
    """Whether these arguments ask for work without a window."""
    return bool(arguments) and (arguments[0] in _COMMANDS or arguments[0].startswith("-"))


def run(arguments: Sequence[str], *, make_renderer: MakeRenderer) -> int:
    """Do what the arguments ask; return the exit code.

    0 done, 1 done but at least one file was refused, 2 wrong use, 3 nothing could be done, 130 stopped.
    """
    options = _parser().parse_args(arguments)
    try:
        return int(options.action(options, make_renderer))
    except AdvocacyError as error:
        tell_error(error)
        return NOTHING_DONE
    except (KeyboardInterrupt, Cancelled):
        tell_end(say("Stopped. Files already written are whole; nothing else was changed."))
        return STOPPED


def write_sample_brief(*, make_renderer: MakeRenderer) -> int:
    """Without a display: write the brief of the example data into a folder and say where."""
    out = Path.cwd() / "groundswell-sample-brief"
    print(say("There is no display here, so no window can open. Writing the sample brief instead."))
    try:
        from advocacy.sample import open_sample

        workspace = open_sample(terminal_progress(0.0, 0.5))
        write_brief(workspace, out, make_renderer)
    except AdvocacyError as error:
        tell_error(error)
        return NOTHING_DONE
    return DONE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python main.py",
        description=say("Groundswell turns spreadsheets of miners' associations into an evidence brief."),
        epilog=say(
            "Without a command the window opens. Exit codes: 0 done, 1 done but a file was refused, "
            "2 wrong use, 3 nothing could be done, 130 stopped."
        ),
    )
    parser.add_argument("--version", action="version", version=_version())
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for command in _COMMANDS.values():
        command.add_to(commands)
    commands.add_parser("test", help=say("run all tests"))
    commands.add_parser("pictures", help=say("make pictures of every page, state and look, for review"))
    return parser


def _version() -> str:
    import tomllib
    from importlib.metadata import version

    from advocacy.resources import RESOURCES

    project = tomllib.loads((RESOURCES.parent / "pyproject.toml").read_text("utf-8"))["project"]
    return f"Groundswell {project['version']} (PySide6 {version('pyside6')}, plotly {version('plotly')})"
