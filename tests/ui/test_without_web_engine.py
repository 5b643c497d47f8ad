"""Every page, and every export, on a machine without a web engine."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import PySide6
import pytest
from PySide6.QtWidgets import QTableWidget, QToolButton
from pytestqt.qtbot import QtBot

from tests.makers import cases, workspace
from ui import platform
from ui.widgets.chart_menu import ChartMenu

_PATIENCE = 60_000


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The engine is not installed, whoever asks."""
    monkeypatch.setitem(sys.modules, "PySide6.QtWebEngineCore", None)
    monkeypatch.delattr(PySide6, "QtWebEngineCore", raising=False)
    platform.has_web_engine.cache_clear()
    assert not platform.has_web_engine()
    yield
    monkeypatch.undo()
    platform.has_web_engine.cache_clear()


def test_every_page_works_and_the_brief_is_written(
    bare: None, app: Any, qtbot: QtBot, tmp_path: Path
) -> None:
    days = [date(2024, 1, 1) + timedelta(days=i) for i in range(60)]
    held = workspace(
        cases(
            days,
            [day + timedelta(days=40) if i % 3 else None for i, day in enumerate(days)],
            region=["North" if i % 2 else "South" for i in range(60)],
            hurdles=["fees delay" if i % 2 else "fees" for i in range(60)],
        )
    )
    app.session.apply("Import", lambda _: held)
    for key in ("home", "import", "licensing", "brief"):
        app.window.show_page(key)
        page = app.window.page(key)
        assert page.isVisible()
    app.window.show_page("licensing")
    charts = app.window.page("licensing").charts
    qtbot.waitUntil(lambda: len(charts.findings) > 2 and app.tasks.idle, timeout=_PATIENCE)
    assert charts.web is None and charts.tables is not None
    assert len(charts.tables.findChildren(QTableWidget)) == len(charts.findings)
    button = next(b for b in charts.tables.findChildren(QToolButton) if b.accessibleName())
    button.click()
    menu = charts.findChild(ChartMenu)
    entries = {entry.data(): entry.isEnabled() for entry in menu.actions() if entry.data()}
    assert entries["csv"] and entries["what"] and not entries["png"]
    menu.close()
    app.window.show_page("brief")
    brief = app.window.page("brief")
    paths = [tmp_path / f"brief{suffix}" for suffix in (".docx", ".pdf", ".html", ".xlsx")]
    with qtbot.waitSignal(brief.exported, timeout=_PATIENCE):
        brief.export_to(paths)
    assert all(path.stat().st_size > 1000 for path in paths)
