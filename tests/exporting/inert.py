"""What a finished file may not hold: formula, link, script, template or anything that reaches out."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from pathlib import Path

import pypdf
from markdown_it import MarkdownIt

from tests.exporting.test_html_writer import Parsed

_FIELDS = re.compile(rb"<w:instrText[^>]*>([^<]*)<")
_OURS = {"TOC", "SEQ", "REF", "PAGE", "NUMPAGES"}
_LIVE = {b"w:altChunk", b"w:object", b"w:fldSimple", b"w:control", b"<o:OLEObject", b"w:hyperlink r:id"}
_PDF = {"/URI", "/JS", "/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToR", "/EmbeddedFile"}
_REACHING = {"src", "action", "srcset", "ping", "background", "formaction", "poster", "xlink:href"}
_FORMULA_STARTS = set("=+-@\t\r\n＝＋－＠")
_MARKUP = {"link_open", "image", "html_block", "html_inline"}


def assert_inert(path: Path) -> None:
    """Fail where the file holds anything that a program would run, follow or fetch."""
    _BY_SUFFIX[path.suffix](path)


def _docx(path: Path) -> None:
    with zipfile.ZipFile(path) as package:
        for name in package.namelist():
            content = package.read(name)
            assert not name.endswith((".bin", ".vml")), name
            assert b'TargetMode="External"' not in content, name
            assert not [one for one in _LIVE if one in content], name
            words = {one.split()[0].decode() for one in _FIELDS.findall(content) if one.split()}
            assert words <= _OURS, (name, words)


def _xlsx(path: Path) -> None:
    with zipfile.ZipFile(path) as package:
        for name in package.namelist():
            content = package.read(name).decode("utf-8", "replace")
            assert "externalLink" not in name and not name.endswith(".bin"), name
            assert not re.search(r"<f[ >/]|<hyperlink|TargetMode=\"External\"|<ddeLink", content), name


def _pdf(path: Path) -> None:
    reader = pypdf.PdfReader(path)
    for number in range(1, reader.trailer["/Size"]):
        one = reader.get_object(number)
        keys = set(one) if isinstance(one, dict) else set()
        values = {str(one.get(key)) for key in ("/S", "/Type") if key in keys}
        assert not _PDF & (keys | values), (number, one)


def _html(path: Path) -> None:
    made = Parsed(path.read_text("utf-8"))
    for tag, attributes in made.elements:
        assert tag not in {"iframe", "object", "embed", "link", "form", "base", "input", "video", "audio"}, (
            tag
        )
        assert not any(name.startswith("on") for name in attributes), (tag, attributes)
        assert (attributes.get("href") or "#").startswith("#"), attributes
        for name in _REACHING & set(attributes):
            assert str(attributes[name]).startswith("data:image/"), (tag, attributes)
    for tag, attributes, text in made.raw:
        if tag == "script" and attributes.get("type") == "application/json":
            json.loads(text)
    assert "default-src 'none'" in made.policy and "unsafe" not in made.policy.replace("'unsafe-hashes'", "")


def _markdown(path: Path) -> None:
    def kinds(tokens: list) -> set[str]:  # type: ignore[type-arg]
        return {kind for one in tokens for kind in (one.type, *kinds(one.children or []))}

    assert not _MARKUP & kinds(MarkdownIt("gfm-like").parse(path.read_text("utf-8")))


def _csv(path: Path) -> None:
    for row in csv.reader(io.StringIO(path.read_text("utf-8-sig"), newline="")):
        for cell in row:
            assert cell[:1] not in _FORMULA_STARTS or re.fullmatch(r"-[\d.,]+", cell), cell


def _json(path: Path) -> None:
    json.loads(path.read_text("utf-8"))


def _package(path: Path) -> None:
    folder = path.with_name(f"{path.name} unpacked")
    with zipfile.ZipFile(path) as package:
        for name in package.namelist():
            assert not name.startswith(("/", "\\")) and ".." not in name and ":" not in name, name
        package.extractall(folder)
    for one in folder.rglob("*"):
        if one.is_file() and one.suffix in _BY_SUFFIX:
            assert_inert(one)


_BY_SUFFIX = {
    ".docx": _docx,
    ".xlsx": _xlsx,
    ".pdf": _pdf,
    ".html": _html,
    ".md": _markdown,
    ".csv": _csv,
    ".json": _json,
    ".zip": _package,
}
