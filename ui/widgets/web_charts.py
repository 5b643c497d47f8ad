"""Charts in one locked web view."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Signal, Slot
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QWidget

from ui.widgets.locked_view import LockedView

if TYPE_CHECKING:
    from ui.widgets.chart_view import PageContent
    from ui.widgets.key_figures import KeyFigure


class WebCharts(LockedView):
    """The page of charts.

    Signals:
        menu_wanted: The user asks for the menu of a chart. args: code, where on the screen, the mark it is
            asked for ("" for the whole chart)
    """

    mark_clicked = Signal(str, str)
    painted = Signal(str)
    menu_wanted = Signal(str, QPoint, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        self._bridge = _Bridge()
        super().__init__("charts.html", self._bridge, parent)
        self._bridge.setParent(self)
        self._content: PageContent | None = None
        self._figures = "[]"
        self._known: set[str] = set()  # the cards that went ahead of the content they belong to
        self.in_sight: tuple[str, ...] = ()
        self._for_paper: Callable[[QWebEngineView], None] | None = None
        self._bridge.started.connect(self.ready)
        self._bridge.mark.connect(self.mark_clicked)
        self._bridge.drawn.connect(self.painted)
        self._bridge.menu_at.connect(self._menu_at)
        self._bridge.in_sight.connect(self._seen)
        self._bridge.for_paper.connect(self._drawn_for_paper)
        self.began.connect(self._send_anew)

    def show_card(self, code: str, card: str) -> None:
        """Show one card anew, ahead of the content it belongs to; not before a page is there."""
        if self.is_ready:
            self._known.add(code)
            self.run(f"showOne({card})")

    def show_content(self, content: PageContent, figures: Sequence[KeyFigure] = ()) -> None:
        """Show these cards and the numbers above them, now or as soon as the page is there."""
        self._content = content
        self._figures = json.dumps([asdict(one) for one in figures])
        if self.is_ready:
            self._send()

    def on_paper(self, head: str, content: PageContent, then: Callable[[QWebEngineView], None]) -> None:
        """Draw every chart as wide as paper is, with what stands above them, then call with the view."""
        if self.is_ready:
            self._for_paper = then
            self._known.clear()
            self.run(f"onPaper({head}, {content.as_json()})")

    def off_paper(self, content: PageContent) -> None:
        """Show the charts in the window again."""
        self._known.clear()
        self.run(f"offPaper({content.as_json()})")

    def show_busy(self) -> None:
        """Make the charts pale while new ones are computed; cards that came ahead are out of date."""
        self._known.clear()
        self.run("busy()")

    def _send_anew(self) -> None:
        self._known.clear()
        self._send()

    def _send(self) -> None:
        if self._content is not None:
            self.run(f"showFigures({self._figures})")
            self.run(f"show({self._content.as_json(self._known)})")
            self._known.clear()

    def _drawn_for_paper(self) -> None:
        then, self._for_paper = self._for_paper, None
        if then is not None and self._view is not None:
            then(self._view)

    def _seen(self, codes: list[str]) -> None:
        self.in_sight = tuple(codes)

    def _menu_at(self, code: str, mark: str, x: float, y: float) -> None:
        self.menu_wanted.emit(code, self.mapToGlobal(QPoint(round(x), round(y))), mark)


class _Bridge(QObject):
    """What the page may call."""

    started = Signal()
    mark = Signal(str, str)
    drawn = Signal(str)
    menu_at = Signal(str, str, float, float)
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

    @Slot(str, str, float, float)
    def menu(self, code: str, mark: str, x: float, y: float) -> None:
        self.menu_at.emit(code, mark, x, y)
