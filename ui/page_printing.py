"""A page of the program on paper or in a PDF file."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRect, QRectF, Qt
from PySide6.QtGui import QPagedPaintDevice, QPageLayout, QPageSize, QPainter, QPdfWriter, QPixmap
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QWidget

_DOTS_PER_INCH = 150
_MARGIN = 15.0  # millimetres
_HEAD = 0.25  # inches for the line on top


def as_pdf(page: QWidget, title: str) -> bytes:
    """Return what the page shows as a PDF file. Qt would not say if a disk became full while it writes."""
    content = QBuffer()
    content.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(content)
    writer.setTitle(title)
    writer.setCreator("Groundswell")
    writer.setResolution(_DOTS_PER_INCH)
    writer.setPageLayout(a4(QPageLayout.Orientation.Landscape))
    draw(page, title, writer)
    return bytes(content.data().data())


def a4(orientation: QPageLayout.Orientation = QPageLayout.Orientation.Portrait) -> QPageLayout:
    """Return a sheet with the margins of the program."""
    return QPageLayout(
        QPageSize(QPageSize.PageSizeId.A4),
        orientation,
        QMarginsF(_MARGIN, _MARGIN, _MARGIN, _MARGIN),
        QPageLayout.Unit.Millimeter,
    )


def draw(page: QWidget, title: str, device: QPagedPaintDevice) -> bool:
    """Draw all of the page, also what has to be scrolled to, over as many sheets as it takes.

    Return whether that was possible: a printer may be off or full.
    """
    painter = QPainter()
    if not painter.begin(device):
        return False
    _draw(_whole(page).grab(), title, device, painter)
    return painter.end()


def _draw(picture: QPixmap, title: str, device: QPagedPaintDevice, painter: QPainter) -> None:
    paper = painter.viewport()
    head = round(_HEAD * device.logicalDpiY())
    scale = paper.width() / picture.width()
    each = max(1, int((paper.height() - head) / scale))
    for top in range(0, picture.height(), each):
        if top:
            device.newPage()
        font = painter.font()
        font.setPointSize(9)
        painter.setFont(font)
        painter.setPen(Qt.GlobalColor.black)
        painter.drawText(QRect(0, 0, paper.width(), head), int(Qt.AlignmentFlag.AlignLeft), title)
        high = min(each, picture.height() - top)
        painter.drawPixmap(
            QRectF(0, head, paper.width(), high * scale),
            picture,
            QRectF(0, top, picture.width(), high),
        )


def web_view(page: QWidget) -> Any:
    """The web view that fills the page, None where there is none: it prints itself, all of it and sharply."""
    for view in page.findChildren(QWidget):
        if view.inherits("QWebEngineView") and view.isVisible():
            return view
    return None


def _whole(page: QWidget) -> QWidget:
    """What is drawn: where charts are shown as tables, the numbers on top and all tables."""
    tables = getattr(getattr(page, "charts", None), "tables", None)
    if tables is not None:
        return tables.widget()
    stack = page.findChild(QStackedWidget)
    front = stack.currentWidget() if stack is not None else page
    if isinstance(front, QScrollArea) and front.widget() is not None:
        return front.widget()
    return page
