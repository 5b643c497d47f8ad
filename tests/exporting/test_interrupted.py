"""Exports killed and disks that fill up: the old file or the new one is there, whole, and nothing else.

The long run: python main.py test -m soak -s tests/exporting/test_interrupted.py
"""

from __future__ import annotations

import io
import random
import time
from collections import Counter
from datetime import date, timedelta
from functools import cache
from importlib import import_module
from pathlib import Path

import openpyxl
import pytest

from advocacy.analysis.findings import findings
from advocacy.brief.compose import compose
from advocacy.brief.document import Brief
from advocacy.errors import AdvocacyError
from advocacy.exporting.export import export
from advocacy.exporting.return_workbook import write_return_workbook
from advocacy.exporting.template_writer import write_template
from advocacy.issue import Issue, Severity
from advocacy.schema import schemas
from advocacy.workspace import BriefPlan
from tests.makers import cases, workspace
from tests.nursery import Nursery, Tell, needs_fork

pytestmark = needs_fork
_WAYS = {
    "word": "brief.docx",
    "pdf": "brief.pdf",
    "page": "brief.html",
    "annex": "brief.xlsx",
    "return": "return.xlsx",
    "template": "template.xlsx",
}
_WORK = "tests.exporting.test_interrupted:write"


def write(tell: Tell, way: str, folder: str, most_bytes: int) -> None:
    """Export once; no file may become larger than so many bytes, unless that is 0."""
    path = Path(folder) / _WAYS[way]
    if most_bytes:
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, most_bytes))
    try:
        if way == "return":
            issues = [Issue("missing-value", Severity.ERROR, "Empty", row=2, column="A", sheet="s")]
            write_return_workbook(Path(folder) / "source.xlsx", issues, path)
        elif way == "template":
            write_template(tuple(schemas().values()), path)
        else:
            export(_brief(), path)
        tell("written")
    except AdvocacyError as error:
        tell(f"{error.message} {error.hint}")


def make_ready() -> None:
    """Load the writers and make the brief, so that the kills hit the writing."""
    for name in ("docx", "html", "pdf", "xlsx"):
        import_module(f"advocacy.exporting.{name}_writer")
    _brief()


@cache
def _brief() -> Brief:
    applied = [date(2024, 1, 1) + timedelta(days=i) for i in range(40)]
    decided = [day + timedelta(days=80 + i) if i % 3 else None for i, day in enumerate(applied)]
    held = workspace(cases(applied, decided, region=["N", "S"] * 20), data_date=date(2024, 12, 31), limit=90)
    held = held.with_brief(BriefPlan("Interrupted"))
    return compose(held, findings(held))


def _folder(tmp_path: Path) -> Path:
    """A folder with a workbook to return, and one for temporary files."""
    folder = tmp_path / "target"
    folder.mkdir()
    (tmp_path / "temporary").mkdir()
    book = openpyxl.Workbook()
    book.active.title = "s"
    for row in range(200):
        book.active.append([f"{row}-{column}" for column in range(10)])
    book.save(folder / "source.xlsx")
    return folder


def _is_new(way: str, content: bytes, new: bytes) -> bool:
    """Whether it is all that was to be written. A workbook handed back holds the hour, so it is read."""
    if way != "return":
        return content == new
    book = openpyxl.load_workbook(io.BytesIO(content))
    return book.sheetnames == ["s", "To correct"] and book["s"].max_row == 200


def _wait_until_empty(folder: Path) -> None:
    """A process that reads for one that was killed ends by itself and clears up."""
    ends = time.monotonic() + 60
    while list(folder.iterdir()) and time.monotonic() < ends:
        time.sleep(0.05)
    assert list(folder.iterdir()) == []


def _interrupted(tmp_path: Path, way: str, kills: int, fills: int) -> Counter[str]:
    """Kill exports and fill disks; return how often the old and how often the new file was there."""
    folder = _folder(tmp_path)
    target, temporary = folder / _WAYS[way], tmp_path / "temporary"
    chance = random.Random(kills)
    came: Counter[str] = Counter()
    old = b"the old file, which is whole"

    with Nursery(_WORK, temporary, "make_ready") as nursery:

        def whole() -> tuple[bytes, float]:
            lived = nursery.child(way, str(folder), 0)
            assert lived.told == ["written"]
            assert {one.name for one in folder.iterdir()} == {"source.xlsx", target.name}
            _wait_until_empty(temporary)
            return target.read_bytes(), lived.seconds

        whole()
        new, lasts = whole()
        for _ in range(kills):
            target.write_bytes(old)
            nursery.child(way, str(folder), 0, killed_after=chance.uniform(0.02, 1.05) * lasts)
            found = target.read_bytes()
            assert found == old or _is_new(way, found, new)
            came["killed: old" if found == old else "killed: new"] += 1
        assert _is_new(way, whole()[0], new)  # and has swept what the kills have left
        for _ in range(fills):
            target.write_bytes(old)
            lived = nursery.child(way, str(folder), chance.randrange(1, len(new)))
            assert lived.ended and "full" in lived.told[0] and "space" in lived.told[0], lived.told
            assert target.read_bytes() == old
            assert {one.name for one in folder.iterdir()} == {"source.xlsx", target.name}
            came["full: old"] += 1
        assert _is_new(way, whole()[0], new)
    return came


@pytest.mark.parametrize("way", _WAYS)
def test_interrupted(tmp_path: Path, way: str) -> None:
    came = _interrupted(tmp_path, way, 3, 2)
    assert came.total() == 5


@pytest.mark.soak
@pytest.mark.parametrize("way", _WAYS)
def test_interrupted_three_hundred_times(tmp_path: Path, way: str) -> None:
    came = _interrupted(tmp_path, way, 200, 100)
    assert came["killed: old"] and came["full: old"] == 100
    print(f"\n{way}: {dict(came)}, 0 broken, nothing left")
