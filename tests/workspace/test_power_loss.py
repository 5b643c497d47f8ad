"""Power lost at any moment: the file opens, nothing told is lost, the log is whole.

The long run: python main.py test -m soak -s tests/workspace/test_power_loss.py
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest

from advocacy.errors import WorkspaceError
from advocacy.workspace.file import WorkspaceFile
from tests.workspace.power_loss import Disk, Event, Recorder, at_the_end, in_any_order, in_order
from tests.workspace.stages import everything, name_of, new_file, stage, states_told

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="records what SQLite does on Unix")
_NAME = "w.groundswell"
_FOLDERS = {"plain": "own", "protected": "own", "shared": "OneDrive"}  # there SQLite keeps another journal
_STAGES = 45
_MODELS = (in_order, in_any_order)


def _recorded(folder: Path, kind: str, stages: int) -> tuple[list[Event], str]:
    """All that happened on the disk while a workspace was changed, and what opens it."""
    path = folder / _NAME
    opens = new_file(path, protected=kind == "protected")
    made_before = [Event("open", _NAME), Event("write", _NAME, 0, path.read_bytes()), Event("wait", _NAME)]
    with Recorder(made_before) as record:
        file = WorkspaceFile.open(path, opens)
        for number in range(stages):
            made = stage(number * 2)
            file.save(made, f"Stage {number}")
            record.tell(name_of(made))
            if number % 5 == 4:
                record.tell(name_of(file.undo()))
            if number % 15 == 14:
                file.close()
                file = WorkspaceFile.open(path, opens)
        file.close()
    assert at_the_end(record.events).files == {_NAME: path.read_bytes()}, "what is not recorded is not tested"
    return record.events, opens


def _bad(disks: Iterable[Disk], folder: Path, opens: str) -> list[str]:
    """What went wrong, for each disk on which something did."""
    return [wrong for disk in disks if (wrong := _wrong(disk, folder, opens))]


def _wrong(disk: Disk, folder: Path, opens: str) -> str:
    disk.put(folder)
    try:
        file = WorkspaceFile.open(folder / _NAME, opens)
    except WorkspaceError as error:
        return f"does not open: {error.message}"
    try:
        found = states_told(file)
        if list(found[: len(disk.told)]) != list(disk.told):
            return f"{len(disk.told)} changes told of, {len(found)} there"
        if len(found) > len(disk.told) + 1:
            return "more changes than were made"
        if file.verify_log() is not None:
            return "the log is broken"
        everything(file)
    except WorkspaceError as error:
        return f"cannot be read wholly: {error.message}"
    finally:
        file.close()
    return ""


@pytest.fixture(params=_FOLDERS)
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def folder(tmp_path: Path, kind: str) -> Path:
    made = tmp_path / _FOLDERS[kind]
    made.mkdir()
    return made


@pytest.mark.parametrize("model", _MODELS)
def test_power_lost(folder: Path, kind: str, model: object) -> None:
    events, opens = _recorded(folder, kind, 10)
    assert callable(model)
    assert _bad(model(events, 25), folder, opens) == []


@pytest.mark.soak
@pytest.mark.parametrize("model", _MODELS)
def test_power_lost_five_hundred_times(folder: Path, kind: str, model: object) -> None:
    events, opens = _recorded(folder, kind, _STAGES)
    assert callable(model)
    assert _bad(model(events, 500), folder, opens) == []
    done = Counter(event.kind for event in events)
    print(f"\n{kind}, {model}: 500 states of {dict(done)}: 0 bad")


def test_the_record_knows_of_every_wait(folder: Path, kind: str) -> None:
    """Each change told of is preceded by a wait, or the test would prove nothing."""
    events, _ = _recorded(folder, kind, 6)
    kinds = Counter(event.kind for event in events)
    assert kinds["write"] > 30 and kinds["told"] == 7
    names = {event.name for event in events if event.kind == "write"}
    assert names == {_NAME, _NAME + ("-journal" if kind == "shared" else "-wal")}
    waits = [number for number, event in enumerate(events) if event.kind == "wait"]
    told = [number for number, event in enumerate(events) if event.kind == "told"]
    for before, now in zip([0, *told], told, strict=False):
        assert any(before < wait < now for wait in waits)
    if kind == "protected":
        assert not any(
            b"licensing_case" in event.content or b"SQLite format" in event.content for event in events
        )


def test_a_program_that_does_not_wait_is_found_out(folder: Path, kind: str) -> None:
    events, opens = _recorded(folder, kind, 10)
    made, hasty = events[:3], [event for event in events[3:] if event.kind != "wait"]
    assert _bad(in_any_order([*made, *hasty], 40), folder, opens)
