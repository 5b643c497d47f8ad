"""How are few people kept from being recognised? Hidden or rounded, and how few is few."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QRadioButton,
    QWidget,
)

from advocacy.workspace import Protection
from ui.dialogs.framed import framed

_SIZES = (3, 5, 10, 11)  # what statistical offices use; 11 is what health data are held to
_WIDTH, _CLAIM = 480, 68


class ProtectionDialog(QDialog):
    """Asks what is done about small groups, and says at once what the brief will then show."""

    decided = Signal(object, int)  # Protection, smallest group that is shown

    def __init__(self, protection: Protection, smallest: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Small groups"))
        self.setMinimumWidth(_WIDTH)
        lead = QLabel(
            self.tr("A number about very few people can tell who they are. What should the brief do?"),
            wordWrap=True,
        )
        self._hide = QRadioButton(self.tr("Hide small groups"))
        self._round = QRadioButton(self.tr("Round every count to a multiple of 5"))
        either = QButtonGroup(self)
        for button in (self._hide, self._round):
            either.addButton(button)
        (self._round if protection is Protection.ROUND else self._hide).setChecked(True)
        self._smallest = QComboBox()
        for size in sorted({*_SIZES, smallest}):
            self._smallest.addItem(str(size), size)
        self._smallest.setCurrentIndex(self._smallest.findData(smallest))
        label = QLabel(self.tr("Smallest group that is shown"))
        label.setBuddy(self._smallest)
        self._smallest.setAccessibleName(label.text())
        self._claim = QLabel(wordWrap=True)
        self._claim.setObjectName("muted")
        self._claim.setMinimumHeight(_CLAIM)
        either.buttonToggled.connect(self._show_claim)
        self._smallest.currentIndexChanged.connect(self._show_claim)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        keep = buttons.addButton(self.tr("Keep this"), QDialogButtonBox.ButtonRole.AcceptRole)
        keep.setObjectName("primary")
        buttons.accepted.connect(self._accept)
        buttons.rejected.connect(self.reject)
        form = QFormLayout()
        form.addRow(label, self._smallest)
        box = framed(self)
        box.addWidget(lead)
        box.addWidget(self._hide)
        box.addWidget(self._round)
        box.addLayout(form)
        box.addWidget(self._claim)
        box.addWidget(buttons)
        self._show_claim()

    def protection(self) -> Protection:
        """Return what is chosen at the moment."""
        return Protection.ROUND if self._round.isChecked() else Protection.SUPPRESS

    def smallest_group(self) -> int:
        """Return the smallest group that is shown, as chosen at the moment."""
        return int(self._smallest.currentData())

    def _show_claim(self) -> None:
        said = (
            self.tr(
                "Every group is shown with rounded counts; shares follow them. Medians of fewer than %1 are "
                "not shown. Best for small registers and for briefs that appear again and again."
            )
            if self.protection() is Protection.ROUND
            else self.tr(
                "Counts are exact. Groups of fewer than %1 are not shown, nor those from which they could be "
                "worked out."
            )
        )
        self._claim.setText(said.replace("%1", str(self.smallest_group())))

    def _accept(self) -> None:
        self.accept()
        self.decided.emit(self.protection(), self.smallest_group())
