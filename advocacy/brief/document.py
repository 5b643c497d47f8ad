"""The blocks a brief is made of; every writer knows every block."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from advocacy.analysis.finding import Definition, Finding


class NoteKind(StrEnum):
    """What a note is about; decides how it looks."""

    CAVEAT = "caveat"
    EXAMPLE = "example"  # "Example data"
    METHOD = "method"


@dataclass(frozen=True)
class Heading:
    """A heading of level 1 to 3."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; numbered ones are counted through the whole brief."""

    text: str
    numbered: bool = True
    finding: str = ""  # code of the finding the sentence is made from


@dataclass(frozen=True)
class Bullets:
    """A list of short points."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Figure:
    """A chart. figure is the Plotly figure for print (light theme); alt says what the picture shows."""

    finding: Finding
    figure: object  # PlotlyFigure
    caption: str
    alt: str
    source: str  # the line below: base, n, pending, source, data date


@dataclass(frozen=True)
class DataTable:
    """A table of finished texts. The first row of cells is the header; numeric columns are right-aligned."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[bool, ...]
    source: str = ""
    finding: str = ""


@dataclass(frozen=True)
class Note:
    """A boxed remark."""

    text: str
    kind: NoteKind = NoteKind.CAVEAT


Block = Heading | Paragraph | Bullets | Figure | DataTable | Note


@dataclass(frozen=True)
class Brief:
    """A finished brief, the same for every format. findings are those printed, protected already."""

    title: str
    subtitle: str
    language: str  # "en"
    addressee: str
    submitted_by: str
    data_date: date | None
    example: bool
    blocks: tuple[Block, ...]
    findings: tuple[Finding, ...]
    definitions: tuple[Definition, ...]
    history: tuple[str, ...] = ()  # how this was made
