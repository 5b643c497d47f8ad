"""An exported web page, opened from the disk in a real engine as a reader would, and all that it tries."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QUrl
from PySide6.QtWebEngineCore import (
    QWebEnginePage,
    QWebEngineProfile,
    QWebEngineSettings,
    QWebEngineUrlRequestInfo,
    QWebEngineUrlRequestInterceptor,
)
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

_PATIENCE = 30_000  # milliseconds


class _Requests(QWebEngineUrlRequestInterceptor):
    """Notes what is asked for, and lets nothing out of the machine."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []

    def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:
        url = info.requestUrl()
        if url.scheme() != "data":
            self.addresses.append(url.toString())
        if url.scheme() not in ("file", "data"):
            info.block(True)


class _Page(QWebEnginePage):
    def __init__(self, profile: QWebEngineProfile) -> None:
        self.complaints: list[str] = []
        self.dialogs: list[str] = []
        super().__init__(profile)

    def javaScriptConsoleMessage(self, level: object, message: str, line: int, source: str) -> None:
        self.complaints.append(f"{line}: {message}")

    def javaScriptAlert(self, origin: QUrl, message: str) -> None:
        self.dialogs.append(message)

    def javaScriptConfirm(self, origin: QUrl, message: str) -> bool:
        self.dialogs.append(message)
        return False

    def createWindow(self, kind: QWebEnginePage.WebWindowType) -> QWebEnginePage | None:  # type: ignore[override]
        self.dialogs.append(f"{kind}")
        return None


class ReadPage:
    """What a reader has before him. width, height: of the window, in CSS pixels."""

    def __init__(
        self, qtbot: QtBot, path: Path, width: int = 1366, height: int = 768, *, scripts: bool = True
    ) -> None:
        self._qtbot = qtbot
        self._profile = QWebEngineProfile()
        self._requests = _Requests()
        self._profile.setUrlRequestInterceptor(self._requests)
        self._page = _Page(self._profile)
        self._page.settings().setAttribute(QWebEngineSettings.WebAttribute.JavascriptEnabled, scripts)
        self._view = QWebEngineView()
        self._view.setPage(self._page)
        self._view.resize(width, height)
        self._view.show()
        with qtbot.waitSignal(self._page.loadFinished, timeout=_PATIENCE) as loaded:
            self._page.load(QUrl.fromLocalFile(str(path)))
        assert loaded.args == [True]

    @property
    def requests(self) -> list[str]:
        return self._requests.addresses

    @property
    def complaints(self) -> list[str]:
        return self._page.complaints

    @property
    def dialogs(self) -> list[str]:
        return self._page.dialogs

    def run(self, script: str) -> Any:
        """Return the value of an expression of ours, which the policy of the page does not bind."""
        found: list[str] = []
        self._page.runJavaScript(f"JSON.stringify(({script}) ?? null)", 1, found.append)
        self._qtbot.waitUntil(lambda: bool(found), timeout=_PATIENCE)
        assert found[0], script
        return json.loads(found[0])

    def until(self, script: str) -> None:
        """Wait until an expression is true."""
        self._qtbot.waitUntil(lambda: bool(self.run(script)), timeout=_PATIENCE)

    def draw(self, most: int = 99) -> int:
        """Scroll to each chart until it is drawn; return how many were."""
        count: int = self.run("document.querySelectorAll('[data-chart]').length")
        count = min(count, most)
        for place in range(count):
            self.run(f"document.querySelectorAll('[data-chart]')[{place}].scrollIntoView()")
            self.until(f"document.querySelectorAll('[data-chart]')[{place}].classList.contains('drawn')")
        return count

    def printed(self) -> bytes:
        """Return the page on paper, as PDF."""
        found: list[Any] = []
        self._page.printToPdf(found.append)
        self._qtbot.waitUntil(lambda: bool(found), timeout=_PATIENCE)
        return bytes(found[0].data())

    def close(self) -> None:
        """Let the page go before its profile."""
        self._view.close()
        for one in (self._view, self._page, self._profile):
            one.deleteLater()
            QApplication.sendPostedEvents(one, QEvent.Type.DeferredDelete)


Opened = Callable[..., ReadPage]
