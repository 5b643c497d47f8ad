"""A box for a whole number whose digits keep clear of its edge."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QLineEdit, QSpinBox

_INDENT = 6  # pixels; a style sheet has no say there


class NumberBox(QSpinBox):
    """Takes what a QSpinBox takes."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        line = self.findChild(QLineEdit)
        assert line is not None
        line.setTextMargins(_INDENT, 0, 0, 0)
