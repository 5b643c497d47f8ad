"""A locked web page in the window. When the process that draws it dies, another takes its place."""

from __future__ import annotations

import time

from PySide6.QtCore import QObject, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QColor
from PySide6.QtWebChannel import QWebChannel
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.web import LockedPage


class LockedView(QWidget):
    """Shows one page of the program.

    bridge: what the page may call; the page says through it when it can be spoken to, and `ready` is to be
    called then.

    Signals:
        began: The page is there, for the first time or again; nothing of before is in it
        gave_up: The drawing process died twice within `minute`; nothing is drawn any more
    """

    began = Signal()
    gave_up = Signal()
    minute = 60.0  # seconds

    def __init__(self, name: str, bridge: QObject, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._address = QUrl(f"app://groundswell/{name}")
        self._deaths: list[float] = []
        self.is_ready = False
        self._view: QWebEngineView | None = QWebEngineView(self)
        self._view.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._view.setAcceptDrops(False)  # files dropped on a chart are for the window
        self.setFocusProxy(self._view)
        self.page = LockedPage(self._view)
        channel = QWebChannel(self.page)
        channel.registerObject("bridge", bridge)
        self.page.setWebChannel(channel)
        self.page.renderProcessTerminated.connect(self._died)
        self.page.setBackgroundColor(QColor("transparent"))
        self._view.setPage(self.page)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._view)
        self.page.load(self._address)

    def run(self, script: str) -> None:
        """Run a call of a function of the page; nothing happens while the page is not there."""
        if self.is_ready:
            self.page.runJavaScript(f"{script}; 0")

    def ready(self) -> None:
        """Take note that the page can be spoken to."""
        self.is_ready = True
        self.began.emit()

    def close_page(self) -> None:
        """Let the page go before the application ends."""
        if self._view is not None:
            self.is_ready = False
            self._view.setPage(None)
            self.page.deleteLater()
            self._view = None

    def _died(self, *_: object) -> None:
        """A fresh process shows the same again; one that dies at once would do so for ever."""
        self.is_ready = False
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
            self.page.load(self._address)
