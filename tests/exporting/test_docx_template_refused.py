"""What is no template, or one that names somebody, is refused in plain words."""

# ruff: noqa: E501 - one file a line

from __future__ import annotations

import io
import shutil
import struct
import subprocess
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pypdf
import pytest

from advocacy.brief.document import Heading
from advocacy.errors import AdvocacyError, ReadError
from advocacy.exporting.leak_scan.guard import LeakError
from advocacy.exporting.word_template.reading import read_template
from advocacy.workspace import Workspace
from tests.exporting.inert import assert_inert
from tests.exporting.word_templates import (
    ADDRESS,
    W,
    brief_into,
    chosen,
    into_body,
    letterhead,
    on_disk,
    packed,
    parts_of,
    replaced,
    split_title,
    with_parts,
    words_around,
)
from tests.exporting.written_brief import squeezed, written
from tests.makers import cases, workspace


def _bomb(size: int) -> bytes:
    return with_parts(letterhead(), {"word/media/image9.png": b"\0" * size})


def _lying() -> bytes:
    """A directory that says less than what unpacks."""
    content = bytearray(_bomb(90_000_000))
    for magic, at in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        start = 0
        while (start := content.find(magic, start)) >= 0:
            if struct.unpack_from("<I", content, start + at)[0] > 80_000_000:
                struct.pack_into("<I", content, start + at, 1000)
            start += 4
    return bytes(content)


def _entities(part: str, encoding: str = "utf-8", before: str = "") -> bytes:
    declared = f'<?xml version="1.0" encoding="{encoding}"?>{before}'
    dtd = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>'
    xml = f'{declared}{dtd}<w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>&b;&c;</w:t></w:r></w:p></w:body></w:document>'
    return packed({**parts_of(letterhead()), part: xml.encode(encoding)})


def _named_outside() -> bytes:
    return packed({**parts_of(letterhead()), "../../evil.docx": b"x"})


def _twice() -> bytes:
    out = io.BytesIO(letterhead())
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("WORD/Document.xml", b"<x/>")
    return out.getvalue()


def _encrypted() -> bytes:
    content = bytearray(letterhead())
    for magic, at in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        start = content.find(magic)
        struct.pack_into("<H", content, start + at, 1)
    return bytes(content)


def _deep() -> bytes:
    xml = f'<w:document xmlns:w="{W}"><w:body>' + "<w:p>" * 3000 + "</w:p>" * 3000 + "</w:body></w:document>"
    return packed({**parts_of(letterhead()), "word/document.xml": xml.encode()})


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
REFUSED: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "empty"),
    "text": (b"Dear Sir", "no Word document"),
    "pdf": (b"%PDF-1.7", "no Word document"),
    "old": (_OLE + "WordDocument".encode("utf-16-le"), "from before 2007"),
    "password": (_OLE + "EncryptedPackage".encode("utf-16-le"), "protected by a password"),
    "zip password": (_encrypted(), "protected by a password"),
    "workbook": (packed({"[Content_Types].xml": b"<x/>", "xl/workbook.xml": b"<x/>"}), "no Word document"),
    "half": (letterhead()[:4000], "damaged"),
    "bad check sum": (letterhead().replace(b"PK\x01\x02", b"PK\x01\x03", 1), "damaged"),
    "without a document": (packed({n: c for n, c in parts_of(letterhead()).items() if n != "word/document.xml"}), "damaged"),
    "broken xml": (packed({**parts_of(letterhead()), "word/document.xml": b"<w:document"}), "damaged"),
    "other root": (packed({**parts_of(letterhead()), "word/document.xml": b"<html/>"}), "no Word document"),
    "bomb": (_bomb(90_000_000), "could harm"),
    "dense bomb": (_bomb(40_000_000), "could harm"),
    "lying bomb": (_lying(), ""),
    "many parts": (with_parts(letterhead(), {f"word/x{n}.xml": b"" for n in range(500)}), "could harm"),
    "entities": (_entities("word/document.xml"), "could harm"),
    "wide entities": (_entities("word/document.xml", "utf-16"), "could harm"),
    "late entities": (_entities("word/document.xml", before="<!--" + "x" * 9000 + "-->"), "could harm"),
    "entities in styles": (_entities("word/styles.xml"), "could harm"),
    "entities in relations": (_entities("word/_rels/document.xml.rels"), "could harm"),
    "named outside": (_named_outside(), "could harm"),
    "twice": (_twice(), "could harm"),
    "deep": (_deep(), "damaged"),
    "strict": (replaced(letterhead(), "_rels/.rels", b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument", b"http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument"), "no Word document"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_template_is_refused_in_plain_words(name: str) -> None:
    content, said = REFUSED[name]
    with pytest.raises(ReadError) as refused:
        chosen(content)
    assert said in refused.value.message and "letterhead.docx" in refused.value.message
    assert refused.value.hint


def test_a_file_is_read_in_a_process_of_its_own(tmp_path: Path) -> None:
    read = read_template(on_disk(tmp_path, letterhead("{{ title }}", "{{ brief }}")))
    assert read.template.places == ("title", "brief")
    for bad in (tmp_path, tmp_path / "gone.docx"):
        with pytest.raises(AdvocacyError):
            read_template(bad)


def test_what_a_workspace_brings_is_cleaned_again(tmp_path: Path) -> None:
    """Somebody else may have made the workspace, and put a file of their own into it."""
    brief = brief_into(letterhead())
    assert brief.workspace and brief.workspace.template
    field = '<w:p><w:fldSimple w:instr="DDEAUTO cmd"><w:r><w:t>x</w:t></w:r></w:fldSimple></w:p>'
    content = letterhead(change=into_body(field))
    hostile = replace(brief.workspace.template, content=content)
    path = written(replace(brief, workspace=replace(brief.workspace, template=hostile)), tmp_path, ".docx")
    assert_inert(path)
    bomb = replace(brief.workspace.template, content=_bomb(90_000_000))
    with pytest.raises(AdvocacyError):
        written(replace(brief, workspace=replace(brief.workspace, template=bomb)), tmp_path, ".docx")


def _named_workspace() -> Workspace:
    days = [date(2024, 1, 1)] * 40
    return workspace(
        cases(days, [date(2024, 5, 1)] * 40, applicant=["Thandiwe Mwansa-Okoro"] + ["Other Person"] * 39)
    )


@pytest.mark.parametrize("where", ["body", "header", "box", "split"])
def test_an_old_brief_as_a_template_names_nobody(tmp_path: Path, where: str) -> None:
    def change(document: Any) -> None:
        name = "Thandiwe Mwansa-Okoro"
        if where == "body":
            document.add_paragraph(name)
        elif where == "header":
            document.sections[0].header.add_paragraph(f"Chair: {name}")
        elif where == "split":
            for piece in ("Thandi", "we Mwan", "sa-Okoro"):
                document.paragraphs[0].add_run(piece).bold = True
        else:
            into_body(
                "<w:p><w:r><w:pict><v:shape><v:textbox><w:txbxContent><w:p><w:r><w:t>Thandiwe Mwansa-Okoro</w:t>"
                "</w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
            )(document)

    brief = brief_into(letterhead(change=change))
    held = _named_workspace().with_template(brief.workspace.template if brief.workspace else None)
    with pytest.raises(LeakError) as refused:
        written(replace(brief, workspace=held), tmp_path, ".docx")
    assert "Thandiwe" not in str(refused.value) and "template" in refused.value.hint
    assert ("head or foot" in refused.value.message) == (where == "header")
    assert not (tmp_path / "brief.docx").exists()


_SOFFICE = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not on this machine")


def _converted(folder: Path, path: Path, to: str) -> Path:
    subprocess.run(
        ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless",
         "--convert-to", to, "--outdir", str(folder / "made"), str(path)],
        check=True, capture_output=True, timeout=100,
    )  # fmt: skip
    return folder / "made" / f"{path.stem}.{to.partition(':')[0]}"


@_SOFFICE
def test_a_letterhead_of_libreoffice(tmp_path: Path) -> None:
    odt = _converted(
        tmp_path, on_disk(tmp_path, letterhead("{{ title }}", "{{ brief }}", change=split_title)), "odt"
    )
    with pytest.raises(ReadError):
        read_template(odt)
    template = _converted(tmp_path, odt, "docx")
    brief = brief_into(template.read_bytes())
    path = written(brief, tmp_path, ".docx")
    assert_inert(path)
    assert ADDRESS in words_around(path)
    pages = [page.extract_text() for page in pypdf.PdfReader(_converted(tmp_path, path, "pdf")).pages]
    text = squeezed("".join(pages))
    assert all(squeezed(ADDRESS) in squeezed(page) for page in pages)
    for block in brief.blocks:
        if isinstance(block, Heading):
            assert squeezed(block.text) in text
    assert "pressure" not in text and "Error:Reference" not in text
