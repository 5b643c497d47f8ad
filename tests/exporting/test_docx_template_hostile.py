"""What is hostile in a template is gone from the brief, and told; words and looks stay."""

# ruff: noqa: E501 - one attack a line

from __future__ import annotations

import struct
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree

from advocacy.exporting.word_template.rebuilding import rebuilt
from advocacy.exporting.word_template.told import Removed
from tests.exporting.conformance import breaches
from tests.exporting.inert import assert_inert
from tests.exporting.word_templates import (
    ADDRESS,
    SPACES,
    chosen,
    into_body,
    letterhead,
    packed,
    parts_of,
    related,
    replaced,
    with_parts,
    words_around,
    words_of,
    written_into,
)
from tests.exporting.written_brief import png

_FIELD = (
    '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve">{code}</w:instrText>'
    '</w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>as it was</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
)
_REMOTE = (
    "<w:p><w:r><w:drawing><wp:inline><wp:extent cx='1' cy='1'/><wp:docPr id='9' name='x'/><a:graphic><a:graphicData "
    "uri='http://schemas.openxmlformats.org/drawingml/2006/picture'><pic:pic><pic:nvPicPr><pic:cNvPr id='9' name='x'/>"
    "<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:link='rIdX'/></pic:blipFill><pic:spPr/></pic:pic>"
    "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
)
_CHART = _REMOTE.replace("<pic:pic>", "<c:chart xmlns:c='http://c' r:id='rIdX'/><pic:pic>").replace(
    "r:link='rIdX'", ""
)
_VML = "<w:p><w:r><w:pict><v:shape id='s' href='http://evil.example'><v:imagedata r:id='rIdX' src='\\\\evil\\a.png'/></v:shape></w:pict></w:r></w:p>"
_OBJECT = (
    "<w:p><w:r><w:object><o:OLEObject Type='Embed' ProgID='Package' r:id='rIdX'/></w:object></w:r></w:p>"
)
_LINK = "<w:p><w:hyperlink r:id='rIdX'><w:r><w:t>our page</w:t></w:r></w:hyperlink></w:p>"
_CHANGES = (
    "<w:p><w:r><w:t>kept </w:t></w:r><w:ins w:id='1' w:author='Spy' w:date='2024-01-01T00:00:00Z'><w:r><w:t>new</w:t>"
    "</w:r></w:ins><w:del w:id='2' w:author='Spy'><w:r><w:delText>old secret</w:delText></w:r></w:del></w:p>"
    "<w:p><w:pPr><w:rPr><w:del w:id='3' w:author='Spy'/></w:rPr><w:pPrChange w:id='4' w:author='Spy'><w:pPr/>"
    "</w:pPrChange></w:pPr></w:p>"
)
_EVIL = "http://evil.example/x"


def _related(xml: str, kind: str, target: str = _EVIL, outside: bool = True, **more: bytes) -> bytes:
    content = letterhead("{{ brief }}", change=into_body(xml))
    named = {f"word/{name}.bin": data for name, data in more.items()}
    return with_parts(related(content, kind, target, outside=outside), named)


def _in_settings(xml: bytes, kind: str = "", target: str = _EVIL) -> bytes:
    space = f' xmlns:r="{SPACES.partition("xmlns:r=")[2].split(chr(34))[1]}"'.encode()
    xml = xml.replace(b"r:id", space + b" r:id")
    content = replaced(letterhead(), "word/settings.xml", b"</w:settings>", xml + b"</w:settings>")
    return related(content, kind, target, outside=True, part="word/settings.xml") if kind else content


def _macros() -> bytes:
    content = with_parts(letterhead(), {"word/vbaProject.bin": b"\xd0\xcf\x11\xe0 Attribute VB_Name"})
    content = related(
        content, "http://schemas.microsoft.com/office/2006/relationships/vbaProject", "vbaProject.bin"
    )
    return replaced(
        content,
        "[Content_Types].xml",
        b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        b"application/vnd.ms-word.document.macroEnabled.main+xml",
    )


def _comments() -> bytes:
    xml = f"<w:comments {SPACES}><w:comment w:id='0' w:author='Spy'><w:p/></w:comment></w:comments>".encode()
    body = "<w:p><w:commentRangeStart w:id='0'/><w:r><w:commentReference w:id='0'/></w:r></w:p>"
    content = with_parts(letterhead(change=into_body(body)), {"word/comments.xml": xml})
    return related(content, "comments", "comments.xml")


def _custom() -> bytes:
    content = with_parts(
        letterhead(), {"docProps/custom.xml": b"<Properties><property>Spy plc</property></Properties>"}
    )
    return related(content, "custom-properties", "docProps/custom.xml", part="")


HOSTILE: dict[str, tuple[bytes, Removed]] = {
    "macros": (_macros(), Removed.MACROS),
    "object": (_related(_OBJECT, "oleObject", "evil.bin", False, evil=b"MZ"), Removed.OBJECTS),
    "control": (_related("<w:p><w:r><w:control r:id='rIdX'/></w:r></w:p>", "control", "evil.bin", False, evil=b"MZ"), Removed.OBJECTS),
    "alternative": (_related("<w:altChunk r:id='rIdX'/>", "aFChunk", "evil.bin", False, evil=b"<html>"), Removed.DOCUMENTS),
    "subdocument": (_related("<w:p><w:subDoc r:id='rIdX'/></w:p>", "subDocument"), Removed.DOCUMENTS),
    "other template": (_in_settings(b"<w:attachedTemplate r:id='rIdX'/>", "attachedTemplate"), Removed.DOCUMENTS),
    "remote picture": (_related(_REMOTE, "image"), Removed.REMOTE_PICTURES),
    "remote old picture": (_related(_VML, "image"), Removed.REMOTE_PICTURES),
    "link": (_related(_LINK, "hyperlink"), Removed.LINKS),
    "chart": (_related(_CHART, "chart", "evil.bin", False, evil=b"<c:chart/>"), Removed.DIAGRAMS),
    "serial letter": (_in_settings(b"<w:mailMerge><w:dataSource r:id='rIdX'/></w:mailMerge>", "mailMergeSource"), Removed.SERIAL_LETTER),
    "protection": (_in_settings(b'<w:documentProtection w:edit="readOnly" w:hash="aa"/>'), Removed.PROTECTION),
    "comments": (_comments(), Removed.COMMENTS),
    "changes": (letterhead("{{ brief }}", change=into_body(_CHANGES)), Removed.CHANGES),
    "properties": (_custom(), Removed.PROPERTIES),
    **{
        f"field {code.split()[0]}": (letterhead("{{ brief }}", change=into_body(_FIELD.format(code=code))), kind)
        for code, kind in (
            ('DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "/k calc"', Removed.FIELDS),
            ('DDE "cmd" "/c calc"', Removed.FIELDS),
            ('INCLUDETEXT "http://evil.example/x"', Removed.FIELDS),
            ('INCLUDEPICTURE "http://evil.example/x" \\d', Removed.FIELDS),
            ("IMPORT x", Removed.FIELDS), ("LINK Excel.Sheet.8 x", Removed.FIELDS), ("DATABASE \\d x", Removed.FIELDS),
            ("MACROBUTTON Evil click", Removed.FIELDS), ("GOTOBUTTON x y", Removed.FIELDS), ("ASK x y", Removed.FIELDS),
            ("QUOTE 7", Removed.FIELDS), ("= 7 * 7", Removed.FIELDS), ("MERGEFIELD Name", Removed.FIELDS),
            ("PAGE DDEAUTO cmd", Removed.FIELDS), ("SEQ Figure", Removed.FIELDS),
            ("HYPERLINK http://evil.example/x", Removed.LINKS),
            ("AUTHOR", Removed.PROPERTIES), ("FILENAME \\p", Removed.PROPERTIES),
            ("TOC \\o", Removed.CONTENTS), ("CREATEDATE", Removed.DATES),
        )
    },
}  # fmt: skip
_NEVER = (
    b"evil",
    b"Spy",
    b"vbaProject",
    b"macroEnabled",
    b"DDEAUTO",
    b"calc",
    b"INCLUDE",
    b"old secret",
    b"mailMerge",
)


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_hostile_is_taken_out_and_told(tmp_path: Path, name: str) -> None:
    content, kind = HOSTILE[name]
    _, removed = rebuilt(content, "letterhead.docx")
    assert kind in removed
    assert len(chosen(content).told) >= len(removed)
    path = written_into(content, tmp_path)
    assert_inert(path)
    for part, data in parts_of(path.read_bytes()).items():
        assert b'TargetMode="External"' not in data, part
        assert not [word for word in _NEVER if word in data], part
        assert not part.endswith(".bin") and "custom" not in part
    assert breaches(path) == ()


def test_words_of_links_and_fields_stay(tmp_path: Path) -> None:
    assert "our page" in words_of(written_into(HOSTILE["link"][0], tmp_path))
    assert "as it was" in words_of(written_into(HOSTILE["field INCLUDETEXT"][0], tmp_path))
    assert "kept new" in words_of(written_into(HOSTILE["changes"][0], tmp_path))
    assert "as it was" not in words_of(written_into(HOSTILE["field FILENAME"][0], tmp_path))
    assert words_of(written_into(HOSTILE["field CREATEDATE"][0], tmp_path)).startswith("31 March 2025\n")


@pytest.mark.parametrize(
    "xml",
    [
        # inside another, in the code of another, over paragraphs, without an end, in a text box, in one element
        _FIELD.format(code=" PAGE ").replace("as it was</w:t></w:r>", "x</w:t></w:r>" + _FIELD.format(code="DDEAUTO cmd")[5:-6]),
        _FIELD.format(code=" IF ").replace("<w:r><w:instrText", _FIELD.format(code="DDEAUTO cmd")[5:-6] + "<w:r><w:instrText"),
        _FIELD.format(code="DDEAUTO cmd").replace("</w:r><w:r>", "</w:r></w:p><w:p><w:r>"),
        _FIELD.format(code="DDEAUTO cmd").replace('<w:r><w:fldChar w:fldCharType="end"/></w:r>', ""),
        "<w:p><w:r><w:instrText>DDEAUTO cmd</w:instrText></w:r></w:p>",
        "<w:p><w:r><w:pict><v:shape><v:textbox><w:txbxContent>" + _FIELD.format(code="DDEAUTO cmd") + "</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>",
        "<w:p><w:instrText>DDEAUTO cmd</w:instrText></w:p>",
        "<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:instrText>DDEAUTO cmd</w:instrText></mc:Choice></mc:AlternateContent></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r></w:p>",
        "<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><m:oMath xmlns:m='http://schemas.openxmlformats.org/officeDocument/2006/math'><m:r><w:instrText>DDEAUTO cmd</w:instrText></m:r></m:oMath><w:r><w:fldChar w:fldCharType='end'/></w:r></w:p>",
        "<w:p><w:fldSimple w:instr='DDEAUTO cmd'><w:r><w:t>x</w:t></w:r></w:fldSimple></w:p>",
        "<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>DDE</w:instrText></w:r><w:r><w:instrText>AUTO cmd</w:instrText></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r></w:p>",
        "<w:p><w:r><w:fldChar w:fldCharType='begin'/><w:instrText>DDEAUTO cmd</w:instrText><w:fldChar w:fldCharType='end'/></w:r></w:p>",
    ],
)  # fmt: skip
def test_a_field_hides_nowhere(tmp_path: Path, xml: str) -> None:
    path = written_into(letterhead("{{ brief }}", change=into_body(xml)), tmp_path)
    assert b"cmd" not in b"".join(parts_of(path.read_bytes()).values())
    assert_inert(path)


def test_what_hangs_on_the_edge_of_the_page_is_cleaned_too(tmp_path: Path) -> None:
    def change(document: Any) -> None:
        head = document.sections[0].header
        inner = docx.oxml.parse_xml(
            f"<w:hdr {SPACES}>{_FIELD.format(code='DDEAUTO cmd')}{_REMOTE}{_LINK}</w:hdr>"
        )
        for one in list(inner):
            head._element.append(one)

    content = related(letterhead(change=change), "image", _EVIL, outside=True, part="word/header1.xml")
    told = chosen(content).told
    assert (
        sum(word in "".join(told) for word in ("fetched from elsewhere", "Links to the web", "Fields that"))
        == 3
    )
    path = written_into(content, tmp_path)
    assert_inert(path)
    assert ADDRESS in words_around(path) and "our page" in words_around(path)
    assert b"evil" not in b"".join(parts_of(path.read_bytes()).values())


def test_nobody_is_named_in_the_properties(tmp_path: Path) -> None:
    def change(document: Any) -> None:
        properties = document.core_properties
        for name in ("author", "last_modified_by", "comments", "keywords", "subject", "category", "version"):
            setattr(properties, name, "Spy")

    content = with_parts(
        letterhead(change=change), {"docProps/app.xml": b"<P><Company>Spy plc</Company></P>"}
    )
    path = written_into(
        related(content, "extended-properties", "docProps/app.xml", part="", id="rIdA"), tmp_path
    )
    parts = parts_of(path.read_bytes())
    assert b"Spy" not in b"".join(parts.values())
    assert "docProps/app.xml" not in parts


def test_content_controls_become_what_stands_in_them(tmp_path: Path) -> None:
    xml = (
        "<w:sdt><w:sdtPr><w:dataBinding w:xpath='/x' w:storeItemID='{1}'/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>"
        "{{ title }}</w:t></w:r></w:p></w:sdtContent></w:sdt><w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
        "<w:p><w:r><w:t>Click here</w:t></w:r></w:p></w:sdtContent></w:sdt><w:sdt><w:sdtPr><w:docPartObj>"
        "<w:docPartGallery w:val='Table of Contents'/></w:docPartObj></w:sdtPr><w:sdtContent><w:p><w:r><w:t>Old … 7"
        "</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    )
    words = words_of(written_into(letterhead("{{ brief }}", change=into_body(xml)), tmp_path))
    assert words.startswith("Licences in time\n") and "Click here" not in words and "Old …" not in words


@pytest.mark.parametrize(
    ("picture", "stays"),
    [
        (png(), True),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>x</script></svg>", False),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><rect fill='url(http://x)'/></svg>", False),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><rect onload='x'/></svg>", False),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><rect width='1'/></svg>", True),
        (b"MZ\x90 a program", False),
        (b"\x89PNG\r\n\x1a\n cut off", False),
        (png().replace(struct.pack(">II", 1, 1), struct.pack(">II", 60_000, 60_000)), False),
    ],
)
def test_pictures_are_what_they_say_or_gone(tmp_path: Path, picture: bytes, stays: bool) -> None:
    parts = parts_of(letterhead())
    name = next(name for name in parts if name.startswith("word/media/"))
    content = packed({**parts, name: picture})
    path = written_into(content, tmp_path)
    assert (picture in parts_of(path.read_bytes()).values()) == stays
    assert any("damaged, too large" in one for one in chosen(content).told) != stays
    assert ADDRESS in words_around(path)


def test_nothing_is_left_that_word_takes_for_damaged(tmp_path: Path) -> None:
    contents = "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj></w:sdtPr><w:sdtContent><w:p/></w:sdtContent></w:sdt>"
    grid = "<w:tblPr><w:tblW w:w='0' w:type='auto'/></w:tblPr><w:tblGrid><w:gridCol w:w='100'/></w:tblGrid>"
    deleted = "<w:tr><w:trPr><w:del w:id='1' w:author='Spy'/></w:trPr><w:tc><w:p/></w:tc></w:tr>"
    body = (
        f"<w:tbl>{grid}<w:tr><w:tc>{contents}</w:tc></w:tr></w:tbl><w:p/><w:tbl>{grid}{deleted}</w:tbl><w:p/>"
    )
    box = f"<w:p><w:r><w:pict><v:shape><v:textbox><w:txbxContent>{contents}</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
    path = written_into(letterhead("{{ brief }}", change=into_body(body + box)), tmp_path)
    assert breaches(path) == ()
    root = etree.fromstring(parts_of(path.read_bytes())["word/document.xml"])
    assert all(one.find(qn("w:p")) is not None for one in root.iter(qn("w:tc"), qn("w:txbxContent")))
    assert all(one.find(qn("w:tr")) is not None for one in root.iter(qn("w:tbl")))


def test_a_picture_drawn_in_lines_that_may_not_stay_leaves_the_one_in_points(tmp_path: Path) -> None:
    drawn = (
        "<w:p><w:r><w:drawing><wp:inline><wp:extent cx='9000' cy='9000'/><wp:docPr id='9' name='x'/><a:graphic><a:graphicData "
        "uri='http://schemas.openxmlformats.org/drawingml/2006/picture'><pic:pic><pic:nvPicPr><pic:cNvPr id='9' name='x'/>"
        "<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed='rIdP'><a:extLst><a:ext uri='{96DAC541-7B7A-43D3-8B79-37D633B846F1}'>"
        "<asvg:svgBlip xmlns:asvg='http://schemas.microsoft.com/office/drawing/2016/SVG/main' r:embed='rIdX'/></a:ext>"
        "</a:extLst></a:blip></pic:blipFill><pic:spPr/></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )
    svg = b"<svg xmlns='http://www.w3.org/2000/svg'><script>evil()</script></svg>"
    content = with_parts(
        letterhead(change=into_body(drawn)), {"word/media/a.svg": svg, "word/media/a.png": png()}
    )
    content = related(related(content, "image", "media/a.svg"), "image", "media/a.png", id="rIdP")
    assert not any("Pictures" in one for one in chosen(content).told)
    parts = parts_of(written_into(content, tmp_path).read_bytes())
    assert b"evil" not in b"".join(parts.values())
    assert b'name="x"' in parts["word/document.xml"]
