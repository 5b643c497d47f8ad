"""Settings of the program: how it looks, its language, the user's name in the log."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QWidget,
)

from advocacy.wording import LANGUAGES
from ui.dialogs.framed import framed
from ui.window_language import AS_THE_SYSTEM


class SettingsDialog(QDialog):
    """A look and a language are put on at once; the name is kept with Close."""

    look_chosen = Signal(str)
    language_chosen = Signal(str)
    name_given = Signal(str)

    def __init__(self, look: str, language: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Settings"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._look = QComboBox()
        for code, words in (
            ("system", self.tr("As the system")),
            ("light", self.tr("Light")),
            ("dark", self.tr("Dark")),
        ):
            self._look.addItem(words, code)
        self._look.setCurrentIndex(self._look.findData(look))
        self._look.activated.connect(lambda _: self.look_chosen.emit(self._look.currentData()))
        self._language = QComboBox()
        for code, words in ((AS_THE_SYSTEM, self.tr("As the system")), *LANGUAGES.items()):
            self._language.addItem(words, code)
        self._language.setCurrentIndex(max(0, self._language.findData(language)))
        self._language.activated.connect(lambda _: self.language_chosen.emit(self._language.currentData()))
        self._name = QLineEdit(name)
        self._name.setPlaceholderText(self.tr("someone"))
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(8)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.addRow(self.tr("Appearance"), self._look)
        form.addRow(self.tr("Language of the program"), self._language)
        form.addRow("", _note(self.tr("The window opens anew in it. The brief has a language of its own.")))
        form.addRow(self.tr("Your name in the log"), self._name)
        form.addRow(
            "", _note(self.tr("Whoever gets the workspace can read it. Leave it empty to be “someone”."))
        )
        buttons = QDialogButtonBox()
        buttons.addButton(self.tr("Close"), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        box = framed(self)
        box.setSpacing(16)
        box.addLayout(form)
        box.addWidget(buttons)
        self.setMinimumWidth(480)
        self.finished.connect(lambda _: self.name_given.emit(self._name.text().strip()))


def _note(text: str) -> QLabel:
    note = QLabel(text, wordWrap=True)
    note.setObjectName("source")
    return note
