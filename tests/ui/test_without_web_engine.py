"""Every page, and every export, on a machine without a web engine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QTableWidget, QToolButton
from pytestqt.qtbot import QtBot

from advocacy.progress import silent
from advocacy.sample import open_sample
from advocacy.workspace import Workspace
from tests.ui.bare import no_web_engine
from ui import platform
from ui.widgets.chart_menu import ChartMenu

_PATIENCE = 60_000
_CHARTS = ("licensing", "cooperatives", "survey")


@pytest.fixture
def bare() -> Iterator[None]:
    """The engine is not installed, whoever asks."""
    with no_web_engine():
        platform.has_web_engine.cache_clear()
        assert not platform.has_web_engine()
        yield
    platform.has_web_engine.cache_clear()


@pytest.fixture(scope="module")
def example() -> Workspace:
    return open_sample(silent)


@pytest.fixture
def filled(bare: None, example: Workspace, app: Any, qtbot: QtBot) -> Any:
    """The program with the example in it."""
    app.session.apply("Open the example", lambda _: example)
    _rest(app, qtbot)
    return app


def _rest(app: Any, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: app.tasks.idle and not app.session.is_saving, timeout=_PATIENCE)


@pytest.mark.parametrize("key", ["home", "import", "data", *_CHARTS, "brief"])
def test_an_empty_page_says_what_belongs_there(bare: None, app: Any, key: str) -> None:
    app.window.show_page(key)
    assert app.window.page(key).isVisible()


@pytest.mark.parametrize("key", _CHARTS)
def test_charts_are_tables_with_their_menu_and_their_rows(
    filled: Any, qtbot: QtBot, tmp_path: Path, key: str
) -> None:
    filled.window.show_page(key)
    page = filled.window.page(key)
    charts = page.charts
    qtbot.waitUntil(lambda: len(charts.findings) > 2, timeout=_PATIENCE)
    _rest(filled, qtbot)
    assert charts.web is None and charts.tables is not None
    assert len(charts.tables.findChildren(QTableWidget)) == len(charts.findings)
    button = next(one for one in charts.tables.findChildren(QToolButton) if one.accessibleName())
    button.click()
    menu = charts.findChild(ChartMenu)
    entries = {entry.data(): entry.isEnabled() for entry in menu.actions() if entry.data()}
    assert entries["csv"] and entries["what"] and entries["add"] and entries["rows"]
    assert not entries["png"] and not entries["card"]
    menu.close()
    with qtbot.waitSignal(filled.chart_actions.written, timeout=_PATIENCE):
        filled.chart_actions.save(charts.findings[0], tmp_path / "numbers.csv")
    assert charts.findings[0].sources[0] in (tmp_path / "numbers.csv").read_text(encoding="utf-8-sig")

    split = next(one for one in page.findings if one.dimension and len(one.estimates) > 2)
    group = next(one.group for one in split.estimates if one.group and one.value)
    with qtbot.waitSignal(page.shown, timeout=_PATIENCE):
        page.charts.mark_clicked.emit(split.code, group)
    assert [one.values for one in filled.session.workspace.filters] == [(group,)]
    assert any(one.filters for one in page.charts.findings)
    filled.chart_actions.show_rows(split)
    qtbot.waitUntil(lambda: filled.window.current == "data", timeout=_PATIENCE)
    _rest(filled, qtbot)
    assert filled.window.page("data").rows.rowCount() > 0


def test_home_and_data_show_what_there_is(filled: Any, qtbot: QtBot) -> None:
    home = filled.window.page("home")
    qtbot.waitUntil(lambda: len(home._techniques) == 6, timeout=_PATIENCE)
    filled.window.show_page("data")
    data = filled.window.page("data")
    for table in filled.session.workspace.tables:
        data.show_table(table.name)
        _rest(filled, qtbot)
        assert data.rows.rowCount() == len(table)


def test_the_brief_is_written(filled: Any, qtbot: QtBot, tmp_path: Path) -> None:
    filled.window.show_page("brief")
    brief = filled.window.page("brief")
    paths = [tmp_path / f"brief{suffix}" for suffix in (".docx", ".pdf", ".html", ".xlsx")]
    with qtbot.waitSignal(brief.exported, timeout=_PATIENCE):
        brief.export_to(paths)
    assert all(path.stat().st_size > 1000 for path in paths)


@pytest.mark.parametrize("key", _CHARTS)
def test_tables_show_every_cell_whole_and_no_empty_room(filled: Any, qtbot: QtBot, key: str) -> None:
    filled.window.show_page(key)
    page = filled.window.page(key)
    qtbot.waitUntil(lambda: bool(page.charts.findings), timeout=_PATIENCE)
    _rest(filled, qtbot)
    for table in page.findChildren(QTableWidget):
        header = table.horizontalHeader()
        for column in range(table.columnCount()):
            wanted = max(table.sizeHintForColumn(column), header.sectionSizeHint(column))
            assert header.sectionSize(column) >= wanted
        inside = header.height() + sum(table.rowHeight(row) for row in range(table.rowCount()))
        assert table.height() <= inside + 16  # a scroll bar, and a line round it
