"""Files inside a text, written as data: URIs: pictures in pages and in pictures."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Iterator
from urllib.parse import unquote_to_bytes

from advocacy.exporting.leak_scan.piece import Piece
from advocacy.wording import say

_DATA = re.compile(r"data:([\w/+.-]*)((?:;[\w=-]+)*),([^\"'\s)<>]+)")
Reader = Callable[[str, bytes], Iterator[Piece]]


def without_embedded(text: str) -> str:
    """Return a text without the data in it."""
    return _DATA.sub(" ", text) if "data:" in text else text


def embedded_pieces(text: str, inner: Reader) -> Iterator[Piece]:
    """Yield the texts of the files in a text. inner: reads one, by its kind and content."""
    for found in _DATA.finditer(text) if "data:" in text else ():
        kind, how, data = found.groups()
        try:
            content = base64.b64decode(data) if "base64" in how else unquote_to_bytes(data)
        except ValueError:
            yield Piece(say("a picture"), data, False)
            continue
        yield from inner(kind, content)
