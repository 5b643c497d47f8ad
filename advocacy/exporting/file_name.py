"""A name for a file: made from a text of the data, or another one where a name cannot be had."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

_LONGEST = 80
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)$", re.IGNORECASE)


def file_name(text: str, suffix: str, otherwise: str = "chart") -> str:
    """Return "Time to a decision.png" for a text; a path, a device or an empty text gives another name."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")
    words = " ".join(re.sub(r"[^A-Za-z0-9 _-]", " ", plain).split())[:_LONGEST].strip(" -_")
    return f"{otherwise if not words or _RESERVED.match(words) else words}{suffix}"


def free_name(path: Path) -> Path:
    """Return "brief (2).docx" for "brief.docx", or the first such name that nobody has."""
    number = 2
    while (other := path.with_name(f"{path.stem} ({number}){path.suffix}")).exists():
        number += 1
    return other
