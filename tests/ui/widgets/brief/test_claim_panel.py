"""Whoever points at a number learns all that it rests on."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from advocacy.analysis.finding import SourceRows
from advocacy.brief.changes import Change
from advocacy.brief.claims import Claim, What
from tests.ui.widgets.brief.narrow import LONG_WORD, cut, longer_words, shown, texts
from ui.widgets.brief.claim_panel import ClaimPanel

CLAIM = Claim(
    "licensing.within_limit||||value",
    "licensing.within_limit",
    "Decided within the legal limit",
    "North",
    What.VALUE,
    0.15,
    "15%",
    "share",
    196,
    1297,
    1297,
    13,
    518,
    "13% to 17%",
    "applications with a day of filing",
    ("Region: North",),
    "Share with a Wilson interval.",
    "rests on fewer than 30",
    "shown: no small group in it",
    SourceRows("licensing_case", np.arange(1297)),
)


def _panel(qtbot: QtBot) -> ClaimPanel:
    panel = ClaimPanel()
    shown(panel, qtbot)
    return panel


def test_without_a_number_it_says_how_to_get_to_one(qtbot: QtBot) -> None:
    panel = _panel(qtbot)
    assert "Choose a number" in texts(panel)
    assert not panel.findChild(QPushButton).isVisible()


def test_everything_about_a_number_is_said(qtbot: QtBot) -> None:
    panel = _panel(qtbot)
    panel.show_claim(CLAIM, "15% are decided within the limit")
    said = texts(panel)
    for part in (
        "15%",
        "North",
        "196 of 1,297",
        "13 missing",
        "518 pending",
        "13% to 17%",
        "applications with a day of filing",
        "Region: North",
        "15% are decided within the limit",
        "Wilson",
        "fewer than 30",
        "no small group",
        "1,297 rows of “Licensing cases”",
    ):
        assert part in said, part
    assert not any(label.objectName() == "warning" for label in panel.findChildren(QLabel))


def test_a_stale_number_says_so(qtbot: QtBot) -> None:
    panel = _panel(qtbot)
    panel.show_claim(CLAIM, change=Change(CLAIM.key, CLAIM.name, "14%", "15%"))
    assert "The earlier brief says 14%" in texts(panel)
    panel.show_claim(CLAIM, change=Change(CLAIM.key, CLAIM.name, "", "15%"))
    assert "earlier brief" not in texts(panel)


def test_its_rows_are_one_key_away(qtbot: QtBot) -> None:
    panel = _panel(qtbot)
    panel.show_claim(CLAIM)
    button = panel.findChild(QPushButton)
    assert button.accessibleName() == "Show the 1,297 rows behind 15%"
    button.setFocus()
    with qtbot.waitSignal(panel.rows_wanted) as heard:
        qtbot.keyClick(button, Qt.Key.Key_Space)
    table, positions, words = heard.args
    assert (table, len(positions)) == ("licensing_case", 1297)
    assert "Decided within the legal limit · North: 15%" in words


def test_a_number_from_elsewhere_has_no_rows(qtbot: QtBot) -> None:
    panel = _panel(qtbot)
    panel.show_claim(Claim("cited|91%||cited", "cited", "Taken from elsewhere", "", What.CITED, 0.91, "91%"))
    assert not panel.findChild(QPushButton).isVisible()


def test_nothing_is_cut_in_longer_words_or_by_a_long_word(qtbot: QtBot) -> None:
    from dataclasses import replace

    with longer_words():
        panel = _panel(qtbot)
        assert not cut(panel)
        panel.show_claim(replace(CLAIM, name=LONG_WORD, base=LONG_WORD * 3, printed="1,283,000,000 CDF"))
        qtbot.wait(20)
        assert not cut(panel), cut(panel)
