"""A file that the venue would send back is told of before it is sent."""

from __future__ import annotations

from pathlib import Path

from advocacy.brief.venues import venue
from advocacy.exporting.too_large import too_large


def _file(path: Path, size: int) -> Path:
    with path.open("wb") as file:
        file.truncate(size)  # a hole, no bytes on the disk
    return path


def test_only_what_the_venue_takes_and_only_above_its_limit_is_told(tmp_path: Path) -> None:
    most = (venue("commons").most_megabytes or 0) * 1_000_000
    large, small = _file(tmp_path / "large.docx", most + 1), _file(tmp_path / "small.docx", most)
    page = _file(tmp_path / "page.html", 2 * most)  # of a kind that the venue does not take at all
    (told,) = too_large([large, small, page], "commons")
    assert told.startswith("“large.docx” has 26 MB; the venue takes no more than 25 MB.")


def test_a_venue_without_a_limit_takes_everything(tmp_path: Path) -> None:
    assert list(too_large([_file(tmp_path / "x.docx", 10**9)], "general")) == []
