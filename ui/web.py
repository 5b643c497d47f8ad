"""Locked web pages: they show only what the program itself serves, and nothing in them can reach out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QCoreApplication, QFile, QIODevice, QObject, QUrl
from PySide6.QtWebEngineCore import (
    QWebEnginePage,
    QWebEngineProfile,
    QWebEngineSettings,
    QWebEngineUrlRequestInfo,
    QWebEngineUrlRequestInterceptor,
    QWebEngineUrlRequestJob,
    QWebEngineUrlSchemeHandler,
)

from advocacy.resources import RESOURCES
from ui.platform import SCHEME

POLICY = (
    b"default-src 'none'; script-src app:; style-src app: 'unsafe-inline'; img-src app: data: blob:; "
    b"font-src app: data:; connect-src 'none'; base-uri 'none'; form-action 'none'; frame-src 'none'"
)
_TYPES = {
    ".html": b"text/html; charset=utf-8",
    ".js": b"text/javascript; charset=utf-8",
    ".css": b"text/css; charset=utf-8",
    ".ttf": b"font/ttf",
}
_ALLOWED = ("app", "data", "blob")


class Served(QWebEngineUrlSchemeHandler):
    """Answers app:// requests from a fixed list of files and the documents put in; all else is refused."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._documents: dict[str, bytes] = {}

    def put(self, name: str, html: str) -> QUrl:
        """Keep a document and return where it is served."""
        self._documents[f"/{name}"] = html.encode("utf-8")
        return QUrl(f"app://groundswell/{name}")

    def requestStarted(self, job: QWebEngineUrlRequestJob) -> None:
        path = job.requestUrl().path()
        content = self._documents.get(path) or _file(path)
        if content is None or bytes(job.requestMethod().data()) != b"GET":
            job.fail(QWebEngineUrlRequestJob.Error.UrlNotFound)
            return
        buffer = QBuffer(job)
        buffer.setData(QByteArray(content))
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        job.setAdditionalResponseHeaders({QByteArray(b"Content-Security-Policy"): [QByteArray(POLICY)]})
        job.reply(_TYPES.get(Path(path).suffix, b"application/octet-stream"), buffer)


class Guard(QWebEngineUrlRequestInterceptor):
    """Stops every request that is not for what the program serves; counts what it stopped."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.stopped: list[str] = []

    def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:
        url = info.requestUrl()
        if url.scheme() not in _ALLOWED:
            self.stopped.append(url.toString())
            info.block(True)


class LockedPage(QWebEnginePage):
    """A page that shows documents of the program and goes nowhere else."""

    def __init__(self, parent: QObject | None = None) -> None:
        self.complaints: list[str] = []
        super().__init__(_engine().profile, parent)
        settings = self.settings()
        for attribute, on in _SETTINGS.items():
            settings.setAttribute(attribute, on)

    def acceptNavigationRequest(
        self, url: QUrl, kind: QWebEnginePage.NavigationType, is_main_frame: bool
    ) -> bool:
        return (
            is_main_frame
            and url.scheme() == "app"
            and kind != QWebEnginePage.NavigationType.NavigationTypeLinkClicked
        )

    def createWindow(self, kind: QWebEnginePage.WebWindowType) -> QWebEnginePage | None:
        return None

    def javaScriptConsoleMessage(
        self, level: QWebEnginePage.JavaScriptConsoleMessageLevel, message: str, line: int, source: str
    ) -> None:
        self.complaints.append(f"{source}:{line}: {message}")


def start() -> None:
    """Start the engine. It holds the window for a moment, so do it before the window is seen."""
    _engine()


def put(name: str, html: str) -> QUrl:
    """Serve a document under a name to every locked page and return where."""
    return _engine().served.put(name, html)


def stopped_requests() -> list[str]:
    """The addresses that something in a page asked for and did not get."""
    return _engine().guard.stopped


@dataclass(frozen=True)
class _Engine:
    """One profile for all pages. It belongs to the application, so that every page is gone before it."""

    profile: QWebEngineProfile
    served: Served
    guard: Guard


@cache
def _engine() -> _Engine:
    profile = QWebEngineProfile(QCoreApplication.instance())  # without a name: nothing is kept on disk
    profile.setHttpCacheType(QWebEngineProfile.HttpCacheType.MemoryHttpCache)
    profile.setPersistentCookiesPolicy(QWebEngineProfile.PersistentCookiesPolicy.NoPersistentCookies)
    served, guard = Served(profile), Guard(profile)
    profile.installUrlSchemeHandler(QByteArray(SCHEME), served)
    profile.setUrlRequestInterceptor(guard)
    profile.downloadRequested.connect(lambda request: request.cancel())
    return _Engine(profile, served, guard)


_Attribute = QWebEngineSettings.WebAttribute
_SETTINGS: Mapping[QWebEngineSettings.WebAttribute, bool] = {
    _Attribute.LocalContentCanAccessRemoteUrls: False,
    _Attribute.LocalContentCanAccessFileUrls: False,
    _Attribute.LocalStorageEnabled: False,
    _Attribute.PluginsEnabled: False,
    _Attribute.PdfViewerEnabled: False,
    _Attribute.JavascriptCanOpenWindows: False,
    _Attribute.JavascriptCanAccessClipboard: False,
    _Attribute.FullScreenSupportEnabled: False,
    _Attribute.ScreenCaptureEnabled: False,
    _Attribute.WebGLEnabled: False,
    _Attribute.DnsPrefetchEnabled: False,
    _Attribute.NavigateOnDropEnabled: False,
    _Attribute.HyperlinkAuditingEnabled: False,
    _Attribute.AutoLoadIconsForPage: False,
}


@cache
def _files() -> Mapping[str, Path]:
    """The files served, by path. Nothing else on the disk can be asked for."""
    import importlib.util

    found = importlib.util.find_spec("plotly")
    assert found and found.origin
    plotly = Path(found.origin).parent / "package_data" / "plotly.min.js"
    web = RESOURCES / "web"
    letters, paper = (RESOURCES / "fonts").glob("*.ttf"), RESOURCES / "briefs" / "brief.css"
    own = [path for path in (*web.iterdir(), *letters, paper) if path.is_file()]
    parts = {f"/plotly/{path.name}": path for path in (web / "plotly").glob("*.js")}
    return {"/plotly.min.js": plotly, **{f"/{path.name}": path for path in own}, **parts}


@cache
def _file(path: str) -> bytes | None:
    if path == "/qwebchannel.js":
        file = QFile(":/qtwebchannel/qwebchannel.js")
        if not file.open(QIODevice.OpenModeFlag.ReadOnly):
            return None
        return bytes(file.readAll().data())
    known = _files().get(path)
    return known.read_bytes() if known else None
