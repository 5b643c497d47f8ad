"""The menu of a chart: into the brief, onto the clipboard, into files, to the rows, to what it means."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import numpy as np
import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from advocacy.analysis.finding import Finding, SourceRows
from advocacy.exporting.file_name import file_name
from advocacy.workspace import Filter, Part, PartKind
from tests.makers import table
from tests.ui.widgets.test_web_charts import finding
from ui.chart_actions import ChartActions
from ui.messages import Message, Messages
from ui.platform import has_web_engine
from ui.session import Session
from ui.tasks import TaskRunner
from ui.widgets.chart_menu import Act

drawn = pytest.mark.skipif(not has_web_engine(), reason="no web engine on this machine")
_PATIENCE = 30_000


class _Desk:
    """The actions with what they need, and what was told."""

    def __init__(self, folder: Path) -> None:
        self.session, self.tasks, self.messages = Session(folder), TaskRunner(), Messages()
        self.window = QWidget()
        self.told: list[Message] = []
        self.messages.told.connect(self.told.append)
        self.actions = ChartActions(self.session, self.tasks, self.messages, self.window)


@pytest.fixture
def desk(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[_Desk]:
    made = _Desk(tmp_path / "own")
    yield made
    made.actions.close()
    made.tasks.close()
    made.session.close()
    made.window.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    qapp.processEvents()


def test_a_finding_goes_into_the_brief_and_out_again(desk: _Desk, qtbot: QtBot) -> None:
    one = finding("licensing.hurdles", "Hurdles")
    desk.actions.do(one, Act.ADD)  # an empty list means all: it is in already
    assert "already" in desk.told[-1].text and not desk.session.undo_text
    outline = (Part(PartKind.FINDING, "other"), Part(PartKind.FINDING, "licensing.hurdles", is_shown=False))
    plan = replace(desk.session.workspace.brief, outline=outline)
    desk.session.apply("x", lambda workspace: workspace.with_brief(plan))
    desk.actions.do(one, Act.ADD)
    assert [one.is_shown for one in desk.session.workspace.brief.outline] == [True, True]
    qtbot.waitUntil(lambda: "Hurdles" in desk.session.undo_text, timeout=_PATIENCE)
    assert desk.told[-1].action is not None
    desk.told[-1].action[1]()
    qtbot.waitUntil(lambda: desk.session.workspace.brief == plan, timeout=_PATIENCE)


@drawn
def test_each_format_is_written_whole(desk: _Desk, qtbot: QtBot, tmp_path: Path) -> None:
    one = finding(text="Région é")
    for suffix in (".png", ".svg", ".csv"):
        path = tmp_path / f"a{suffix}"
        with qtbot.waitSignal(desk.actions.written, timeout=_PATIENCE) as written:
            desk.actions.save(one, path)
        assert written.args == [path]
    assert (tmp_path / "a.png").read_bytes().startswith(b"\x89PNG")
    said = " ".join(e.text or "" for e in ElementTree.fromstring((tmp_path / "a.svg").read_bytes()).iter())
    assert "Région é is found" in said and "Source: 1 file" in said
    assert "Région é 1" in (tmp_path / "a.csv").read_text("utf-8-sig")
    with qtbot.waitSignal(desk.actions.written, timeout=_PATIENCE):
        desk.actions.save_card(one, tmp_path / "card.png")
    head = (tmp_path / "card.png").read_bytes()
    assert (int.from_bytes(head[16:20], "big"), int.from_bytes(head[20:24], "big")) == (1080, 1080)
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]


@drawn
def test_the_picture_on_the_clipboard_is_twice_as_large(desk: _Desk, qtbot: QtBot) -> None:
    with qtbot.waitSignal(desk.actions.copied, timeout=_PATIENCE):
        desk.actions.do(finding(), Act.COPY)
    assert QGuiApplication.clipboard().image().width() == 2 * 680
    QGuiApplication.clipboard().clear()


def test_a_folder_that_is_gone_is_told_plainly(desk: _Desk, qtbot: QtBot, tmp_path: Path) -> None:
    desk.actions.save(finding(), tmp_path / "gone" / "a.csv")
    qtbot.waitUntil(lambda: bool(desk.told), timeout=_PATIENCE)
    assert "not there" in desk.told[0].text and desk.told[0].hint


def test_a_chart_that_names_somebody_leaves_in_no_form(desk: _Desk, qtbot: QtBot, tmp_path: Path) -> None:
    people = table("licensing_case", {"case_id": ["A-17"], "applicant": ["Amina Ndolo"]})
    desk.session.apply("x", lambda workspace: replace(workspace, tables=(people,)))
    one = finding(text="Ndolo, Amina")
    failed: list[str] = []
    desk.tasks.failed.connect(lambda task, error, details: failed.append(str(error)))
    desk.actions.save(one, tmp_path / "a.csv")
    qtbot.waitUntil(lambda: any("name of a person" in said.text for said in desk.told), timeout=_PATIENCE)
    assert all(said.action is None for said in desk.told)  # another name for the file does not help
    for draw in (desk.actions.copy_picture, lambda one: desk.actions.save_card(one, tmp_path / "a.png")):
        failed.clear()
        draw(one)
        qtbot.waitUntil(lambda: any("name of a person" in said for said in failed), timeout=_PATIENCE)
    assert not list(tmp_path.glob("a.*"))


def test_rows_are_told_once_each(desk: _Desk, qtbot: QtBot) -> None:
    one = finding("c", "Hurdles")
    assert Act.ROWS not in desk.actions.offers(one)
    each = tuple(
        replace(estimate, rows=SourceRows("licensing_case", np.array([1, 2 + place])))
        for place, estimate in enumerate(one.estimates)
    )
    one = replace(one, estimates=each)
    assert Act.ROWS not in desk.actions.offers(one)  # nobody shows rows yet
    with qtbot.waitSignal(desk.actions.rows_wanted, timeout=_PATIENCE) as wanted:
        assert Act.ROWS in desk.actions.offers(one)
        desk.actions.do(one, Act.ROWS)
    table, positions, words = wanted.args
    assert table == "licensing_case" and list(positions) == [1, 2, 3, 4, 5] and "Hurdles" in words


def test_a_bar_leads_to_its_own_rows(desk: _Desk, qtbot: QtBot) -> None:
    one = finding("c", "Place")
    each = [
        replace(estimate, rows=SourceRows("licensing_case", np.array([place]))) if place else estimate
        for place, estimate in enumerate(one.estimates)
    ]
    one = replace(one, estimates=tuple(each))
    with qtbot.waitSignal(desk.actions.rows_wanted, timeout=_PATIENCE) as wanted:
        assert Act.MARK in desk.actions.offers(one, "g2")
        assert not {Act.MARK} & {*desk.actions.offers(one), *desk.actions.offers(one, "g0")}
        desk.actions.do(one, Act.MARK, "g2")
    name, positions, words = wanted.args
    assert name == "licensing_case" and list(positions) == [2] and words == "Rows behind “Place: Place 2”"


def test_the_menu_filters_by_a_mark_where_a_click_does(desk: _Desk) -> None:
    one = replace(finding("c", "Place"), dimension="region")
    assert Act.FILTER in desk.actions.offers(one, "g2")
    assert Act.FILTER not in desk.actions.offers(one)
    assert Act.FILTER not in desk.actions.offers(replace(one, dimension=""), "g2")
    assert not desk.actions.is_kept(one, "g2")
    desk.session.apply("x", lambda made: made.with_filter(Filter("region", ("g2",))))
    assert desk.actions.is_kept(one, "g2") and not desk.actions.is_kept(one, "g1")


@pytest.mark.parametrize("code", ["licensing.hurdles", "licensing.time_to_decision.by.region", "unknown.x"])
def test_what_a_chart_means_is_told(desk: _Desk, code: str) -> None:
    dialog = desk.actions.explain(finding(code, "<b>Name</b>"))
    said = [label.text() for label in dialog.findChildren(QLabel)]
    assert "Method" in said and "Who is counted" in said
    assert ("What it does not show" in said) == code.startswith("licensing")
    dialog.close()


def test_saving_asks_for_a_harmless_name(desk: _Desk, qtbot: QtBot) -> None:
    desk.actions.do(finding(text="../../etc/cron.d/x"), Act.CSV)
    dialog = desk.window.findChild(QFileDialog)
    assert Path(dialog.selectedFiles()[0]).name == "etc cron d x.csv"
    dialog.reject()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Time to a décision", "Time to a decision"),
        ("con", "chart"),
        ("", "chart"),
        ("日本", "chart"),
        ("-", "chart"),
    ],
)
def test_file_names_are_made_of_plain_letters(text: str, name: str) -> None:
    assert file_name(text, ".png") == f"{name}.png"
    assert len(file_name("x" * 500, ".png")) <= 84


def test_without_an_engine_tables_and_numbers_remain(desk: _Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.chart_actions.has_web_engine", lambda: False)
    possible: Any = desk.actions.offers(_known())
    assert {Act.ADD, Act.CSV, Act.WHAT} <= possible and not {Act.PNG, Act.SVG, Act.CARD, Act.COPY} & possible


def _known() -> Finding:
    return finding("licensing.hurdles", "Hurdles")
