"""The blocks a brief is made of; every writer knows every block."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from advocacy.analysis.finding import Definition, Finding
from advocacy.brief.claims import Claim
from advocacy.workspace import Workspace


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
    """A paragraph; numbered ones are counted through the whole brief.

    own: the user's words; live: where numbers of the data stand in them, with the key of each claim.
    """

    text: str
    numbered: bool = True
    finding: str = ""  # code of the finding the sentence is made from
    own: bool = False
    live: tuple[tuple[int, int, str], ...] = ()
    is_small: bool = False


@dataclass(frozen=True)
class Bullets:
    """A list of short points. findings: for each the code of the finding it is made from."""

    items: tuple[str, ...]
    findings: tuple[str, ...] = ()


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
    """A table of finished texts. The first row of cells is the header; numeric columns are right-aligned.

    also: codes of further findings that numbers of it come from.
    """

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[bool, ...]
    source: str = ""
    finding: str = ""
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Note:
    """A boxed remark. finding: code of the finding it is about, where there is one."""

    text: str
    kind: NoteKind = NoteKind.CAVEAT
    finding: str = ""


@dataclass(frozen=True)
class CaseBox:
    """The words of one person who allowed them to be told, and of whom they are, in words."""

    text: str
    attribution: str


@dataclass(frozen=True)
class AskBox:
    """One request, numbered. lines: label and text of what is known about it. Its numbers are wishes."""

    number: int
    wording: str
    lines: tuple[tuple[str, str], ...] = ()


Block = Heading | Paragraph | Bullets | Figure | DataTable | Note | CaseBox | AskBox


@dataclass(frozen=True)
class Mark:
    """Where a number stands: block, piece of it (as `pieces` counts them), first letter, end; its claim."""

    block: int
    piece: int
    start: int
    end: int
    claim: str  # key


@dataclass(frozen=True)
class Unsupported:
    """A number that nothing in the data stands behind, and the words it stands in."""

    block: int
    number: str
    words: str


@dataclass(frozen=True)
class Brief:
    """A finished brief, the same for every format. findings are those printed, protected already.

    cover: label and text of each line of the cover block. parts: for each block the name of the part of the
    outline it comes from. claims: those printed and, behind them, all others of the findings. unsupported:
    numbers in the user's words that no claim backs; such a brief is not exported. workspace: what it was made
    from; nothing is printed from it but what became of the rows, it says what must not be in a file, and into
    which Word document the brief is written. written_on: the day that document may tell.
    """

    title: str
    subtitle: str
    language: str  # "en"
    cover: tuple[tuple[str, str], ...]
    data_date: date | None
    example: bool
    blocks: tuple[Block, ...]
    findings: tuple[Finding, ...]
    definitions: tuple[Definition, ...]
    history: tuple[str, ...] = ()  # how this was made
    parts: tuple[tuple[str, str], ...] = ()
    claims: tuple[Claim, ...] = ()
    marks: tuple[Mark, ...] = ()
    unsupported: tuple[Unsupported, ...] = ()
    venue: str = ""
    heading: str = ""  # above the title, as the venue asks: "MEMORANDUM"
    has_contents: bool = True  # whether a list of the headings stands first
    workspace: Workspace | None = field(default=None, compare=False, repr=False)
    written_on: date | None = None

    def printed_claims(self) -> tuple[Claim, ...]:
        """Return the claims whose number is printed in it, in the order of their first mark."""
        by_key = {claim.key: claim for claim in self.claims}
        return tuple(by_key[key] for key in dict.fromkeys(mark.claim for mark in self.marks))


def pieces(block: Block) -> tuple[str, ...]:
    """Return every text of a block that a reader sees, in an order that never changes."""
    match block:
        case Heading(text):
            return (text,)
        case Paragraph(text) | Note(text):
            return (text,)
        case Bullets(items):
            return items
        case Figure():
            return (block.caption, block.source, block.alt)
        case DataTable():
            cells = tuple(cell for row in block.rows for cell in row)
            return (block.caption, block.source, *block.header, *cells)
        case CaseBox(text, attribution):
            return (text, attribution)
        case AskBox():
            return (block.wording, *(text for line in block.lines for text in line))
