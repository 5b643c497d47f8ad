"""What the exit code of a command says."""

from __future__ import annotations

DONE, SOME_REFUSED, WRONG_USE, NOTHING_DONE, STOPPED = 0, 1, 2, 3, 130
