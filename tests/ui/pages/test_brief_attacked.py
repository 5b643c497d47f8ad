"""The page of the brief while the data change under it, in another language, and where nothing may change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from advocacy.brief.claims import key_of
from advocacy.workspace import Part, PartKind
from tests.ui.pages.brief_steps import PATIENCE, after, brief_of_forty_cases, wait_for
from tests.ui.test_app import book, imported

_MEDIAN = key_of("licensing.time_to_decision")


@pytest.fixture
def page(app: Any, qtbot: QtBot, tmp_path: Path) -> Iterator[Any]:
    yield from brief_of_forty_cases(app, qtbot, tmp_path)


def _write_words(page: Any, qtbot: QtBot, text: str) -> None:
    part = Part(PartKind.TEXT, "1", text)
    after(page, qtbot, lambda: page.draft.apply("Words", lambda plan: plan.with_part(part)))


def test_an_import_that_is_undone_leaves_words_and_asks_for_data(page: Any, app: Any, qtbot: QtBot) -> None:
    page.choose_part(("summary", ""))
    qtbot.keyClicks(page.side.editors.words.text, "Words of ours")
    page.keep()
    steps = 0
    while app.session.workspace.tables:
        with qtbot.waitSignal(app.session.workspace_changed, timeout=PATIENCE):
            app.session.undo()
        steps += 1
        assert steps < 9
    qtbot.waitUntil(lambda: page._stack.currentIndex() == 0, timeout=PATIENCE)
    page.export_to([Path("never.md")])
    assert app.tasks.idle or not page.export._waiting
    for _ in range(steps):
        with qtbot.waitSignal(app.session.workspace_changed, timeout=PATIENCE):
            app.session.redo()
    wait_for(page, qtbot)
    assert "Words of ours" in "".join(one.html for one in page.composed.blocks)


def test_a_live_number_of_an_import_that_is_undone_is_refused(
    page: Any, app: Any, qtbot: QtBot, tmp_path: Path
) -> None:
    _write_words(page, qtbot, f"They wait {{{_MEDIAN}}}.")
    assert not page.composed.brief.unsupported
    after(page, qtbot, lambda: app.session.apply("No cases", _without_decisions))
    assert page.composed.brief.unsupported, "the number is no longer shown"
    page.export_to([tmp_path / "brief.md"])
    with qtbot.waitSignal(page.export.refused, timeout=PATIENCE):
        pass
    assert not (tmp_path / "brief.md").exists()


def _without_decisions(workspace: Any) -> Any:
    (table,) = [one for one in workspace.tables if one.name == "licensing_case"]
    few = replace(table, frame=table.frame.iloc[:3], raw=table.raw.iloc[:3], origin=table.origin.iloc[:3])
    return replace(workspace, tables=tuple(few if one is table else one for one in workspace.tables))


def test_another_language_is_what_is_exported(page: Any, app: Any, qtbot: QtBot, tmp_path: Path) -> None:
    page.author.choose_language("fr")
    path = tmp_path / "brief.md"
    with qtbot.waitSignal(page.exported, timeout=PATIENCE):
        page.export_to([path])
    text = path.read_text("utf-8")
    assert "Ce que nous demandons" in text or "Limites" in text
    assert "How this was made" not in text


def test_typing_goes_on_while_the_data_change(page: Any, app: Any, qtbot: QtBot, tmp_path: Path) -> None:
    page.choose_part(("summary", ""))
    field = page.side.editors.words.text
    qtbot.keyClicks(field, "Half of ")
    imported(app, qtbot, book(tmp_path / "b.xlsx"))
    wait_for(page, qtbot)
    app.window.show_page("brief")
    wait_for(page, qtbot)
    page.keep()
    assert app.session.workspace.brief.summary.startswith("Half of")


def test_where_nothing_may_change_nothing_is_shown_as_changed(
    page: Any, app: Any, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app.session, "is_read_only", True)
    before = page.composed.brief.title
    after(page, qtbot, lambda: page.author.choose_venue("fact_sheet"))
    assert app.session.workspace.brief.venue == "" and page.draft.plan.venue == ""
    page.bar.title_edited.emit("Another title")
    page.keep()
    wait_for(page, qtbot)
    assert page.composed.brief.title == before
    path = tmp_path / "brief.md"
    with qtbot.waitSignal(page.exported, timeout=PATIENCE):
        page.export_to([path])
    assert path.exists(), "whoever only looks may take the brief along"
