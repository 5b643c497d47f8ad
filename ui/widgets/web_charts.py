"""Charts in one locked web view. When the process that draws dies, another takes its place."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, QTimer, QUrl, Signal, Slot
from PySide6.QtGui import QColor
from PySide6.QtWebChannel import QWebChannel
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.web import LockedPage

if TYPE_CHECKING:
    from ui.widgets.chart_view import PageContent

_ADDRESS = QUrl("app://groundswell/charts.html")


class WebCharts(QWidget):
    """The page of charts.

    Signals:
        menu_wanted: The user asks for the menu of a chart. args: code, where in the window of the screen
        gave_up: The drawing process died twice within `minute`; nothing is drawn any more
    """

    mark_clicked = Signal(str, str)
    painted = Signal(str)
    menu_wanted = Signal(str, QPoint)
    gave_up = Signal()
    minute = 60.0  # seconds

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._content: PageContent | None = None
        self._known: set[str] = set()  # the cards that went ahead of the content they belong to
        self.in_sight: tuple[str, ...] = ()
        self._is_ready = False
        self._for_paper: Callable[[QWebEngineView], None] | None = None
        self._deaths: list[float] = []
        self._bridge = _Bridge(self)
        self._bridge.started.connect(self._ready)
        self._bridge.mark.connect(self.mark_clicked)
        self._bridge.drawn.connect(self.painted)
        self._bridge.menu_at.connect(self._menu_at)
        self._bridge.in_sight.connect(self._seen)
        self._bridge.for_paper.connect(self._drawn_for_paper)
        self._view: QWebEngineView | None = QWebEngineView(self)
        self._view.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setFocusProxy(self._view)
        self.page = LockedPage(self._view)
        channel = QWebChannel(self.page)
        channel.registerObject("bridge", self._bridge)
        self.page.setWebChannel(channel)
        self.page.renderProcessTerminated.connect(self._died)
        self.page.setBackgroundColor(QColor("transparent"))
        self._view.setPage(self.page)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._view)
        self.page.load(_ADDRESS)

    def show_card(self, code: str, card: str) -> None:
        """Show one card anew, ahead of the content it belongs to; not before a page is there."""
        if self._is_ready:
            self._known.add(code)
            self.page.runJavaScript(f"showOne({card}); 0")

    def show_content(self, content: PageContent) -> None:
        """Show these cards, now or as soon as the page is there."""
        self._content = content
        if self._is_ready:
            self._send()

    def on_paper(self, head: str, content: PageContent, then: Callable[[QWebEngineView], None]) -> None:
        """Draw every chart as wide as paper is, with what stands above them, then call with the view."""
        if self._is_ready:
            self._for_paper = then
            self._known.clear()
            self.page.runJavaScript(f"onPaper({head}, {content.as_json()}); 0")

    def off_paper(self, content: PageContent) -> None:
        """Show the charts in the window again."""
        if self._is_ready:
            self._known.clear()
            self.page.runJavaScript(f"offPaper({content.as_json()}); 0")

    def show_busy(self) -> None:
        """Make the charts pale while new ones are computed; cards that came ahead are out of date."""
        self._known.clear()
        if self._is_ready:
            self.page.runJavaScript("busy()")

    def close_page(self) -> None:
        """Let the page go before the application ends."""
        if self._view is not None:
            self._is_ready = False
            self._view.setPage(None)
            self.page.deleteLater()
            self._view = None

    def _ready(self) -> None:
        self._is_ready = True
        self._known.clear()
        self._send()

    def _send(self) -> None:
        if self._content is not None:
            self.page.runJavaScript(f"show({self._content.as_json(self._known)}); 0")
            self._known.clear()

    def _drawn_for_paper(self) -> None:
        then, self._for_paper = self._for_paper, None
        if then is not None and self._view is not None:
            then(self._view)

    def _seen(self, codes: list[str]) -> None:
        self.in_sight = tuple(codes)

    def _died(self, *_: object) -> None:
        """A fresh process shows the same charts again; one that dies at once would do so for ever."""
        self._is_ready = False
        if self._view is None:
            return
        now = time.monotonic()
        self._deaths = [when for when in self._deaths if now - when < self.minute] + [now]
        if len(self._deaths) >= 2:
            self.gave_up.emit()
        else:
            QTimer.singleShot(0, self._load_again)

    def _load_again(self) -> None:
        if self._view is not None:
            self.page.load(_ADDRESS)

    def _menu_at(self, code: str, x: float, y: float) -> None:
        self.menu_wanted.emit(code, self.mapToGlobal(QPoint(round(x), round(y))))


class _Bridge(QObject):
    """What the page may call."""

    started = Signal()
    mark = Signal(str, str)
    drawn = Signal(str)
    menu_at = Signal(str, float, float)
    in_sight = Signal(list)
    for_paper = Signal()

    @Slot()
    def paper(self) -> None:
        self.for_paper.emit()

    @Slot()
    def ready(self) -> None:
        self.started.emit()

    @Slot(str, str)
    def clicked(self, code: str, group: str) -> None:
        self.mark.emit(code, group)

    @Slot(list)
    def seen(self, codes: list[str]) -> None:
        self.in_sight.emit(codes)

    @Slot(str)
    def painted(self, code: str) -> None:
        self.drawn.emit(code)

    @Slot(str, float, float)
    def menu(self, code: str, x: float, y: float) -> None:
        self.menu_at.emit(code, x, y)
