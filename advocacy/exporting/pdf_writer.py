"""The brief as PDF: tagged, archivable (PDF/A-2a) and accessible (PDF/UA-1)."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import typst

from advocacy.brief.document import (
    AskBox,
    Block,
    Brief,
    Bullets,
    CaseBox,
    DataTable,
    Figure,
    Heading,
    Note,
    NoteKind,
    Paragraph,
)
from advocacy.charts.picture import Picture
from advocacy.errors import ExportError
from advocacy.exporting.leftovers import scratch
from advocacy.exporting.plain_text import printable
from advocacy.exporting.running_head import EXAMPLE, no_picture, running_head
from advocacy.resources import RESOURCES
from advocacy.wording import say

_STANDARDS: list[typst.PDFStandard] = ["a-2a", "ua-1"]
_NOT_PRINTED = (
    *("finding", "figure", "findings", "also", "live", "language"),
    *("definitions", "claims", "marks", "parts", "unsupported", "venue"),
)
_WHEN = datetime(2000, 1, 1, tzinfo=UTC)  # no clock in the file: the same brief gives the same bytes


def write(brief: Brief, path: Path, pictures: Mapping[str, Picture]) -> None:
    """Write the document. Texts reach the typesetter as data only; none of them is read as markup.

    Our own letters come first, so that the document looks alike everywhere. A text they cannot set is set in
    the letters of this computer; what these lack as well becomes "?", and the document says so.
    """
    svgs = {code: picture.svg for code, picture in pictures.items()}
    attempts = (
        (brief, svgs, True),
        (brief, svgs, False),
        (_spelt(brief), {code: _settable(svg) for code, svg in svgs.items()}, True),
    )
    trouble: RuntimeError | None = None
    for attempt in attempts:
        try:
            path.write_bytes(_typeset(*attempt))
            return
        except RuntimeError as error:
            trouble = error
    raise ExportError(
        say("The PDF could not be made."),
        hint=say("Write the Word document or the web page instead; both hold the same."),
    ) from trouble


def _typeset(brief: Brief, svgs: Mapping[str, str], only_own_letters: bool) -> bytes:
    with scratch() as folder:
        shutil.copyfile(RESOURCES / "briefs" / "brief.typ", folder / "brief.typ")
        files = {}
        for number, (code, svg) in enumerate(svgs.items()):
            files[code] = f"chart{number}.svg"
            (folder / files[code]).write_text(svg, "utf-8")
        (folder / "brief.json").write_text(json.dumps(_data(brief, files), ensure_ascii=False), "utf-8")
        content = typst.compile(
            str(folder / "brief.typ"),
            root=str(folder),
            font_paths=[str(RESOURCES / "fonts")],
            ignore_system_fonts=only_own_letters,
            format="pdf",
            pdf_standards=_STANDARDS,
            timestamp=_WHEN,
        )
    assert isinstance(content, bytes)
    return content


def _spelt(brief: Brief) -> Brief:
    """The brief in characters that our own letters have, and a note on what was replaced."""
    note = Note(
        say(
            "Characters for which this computer has no letters are shown as “?”. The Word document has them."
        ),
        NoteKind.CAVEAT,
    )
    spelt: Brief = _mapped(brief, _settable)
    return replace(spelt, blocks=(note, *spelt.blocks))


def _settable(text: str) -> str:
    return "".join(c if ord(c) < 0x0530 or 0x1E00 <= ord(c) <= 0x215F or c in "−×≤≥…" else "?" for c in text)


def _mapped(value: Any, change: Callable[[str], str]) -> Any:
    """The value with every text in it changed; findings and figures are not printed and stay as they are."""
    if isinstance(value, str) and not isinstance(value, NoteKind):
        return change(value)
    if isinstance(value, tuple):
        return tuple(_mapped(item, change) for item in value)
    if isinstance(value, (Brief, Heading, Paragraph, Bullets, Figure, DataTable, Note, CaseBox, AskBox)):
        kept = _NOT_PRINTED
        changed = {
            f.name: _mapped(getattr(value, f.name), change) for f in fields(value) if f.name not in kept
        }
        return replace(value, **changed)
    return value


def _data(brief: Brief, files: Mapping[str, str]) -> dict[str, Any]:
    data: dict[str, Any] = {
        "title": brief.title,
        "subtitle": brief.subtitle,
        "has_contents": brief.has_contents,
        "language": brief.language,
        "head": running_head(brief),
        "foot": say(EXAMPLE) if brief.example else "",
        "cover": [list(line) for line in brief.cover],
        "blocks": [_block(block, files) for block in brief.blocks],
        "no_picture": no_picture(),
        "words": {
            "contents": say("Contents"),
            "page": say("page"),
            "figure": say("Figure"),
            "table": say("Table"),
        },
    }
    cleaned: dict[str, Any] = _printable(data)
    return cleaned


def _block(block: Block, files: Mapping[str, str]) -> dict[str, Any]:
    if isinstance(block, Heading):
        return {"kind": "heading", "text": block.text, "level": block.level}
    if isinstance(block, Paragraph):
        return {
            "kind": "paragraph",
            "text": block.text,
            "numbered": block.numbered,
            "leads": bool(block.finding),
            "small": block.is_small,
        }
    if isinstance(block, Bullets):
        return {"kind": "bullets", "items": list(block.items)}
    if isinstance(block, Figure):
        file = files.get(block.finding.code, "")
        return {
            "kind": "figure",
            "caption": block.caption,
            "alt": block.alt,
            "source": block.source,
            "file": file,
        }
    if isinstance(block, DataTable):
        rows = [list(row) for row in block.rows]
        return {
            "kind": "table",
            "caption": block.caption,
            "header": list(block.header),
            "rows": rows,
            "numeric": list(block.numeric),
            "source": block.source,
        }
    if isinstance(block, CaseBox):
        return {"kind": "case", "text": block.text, "attribution": block.attribution}
    if isinstance(block, AskBox):
        return {
            "kind": "ask",
            "number": block.number,
            "wording": block.wording,
            "lines": [list(line) for line in block.lines],
        }
    return {"kind": "note", "text": block.text, "note": block.kind.value}


def _printable(value: Any) -> Any:
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, list):
        return [_printable(item) for item in value]
    if isinstance(value, dict):
        return {key: _printable(item) for key, item in value.items()}
    return value
