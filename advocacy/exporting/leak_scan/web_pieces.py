"""Every text of a web page: what is read, what is hidden, the data of its charts."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from html.parser import HTMLParser
from typing import Any
from urllib.parse import unquote_to_bytes

from advocacy.exporting.leak_scan.piece import Piece
from advocacy.resources import RESOURCES
from advocacy.wording import say

_INLINE_TAGS = "span b i em strong a sup sub small mark abbr code u tspan wbr"
_INLINE = frozenset(_INLINE_TAGS.split())
_SPOKEN = frozenset({"alt", "title", "aria-label", "content", "placeholder", "value", "label", "summary"})
_DATA = re.compile(r"data:([\w/+.-]*)((?:;[\w=-]+)*),([^\"'\s)]+)")
_LARGE = 10_000  # letters; a script so long is a library of ours or is looked through
Reader = Callable[[str, bytes], Iterator[Piece]]


def web_pieces(content: bytes, inner: Reader) -> Iterator[Piece]:
    """Yield the texts of a page. inner: reads what is embedded as data, such as pictures."""
    page = _Page()
    page.feed(content.decode("utf-8", "replace"))
    page.close()
    page.end_line()
    for place, text, is_prose in page.found:
        data = "data:" in text
        if data:
            yield from _embedded(text, inner)
        yield Piece(place, _DATA.sub(" ", text) if data else text, is_prose)
    for kind, text in page.scripts:
        yield from _script(kind, text)


def json_pieces(text: str, place: str) -> Iterator[Piece]:
    """Yield every text of JSON; what stands together in one object or list is one piece as well."""
    try:
        content = json.loads(text)
    except ValueError:
        yield Piece(place, text, False)
        return
    yield from _of_json(content, place)


def _of_json(value: Any, place: str) -> Iterator[Piece]:
    if isinstance(value, str):
        yield Piece(place, value)
    elif isinstance(value, dict | list):
        inside = list(value.values()) if isinstance(value, dict) else value
        if isinstance(value, dict):
            yield Piece(place, " ; ".join(value), False)
        numbers = [str(one) for one in _scalars(inside) if isinstance(one, int | float)]
        if numbers:
            yield Piece(place, " ; ".join(numbers), False)
        for one in inside:
            if not isinstance(one, int | float):
                yield from _of_json(one, place)


def _scalars(values: list[Any]) -> Iterator[Any]:
    for one in values:
        if isinstance(one, list):
            yield from (inner for inner in one if not isinstance(inner, dict | list))
        elif not isinstance(one, dict):
            yield one


class _Page(HTMLParser):
    """Gathers lines of text, attributes, remarks and scripts."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, str, bool]] = []
        self.scripts: list[tuple[str, str]] = []
        self._line: list[str] = []
        self._script: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _INLINE:
            self.end_line()
        for name, text in attrs:
            if text and len(text) > 2:
                self.found.append(
                    (say("hidden texts of {place}", place=say("the page")), text, name in _SPOKEN)
                )
        if tag == "script":
            self._script = dict(attrs).get("type") or ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "script":
            self._script = None
        if tag not in _INLINE:
            self.end_line()

    def handle_data(self, data: str) -> None:
        if self._script is not None:
            self.scripts.append((self._script, data))
        else:
            self._line.append(data)

    def handle_comment(self, data: str) -> None:
        self.found.append((say("the remarks of the file"), data, True))

    def handle_decl(self, decl: str) -> None:
        self.found.append((say("the remarks of the file"), decl, False))

    def handle_pi(self, data: str) -> None:
        self.handle_decl(data)

    def unknown_decl(self, data: str) -> None:
        self.handle_decl(data)

    def end_line(self) -> None:
        text = "".join(self._line)
        self._line = []
        if text.strip():
            self.found.append((say("the text"), text, True))


def _script(kind: str, text: str) -> Iterator[Piece]:
    place = say("the data of the charts")
    if "json" in kind:
        yield from json_pieces(text, place)
    elif len(text) < _LARGE or hashlib.sha256(text.strip().encode()).hexdigest() not in _own_scripts():
        for found in re.finditer(r"[^\"'`\n<>]{3,}", text):
            yield Piece(place, found[0], False)


@cache
def _own_scripts() -> frozenset[str]:
    """The libraries that come with the program hold nothing of anybody."""
    return frozenset(
        hashlib.sha256(path.read_bytes().decode("utf-8").strip().encode()).hexdigest()
        for path in (RESOURCES / "web").rglob("*.js")
    )


def _embedded(text: str, inner: Reader) -> Iterator[Piece]:
    for found in _DATA.finditer(text):
        kind, how, data = found.groups()
        try:
            content = base64.b64decode(data, validate=False) if "base64" in how else unquote_to_bytes(data)
        except ValueError:
            yield Piece(say("a picture"), data, False)
            continue
        yield from inner(kind, content)
