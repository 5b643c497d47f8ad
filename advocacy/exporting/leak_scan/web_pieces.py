"""Every text of a web page: what is read, what is hidden, the data of its charts."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from lxml import etree, html

from advocacy.errors import ExportError
from advocacy.exporting.leak_scan.embedded import Reader, embedded_pieces, without_embedded
from advocacy.exporting.leak_scan.piece import Piece, together
from advocacy.exporting.leak_scan.xml_pieces import markup_pieces
from advocacy.resources import RESOURCES
from advocacy.wording import say

_QUOTED = re.compile(r"[^\"'`\n<>]{3,}")
_LARGE = 10_000  # letters; a script so long is a library of ours or is looked through


def web_pieces(content: bytes, inner: Reader) -> Iterator[Piece]:
    """Yield the texts of a page. inner: reads what is embedded as data, such as pictures."""
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True)
    try:
        page = html.document_fromstring(content, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise ExportError(say("The page cannot be looked through for names.")) from error
    for script in page.iter("script", "style"):
        yield from _script(script, inner)
        script.text = None
    text = etree.tostring(page.getroottree(), encoding="unicode")
    yield from markup_pieces(text, say("the text"), inner)


def json_pieces(text: str, place: str) -> Iterator[Piece]:
    """Yield every text of JSON; what stands together in one object or list is one text as well."""
    try:
        content = json.loads(text)
    except ValueError:
        yield Piece(place, text, False)
        return
    said: list[str] = []
    listed: list[str] = []
    _gather(content, said, listed)
    yield from together(place, said)
    yield from together(place, listed, False)


def _gather(value: Any, said: list[str], listed: list[str]) -> None:
    """Add the texts of JSON to what is said, its names and its numbers side by side to what is listed."""
    if isinstance(value, str):
        said.append(value)
    elif isinstance(value, dict | list):
        inside = list(value.values()) if isinstance(value, dict) else value
        if isinstance(value, dict):
            listed.append(" ; ".join(value))
        numbers = [one for one in inside if isinstance(one, int | float)]
        others = (
            [one for one in inside if not isinstance(one, int | float)] if len(numbers) < len(inside) else ()
        )
        for one in others:
            if isinstance(one, list):  # a point in a list of points
                numbers += [number for number in one if isinstance(number, int | float)]
            _gather(one, said, listed)
        if numbers:
            listed.append(" ; ".join(map(str, numbers)))


def _script(script: html.HtmlElement, inner: Reader) -> Iterator[Piece]:
    """What is no text of the page: data, looks, and programs other than our own."""
    text, kind = script.text or "", script.get("type") or ""
    place = say("the data of the charts")
    if "json" in kind:
        yield from json_pieces(text, place)
    elif len(text) < _LARGE or hashlib.sha256(text.strip().encode()).hexdigest() not in _own_scripts():
        yield from embedded_pieces(text, inner)
        yield from together(place, _QUOTED.findall(without_embedded(text)), False)


@cache
def _own_scripts() -> frozenset[str]:
    """The libraries that come with the program hold nothing of anybody."""
    return frozenset(
        hashlib.sha256(path.read_bytes().decode("utf-8").strip().encode()).hexdigest()
        for path in (RESOURCES / "web").rglob("*.js")
    )
