"""What the fast reader hides of an .xlsx: error cells, formulas, formats with a currency, hidden rows.

The fast reader gives an empty text for "#N/A" and for a formula that was never calculated. Losing them
without a word would make a gap in the data look like a blank cell, so the sheets are looked at once more.
"""

from __future__ import annotations

import html
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

from advocacy.importing.letters import column_number

_PIECE = 4_000_000  # bytes of a sheet looked at together
_START = 20_000  # bytes of a piece that tell how its elements are named
_MOST_FORMULAS = 200_000
_FORMATTED_ROWS = 400  # the first rows tell the format of a column
_REFERENCE = re.compile(rb"\br=\"([A-Za-z]{1,3})(\d{1,7})\"")
_VALUE = re.compile(rb"<(?:\w+:)?v\b[^>]*>([^<]*)<")
_FORMULA = re.compile(rb"<(?:\w+:)?f\b[^>]*?(?:/>|>([^<]*)<)")
_MARK = re.compile(rb"<(?:\w+:)?f[ />]|\bt=\"e\"")
_STYLED = re.compile(rb"<(?:\w+:)?c\b(?=[^>]*\br=\"([A-Za-z]{1,3})\d+\")(?=[^>]*\bs=\"(\d+)\")[^>]*[^/]>")
_HIDDEN = re.compile(rb"<(?:\w+:)?row\b[^>]*\bhidden=\"(?:1|true)\"")
_CURRENCY = re.compile(r"\[\$([^\]\-]+)(?:-[0-9A-Fa-f]+)?\]|\"([^\"]{1,5})\"|([€£₵₦$])")
_RELATIONS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATIONS = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"

Place = tuple[int, int]  # row and column as in the spreadsheet, from 1


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
            signs = _currency_styles(archive)
            return {name: _sheet(archive, part, signs) for name, part in _sheets(archive)}
    except (
        LookupError,
        ValueError,
        zipfile.BadZipFile,
        zlib.error,
        ElementTree.ParseError,
        OSError,
        EOFError,
    ):
        return {}


def _sheets(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Yield the name and the part of each worksheet."""
    workbook = next((n for n in archive.namelist() if n.lower().endswith("workbook.xml")), "")
    if not workbook:
        return
    folder, name = posixpath.split(workbook)
    relations = ElementTree.fromstring(archive.read(f"{folder}/_rels/{name}.rels".lstrip("/")))  # noqa: S314 - the gate has refused DTDs
    targets = {one.get("Id"): one.get("Target", "") for one in relations}
    for sheet in ElementTree.fromstring(archive.read(workbook)).iter():  # noqa: S314 - as above
        if sheet.tag.endswith("}sheet"):
            target = targets.get(sheet.get(_RELATIONS) or sheet.get(_STRICT_RELATIONS), "")
            part = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"{folder}/{target}")
            if part in archive.namelist():
                yield sheet.get("name", ""), part


def _sheet(archive: zipfile.ZipFile, part: str, signs: Mapping[int, str]) -> Overlooked:
    errors: dict[Place, str] = {}
    formulas: dict[Place, str] = {}
    uncalculated: set[Place] = set()
    hidden = 0
    currencies: dict[int, str] = {}
    for number, piece in enumerate(_pieces(archive, part)):
        if number == 0 and signs:
            currencies = _currencies(piece, signs)
        if b"hidden=" in piece:
            hidden += len(_HIDDEN.findall(piece))
        for cell in _marked(piece):
            reference = _REFERENCE.search(cell)
            if reference is None:
                continue
            place = (int(reference[2]), _column(reference[1]))
            value = _VALUE.search(cell)
            formula = _FORMULA.search(cell)
            if formula and len(formulas) < _MOST_FORMULAS:
                formulas[place] = "=" + html.unescape((formula[1] or b"").decode("utf-8", "replace"))
            if b't="e"' in cell.split(b">", 1)[0]:
                errors[place] = html.unescape(value[1].decode("utf-8", "replace")) if value else "#N/A"
            elif formula and (value is None or not value[1]) and b't="str"' not in cell.split(b">", 1)[0]:
                uncalculated.add(place)
    return Overlooked(errors, formulas, frozenset(uncalculated), currencies, hidden)


def _pieces(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
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


def _currency_styles(archive: zipfile.ZipFile) -> dict[int, str]:
    """By the number of a cell style the sign of money in its format."""
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


def _currencies(piece: bytes, signs: Mapping[int, str]) -> dict[int, str]:
    """The sign of each column, where all its formatted cells agree."""
    found: dict[int, set[str]] = {}
    for row in piece.split(b"<row", _FORMATTED_ROWS)[:_FORMATTED_ROWS]:
        for letters, style in _STYLED.findall(row):
            if sign := signs.get(int(style)):
                found.setdefault(_column(letters), set()).add(sign)
    return {column: next(iter(said)) for column, said in found.items() if len(said) == 1}
