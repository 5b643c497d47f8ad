"""The street without a window: import, brief, verify and more from the command line."""

from advocacy.cli.command_line import is_for_the_terminal, run, write_sample_brief

__all__ = ["is_for_the_terminal", "run", "write_sample_brief"]
