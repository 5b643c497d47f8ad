"""The watchdog sees that the window does not answer, and where it was."""

from __future__ import annotations

import time

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.watchdog import watched


def hold_the_window() -> None:
    time.sleep(0.4)


def test_a_held_window_is_seen_with_its_place(qtbot: QtBot, capsys: pytest.CaptureFixture[str]) -> None:
    with watched("a nap", late=0.2) as dog:
        qtbot.wait(50)
        hold_the_window()
        qtbot.wait(50)
    worst = max(dog.gaps, key=lambda gap: gap.seconds)
    assert worst.seconds >= 0.4
    assert "hold_the_window" in worst.where
    assert "a nap: the window did not answer" in capsys.readouterr().out


def test_no_gap_is_reported_as_none(qtbot: QtBot) -> None:
    with watched("nothing", late=60.0) as dog:
        qtbot.wait(30)
    assert dog.report().startswith("none over")
