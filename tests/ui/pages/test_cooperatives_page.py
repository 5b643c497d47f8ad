"""The cooperatives: empty, with data, a bar clicked and clicked again, cards, awkward tables."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from advocacy.workspace import Workspace
from tests.analysis.cooperative_workspaces import Q1, Q2, each, held, register
from tests.analysis.cooperatives.test_disclosure import EVERYTHING
from tests.makers import workspace
from ui.pages.cooperatives_page import CHARTS, CooperativesPage


def _members(**more: Any) -> Workspace:
    codes = [f"C{number:02d}" for number in range(20)]
    names = [f"Kilima {number}" if number % 2 else f"Mto {number}" for number in range(20)]
    return held(
        each(20, Q1, Q2, **EVERYTHING),
        register(
            [*codes, "C99"], name=[*names, "Silent"], region=["North", "South"] * 10 + ["South"], **more
        ),
    )


def _show(app: Any, qtbot: QtBot, made: Workspace) -> CooperativesPage:
    app.window.show_page("cooperatives")
    page: CooperativesPage = app.window.page("cooperatives")
    with qtbot.waitSignal(page.shown, timeout=60_000):
        app.session.apply("x", lambda _: made)
    return page


def test_the_empty_page_brings_files_and_no_web_view(app: Any) -> None:
    app.window.show_page("cooperatives")
    page = app.window.page("cooperatives")
    assert page._stack.currentIndex() == 0 and page.charts.web is None
    assert [one.text() for one in page.findChildren(QPushButton) if one.isVisible()] == ["Import files…"]
    assert not app.window.filters.isVisible()


def test_a_bar_filters_and_gives_back(app: Any, qtbot: QtBot) -> None:
    page = _show(app, qtbot, _members())
    codes = [one.code for one in page.findings]
    assert codes and set(codes) <= set(CHARTS)
    qtbot.waitUntil(lambda: app.window.filters.isVisible(), timeout=20_000)
    with qtbot.waitSignal(page.shown, timeout=60_000):
        page._clicked("cooperatives.members", "north")
    assert [one.values for one in app.session.workspace.filters] == [("north",)]
    assert len(page.entries.shown) == 10
    by_region = next(one for one in page.findings if one.code == "cooperatives.members.by.region")
    assert {one.group for one in by_region.estimates} == {"", "north", "south"}
    assert any(one.filters == ("Region: North",) for one in page.findings)
    with qtbot.waitSignal(page.shown, timeout=60_000):
        page._clicked("cooperatives.members.by.region", "north")
    assert app.session.workspace.filters == ()
    qtbot.waitUntil(lambda: app.tasks.idle, timeout=30_000)


@pytest.mark.parametrize(
    ("code", "mark"),
    [
        ("loan_funnel", "granted_of_applied"),
        ("training_topics", "safety"),
        ("reporting_by_period", "2024-01/reported"),
        ("members_over_time", "2024-04/members"),
    ],
)
def test_what_belongs_to_no_cooperative_filters_too_and_gives_back(
    app: Any, qtbot: QtBot, code: str, mark: str
) -> None:
    page = _show(app, qtbot, _members())
    for is_kept in (True, False):
        before = {one.code for one in page.findings}
        with qtbot.waitSignal(page.shown, timeout=60_000):
            page._clicked(f"cooperatives.{code}", mark)
        assert bool(app.session.workspace.filters) is is_kept
        filters = [one.filters for one in page.findings if one.code == "cooperatives.members"]
        assert bool(filters[0]) is is_kept
        assert f"cooperatives.{code}" in before & {one.code for one in page.findings}
    with qtbot.waitSignal(page.shown, timeout=60_000):
        app.session.undo()
    assert len(app.session.workspace.filters) == 1
    qtbot.waitUntil(lambda: app.tasks.idle, timeout=30_000)


def test_cards_are_found_and_opened(app: Any, qtbot: QtBot) -> None:
    page = _show(app, qtbot, _members())
    page.entries.search_for("kilima")
    assert len(page.entries.shown) == 10
    page.entries.search_for("no such")
    assert page.entries.shown == () and page.entries._nothing.isVisibleTo(page)
    page.entries.search_for("")
    with qtbot.waitSignal(page.rows_wanted) as asked:
        page.entries.opened.emit("C01")
    assert asked.args[0] == "cooperative_statistics" and len(asked.args[1]) == 2
    assert asked.args[2] == "Kilima 1"
    with qtbot.waitSignal(page.rows_wanted) as asked:
        page.entries.opened.emit("C99")
    assert asked.args[0] == "cooperative" and list(asked.args[1]) == [20]
    silent = next(card for card in page._cards if card.code == "C99")
    assert silent.latest == "No return yet" and "No return for" in silent.missing


@pytest.mark.parametrize(
    "made",
    [
        held(each(1, Q1, members=3.0)),
        held(each(1, (None, None), members=None)),
        workspace(register(["C01"])),
        workspace(register([None, None])),
    ],
    ids=["one row", "all missing", "register alone", "no code"],
)
def test_awkward_tables_are_shown(app: Any, qtbot: QtBot, made: Workspace) -> None:
    page = _show(app, qtbot, made)
    assert page._stack.currentIndex() == 2
    qtbot.waitUntil(lambda: app.tasks.idle, timeout=30_000)


def test_text_of_a_sheet_is_no_markup_in_a_card(app: Any, qtbot: QtBot) -> None:
    from PySide6.QtCore import Qt

    page = _show(app, qtbot, workspace(register(["C01"], name=["<b>bold</b> " + "x" * 300])))
    index = page.entries.view.model().index(0, 0)
    assert "<b>" not in index.data(Qt.ItemDataRole.ToolTipRole)
    app.set_look("dark")
    page.entries.view.grab()
    qtbot.waitUntil(lambda: app.tasks.idle, timeout=30_000)
