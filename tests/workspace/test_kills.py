"""A thousand crashes while workspaces are saved, fifty while files are imported: nothing told is lost.

The long run: python main.py test -m soak -s tests/workspace/test_kills.py
"""

from __future__ import annotations

import itertools
import random
from pathlib import Path

import pytest

from advocacy.workspace import Workspace
from advocacy.workspace.file import WorkspaceFile
from tests.nursery import Nursery, Tell, needs_fork
from tests.workspace.stages import ROWS, name_of, new_file, stage, states_told

pytestmark = needs_fork
_A_LIFE = 20  # kills of one file; then another is begun


def keep_changing(tell: Tell, path: str, opens: str, begin: int) -> None:
    """Change a workspace until killed, telling what is about to be kept, then that it is."""
    chance = random.Random(begin)
    file = WorkspaceFile.open(Path(path), opens)
    for number in itertools.count(begin):
        what = chance.random()
        if what < 0.1:
            file.close()
            file = WorkspaceFile.open(Path(path), opens)
        elif what < 0.2 and file.undo_text:
            tell("about to undo")
            tell(f"kept {name_of(file.undo())}")
        else:
            made = stage(number % 90)
            tell(f"about {name_of(made)}")
            file.save(made, f"Stage {number}")
            tell(f"kept {name_of(made)}")


def import_once(tell: Tell, path: str, opens: str, number: int) -> None:
    """Put the tables and sources of one stage into an empty workspace."""
    made = stage(number)
    name_of(made)
    file = WorkspaceFile.open(Path(path), opens)
    tell("begins")
    file.save(made, "Import")
    tell("kept")
    file.close()


def _killed_while_changing(folder: Path, kills: int, *, protected: bool) -> int:
    """Return how many changes were told of. After each kill the file is opened as the next start does."""
    chance = random.Random(kills + protected)
    kept: list[str] = []
    acknowledged = 0
    with Nursery("tests.workspace.test_kills:keep_changing", folder) as nursery:
        for kill in range(kills):
            if kill % _A_LIFE == 0:
                path, kept = folder / f"{kill}.groundswell", []
                opens = new_file(path, protected=protected)
            outcome = nursery.child(str(path), opens, kill * 7, killed_after=chance.uniform(0.005, 0.45))
            assert not outcome.ended
            new = [line.removeprefix("kept ") for line in outcome.told if line.startswith("kept")]
            acknowledged += len(new)
            kept += new
            in_flight = outcome.told[-1] if outcome.told and outcome.told[-1].startswith("about") else ""
            file = WorkspaceFile.open(path, opens)
            found = states_told(file)
            assert found[: len(kept)] == kept
            assert len(found) <= len(kept) + 1
            if len(found) > len(kept):
                assert in_flight in ("about to undo", f"about {found[-1]}")
                kept.append(found[-1])
            _check_whole(file, kept)
            file.close()
            assert {one.name for one in folder.iterdir()} == {path.name}
            if kill % _A_LIFE == _A_LIFE - 1:
                path.unlink()
    return acknowledged


def _check_whole(file: WorkspaceFile, kept: list[str]) -> None:
    assert name_of(file.workspace) == (kept[-1] if kept else name_of(Workspace()))
    assert file.verify_log() is None
    for table in file.workspace.tables:
        assert len(table) == len(table.raw) == len(table.origin) == ROWS
    for source in file.workspace.sources:
        assert len(file.source_content(source.sha256)) == source.size


def _killed_while_importing(folder: Path, kills: int, *, protected: bool) -> tuple[int, int]:
    """Return how often the import was there wholly and how often not at all."""
    chance = random.Random(kills)
    opens = new_file(folder / "w.groundswell", protected=protected)
    empty = (folder / "w.groundswell").read_bytes()
    path = folder / "i.groundswell"
    whole = 0
    with Nursery("tests.workspace.test_kills:import_once", folder) as nursery:
        path.write_bytes(empty)
        lasts = nursery.child(str(path), opens, 3).seconds
        for _ in range(kills):
            path.write_bytes(empty)
            outcome = nursery.child(str(path), opens, 3, killed_after=chance.uniform(0.3, 1.1) * lasts)
            file = WorkspaceFile.open(path, opens)
            rows = [len(table) for table in file.workspace.tables]
            assert rows in ([], [ROWS])
            assert rows or "kept" not in outcome.told
            _check_whole(file, [name_of(stage(3))] if rows else [])
            whole += bool(rows)
            file.close()
    return whole, kills - whole


@pytest.mark.parametrize("protected", [False, True])
def test_killed_while_saving(tmp_path: Path, protected: bool) -> None:
    assert _killed_while_changing(tmp_path, 8, protected=protected)


def test_killed_while_importing(tmp_path: Path) -> None:
    _killed_while_importing(tmp_path, 8, protected=False)


@pytest.mark.soak
@pytest.mark.parametrize("protected", [False, True])
def test_killed_five_hundred_times_while_saving(tmp_path: Path, protected: bool) -> None:
    acknowledged = _killed_while_changing(tmp_path, 500, protected=protected)
    assert acknowledged > 500
    print(f"\n500 kills, {acknowledged} changes told of, 0 lost, 0 torn, 0 unopenable")


@pytest.mark.soak
@pytest.mark.parametrize("protected", [False, True])
def test_killed_fifty_times_while_importing(tmp_path: Path, protected: bool) -> None:
    whole, nothing = _killed_while_importing(tmp_path, 50, protected=protected)
    assert whole and nothing
    print(f"\n50 kills: all rows {whole} times, none {nothing} times, some never")
