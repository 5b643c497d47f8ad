"""What one file gave: its tables, its issues, and an account of every row."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from advocacy.importing.table import Table
from advocacy.issue import Issue
from advocacy.wording import say_later


@dataclass(frozen=True)
class Source:
    """A file as it was received, byte for byte."""

    name: str
    sha256: str
    size: int
    imported_at: str  # ISO 8601, UTC, seconds
    content: bytes = b""
    imported_by: str = ""  # who brought it in, as the workspace calls them
    erased_at: str = ""  # when the content was let go at the request of a person; "" while it is kept


WITHDRAWN = say_later("The person has withdrawn consent.")


@dataclass(frozen=True)
class SetAside:
    """A row that did not become a row of a table, and why: a sentence in English, said where it is shown."""

    sheet: str
    row: int
    reason: str


@dataclass(frozen=True)
class Reconciliation:
    """The account of one sheet: rows_in_file == kept + updated + unchanged + len(set_aside).

    Rows in file are the rows below the header that have at least one cell filled.
    """

    source: str  # file name
    sheet: str
    table: str  # name of the table the rows went to; empty where the sheet was not understood
    rows_in_file: int
    kept: int
    updated: int = 0
    unchanged: int = 0
    set_aside: tuple[SetAside, ...] = ()


@dataclass(frozen=True)
class SheetReading:
    """How one sheet was understood; what the import page shows and lets the user change."""

    sheet: str
    dialect: str  # "kobotoolbox", "plain"
    dialect_reason: str  # "it has the columns _uuid and meta/rootUuid"
    table: str  # name of the schema; empty where none fits
    table_confidence: float
    header_row: int | None  # as shown in the spreadsheet
    headings: tuple[str, ...] = ()
    letters: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()  # per heading the field proposed; "" where kept as an extra column
    confidences: tuple[float, ...] = ()
    preview: tuple[tuple[str, ...], ...] = ()  # first rows as text, header included
    preview_first_row: int = 1


@dataclass(frozen=True)
class ImportChoices:
    """What the user decided against the proposal. Keys are sheet names.

    header_rows: row number of the header. tables: schema name, "" to leave the sheet out.
    fields: per heading the field name, "" to keep it as an extra column.
    day_first: None to decide by evidence. dialect: the code of one, "" to let it be recognised.
    """

    header_rows: tuple[tuple[str, int], ...] = ()
    tables: tuple[tuple[str, str], ...] = ()
    fields: tuple[tuple[str, str, str], ...] = ()  # sheet, heading, field
    day_first: bool | None = None
    dialect: str = ""


@dataclass(frozen=True)
class ImportedFile:
    """The result of reading one file; nothing is in the workspace yet.

    shape is what files of the same make have in common; choices are those it was read by.
    """

    source: Source
    path: Path
    tables: tuple[Table, ...]
    readings: tuple[SheetReading, ...]
    issues: tuple[Issue, ...]
    reconciliations: tuple[Reconciliation, ...]
    notes: tuple[str, ...] = ()
    shape: str = ""
    choices: ImportChoices = ImportChoices()
    withdrawn: tuple[Table, ...] = ()  # rows of people who have taken their consent back
