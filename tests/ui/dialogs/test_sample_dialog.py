"""Five answers become a plan, and the dialog says at once what they allow."""

from __future__ import annotations

from PySide6.QtWidgets import QDialogButtonBox
from pytestqt.qtbot import QtBot

from advocacy.workspace import SamplePlan
from ui.dialogs.sample_dialog import SampleDialog

_COLUMNS = ("weight", "cooperative", "<b>x</b>")


def _dialog(qtbot: QtBot, plan: SamplePlan = SamplePlan()) -> SampleDialog:
    dialog = SampleDialog(plan, _COLUMNS, 120)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_answers_become_a_plan(qtbot: QtBot) -> None:
    dialog = _dialog(qtbot)
    assert dialog.plan() == SamplePlan()
    dialog._by_chance.setCurrentIndex(1)
    dialog._groups.setCurrentIndex(1)
    dialog._members.setValue(900)
    dialog._weight.setCurrentIndex(1)
    with qtbot.waitSignal(dialog.decided) as heard:
        dialog._accept()
    assert heard.args == [SamplePlan(by_chance=True, whole_groups=True, members=900, weight="weight")]


def test_it_says_what_the_answers_allow(qtbot: QtBot) -> None:
    dialog = _dialog(qtbot)
    assert "without a margin" in dialog._claim.text()
    dialog._by_chance.setCurrentIndex(1)
    assert "of the members" in dialog._claim.text() and "with a margin" in dialog._claim.text()
    dialog._themselves.setCurrentIndex(1)
    assert "without a margin" in dialog._claim.text()


def test_it_opens_with_what_was_answered(qtbot: QtBot) -> None:
    plan = SamplePlan(everybody=False, by_chance=True, members=50, weight="weight", group="cooperative")
    dialog = _dialog(qtbot, plan)
    assert dialog.plan() == plan


def test_cancel_decides_nothing(qtbot: QtBot) -> None:
    dialog = _dialog(qtbot)
    buttons = dialog.findChild(QDialogButtonBox)
    assert buttons is not None
    with qtbot.assertNotEmitted(dialog.decided):
        buttons.rejected.emit()


def test_questions_to_weight_by_are_asked_where_the_register_knows(qtbot: QtBot) -> None:
    plan = SamplePlan(margins=(("weight", "gender"), ("cooperative", "region")))
    dialog = SampleDialog(plan, _COLUMNS, 120, None, ("gender", "age"))
    qtbot.addWidget(dialog)
    assert set(dialog.plan().margins) == set(plan.margins)  # of a region the register says nothing: kept
    assert "not used" in dialog._claim.text()
    dialog._by_chance.setCurrentIndex(1)
    assert "not used" not in dialog._claim.text()
    dialog._margins["gender"].setCurrentIndex(0)
    dialog._margins["age"].setCurrentIndex(2)
    assert set(dialog.plan().margins) == {("cooperative", "age"), ("cooperative", "region")}
