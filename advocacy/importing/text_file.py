"""Text files with columns: encoding and separator found from the text itself."""

from __future__ import annotations

import codecs
import csv
import io
import zipfile
import zlib
from pathlib import Path

from advocacy.errors import ReadError
from advocacy.importing.gate import damaged
from advocacy.importing.workbook import Cell, Sheet
from advocacy.progress import Progress, part, silent
from advocacy.wording import say

MOST_COLUMNS = 16_384
LONGEST_CELL = 1_000_000  # characters
MOST_CELLS = 60_000_000
_SAMPLE = 1_000_000  # bytes looked at for the encoding
_SNIFF_LINES = 60
_SEPARATORS = (",", ";", "\t", "|")
_SEPARATOR_NAMES = {",": "comma", ";": "semicolon", "\t": "tab", "|": "vertical bar"}
_WESTERN = ["cp1252", "latin_1", "cp1250", "cp1251", "cp1256", "cp850", "mac_roman"]


def read_text(path: Path, progress: Progress = silent) -> tuple[Sheet, tuple[str, ...]]:
    """Return the file as one sheet of texts, and notes on how it was read.

    Raises ReadError where a cell or a line is so long that this cannot be a table.
    """
    return _sheet(path.name, "", path.read_bytes(), progress)


def read_texts(path: Path, progress: Progress = silent) -> tuple[list[Sheet], tuple[str, ...]]:
    """Return every .csv file of an archive as a sheet named like it. The archive has passed the gate.

    Raises ReadError as read_text does.
    """
    sheets: list[Sheet] = []
    notes: list[str] = []
    with zipfile.ZipFile(path) as archive:
        parts = [entry for entry in archive.infolist() if entry.filename.lower().endswith(".csv")]
        for number, entry in enumerate(parts):
            name = entry.filename.replace("\\", "/").rsplit("/", 1)[-1]
            stretch = part(progress, number / len(parts), (number + 1) / len(parts))
            try:
                content = archive.read(entry)
            except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError) as error:
                raise damaged(path) from error
            sheet, said = _sheet(name, name[: -len(".csv")], content, stretch)
            sheets.append(sheet)
            notes += said
    return sheets, tuple(dict.fromkeys(notes))


def _sheet(file: str, name: str, content: bytes, progress: Progress) -> tuple[Sheet, tuple[str, ...]]:
    text, encoding = _decode(content)
    separator, text, skipped = _separator(text)
    if text[:_SAMPLE].split("\n", 1)[0].count(separator) >= MOST_COLUMNS:
        raise ReadError(
            say("“{name}” has more than {most} columns.", name=file, most=MOST_COLUMNS),
            hint=say("This is probably not a table. Check how the file was made."),
        )
    rows = _rows(file, text, separator, progress)
    notes = []
    if encoding not in ("utf-8", "ascii"):
        notes.append(say("The text was read as {encoding}; check letters with accents.", encoding=encoding))
    if separator != ",":
        notes.append(say("The columns are separated by {separator}.", separator=_SEPARATOR_NAMES[separator]))
    return Sheet(name=name, rows=rows, first_row=1 + skipped), tuple(notes)


def _decode(content: bytes) -> tuple[str, str]:
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if content.startswith(mark):
            return content.decode(encoding, "replace"), encoding.removesuffix("-sig")
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        from charset_normalizer import from_bytes

        plausible = [match.encoding for match in from_bytes(content[:_SAMPLE], cp_isolation=_WESTERN)]
        # Short texts fit many encodings; among them the one Windows writes for our languages is likeliest.
        encoding = "cp1252" if "cp1252" in plausible or not plausible else plausible[0]
        return content.decode(encoding, "replace"), encoding
    if text.count("\x00") > len(text) // 4:
        for encoding in ("utf-16-le", "utf-16-be"):
            wide = content.decode(encoding, "replace")
            if wide.count("\x00") == 0:
                return wide, "utf-16"
    return text, "utf-8"


def _separator(text: str) -> tuple[str, str, int]:
    """Return the separator, the text without a `sep=` line, and the number of lines skipped."""
    if text[:4].lower() == "sep=" and text[4:5] in _SEPARATORS:
        line, _, rest = text.partition("\n")
        return line[4], rest, 1
    sample = "\n".join(text[:40_000].splitlines()[:_SNIFF_LINES])
    present = [s for s in _SEPARATORS if s in sample]
    if len(present) < 2:
        return (present or [","])[0], text, 0
    import clevercsv  # takes half a second to load, which most files need not wait for

    try:
        dialect = clevercsv.Sniffer().sniff(sample, delimiters=present)
        found = dialect.delimiter if dialect else ""
    except (clevercsv.Error, ValueError):
        found = ""
    head = sample.split("\n", 1)[0]
    return found if found in present else max(present, key=head.count), text, 0


def _rows(file: str, text: str, separator: str, progress: Progress) -> tuple[tuple[Cell, ...], ...]:
    csv.field_size_limit(LONGEST_CELL)
    rows: list[list[Cell]] = []
    width = cells = 0
    newlines = io.StringIO(text, newline="")
    try:
        for row in csv.reader(newlines, delimiter=separator):
            width = max(width, len(row))
            cells += len(row)
            if width > MOST_COLUMNS or cells > MOST_CELLS:
                raise ReadError(
                    say("“{name}” has more cells than can be read.", name=file),
                    hint=say("Split it into several files."),
                )
            rows.append([cell if cell.strip() else None for cell in row])
            if len(rows) % 5_000 == 0:
                progress(newlines.tell() / max(len(text), 1), say("Reading row {row}", row=len(rows)))
    except csv.Error as error:
        raise ReadError(
            say("“{name}” cannot be read as a table near line {line}.", name=file, line=len(rows) + 1),
            hint=say("A quotation mark may be missing there. Open the file, correct the line and save it."),
        ) from error
    return tuple(tuple(row) if len(row) == width else (*row, *(None,) * (width - len(row))) for row in rows)
