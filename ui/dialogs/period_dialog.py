"""From which day to which day?"""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDateEdit,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QWidget,
)

from ui.dialogs.framed import framed

_WIDTH = 400


class PeriodDialog(QDialog):
    """Asks for a first and a last day; either may be left open.

    Signals:
        decided: args: the first and the last day as ISO texts, "" where it is open
    """

    decided = Signal(str, str)

    def __init__(
        self,
        explained: str,
        chosen: tuple[date | None, date | None],
        known: tuple[date, date],
        parent: QWidget | None = None,
    ) -> None:
        """explained: what the days are of; known: the first and the last day there is."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Period"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(_WIDTH)
        self.first_on, self.first = self._row(self.tr("First day"), chosen[0], known[0])
        self.last_on, self.last = self._row(self.tr("Last day"), chosen[1], known[1])
        self._wrong = QLabel(self.tr("The last day lies before the first."), wordWrap=True)
        self._wrong.setObjectName("fault")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._keep = buttons.addButton(self.tr("Show these days"), QDialogButtonBox.ButtonRole.AcceptRole)
        self._keep.setObjectName("primary")
        buttons.accepted.connect(self._accept)
        buttons.rejected.connect(self.reject)
        grid = QGridLayout()
        grid.setColumnStretch(1, 1)
        for row, (tick, day) in enumerate(((self.first_on, self.first), (self.last_on, self.last))):
            grid.addWidget(tick, row, 0)
            grid.addWidget(day, row, 1)
        box = framed(self)
        box.setSpacing(16)
        box.addWidget(QLabel(explained, wordWrap=True))
        box.addLayout(grid)
        box.addWidget(self._wrong)
        box.addWidget(buttons)
        self._show_state()

    def _row(self, words: str, chosen: date | None, known: date) -> tuple[QCheckBox, QDateEdit]:
        tick, day = QCheckBox(words), QDateEdit()
        day.setCalendarPopup(True)
        day.setDisplayFormat("d MMMM yyyy")
        when = chosen or known
        day.setDate(QDate(when.year, when.month, when.day))
        day.setAccessibleName(words)
        tick.setChecked(chosen is not None)
        tick.toggled.connect(self._show_state)
        day.dateChanged.connect(self._show_state)
        return tick, day

    def _show_state(self) -> None:
        self.first.setEnabled(self.first_on.isChecked())
        self.last.setEnabled(self.last_on.isChecked())
        first, last = self._days()
        is_wrong = bool(first and last and first > last)
        self._wrong.setVisible(is_wrong)
        self._keep.setEnabled(not is_wrong)

    def _days(self) -> tuple[str, str]:
        """ISO texts, which stand in the order of time."""
        iso = Qt.DateFormat.ISODate
        return (
            self.first.date().toString(iso) if self.first_on.isChecked() else "",
            self.last.date().toString(iso) if self.last_on.isChecked() else "",
        )

    def _accept(self) -> None:
        self.accept()
        self.decided.emit(*self._days())
