"""Somebody with a key of his own changes a package, signs it, and is found out by what is in it."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from advocacy import cli
from advocacy.exporting.export import FORMATS
from advocacy.exporting.package import archive, manifest, signing_key
from advocacy.exporting.package.verifying import OtherVersionError, looked_through, verify
from tests.exporting.leak_scan.places import PUTS
from tests.exporting.package import packed

Files = dict[str, bytes]
Change = Callable[[Files], Files]
_WORD, _PAGE, _TEXT, _BOOK, _PDF = (f"documents/brief.{one}" for one in ("docx", "html", "md", "xlsx", "pdf"))
_NOT_READ = ("page, hidden attribute", "workbook, defined name")  # no reader meets a number there


def _faults(folder: Path, files: Files) -> tuple[str, ...]:
    return looked_through(packed.signed_by_another(folder / "x.zip", files), "").faults


def _put(files: Files, place: str, text: str, folder: Path) -> tuple[str, Files]:
    suffix, put = PUTS[place]
    name, path = f"documents/brief{suffix}", folder / f"changed{suffix}"
    path.write_bytes(files[name])
    put(path, text)
    return name, {**files, name: path.read_bytes()}


@pytest.mark.parametrize("written", ["7777 cases", "7 777", "77,7 %", "in seventy cases", "les trois quarts"])
@pytest.mark.parametrize("place", ["Word, body", "Word, split runs", "page, text", "PDF, page", "Markdown"])
def test_a_number_however_it_is_written_is_named(
    package: Path, tmp_path: Path, place: str, written: str
) -> None:
    name, files = _put(archive.read(package), place, written, tmp_path)
    faults = _faults(tmp_path, files)
    assert [fault for fault in faults if fault.startswith(f"In {name} stands")], faults


@pytest.mark.parametrize("place", [one for one in PUTS if one not in _NOT_READ and PUTS[one][0] in FORMATS])
def test_a_number_wherever_it_stands_is_named(package: Path, tmp_path: Path, place: str) -> None:
    files = archive.read(package)
    name, changed = _put(files, place, "of 7777 cases", tmp_path)
    assert [fault for fault in _faults(tmp_path, changed) if name in fault]


# --- each of these is signed by another, who leaves no trace of the former key ---


def _parts(change: Callable[[str, bytes], bytes], name: str = _WORD, **more: bytes) -> Change:
    """Change the parts of a Word document or a workbook."""

    def changed(files: Files) -> Files:
        into = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(files[name])) as old, zipfile.ZipFile(into, "w") as new:
            parts = {part: change(part, old.read(part)) for part in old.namelist()}
            for part, content in {**parts, **more}.items():
                new.writestr(part, content)
        return {**files, name: into.getvalue()}

    return changed


def _into(part: str, before: bytes, made: bytes) -> Change:
    def put(name: str, content: bytes) -> bytes:
        assert name != part or before in content
        return content.replace(before, made + before, 1) if name == part else content

    return _parts(put)


def _text(name: str, pattern: str, made: str | Callable[[re.Match[str]], str]) -> Change:
    def changed(files: Files) -> Files:
        text, many = re.subn(pattern, made, files[name].decode("utf-8"), count=1)
        assert many and text.encode("utf-8") != files[name], "nothing changed"
        return {**files, name: text.encode("utf-8")}

    return changed


def _json(name: str, change: Callable[[dict], object]) -> Change:
    return lambda files: packed.with_json(files, name, change)


def _swapped(one: str, other: str) -> Change:
    return lambda files: {**files, one: files[other], other: files[one]}


def _without(*names: str) -> Change:
    return lambda files: {name: content for name, content in files.items() if name not in names}


def _without_documents(files: Files) -> Files:
    """All documents out, and nothing left that tells of them."""

    def forget(told: dict) -> None:
        told |= {
            name: {}
            for name in ("sentences_not_in", "numbers_not_in", "numbers_in", "other_numbers", "drawn_in")
        }

    left = {name: content for name, content in files.items() if not name.startswith("documents/")}
    return packed.with_json(left, "claims.json", forget)


_TABLE_ROW = r"(\n\| [^|\n]+ \| )(\d+%)( \|[^\n]*\n\| [^|\n]+ \| )(\d+%)( \|)"
_LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "7777"><!ENTITY b "' + b"&a;" * 999 + b'">]><x>&b;</x>'
)
_RUN = b"<w:p><w:r>%b<w:t>of 7777 cases</w:t></w:r></w:p>"
TAMPERED: dict[str, tuple[Change, str]] = {
    "two shares of a table exchanged": (
        _text(_TEXT, _TABLE_ROW, lambda found: f"{found[1]}{found[4]}{found[3]}{found[2]}{found[5]}"),
        "was told",
    ),
    "a number taken out of a page": (
        _text(_PAGE, r"(<td[^>]*>(?:<[^>]*>)*)\d+ days", r"\1"),
        "was told",
    ),
    "hidden text": (
        _into("word/document.xml", b"<w:sectPr", _RUN % b"<w:rPr><w:vanish/></w:rPr>"),
        "7777, which is no number",
    ),
    "a field of Word": (
        _into(
            "word/document.xml",
            b"<w:sectPr",
            b'<w:p><w:fldSimple w:instr="QUOTE 7"><w:r><w:t>7777</w:t></w:r></w:fldSimple></w:p>',
        ),
        "7777, which is no number",
    ),
    "a head": (
        _parts(
            lambda _, content: content,
            **{"word/header9.xml": b"<w:hdr xmlns:w='w'>" + _RUN % b"" + b"</w:hdr>"},
        ),
        "7777, which is no number",
    ),
    "a footnote": (
        _parts(
            lambda _, content: content,
            **{"word/footnotes.xml": b"<w:footnotes xmlns:w='w'>" + _RUN % b"" + b"</w:footnotes>"},
        ),
        "7777, which is no number",
    ),
    "a remark": (
        _parts(
            lambda _, content: content,
            **{"word/comments.xml": b"<w:comments xmlns:w='w'>" + _RUN % b"" + b"</w:comments>"},
        ),
        "7777, which is no number",
    ),
    "a picture of Word": (
        _parts(lambda part, content: content + b"x" if part.endswith(".png") else content),
        "pictures of documents/brief.docx",
    ),
    "a cell of the workbook": (
        _parts(lambda part, content: re.sub(rb"<v>0\.\d+</v>", b"<v>0.5</v>", content, count=1), _BOOK),
        "documents/brief.xlsx",
    ),
    "a text of the workbook": (
        _parts(lambda part, content: content.replace(b"</si>", b"</si><si><t>7777</t></si>", 1), _BOOK),
        "documents/brief.xlsx",
    ),
    "alternative text of a page": (_text(_PAGE, "</body>", '<img alt="7777 cases"></body>'), "7777"),
    "spoken label of a page": (_text(_PAGE, "</body>", '<p aria-label="7777">x</p></body>'), "7777"),
    "remark of a page": (_text(_PAGE, "</body>", "<!-- 7777 cases --></body>"), "7777"),
    "digits of another alphabet": (
        _text(_PAGE, "</body>", "<p>٧٧٧٧ cases</p></body>"),
        "no number of the claims",
    ),
    "wide digits": (_text(_PAGE, "</body>", "<p>７７７７ cases</p></body>"), "7777"),
    "a fraction sign": (_text(_PAGE, "</body>", "<p>7⁄9 of all, ⅞</p></body>"), "no number of the claims"),
    "charts of a page": (
        _text(_PAGE, r'(<script type="application/json"[^>]*>[^<]*?:)(\d)', r"\g<1>9\2"),
        "charts or pictures of documents/brief.html",
    ),
    "Word and PDF exchanged": (_swapped(_WORD, _PDF), "is not what its name says"),
    "Word and workbook exchanged": (_swapped(_WORD, _BOOK), "documents/brief"),
    "page and text exchanged": (_swapped(_PAGE, _TEXT), "is not what its name says"),
    "tables exchanged": (_swapped("tables/estimates.csv", "tables/curves.csv"), "cannot be read"),
    "one more document": (lambda files: {**files, "documents/more.md": b"7777 cases"}, "documents/more.md"),
    "one more file": (lambda files: {**files, "notes.txt": b"7777 cases"}, "notes.txt is no file"),
    "one more table": (
        lambda files: {**files, "tables/more.csv": b"a\n7777\n"},
        "tables/more.csv is no file",
    ),
    "no Word document": (_without(_WORD), "documents/brief.docx is missing"),
    "no PDF": (_without(_PDF), "documents/brief.pdf is missing"),
    "no document at all": (_without_documents, "documents/brief.docx is missing"),
    "no recipe": (_without("recipe.json"), "recipe.json is missing"),
    "nothing on how to check": (_without("how-to-check.txt"), "how-to-check.txt"),
    "no table": (_without("tables/estimates.csv"), "cannot be read"),
    "no claims": (_without("claims.json"), "cannot be read"),
    "another key on how to check": (
        lambda files: {**files, "how-to-check.txt": b"Fingerprint: AAAA BBBB CCCC DDDD"},
        "names another key",
    ),
    "a file that the recipe does not name": (
        lambda files: {
            **files,
            "tables/files.csv": files["tables/files.csv"] + b"x.xlsx,," + b"ab" * 32 + b",,7,7,0,0,0\n",
        },
        "about other files",
    ),
    "a recipe of nonsense": (
        lambda files: {**files, "recipe.json": b"[" * 100_000},
        "recipe.json cannot be read",
    ),
    "a recipe without settings": (_json("recipe.json", lambda told: told.pop("settings")), "cannot be read"),
    "a table without its last row": (
        lambda files: {
            **files,
            "tables/estimates.csv": files["tables/estimates.csv"].rstrip(b"\n").rpartition(b"\n")[0] + b"\n",
        },
        "",
    ),
    "numbers of a document not told": (
        _json("claims.json", lambda told: told["numbers_in"].pop(_TEXT)),
        "documents/brief.md",
    ),
    "charts not told": (_json("claims.json", lambda told: told["drawn_in"].pop(_PAGE)), "charts or pictures"),
    "no claim at all": (_json("claims.json", lambda told: told.update(claims=[])), "no number of the claims"),
    "entities without end": (
        _parts(lambda _, content: content, **{"word/more.xml": _LAUGHS}),
        "documents/brief.docx",
    ),
}


@pytest.mark.parametrize("kind", TAMPERED)
def test_what_was_changed_and_signed_by_another_is_named(package: Path, tmp_path: Path, kind: str) -> None:
    change, told = TAMPERED[kind]
    faults = _faults(tmp_path, change(archive.read(package)))
    assert faults and any(told in fault for fault in faults), faults


# --- the file itself ---


def _zip(write: Callable[[zipfile.ZipFile, Files], None], files: Files) -> bytes:
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w") as package:
        write(package, files)
    return into.getvalue()


def _linked(package: zipfile.ZipFile, files: Files) -> None:
    for name, content in sorted(files.items()):
        info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
        if name == "recipe.json":
            info.external_attr, content = 0o120777 << 16, b"/etc/passwd"
        package.writestr(info, content)


def _above(package: zipfile.ZipFile, files: Files) -> None:
    for name, content in sorted({**files, "../../recipe.json": b"{}"}.items()):
        package.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content)


def _packed_small(package: zipfile.ZipFile, files: Files) -> None:
    for name, content in sorted(files.items()):
        package.writestr(name, content + b" " * (1 << 20), zipfile.ZIP_DEFLATED)


@pytest.mark.parametrize("write", [_linked, _above, _packed_small])
def test_an_archive_of_another_program_is_refused(
    package: Path, tmp_path: Path, write: Callable[[zipfile.ZipFile, Files], None]
) -> None:
    path = tmp_path / "x.zip"
    path.write_bytes(_zip(write, archive.read(package)))
    with pytest.raises(archive.ArchiveError, match="not a whole package"):
        verify(path)


@pytest.mark.parametrize(
    "change", [lambda whole: whole + b"7777", lambda whole: b"7777" + whole, lambda whole: whole[:-1]]
)
def test_bytes_around_the_archive_are_refused(
    package: Path, tmp_path: Path, change: Callable[[bytes], bytes]
) -> None:
    path = tmp_path / "x.zip"
    path.write_bytes(change(package.read_bytes()))
    with pytest.raises(archive.ArchiveError):
        looked_through(path, "")


# --- other versions ---


def _of_version(folder: Path, files: Files, version: int) -> Path:
    told = {name: one for name, one in files.items() if name not in (manifest.MANIFEST, manifest.SIGNATURE)}
    listed = manifest.manifest_of(told, version)
    path = folder / "x.zip"
    signature = manifest.signature_of(listed, signing_key.own_key())
    archive.write(path, {**told, manifest.MANIFEST: listed, manifest.SIGNATURE: signature})
    return path


def _as_before(files: Files) -> Files:
    """As the first version wrote it: of some numbers only is told."""

    def change(told: dict) -> None:
        del told["numbers_in"], told["drawn_in"]

    return packed.with_json(files, "claims.json", change)


def test_a_package_of_an_earlier_version_says_what_to_do(
    package: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = verify(package)
    path = _of_version(tmp_path, _as_before(archive.read(package)), 1)
    with pytest.raises(OtherVersionError, match="earlier version") as told:
        verify(path)
    assert whole.fingerprint in told.value.message and "export the package again" in told.value.hint
    assert cli.run(("verify", str(path)), make_renderer=lambda: None) == 2
    said = capsys.readouterr()
    assert "earlier version" in said.err and "does NOT hold" not in said.out


def test_a_package_of_a_later_version_says_what_to_do(package: Path, tmp_path: Path) -> None:
    with pytest.raises(OtherVersionError, match="later version"):
        verify(_of_version(tmp_path, archive.read(package), manifest.VERSION + 1))


def test_a_changed_package_of_an_earlier_version_is_a_changed_package(package: Path, tmp_path: Path) -> None:
    files = archive.read(_of_version(tmp_path, archive.read(package), 1))
    archive.write(tmp_path / "y.zip", {**files, "recipe.json": files["recipe.json"] + b" "})
    assert "recipe.json is not as it was signed." in looked_through(tmp_path / "y.zip", "").faults


@pytest.mark.parametrize("version", [0, -1, "2", None, True, 10**30, [2]])
def test_a_version_that_is_none_is_no_way_around(package: Path, tmp_path: Path, version: object) -> None:
    files = archive.read(package)
    told = json.loads(files[manifest.MANIFEST]) | {"format_version": version}
    archive.write(tmp_path / "x.zip", {**files, manifest.MANIFEST: manifest.plain_json(told)})
    assert looked_through(tmp_path / "x.zip", "").faults
