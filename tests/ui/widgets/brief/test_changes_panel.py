"""What of an earlier brief holds no longer stands first, with both numbers and the reason."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from advocacy.brief.changes import Change, Reason, Why
from advocacy.workspace.exported import Exported
from tests.ui.widgets.brief.narrow import LONG_WORD, cut, longer_words, shown, texts
from ui.widgets.brief.changes_panel import ChangesPanel
from ui.widgets.entry_list import Entry, EntryList

EXPORTED = (Exported("2025-01-01", "first.docx"), Exported("2025-03-01", f"{LONG_WORD}.docx, second.pdf"))
CHANGES = (
    Change("new|||value", "Hurdles · Fees", "", "41%", (Reason(Why.NOT_PRINTED, "not printed then"),)),
    Change(
        "time|||value", "Time to a decision", "201 days", "214 days", (Reason(Why.NEW_ROWS, "30 new rows"),)
    ),
    Change("cost|||value", f"Cost · {LONG_WORD}", "900 KTS", "", (Reason(Why.TERM, "other filter"),)),
)


def _panel(qtbot: QtBot, exported: tuple[Exported, ...] = EXPORTED) -> ChangesPanel:
    panel = ChangesPanel("light")
    shown(panel, qtbot)
    panel.show_changes(exported, len(exported) - 1, CHANGES if exported else ())
    qtbot.wait(20)
    return panel


def _entries(panel: ChangesPanel) -> list[Entry]:
    model = panel.findChild(EntryList).view.model()
    return [model.index(row, 0).data(Qt.ItemDataRole.UserRole) for row in range(model.rowCount())]


def test_what_holds_no_longer_stands_first(qtbot: QtBot) -> None:
    panel = _panel(qtbot)
    first, second, third = _entries(panel)
    assert first.lines == ("201 days → 214 days", "30 new rows") and first.amiss == "Holds no longer"
    assert second.lines == ("900 KTS → no longer in the data", "other filter")
    assert third.lines == ("not printed → 41%",) and not third.amiss
    assert "no longer: 2." in texts(panel) and "first time: 1." in texts(panel)


def test_the_brief_to_compare_with_is_chosen_newest_first(qtbot: QtBot) -> None:
    box = (panel := _panel(qtbot)).findChild(QComboBox)
    assert box.count() == 2 and box.currentText().startswith("2025-03-01")
    with qtbot.waitSignal(panel.earlier_chosen) as heard:
        qtbot.keyClick(box, Qt.Key.Key_Down)
    assert heard.args == [0]


def test_a_change_leads_to_its_number(qtbot: QtBot) -> None:
    panel = _panel(qtbot)
    with qtbot.waitSignal(panel.claim_wanted) as heard:
        qtbot.keyClick(panel.findChild(EntryList).view, Qt.Key.Key_Down)
    assert heard.args == ["time|||value"]


def test_empty_states(qtbot: QtBot) -> None:
    panel = _panel(qtbot, ())
    assert "No brief has left" in texts(panel) and not panel.findChild(EntryList).isVisible()
    panel.show_changes(EXPORTED, 0, ())
    assert "still holds" in texts(panel) and not panel.findChild(EntryList).isVisible()


def test_nothing_is_cut_in_longer_words(qtbot: QtBot) -> None:
    with longer_words():
        for exported in ((), EXPORTED):
            panel = _panel(qtbot, exported)
            assert not cut(panel), cut(panel)
