"""What the fast reader hides of an .xlsx: error cells, formulas, formats with a currency, hidden rows.

The fast reader gives an empty text for "#N/A" and for a formula that was never calculated. Losing them
without a word would make a gap in the data look like a blank cell, so the sheets are looked at once more.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

from advocacy.importing.letters import column_number
from advocacy.importing.xml_text import unescaped

_PIECE = 2_000_000  # bytes of a sheet looked at together
_START = 20_000  # bytes of a piece that tell how its elements are named
_MOST_FORMULAS = 200_000
_FORMATTED_ROWS = 400  # the first rows tell the format of a column
_REFERENCE = re.compile(rb"\br=\"([A-Za-z]{1,3})(\d{1,7})\"")
_KIND = re.compile(rb"\bt=\"(\w+)\"")
_VALUE = re.compile(rb"<(?:\w+:)?v\b[^>]*>([^<]*)<")
_FORMULA = re.compile(rb"<(?:\w+:)?f\b[^>]*?(?:/>|>([^<]*)<)")
_MARK = re.compile(rb"<(?:\w+:)?f[ />]|\bt=\"e\"")
_STYLED = re.compile(rb"<(?:\w+:)?c\b(?=[^>]*\br=\"([A-Za-z]{1,3})\d+\")(?=[^>]*\bs=\"(\d+)\")[^>]*[^/]>")
_HIDDEN = re.compile(rb"<(?:\w+:)?row\b[^>]*\bhidden=\"(?:1|true)\"")
_CURRENCY = re.compile(r"\[\$([^\]\-]+)(?:-[0-9A-Fa-f]+)?\]|\"([^\"]{1,5})\"|([€£₵₦$])")
_RELATIONS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATIONS = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"

_WORKSHEET = "/worksheet"

Place = tuple[int, int]  # row and column as in the spreadsheet, from 1
SHEET_FAULTS = (  # what a workbook built unusually or damaged makes the archive and its parts raise
    LookupError,
    ValueError,
    zipfile.BadZipFile,
    zlib.error,
    ElementTree.ParseError,
    OSError,
    EOFError,
)


@dataclass(frozen=True)
class SheetPart:
    """One sheet of a workbook and the part of the archive that holds it."""

    name: str
    part: str
    is_worksheet: bool
    is_hidden: bool


@dataclass(frozen=True)
class MarkedCell:
    """A cell with a formula or of a rare kind. kind: its t attribute, "e" is an error, "str" a text."""

    place: Place
    kind: str
    formula: str  # "=SUM(A1:A4)"; empty without one
    value: str | None


@dataclass(frozen=True)
class Overlooked:
    """What one sheet holds beside its values."""

    errors: Mapping[Place, str] = field(default_factory=dict)  # "#N/A"
    formulas: Mapping[Place, str] = field(default_factory=dict)  # "=SUM(A1:A4)"
    uncalculated: frozenset[Place] = frozenset()  # formulas without a value
    currencies: Mapping[int, str] = field(default_factory=dict)  # by column: the sign in its format
    hidden_rows: int = 0


def look_again(path: Path) -> Mapping[str, Overlooked]:
    """Return by the name of the sheet what was overlooked; nothing where the file is built unusually."""
    try:
        with zipfile.ZipFile(path) as archive:
            signs = currency_styles(archive)
            return {one.name: _sheet(archive, one.part, signs) for one in sheet_parts(archive)}
    except SHEET_FAULTS:
        return {}


def sheet_parts(archive: zipfile.ZipFile) -> Iterator[SheetPart]:
    """Yield the sheets in the order of the workbook. Raises one of SHEET_FAULTS where it is damaged."""
    workbook = next((n for n in archive.namelist() if n.lower().endswith("workbook.xml")), "")
    if not workbook:
        return
    folder, name = posixpath.split(workbook)
    relations = ElementTree.fromstring(archive.read(f"{folder}/_rels/{name}.rels".lstrip("/")))  # noqa: S314 - the gate has refused DTDs
    targets = {one.get("Id"): (one.get("Target", ""), one.get("Type", "")) for one in relations}
    for sheet in ElementTree.fromstring(archive.read(workbook)).iter():  # noqa: S314 - as above
        if sheet.tag.endswith("}sheet"):
            target, kind = targets.get(sheet.get(_RELATIONS) or sheet.get(_STRICT_RELATIONS), ("", ""))
            part = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"{folder}/{target}")
            if part in archive.namelist():
                hidden = sheet.get("state", "visible") != "visible"
                yield SheetPart(sheet.get("name", ""), part, kind.endswith(_WORKSHEET), hidden)


def _sheet(archive: zipfile.ZipFile, part: str, signs: Mapping[int, str]) -> Overlooked:
    errors: dict[Place, str] = {}
    formulas: dict[Place, str] = {}
    uncalculated: set[Place] = set()
    hidden = 0
    currencies: dict[int, str] = {}
    for number, piece in enumerate(pieces_of(archive, part)):
        if number == 0 and signs:
            currencies = currencies_of(piece, signs)
        hidden += hidden_rows_of(piece)
        for cell in _marked(piece):
            marked = marked_cell(cell)
            if marked is None:
                continue
            if marked.formula and len(formulas) < _MOST_FORMULAS:
                formulas[marked.place] = marked.formula
            if marked.kind == "e":
                errors[marked.place] = marked.value or "#N/A"
            elif marked.formula and not marked.value and marked.kind != "str":
                uncalculated.add(marked.place)
    return Overlooked(errors, formulas, frozenset(uncalculated), currencies, hidden)


def hidden_rows_of(piece: bytes) -> int:
    """Return how many rows of a piece are hidden."""
    return len(_HIDDEN.findall(piece)) if b"hidden=" in piece else 0


def marked_cell(cell: bytes) -> MarkedCell | None:
    """Return what the element of a cell says; None where it does not say its place."""
    head = cell.split(b">", 1)[0]
    reference, kind = _REFERENCE.search(head), _KIND.search(head)
    if reference is None:
        return None
    value, formula = _VALUE.search(cell), _FORMULA.search(cell)
    return MarkedCell(
        (int(reference[2]), _column(reference[1])),
        kind[1].decode("ascii", "replace") if kind else "",
        "=" + _text(formula[1] or b"") if formula else "",
        _text(value[1]) if value else None,
    )


def _text(written: bytes) -> str:
    return unescaped(written.decode("utf-8", "replace").replace("\r\n", "\n"))


def pieces_of(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """Yield the sheet in pieces that end with a whole row."""
    rest = b""
    with archive.open(part) as file:
        while read := file.read(_PIECE):
            whole = rest + read
            end = whole.rfind(b"row>")
            if end < 0:
                rest = whole
                continue
            yield whole[: end + 4]
            rest = whole[end + 4 :]
    if rest:
        yield rest


def _marked(piece: bytes) -> Iterator[bytes]:
    """Yield every cell that holds a formula or an error."""
    # A plain search is many times quicker than a pattern, and most sheets hold neither.
    prefixed = b":c " in piece[:_START]
    if not (b"<f" in piece or b't="e"' in piece or (prefixed and b":f" in piece)):
        return
    end = 0
    for mark in _MARK.finditer(piece):
        if mark.start() < end:
            continue
        start = max(piece.rfind(b"<c ", 0, mark.start()), piece.rfind(b":c ", 0, mark.start()))
        closing = piece.find(b"c>", mark.end())
        if start < 0 or closing < 0:
            continue
        end = closing + 2
        yield piece[start:end]


def _column(letters: bytes) -> int:
    return column_number(letters.decode("ascii"))


# --- currencies in the formats of cells -------------------------------------------------------------------


def currency_styles(archive: zipfile.ZipFile) -> dict[int, str]:
    """Return by the number of a cell style the sign of money in its format."""
    part = next((n for n in archive.namelist() if n.lower().endswith("xl/styles.xml")), "")
    if not part:
        return {}
    root = ElementTree.fromstring(archive.read(part))  # noqa: S314 - the gate has refused DTDs
    space = root.tag.rpartition("}")[0] + "}" if "}" in root.tag else ""
    formats = {one.get("numFmtId"): _sign(one.get("formatCode", "")) for one in root.iter(f"{space}numFmt")}
    cells = root.find(f"{space}cellXfs")
    if cells is None:
        return {}
    return {
        number: sign for number, style in enumerate(cells) if (sign := formats.get(style.get("numFmtId"), ""))
    }


def _sign(code: str) -> str:
    """The currency a number format writes beside the number; dates and plain numbers have none."""
    if not re.search(r"[0#]", code):
        return ""
    found = _CURRENCY.search(code)
    sign = next((group for group in found.groups() if group), "") if found else ""
    return sign.strip() if re.search(r"[A-Za-z€£₵₦$]", sign) else ""


def currencies_of(piece: bytes, signs: Mapping[int, str]) -> dict[int, str]:
    """Return the sign of each column, where all its formatted cells agree."""
    found: dict[int, set[str]] = {}
    for row in piece.split(b"<row", _FORMATTED_ROWS)[:_FORMATTED_ROWS]:
        for letters, style in _STYLED.findall(row):
            if sign := signs.get(int(style)):
                found.setdefault(_column(letters), set()).add(sign)
    return {column: next(iter(said)) for column, said in found.items() if len(said) == 1}
