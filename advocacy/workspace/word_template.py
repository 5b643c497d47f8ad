"""The user's own Word document that the brief is written into, kept with the brief it is for."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass, field

_MOST = 60_000_000  # bytes unpacked
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True)
class WordTemplate:
    """file: name of the file it came from. content: what of it may be used, as a Word file.

    places: what it asks for, by name, as in "{{ title }}".
    """

    file: str
    content: bytes = field(repr=False)
    places: tuple[str, ...] = ()


def words_in(template: WordTemplate) -> str | None:
    """Return every text of it, one paragraph a line; None where it cannot be read."""
    try:
        with zipfile.ZipFile(io.BytesIO(template.content)) as archive:
            if sum(part.file_size for part in archive.infolist()) > _MOST:
                return None
            parts = [archive.read(name) for name in archive.namelist() if name.endswith(".xml")]
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, NotImplementedError):
        return None
    return "\n".join(_TAG.sub("", part.decode("utf-8", "replace").replace("</w:p>", "\n")) for part in parts)
