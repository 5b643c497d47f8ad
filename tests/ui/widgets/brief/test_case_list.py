"""No words of a person leave before somebody has read them again."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QPushButton
from pytestqt.qtbot import QtBot

from advocacy.analysis.finding import SourceRows
from advocacy.analysis.protection.quotes import Quote
from advocacy.brief.quoting import quote_name
from tests.ui.widgets.brief.narrow import LONG_WORD, cut, longer_words, shown, texts
from ui.widgets.brief.case_list import CaseList


def _quote(text: str, doubts: tuple[str, ...] = ()) -> Quote:
    rows = SourceRows("licensing_case", np.array([3]))
    return Quote(text, "Applicant (female, North)", "anonymous", doubts, rows)


QUOTES = (_quote("I went there four times."), _quote(f"Ask Banda. {LONG_WORD}", ("a name of the records",)))
NAMES = tuple(quote_name(one) for one in QUOTES)


def _list(qtbot: QtBot, released: tuple[str, ...] = ()) -> CaseList:
    panel = CaseList()
    shown(panel, qtbot)
    panel.show_quotes(QUOTES, released)
    qtbot.wait(20)
    return panel


def _buttons(panel: CaseList, words: str) -> list[QPushButton]:
    return [one for one in panel.findChildren(QPushButton) if one.text() == words]


def test_a_case_is_shown_as_it_would_be_printed_with_its_consent(qtbot: QtBot) -> None:
    said = texts(_list(qtbot))
    for part in ("nearest to the median", "“I went there", "Applicant (female, North)", "Consent: "):
        assert part in said, part
    assert "May tell who it is: a name of the records" in said and "anonymous" not in said


def test_a_case_leaves_only_after_it_was_read_again(qtbot: QtBot) -> None:
    panel = _list(qtbot)
    button = _buttons(panel, "Let it into the brief")[0]
    assert not button.isEnabled()
    qtbot.keyClick(panel.findChildren(QCheckBox)[0], Qt.Key.Key_Space)
    with qtbot.waitSignal(panel.released_changed) as heard:
        qtbot.keyClick(button, Qt.Key.Key_Space)
    assert heard.args == [(NAMES[0],)]


def test_a_case_is_taken_back(qtbot: QtBot) -> None:
    panel = _list(qtbot, (*NAMES, "of another filter"))
    assert texts(panel).count("Stands in the brief") == 2
    with qtbot.waitSignal(panel.released_changed) as heard:
        _buttons(panel, "Take out of the brief")[0].click()
    assert heard.args == [tuple(sorted((NAMES[1], "of another filter")))]


def test_its_row_can_be_seen(qtbot: QtBot) -> None:
    panel = _list(qtbot)
    with qtbot.waitSignal(panel.rows_wanted) as heard:
        _buttons(panel, "Show the row")[0].click()
    assert heard.args[0] == "licensing_case" and heard.args[1].tolist() == [3]


def test_empty_states(qtbot: QtBot) -> None:
    panel = shown(CaseList(), qtbot)
    assert "not looked through yet" in texts(panel)
    panel.show_quotes((), ())
    assert "No case can be quoted" in texts(panel) and "never the worst" in texts(panel)


def test_nothing_is_cut_in_longer_words(qtbot: QtBot) -> None:
    with longer_words():
        for released in ((), NAMES):
            panel = _list(qtbot, released)
            assert not cut(panel), cut(panel)
