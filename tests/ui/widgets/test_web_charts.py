"""The page of charts: locked, whatever the data hold; back when its process dies; reached by keyboard."""

from __future__ import annotations

import json
import os
import signal
import urllib.request
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from advocacy.analysis.finding import Chart, Curve, Estimate, Finding, State, Unit
from advocacy.analysis.protection.areas import Area
from advocacy.analysis.protection.places import Place
from advocacy.charts.map_of import Where
from advocacy.importing.shapes_file import Polygon
from advocacy.wording import speaking
from tests.ui.counting_server import counting_server
from tests.ui.hostile_texts import payloads
from ui.menu_keys import without_key
from ui.platform import has_web_engine
from ui.widgets.chart_menu import Act, ChartMenu
from ui.widgets.chart_view import ChartView, page_content

pytestmark = pytest.mark.skipif(not has_web_engine(), reason="no web engine on this machine")
_KINDS = [Chart.RANKED_BARS, Chart.DOTS, Chart.STACK, Chart.MONTHS, Chart.SURVIVAL, Chart.DIVERGING]
_PATIENCE = 30_000


def finding(code: str = "survey.answers.s.q", text: str = "A", chart: Chart = Chart.RANKED_BARS) -> Finding:
    """A finding in which every text is this one."""
    series = (("s", text),) if chart is Chart.MONTHS else ()
    each = tuple(
        Estimate(
            group=f"g{i}",
            label=f"{text} {i}",
            series="s" if series else "",
            value=0.2 + i / 10,
            low=0.1,
            high=0.9,
            n=20,
        )
        for i in range(4)
    )
    curve = Curve("g0", text, (0.0, 50.0), (1.0, 0.4), (1.0, 0.3), (1.0, 0.5), 20, 3)
    return Finding(
        code,
        text,
        f"{text} is found",
        Unit.SHARE,
        chart,
        text,
        each,
        text,
        "region",
        series,
        (curve,) if chart is Chart.SURVIVAL else (),
        reference=0.3,
        reference_label=text,
        currency=text,
        caveats=(text,),
        filters=(text,),
        sources=(f"{text}.xlsx",),
    )


@pytest.fixture
def charts(qapp: QApplication, qtbot: QtBot) -> Iterator[ChartView]:
    view = ChartView()
    view.resize(1000, 800)
    view.show()
    yield view
    view.close_page()
    view.close()
    view.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    qapp.processEvents()


def asked(charts: ChartView, qtbot: QtBot, script: str) -> Any:
    """What a script in the page returns."""
    found: list[Any] = []
    assert charts.web is not None
    charts.web.page.runJavaScript(script, found.append)
    qtbot.waitUntil(lambda: bool(found), timeout=_PATIENCE)
    return found[0]


def show(charts: ChartView, qtbot: QtBot, *findings: Finding, wait_for: int = 1, **more: Any) -> list[str]:
    painted: list[str] = []
    charts.painted.connect(painted.append)
    charts.show_content(page_content(findings, "light", (), **more), findings)
    qtbot.waitUntil(lambda: len(painted) >= wait_for, timeout=_PATIENCE)
    return painted


def _square(at: int) -> tuple[Polygon, ...]:
    return ((((at, 0), (at, 1), (at + 1, 1), (at + 1, 0), (at, 0)),),)


def test_nothing_in_a_text_reaches_out_or_runs(charts: ChartView, qtbot: QtBot) -> None:
    from ui.web import stopped_requests

    before = len(stopped_requests())
    with counting_server() as (address, visits):
        urllib.request.urlopen(f"{address}/counts").read()
        assert visits == ["/counts"]  # the server does count
        texts = payloads(address)
        assert len(texts) == 40
        findings = [finding(f"c{i}", text, _KINDS[i % len(_KINDS)]) for i, text in enumerate(texts)]
        maps = {
            one.code: Where(
                places=tuple(
                    Place(e.group, e.label, 6.1 + i, -1.2 + i, e) for i, e in enumerate(one.estimates)
                )
            )
            for one in findings[::10]
        }
        maps |= {
            one.code: Where(
                areas=(
                    *(Area(e.label, _square(i), e) for i, e in enumerate(one.estimates)),
                    Area(text, _square(9)),
                )
            )
            for one, text in zip(findings[5::10], texts[5::10], strict=True)
        }
        painted = show(charts, qtbot, *findings, maps=maps)
        everything = "cards.forEach((_, place) => wanted.add(place)); paintWanted(); 1"
        assert charts.web is not None
        for _ in range(100):  # what is out of sight again would be left out
            asked(charts, qtbot, everything)
            qtbot.wait(500)
            if len(set(painted)) == 40:
                break
        assert len(set(painted)) == 40
        every_mark = """document.querySelectorAll('.chart').forEach((box) => {
            for (let i = 0; i < 5; i++)
              box.dispatchEvent(new KeyboardEvent('keydown', {key: 'ArrowRight', bubbles: true})); }); 1"""
        asked(charts, qtbot, every_mark)
        asked(
            charts, qtbot, "document.querySelectorAll('article .views button').forEach((b) => b.click()); 1"
        )
        asked(
            charts,
            qtbot,
            "document.querySelectorAll('a, image, use').forEach((b) => b.dispatchEvent("
            "new MouseEvent('click', {bubbles: true}))); 1",
        )
        qtbot.wait(300)
        assert visits == ["/counts"]
    state = json.loads(
        asked(
            charts,
            qtbot,
            """JSON.stringify({ran: window.ran || 0, title: document.title,
            made: document.querySelectorAll('main script, main iframe, main img, main object, main embed, '
              + 'main form'
              + ',main input, main video, main audio, main details, main math, '
              + 'main a[href], main link').length,
            links: [...document.querySelectorAll('main *')].filter((e) => e.getAttribute('xlink:href')
              || /^https?:|^file:|^javascript:/.test(e.getAttribute('href') || '')).length,
            seen: document.querySelector('h2').textContent})""",
        )
    )
    assert state == {"ran": 0, "title": "Charts", "made": 0, "links": 0, "seen": findings[0].headline}
    assert stopped_requests()[before:] == []  # not even tried
    assert charts.web is not None
    assert [one for one in charts.web.page.complaints if "Refused" in one or "violates" in one] == []


def test_pictures_of_hostile_findings_reach_nothing(qapp: QApplication, qtbot: QtBot) -> None:
    from advocacy.exporting.chart_frame import titled
    from advocacy.exporting.share_card import share_card
    from ui.chart_pictures import renderer

    with counting_server() as (address, visits):
        texts = payloads(address)
        figures = [
            (share_card if i % 2 else titled)(finding(f"c{i}", text, _KINDS[i % len(_KINDS)]))
            for i, text in enumerate(texts)
        ]
        pictures = renderer()(figures, lambda *_: None)
        assert visits == []
    for picture, text in zip(pictures, texts, strict=True):
        assert picture.png.startswith(b"\x89PNG")
        for element in ElementTree.fromstring(picture.svg).iter():
            kind = element.tag.split("}")[-1]
            assert kind not in ("script", "iframe", "img", "a", "image", "use", "foreignObject"), text
            for name, value in element.attrib.items():
                assert not name.startswith("on") and address not in value and "javascript:" not in value, text
    sizes = {(p.width, p.height) for p in pictures[1::2]}
    assert sizes == {(1080, 1080)}
    assert int.from_bytes(pictures[1].png[16:20], "big") == 1080


def test_maps_draw_shapes_without_asking_anybody(charts: ChartView, qtbot: QtBot) -> None:
    from ui.web import stopped_requests

    before = len(stopped_requests())
    one = finding()
    spots = tuple(Place(e.group, e.label, 5.5 + i, -2.0 + i / 2, e) for i, e in enumerate(one.estimates))
    show(charts, qtbot, one, maps={one.code: Where(places=spots)})
    qtbot.waitUntil(
        lambda: (
            asked(charts, qtbot, "document.querySelectorAll('.countries path, .coastlines path').length") > 0
        ),
        timeout=_PATIENCE,
    )
    assert stopped_requests()[before:] == []
    assert asked(charts, qtbot, "document.querySelectorAll('.scattergeo path.point').length") == 4
    assert asked(charts, qtbot, "document.querySelectorAll('.views button').length") == 3


def test_too_few_places_are_no_map() -> None:
    one = finding()
    spots = tuple(Place(e.group, e.label, 5.5, -2.0, e) for e in one.estimates[:2])
    content = json.loads(page_content([one], "light", (), {one.code: Where(places=spots)}).as_json())
    assert content["cards"][0]["map"] is None


def test_the_words_of_a_language_come_from_the_program(charts: ChartView, qtbot: QtBot) -> None:
    with speaking("pt"):
        show(charts, qtbot, finding())
    assert asked(charts, qtbot, "document.documentElement.lang") == "pt-BR"
    assert asked(charts, qtbot, "document.querySelector('.chart')._fullLayout.separators") == ",."


def _killed(charts: ChartView, qtbot: QtBot) -> list[str]:
    """End the process that draws, as the system does when memory runs out; return what is painted after."""
    painted: list[str] = []
    charts.painted.connect(painted.append)
    assert charts.web is not None
    os.kill(charts.web.page.renderProcessPid(), signal.SIGKILL)
    return painted


def _comes_back(charts: ChartView, qtbot: QtBot, times: int) -> None:
    show(charts, qtbot, finding("a"), finding("b"))
    assert charts.web is not None
    charts.web.minute = 0.0
    for _ in range(times):
        painted = _killed(charts, qtbot)
        qtbot.waitUntil(lambda painted=painted: {"a", "b"} <= set(painted), timeout=_PATIENCE)
        assert asked(charts, qtbot, "document.querySelectorAll('.chart .main-svg').length") >= 2


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="processes end otherwise here")
def test_a_dead_process_is_replaced(charts: ChartView, qtbot: QtBot) -> None:
    _comes_back(charts, qtbot, 3)


@pytest.mark.soak
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="processes end otherwise here")
def test_a_dead_process_is_replaced_fifty_times(charts: ChartView, qtbot: QtBot) -> None:
    import time

    show(charts, qtbot, finding("a"))
    assert charts.web is not None
    charts.web.minute = 0.0
    took = []
    for _ in range(50):
        began = time.perf_counter()
        painted = _killed(charts, qtbot)
        qtbot.waitUntil(lambda painted=painted: "a" in painted, timeout=_PATIENCE)
        took.append(time.perf_counter() - began)
    print(f"\nback after {min(took):.2f} to {max(took):.2f} s, {sum(took) / len(took):.2f} in the middle")


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="processes end otherwise here")
def test_after_two_deaths_in_a_minute_tables_take_over(charts: ChartView, qtbot: QtBot) -> None:
    one = finding("a", "Region")
    show(charts, qtbot, one)
    painted = _killed(charts, qtbot)
    qtbot.waitUntil(lambda: "a" in painted, timeout=_PATIENCE)
    with qtbot.waitSignal(charts.gave_up, timeout=_PATIENCE):
        _killed(charts, qtbot)
    assert charts.web is None and charts.tables is not None
    qtbot.waitUntil(charts.tables.isVisible)
    charts.show_content(page_content([one], "light", ()), [one])
    with qtbot.waitSignal(charts.painted, timeout=_PATIENCE):
        charts.draw_again()
    assert charts.web is not None and charts.tables is None


def test_the_menu_opens_from_the_page_and_says_what_was_chosen(charts: ChartView, qtbot: QtBot) -> None:
    charts.offers = lambda *_: set(Act) - {Act.ROWS}
    one = finding()
    show(charts, qtbot, one)
    asked(charts, qtbot, "document.querySelector('.menu').click(); 1")
    qtbot.waitUntil(lambda: any(menu.isVisible() for menu in charts.findChildren(ChartMenu)))
    menu = next(menu for menu in charts.findChildren(ChartMenu) if menu.isVisible())
    entries = {entry.data(): entry for entry in menu.actions() if entry.data()}
    assert set(entries) == {act.value for act in Act} - {"mark"}
    assert not entries["rows"].isEnabled() and entries["csv"].isEnabled()
    with qtbot.waitSignal(charts.act_wanted) as told:
        entries["csv"].trigger()
    assert told.args == [one, "csv", ""]
    menu.close()
    assert charts.open_menu("unknown", QPoint()) is None


def test_marks_are_reached_by_keys(charts: ChartView, qtbot: QtBot) -> None:
    show(charts, qtbot, finding("code", "Place"))
    key = (
        "document.querySelector('.chart').dispatchEvent("
        "new KeyboardEvent('keydown', {key: '%s', bubbles: true})); 1"
    )
    asked(charts, qtbot, key % "ArrowDown")
    asked(charts, qtbot, key % "ArrowDown")
    assert "Place 1" in asked(charts, qtbot, "document.getElementById('heard').textContent")
    assert asked(charts, qtbot, "document.querySelectorAll('.hovertext').length") == 1
    with qtbot.waitSignal(charts.mark_clicked) as told:
        asked(charts, qtbot, key % "Enter")
    assert told.args == ["code", "g1"]


@pytest.mark.parametrize("chart", [Chart.RANKED_BARS, Chart.HEAT, Chart.MONTHS])
def test_the_menu_key_asks_for_the_mark_reached(charts: ChartView, qtbot: QtBot, chart: Chart) -> None:
    charts.offers = lambda *_: set(Act)
    one = replace(finding("code", "Place", chart), dimension="")
    if chart is Chart.HEAT:
        cells = tuple(replace(each, group=f"row/{each.group}") for each in one.estimates)
        across = tuple((each.group, each.label) for each in one.estimates)
        one = replace(one, estimates=cells, cross_labels=((("row", "Row"),), across))
    show(charts, qtbot, one)
    assert charts.web is not None
    asked(charts, qtbot, "document.querySelector('.chart').focus(); 1")
    charts.activateWindow()
    charts.web.setFocus()
    keyboard = QApplication.focusWidget()
    assert keyboard is not None
    QTest.keyClick(keyboard, Qt.Key.Key_Down)
    QTest.keyClick(keyboard, Qt.Key.Key_Down)
    heard = "document.getElementById('heard').textContent"
    qtbot.waitUntil(lambda: "Place 1" in asked(charts, qtbot, heard), timeout=_PATIENCE)
    QTest.keyClick(keyboard, Qt.Key.Key_Menu)
    qtbot.waitUntil(lambda: any(menu.isVisible() for menu in charts.findChildren(ChartMenu)))
    menu = next(menu for menu in charts.findChildren(ChartMenu) if menu.isVisible())
    entry = next(entry for entry in menu.actions() if entry.data() == "mark")
    assert without_key(entry.text()).startswith("Show rows of “Place 1")
    with qtbot.waitSignal(charts.act_wanted) as told:
        entry.trigger()
    assert asked(charts, qtbot, "document.querySelectorAll('.hovertext').length") == 1
    mark = {Chart.HEAT: "row/g1", Chart.MONTHS: "g1/s"}.get(chart, "g1")
    assert told.args == [one, "mark", mark]
    menu.close()


@pytest.mark.parametrize("chart", [Chart.RANKED_BARS, Chart.DOTS, Chart.STACK, Chart.MONTHS, Chart.DIVERGING])
def test_what_is_heard_of_a_mark_are_words(charts: ChartView, qtbot: QtBot, chart: Chart) -> None:
    show(charts, qtbot, finding("code", "Place", chart))
    key = "new KeyboardEvent('keydown', {key: 'ArrowDown', bubbles: true})"
    asked(charts, qtbot, f"document.querySelector('.chart').dispatchEvent({key}); 1")
    heard = asked(charts, qtbot, "document.getElementById('heard').textContent")
    assert heard.startswith("Place") and "%{" not in heard and "<" not in heard


def test_a_screen_reader_finds_title_picture_and_table(charts: ChartView, qtbot: QtBot) -> None:
    one = finding("code", "Place")
    show(charts, qtbot, one)
    qtbot.waitUntil(lambda: asked(charts, qtbot, "document.querySelectorAll('tbody tr').length") == 4)
    state = json.loads(
        asked(
            charts,
            qtbot,
            """(() => { const card = document.querySelector('article'); return JSON.stringify({
            title: card.getAttribute('aria-label'), base: card.getAttribute('aria-description'),
            picture: card.querySelector('[role=img]').getAttribute('aria-label'),
            rows: card.querySelectorAll('tbody tr').length,
            heads: card.querySelectorAll('thead th[scope=col]').length,
            stops: [...card.querySelectorAll('button, [tabindex="0"]')].length + (card.tabIndex === 0),
            menu: card.querySelector('.menu').getAttribute('aria-haspopup'),
            view: card.dataset.view}) })()""",
        )
    )
    assert state["title"] == one.headline and state["base"].startswith("Base: Place")
    assert "Place 1: 30%" in state["picture"]
    assert (state["rows"], state["heads"], state["menu"]) == (4, 5, "menu")
    assert state["stops"] == 4  # card, table button, menu, marks
    asked(charts, qtbot, "document.querySelector('.views button').click(); 1")
    assert asked(charts, qtbot, "document.querySelector('article').dataset.view") == "table"
    assert asked(charts, qtbot, "document.querySelector('table').getBoundingClientRect().width") > 200
    again = replace(one, headline="Other words")
    charts.show_content(page_content([again], "light", ()), [again])
    qtbot.waitUntil(lambda: asked(charts, qtbot, "document.querySelector('h2').textContent") == "Other words")
    assert asked(charts, qtbot, "document.querySelector('article').dataset.view") == "table"


def test_scripts_are_read_and_not_compiled(charts: ChartView, qtbot: QtBot) -> None:
    """Where nothing is compiled there is no WebAssembly either; it saves memory and leaves less to attack."""
    show(charts, qtbot, finding())
    assert asked(charts, qtbot, "typeof WebAssembly") == "undefined"


def test_a_hidden_group_is_no_mark(charts: ChartView, qtbot: QtBot) -> None:
    one = finding()
    hidden = replace(one.estimates[0], state=State.SUPPRESSED, value=None, low=None, high=None)
    show(charts, qtbot, replace(one, estimates=(hidden, *one.estimates[1:])))
    qtbot.waitUntil(lambda: asked(charts, qtbot, "document.querySelectorAll('tbody tr').length") == 4)
    assert "not shown" in asked(charts, qtbot, "document.querySelector('tbody').textContent")


def test_a_card_can_come_ahead_of_the_others(charts: ChartView, qtbot: QtBot) -> None:
    one, other = finding("one", "Old"), finding("other", "Old")
    show(charts, qtbot, one, other, wait_for=2)
    qtbot.waitUntil(lambda: charts.in_sight == ("one", "other"))
    fresh = [finding("one", "New"), finding("other", "New")]
    content = page_content(fresh, "light", ())
    charts.show_busy()
    charts.show_card("one", content.cards["one"])
    titles = "[...document.querySelectorAll('h2')].map((title) => title.textContent).join()"
    pale = "document.querySelectorAll('.busy').length"
    assert asked(charts, qtbot, titles) == "New is found,Old is found"
    assert asked(charts, qtbot, pale) == 1
    painted: list[str] = []
    charts.painted.connect(painted.append)
    charts.show_content(content, fresh)
    assert asked(charts, qtbot, titles) == "New is found,New is found"
    assert asked(charts, qtbot, pale) == 0
    qtbot.waitUntil(lambda: "other" in painted, timeout=_PATIENCE)
    assert painted.count("one") <= 1  # not drawn a second time


def test_a_card_ahead_of_other_content_is_not_mixed_up(charts: ChartView, qtbot: QtBot) -> None:
    show(charts, qtbot, finding("one", "Old"))
    charts.show_card("one", page_content([finding("one", "Ahead")], "light", ()).cards["one"])
    charts.show_busy()  # the work it came from was given up
    fresh = [finding("new", "New"), finding("one", "New")]
    show(charts, qtbot, *fresh, wait_for=2)
    titles = "[...document.querySelectorAll('h2')].map((title) => title.textContent).join()"
    assert asked(charts, qtbot, titles) == "New is found,New is found"


def test_the_page_is_made_when_there_is_something_to_show(qapp: QApplication, qtbot: QtBot) -> None:
    view = ChartView()
    assert view.web is None and view.tables is None
    view.close_page()
    view.deleteLater()


def test_no_room_is_left_below_the_lower_one_of_two_neighbours(charts: ChartView, qtbot: QtBot) -> None:
    """The next card of a column begins right below the one before, in whatever order they are high."""
    each = [replace(finding(f"survey.answers.s.q{n}"), caveats=("word " * 60 * (n % 3),)) for n in range(7)]
    show(charts, qtbot, *each, wait_for=2)
    boxes = asked(
        charts,
        qtbot,
        "JSON.stringify([...document.querySelectorAll('article')].map((one) => {"
        "const box = one.getBoundingClientRect(); return [box.left, box.top, box.bottom]; }))",
    )
    columns: dict[float, list[tuple[float, float]]] = {}
    for left, top, bottom in json.loads(boxes):
        columns.setdefault(left, []).append((top, bottom))
    assert len(columns) == 2
    for column in columns.values():
        column.sort()
        gaps = [after[0] - before[1] for before, after in pairwise(column)]
        assert gaps and all(16 <= gap < 24 for gap in gaps), gaps
