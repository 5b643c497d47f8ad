"""What a chart means: how it is worked out, from what, and what it does not show."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QScrollArea, QVBoxLayout, QWidget

from advocacy.analysis import numbers
from advocacy.analysis.definitions.clicks import click_words
from advocacy.analysis.finding import Definition, Finding
from advocacy.brief.wording import base_line, source_line
from ui.dialogs.framed import framed

_WIDTH, _HEIGHT = 560, 520


class WhatIsThisDialog(QDialog):
    """Explains one finding in words that can be copied."""

    def __init__(
        self, finding: Finding, definition: Definition | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("What is this?"))
        self.resize(_WIDTH, _HEIGHT)
        inner = QWidget()
        inner.setObjectName("page")
        text = QVBoxLayout(inner)
        text.setSpacing(4)
        text.addWidget(_words(definition.name if definition else finding.name, "title"))
        text.addWidget(_words(finding.headline, "muted"))
        for heading, words in self._parts(finding, definition):
            if words:
                text.addSpacing(8)
                text.addWidget(_words(heading, "heading"))
                text.addWidget(_words(words, ""))
        text.addStretch()
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inner)
        area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # arrow keys scroll
        buttons = QDialogButtonBox()
        close = buttons.addButton(self.tr("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        close.setObjectName("primary")
        close.setDefault(True)
        buttons.rejected.connect(self.reject)
        box = framed(self)
        box.addWidget(area, 1)
        box.addWidget(buttons)

    def _parts(self, finding: Finding, definition: Definition | None) -> list[tuple[str, str]]:
        about = [
            (self.tr("How it is worked out"), definition.formula if definition else ""),
            (self.tr("What it does not show"), definition.does_not_show if definition else ""),
            (self.tr("Where the definition comes from"), definition.source if definition else ""),
        ]
        return [
            *about,
            (self.tr("What a click does"), click_words(finding)),
            (self.tr("Method"), finding.method),
            (self.tr("Who is counted"), base_line(finding)),
            (self.tr("To be read with care"), "\n".join(numbers.remarks(finding))),
            (self.tr("Where the numbers come from"), source_line(finding)),
        ]


def _words(text: str, name: str) -> QLabel:
    label = QLabel(text, wordWrap=True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setObjectName(name)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
