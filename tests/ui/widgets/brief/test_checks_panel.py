"""Every check says what to do and leads to its place."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from advocacy.brief.checks import Check, Checking
from advocacy.brief.venues import venue, venues
from advocacy.issue import Severity
from tests.ui.widgets.brief.narrow import LONG_WORD, cut, longer_words, shown, texts
from ui.widgets.brief.checks_panel import ChecksPanel
from ui.widgets.brief.fold import Fold

CHECKING = Checking(
    (
        Check(
            "no-addressee", Severity.ERROR, "To whom it goes is not said.", "Fill it.", ("cover", "addressee")
        ),
        Check("number", Severity.ERROR, f"“91%” has no source: {LONG_WORD}", "Take it out.", ("text", "a")),
        Check("old-data", Severity.WARNING, "The data end on 3 May 2020.", "Import newer files."),
        Check("file-type", Severity.NOTE, "The venue takes only .docx."),
    ),
    ("Every number has a source.", "The limits are told."),
)


def _panel(qtbot: QtBot, checking: Checking | None = CHECKING, code: str = "commons") -> ChecksPanel:
    panel = ChecksPanel()
    shown(panel, qtbot)
    if checking is not None:
        panel.show_checks(checking, venue(code))
        qtbot.wait(20)
    return panel


def test_before_the_brief_is_composed(qtbot: QtBot) -> None:
    assert "not checked yet" in texts(_panel(qtbot, None))


def test_checks_stand_by_their_weight_with_what_to_do(qtbot: QtBot) -> None:
    said = texts(_panel(qtbot))
    places = [
        said.index(part) for part in ("mended before", "not said", "Fill it.", "opponent", "a look (1)")
    ]
    assert places == sorted(places)


def test_a_check_leads_to_its_place(qtbot: QtBot) -> None:
    panel = _panel(qtbot)
    links = [one for one in panel.findChildren(QPushButton) if one.text() == "Go there"]
    assert [one.accessibleName()[:11] for one in links] == ["Go to: To w", "Go to: “91%"]
    with qtbot.waitSignal(panel.part_wanted) as heard:
        qtbot.keyClick(links[0], Qt.Key.Key_Space)
    assert heard.args == ["cover", "addressee"]


def test_what_is_kept_is_folded_with_its_source(qtbot: QtBot) -> None:
    panel = _panel(qtbot)
    assert "The limits are told." not in texts(panel)
    fold = panel.findChild(Fold)
    assert fold.line.text() == "Rules kept: 2"
    qtbot.keyClick(fold.line, Qt.Key.Key_Space)
    said = texts(panel)
    assert "The limits are told." in said and "Source: UK Parliament" in said
    panel.show_checks(Checking((), CHECKING.kept), venue("commons"))
    assert panel.findChild(Fold).is_open


def test_the_same_checks_again_keep_the_focus(qtbot: QtBot) -> None:
    panel = _panel(qtbot)
    link = next(one for one in panel.findChildren(QPushButton) if one.text() == "Go there")
    panel.show_checks(CHECKING, venue("commons"))
    assert panel.findChildren(QPushButton)[0] is link


def test_nothing_found_is_said(qtbot: QtBot) -> None:
    assert "No rule is broken" in texts(_panel(qtbot, Checking((), ())))


def test_nothing_is_cut_in_longer_words(qtbot: QtBot) -> None:
    with longer_words():
        for code in venues():
            panel = _panel(qtbot, code=code)
            panel.findChild(Fold).line.setChecked(True)
            qtbot.wait(20)
            assert not cut(panel), (code, cut(panel))
