"""Shapes for maps, from the file to the chart: chosen, told, undone, refused in plain words."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from pytestqt.qtbot import QtBot

from tests.importing.test_shapes_file import SQUARE, feature, file_of
from tests.makers import cases, workspace


def _told(app: Any) -> list[Any]:
    """What is told from now on, over three regions with twenty cases each."""
    regions = ["North"] * 20 + ["South"] * 20 + ["East"] * 20
    made = workspace(cases([date(2024, 1, 1)] * 60, [date(2024, 3, 1)] * 60, region=regions))
    app.session.apply("Import", lambda _: made)
    told: list[Any] = []
    app.messages.told.connect(told.append)
    return told


def test_shapes_are_taken_told_and_taken_back(app: Any, qtbot: QtBot, tmp_path: Path) -> None:
    told = _told(app)
    app.shapes.read(file_of(tmp_path, feature([SQUARE], n="north"), feature([SQUARE], n="EAST")))
    qtbot.waitUntil(lambda: bool(app.session.workspace.shapes), timeout=30_000)
    assert "2 of 3" in told[-1].text and "South" in told[-1].hint
    app.shapes.remove()
    assert app.session.workspace.shapes == ()
    app.session.undo()
    qtbot.waitUntil(lambda: bool(app.session.workspace.shapes), timeout=30_000)


def test_a_bad_file_and_nothing_to_remove_are_told(app: Any, qtbot: QtBot, tmp_path: Path) -> None:
    told = _told(app)
    path = tmp_path / "bad.geojson"
    path.write_text("<html>")
    app.shapes.read(path)
    qtbot.waitUntil(lambda: bool(told), timeout=30_000)
    assert "holds no shapes" in told[-1].text
    app.shapes.remove()
    assert "no shapes to remove" in told[-1].text
    assert app.session.workspace.shapes == ()
