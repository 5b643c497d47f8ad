"""Finds text that has less room than it needs."""

from __future__ import annotations

import re

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QLabel,
    QPushButton,
    QRadioButton,
    QTabBar,
    QToolButton,
    QWidget,
)

_SLACK = 2  # pixels by which two ways of measuring letters may differ


def clipped(root: QWidget) -> list[str]:
    """Return one line for each visible label and button below root whose text is cut."""
    return [
        found
        for part in root.findChildren(QWidget)
        if part.isVisible() and not part.visibleRegion().isEmpty() and (found := _cut(part))
    ]


def _cut(part: QWidget) -> str:
    if isinstance(part, QLabel) and part.text():
        return _cut_label(part)
    if isinstance(part, QPushButton | QToolButton | QCheckBox | QRadioButton) and part.text():
        return _cut_button(part)
    if isinstance(part, QTabBar):
        too_small = part.width() < part.minimumSizeHint().width()
        return _said(part, part.tabText(0), part.minimumSizeHint()) if too_small else ""
    return ""


def _cut_label(label: QLabel) -> str:
    if label.wordWrap():
        needed = label.heightForWidth(label.width())
        widest = max((_advance(label, word) for word in re.split(r"[\s\u200b]+", _plain(label))), default=0)
        if label.height() + _SLACK < needed or label.contentsRect().width() + _SLACK < widest:
            return _said(label, label.text(), QSize(widest, needed))
        return ""
    needed_size = label.sizeHint()
    if label.width() + _SLACK < needed_size.width() or label.height() + _SLACK < needed_size.height():
        return _said(label, label.text(), needed_size)
    return ""


def _cut_button(button: QAbstractButton) -> str:
    if isinstance(button, QToolButton) and button.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonIconOnly:
        return ""
    needed = _advance(button, button.text().replace("&&", "&"))
    if button.width() + _SLACK < needed or button.height() + _SLACK < button.fontMetrics().height():
        return _said(button, button.text(), QSize(needed, button.fontMetrics().height()))
    return ""


def _advance(part: QWidget, text: str) -> int:
    return part.fontMetrics().horizontalAdvance(text)


def _plain(label: QLabel) -> str:
    if label.textFormat() is Qt.TextFormat.RichText:
        document = QTextDocument()
        document.setHtml(label.text())
        return document.toPlainText()
    return label.text()


def _said(part: QWidget, text: str, needed: QSize) -> str:
    kind = type(part).__name__
    have = part.size()
    return (
        f"{kind} “{text[:60]}” has {have.width()}×{have.height()}, needs {needed.width()}×{needed.height()}"
    )
