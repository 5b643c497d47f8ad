"""Each input is stated or taken, both can be seen, and what they come to is said at once."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QDialogButtonBox
from pytestqt.qtbot import QtBot

from advocacy.analysis.finding import Estimate, State
from advocacy.analysis.licensing.burden_measures import BurdenMeasures
from advocacy.workspace import BurdenInputs
from ui.dialogs.burden_dialog import BurdenDialog

_NONE = Estimate(state=State.NO_DATA)


def _measures(
    income: float | None = 2400.0, days: float | None = None, currency: str = "KTS"
) -> BurdenMeasures:
    def of(value: float | None) -> Estimate:
        return _NONE if value is None else Estimate(value=value, n=50)

    return BurdenMeasures(
        of(income), of(days), of(800.0), _NONE, of(420.0), ("official_fee",), currency, date(2024, 12, 31)
    )


def _dialog(
    qtbot: QtBot, inputs: BurdenInputs = BurdenInputs(), measures: BurdenMeasures | None = None
) -> BurdenDialog:
    dialog = BurdenDialog(inputs, measures or _measures())
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_empty_fields_show_what_is_taken(qtbot: QtBot) -> None:
    dialog = _dialog(qtbot, measures=_measures(days=3.0))
    greys = {name: field.placeholderText() for name, field in dialog._fields.items()}
    assert greys["tariff_per_hour"].startswith("10,") and greys["hours_per_application"].startswith("24,")
    assert "assumed" in greys["frequency"] and "data" in greys["applications_per_year"]
    assert dialog.inputs() == BurdenInputs()
    assert "1,040.00 KTS" in dialog._result.text() and "436,800 KTS" in dialog._result.text()
    dialog._fields["hours_per_day"].setText("6")
    assert dialog._fields["hours_per_application"].placeholderText().startswith("18,")


def test_what_is_stated_becomes_the_inputs(qtbot: QtBot) -> None:
    dialog = _dialog(qtbot)
    for name, text in (
        ("tariff_per_hour", "12,5"),
        ("hours_per_application", "25"),
        ("business_as_usual", "20"),
    ):
        dialog._fields[name].setText(text)
    assert "373,800 KTS" in dialog._result.text()
    with qtbot.waitSignal(dialog.decided) as heard:
        dialog._accept()
    assert heard.args == [BurdenInputs(tariff_per_hour=12.5, hours_per_application=25, business_as_usual=0.2)]


def test_it_says_what_is_lacking(qtbot: QtBot) -> None:
    dialog = _dialog(qtbot)
    assert "Hours of work for one application" in dialog._result.text()
    assert dialog._keep.isEnabled()


def test_what_is_no_number_cannot_be_kept(qtbot: QtBot) -> None:
    dialog = _dialog(qtbot)
    for name, text in (
        ("tariff_per_hour", "twelve"),
        ("tariff_per_hour", "-1"),
        ("tariff_per_hour", "inf"),
        ("tariff_per_hour", "nan"),
        ("hours_per_day", "0"),
        ("business_as_usual", "101"),
    ):
        dialog._fields[name].setText(text)
        assert dialog.inputs() is None and not dialog._keep.isEnabled(), text
        assert dialog._labels[name] in dialog._result.text()
        dialog._fields[name].clear()
    assert dialog._keep.isEnabled()


def test_it_opens_with_what_was_stated(qtbot: QtBot) -> None:
    stated = BurdenInputs(12.345, 25, 1_000_000, 420, 0.5, 0.1, 7, 150, 22)
    assert _dialog(qtbot, stated).inputs() == stated


def test_a_currency_out_of_a_file_is_no_markup(qtbot: QtBot) -> None:
    dialog = _dialog(qtbot, measures=_measures(currency="<b>K</b>"))
    assert "<b>K</b>" in dialog._labels["tariff_per_hour"]


def test_cancel_decides_nothing(qtbot: QtBot) -> None:
    dialog = _dialog(qtbot)
    buttons = dialog.findChild(QDialogButtonBox)
    assert buttons is not None
    with qtbot.assertNotEmitted(dialog.decided):
        buttons.rejected.emit()
