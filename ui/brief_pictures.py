"""The pictures of the charts in a brief: drawn once each, kept by what is in them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from advocacy.charts.picture import Picture
from ui.platform import has_web_engine

if TYPE_CHECKING:
    from ui.chart_pictures import ChartPictures


class BriefPictures(QObject):
    """Draws what is missing, one chart after the other.

    Signals:
        drawn: args: key of the chart, its Picture
        finished: Every chart that was asked for is drawn, or cannot be
        failed: Charts cannot be drawn. arg: why
    """

    drawn = Signal(str, object)
    finished = Signal()
    failed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._drawer: ChartPictures | None = None
        self._drawing: list[str] = []
        self.pictures: dict[str, Picture] = {}

    @property
    def is_drawing(self) -> bool:
        """Whether there are charts that are not drawn yet."""
        return bool(self._drawing)

    def draw(self, figures: Mapping[str, Any]) -> None:
        """Draw those of these figures, by key, that were not drawn yet; let go of all others."""
        self.pictures = {key: one for key, one in self.pictures.items() if key in figures}
        missing = [key for key in figures if key not in self.pictures]
        if missing and set(missing) <= set(self._drawing):
            return  # under way
        self._drawing = missing if has_web_engine() else []
        if self._drawing:
            self._hidden_page().render([figures[key] for key in missing])
        else:
            self.finished.emit()

    def close(self) -> None:
        """Let the hidden page go."""
        if self._drawer is not None:
            self._drawer.close()

    def _hidden_page(self) -> ChartPictures:
        if self._drawer is None:
            from ui.chart_pictures import ChartPictures

            self._drawer = ChartPictures(self)
            self._drawer.drawn.connect(self._keep)
            self._drawer.finished.connect(lambda _: self._end())
            self._drawer.failed.connect(self._fail)
        return self._drawer

    def _keep(self, number: int, picture: Picture) -> None:
        if number < len(self._drawing):
            key = self._drawing[number]
            self.pictures[key] = picture
            self.drawn.emit(key, picture)

    def _end(self) -> None:
        self._drawing = []
        self.finished.emit()

    def _fail(self, why: str) -> None:
        self._drawing = []
        self.failed.emit(why)
        self.finished.emit()
