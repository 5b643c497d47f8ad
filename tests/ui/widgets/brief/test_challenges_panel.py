"""The strongest objection stands first, with what the data answer, and its answer is one key away."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressBar, QPushButton
from pytestqt.qtbot import QtBot

from advocacy.brief.challenges.challenge import Challenge, Verdict
from tests.ui.widgets.brief.narrow import LONG_WORD, cut, longer_words, shown, texts
from ui.widgets.brief.challenges_panel import ChallengesPanel
from ui.widgets.brief.fold import Fold

_TIME = "licensing.time_to_decision"
CHALLENGES = (
    Challenge(
        "challenge.chosen",
        "You only asked those who complain.",
        "45% were granted.",
        1.0,
        _TIME,
        Verdict.OPEN,
    ),
    Challenge(
        "challenge.pending", "You left the pending out.", f"{LONG_WORD} 204.", 0.49, _TIME, Verdict.PARTLY
    ),
    Challenge("challenge.chance", "It is chance.", "It is not.", 0.0, f"{_TIME}.by.region", Verdict.ANSWERED),
)


def _panel(qtbot: QtBot, answered: tuple[str, ...] = ("challenge.pending",)) -> ChallengesPanel:
    panel = ChallengesPanel()
    shown(panel, qtbot)
    panel.show_challenges(CHALLENGES, answered)
    qtbot.wait(20)
    return panel


def _button(panel: ChallengesPanel, words: str) -> QPushButton:
    return next(one for one in panel.findChildren(QPushButton) if one.accessibleName().startswith(words))


def test_the_strongest_stands_first_with_its_answer(qtbot: QtBot) -> None:
    said = texts(_panel(qtbot))
    places = [
        said.index(part)
        for part in ("complain", "100 of 100 · open", "45% were", "pending", "49 of", "chance")
    ]
    assert places == sorted(places)


def test_how_strong_it_is_can_be_heard(qtbot: QtBot) -> None:
    bars = _panel(qtbot).findChildren(QProgressBar)
    assert [bar.value() for bar in bars] == [100, 49, 0]
    assert bars[1].accessibleName() == "Strength 49 of 100"


def test_an_answer_goes_into_the_brief_and_out_of_it(qtbot: QtBot) -> None:
    panel = _panel(qtbot)
    with qtbot.waitSignal(panel.answers_changed) as heard:
        qtbot.keyClick(_button(panel, "Answer in the brief: You only"), Qt.Key.Key_Space)
    assert heard.args == [("challenge.chosen", "challenge.pending")]
    with qtbot.waitSignal(panel.answers_changed) as heard:
        _button(panel, "Take out of the brief: You left").click()
    assert heard.args == [()]


def test_it_leads_to_the_finding_attacked(qtbot: QtBot) -> None:
    panel = _panel(qtbot)
    with qtbot.waitSignal(panel.finding_wanted) as heard:
        _button(panel, "Go to the finding attacked by: It is chance").click()
    assert heard.args == [f"{_TIME}.by.region"]


def test_weaker_ones_are_folded_and_stay_open_while_answers_change(qtbot: QtBot) -> None:
    many = tuple(replace(CHALLENGES[0], code=f"challenge.{i}", objection=f"Objection {i}.") for i in range(8))
    panel = _panel(qtbot)
    panel.show_challenges(many, ())
    assert "Objection 5." in texts(panel) and "Objection 6." not in texts(panel)
    fold = panel.findChild(Fold)
    assert fold.line.text() == "Weaker objections: 2"
    qtbot.keyClick(fold.line, Qt.Key.Key_Space)
    assert "Objection 7." in texts(panel)
    panel.show_challenges(many, ("challenge.7",))
    assert panel.findChild(Fold).is_open and "Objection 7." in texts(panel)


def test_empty_states(qtbot: QtBot) -> None:
    panel = ChallengesPanel()
    shown(panel, qtbot)
    assert "not worked out yet" in texts(panel)
    panel.show_challenges((), ())
    assert "nothing to attack" in texts(panel)


def test_nothing_is_cut_in_longer_words(qtbot: QtBot) -> None:
    with longer_words():
        panel = _panel(qtbot)
        assert not cut(panel), cut(panel)
