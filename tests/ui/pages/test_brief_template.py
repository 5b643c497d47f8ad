"""The Word template: chosen on the page of the brief, told, kept with it, undone, used by the export."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from tests.exporting.word_templates import ADDRESS, letterhead, on_disk, words_around, words_of
from tests.ui.test_app import book, imported
from ui.messages import Kind

_PATIENCE = 60_000


@pytest.fixture
def page(app: Any, qtbot: QtBot, tmp_path: Path) -> Any:
    imported(app, qtbot, book(tmp_path / "a.xlsx"))
    app.window.show_page("brief")
    made = app.window.page("brief")
    yield made
    qtbot.waitUntil(lambda: app.tasks.idle and not app.session.is_saving, timeout=_PATIENCE)


@pytest.fixture
def told(app: Any) -> list[Any]:
    messages: list[Any] = []
    app.messages.told.connect(messages.append)
    return messages


def _shown(page: Any) -> list[str]:
    return [one.text() for one in page.bar.template_menu.actions() if one.isVisible() and one.text()]


def _after(app: Any, qtbot: QtBot, do: Callable[[], Any], holds: Callable[[], bool]) -> None:
    do()
    qtbot.waitUntil(holds, timeout=_PATIENCE)


def test_a_template_is_chosen_used_and_taken_back(
    page: Any, app: Any, qtbot: QtBot, tmp_path: Path, told: list[Any]
) -> None:
    assert _shown(page) == ["Choose a Word template…", "Save a letterhead to begin with…"]
    path = on_disk(tmp_path, letterhead("{{ brief }}", "{{ chair }}"), "Ours & <b>theirs.docx")
    _after(app, qtbot, lambda: page.template.read(path), lambda: app.session.workspace.template is not None)
    assert _shown(page)[:2] == ["Ours && <b>theirs.docx", "Change the Word template…"]
    assert "Ours &amp; &lt;b&gt;theirs" in page.bar.template.toolTip()
    assert told[-1].kind is Kind.WARNING and "“{{ chair }}” is not understood" in told[-1].hint
    with qtbot.waitSignal(page.exported, timeout=_PATIENCE):
        page.export_to([tmp_path / "brief.docx"])
    assert ADDRESS in words_around(tmp_path / "brief.docx")
    assert "{{" not in words_of(tmp_path / "brief.docx")
    _after(app, qtbot, page.template.remove.trigger, lambda: app.session.workspace.template is None)
    assert "looks of the program" in told[-1].text
    _after(app, qtbot, app.session.undo, lambda: app.session.workspace.template is not None)
    _after(app, qtbot, app.session.undo, lambda: not app.session.workspace.exported)
    _after(app, qtbot, app.session.undo, lambda: app.session.workspace.template is None)
    assert _shown(page)[0] == "Choose a Word template…"


def test_a_bad_file_changes_nothing(
    page: Any, app: Any, qtbot: QtBot, tmp_path: Path, told: list[Any]
) -> None:
    path = on_disk(tmp_path, b"%PDF-1.7", "x.docx")
    _after(app, qtbot, lambda: page.template.read(path), lambda: any(one.kind is Kind.ERROR for one in told))
    assert "no Word document" in told[-1].text and ".docx" in told[-1].hint
    assert app.session.workspace.template is None


def test_a_letterhead_to_begin_with_is_a_template(
    page: Any, app: Any, qtbot: QtBot, tmp_path: Path, told: list[Any]
) -> None:
    path = tmp_path / "begin.docx"
    _after(app, qtbot, lambda: page.template.write_starter(path), path.exists)
    _after(app, qtbot, lambda: page.template.read(path), lambda: app.session.workspace.template is not None)
    assert told[-1].kind is Kind.INFO
