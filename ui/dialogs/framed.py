"""The frame of every dialog: the same edge round it, the same gap between its parts."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QVBoxLayout

_EDGE, _GAP = 16, 8  # pixels


def framed(dialog: QDialog) -> QVBoxLayout:
    """Return the column in which the parts of the dialog stand."""
    box = QVBoxLayout(dialog)
    box.setContentsMargins(_EDGE, _EDGE, _EDGE, _EDGE)
    box.setSpacing(_GAP)
    return box
