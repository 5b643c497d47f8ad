"""What the tests of every writer start from: a brief, pictures, hostile texts, and the words of a file."""

# ruff: noqa: E501 - one payload a line would fill pages

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

import docx
import openpyxl
import pypdf
from markdown_it import MarkdownIt

from advocacy.analysis.findings import findings
from advocacy.brief.compose import compose
from advocacy.brief.document import Brief, Figure
from advocacy.brief.number_words import number_words
from advocacy.charts.picture import Picture
from advocacy.exporting.export import export
from advocacy.workspace import Ask, BriefPlan, Cited, Workspace
from tests.makers import cases, workspace

PAYLOADS = [
    "=cmd|'/c calc'!A1", "=HYPERLINK(\"http://x.example\",\"y\")", "+1+1", "-2+3", "@SUM(A1)", "\t=1+1", "\r=1+1",
    "{=1+1}", "=WEBSERVICE(\"http://x.example\")", "DDE(\"cmd\")", "{{7*7}}", "{% raw %}", "${7*7}", "#{7*7}",
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "\"><svg onload=alert(1)>", "javascript:alert(1)",
    "http://x.example", "https://x.example/a?b", "www.x.example", "a@x.example", "mailto:a@x.example", "file:///etc/passwd",
    "\\\\server\\share", "#read(\"/etc/passwd\")", "#import \"x.typ\"", "$x^2$", "*bold* _italic_", "= Heading",
    "#link(\"http://x.example\")[x]", "@reference", "<label>", "\\u{41}", "// comment", "/* c */", "\u202eevil", "\u0000\u0007",
    "]]>", "&lt;b&gt;", "x" * 400, "عربي 中文 💎",
]  # fmt: skip


def held_workspace(text: str = "North", **plan: object) -> Workspace:
    applied = [date(2024, 1, 1) + timedelta(days=i) for i in range(60)]
    decided = [day + timedelta(days=80 + i) if i % 3 else None for i, day in enumerate(applied)]
    held = workspace(
        cases(
            applied,
            decided,
            hurdles=["fees delay" if i % 2 else "fees" for i in range(60)],
            region=[text if i % 2 else "South" for i in range(60)],
            official_fee=[100.0 + i for i in range(60)],
            travel_cost=[50.0] * 60,
            currency=["KTS"] * 60,
        ),
        data_date=date(2024, 12, 31),
        limit=90,
    )
    return held.with_brief(BriefPlan(**plan)) if plan else held  # type: ignore[arg-type]


def brief_of(text: str = "North", **plan: object) -> Brief:
    held = held_workspace(text, **plan)
    return compose(held, findings(held))


def pictures_of(brief: Brief) -> dict[str, Picture]:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="60" height="34"><rect width="60" height="34" fill="#1F6178"/></svg>'
    return {b.finding.code: Picture(svg, png(), 60, 34) for b in brief.blocks if isinstance(b, Figure)}


def png() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\0\0"))
        + chunk(b"IEND", b"")
    )


def written(brief: Brief, folder: Path, suffix: str, pictures: Mapping[str, Picture] | None = None) -> Path:
    path = folder / f"brief{suffix}"
    export(brief, path, pictures=pictures_of(brief) if pictures is None else pictures)
    return path


def text_of(path: Path) -> str:
    """All words of a document, whatever its format."""
    if path.suffix == ".docx":
        document = docx.Document(str(path))
        lines = [p.text for p in document.paragraphs]
        lines += [" ".join(cell.text for cell in row.cells) for t in document.tables for row in t.rows]
        return "\n".join(lines)
    if path.suffix == ".pdf":
        pages = [page.extract_text().splitlines() for page in pypdf.PdfReader(path).pages]
        # Without the running title and the number: a paragraph may go on over the end of a page.
        return "\n".join(line for place, page in enumerate(pages) for line in page[bool(place) : -1])
    if path.suffix == ".html":
        import html

        tags = r"<(style|script)\b.*?</\1>|<[^>]+>"
        return html.unescape(re.sub(tags, " ", path.read_text("utf-8"), flags=re.S))
    if path.suffix == ".md":
        blocks = MarkdownIt("gfm-like").parse(path.read_text("utf-8"))
        return "\n".join("".join(one.content for one in block.children or ()) for block in blocks)
    book = openpyxl.load_workbook(path)
    return "\n".join(
        " ".join(str(c) for c in row if c is not None)
        for sheet in book
        for row in sheet.iter_rows(values_only=True)
    )


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u00ad]+", "", text)


def with_payload(payload: str) -> Brief:
    return brief_of(
        f"{payload} north",
        title=payload,
        addressee=payload,
        submitted_by=payload,
        summary=payload,
        asks=(Ask(payload),),
        cited=tuple(Cited(word.text, payload) for word in number_words(payload)),
    )
