"""The frame of every dialog: the same edge and gaps, the room its lines need, no more than the window has."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QDialog, QFrame, QScrollArea, QVBoxLayout, QWidget

_EDGE, _GAP = 16, 8  # pixels


def framed(dialog: QDialog) -> QVBoxLayout:
    """Return the column in which the parts of the dialog stand."""
    box = QVBoxLayout(dialog)
    box.setContentsMargins(_EDGE, _EDGE, _EDGE, _EDGE)
    box.setSpacing(_GAP)
    dialog.installEventFilter(_Fitting(dialog))
    return box


class Scrolled(QScrollArea):
    """Asks for the room of what is in it, and scrolls where there is less."""

    def __init__(self, inner: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(inner)

    def sizeHint(self) -> QSize:
        return self.widget().sizeHint()


class _Fitting(QObject):
    """Qt forgets that broken lines need more height when it opens a dialog, and how small a screen may be."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QDialog):
            _fit(watched)
        return False


def _fit(dialog: QDialog) -> None:
    size = dialog.size()
    size = size.expandedTo(QSize(0, dialog.layout().totalHeightForWidth(size.width())))
    below = dialog.parentWidget()
    dialog.resize(size.boundedTo(below.window().size()) if below is not None else size)
