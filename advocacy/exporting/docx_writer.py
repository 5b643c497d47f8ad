"""The brief for Word: real styles, numbered paragraphs, captions with fields, described pictures."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Emu, Pt, RGBColor

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
from advocacy.exporting.plain_text import printable
from advocacy.exporting.running_head import EXAMPLE, no_picture, running_head
from advocacy.wording import say, say_later

_FONT = "Noto Sans"
_ACCENT, _MUTED, _WARNING = RGBColor(0x1F, 0x61, 0x78), RGBColor(0x55, 0x5E, 0x65), RGBColor(0xB3, 0x47, 0x1B)
_TEXT_WIDTH = Cm(16)
_WHEN = datetime(2000, 1, 1, tzinfo=UTC)  # no clock in the file: the same brief gives the same bytes
_ZIP_DAY = (1980, 1, 1, 0, 0, 0)
_NUMBERED, _SOURCE, _NOTE = "Numbered Paragraph", "Source Line", "Note Box"
_ABSTRACT_NUMBER = 90
_FIGURE, _TABLE = say_later("Figure"), say_later("Table")  # also the names of the counters in Word
# Word knows languages of a country only; Portuguese as in `wording.locale`.
_SPELLING = {"en": "en-GB", "fr": "fr-FR", "es": "es-ES", "pt": "pt-BR", "sw": "sw-KE"}


def write(brief: Brief, path: Path, pictures: Mapping[str, Picture]) -> None:
    """Write the document."""
    document = docx.Document()
    _clean_properties(document, brief)
    _set_up(document, brief)
    writer = _Writer(document, pictures)
    writer.cover(brief)
    for block in brief.blocks:
        writer.block(block)
    buffer = io.BytesIO()
    document.save(buffer)
    path.write_bytes(_without_clock(buffer.getvalue()))


class _Writer:
    """Adds block after block; counts figures, tables and pictures."""

    def __init__(self, document: Any, pictures: Mapping[str, Picture]) -> None:
        self._document = document
        self._pictures = pictures
        self._count = {_FIGURE: 0, _TABLE: 0}

    def cover(self, brief: Brief) -> None:
        self._paragraph(brief.title, "Title")
        if brief.subtitle:
            self._paragraph(brief.subtitle, "Subtitle")
        for label, text in brief.cover:
            line = self._document.add_paragraph(style="Normal")
            line.add_run(printable(f"{label}: ")).bold = True
            line.add_run(printable(text))
        self._contents(brief)

    def block(self, block: Block) -> None:
        if isinstance(block, Heading):
            self._paragraph(block.text, f"Heading {min(block.level, 3)}")
        elif isinstance(block, Paragraph):
            style = _NUMBERED if block.numbered else _SOURCE if block.is_small else "Normal"
            line = self._paragraph(block.text, style)
            line.paragraph_format.keep_with_next = bool(block.finding) or None
        elif isinstance(block, Bullets):
            for item in block.items:
                self._paragraph(item, "List Bullet")
        elif isinstance(block, Figure):
            self._figure(block)
        elif isinstance(block, DataTable):
            self._table(block)
        elif isinstance(block, CaseBox):
            self._paragraph(f"“{block.text}”", _NOTE)
            self._paragraph(block.attribution, _SOURCE)
        elif isinstance(block, AskBox):
            self._paragraph(f"{block.number}. {block.wording}", "Normal").runs[0].bold = True
            for label, text in block.lines:
                self._paragraph(f"{label}: {text}", "Normal")
        else:
            self._note(block)

    def _paragraph(self, text: str, style: str) -> Any:
        return self._document.add_paragraph(printable(text), style=style)

    def _contents(self, brief: Brief) -> None:
        """A field that Word fills with page numbers; until then it shows the headings."""
        headings = [block for block in brief.blocks if isinstance(block, Heading) and block.level == 1]
        titles = [heading.text for heading in headings]
        self._paragraph(say("Contents"), "Contents Title")
        line = self._document.add_paragraph(style="Normal")
        _field_start(line, 'TOC \\o "1-2" \\h \\z \\u')
        for number, title in enumerate(titles):
            run = line.add_run(printable(title))
            if number + 1 < len(titles):
                run.add_break()
        _field_end(line)

    def _figure(self, block: Figure) -> None:
        picture = self._pictures.get(block.finding.code)
        if picture is None:
            self._caption(_FIGURE, block.caption)
            self._paragraph(no_picture(), _NOTE)
        else:
            line = self._document.add_paragraph(style="Normal")
            line.paragraph_format.keep_with_next = True
            width = min(_TEXT_WIDTH, Emu(picture.width * 9525))
            shape = line.add_run().add_picture(io.BytesIO(picture.png), width=width)
            properties = shape._inline.docPr
            properties.set("descr", printable(block.alt))
            properties.set("name", f"{say(_FIGURE)} {self._count[_FIGURE] + 1}")
            self._caption(_FIGURE, block.caption, keep=True)
        self._paragraph(block.source, _SOURCE)

    def _table(self, block: DataTable) -> None:
        self._caption(_TABLE, block.caption, keep=True)
        table = self._document.add_table(rows=1, cols=len(block.header), style="Brief Table")
        table.alignment = WD_TABLE_ALIGNMENT.LEFT
        _row(table.rows[0], block.header, block.numeric, bold=True)
        table.rows[0]._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))
        for cells in block.rows:
            _row(table.add_row(), cells, block.numeric, bold=False)
        _widths(table, block)
        for row in table.rows:
            row._tr.get_or_add_trPr().append(parse_xml(f"<w:cantSplit {nsdecls('w')}/>"))
        self._paragraph(block.source, _SOURCE)

    def _note(self, block: Note) -> None:
        line = self._paragraph(block.text, _NOTE)
        if block.kind is NoteKind.EXAMPLE:
            for run in line.runs:
                run.bold, run.font.color.rgb = True, _WARNING

    def _caption(self, kind: str, text: str, *, keep: bool = False) -> None:
        self._count[kind] += 1
        line = self._document.add_paragraph(style="Caption")
        line.paragraph_format.keep_with_next = keep
        line.add_run(f"{say(kind)} ")
        _field_start(line, f"SEQ {kind} \\* ARABIC")
        line.add_run(str(self._count[kind]))
        _field_end(line)
        line.add_run(printable(f". {text}"))


def _row(row: Any, texts: tuple[str, ...], numeric: tuple[bool, ...], *, bold: bool) -> None:
    for cell, text, right in zip(row.cells, texts, numeric, strict=True):
        line = cell.paragraphs[0]
        line.style = "Table Text"
        line.add_run(printable(text)).bold = bold
        if right:
            line.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _widths(table: Any, block: DataTable) -> None:
    """The first column takes what the columns of numbers leave."""
    table.autofit = False
    longest = [max(len(row[i]) for row in (block.header, *block.rows)) for i in range(len(block.header))]
    narrow = [Cm(min(4.2, 0.9 + 0.2 * length)) for length in longest[1:]]
    first = max(Cm(3), Emu(_TEXT_WIDTH - sum(narrow)))
    for column, width in zip(table.columns, [first, *narrow], strict=True):
        column.width = width
        for cell in column.cells:
            cell.width = width


def _field_start(line: Any, instruction: str) -> None:
    for kind in ("begin", None, "separate"):
        run = line.add_run()
        if kind is None:
            text = parse_xml(
                f'<w:instrText {nsdecls("w")} xml:space="preserve"> {instruction} </w:instrText>'
            )
            run._r.append(text)
        else:
            run._r.append(parse_xml(f'<w:fldChar {nsdecls("w")} w:fldCharType="{kind}"/>'))


def _field_end(line: Any) -> None:
    line.add_run()._r.append(parse_xml(f'<w:fldChar {nsdecls("w")} w:fldCharType="end"/>'))


def _clean_properties(document: Any, brief: Brief) -> None:
    properties = document.core_properties
    properties.author = properties.last_modified_by = properties.comments = properties.keywords = ""
    properties.title = printable(brief.title)[:250]
    properties.language = brief.language
    properties.created = properties.modified = _WHEN
    properties.revision = 1


def _set_up(document: Any, brief: Brief) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin = section.bottom_margin = Cm(2.2)
    styles = document.styles
    _font(styles["Normal"], 10.5)
    styles["Normal"].paragraph_format.space_after = Pt(6)
    language = styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    for old in language.findall(qn("w:lang")):
        language.remove(old)
    tag = _SPELLING.get(brief.language, brief.language)
    language.append(parse_xml(f'<w:lang {nsdecls("w")} w:val="{tag}" w:eastAsia="{tag}"/>'))
    for name, size in (
        ("Title", 22),
        ("Subtitle", 12),
        ("Heading 1", 15),
        ("Heading 2", 12),
        ("Heading 3", 11),
    ):
        _font(styles[name], size, _ACCENT if name != "Title" else None, bold=True)
    styles["Subtitle"].font.italic = False
    _font(styles["Caption"], 10, bold=True)
    _new_style(styles, _SOURCE, 8.5, _MUTED)
    _new_style(styles, "Table Text", 9)
    styles["Table Text"].paragraph_format.space_after = Pt(2)
    _new_style(styles, "Contents Title", 12, _ACCENT, bold=True)
    note = _new_style(styles, _NOTE, 9.5)
    note.element.get_or_add_pPr().append(
        parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="F5F2EC"/>')
    )
    _numbered_style(document)
    _table_style(styles)
    head = section.header.paragraphs[0]
    head.style = styles[_SOURCE]
    head.add_run(printable(running_head(brief)))
    foot = section.footer.paragraphs[0]
    foot.style = styles[_SOURCE]
    foot.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    if brief.example:
        foot.add_run(f"{say(EXAMPLE)} · ")
    _field_start(foot, "PAGE")
    foot.add_run("1")
    _field_end(foot)


def _font(style: Any, size: float, colour: RGBColor | None = None, *, bold: bool | None = None) -> None:
    style.font.name, style.font.size, style.font.bold = _FONT, Pt(size), bold
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in list(fonts.attrib):
        if "heme" in name:  # a theme font would win over the one named
            del fonts.attrib[name]
    for part in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(part), _FONT)
    if colour is not None:
        style.font.color.rgb = colour
    elif bold:
        style.font.color.rgb = RGBColor(0x23, 0x27, 0x2B)


def _new_style(
    styles: Any, name: str, size: float, colour: RGBColor | None = None, *, bold: bool = False
) -> Any:
    style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = styles["Normal"]
    style.quick_style = True
    _font(style, size, colour, bold=bold or None)
    return style


def _numbered_style(document: Any) -> None:
    """A style whose paragraphs Word itself counts through the document, so that numbers survive editing."""
    numbering = document.part.numbering_part.element
    level = (
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/>'
        '<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="567" w:hanging="567"/></w:pPr></w:lvl>'
    )
    abstract = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{_ABSTRACT_NUMBER}">'
        f'<w:multiLevelType w:val="singleLevel"/>{level}</w:abstractNum>'
    )
    numbering.insert(0, abstract)
    number = numbering.add_num(_ABSTRACT_NUMBER).numId
    style = _new_style(document.styles, _NUMBERED, 10.5)
    style.element.get_or_add_pPr().append(
        parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>')
    )


def _table_style(styles: Any) -> None:
    style = styles.add_style("Brief Table", WD_STYLE_TYPE.TABLE)
    style.base_style = styles["Normal Table"]
    style.element.append(
        parse_xml(
            f'<w:tblPr {nsdecls("w")}><w:tblBorders><w:bottom w:val="single" w:sz="6" w:color="23272B"/>'
            '<w:insideH w:val="single" w:sz="4" w:color="D8D4CC"/></w:tblBorders></w:tblPr>'
        )
    )


def _without_clock(content: bytes) -> bytes:
    """The same package, its entries without the time at which they were written."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            fresh = zipfile.ZipInfo(entry.filename, _ZIP_DAY)
            fresh.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(fresh, old.read(entry.filename))
    return out.getvalue()
