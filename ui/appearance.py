"""Colours, letters and icons of the window, light and dark, from one set of tokens."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from functools import cache
from string import Template

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QIcon, QImage, QPalette, QPixmap
from PySide6.QtWidgets import QApplication

from advocacy.charts.theme import DARK, LIGHT, Theme
from advocacy.resources import RESOURCES

_POINTS = 10


@dataclass(frozen=True)
class Tokens:
    """The colours of the window. Warm paper and ink; one accent, which is also that of the charts.

    window, surface, raised, chosen: what text stands on, from the back to the front; chosen: a selection.
    text, muted: what is read. line: between parts. edge: around what can be pressed or typed in.
    """

    window: str
    surface: str
    raised: str
    chosen: str
    text: str
    muted: str
    line: str
    edge: str
    accent: str
    on_accent: str
    warning: str
    error: str


_LIGHT = Tokens(
    window="#F4F2EE",
    surface="#FFFFFF",
    raised="#FAF8F5",
    chosen="#E1EBEE",
    text="#23272B",
    muted="#555E65",
    line="#DDD9D1",
    edge="#8B8F8E",
    accent="#1F6178",
    on_accent="#FFFFFF",
    warning="#8A5A00",
    error="#A5321A",
)
_DARK = Tokens(
    window="#1A1E21",
    surface="#22272B",
    raised="#2A3035",
    chosen="#2B3E46",
    text="#E8E6E1",
    muted="#A9B1B7",
    line="#3C444A",
    edge="#737D84",
    accent="#6DB6CC",
    on_accent="#10242B",
    warning="#E6B35A",
    error="#F0907A",
)


def is_dark(look: str) -> bool:
    """Whether this look ("light", "dark", "system") is dark now."""
    if look == "system":
        return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
    return look == "dark"


def chart_theme(look: str) -> Theme:
    """The theme of the charts that goes with the look."""
    return DARK if is_dark(look) else LIGHT


def tokens(look: str) -> Tokens:
    return _DARK if is_dark(look) else _LIGHT


def dress(application: QApplication, look: str) -> None:
    """Give the program the letters and colours of this look; the rest of it is the sheet of the window."""
    _load_fonts()
    if application.style().name() != "fusion":
        application.setStyle("Fusion")
    letters = QFont(["Noto Sans", "Segoe UI", "DejaVu Sans", "sans-serif"], _POINTS)
    application.setFont(letters)  # in the sheet it would be worked out again for each widget
    application.setPalette(_palette(tokens(look)))


def sheet(look: str) -> str:
    """Return the style sheet of the window in this look.

    It belongs to the window, not to the application: each widget that is put into another would be styled
    again with all that is in it while a page is being made.
    """
    check = "check_dark" if is_dark(look) else "check_light"
    text = Template((RESOURCES / "styles" / "window.qss").read_text("utf-8"))
    return text.substitute(asdict(tokens(look)), icons=(RESOURCES / "icons").as_posix(), check=check)


def icon(name: str, colour: str) -> QIcon:
    """Return a drawn icon in this colour."""
    return QIcon(_pixmap(name, colour))


@cache
def _pixmap(name: str, colour: str) -> QPixmap:
    drawing = (RESOURCES / "icons" / f"{name}.svg").read_text("utf-8").replace("currentColor", colour)
    image = QImage.fromData(QByteArray(drawing.encode("utf-8")), "svg")
    return QPixmap.fromImage(image)


@cache
def _load_fonts() -> None:
    for path in sorted((RESOURCES / "fonts").glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(path))


def _palette(chosen: Tokens) -> QPalette:
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: chosen.window,
        QPalette.ColorRole.WindowText: chosen.text,
        QPalette.ColorRole.Base: chosen.surface,
        QPalette.ColorRole.AlternateBase: chosen.raised,
        QPalette.ColorRole.Text: chosen.text,
        QPalette.ColorRole.Button: chosen.raised,
        QPalette.ColorRole.ButtonText: chosen.text,
        QPalette.ColorRole.ToolTipBase: chosen.raised,
        QPalette.ColorRole.ToolTipText: chosen.text,
        QPalette.ColorRole.PlaceholderText: chosen.muted,
        QPalette.ColorRole.Highlight: chosen.accent,
        QPalette.ColorRole.HighlightedText: chosen.on_accent,
        QPalette.ColorRole.Link: chosen.accent,
        QPalette.ColorRole.Midlight: chosen.line,
    }
    for role, colour in roles.items():
        palette.setColor(role, QColor(colour))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText, QPalette.ColorRole.WindowText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(chosen.muted))
    return palette
