"""An evidence package looked through: chosen or dropped, then what was found."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QProgressBar, QVBoxLayout, QWidget

from advocacy.errors import AdvocacyError
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.verdict_view import VerdictView

if TYPE_CHECKING:
    from advocacy.exporting.package.verifying import Verdict

_SIZE = (620, 400)


class PackageDialog(QDialog):
    """Shows one thing at a time: what to do, that work is under way, what was found, or why nothing was.

    Signals:
        choice_wanted: The user wants to choose a file
        file_given: A file was dropped. arg: its path
    """

    choice_wanted = Signal()
    file_given = Signal(Path)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Check an evidence package"))
        self.setAcceptDrops(True)
        self.resize(*_SIZE)
        self._name = ElidedLabel()
        self._body = QWidget()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self._choose = buttons.addButton(self.tr("Choose a package…"), QDialogButtonBox.ButtonRole.ActionRole)
        self._choose.setObjectName("primary")
        self._choose.clicked.connect(self.choice_wanted)
        buttons.rejected.connect(self.reject)
        self._box = QVBoxLayout(self)
        self._box.addWidget(self._name)
        self._box.addWidget(self._body, 1)
        self._box.addWidget(buttons)
        self._show(
            "",
            self._said(
                self.tr("Is a brief what its sender made, and do its numbers hold?"),
                self.tr(
                    "An evidence package is a file that ends in .zip and holds the brief, its numbers and a "
                    "signature. Choose one, or drop it here. Nothing in it is run or changed."
                ),
            ),
        )

    def show_work(self, path: Path) -> None:
        """Say that this file is being looked through."""
        body = self._said(self.tr("Looking through the package …"), "")
        self._bar = QProgressBar()
        self._bar.setRange(0, 100)
        self._bar.setTextVisible(False)
        body.layout().insertWidget(1, self._bar)
        self._show(path.name, body)
        self._choose.setEnabled(False)

    def show_share(self, share: float) -> None:
        """Say how much of it is done, 0 to 1."""
        self._bar.setValue(round(100 * share))

    def show_verdict(self, verdict: Verdict) -> None:
        """Say what was found."""
        self._show(self._name.text, VerdictView(verdict))

    def show_failure(self, error: AdvocacyError) -> None:
        """Say why it could not be looked through."""
        self._show(self._name.text, self._said(error.message, error.hint))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if path := _dropped(event):
            event.acceptProposedAction()
            self.file_given.emit(path)

    def _show(self, name: str, body: QWidget) -> None:
        self._name.set_text(name)
        self._name.setVisible(bool(name))
        self._choose.setEnabled(True)
        self._box.replaceWidget(self._body, body)
        self._body.hide()
        self._body.deleteLater()
        self._body = body
        body.show()

    def _said(self, title: str, words: str) -> QWidget:
        body = QWidget()
        box = QVBoxLayout(body)
        box.setContentsMargins(0, 0, 0, 0)
        for text, name in ((title, "heading"), (words, "muted")):
            label = QLabel(text, wordWrap=True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setObjectName(name)
            box.addWidget(label)
        box.addStretch()
        return body


def _dropped(event: QDropEvent) -> Path | None:
    """The one file that is dropped."""
    files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return files[0] if len(files) == 1 else None
