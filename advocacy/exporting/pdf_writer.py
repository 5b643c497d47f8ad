"""The brief as PDF: tagged, archivable (PDF/A-2a) and accessible (PDF/UA-1)."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, replace
from datetime import UTC, datetime
from math import ceil
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
from advocacy.brief.venues import venue
from advocacy.charts import letters
from advocacy.charts.picture import Picture
from advocacy.errors import ExportError
from advocacy.exporting.column_widths import column_widths
from advocacy.exporting.kept_together import stays_whole, with_what_leads
from advocacy.exporting.leftovers import scratch
from advocacy.exporting.page_filling import Piece, settings
from advocacy.exporting.plain_text import printable
from advocacy.exporting.references import Reference, references
from advocacy.exporting.running_head import EXAMPLE, no_picture, running_head
from advocacy.resources import RESOURCES
from advocacy.wording import labelled, say

_STANDARDS: list[typst.PDFStandard] = ["a-2a", "ua-1"]
_NOT_PRINTED = (
    *("finding", "figure", "findings", "also", "live", "language"),
    *("definitions", "claims", "marks", "parts", "unsupported", "venue"),
)
_ROOM = 453.5  # points between the margins
_TABLE_LETTERS = 8.6  # points
_TWO_LINES, _LINES_OF_ASK, _FEW_ROWS = 34.0, 55.0, 100.0  # points, at least, before the end of a page
_LETTERS = (1.0, 0.98, 0.96, 0.94, 0.92, 0.9)  # how large letters are where all must stand on one page
_WHEN = datetime(2000, 1, 1, tzinfo=UTC)  # no clock in the file: the same brief gives the same bytes


Drawn = Mapping[str, tuple[str, float]]  # by code the file of a chart and its height in points


def write(brief: Brief, path: Path, pictures: Mapping[str, Picture]) -> None:
    """Write the document. Texts reach the typesetter as data only; none of them is read as markup.

    Our own letters come first, so that the document looks alike everywhere. A text they cannot set is set in
    the letters of this computer; what these lack as well becomes "?", and the document says so.
    """
    spelt = {code: replace(one, svg=_settable(one.svg)) for code, one in pictures.items()}
    attempts = ((brief, pictures, True), (brief, pictures, False), (_spelt(brief), spelt, True))
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


def _typeset(brief: Brief, pictures: Mapping[str, Picture], only_own_letters: bool) -> bytes:
    with scratch() as folder:
        shutil.copyfile(RESOURCES / "briefs" / "brief.typ", folder / "brief.typ")
        drawn = {}
        for number, (code, picture) in enumerate(pictures.items()):
            drawn[code] = (f"chart{number}.svg", _ROOM * picture.height / picture.width)
            (folder / drawn[code][0]).write_text(picture.svg, "utf-8")
        data = _data(brief, drawn)
        source: dict[str, Any] = {
            "input": str(folder / "brief.typ"),
            "root": str(folder),
            "font_paths": [str(RESOURCES / "fonts")],
            "ignore_system_fonts": only_own_letters,
        }
        if data["one_page"]:
            _fit_on_one_page(folder, data, source)
        else:
            _fill_pages(brief, folder, data, source)
        content = typst.compile(**source, format="pdf", pdf_standards=_STANDARDS, timestamp=_WHEN)
    assert isinstance(content, bytes)
    return content


def _write_data(folder: Path, data: Mapping[str, Any]) -> None:
    (folder / "brief.json").write_text(json.dumps(data, ensure_ascii=False), "utf-8")


def _fit_on_one_page(folder: Path, data: dict[str, Any], source: Mapping[str, Any]) -> None:
    """Take smaller letters, as far as they can be read, until everything fits on the page."""
    for data["scale"] in _LETTERS:
        _write_data(folder, data)
        measured, page = _measured(source)
        if not measured or measured[-1]["start"] + measured[-1]["height"] <= page:
            return


def _measured(source: Mapping[str, Any]) -> tuple[list[dict[str, float]], float]:
    """Where each block stands on an endless page and how high it is, and how high a page is. In points."""
    both = "selector(<measured>).or(<page>)"  # asked at once: each question sets the whole document
    told = json.loads(typst.query(**source, selector=both, field="value", sys_inputs={"measuring": "yes"}))
    (page,) = (value for value in told if not isinstance(value, dict))
    return [value for value in told if isinstance(value, dict)], page


def _fill_pages(brief: Brief, folder: Path, data: Mapping[str, Any], source: Mapping[str, Any]) -> None:
    """Say of each chart how large it is, and of each table whether it is parted, so that pages are full."""
    _write_data(folder, data)
    measured, page = _measured(source)
    begin, end = measured[0]["start"] if measured else 0.0, 0.0
    pieces: list[Piece] = []
    for block, item, place in zip(brief.blocks, data["blocks"], measured, strict=True):
        space = place["start"] - end if pieces else 0.0
        pieces.append(_piece(block, item, space, place["height"]))
        end = place["start"] + place["height"]
    for item, setting in zip(data["blocks"], settings(pieces, page, begin), strict=True):
        if item["kind"] == "figure":
            item["scale"] = setting.scale
        if setting.is_parted:
            item["whole"] = item["leads"] = False
    _write_data(folder, data)


def _piece(block: Block, item: Mapping[str, Any], space: float, height: float) -> Piece:
    match block:
        case Heading():
            return Piece(space, height, leads=True)
        case Figure():
            alone = height if item["leads"] else 0.0
            return Piece(space, height, chart=item["high"], parted=alone, leads=item["leads"])
        case DataTable():
            begun, parted = (0.0, _FEW_ROWS) if item["whole"] else (_FEW_ROWS, 0.0)
            return Piece(space, height, begun=begun, parted=parted, leads=item["leads"])
        case AskBox():
            return Piece(space, height, begun=_LINES_OF_ASK)
        case Paragraph() | Bullets():
            return Piece(space, height, begun=0.0 if item["leads"] else _TWO_LINES, leads=item["leads"])
        case _:
            return Piece(space, height, leads=item["leads"])


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


def _data(brief: Brief, drawn: Drawn) -> dict[str, Any]:
    data: dict[str, Any] = {
        "heading": brief.heading,
        "title": brief.title,
        "subtitle": brief.subtitle,
        "has_contents": brief.has_contents,
        "scale": 1.0,
        "one_page": venue(brief.venue).is_one_page,
        "language": brief.language,
        "head": running_head(brief),
        "foot": say(EXAMPLE) if brief.example else "",
        "cover": [list(line) for line in brief.cover],
        "blocks": list(_blocks(brief, drawn)),
        "colon": labelled(""),
        "no_picture": no_picture(),
        "words": {
            "contents": say("Contents"),
            "figure": say("Figure"),
            "table": say("Table"),
            "page": say("page"),
        },
    }
    cleaned: dict[str, Any] = _printable(data)
    return cleaned


def _blocks(brief: Brief, drawn: Drawn) -> Iterator[dict[str, Any]]:
    shown, counted = references(brief), Counter[str]()
    for block, leads in with_what_leads(brief.blocks):
        made = {**_block(block, drawn, shown), "leads": leads}
        if made["kind"] in ("figure", "table"):
            counted[made["kind"]] += 1
            made["name"] = f"{made['kind']}-{counted[made['kind']]}"
        yield made


def _block(block: Block, drawn: Drawn, shown: Mapping[str, Reference]) -> dict[str, Any]:
    if isinstance(block, Heading):
        return {"kind": "heading", "text": block.text, "level": block.level}
    if isinstance(block, Paragraph):
        return {
            "kind": "paragraph",
            "text": block.text,
            "numbered": block.numbered,
            "small": block.is_small,
        }
    if isinstance(block, Bullets):
        pointers = [shown.get(code) for code in block.findings]
        pointers += [None] * (len(block.items) - len(pointers))
        items = [
            {"text": text, "to": to.name if to else "", "words": to.words if to else ""}
            for text, to in zip(block.items, pointers, strict=True)
        ]
        return {"kind": "bullets", "items": items}
    if isinstance(block, Figure):
        file, high = drawn.get(block.finding.code, ("", 0.0))
        return {
            "kind": "figure",
            "caption": block.caption,
            "alt": block.alt,
            "source": block.source,
            "file": file,
            "high": high,
            "scale": 1.0,
        }
    if isinstance(block, DataTable):
        widths = column_widths(block, _ROOM, _TABLE_LETTERS)
        return {
            "kind": "table",
            "caption": block.caption,
            "whole": stays_whole(block),
            "widths": list(widths),
            "header": list(block.header),
            "rows": [list(map(_cell, row, widths)) for row in block.rows],
            "numeric": list(block.numeric),
            "source": block.source,
        }
    if isinstance(block, CaseBox):
        return {"kind": "case", "text": say("“{text}”", text=block.text), "attribution": block.attribution}
    if isinstance(block, AskBox):
        return {
            "kind": "ask",
            "number": block.number,
            "wording": block.wording,
            "lines": [list(line) for line in block.lines],
        }
    return {"kind": "note", "text": block.text, "note": block.kind.value}


def _cell(text: str, room: float) -> str:
    """The text with the words broken that are wider than their column; they would be set over the next."""
    inner = room - _TABLE_LETTERS * 1.2
    return "\n".join(" ".join(_broken(word, inner) for word in line.split(" ")) for line in text.split("\n"))


def _broken(word: str, room: float) -> str:
    """The word in lines of equal length, so that two of a kind, as fingerprints are, can be compared."""
    lines = letters.lines(word, _TABLE_LETTERS, room)
    if len(lines) < 2:
        return word
    long = ceil(len(word) / len(lines))
    equal = tuple(word[start : start + long] for start in range(0, len(word), long))
    fit = all(letters.width(line, _TABLE_LETTERS) <= room for line in equal)
    return "\n".join(equal if fit else lines)


def _printable(value: Any) -> Any:
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, list):
        return [_printable(item) for item in value]
    if isinstance(value, dict):
        return {key: _printable(item) for key, item in value.items()}
    return value
