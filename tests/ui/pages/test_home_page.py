"""Home: the recent workspaces, what waits, the scorecard and its links."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from advocacy.workspace.file import WorkspaceFile
from tests.makers import cases, workspace
from tests.ui.test_app import book, imported
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.technique_card import TechniqueCard


def _texts(widget: Any, kind: type) -> list[str]:
    return [part.text() for part in widget.findChildren(kind) if part.isVisible()]


def test_a_workspace_that_is_gone_is_said_to_be_and_can_be_forgotten(
    app: Any, qtbot: QtBot, tmp_path: Path
) -> None:
    gone, there = tmp_path / "gone.groundswell", tmp_path / "there.groundswell"
    there.write_bytes(b"x")
    for path in (there, gone):
        app._remembered.remember(path)
    app.window.show_page("import")
    app.window.show_page("home")
    home = app.window.page("home")
    lines = lambda: [label.text for label in home._recent.findChildren(ElidedLabel)]  # noqa: E731
    qtbot.waitUntil(lambda: "gone.groundswell" in lines(), timeout=30_000)
    assert any(line.startswith("Not found") for line in lines())
    forget = next(b for b in home._recent.findChildren(QPushButton) if b.text() == "Forget")
    forget.click()
    qtbot.waitUntil(lambda: "gone.groundswell" not in lines(), timeout=30_000)
    assert app._remembered.recent == [there]


def test_the_scorecard_says_what_is_known_and_what_to_import(app: Any, qtbot: QtBot, tmp_path: Path) -> None:
    imported(app, qtbot, book(tmp_path / "a.xlsx", 60))
    with qtbot.waitSignal(app.window.page("home").shown, timeout=60_000):
        app.window.show_page("home")
    home = app.window.page("home")
    cards = [card for card in home.findChildren(TechniqueCard) if card.isVisible()]
    assert len(cards) == 6
    by_name = {_texts(card, QLabel)[0]: card for card in cards}
    policy = by_name["Advocacy for supportive policies"]
    assert any("days" in text for text in _texts(policy, QLabel))
    finance = by_name["Access to finance and markets"]
    assert any(text.startswith("Import cooperative statistics") for text in _texts(finance, QLabel))
    assert _texts(finance, QPushButton) == ["Import files…"]
    policy.findChild(QPushButton).click()
    assert app.window.current == "licensing"
    qtbot.waitUntil(lambda: app.tasks.idle, timeout=60_000)


def test_filters_do_not_change_the_scorecard(app: Any, qtbot: QtBot, tmp_path: Path) -> None:
    from advocacy.workspace import Filter

    imported(app, qtbot, book(tmp_path / "a.xlsx", 60))
    home = app.window.page("home")
    with qtbot.waitSignal(home.shown, timeout=60_000):
        app.window.show_page("home")
    before = home._techniques
    app.filtering.keep(Filter("region", ("north",)))
    qtbot.waitUntil(lambda: app.tasks.idle, timeout=60_000)
    assert home._techniques is before


def test_what_waits_leads_to_its_page(app: Any, qtbot: QtBot, tmp_path: Path) -> None:
    imported(app, qtbot, book(tmp_path / "a.xlsx"))
    app.window.show_page("home")
    home = app.window.page("home")
    waiting = {button.text(): button for button in home._waiting.findChildren(QPushButton)}
    waiting["The brief is not exported yet"].click()
    assert app.window.current == "brief"
    app.import_files([book(tmp_path / "b.xlsx")])
    page = app.window.page("import")
    qtbot.waitUntil(lambda: len(page.waiting) == 1, timeout=60_000)
    assert "1 file is read, not imported" in _texts_of(home._waiting)
    page.discard()
    assert "1 file is read, not imported" not in _texts_of(home._waiting)
    qtbot.waitUntil(lambda: app.tasks.idle, timeout=60_000)


def _texts_of(widget: Any) -> list[str]:
    return [button.text() for button in widget.findChildren(QPushButton) if not button.isHidden()]


def test_a_workspace_opens_on_the_page_it_was_left_on(app: Any, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "ours.groundswell"
    app.session.save_as(path)
    qtbot.waitUntil(lambda: app.session.is_named, timeout=30_000)
    app.window.show_page("brief")
    app._keep_page()
    app.session.new()
    app.window.show_page("home")
    app.open_workspace(path)
    qtbot.waitUntil(lambda: app.window.current == "brief", timeout=30_000)


def test_work_that_a_crash_left_is_listed_first_and_opens(app: Any, qtbot: QtBot, tmp_path: Path) -> None:
    """Also where more named workspaces were opened lately than there is room for."""
    own = tmp_path / "own"
    own.mkdir(exist_ok=True)
    days = [date(2024, 1, 1)] * 3
    for name in ("unnamed-2025-03-01-093005-000001", "unnamed-2025-03-02-184500-000001", "unnamed-old"):
        left = WorkspaceFile.create(own / f"{name}.groundswell")
        left.save(workspace(cases(days, [None] * 3)), "made")
        left.close()
    for n in range(8):
        (tmp_path / f"{n}.groundswell").write_bytes(b"x")
        app._remembered.remember(tmp_path / f"{n}.groundswell")
    app.window.show_page("import")
    app.window.show_page("home")
    home = app.window.page("home")
    lines = lambda: [label.text for label in home._recent.findChildren(ElidedLabel)]  # noqa: E731
    qtbot.waitUntil(lambda: any("7.groundswell" in line for line in lines()), timeout=30_000)
    assert [line for line in lines() if line.startswith("Work")][-1].startswith("Work without a name, 2025")
    buttons = [b for b in home._recent.findChildren(QPushButton) if b.text() == "Open"]
    first = next(b for b in buttons if "18:45" in b.accessibleName())
    first.click()
    qtbot.waitUntil(lambda: bool(app.session.workspace.tables), timeout=30_000)
    assert len(app.session.workspace.tables[0]) == 3 and not app.session.is_named
