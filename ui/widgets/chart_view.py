"""Charts in one locked web view, or as tables where there is no web engine."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import QObject, QUrl, Signal, Slot
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLabel, QScrollArea, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from advocacy.analysis import numbers
from advocacy.analysis.finding import Finding
from advocacy.brief.tables import finding_table
from advocacy.brief.wording import base_line, picture_words, source_line
from advocacy.charts.draw import draw
from ui.appearance import Tokens, chart_theme, tokens
from ui.platform import has_web_engine


def card(finding: Finding, look: str, selected: frozenset[str]) -> dict[str, Any]:
    """Return what the page needs to show one finding; plain values only."""
    return {
        "code": finding.code,
        "dimension": finding.dimension,
        "title": finding.headline,
        "base": base_line(finding),
        "source": source_line(finding),
        "note": " ".join(numbers.remarks(finding)),
        "words": picture_words(finding),
        "figure": draw(finding, chart_theme(look), selected),
    }


def page_content(findings: Iterable[Finding], look: str, chosen: dict[str, frozenset[str]]) -> str:
    """Return the content of the page as JSON. chosen: by field the groups filtered on."""
    cards = [card(finding, look, chosen.get(finding.dimension, frozenset())) for finding in findings]
    scheme = chart_theme(look).name
    return json.dumps({"colours": _colours(tokens(look)), "scheme": scheme, "cards": cards})


class ChartView(QWidget):
    """Shows cards with a chart each. A click on a mark is told as the code of its finding and group."""

    mark_clicked = Signal(str, str)
    painted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        self._content = ""
        self._is_ready = False
        self._view: Any = None
        self._tables: QVBoxLayout | None = None
        if has_web_engine():
            self._open_web(box)
        else:
            self._open_tables(box)

    def show_content(self, content: str, findings: Sequence[Finding]) -> None:
        """Show these cards; content comes from page_content, computed outside the window's thread."""
        self._content = content
        if self._tables is not None:
            self._fill_tables(findings)
        elif self._is_ready:
            self._send()

    def show_busy(self) -> None:
        """Make the charts pale while new ones are computed."""
        if self._view is not None and self._is_ready:
            self._view.page().runJavaScript("busy()")

    def close_page(self) -> None:
        """Let the page of the web view go before the application ends."""
        if self._view is not None:
            page = self._view.page()
            self._view.setPage(None)
            page.deleteLater()
            self._view = None

    def _open_web(self, box: QVBoxLayout) -> None:
        from PySide6.QtWebChannel import QWebChannel
        from PySide6.QtWebEngineWidgets import QWebEngineView

        from ui.web import LockedPage

        self._view = QWebEngineView(self)
        self._view.setContextMenuPolicy(_no_menu())
        self._page = LockedPage(self._view)
        self._bridge = _Bridge(self)
        self._bridge.started.connect(self._ready)
        self._bridge.mark.connect(self.mark_clicked)
        self._bridge.drawn.connect(self.painted)
        channel = QWebChannel(self._page)
        channel.registerObject("bridge", self._bridge)
        self._page.setWebChannel(channel)
        self._page.renderProcessTerminated.connect(self._reload)
        self._page.setBackgroundColor(QColor("transparent"))
        self._view.setPage(self._page)
        box.addWidget(self._view)
        self._page.load(QUrl("app://groundswell/charts.html"))

    def _ready(self) -> None:
        self._is_ready = True
        if self._content:
            self._send()

    def _send(self) -> None:
        self._page.runJavaScript(f"show({self._content}); 0")

    def _reload(self, *_: object) -> None:
        """The drawing process ended; a fresh one shows the same charts again."""
        self._is_ready = False
        self._page.load(QUrl("app://groundswell/charts.html"))

    def _open_tables(self, box: QVBoxLayout) -> None:
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        inner = QWidget()
        self._tables = QVBoxLayout(inner)
        area.setWidget(inner)
        box.addWidget(area)

    def _fill_tables(self, findings: Sequence[Finding]) -> None:
        assert self._tables is not None
        while (item := self._tables.takeAt(0)) is not None:
            if widget := item.widget():
                widget.deleteLater()
        for finding in findings:
            title = QLabel(finding.headline, wordWrap=True)
            title.setObjectName("heading")
            self._tables.addWidget(title)
            self._tables.addWidget(_table(finding))
            line = QLabel(f"{base_line(finding)}. {source_line(finding)}", wordWrap=True)
            line.setObjectName("source")
            self._tables.addWidget(line)
        self._tables.addStretch()


class _Bridge(QObject):
    """What the page may call."""

    started = Signal()
    mark = Signal(str, str)
    drawn = Signal(str)

    @Slot()
    def ready(self) -> None:
        self.started.emit()

    @Slot(str, str)
    def clicked(self, code: str, group: str) -> None:
        self.mark.emit(code, group)

    @Slot(str)
    def painted(self, code: str) -> None:
        self.drawn.emit(code)


def _table(finding: Finding) -> QTableWidget:
    data = finding_table(finding)
    table = QTableWidget(len(data.rows), len(data.header))
    table.setHorizontalHeaderLabels(list(data.header))
    for row, cells in enumerate(data.rows):
        for column, text in enumerate(cells):
            table.setItem(row, column, QTableWidgetItem(text))
    table.resizeColumnsToContents()
    table.setMinimumHeight(min(320, 40 + 30 * len(data.rows)))
    return table


def _colours(chosen: Tokens) -> dict[str, str]:
    return {
        "background": chosen.window,
        "surface": chosen.surface,
        "text": chosen.text,
        "muted": chosen.muted,
        "line": chosen.line,
        "accent": chosen.accent,
    }


def _no_menu() -> Any:
    from PySide6.QtCore import Qt

    return Qt.ContextMenuPolicy.NoContextMenu
