"""The gate names what a file really is, and lets every genuine file through."""

# ruff: noqa: E501 - one case a line reads best

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from advocacy.errors import ReadError
from advocacy.importing import gate
from advocacy.importing.gate import FileKind
from tests.importing import hostile
from tests.importing.hostile import row, text_cell

ONE = row(1, text_cell("A1", "Region"))


def _written(content: bytes, name: str) -> Callable[[Path], Path]:
    def write(folder: Path) -> Path:
        path = folder / name
        path.write_bytes(content)
        return path

    return write


REFUSED: list[tuple[str, Callable[[Path], Path], str]] = [
    ("empty", _written(b"", "a.xlsx"), "is empty"),
    ("only blanks", _written(b" \r\n \n", "a.csv"), "is empty"),
    ("truncated", _written(b"PK\x03\x04 cut off", "a.xlsx"), "damaged"),
    ("web page as xls", _written(b"\n <HTML><table><tr><td>1</td></tr></table>", "a.xls"), "web page"),
    ("web page as csv", _written("\ufeff<!DOCTYPE html>".encode(), "a.csv"), "web page"),
    ("xml 2003", _written(b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">', "a.xls"), "2003"),
    ("pdf", _written(b"%PDF-1.7 ...", "a.xlsx"), "PDF"),
    ("picture", _written(b"\x89PNG\r\n\x1a\n", "a.xlsx"), "picture"),
    ("gzip", _written(b"\x1f\x8b\x08\x00", "a.csv"), "archive"),
    ("json", _written(b'{"type": "FeatureCollection"}', "a.geojson"), "JSON"),
    ("program", _written(b"MZ\x90\x00\x03", "a.xls"), "program"),
    ("binary", _written(bytes(range(256)) * 4 + bytes(2000), "a.csv"), "not a spreadsheet"),
    ("excel 4", _written(b"\x09\x04\x06\x00\x00\x00\x10\x00" + b"x" * 50, "a.xls"), "1997"),
    ("word inside", _written(hostile.zip_of({"word/document.xml": b"<w/>", "[Content_Types].xml": b"<T/>"}), "a.xlsx"), "Word"),
    ("slides", _written(hostile.zip_of({"ppt/presentation.xml": b"<p/>"}), "a.xlsx"), "presentation"),
    ("zip", _written(hostile.zip_of({"notes.txt": b"a,b"}), "a.zip"), "archive"),
    ("numbers", _written(hostile.zip_of({"Index/Document.iwa": b"x"}), "a.numbers"), "Numbers"),
    ("protected xlsx", lambda f: hostile.ole(f / "a.xlsx", "EncryptedPackage"), "password"),
    ("old word", lambda f: hostile.ole(f / "a.xls", "WordDocument"), "Word"),
    ("unknown ole", lambda f: hostile.ole(f / "a.xls", "Nonsense"), "damaged"),
    ("protected ods", lambda f: hostile.ods(f / "a.ods", "", encrypted=True), "password"),
    ("two far cells", lambda f: hostile.xlsx(f / "a.xlsx", ONE + row(1048576, text_cell("XFD1048576", "x"))), "rectangle"),
    ("outside the grid", lambda f: hostile.xlsx(f / "a.xlsx", row(1, text_cell("XFE1", "x"))), "grid"),
    ("below the grid", lambda f: hostile.xlsx(f / "a.xlsx", row(16777217, text_cell("A16777217", "x"))), "grid"),
    ("entities", lambda f: hostile.xlsx(f / "a.xlsx", ONE, before='<!DOCTYPE x [<!ENTITY a "aaaa">]>'), "definitions"),
    ("file entity", lambda f: hostile.xlsx(f / "a.xlsx", ONE, more={"xl/sharedStrings.xml": '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><sst/>'}), "definitions"),
    ("escaping part", lambda f: hostile.xlsx(f / "a.xlsx", ONE, more={"../../evil.txt": "x"}), "outside its folder"),
    ("bomb", lambda f: hostile.xlsx(f / "a.xlsx", row(1, text_cell("A1", "x" * 30_000_000))), "grows"),
    ("ods spaces", lambda f: hostile.ods(f / "a.ods", '<table:table-row><table:table-cell><text:p><text:s text:c="2000000000"/></text:p></table:table-cell></table:table-row>'), "memory"),
]  # fmt: skip


@pytest.mark.parametrize(("make", "word"), [r[1:] for r in REFUSED], ids=[r[0] for r in REFUSED])
def test_what_is_refused_is_named_with_what_to_do(
    make: Callable[[Path], Path], word: str, tmp_path: Path
) -> None:
    path = make(tmp_path)
    with pytest.raises(ReadError) as refusal:
        gate.check(path)
    assert word in refusal.value.message
    assert path.name in refusal.value.message
    assert refusal.value.hint


def test_folders_and_absent_files_are_named(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="is a folder"):
        gate.check(tmp_path)
    with pytest.raises(ReadError, match="is not there"):
        gate.check(tmp_path / "x.xlsx")


@pytest.mark.parametrize(
    ("rows", "before"),
    [
        (ONE, ""),
        (row(1048576, text_cell("A1048576", "x")), ""),
        (ONE, '<dimension ref="A1:XFD1048576"/>'),
    ],
)
def test_odd_but_genuine_workbooks_pass(rows: str, before: str, tmp_path: Path) -> None:
    assert gate.check(hostile.xlsx(tmp_path / "a.xlsx", rows)).kind is FileKind.XLSX


def test_the_kind_comes_from_the_content_not_from_the_name(tmp_path: Path) -> None:
    path = tmp_path / "members.csv"
    book = openpyxl.Workbook()
    book.save(path)
    assert gate.check(path).kind is FileKind.XLSX


@pytest.mark.parametrize(
    "content", [b"a;b\n1;2", b"[x],y\n1,2", "é,b\n".encode("cp1252"), "a\tb\n".encode("utf-16")]
)
def test_text_passes(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    assert gate.check(path).kind is FileKind.TEXT


def test_macros_and_links_are_named(tmp_path: Path) -> None:
    more = {"xl/vbaProject.bin": b"x", "xl/externalLinks/externalLink1.xml": "<externalLink/>"}
    notes = gate.check(hostile.xlsx(tmp_path / "a.xlsm", ONE, more=more)).notes
    assert len(notes) == 2
