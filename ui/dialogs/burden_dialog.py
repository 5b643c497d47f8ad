"""What the yearly burden is computed from: each input stated, or taken from the data and shown so."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QWidget,
)

from advocacy.workspace import BurdenInputs
from ui.dialogs.framed import Scrolled, framed

if TYPE_CHECKING:  # the analysis takes seconds to load; the window must not wait for it
    from advocacy.analysis.licensing.burden_measures import BurdenMeasures

_WIDTH, _LABEL, _FIELD = 600, 300, 220
_PERCENT = "business_as_usual"
_ABOVE_NOTHING = ("hours_per_day", "hours_per_month", "days_per_month")


class BurdenDialog(QDialog):
    """Asks for the inputs of the Standard Cost Model; an empty field takes what stands in it in grey."""

    decided = Signal(object)  # BurdenInputs

    def __init__(self, inputs: BurdenInputs, measures: BurdenMeasures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Yearly burden of the procedure"))
        self.setMinimumWidth(_WIDTH)
        self._measures = measures
        self._fields: dict[str, QLineEdit] = {}
        self._labels = self._questions()
        lead = QLabel(
            self.tr(
                "What applicants spend in a year: hours times tariff plus what is paid, times applications. "
                "Leave a field empty to take what stands in it in grey. Waiting time has no price here."
            ),
            wordWrap=True,
        )
        lead.setObjectName("muted")
        inner = QWidget()
        form = QFormLayout(inner)
        form.setContentsMargins(0, 0, 8, 0)
        form.setVerticalSpacing(4)  # nine rows fit a small screen at 150 %
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.DontWrapRows)
        for name in (field.name for field in fields(BurdenInputs)):
            form.addRow(self._label(self._labels[name]), self._field(name, getattr(inputs, name)))
        self._result = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self._result.setMinimumHeight(44)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._keep = buttons.addButton(self.tr("Keep the inputs"), QDialogButtonBox.ButtonRole.AcceptRole)
        self._keep.setObjectName("primary")
        buttons.accepted.connect(self._accept)
        buttons.rejected.connect(self.reject)
        box = framed(self)
        box.addWidget(lead)
        box.addWidget(Scrolled(inner), 1)
        box.addWidget(self._result)
        box.addWidget(buttons)
        self._show_result()

    def inputs(self) -> BurdenInputs | None:
        """Return what is stated at the moment; None while a field holds no usable number."""
        if self._faulty():
            return None
        return BurdenInputs(**{name: self._number(name) for name in self._fields})

    def _questions(self) -> dict[str, str]:
        money = self._measures.currency
        tariff, paid = self.tr("An hour of an applicant is worth"), self.tr("Paid for one application")
        return {
            "tariff_per_hour": f"{tariff} ({money})" if money else tariff,
            "hours_per_application": self.tr("Hours of work for one application"),
            "out_of_pocket": f"{paid} ({money})" if money else paid,
            "applications_per_year": self.tr("Applications a year"),
            "frequency": self.tr("Times a year each is made"),
            "business_as_usual": self.tr("Per cent miners would spend anyway"),
            "hours_per_day": self.tr("Hours of a working day"),
            "hours_per_month": self.tr("Hours a month's income is earned in"),
            "days_per_month": self.tr("Days a month's income is earned in"),
        }

    def _label(self, text: str) -> QLabel:
        label = QLabel(text, wordWrap=True, textFormat=Qt.TextFormat.PlainText)  # a currency is from a file
        label.setMinimumWidth(_LABEL)
        return label

    def _field(self, name: str, value: float | None) -> QLineEdit:
        field = QLineEdit()
        field.setMinimumWidth(_FIELD)
        field.setAccessibleName(self._labels[name])
        if value is not None:
            field.setText(_written(100 * value if name == _PERCENT else value))
        field.textChanged.connect(self._show_result)
        self._fields[name] = field
        return field

    def _number(self, name: str) -> float | None:
        """What a field states; None where it is empty. Raises ValueError where it is no usable number."""
        text = self._fields[name].text().strip()
        if not text:
            return None
        number, understood = QLocale().toDouble(text)
        if not understood:
            number = float(text.replace(" ", "").replace(",", "."))
        if not 0 <= number < float("inf") or (not number and name in _ABOVE_NOTHING):
            raise ValueError(text)
        if name != _PERCENT:
            return number
        if number > 100:
            raise ValueError(text)
        return number / 100

    def _faulty(self) -> list[str]:
        """The questions whose answers are no usable numbers."""
        found = []
        for name in self._fields:
            try:
                self._number(name)
            except ValueError:
                found.append(self._labels[name])
        return found

    def _show_result(self) -> None:
        from advocacy.analysis import numbers
        from advocacy.analysis.licensing.burden import filled_in

        if len(self._fields) < len(self._labels):
            return  # still being made
        inputs = self.inputs()
        self._keep.setEnabled(inputs is not None)
        if inputs is None:
            self._result.setText(
                self.tr("This is not a number that can be used: %1").replace("%1", "; ".join(self._faulty()))
            )
            return
        lacking = self._fill_greys(inputs)
        model = filled_in(inputs, self._measures)
        if model is None:
            self._result.setText(
                self.tr("The data do not tell these; without them there is no yearly burden: %1").replace(
                    "%1", "; ".join(lacking)
                )
            )
            return
        currency = self._measures.currency
        self._result.setText(
            self.tr("One application costs %1. For all of a year that is %2.")
            .replace("%1", numbers.price(model.price, currency))
            .replace("%2", numbers.money(model.yearly(), currency))
        )

    def _fill_greys(self, inputs: BurdenInputs) -> list[str]:
        """Show in each empty field what is taken for it; return the questions for which there is nothing."""
        from advocacy.analysis.licensing.burden import where_not_stated

        taken, lacking = where_not_stated(inputs, self._measures), []
        for name, field in self._fields.items():
            value = getattr(taken, name)
            if value is None:
                field.setPlaceholderText(self.tr("the data do not tell"))
                if getattr(inputs, name) is None:
                    lacking.append(self._labels[name])
                continue
            text = _written(round(100 * value if name == _PERCENT else value, 2))
            assumed = name in ("frequency", _PERCENT, *_ABOVE_NOTHING)
            whence = self.tr("%1, assumed") if assumed else self.tr("%1, from the data")
            field.setPlaceholderText(whence.replace("%1", text))
        return lacking

    def _accept(self) -> None:
        inputs = self.inputs()
        if inputs is not None:
            self.accept()
            self.decided.emit(inputs)


def _written(number: float) -> str:
    """A number as the user writes it, without digits that do not count."""
    locale = QLocale()
    locale.setNumberOptions(QLocale.NumberOption.OmitGroupSeparator)
    return locale.toString(float(number), "g", 12)
