"""The gate: says what a file is from its first bytes, and turns away what no parser may touch."""

from __future__ import annotations

import re
import struct
import zipfile
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from advocacy.errors import ReadError
from advocacy.importing.letters import column_number
from advocacy.wording import say

LARGEST_FILE = 600_000_000  # bytes
LARGEST_CONTENT = 4_000_000_000  # bytes after unpacking
MOST_PARTS = 20_000
SUSPICIOUS_RATIO = 300  # deflate reaches 1032:1; real sheets stay below 200:1
SUSPICIOUS_SIZE = 10_000_000  # bytes; below it a high ratio does no harm
LARGEST_RECTANGLE = 60_000_000  # cells between the first and the last one
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
_SMALL_PART = 4_000_000  # bytes; larger sheets are left to the limits of the reading process

_START = 8_192
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CELL = re.compile(rb"<(?:\w+:)?c\b[^>]*?\br=\"([A-Za-z]{1,7})(\d{1,12})\"[^>]*>")
_SPACES = re.compile(rb"text:c=\"(\d{6,})\"")


class FileKind(StrEnum):
    """What a file is, whatever its name says."""

    XLSX = "xlsx"
    XLSB = "xlsb"
    XLS = "xls"
    ODS = "ods"
    TEXT = "text"
    TEXTS = "texts"  # an archive of text files, as survey tools make them


@dataclass(frozen=True)
class Passed:
    """A file that may be read. notes say what in it is left out: macros, links to other files."""

    kind: FileKind
    notes: tuple[str, ...] = ()


def check(path: Path) -> Passed:
    """Say what the file is.

    Raises ReadError, naming what the file really is and what to do, when it is protected, damaged, hostile
    or no spreadsheet. Looks only at the first bytes, the list of parts and small parts.
    """
    start, size = _first_bytes(path)
    if not start.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise ReadError(
            say("“{name}” is empty.", name=path.name),
            hint=say("Ask the sender for the file again, or check that it was copied whole."),
        )
    if size > LARGEST_FILE:
        raise ReadError(
            say("“{name}” is larger than {most} MB.", name=path.name, most=LARGEST_FILE // 1_000_000),
            hint=say("Split it into several files, for example one per district or year."),
        )
    if start.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _check_archive(path)
    if start.startswith(_OLE):
        return _check_old_office(path)
    _refuse_other_kinds(path, start)
    return Passed(FileKind.TEXT)


def _first_bytes(path: Path) -> tuple[bytes, int]:
    try:
        if path.is_dir():
            raise ReadError(
                say("“{name}” is a folder.", name=path.name), hint=say("Choose the files inside it.")
            )
        with path.open("rb") as file:
            return file.read(_START), path.stat().st_size
    except FileNotFoundError:
        raise ReadError(
            say("“{name}” is not there.", name=path.name),
            hint=say("Check the name and the folder; it may have been moved or renamed."),
        ) from None
    except OSError as error:
        raise ReadError(
            say("“{name}” cannot be opened.", name=path.name),
            hint=say("Close it in other programs and check that you may read it."),
        ) from error


def _refuse(path: Path, what: str, do: str) -> ReadError:
    return ReadError(say("“{name}” is {what}.", name=path.name, what=what), hint=do)


# --- files that are not archives ------------------------------------------------------------------------


def _refuse_other_kinds(path: Path, start: bytes) -> None:
    """Raise ReadError for every known kind of file that is not a table of text."""
    resave = say("Open it in a spreadsheet program and save it as .xlsx, then import that file.")
    another = say("Choose the spreadsheet itself: .xlsx, .xls, .ods or .csv.")
    magic: tuple[tuple[tuple[bytes, ...], str, str], ...] = (
        (
            (b"%PDF",),
            say("a PDF document, not a spreadsheet"),
            say("Ask the sender for the spreadsheet it was made from."),
        ),
        (
            (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*"),
            say("a picture, not a spreadsheet"),
            say("Ask the sender for the spreadsheet itself, not a picture of it."),
        ),
        ((b"{\\rtf",), say("a text document, not a spreadsheet"), another),
        (
            (b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"\xfd7zXZ"),
            say("a packed archive"),
            say("Unpack it first and import the files inside."),
        ),
        ((b"SQLite format 3",), say("a database, not a spreadsheet"), another),
        (
            (b"MZ\x90", b"\x7fELF"),
            say("a program, not a spreadsheet"),
            say("Do not open it. Ask the sender what it is."),
        ),
        (
            (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00", b"\x09\x08\x08\x00"),
            say("a spreadsheet in a format from before 1997"),
            resave,
        ),
    )
    for beginnings, what, do in magic:
        if start.startswith(beginnings):
            raise _refuse(path, what, do)
    text = (
        start.decode("utf-16", "ignore")
        if start[:2] in (b"\xff\xfe", b"\xfe\xff")
        else start.decode("latin-1")
    )
    head = text.lstrip("\ufeff\xef\xbb\xbf \t\r\n").lower()
    if head.startswith(("<!doctype html", "<html", "<head", "<body", "<table", "<meta", "<style", "<script")):
        raise _refuse(path, say("a web page with another name, not a spreadsheet"), resave)
    if head.startswith(("<?xml", "<workbook")):
        what = (
            say("a spreadsheet in the XML format of 2003")
            if "urn:schemas-microsoft-com:office:spreadsheet" in head
            else say("an XML file, not a spreadsheet")
        )
        raise _refuse(path, what, resave)
    if path.suffix.lower() in (".json", ".geojson") and head.startswith(("{", "[")):
        raise _refuse(path, say("a data file for programs (JSON), not a spreadsheet"), another)
    if (
        start[:2] not in (b"\xff\xfe", b"\xfe\xff")
        and start.count(0) > max(8, len(start) // 20)
        and not _wide(start)
    ):
        raise _refuse(
            path,
            say("not a spreadsheet, or it is damaged"),
            say("Ask the sender for the file again, saved as .xlsx."),
        )


def _wide(start: bytes) -> bool:
    """Whether this is UTF-16 without its mark: every second byte is zero."""
    return start[1::2].count(0) > len(start) // 3 or start[0::2].count(0) > len(start) // 3


# --- Office files before 2007, and protected ones ---------------------------------------------------------


def _check_old_office(path: Path) -> Passed:
    """An OLE container: an old workbook, or a new one behind a password."""
    content = path.read_bytes().upper()  # some programs write the names of the streams in capitals
    if _stream("EncryptedPackage") in content or _stream("EncryptionInfo") in content:
        raise protected(path)
    if _stream("Workbook") in content or _stream("Book") in content:
        if _is_encrypted(path.read_bytes()):
            raise protected(path)
        return Passed(FileKind.XLS)
    if _stream("WordDocument") in content:
        raise _refuse(
            path,
            say("a Word document, not a spreadsheet"),
            say("Copy its table into a spreadsheet and import that."),
        )
    if _stream("PowerPoint Document") in content:
        raise _refuse(
            path,
            say("a presentation, not a spreadsheet"),
            say("Ask the sender for the spreadsheet behind it."),
        )
    raise damaged(path)


def _is_encrypted(content: bytes) -> bool:
    """Whether the workbook inside says, near its beginning, that all after it is behind a password.

    Records of the format: a number and a length of two bytes each; 0x0809 begins, 0x002F is FilePass.
    """
    start = content.find(b"\x09\x08\x10\x00\x00\x06")
    start = start if start >= 0 else content.find(b"\x09\x08\x08\x00\x00\x05")
    for _ in range(8):
        if start < 0 or start + 4 > len(content):
            return False
        record, length = struct.unpack_from("<HH", content, start)
        if record == 0x002F:
            return True
        start += 4 + int(length)
    return False


def _stream(name: str) -> bytes:
    """Return the name as the directory of an OLE file holds it: UTF-16, ended by zero."""
    return name.upper().encode("utf-16-le") + b"\x00\x00"


def protected(path: Path) -> ReadError:
    """The error for a file behind a password."""
    return ReadError(
        say("“{name}” is protected by a password.", name=path.name),
        hint=say("Open it with the password, save a copy without one, and import the copy."),
    )


def damaged(path: Path) -> ReadError:
    """The error for a file that is not whole."""
    return ReadError(
        say("“{name}” is damaged or not whole.", name=path.name),
        hint=say("Open it in a spreadsheet program and save it again, or ask the sender for a new copy."),
    )


def dangerous(path: Path, why: str) -> ReadError:
    """The error for a file built so that reading it would do harm."""
    return ReadError(
        say("“{name}” was not read because it could harm this computer: {why}.", name=path.name, why=why),
        hint=say(
            "If you trust the sender, open it in a spreadsheet program, save it as .xlsx and import that."
        ),
    )


# --- archives: xlsx, xlsb, ods -----------------------------------------------------------------------------


def _check_archive(path: Path) -> Passed:
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            _check_size(path, parts)
            names = {part.filename.replace("\\", "/").lstrip("/"): part for part in parts}
            passed = _kind(path, archive, names)
            _check_parts(path, archive, names)
            return passed
    except ReadError:
        raise
    except (
        zipfile.BadZipFile,
        EOFError,
        OSError,
        ValueError,
        NotImplementedError,
        RuntimeError,
        zipfile.LargeZipFile,
    ):
        raise damaged(path) from None
    except Exception as error:
        raise damaged(path) from error


def _check_size(path: Path, parts: list[zipfile.ZipInfo]) -> None:
    if len(parts) > MOST_PARTS:
        raise dangerous(path, say("it has {count} parts", count=len(parts)))
    if sum(part.file_size for part in parts) > LARGEST_CONTENT:
        raise dangerous(path, say("unpacked it would fill the memory"))
    for part in parts:
        if ".." in part.filename.replace("\\", "/").split("/") or re.match(r"[A-Za-z]:", part.filename):
            raise dangerous(path, say("a part of it would be written outside its folder"))
        if part.flag_bits & 1:
            raise protected(path)
        if part.file_size > SUSPICIOUS_SIZE and part.file_size > SUSPICIOUS_RATIO * max(
            part.compress_size, 1
        ):
            ratio = part.file_size // max(part.compress_size, 1)
            raise dangerous(path, say("a part of it grows {ratio} times when unpacked", ratio=ratio))


def _kind(path: Path, archive: zipfile.ZipFile, names: dict[str, zipfile.ZipInfo]) -> Passed:
    def begins(*folders: str) -> bool:
        return any(name.lower().startswith(folders) for name in names)

    def ends(*endings: str) -> bool:
        return any(name.lower().endswith(endings) for name in names)

    if "mimetype" in names:
        mimetype = _read(archive, names["mimetype"], 200).decode("ascii", "replace")
        if "opendocument.spreadsheet" in mimetype:
            manifest = names.get("META-INF/manifest.xml")
            if manifest and b"encryption-data" in _read(archive, manifest, 1_000_000):
                raise protected(path)
            if "content.xml" not in names:
                raise damaged(path)
            return Passed(FileKind.ODS)
        if "opendocument" in mimetype:
            raise _refuse(
                path,
                say("a text document, not a spreadsheet"),
                say("Copy its table into a spreadsheet and import that."),
            )
    if ends("workbook.bin"):
        return Passed(FileKind.XLSB, _notes(names))
    if ends("workbook.xml") or (begins("xl/") and ends("sheet1.xml")):
        return Passed(FileKind.XLSX, _notes(names))
    if begins("word/"):
        raise _refuse(
            path,
            say("a Word document, not a spreadsheet"),
            say("Copy its table into a spreadsheet and import that."),
        )
    if begins("ppt/"):
        raise _refuse(
            path,
            say("a presentation, not a spreadsheet"),
            say("Ask the sender for the spreadsheet behind it."),
        )
    if ends(".iwa"):
        raise _refuse(
            path, say("a Numbers document"), say("Export it from Numbers as Excel (.xlsx) and import that.")
        )
    if (begins("xl/") or "[Content_Types].xml" in names) and not ends(".csv"):
        raise damaged(path)
    if tables := [name for name in names if name.lower().endswith(".csv")]:
        others = len(names) - len(tables) - sum(name.endswith("/") for name in names)
        left = say("{count} other files in the archive, such as pictures, were left out.", count=others)
        return Passed(FileKind.TEXTS, (left,) if others else ())
    raise _refuse(path, say("a packed archive"), say("Unpack it first and import the files inside."))


def _notes(names: dict[str, zipfile.ZipInfo]) -> tuple[str, ...]:
    notes = []
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        notes.append(say("The file contains macros. They were not run and not kept."))
    if any("externallink" in name.lower() for name in names):
        notes.append(
            say("The file links to other files. The links were not followed; the last values are used.")
        )
    return tuple(notes)


def _check_parts(path: Path, archive: zipfile.ZipFile, names: dict[str, zipfile.ZipInfo]) -> None:
    for name, part in names.items():
        lower = name.lower()
        if not lower.endswith((".xml", ".rels")):
            continue
        start = _read(archive, part, 4_096)
        if b"<!DOCTYPE" in start.replace(b"\x00", b"") or b"<!ENTITY" in start.replace(b"\x00", b""):
            raise dangerous(path, say("it contains definitions that expand or fetch other content"))
        if part.file_size > _SMALL_PART:
            continue
        if "worksheets/" in lower:
            _check_cells(path, _read(archive, part, _SMALL_PART))
        elif lower == "content.xml" and _SPACES.search(_read(archive, part, _SMALL_PART)):
            raise dangerous(path, say("a cell of it unpacks to a text that fills the memory"))


def _check_cells(path: Path, xml: bytes) -> None:
    """Refuse cells outside the grid, and a few cells so far apart that the space between fills the memory."""
    first_row = first_column = 10**9
    last_row = last_column = 0
    for match in _CELL.finditer(xml):
        if match[0].endswith(b"/>"):
            continue  # painted, but empty
        row, column = int(match[2]), column_number(match[1].decode("ascii"))
        first_row, last_row = min(first_row, row), max(last_row, row)
        first_column, last_column = min(first_column, column), max(last_column, column)
    if last_row > LAST_ROW or last_column > LAST_COLUMN:
        raise dangerous(path, say("it has cells outside the grid of a spreadsheet"))
    if last_row and (last_row - first_row + 1) * (last_column - first_column + 1) > LARGEST_RECTANGLE:
        raise dangerous(
            path,
            say(
                "a few cells span a rectangle of {rows} rows and {columns} columns",
                rows=last_row - first_row + 1,
                columns=last_column - first_column + 1,
            ),
        )


def _read(archive: zipfile.ZipFile, part: zipfile.ZipInfo, most: int) -> bytes:
    with archive.open(part) as file:
        return file.read(most)
