"""The licensing page: empty, filled, a cell clicked and clicked again, the burden asked for."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from advocacy.charts.mark import mark_of
from advocacy.workspace import BurdenInputs, Filter, Workspace
from tests.makers import cases, workspace
from ui.dialogs.burden_dialog import BurdenDialog
from ui.pages.licensing_page import LicensingPage

_DAY = date(2024, 1, 1)


def _cases(size: int = 60, **more: Any) -> Workspace:
    applied = [_DAY + timedelta(days=i % 30) for i in range(size)]
    return workspace(
        cases(
            applied,
            [day + timedelta(days=40 + i) if i % 4 else None for i, day in enumerate(applied)],
            region=["North" if i % 2 else "South" for i in range(size)],
            gender=["female" if i % 3 else "male" for i in range(size)],
            authority=["Office A" if i // 4 % 2 else "Office B" for i in range(size)],
            hurdles=["fees delay" if i % 3 else "fees" for i in range(size)],
            **more,
        ),
        limit=60,
    )


def _show(app: Any, qtbot: QtBot, made: Workspace) -> LicensingPage:
    app.window.show_page("licensing")
    page: LicensingPage = app.window.page("licensing")
    with qtbot.waitSignal(page.shown, timeout=60_000):
        app.session.apply("x", lambda _: made)
    return page


def test_a_cell_of_the_table_filters_on_its_region_and_gives_back(app: Any, qtbot: QtBot) -> None:
    page = _show(app, qtbot, _cases())
    codes = {one.code for one in page.findings}
    assert {"licensing.hurdles_by_region", "licensing.pending_age.by.authority"} <= codes
    assert "licensing.within_limit.by.gender" in codes
    for chosen in ((Filter("region", ("north",)),), ()):
        with qtbot.waitSignal(page.shown, timeout=60_000):
            page._clicked("licensing.hurdles_by_region", "north/fees")
        assert app.session.workspace.filters == chosen
    qtbot.waitUntil(lambda: app.tasks.idle, timeout=30_000)


@pytest.mark.parametrize("code", ["licensing.flow", "licensing.cost_parts"])
def test_periods_and_parts_of_cost_filter_and_give_back(app: Any, qtbot: QtBot, code: str) -> None:
    paid = {"official_fee": [9.0] * 60, "travel_cost": [float(i % 2) for i in range(60)]}
    page = _show(app, qtbot, _cases(**paid))
    one = next(each for each in page.findings if each.code == code)
    marks = [mark_of(each, one) for each in one.estimates if each.value]
    for mark in dict.fromkeys((marks[0], marks[-1])):
        for is_kept in (True, False):
            with qtbot.waitSignal(page.shown, timeout=60_000):
                page._clicked(code, mark)
            assert bool(app.session.workspace.filters) is is_kept
            again = next(each for each in page.findings if each.code == code)
            assert [mark_of(each, again) for each in again.estimates if each.value] == marks
            hurdles = next(each for each in page.findings if each.code == "licensing.hurdles")
            assert bool(hurdles.filters) is is_kept
    qtbot.waitUntil(lambda: app.tasks.idle, timeout=30_000)


def test_the_yearly_burden_is_asked_for_and_shown(app: Any, qtbot: QtBot) -> None:
    page = _show(app, qtbot, _cases())
    assert "not known yet" in page._burden.text()
    page.asking_about_the_burden.ask()
    qtbot.waitUntil(lambda: page.findChild(BurdenDialog) is not None, timeout=20_000)
    dialog = page.findChild(BurdenDialog)
    with qtbot.waitSignal(page.shown, timeout=60_000):
        dialog.decided.emit(BurdenInputs(2.0, 10.0, 100.0, 500.0))
    dialog.reject()
    assert "60,000" in page._burden.text()
    assert "licensing.burden" in {one.code for one in page.findings}
    qtbot.waitUntil(lambda: app.tasks.idle, timeout=30_000)


def test_each_page_offers_its_own_filters(app: Any, qtbot: QtBot) -> None:
    _show(app, qtbot, _cases())
    qtbot.waitUntil(lambda: app.window.filters.isVisible(), timeout=20_000)
    app.window.show_page("cooperatives")
    assert not app.window.filters.isVisible()
    app.window.show_page("licensing")
    qtbot.waitUntil(lambda: app.window.filters.isVisible(), timeout=20_000)
    qtbot.waitUntil(lambda: app.tasks.idle, timeout=30_000)


@pytest.mark.parametrize(
    "made",
    [workspace(cases([_DAY], [None])), workspace(cases([None] * 5, [None] * 5)), workspace(cases([], []))],
    ids=["one row", "all missing", "no row"],
)
def test_awkward_tables_are_shown(app: Any, qtbot: QtBot, made: Workspace) -> None:
    page = _show(app, qtbot, made)
    assert page._stack.currentIndex() == 2
    qtbot.waitUntil(lambda: app.tasks.idle, timeout=30_000)
