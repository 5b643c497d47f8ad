"""The parts of a Word file, unpacked within limits; what is no Word file is refused in plain words."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from typing import Any

from lxml import etree

from advocacy.exporting.word_template import refusals
from advocacy.wording import say

LARGEST_FILE = 20_000_000  # bytes; a letterhead with pictures is a tenth of it
LARGEST_CONTENT = 60_000_000  # bytes unpacked
LARGEST_TEXT = 8_000_000  # bytes of one part of XML; a brief of a hundred pages has two
MOST_ELEMENTS = 300_000  # of one part of XML
MOST_PARTS = 400
_SUSPICIOUS_RATIO, _SUSPICIOUS_SIZE = 300, 5_000_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_DEFINITIONS = (b"<!DOCTYPE", b"<!ENTITY")


def parts_of(content: bytes, name: str) -> Mapping[str, bytes]:
    """Return the content of each part by its name in small letters, without a slash in front.

    name: of the file as the user knows it. Raises ReadError where it is protected, damaged, hostile or no
    archive.
    """
    if len(content) > LARGEST_FILE:
        raise refusals.too_large(name, LARGEST_FILE)
    if content.startswith(_OLE):
        raise _old_or_protected(content, name)
    if not content.startswith(_ZIP):
        raise refusals.not_word(name, "" if content.strip() else say("empty"))
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check(archive.infolist(), name)
            return _unpacked(archive, name)
    except (
        *(zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, EOFError, OSError),
        *(ValueError, NotImplementedError, RuntimeError, IndexError),
    ) as error:
        raise refusals.damaged(name) from error


def parsed(content: bytes, name: str) -> Any:
    """Return the root of an XML part. Raises ReadError where it is none, or defines what could expand."""
    if len(content) > LARGEST_TEXT:
        raise refusals.dangerous(name, say("unpacked it would fill the memory"))
    bare = content.replace(b"\x00", b"")  # UTF-16, too
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        if any(one in bare for one in _DEFINITIONS):
            raise _expands(name)
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise refusals.damaged(name) from error
    if root.getroottree().docinfo.doctype:
        raise _expands(name)
    if sum(1 for _ in root.iter()) > MOST_ELEMENTS:
        raise refusals.dangerous(name, say("unpacked it would fill the memory"))
    return root


def _expands(name: str) -> Exception:
    return refusals.dangerous(name, say("it contains definitions that expand or fetch other content"))


def _old_or_protected(content: bytes, name: str) -> Exception:
    """An OLE container: a document of before 2007, or a new one behind a password."""
    if any(one.encode("utf-16-le") in content for one in ("EncryptedPackage", "EncryptionInfo")):
        return refusals.protected(name)
    if "WordDocument".encode("utf-16-le") in content:
        return refusals.not_word(name, say("a Word document in the format from before 2007"))
    return refusals.not_word(name)


def _check(parts: list[zipfile.ZipInfo], name: str) -> None:
    """Raise ReadError where the list of parts alone tells that the file is not to be unpacked."""
    if len(parts) > MOST_PARTS:
        raise refusals.dangerous(name, say("it has {count} parts", count=len(parts)))
    if sum(part.file_size for part in parts) > LARGEST_CONTENT:
        raise refusals.dangerous(name, say("unpacked it would fill the memory"))
    for part in parts:
        if part.flag_bits & 1:
            raise refusals.protected(name)
        if ".." in _named(part).split("/") or re.match(r"[A-Za-z]:", part.filename):
            raise refusals.dangerous(name, say("a part of it would be written outside its folder"))
        if part.file_size > max(_SUSPICIOUS_SIZE, _SUSPICIOUS_RATIO * part.compress_size):
            ratio = part.file_size // max(part.compress_size, 1)
            raise refusals.dangerous(name, say("a part of it grows {ratio} times when unpacked", ratio=ratio))
    names = [_named(part) for part in parts]
    if len(set(names)) < len(names):
        raise refusals.dangerous(name, say("two parts of it have the same name"))


def _unpacked(archive: zipfile.ZipFile, name: str) -> Mapping[str, bytes]:
    """The parts. What they say of their sizes may be a lie, so it is counted."""
    left, found = LARGEST_CONTENT, {}
    for part in archive.infolist():
        if part.is_dir():
            continue
        with archive.open(part) as opened:
            data = opened.read(left + 1)
        left -= len(data)
        if left < 0:
            raise refusals.dangerous(name, say("unpacked it would fill the memory"))
        found[_named(part)] = data
    return found


def _named(part: zipfile.ZipInfo) -> str:
    return part.filename.replace("\\", "/").lstrip("/").lower()
