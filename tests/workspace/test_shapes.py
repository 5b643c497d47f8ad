"""Shapes are kept with the workspace, undone with it, and doubted when they come from a file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from advocacy.workspace import Workspace, shapes
from advocacy.workspace.file import WorkspaceFile
from advocacy.workspace.shapes import Shape, Shapes

RING = ((0.0, 0.0), (0.0, 1.0), (1.5, 1.25), (0.0, 0.0))
NORTH, SOUTH = Shape("Nord <b>", ((RING, RING), (RING,))), Shape("Sud", ((RING,),))
HELD = Shapes("region", "Régions.geojson", (NORTH, SOUTH))


def test_shapes_are_there_again_on_reopening(tmp_path: Path) -> None:
    path = tmp_path / "w.groundswell"
    file = WorkspaceFile.create(path)
    file.save(Workspace().with_shapes(HELD), "Shapes for maps")
    file.close()
    file = WorkspaceFile.open(path)
    assert file.workspace.shapes == (HELD,)
    assert file.undo() is not None
    assert file.workspace.shapes == ()
    file.redo()
    assert file.workspace.shapes == (HELD,)
    file.save(file.workspace.without_shapes(), "Remove the shapes")
    file.close()
    assert WorkspaceFile.open(path).workspace.shapes == ()


@pytest.mark.parametrize(
    "state",
    [
        1,
        [{"field": "region", "file": "x"}],
        [{"field": "region", "file": "x", "shapes": [["A", [[[[1, 2, 3]]]]]]}],
        [{"field": "region", "file": "x", "shapes": [["A", [[[["x", 2]]]]]]}],
        [{"field": "region", "file": "x", "shapes": [["A", [[[[1e400, 2]]]]]]}],
        [{"field": "region", "file": "x", "shapes": [["A", [[[[500, 2]]]]]]}],
        [{"field": "region", "file": "x", "shapes": [["A", [[[[0, 0]] * 20_000]]]]}],
        [{"field": "region", "file": "x", "shapes": [["A", []]] * 5_000}],
    ],
)
def test_made_up_shapes_are_refused(state: Any) -> None:
    with pytest.raises((KeyError, ValueError, TypeError)):
        shapes.read(state)
