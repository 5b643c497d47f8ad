"""What must be settled before the first window: display, web engine, the app scheme."""

from __future__ import annotations

import os
import sys
from functools import cache

SCHEME = b"app"
_ABOUT_GRAPHICS = ("QRhiGles2", "Failed to create RHI", "GPUInfo not initialized")


@cache
def prepare() -> None:
    """Make Qt ready for this machine. Call before the QApplication is made; more calls do nothing."""
    _leave_sources_unread()
    os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")  # its own keeps 40 MB of what it has freed
    flags = ["--js-flags=--lite-mode"]  # scripts are read, not compiled: 75 MB less, and no code to be misled
    if sys.platform.startswith("linux"):
        flags += _on_linux()
    before = os.environ.get("QTWEBENGINE_CHROMIUM_FLAGS", "")
    os.environ["QTWEBENGINE_CHROMIUM_FLAGS"] = " ".join([before, *flags]).strip()
    _register_scheme()


@cache
def has_web_engine() -> bool:
    """Whether charts can be drawn here; without it the program shows tables."""
    try:
        from PySide6 import QtWebEngineCore  # noqa: F401
    except ImportError:
        return False
    return True


def _on_linux() -> list[str]:
    """Settle the display, and return what the web engine is to be told."""
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    flags = []
    if os.geteuid() == 0:
        flags.append("--no-sandbox")  # the sandbox of the web engine refuses to work for root
    if os.environ.get("QT_QPA_PLATFORM") in ("offscreen", "minimal"):
        flags += ["--disable-gpu", "--log-level=3"]  # without a display there is no graphics card to look for
        _quieten()
    return flags


def _leave_sources_unread() -> None:
    """Keep PySide6 from reading the source of every module that is imported after it.

    It looks for users of its other way of naming things, which we are not, and Python keeps every line that
    was read: 68 MB and half a second for the libraries that we load. A version that looks in another way
    loses nothing by this.
    """
    from PySide6 import QtCore  # noqa: F401 - brings what is looked for

    feature = sys.modules.get("PySide6.support.feature")
    if feature is not None:
        feature._mod_uses_pyside = lambda _: False  # type: ignore[attr-defined]


def _quieten() -> None:
    """Keep what the engine says about the missing graphics card off the terminal; it draws without one."""
    from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

    def handle(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        if not message.startswith(_ABOUT_GRAPHICS):
            print(message, file=sys.stderr)

    qInstallMessageHandler(handle)


def _register_scheme() -> None:
    """Our own scheme for everything shown in a web view; it must be known before the engine starts."""
    if not has_web_engine():
        return
    from PySide6.QtWebEngineCore import QWebEngineUrlScheme

    scheme = QWebEngineUrlScheme(SCHEME)
    scheme.setSyntax(QWebEngineUrlScheme.Syntax.Host)
    scheme.setFlags(QWebEngineUrlScheme.Flag.SecureScheme)
    QWebEngineUrlScheme.registerScheme(scheme)
