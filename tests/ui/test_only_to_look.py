"""A workspace that can only be looked at: every page shows it, and nothing is asked that cannot be done."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from advocacy.workspace.file import WorkspaceFile
from tests.makers import cases, workspace

_PATIENCE = 60_000


@pytest.fixture
def looking(app: Any, qtbot: QtBot, tmp_path: Path) -> Iterator[Any]:
    """The program with a workspace that another program has open."""
    days = [date(2024, 1, 1) + timedelta(days=n) for n in range(30)]
    owner = WorkspaceFile.create(tmp_path / "ours.groundswell")
    owner.save(workspace(cases(days, [None] * 30, district=["Here"] * 30)), "made")
    app.open_paths([owner.path])
    qtbot.waitUntil(lambda: bool(app.session.workspace.tables), timeout=_PATIENCE)
    assert app.session.is_read_only
    yield app
    qtbot.waitUntil(lambda: app.tasks.idle and not app.session.is_saving, timeout=_PATIENCE)
    owner.close()


def _data(app: Any, qtbot: QtBot) -> Any:
    app.window.show_page("data")
    page = app.window.page("data")
    qtbot.waitUntil(lambda: bool(page.rows.columns), timeout=_PATIENCE)
    return page


VERBS: dict[str, Callable[[Any, Any], object]] = {
    "edit": lambda app, data: data.editing.begin("licensing_case", [0], data.rows.columns[0]),
    "erase": lambda app, data: data.erasing.begin_person({"licensing_case": (0,)}),
    "consent": lambda app, data: data.erasing.begin_consent("licensing_case", (0,)),
    "protect": lambda app, data: app.passphrases.ask_for_new(),
    "merge": lambda app, data: app.merge_workspace(Path("other.groundswell")),
    "shapes": lambda app, data: app.shapes.ask(),
    "undo": lambda app, data: app.session.undo(),
}


@pytest.mark.parametrize("verb", VERBS)
def test_nothing_is_asked_that_could_not_be_done(looking: Any, qtbot: QtBot, verb: str) -> None:
    told: list[str] = []
    looking.messages.told.connect(lambda message: told.append(message.text))
    VERBS[verb](looking, _data(looking, qtbot))
    qtbot.waitUntil(lambda: looking.tasks.idle, timeout=_PATIENCE)
    assert len(told) == 1 and "you can look, not change" in told[0]
    assert not [one for one in looking.window.findChildren(QDialog) if one.isVisible()]


def test_a_part_that_is_unticked_is_ticked_again(looking: Any, qtbot: QtBot) -> None:
    """The brief stays as it is, and the outline says so."""
    looking.window.show_page("brief")
    page = looking.window.page("brief")
    qtbot.waitUntil(
        lambda: page.composed is not None and page.composed.number == page.composer.number, timeout=_PATIENCE
    )
    parts = page.outline.list
    item = next(parts.item(n) for n in range(1, 9) if parts.item(n).checkState() is Qt.CheckState.Checked)
    name = item.text()
    item.setCheckState(Qt.CheckState.Unchecked)

    def state() -> Qt.CheckState:
        return next(one for n in range(9) if (one := parts.item(n)).text() == name).checkState()

    qtbot.waitUntil(lambda: state() is Qt.CheckState.Checked, timeout=_PATIENCE)


def test_the_example_opens_in_a_workspace_of_its_own(looking: Any, qtbot: QtBot) -> None:
    looking.open_sample()
    qtbot.waitUntil(lambda: len(looking.session.workspace.sources) > 1, timeout=_PATIENCE)
    qtbot.waitUntil(lambda: not looking.session.is_saving, timeout=_PATIENCE)
    assert not looking.session.is_read_only and not looking.session.is_named
    assert not looking.window.look_only.isVisible()
