"""Texts of the narrow side: plain, and broken within a word where it would not fit."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from ui.breakable import breakable


def words(text: str, name: str = "", spoken: str = "") -> QLabel:
    """Return a text of any length. name: how it looks; spoken: what is heard in its place."""
    label = QLabel(breakable(text), wordWrap=True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setObjectName(name)
    label.setAccessibleName(spoken or text)
    return label
