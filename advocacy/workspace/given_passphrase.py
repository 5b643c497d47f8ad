"""The passphrase for work without a window: from a file or the environment.

Never from the command line itself, which every user of the machine can read.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from advocacy.errors import ReadError
from advocacy.wording import say

VARIABLE: Final = "GROUNDSWELL_PASSPHRASE"
_LONGEST = 4096  # bytes: whoever names a spreadsheet here has made a mistake


def given_passphrase(path: Path | None) -> str:
    """Return the first line of the file, else what the environment holds, else "".

    Raises ReadError where the file cannot be used.
    """
    if path is None:
        return os.environ.get(VARIABLE, "")
    try:
        with path.open("rb") as file:
            content = file.read(_LONGEST + 1)
        lines = content.decode("utf-8-sig").splitlines() if len(content) <= _LONGEST else []
    except (OSError, UnicodeDecodeError) as error:
        raise _unusable(path) from error
    if not lines or not lines[0].strip():
        raise _unusable(path)
    return lines[0]


def _unusable(path: Path) -> ReadError:
    return ReadError(
        say("The passphrase cannot be read from “{name}”.", name=path.name),
        hint=say("Name a text file whose first line is the passphrase."),
    )
