"""The panels beside the brief: what is told in them changes the plan, and they lead to their places."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from advocacy.workspace import Part, PartKind
from tests.ui.pages.test_brief_page import _PATIENCE, _after, _wait_for, page
from ui.widgets.brief.outline_list import COVER

__all__ = ["page"]
_COUNTER = ("counter", "")


def _button(panel: QWidget, words: str) -> QPushButton:
    return next(one for one in panel.findChildren(QPushButton) if one.text() == words)


def _reviewed(page: Any, qtbot: QtBot) -> None:
    """Wait until the newest brief is looked through."""
    with qtbot.waitSignal(page.review.reviewed, timeout=_PATIENCE):
        page.review.look_at(page.composed)


def test_an_objection_is_answered_in_the_brief_and_taken_out(page: Any, app: Any, qtbot: QtBot) -> None:
    panel, before = page.side.challenges, page.composed.answered
    _after(page, qtbot, _button(panel, "Take out of the brief").click)
    assert page.composed.answered == before[1:] and page.outline.list.chosen == _COUNTER
    _after(page, qtbot, _button(panel, "Answer in the brief").click)
    assert len(page.composed.answered) == len(before)
    app.session.undo()
    app.session.undo()
    qtbot.waitUntil(lambda: app.session.workspace.brief.objections is None, timeout=_PATIENCE)


def test_an_answer_brings_its_part_back(page: Any, app: Any, qtbot: QtBot) -> None:
    out = page.draft.plan.with_part(Part(PartKind.COUNTER, is_shown=False))
    _after(page, qtbot, lambda: page.draft.apply("Out", lambda _: out))
    assert _COUNTER not in page.composed.brief.parts
    _after(page, qtbot, lambda: page.side.challenges.answers_changed.emit(("challenge.pending",)))
    assert _COUNTER in page.composed.brief.parts


def test_an_objection_leads_to_the_finding_it_attacks(page: Any, qtbot: QtBot) -> None:
    _button(page.side.challenges, "Go to the finding").click()
    assert page.outline.list.chosen[0] == "finding"


def test_the_cover_is_written_and_a_check_leads_to_its_field(page: Any, app: Any, qtbot: QtBot) -> None:
    _reviewed(page, qtbot)
    page.choose_part(("summary", ""))
    page.side.checks.part_wanted.emit("cover", "interests")
    assert page.outline.list.chosen == COVER
    field = next(
        one
        for one in page.side.editors.cover.findChildren(QPlainTextEdit)
        if one.accessibleName() == "Who pays, and who would gain"
    )
    _after(page, qtbot, lambda: qtbot.keyClicks(field, "Members."))
    page.keep()
    assert app.session.workspace.brief.interests == "Members."


def test_a_request_is_written_beside_its_part(page: Any, app: Any, qtbot: QtBot) -> None:
    _after(page, qtbot, page.outline.ask_wanted.emit)
    asks = page.side.editors.asks
    _after(page, qtbot, _button(asks, "Add").click)
    wording = next(
        one for one in asks.findChildren(QPlainTextEdit) if one.accessibleName() == "What is asked"
    )
    whom = next(one for one in asks.findChildren(QLineEdit) if one.accessibleName() == "Of whom")
    _after(page, qtbot, lambda: qtbot.keyClicks(wording, "Decide in time."))
    _after(page, qtbot, lambda: qtbot.keyClicks(whom, "The Ministry"))
    page.keep()
    (ask,) = app.session.workspace.brief.asks
    assert (ask.wording, ask.addressee) == ("Decide in time.", "The Ministry")


def test_the_method_note_is_completed(page: Any, app: Any, qtbot: QtBot) -> None:
    _reviewed(page, qtbot)
    page.choose_part(("method", ""))
    form = page.side.method
    assert form.isVisible()
    field = next(
        one
        for one in form.findChildren(QPlainTextEdit)
        if one.accessibleName().startswith("How answers were taken")
    )
    _after(page, qtbot, lambda: qtbot.keyClicks(field, "At the office."))
    page.keep()
    assert app.session.workspace.brief.method == (("mode", "At the office."),)


def test_after_an_export_what_changes_is_told_with_its_reason(
    page: Any, app: Any, qtbot: QtBot, tmp_path: Path
) -> None:
    with qtbot.waitSignal(page.exported, timeout=_PATIENCE):
        page.export_to([tmp_path / "brief.html"])
    _wait_for(page, qtbot)
    told = app.session.workspace.exported[-1]
    assert told.files and told.terms and told.claims
    app.session.apply(
        "Limit",
        lambda held: held.with_settings(
            replace(held.settings, smallest_group=held.settings.smallest_group + 1, limit_days=30), "Limit"
        ),
    )
    _wait_for(page, qtbot)
    _reviewed(page, qtbot)
    stale = [one for one in page._changes.values() if one.is_stale]
    assert stale and all(one.reasons for one in stale)
    standing = next(one for one in stale if page.composed.part_with(one.key))
    page.side.changes.claim_wanted.emit(standing.key)
    assert page.outline.list.chosen == page.composed.part_with(standing.key)
