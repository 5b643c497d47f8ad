"""Start Groundswell: the window, or with a sub-command the same work without one."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if sys.version_info < (3, 11):  # noqa: UP036 - an older Python gets a sentence, not a syntax error
    sys.exit("Groundswell needs Python 3.11 or newer. Install it and start again.")

from advocacy import setup

if TYPE_CHECKING:
    from advocacy.charts.picture import Renderer


def main(arguments: list[str]) -> int:
    """Make sure that everything is installed, then do what was asked; return the exit code."""
    setup.make_ready(arguments)
    if arguments[:1] == ["test"]:
        return _test(arguments[1:])
    if arguments[:1] == ["pictures"]:
        return _pictures(arguments[1:])
    from advocacy import cli

    if cli.is_for_the_terminal(arguments):
        return cli.run(arguments, make_renderer=_renderer)
    if not setup.has_display():
        return cli.write_sample_brief(make_renderer=_renderer)
    from ui import program

    return int(program.run(arguments))


def _test(arguments: list[str]) -> int:
    import pytest

    # All tests go to every processor there is; chosen ones, measurements and long runs stay in one process.
    return int(pytest.main(arguments or ["-n", "auto", "--dist", "worksteal"]))


def _pictures(arguments: list[str]) -> int:
    from tests.pictures import command

    return command.run(arguments)


def _renderer() -> Renderer | None:
    """Return the drawer of charts, or None where this machine has no web engine."""
    from ui import chart_pictures, platform

    platform.prepare()
    return chart_pictures.renderer() if platform.has_web_engine() else None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
