"""Picture cards of a brief: a clean square picture for each finding, in one file that is always the same."""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from pathlib import Path
from xml.etree import ElementTree

import pytest

from advocacy.brief.document import Brief
from advocacy.charts.picture import Picture
from advocacy.exporting.share_card import SIDE
from advocacy.exporting.share_cards import card_figures, only_picture, write_cards
from tests.exporting.written_brief import brief_of, png


def pictures(brief: Brief) -> list[Picture]:
    return [Picture("<svg/>", _with_remarks(png()), SIDE, SIDE) for _ in card_figures(brief)]


def _with_remarks(plain: bytes) -> bytes:
    said = b"Author\0Amina"
    remark = struct.pack(">I", len(said)) + b"tEXt" + said + struct.pack(">I", zlib.crc32(b"tEXt" + said))
    return plain[:33] + remark + plain[33:]


def words_on(figure: object) -> str:
    frame = figure["frame"]  # type: ignore[index]
    root = ElementTree.fromstring(f"{frame['before']}{frame['after']}")
    return " ".join(element.text or "" for element in root.iter())


def test_each_finding_has_a_card_with_its_own_numbers() -> None:
    brief = brief_of()
    figures = card_figures(brief)
    assert len(figures) == len(brief.findings) > 3
    for figure, finding in zip(figures, brief.findings, strict=True):
        shown = " ".join(words_on(figure).split())
        for number in re.findall(r"\d[\d,.]*", finding.headline):
            assert number in shown
        assert finding.base.split()[0] in shown
        assert "file.xlsx" not in shown, "names of files stay in the brief"


def test_the_file_holds_clean_pictures_in_the_order_of_the_brief(tmp_path: Path) -> None:
    brief, path = brief_of(), tmp_path / "cards.zip"
    write_cards(brief, pictures(brief), path)
    with zipfile.ZipFile(path) as package:
        names = package.namelist()
        contents = [package.read(name) for name in names]
    assert [int(name[:2]) for name in names] == list(range(1, len(brief.findings) + 1))
    assert all(re.fullmatch(r"\d\d [\w -]+\.png", name) for name in names)
    assert all(content == png() for content in contents)
    assert b"Amina" not in path.read_bytes()


def test_the_same_brief_gives_the_same_bytes(tmp_path: Path) -> None:
    brief = brief_of()
    first, second = tmp_path / "a.zip", tmp_path / "b.zip"
    write_cards(brief, pictures(brief), first)
    write_cards(brief_of(), pictures(brief), second)
    assert first.read_bytes() == second.read_bytes()
    with zipfile.ZipFile(first) as package:
        assert {one.date_time for one in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_hostile_name_is_no_path(tmp_path: Path) -> None:
    brief, path = brief_of("../../etc/passwd \u202e<script>"), tmp_path / "cards.zip"
    write_cards(brief, pictures(brief), path)
    with zipfile.ZipFile(path) as package:
        assert not any("/" in name or ".." in name or "\\" in name for name in package.namelist())


def test_what_is_no_whole_picture_is_not_read_past_its_end() -> None:
    assert only_picture(png()) == png()
    assert only_picture(_with_remarks(png())) == png()
    assert only_picture(b"") == b"\x89PNG\r\n\x1a\n"


def test_too_few_pictures_are_a_bug(tmp_path: Path) -> None:
    brief, path = brief_of(), tmp_path / "cards.zip"
    with pytest.raises(ValueError):
        write_cards(brief, pictures(brief)[1:], path)
    assert list(tmp_path.iterdir()) == []
