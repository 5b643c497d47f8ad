"""What a look through an evidence package found: is it whole, whose is it, do its numbers hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ui.whole_numbers import say_number, whole

if TYPE_CHECKING:  # the window must not wait for the data libraries
    from advocacy.exporting.package.verifying import Verdict


_FAULTS = 150  # pixels that the list of them takes at least


class VerdictView(QWidget):
    """Shows one verdict."""

    def __init__(self, verdict: Verdict, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fingerprint = verdict.fingerprint
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        holds = not verdict.faults
        title = QLabel(self.tr("The package holds.") if holds else self.tr("Do not rely on this package."))
        title.setObjectName("title")
        title.setWordWrap(True)
        box.addWidget(title)
        for question, answer in (
            (self.tr("Is it whole?"), self._whole(verdict)),
            (self.tr("Do its numbers hold?"), self._numbers(verdict)),
        ):
            self._add(box, question, answer)
        self._add_key(box)
        if holds:
            box.addStretch()
        else:
            self._add_faults(box, verdict)

    def _whole(self, verdict: Verdict) -> str:
        if verdict.is_whole:
            return self.tr("Yes: each of its files is byte for byte as it was signed.")
        return self.tr("No: something in it is not as it was signed. Ask the sender for it again.")

    def _numbers(self, verdict: Verdict) -> str:
        if not verdict.claims:
            return self.tr("That cannot be told: its numbers cannot be read.")
        parts = [
            say_number(
                "{again} of {count} number was made again from its tables and is the same.",
                "{again} of {count} numbers were made again from its tables and are the same.",
                verdict.claims,
                again=whole(verdict.made_again),
            )
        ]
        if verdict.alone:
            parts.append(
                say_number(
                    "{count} can only be made again from the workspace, which the sender keeps.",
                    "{count} can only be made again from the workspace, which the sender keeps.",
                    verdict.alone,
                )
            )
        return " ".join(parts)

    def _add_key(self, box: QVBoxLayout) -> None:
        if not self._fingerprint:
            self._add(
                box, self.tr("Whose is it?"), self.tr("Nobody vouches for it: it is not signed as it is.")
            )
            return
        self._add(
            box,
            self.tr("Whose is it?"),
            self.tr(
                "It is signed with the key below. Compare it with the one you got from the sender by another "
                "way, such as a letter or a call."
            ),
        )
        key = QLabel(self._fingerprint)
        key.setObjectName("fingerprint")
        key.setTextFormat(Qt.TextFormat.PlainText)
        key.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        key.setStyleSheet("font-family: monospace;")
        key.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        key.setAccessibleName(self.tr("Fingerprint of the key"))
        copy = QPushButton(self.tr("Copy"))
        copy.clicked.connect(self._copy)
        line = QHBoxLayout()
        line.addWidget(key)
        line.addWidget(copy)
        line.addStretch()
        box.addLayout(line)
        self._other = QLineEdit()
        self._other.setPlaceholderText(self.tr("Type or paste the fingerprint you got"))
        self._other.setAccessibleName(self._other.placeholderText())
        self._other.textChanged.connect(self._compare)
        self._same = QLabel(wordWrap=True)
        self._same.setObjectName("muted")
        self._same.hide()
        box.addWidget(self._other)
        box.addWidget(self._same)

    def _add_faults(self, box: QVBoxLayout, verdict: Verdict) -> None:
        heading = QLabel(self.tr("What is not right (%1)").replace("%1", whole(len(verdict.faults))))
        heading.setObjectName("heading")
        faults = QListWidget()
        faults.setFrameShape(QFrame.Shape.NoFrame)
        faults.setWordWrap(True)
        faults.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        faults.setMinimumHeight(_FAULTS)
        faults.setAccessibleName(heading.text())
        faults.addItems(verdict.faults)
        box.addWidget(heading)
        box.addWidget(faults, 1)

    def _add(self, box: QVBoxLayout, question: str, answer: str) -> None:
        heading, words = QLabel(question), QLabel(answer, wordWrap=True)
        heading.setObjectName("heading")
        words.setTextFormat(Qt.TextFormat.PlainText)
        box.addWidget(heading)
        box.addWidget(words)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._fingerprint)

    def _compare(self, typed: str) -> None:
        """Say whether what was typed is the fingerprint, however it is spaced."""
        given, own = (_letters(one) for one in (typed, self._fingerprint))
        self._same.setVisible(bool(given))
        if given == own:
            self._same.setText(self.tr("They are the same: the package is from whoever gave you this."))
        elif own.startswith(given):
            self._same.setText(self.tr("The same so far."))
        else:
            self._same.setText(self.tr("They are not the same: do not rely on this package."))


def _letters(text: str) -> str:
    return "".join(c for c in text.upper() if c.isalnum())
