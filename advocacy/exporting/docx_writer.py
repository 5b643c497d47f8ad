"""The brief for Word: real styles, numbered paragraphs, captions with fields, described pictures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, assert_never

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
from advocacy.charts.picture import Picture
from advocacy.exporting.column_widths import column_widths
from advocacy.exporting.docx_elements import (
    bookmark,
    contents,
    field,
    paragraph,
    row,
    run,
    table,
)
from advocacy.exporting.docx_letter import Letter, fit_in, open_letter
from advocacy.exporting.docx_packed import packed
from advocacy.exporting.docx_pages import begin_without_head, head_and_foot, make_room, room
from advocacy.exporting.docx_picture import picture_run
from advocacy.exporting.docx_styles import add_styles, speak
from advocacy.exporting.kept_together import with_what_leads
from advocacy.exporting.plain_text import printable
from advocacy.exporting.references import Reference, references
from advocacy.exporting.running_head import no_picture
from advocacy.exporting.word_template.places import Place
from advocacy.exporting.word_template.reading import usable_template
from advocacy.wording import labelled, say

_WHEN = datetime(2000, 1, 1, tzinfo=UTC)  # no clock in the file: the same brief gives the same bytes
_EMU, _TWIPS = 635, 20  # English metric units in a twip; twips in a point
_TABLE_LETTERS = 9.6  # points that columns are made for; letters have 9, those of other fonts are wider
_WHOLE = 8  # rows of a table that is not parted
_ROWS = 3  # of a longer one that stand together at least, at the end of a page and at the head of the next
_CHART = 0.8  # of the room between the margins; with its caption, a higher one leaves more pages half empty
_MOST_BOOKMARKS = 40  # letters of a name that Word takes


def write(brief: Brief, path: Path, pictures: Mapping[str, Picture]) -> None:
    """Write the document, into the template of the user where there is one."""
    path.write_bytes(document_of(brief, pictures, usable_template(brief)))


def document_of(brief: Brief, pictures: Mapping[str, Picture], template: bytes | None) -> bytes:
    """Return the document. template: a cleaned Word file that it is written into."""
    letter = open_letter(brief, template)
    document = letter.document
    styles = add_styles(document)
    if template is None and venue(brief.venue).is_one_page:
        make_room(document)
    speak(document, brief.language)
    _clean_properties(document, brief)
    made = list(_Writing(letter, styles, pictures, brief).everything())
    for one in made:
        letter.before.addprevious(one)
    fit_in(document, letter, made)
    head_and_foot(document, brief, styles)
    if template is None:
        begin_without_head(document)
    return packed(document)


class _Writing:
    """Makes the elements of block after block; counts figures, tables, pictures and bookmarks."""

    def __init__(
        self, letter: Letter, styles: Mapping[str, str], pictures: Mapping[str, Picture], brief: Brief
    ) -> None:
        self._letter, self._styles, self._pictures = letter, styles, pictures
        self._brief, self._room = brief, room(letter.section)
        self._references = references(brief)
        self._count = {"Figure": 0, "Table": 0}
        self._headings = 0

    def everything(self) -> Iterator[Any]:
        """The cover, the contents and every block."""
        yield from self._cover()
        if self._brief.has_contents:
            yield self._contents()
        before: Block | None = None
        for block, leads in with_what_leads(self._brief.blocks):
            if isinstance(before, DataTable) and isinstance(block, DataTable) and not before.source:
                yield self._said("Base Line", "")  # without it two tables in a row would become one
            yield from self._block(block, leads)
            before = block
        if isinstance(before, DataTable) and not before.source:
            yield self._said("Base Line", "")  # Word wants a paragraph behind the last table

    def _cover(self) -> Iterator[Any]:
        """What the template has told in its own text is not told again."""
        brief, told = self._brief, self._letter.told
        if brief.heading:
            yield self._said("Document Kind", brief.heading)
        if Place.TITLE not in told:
            yield self._said("Title", brief.title)
        if brief.subtitle:
            yield self._said("Subtitle", brief.subtitle)
        places = {say("To"): Place.ADDRESSEE, say("Submitted by"): Place.SUBMITTED_BY}
        lines = [line for line in brief.cover if places.get(line[0]) not in told]
        yield from self._lines("Cover Line", lines)

    def _contents(self) -> Any:
        headings = [block.text for block in self._brief.blocks if isinstance(block, Heading)]
        levels = [block.level for block in self._brief.blocks if isinstance(block, Heading)]
        entries = [
            (_heading_name(number), text)
            for number, (text, level) in enumerate(zip(headings, levels, strict=True), 1)
            if level == 1
        ]
        title = self._said("TOC Heading", say("Contents"))
        return contents('TOC \\o "1-1" \\h \\z \\u', title, self._style("toc 1"), entries)

    def _block(self, block: Block, leads: bool) -> Iterator[Any]:
        match block:
            case Heading():
                yield self._heading(block)
            case Paragraph():
                yield self._said(_paragraph_style(block, leads), block.text)
            case Bullets():
                yield from self._bullets(block)
            case Figure():
                yield from self._figure(block, leads)
            case DataTable():
                yield from self._table(block, leads)
            case CaseBox(text, attribution):
                yield self._said("Case Box", say("“{text}”", text=text))
                yield self._said("Case Source", attribution)
            case AskBox(_, wording, lines):
                yield self._said("Request", wording)
                yield from self._lines("Request Detail", lines)
            case Note(text, kind):
                yield self._said("Example Note" if kind is NoteKind.EXAMPLE else "Note", text)
            case _:
                assert_never(block)

    def _heading(self, block: Heading) -> Any:
        self._headings += 1
        marked = self._bookmark(_heading_name(self._headings), run(block.text))
        return paragraph(self._style(f"heading {min(block.level, 3)}"), *marked)

    def _bullets(self, block: Bullets) -> Iterator[Any]:
        for place, item in enumerate(block.items):
            code = block.findings[place] if place < len(block.findings) else ""
            shown = self._references.get(code)
            pointer = (run(" ("), *self._pointer(shown), run(")")) if shown else ()
            yield paragraph(self._style("List Bullet"), run(item), *pointer)

    def _figure(self, block: Figure, leads: bool) -> Iterator[Any]:
        self._count["Figure"] += 1
        picture = self._pictures.get(block.finding.code)
        if picture is None:
            yield self._caption("Figure", block.caption)
            yield self._said("Note", no_picture())
        else:
            number = next(self._letter.drawings)
            shown = picture_run(
                self._letter.document, picture, block.alt, number, int(self._room * _CHART) * _EMU
            )
            yield paragraph(self._style("Chart"), shown)
            yield self._caption("Figure", block.caption)
        yield self._said(_base_line_style(leads), block.source)

    def _table(self, block: DataTable, leads: bool) -> Iterator[Any]:
        self._count["Table"] += 1
        yield self._caption("Table", block.caption)
        points = column_widths(block, self._room / _TWIPS, _TABLE_LETTERS)
        widths = [int(one * _TWIPS) for one in points]
        rows = [row(self._cells("Table Heading", block.header, block.numeric), widths, is_header=True)]
        for number, texts in enumerate(block.rows, 1):
            left = len(block.rows) - number
            is_kept = number < _ROWS or left < _ROWS or len(block.rows) <= _WHOLE
            is_kept = is_kept and (left > 0 or bool(block.source or leads))
            style = "Kept Table Text" if is_kept else "Table Text"
            rows.append(row(self._cells(style, texts, block.numeric), widths))
        labels = not block.numeric[0]
        yield table(self._style("Brief Table"), block.caption, widths, rows, labels=labels)
        if block.source:
            yield self._said(_base_line_style(leads), block.source)

    def _cells(self, style: str, texts: Sequence[str], numeric: Sequence[bool]) -> list[Any]:
        numbers = style.replace("Text", "Number") if style.endswith("Text") else f"{style} Number"
        return [
            self._said(numbers if right else style, text) for text, right in zip(texts, numeric, strict=True)
        ]

    def _caption(self, kind: str, text: str) -> Any:
        number = str(self._count[kind])
        numbered = (run(f"{say(kind)}\u00a0"), *field(f"SEQ {kind} \\* ARABIC", number))
        marked = self._bookmark(f"{kind.lower()}_{number}", *numbered)
        return paragraph(self._style("caption"), *marked, run(f". {text}"))

    def _pointer(self, to: Reference) -> tuple[Any, ...]:
        """The name of a figure or table elsewhere, which Word keeps right when figures move."""
        return field(f"REF {to.name.replace('-', '_')} \\h", to.words)

    def _bookmark(self, name: str, *content: Any) -> tuple[Any, ...]:
        assert len(name) <= _MOST_BOOKMARKS
        return bookmark(name, next(self._letter.bookmarks), *content)

    def _said(self, style: str, text: str) -> Any:
        return paragraph(self._style(style), run(text))

    def _labelled(self, style: str, label: str, text: str) -> Any:
        return paragraph(self._style(style), run(labelled(label), self._style("Label")), run(text))

    def _lines(self, style: str, lines: Sequence[tuple[str, str]]) -> Iterator[Any]:
        """What is labelled, a paragraph each; where there is one page for all, one after the other."""
        if venue(self._brief.venue).is_one_page and lines:
            yield self._on_one_line(style, lines)
        else:
            yield from (self._labelled(style, *line) for line in lines)

    def _on_one_line(self, style: str, lines: Sequence[tuple[str, str]]) -> Any:
        runs = []
        for number, (label, text) in enumerate(lines):
            runs += [run(" · ")] if number else []
            runs += [run(labelled(label), self._style("Label")), run(text)]
        return paragraph(self._style(style), *runs)

    def _style(self, name: str) -> str:
        return self._styles[name.casefold()]


def _paragraph_style(block: Paragraph, leads: bool) -> str:
    if block.numbered:
        return "Numbered Finding" if leads else "Numbered Paragraph"
    if block.is_small:
        return _base_line_style(leads)
    return "Finding Sentence" if leads else "Normal"


def _base_line_style(leads: bool) -> str:
    return "Kept Base Line" if leads else "Base Line"


def _heading_name(number: int) -> str:
    return f"_Toc{number:09}"


def _clean_properties(document: Any, brief: Brief) -> None:
    properties = document.core_properties
    properties.author = properties.last_modified_by = properties.comments = properties.keywords = ""
    properties.title = printable(brief.title)[:250]
    properties.language = brief.language
    properties.created = properties.modified = _WHEN
    properties.revision = 1
