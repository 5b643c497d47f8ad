"""Which pictures of a template may stay: those that are what they say, of a size a reader can open."""

from __future__ import annotations

import re

from docx.image.image import Image
from lxml import etree

from advocacy.errors import ReadError
from advocacy.exporting.word_template.archive import parsed
from advocacy.exporting.word_template.names import local

_MOST_PIXELS = 60_000_000  # of a page at 600 dots per inch it is 35 million
_MAGIC = (
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF8", "gif"),
    (b"BM", "bmp"),
    (b"II*\x00", "tiff"),
    (b"MM\x00*", "tiff"),
    (b"\xd7\xcd\xc6\x9a", "wmf"),
)
_EMF = b" EMF"  # at its forty-first byte
_KINDS = {"wmf": "image/x-wmf", "emf": "image/x-emf", "svg": "image/svg+xml"}
_RUNS_OR_FETCHES = frozenset(
    (
        "script",
        "foreignObject",
        "iframe",
        "audio",
        "video",
        "image",
        "animate",
        "set",
        "handler",
        "a",
        "style",
    )
)


def kind_of(content: bytes) -> str:
    """Return how the name of a picture ends, "png", or "" for one that may not stay."""
    if content[40:44] == _EMF:
        return "emf"
    kind = next((ending for magic, ending in _MAGIC if content.startswith(magic)), "")
    if kind in ("", "wmf"):
        return kind or ("svg" if _is_still_drawing(content) else "")
    try:
        seen = Image.from_blob(content)
        fits = 0 < seen.px_width * seen.px_height <= _MOST_PIXELS
    except Exception:  # the library raises whatever its reading stumbles over
        return ""
    return kind if fits else ""


def content_type(kind: str) -> str:
    """Return the MIME type of a kind of picture."""
    return _KINDS.get(kind, f"image/{kind}")


def _is_still_drawing(content: bytes) -> bool:
    """Whether it is an SVG that runs nothing, fetches nothing and leads nowhere."""
    if b"<svg" not in content.replace(b"\x00", b""):
        return False
    try:
        root = parsed(content, "")
    except ReadError:
        return False
    if local(str(root.tag)) != "svg":
        return False
    for one in root.iter(etree.Element):
        if local(one.tag) in _RUNS_OR_FETCHES:
            return False
        for name, value in one.attrib.items():
            leads = local(name) == "href" and not value.startswith("#")
            if leads or local(name).lower().startswith("on") or re.search(r"url\s*\(\s*[^#\s]", value):
                return False
    return True
