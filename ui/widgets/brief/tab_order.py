"""Tab goes through parts where they stand, though they were made later than what stands behind them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def tab_through(behind: QWidget, inside: QWidget) -> None:
    """Let Tab go from a widget to those inside another, in their order, and then on as before."""
    for one in inside.findChildren(QWidget):
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.focusProxy() is None:
            QWidget.setTabOrder(behind, one)
            behind = one
