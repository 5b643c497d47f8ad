"""The first brief of a secretary: a workbook in, a look at the charts, a click, a document of each format."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import docx
import pytest
from pytestqt.qtbot import QtBot

from advocacy.exporting.export import FORMATS
from tests.ui.test_app import book, imported
from tests.ui.watchdog import watched
from ui.platform import has_web_engine


@pytest.mark.skipif(not has_web_engine(), reason="no web engine on this machine")
def test_from_a_workbook_to_a_document_of_each_format(app: Any, qtbot: QtBot, tmp_path: Path) -> None:
    with watched("import a workbook"):
        imported(app, qtbot, book(tmp_path / "cases.xlsx", 120))
    with watched("show the charts"):
        licensing = app.window.page("licensing")
        painted: list[str] = []
        licensing.charts.painted.connect(painted.append)
        app.window.show_page("licensing")
        qtbot.waitUntil(lambda: len(painted) >= 2, timeout=60_000)
        assert len(licensing.findings) >= 6
    with watched("filter by a click"):
        licensing.charts.mark_clicked.emit("licensing.hurdles", "delay")
        qtbot.waitUntil(lambda: app.session.workspace.filters != (), timeout=10_000)
        qtbot.waitUntil(lambda: app.tasks.idle, timeout=30_000)
        assert app.session.workspace.filters[0].values == ("delay",)
        licensing.charts.mark_clicked.emit("licensing.hurdles", "delay")
        qtbot.waitUntil(lambda: app.session.workspace.filters == (), timeout=10_000)
    with watched("write the brief"):
        brief = app.window.page("brief")
        with qtbot.waitSignal(brief.previewed, timeout=60_000):
            app.window.show_page("brief")
        brief.bar.title.setText("Waiting for a licence")
        brief.bar.title.textEdited.emit("Waiting for a licence")
        targets = [tmp_path / f"brief{suffix}" for suffix in FORMATS]
        with qtbot.waitSignal(brief.exported, timeout=120_000):
            brief.export_to(targets)
        for target in targets:
            assert target.stat().st_size > 3_000, target.name
    document = docx.Document(str(targets[0]))
    assert document.paragraphs[0].text == "Waiting for a licence"
    assert len(document.inline_shapes) >= 6
    assert "data:image/svg+xml" in targets[2].read_text("utf-8")
    qtbot.waitUntil(lambda: app.tasks.idle and not app.session.is_saving, timeout=30_000)
