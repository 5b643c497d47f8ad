"""Word files as associations have them, and as an attacker would make them; parts are put in by hand."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Cm
from lxml import etree

from advocacy.brief.document import Brief
from advocacy.exporting.word_template.reading import Chosen, template_of
from tests.exporting.written_brief import brief_of, png, written

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
)
ADDRESS = "Plot 12, Miners’ Road, Kalomba"


def letterhead(*lines: str, change: Callable[[Any], None] | None = None) -> bytes:
    """A letterhead with a logo, an address above and a line below; lines: its paragraphs."""
    document = docx.Document()
    section = document.sections[0]
    section.header.paragraphs[0].add_run().add_picture(io.BytesIO(png()), width=Cm(2))
    section.header.add_paragraph(ADDRESS)
    section.footer.paragraphs[0].text = "Registered society 204/2011"
    for line in lines or ("Dear Sir or Madam,", "{{ brief }}", "Yours faithfully"):
        document.add_paragraph(line)
    if change:
        change(document)
    return saved(document)


def saved(document: Any) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def landscape(document: Any) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)


def two_sections(document: Any) -> None:
    """A first section with the letterhead, a second with a head of its own."""
    second = document.add_section(WD_SECTION.NEW_PAGE)
    second.header.is_linked_to_previous = False
    second.header.paragraphs[0].text = "Annexes of the association"
    document.add_paragraph("{{ brief }}")


def right_to_left(document: Any) -> None:
    for one in document.element.body.iter(f"{{{W}}}p"):
        one.get_or_add_pPr().append(parse_xml(f"<w:bidi {SPACES}/>"))
    section = document.sections[0]._sectPr
    section.find(f"{{{W}}}docGrid").addprevious(parse_xml(f"<w:bidi {SPACES}/>"))


def into_body(xml: str) -> Callable[[Any], None]:
    """Put an element in front of the body."""

    def change(document: Any) -> None:
        for one in reversed(list(parse_xml(f"<w:body {SPACES}>{xml}</w:body>"))):
            document.element.body.insert(0, one)

    return change


def parts_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def with_parts(content: bytes, more: Mapping[str, bytes]) -> bytes:
    return packed({**parts_of(content), **more})


def replaced(content: bytes, part: str, old: bytes, new: bytes) -> bytes:
    parts = parts_of(content)
    assert old in parts[part], part
    return packed({**parts, part: parts[part].replace(old, new)})


def related(
    content: bytes,
    kind: str,
    target: str,
    *,
    outside: bool = False,
    part: str = "word/document.xml",
    id: str = "rIdX",
) -> bytes:
    """The same file, one of its parts referring to a target under this id."""
    folder, _, name = part.rpartition("/")
    rels = f"{folder}/_rels/{name}.rels".lstrip("/")
    mode = ' TargetMode="External"' if outside else ""
    base = kind if ":" in kind else f"{RELATION}/{kind}"
    one = f'<Relationship Id="{id}" Type="{base}" Target="{target}"{mode}/>'.encode()
    parts = parts_of(content)
    empty = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
    old = parts.get(rels, empty)
    return packed({**parts, rels: old.replace(b"</Relationships>", one + b"</Relationships>")})


def on_disk(folder: Path, content: bytes, name: str = "letterhead.docx") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def chosen(content: bytes) -> Chosen:
    return template_of(content, "letterhead.docx")


@cache
def _composed(plan: tuple[tuple[str, object], ...]) -> Brief:
    return brief_of(**dict(plan))


def brief_into(content: bytes, **plan: object) -> Brief:
    """A brief that is written into this file."""
    brief = _composed(tuple({"title": "Licences in time", **plan}.items()))
    assert brief.workspace
    held = brief.workspace.with_template(chosen(content).template)
    return replace(brief, workspace=held, written_on=date(2025, 3, 31))


def written_into(content: bytes, folder: Path, **plan: object) -> Path:
    return written(brief_into(content, **plan), folder, ".docx")


def words_of(path: Path, part: str = "word/document.xml") -> str:
    root = etree.fromstring(parts_of(path.read_bytes())[part])
    return "\n".join(
        "".join(text.text or "" for text in line.iter(qn("w:t"))) for line in root.iter(qn("w:p"))
    )


def words_around(path: Path) -> str:
    names = [name for name in parts_of(path.read_bytes()) if name.startswith(("word/header", "word/footer"))]
    return "\n".join(words_of(path, name) for name in names)


def split_title(document: Any) -> None:
    """ "{{ title }}" as Word splits it: over runs of different looks, with a mark of the spelling between."""
    line = document.add_paragraph("About: ")
    for piece in ("{", "{ ti", "tle ", "}", "}"):
        line.add_run(piece).bold = True
        line._p.append(OxmlElement("w:proofErr"))
    line.add_run(" (final)")
