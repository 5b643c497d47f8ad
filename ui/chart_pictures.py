"""Charts as pictures for documents, drawn in a hidden page by the same library that draws them on screen."""

from __future__ import annotations

import base64
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer, QUrl, Signal, Slot
from PySide6.QtWebChannel import QWebChannel
from PySide6.QtWidgets import QApplication

from advocacy.charts.few_letters import FOLDER, pattern
from advocacy.charts.locale import chart_locale
from advocacy.charts.picture import Picture, PlotlyFigure, Renderer
from advocacy.errors import ExportError
from advocacy.progress import Progress
from advocacy.resources import RESOURCES
from advocacy.wording import say
from ui.web import LockedPage

_PATIENCE = 60_000  # milliseconds without a new picture before the work is given up


class _Bridge(QObject):
    """What the hidden page may call."""

    started = Signal()
    arrived = Signal(int, object)

    @Slot()
    def ready(self) -> None:
        self.started.emit()

    @Slot(int, str, str, int, int)
    def drawn(self, number: int, svg: str, png: str, width: int, height: int) -> None:
        self.arrived.emit(number, Picture(svg, base64.b64decode(png), width, height))

    @Slot(int, str)
    def failed(self, number: int, reason: str) -> None:
        self.arrived.emit(number, reason)


class ChartPictures(QObject):
    """Draws figures one after the other in a hidden page, without ever blocking the window.

    drawn(number, picture) comes for every figure, finished(pictures) at the end, failed(message) instead.
    """

    drawn = Signal(int, object)
    finished = Signal(list)
    failed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = _Bridge(self)
        self._bridge.started.connect(self._start)
        self._bridge.arrived.connect(self._keep)
        self._page: LockedPage | None = None
        self._channel = QWebChannel(self)
        self._channel.registerObject("bridge", self._bridge)
        self._figures: Sequence[PlotlyFigure] = ()
        self._pictures: list[Picture] = []
        self._is_ready = False
        self._waiting = QTimer(self, singleShot=True, interval=_PATIENCE)
        self._waiting.timeout.connect(lambda: self._give_up(say("The charts took too long to draw.")))

    def render(self, figures: Sequence[PlotlyFigure]) -> None:
        """Begin to draw these figures; what was being drawn is dropped."""
        self._figures, self._pictures = figures, []
        if not figures:
            self.finished.emit([])
            return
        self._waiting.start()
        if self._page is None:
            self._open()
        elif self._is_ready:
            self._ask()

    def close(self) -> None:
        """Let the page go."""
        self._waiting.stop()
        self._figures = ()
        if self._page is not None:
            self._page.deleteLater()
            self._page = None
            self._is_ready = False

    def _open(self) -> None:
        self._page = LockedPage(self)
        self._page.setWebChannel(self._channel)
        self._page.loadFinished.connect(self._loaded)
        self._page.renderProcessTerminated.connect(
            lambda *_: self._give_up(say("The drawing process stopped."))
        )
        self._page.load(QUrl("app://groundswell/pictures.html"))

    def _loaded(self, worked: bool) -> None:
        if worked and self._page is not None:
            self._page.runJavaScript(f"begin({json.dumps(_fonts())})")
        else:
            self._give_up(say("The page that draws charts could not be opened."))

    def _start(self) -> None:
        self._is_ready = True
        self._ask()

    def _ask(self) -> None:
        number = len(self._pictures)
        if self._page is not None and number < len(self._figures):
            figure = self._figures[number]
            language = json.dumps(figure.get("locale", chart_locale()))
            self._page.runJavaScript(f"draw({number}, {json.dumps(figure)}, {language}); 0")

    def _keep(self, number: int, result: Any) -> None:
        if number != len(self._pictures) or number >= len(self._figures):
            return  # of figures that are no longer wanted
        if not isinstance(result, Picture):
            self._give_up(say("A chart could not be drawn."))
            return
        self._pictures.append(result)
        self.drawn.emit(number, result)
        if len(self._pictures) == len(self._figures):
            self._waiting.stop()
            self._figures, pictures = (), self._pictures
            self.finished.emit(pictures)
        else:
            self._waiting.start()
            self._ask()

    def _give_up(self, message: str) -> None:
        self.close()
        self.failed.emit(message)


def renderer() -> Renderer:
    """Return a drawer for the command line, which may wait."""

    def render(figures: Sequence[PlotlyFigure], progress: Progress) -> Sequence[Picture]:
        application = QApplication.instance() or QApplication([])
        pictures: list[Picture] = []
        trouble: list[str] = []
        loop = QEventLoop()
        drawer = ChartPictures()
        drawer.drawn.connect(lambda n, _: progress((n + 1) / len(figures), say("Drawing charts")))
        drawer.finished.connect(pictures.extend)
        drawer.failed.connect(trouble.append)
        drawer.finished.connect(loop.quit)
        drawer.failed.connect(loop.quit)
        QTimer.singleShot(0, lambda: drawer.render(list(figures)))
        loop.exec()
        drawer.close()
        # The page must be gone before the application is; without a loop nobody else sees to it.
        application.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        if trouble:
            raise ExportError(
                trouble[0], hint=say("Try again; the brief can also be written without charts.")
            )
        return pictures

    return render


def _fonts() -> dict[str, Any]:
    """What pictures are written with: the letters that the few are enough for, the few, and all."""
    whole = RESOURCES / "fonts"
    return {"letters": pattern(), "few": _faces(FOLDER), "all": _faces(whole)}


def _faces(folder: Path) -> dict[str, str]:
    made = {}
    for name, weight, font in (("regular", 400, "NotoSans-Regular.ttf"), ("bold", 700, "NotoSans-Bold.ttf")):
        content = base64.b64encode((folder / font).read_bytes()).decode("ascii")
        source = f"src:url(data:font/ttf;base64,{content})"
        made[name] = f'@font-face{{font-family:"Noto Sans";font-weight:{weight};{source}}}'
    return made
