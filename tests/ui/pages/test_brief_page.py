"""The page of the brief: outline, words, numbers, export; everything undoable, nothing run or fetched."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from advocacy.brief.claims import key_of
from advocacy.workspace import Cited, Part, PartKind, Shows
from advocacy.workspace.exported import Exported
from tests.ui.hostile_texts import payloads
from tests.ui.pages.brief_steps import PATIENCE, after, brief_of_forty_cases, wait_for
from tests.ui.test_app import book, imported
from ui.dialogs.choose_dialog import ChooseDialog
from ui.platform import has_web_engine
from ui.widgets.brief.outline_list import COVER

_TIME = ("finding", "licensing.time_to_decision")
_MEDIAN = key_of("licensing.time_to_decision")


@pytest.fixture
def page(app: Any, qtbot: QtBot, tmp_path: Path) -> Iterator[Any]:
    """The page with the brief of forty cases."""
    yield from brief_of_forty_cases(app, qtbot, tmp_path)


def _printed(page: Any) -> list[tuple[str, str]]:
    return [(one.kind.value, one.key) for one in page.composed.parts if one.is_shown]


def test_without_data_one_button_brings_them(app: Any, qtbot: QtBot) -> None:
    app.window.show_page("brief")
    page = app.window.page("brief")
    (button,) = [one for one in page.findChildren(QPushButton) if one.isVisible()]
    page.import_wanted.disconnect()  # a dialog of the system would wait for an answer
    with qtbot.waitSignal(page.import_wanted):
        button.click()


def test_parts_are_moved_by_keys_and_back_by_undo(page: Any, app: Any, qtbot: QtBot) -> None:
    parts = page.outline.list
    before = _printed(page)
    parts.setFocus()
    parts.setCurrentRow(2)
    moved = parts.chosen
    after(page, qtbot, lambda: qtbot.keyClick(parts, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier))
    assert _printed(page).index(moved) == before.index(moved) - 1 == 0
    assert parts.chosen == moved
    qtbot.keyClick(parts, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert parts.currentRow() == 1, "nothing comes before the cover"
    app.session.undo()
    qtbot.waitUntil(lambda: page.composed is not None and _printed(page) == before, timeout=PATIENCE)


def test_parts_are_dragged(page: Any, qtbot: QtBot) -> None:
    parts = page.outline.list
    names = _printed(page)
    last = parts.count() - 1
    after(page, qtbot, lambda: parts.model().moveRow(parts.rootIndex(), last, parts.rootIndex(), 1))
    assert _printed(page) == [names[-1], *names[:-1]]
    assert page.draft.plan.outline[0].kind.value == names[-1][0]


def test_a_part_is_left_out_and_its_place_kept(page: Any, app: Any, qtbot: QtBot) -> None:
    parts, before = page.outline.list, _printed(page)
    row = 1 + before.index(_TIME)
    after(page, qtbot, lambda: parts.item(row).setCheckState(Qt.CheckState.Unchecked))
    assert _printed(page) == [name for name in before if name != _TIME]
    assert parts.item(row).data(Qt.ItemDataRole.UserRole) == _TIME
    assert _TIME not in page.composed.brief.parts
    after(page, qtbot, lambda: parts.item(row).setCheckState(Qt.CheckState.Checked))
    assert _printed(page) == before


def test_own_words_are_added_written_and_taken_out(page: Any, app: Any, qtbot: QtBot) -> None:
    page.choose_part(_TIME)
    after(page, qtbot, lambda: page.outline.text_wanted.emit(PartKind.TEXT))
    name = page.outline.list.chosen
    assert name[0] == "text" and _printed(page)[_printed(page).index(_TIME) + 1] == name
    field = page.side.editors.words.text
    after(page, qtbot, lambda: qtbot.keyClicks(field, "Words of ours"))
    assert "Words of ours" in "".join(one.html for one in page.composed.blocks)
    assert app.session.workspace.brief.part(PartKind.TEXT, name[1]).text == "", "not a step per key"
    page.keep()
    assert app.session.workspace.brief.part(PartKind.TEXT, name[1]).text == "Words of ours"
    after(page, qtbot, lambda: qtbot.keyClick(page.outline.list, Qt.Key.Key_Delete))
    assert name not in _printed(page)


def test_a_sentence_of_the_data_can_be_rewritten_and_its_numbers_stay_live(
    page: Any, app: Any, qtbot: QtBot, tmp_path: Path
) -> None:
    page.choose_part(_TIME)
    field = page.side.editors.words.text
    assert f"{{{_MEDIAN}}}" in field.words and field.spoken in _text(page)
    field.moveCursor(field.textCursor().MoveOperation.Start)
    after(page, qtbot, lambda: qtbot.keyClicks(field, "We see: "))
    page.keep()
    before = page.composed.by_key[_MEDIAN].printed
    assert "We see: " in _text(page) and not page.composed.brief.unsupported
    imported(app, qtbot, book(tmp_path / "b.xlsx", rows=90))
    app.window.show_page("brief")
    qtbot.waitUntil(lambda: page.composed.by_key[_MEDIAN].n == 90, timeout=PATIENCE)
    now = page.composed.by_key[_MEDIAN].printed
    assert "We see: " in _text(page)
    (block,) = [one for one in page.composed.brief.blocks if getattr(one, "own", False)]
    assert now in block.text and field.spoken == block.text
    assert before == now or before not in block.text


def _text(page: Any) -> str:
    return "\n".join(getattr(one, "text", "") for one in page.composed.brief.blocks)


def test_words_of_the_data_come_back(page: Any, qtbot: QtBot) -> None:
    page.choose_part(_TIME)
    made = page.side.editors.words.text.words
    after(page, qtbot, lambda: qtbot.keyClicks(page.side.editors.words.text, "!"))
    after(page, qtbot, page.side.editors.words._reset.click)
    assert page.side.editors.words.text.words == made
    assert not [one for one in page.composed.brief.blocks if getattr(one, "own", False)]


def test_a_click_on_a_number_shows_what_it_rests_on(page: Any, app: Any, qtbot: QtBot) -> None:
    page.preview.claim_clicked.emit(_MEDIAN, _TIME)
    claim = page.composed.by_key[_MEDIAN]
    assert page.outline.list.chosen == _TIME
    assert page.side.claim._claim == claim and page.side.claim.isVisible()
    with qtbot.waitSignal(page.rows_wanted) as told:
        page.side.claim._rows.click()
    assert told.args[0] == "licensing_case" and len(told.args[1]) == claim.n
    app.window.show_page("brief")
    page.side.whole_part_wanted.emit()
    assert page.side.rests_on.isVisible() and not page.side.claim.isVisible()


def test_a_venue_fills_the_outline_and_sets_the_rules(page: Any, app: Any, qtbot: QtBot) -> None:
    before = app.session.workspace.brief
    box = page.bar.venue
    assert box.count() == 9
    box.setCurrentIndex(box.findData("fact_sheet"))
    after(page, qtbot, lambda: box.activated.emit(box.currentIndex()))
    assert app.session.workspace.brief.venue == page.composed.brief.venue == "fact_sheet"
    assert len([name for name in _printed(page) if name[0] == "finding"]) <= 3
    page.side.show_panel(page.side.checks)
    qtbot.waitUntil(lambda: page.side.checks._shown is not None, timeout=PATIENCE)
    qtbot.waitUntil(lambda: page.side.checks._shown[1].code == "fact_sheet", timeout=PATIENCE)
    app.session.undo()
    qtbot.waitUntil(lambda: app.session.workspace.brief == before, timeout=PATIENCE)
    qtbot.waitUntil(lambda: box.currentData() == "general", timeout=PATIENCE)


def test_the_cover_and_a_request_are_written_in_their_forms(page: Any, app: Any, qtbot: QtBot) -> None:
    page.choose_part(COVER)
    cover = page.side.editors.cover
    assert cover.isVisible()
    after(page, qtbot, lambda: qtbot.keyClicks(cover._fields["addressee"].focusProxy(), "The Clerk"))
    assert ("To", "The Clerk") in page.composed.brief.cover
    after(page, qtbot, lambda: page.outline.ask_wanted.emit())
    asks = page.side.editors.asks
    assert asks.isVisible() and page.outline.list.chosen == ("asks", "")
    after(page, qtbot, lambda: qtbot.keyClicks(asks._fields["wording"].focusProxy(), "Decide sooner"))
    assert "Decide sooner" in "".join(one.html for one in page.composed.blocks)
    page.keep()
    plan = app.session.workspace.brief
    assert (plan.addressee, plan.asks[0].wording) == ("The Clerk", "Decide sooner")


def test_a_number_from_elsewhere_is_given_its_source(page: Any, app: Any, qtbot: QtBot) -> None:
    page.choose_part(("summary", ""))
    words, cited = page.side.editors.words.text, page.side.cited
    after(page, qtbot, lambda: qtbot.keyClicks(words, "The census counted 1,234 pits."))
    assert cited.isVisible() and list(cited._fields) == ["1,234"]
    page.export.refused.emit(("summary", ""))
    assert cited._fields["1,234"].hasFocus()
    after(page, qtbot, lambda: qtbot.keyClicks(cited._fields["1,234"], "Census 2022, table 3"))
    assert page.composed.brief.unsupported == ()
    assert "Census 2022, table 3" in "".join(one.html for one in page.composed.blocks)
    page.keep()
    assert app.session.workspace.brief.cited == (Cited("1,234", "Census 2022, table 3", "summary", ""),)
    page.choose_part(("limits", ""))
    assert not cited.isVisible()


def test_a_number_typed_is_replaced_by_one_of_the_data(page: Any, qtbot: QtBot) -> None:
    after(page, qtbot, lambda: page.outline.text_wanted.emit(PartKind.TEXT))
    words, cited = page.side.editors.words.text, page.side.cited
    printed = page.composed.by_key[_MEDIAN].printed.removesuffix(" days")
    after(page, qtbot, lambda: words.insertPlainText(f"\U0001f600 They wait {printed} days; 12 of them."))
    assert page.composed.numbers_from_elsewhere(page._part) == ((printed, ""), ("12", ""))
    cited.live_wanted.emit(printed)
    dialog = page.findChild(ChooseDialog)
    assert page.composed.by_key[dialog.list.shown[0]].printed.startswith(printed), "of the same digits first"
    after(page, qtbot, lambda: dialog.list.opened.emit(_MEDIAN))
    assert words.words == f"\U0001f600 They wait {{{_MEDIAN}#}} days; 12 of them."
    assert [one.number for one in page.composed.brief.unsupported] == ["12"]


def test_a_check_leads_to_the_field_that_mends_it(page: Any, qtbot: QtBot) -> None:
    part = Part(PartKind.TEXT, "1", "We are 4711 people.")
    after(page, qtbot, lambda: page.draft.apply("Words", lambda plan: plan.with_part(part)))
    page.side.checks.part_wanted.emit("text", "1")
    assert page.side.cited._fields["4711"].hasFocus()


def test_naming_a_source_at_leisure_keeps_the_place(page: Any, qtbot: QtBot) -> None:
    """Between two letters the brief is composed anew."""
    part = Part(PartKind.TEXT, "1", "We are 4711 people in 12 pits.")
    after(page, qtbot, lambda: page.draft.apply("Words", lambda plan: plan.with_part(part)))
    page.side.checks.part_wanted.emit("text", "1")
    field = page.side.cited._fields["4711"]
    for letter in "Act":
        after(page, qtbot, lambda letter=letter: qtbot.keyClicks(field, letter))
        assert field.hasFocus() and list(page.side.cited._fields) == ["4711", "12"]
    assert page.draft.plan.cited == (Cited("4711", "Act", "text", "1"),)


def test_a_new_request_is_the_one_that_is_written(page: Any, qtbot: QtBot) -> None:
    for wording in ("Decide sooner", "Publish the register"):
        after(page, qtbot, page.outline.ask_wanted.emit)
        field = page.side.editors.asks._fields["wording"].focusProxy()
        assert field.hasFocus()
        after(page, qtbot, lambda field=field, wording=wording: qtbot.keyClicks(field, wording))
    assert [one.wording for one in page.draft.plan.asks] == ["Decide sooner", "Publish the register"]


def test_what_is_written_comes_into_sight(page: Any, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """A new part has no place in the preview before its first letter."""
    page.choose_part(("limits", ""))
    after(page, qtbot, lambda: page.outline.text_wanted.emit(PartKind.TEXT))
    shown = []
    monkeypatch.setattr(page.preview, "choose", lambda part, claim, reveal: shown.append((part, reveal)))
    for letter in "We":
        after(page, qtbot, lambda letter=letter: qtbot.keyClicks(page.side.editors.words.text, letter))
    assert shown.count((page._part, True)) == 1


def test_where_nothing_is_left_to_choose_it_says_so(page: Any, app: Any) -> None:
    told = []
    app.messages.told.connect(told.append)
    page.outline.finding_wanted.emit(Shows.SENTENCE)
    assert page.findChild(ChooseDialog) is None
    assert told[-1].hint.startswith("Go to one in the outline")


def test_what_only_the_user_knows_stands_in_the_method_note(page: Any, qtbot: QtBot) -> None:
    page.choose_part(("method", ""))
    form = page.side.editors.method
    qtbot.waitUntil(lambda: bool(form._fields), timeout=PATIENCE)
    after(page, qtbot, lambda: qtbot.keyClicks(form._fields["sponsor"].focusProxy(), "Our fees"))
    assert "Our fees" in "".join(one.html for one in page.composed.blocks)
    page.keep()
    qtbot.wait(700)  # the next look at the brief leaves the field alone
    assert form._fields["sponsor"].text == "Our fees"


def test_an_objection_is_answered_in_the_brief(page: Any, app: Any, qtbot: QtBot) -> None:
    panel = page.side.challenges
    page.side.show_panel(panel)
    qtbot.waitUntil(lambda: panel._challenges is not None, timeout=PATIENCE)
    code = page.composed.challenges[-1].code
    after(page, qtbot, lambda: panel.answers_changed.emit((code,)))
    assert app.session.workspace.brief.objections == (code,)
    assert page.composed.challenges[-1].objection in _text(page) + "".join(
        " ".join(getattr(one, "items", ())) for one in page.composed.brief.blocks
    )
    panel.finding_wanted.emit(_TIME[1])
    assert page.outline.list.chosen == _TIME


def test_an_answer_brings_the_part_it_belongs_to(page: Any, qtbot: QtBot) -> None:
    part = ("counter", "")
    after(page, qtbot, lambda: page.author.show(part, False))
    assert part not in page.composed.brief.parts
    after(page, qtbot, lambda: page.side.challenges.answers_changed.emit(("challenge.pending",)))
    assert part in page.composed.brief.parts


def test_what_changed_since_an_earlier_brief_leads_to_the_number(
    page: Any, app: Any, qtbot: QtBot, tmp_path: Path
) -> None:
    told = Exported("2024-05-01", "first.pdf", (), claims=((_MEDIAN, "99 days"),))
    app.session.apply("Brief exported", lambda workspace: workspace.with_exported(told))
    qtbot.waitUntil(lambda: bool(page._review and page._review.changes), timeout=PATIENCE)
    assert page._review.changes[0].key == _MEDIAN
    page.side.changes.claim_wanted.emit(_MEDIAN)
    assert page.side.claim._claim.key == _MEDIAN
    assert page.outline.list.chosen in page.composed.brief.parts


def test_the_language_is_that_of_the_brief_alone(page: Any, app: Any, qtbot: QtBot) -> None:
    box = page.bar.language
    assert box.count() == 5
    box.setCurrentIndex(box.findData("fr"))
    after(page, qtbot, lambda: box.activated.emit(box.currentIndex()))
    assert page.composed.brief.language == app.session.workspace.brief.language == "fr"
    assert page.side.tabs.tabText(0) == "Evidence"


def test_a_finding_that_is_left_out_is_added_again(page: Any, qtbot: QtBot) -> None:
    after(page, qtbot, lambda: page.author.show(_TIME, False))
    page.outline.finding_wanted.emit(Shows.TABLE)
    dialog = page.findChild(ChooseDialog)
    assert _TIME[1] in dialog.list.shown
    after(page, qtbot, lambda: dialog.list.opened.emit(_TIME[1]))
    part = next(one for one in page.composed.parts if (one.kind.value, one.key) == _TIME)
    assert part.is_shown and part.shows == (Shows.TABLE,)


def test_of_a_finding_only_the_chart(page: Any, qtbot: QtBot) -> None:
    page.choose_part(_TIME)
    ticks = page.side.editors.words._shows
    after(page, qtbot, lambda: ticks[Shows.TABLE].setChecked(False))
    after(page, qtbot, lambda: ticks[Shows.SENTENCE].setChecked(False))
    part = next(one for one in page.composed.parts if (one.kind.value, one.key) == _TIME)
    assert part.shows == (Shows.CHART,)


def test_what_is_typed_is_kept_when_the_page_is_left(page: Any, app: Any, qtbot: QtBot) -> None:
    page.bar.title.setText("Waiting")
    page.bar.title.textEdited.emit("Waiting")
    assert page.draft.plan.title == "Waiting" and app.session.workspace.brief.title == ""
    app.window.show_page("home")
    assert app.session.workspace.brief.title == "Waiting"
    app.session.undo()
    qtbot.waitUntil(lambda: page.draft.plan.title == "" and page.bar.title.text() == "", timeout=PATIENCE)


def test_a_number_without_a_source_is_refused_and_gone_to(
    page: Any, app: Any, qtbot: QtBot, tmp_path: Path
) -> None:
    told = []
    app.messages.told.connect(told.append)
    part = Part(PartKind.TEXT, "1", "We are 4711 people.")
    after(page, qtbot, lambda: page.draft.apply("Words", lambda plan: plan.with_part(part)))
    page.choose_part(COVER)
    with qtbot.waitSignal(page.export.refused, timeout=PATIENCE):
        page.export_to([tmp_path / "brief.html"])
    assert "“4711”" in told[-1].text and told[-1].action is not None
    assert page.outline.list.chosen == ("text", "1")
    assert not (tmp_path / "brief.html").exists()


def test_an_earlier_brief_is_warned_of_before_this_one_is_written(
    page: Any, app: Any, qtbot: QtBot, tmp_path: Path
) -> None:
    """Two applications fewer in an earlier brief: who holds both learns about those two."""
    told = Exported("2024-05-01", "first.pdf", (("licensing.time_to_decision", "", "n", 38),))
    app.session.apply("Brief exported", lambda workspace: workspace.with_exported(told))
    target, said = tmp_path / "brief.html", []
    app.messages.told.connect(lambda message: said.append((message.text, target.exists())))
    with qtbot.waitSignal(page.exported, timeout=PATIENCE):
        page.export_to([target])
    warned = [was_there for text, was_there in said if "differs by 2 from the brief of 2024-05-01" in text]
    assert warned == [False]
    assert app.session.workspace.exported[-1].name == "brief.html"


def test_another_name_is_offered_where_a_file_cannot_be_written(
    page: Any, app: Any, qtbot: QtBot, tmp_path: Path
) -> None:
    told = []
    app.messages.told.connect(told.append)
    page.export_to([tmp_path / "no such folder" / "brief.html"])
    qtbot.waitUntil(lambda: bool(told) and told[-1].action is not None, timeout=PATIENCE)
    assert "another name" in told[-1].action[0]


@pytest.mark.skipif(not has_web_engine(), reason="no web engine on this machine")
def test_markup_in_words_and_cells_is_text_and_asks_for_nothing(page: Any, app: Any, qtbot: QtBot) -> None:
    from ui.web import stopped_requests

    before = len(stopped_requests())
    texts = payloads("http://127.0.0.1:1")
    part = Part(PartKind.TEXT, "1", "\n".join(texts))
    with qtbot.waitSignal(page.previewed, timeout=PATIENCE):
        page.draft.apply("Words", lambda plan: plan.with_part(part))
        page.author.type_title(texts[0])
    wait_for(page, qtbot)
    qtbot.wait(300)
    seen: list[Any] = []
    count = "document.querySelectorAll('iframe, object, video, form').length"
    script = f"JSON.stringify([typeof window.ran, document.scripts.length, {count}])"
    page.preview.web.page.runJavaScript(script, seen.append)
    qtbot.waitUntil(lambda: bool(seen), timeout=PATIENCE)
    assert seen == ['["undefined",2,0]']
    assert len(stopped_requests()) == before
    assert page.preview.web.page.complaints == []


@pytest.mark.skipif(not has_web_engine(), reason="no web engine on this machine")
def test_only_what_changed_is_sent_and_the_page_does_not_jump(page: Any, qtbot: QtBot) -> None:
    sent: list[str] = []
    web = page.preview.web
    qtbot.waitUntil(lambda: bool(web._sent) and not page.pictures.is_drawing, timeout=PATIENCE)
    web.page.runJavaScript("scrollTo(0, 700)")
    run, web.run = web.run, lambda script: (sent.append(script), run(script))
    with qtbot.waitSignal(page.previewed, timeout=PATIENCE):
        page.author.type_title("Another title")
    shows = [one for one in sent if one.startswith("show(")]
    assert len(shows) == 1 and shows[0].count('"html"') == 1 and "Another title" in shows[0]
    where: list[float] = []
    web.page.runJavaScript("scrollY", where.append)
    qtbot.waitUntil(lambda: bool(where), timeout=PATIENCE)
    assert where[0] > 600


def test_what_waits_for_its_charts_is_not_written_of_another_workspace(
    page: Any, app: Any, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(page.pictures), "is_drawing", property(lambda _: True))
    page.export.write([tmp_path / "ours.md"])
    app.session.new()
    assert "another workspace" in app.window.message_bar.message.text
    monkeypatch.undo()
    page.pictures.finished.emit()
    qtbot.waitUntil(lambda: app.tasks.idle, timeout=PATIENCE)
    assert not (tmp_path / "ours.md").exists()
