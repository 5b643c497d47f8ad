"""A file is there wholly or not at all."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from advocacy.errors import ExportError
from advocacy.exporting.atomic import replacing


def test_the_new_file_takes_the_place(tmp_path: Path) -> None:
    target = tmp_path / "a.txt"
    target.write_text("old")
    with replacing(target) as whole:
        whole.write_text("new")
        assert target.read_text() == "old"
    assert target.read_text() == "new"
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


@pytest.mark.parametrize("error", [RuntimeError("x"), KeyboardInterrupt()])
def test_after_an_error_all_is_as_before(tmp_path: Path, error: BaseException) -> None:
    target = tmp_path / "a.txt"
    target.write_text("old")
    with pytest.raises(type(error)), replacing(target) as whole:
        whole.write_text("half")
        raise error
    assert target.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (errno.ENOSPC, "full"),
        (errno.EACCES, "open in another program"),
        (errno.EROFS, "protected"),
        (errno.EIO, "could not"),
    ],
)
def test_what_the_disk_says_is_said_plainly(tmp_path: Path, code: int, words: str) -> None:
    with pytest.raises(ExportError, match=words) as raised, replacing(tmp_path / "a.txt"):
        raise OSError(code, "Errno")
    assert raised.value.hint
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="not there"), replacing(tmp_path / "absent" / "a.txt") as whole:
        whole.write_text("x")
