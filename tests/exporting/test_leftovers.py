"""What crashes leave of exports is removed; what is being written, and all else, is not."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from advocacy.exporting import leftovers
from advocacy.exporting.atomic import replacing


def test_halves_are_swept_by_the_next_export(tmp_path: Path) -> None:
    left = leftovers.part_of(tmp_path / "other.docx")
    left.write_bytes(b"half")
    mine = [tmp_path / name for name in (".brief-deadbeef.docx", "a.part", ".x-12345678.part.d", "b.docx")]
    for one in (*mine[:2], mine[3]):
        one.write_bytes(b"mine")
    mine[2].mkdir()
    with replacing(tmp_path / "a.txt") as whole:
        whole.write_bytes(b"new")
    assert not left.exists()
    assert all(one.exists() for one in mine)


def test_what_is_being_written_stays(tmp_path: Path) -> None:
    with replacing(tmp_path / "a.txt") as one, replacing(tmp_path / "a.txt") as other:
        assert one.exists() and other.exists()
        one.write_bytes(b"one")
        other.write_bytes(b"other")
    assert (tmp_path / "a.txt").read_bytes() == b"one"
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_files_in_between_are_swept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    left = tmp_path / "groundswell-scratch-left"
    left.mkdir()
    (left / "held").write_bytes(b"")
    (left / "brief.json").write_text("names")
    with leftovers.scratch() as one:
        assert not left.exists()
        (one / "brief.json").write_text("names")
        with leftovers.scratch() as other:
            assert other != one and one.exists()
    assert list(tmp_path.iterdir()) == []
