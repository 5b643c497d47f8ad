"""Locked pages: nothing is asked of the network or the disk, whatever stands in the data."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QEvent, QUrl
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from advocacy.analysis.findings import findings
from tests.makers import cases, workspace
from ui.chart_pictures import renderer
from ui.platform import has_web_engine

pytestmark = pytest.mark.skipif(not has_web_engine(), reason="no web engine on this machine")

HOSTILE = """<!doctype html><meta charset=utf-8>
<img src="http://127.0.0.1:9/a.png"><img src="file:///etc/hostname"><link rel=stylesheet href="https://x.example/a.css">
<script>document.title = "ran"; fetch("http://127.0.0.1:9/b")</script>
<script src="http://127.0.0.1:9/c.js"></script><iframe src="http://127.0.0.1:9/d"></iframe>
<object data="http://127.0.0.1:9/e"></object><meta http-equiv=refresh content="0;url=http://127.0.0.1:9/f">
<style>@import url("http://127.0.0.1:9/g.css"); body { background: url(http://127.0.0.1:9/h.png) }</style>
<video src="http://127.0.0.1:9/i"></video><a id=leave href="http://127.0.0.1:9/j" ping="http://127.0.0.1:9/k">x</a>
<svg onload="document.title='ran'"></svg><body onload="document.title='ran'">text"""


def _gone(qapp: QApplication, page: object) -> None:
    page.deleteLater()  # type: ignore[attr-defined]
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_a_hostile_document_reaches_nothing(qapp: QApplication, qtbot: QtBot) -> None:
    from ui.web import LockedPage, put

    page = LockedPage()
    with qtbot.waitSignal(page.loadFinished, timeout=15_000):
        page.load(put("hostile.html", HOSTILE))
    qtbot.wait(300)
    assert page.url().scheme() == "app"
    found: list[object] = []
    page.runJavaScript("document.title + '|' + document.images[0].naturalWidth", found.append)
    qtbot.waitUntil(lambda: bool(found))
    assert found == ["|0"]
    page.runJavaScript("document.getElementById('leave').click()")
    qtbot.wait(200)
    assert page.url().scheme() == "app"
    _gone(qapp, page)


@pytest.mark.parametrize(
    "address",
    ["http://127.0.0.1:9/", "https://x.example", "file:///etc/hostname", "data:text/html,x"],
)
def test_a_page_goes_nowhere_else(qapp: QApplication, qtbot: QtBot, address: str) -> None:
    from ui.web import LockedPage, put

    page = LockedPage()
    with qtbot.waitSignal(page.loadFinished, timeout=15_000):
        page.load(put("plain.html", "<p>here"))
    page.runJavaScript(f"location.href = {json.dumps(address)}; window.open({json.dumps(address)}); 0")
    qtbot.wait(200)
    assert page.url() == QUrl("app://groundswell/plain.html")
    _gone(qapp, page)


def test_only_listed_files_are_served(qapp: QApplication, qtbot: QtBot) -> None:
    from ui.web import LockedPage

    page = LockedPage()
    for path in ("../../../etc/hostname", "make_sample.py", "%2e%2e/pyproject.toml", "absent.js"):
        with qtbot.waitSignal(page.loadFinished, timeout=15_000) as loaded:
            page.load(QUrl(f"app://groundswell/{path}"))
        assert loaded.args == [False]
    _gone(qapp, page)


def test_charts_become_pictures_with_hostile_labels(qapp: QApplication) -> None:
    applied = [date(2024, 1, 1) + timedelta(days=i) for i in range(40)]
    name = "<img src=http://127.0.0.1:9/x onerror=alert(1)>"
    held = workspace(
        cases(
            applied,
            [day + timedelta(days=50) for day in applied],
            region=[name if i % 2 else "b" for i in range(40)],
        )
    )
    from advocacy.charts.draw import draw
    from ui.web import stopped_requests

    found = [one for one in findings(held) if one.dimension == "region"]
    figures = [draw(replace(one)) for one in found]
    shares: list[float] = []
    pictures = renderer()(figures, lambda share, doing="", /: shares.append(share))
    assert len(pictures) == len(figures) >= 1
    for picture, figure in zip(pictures, figures, strict=True):
        assert picture.png.startswith(b"\x89PNG")
        width = int.from_bytes(picture.png[16:20], "big")
        assert width == 2 * picture.width == 2 * figure["layout"]["width"]
        assert "<img" not in picture.svg and "<script" not in picture.svg
    assert shares[-1] == 1
    assert stopped_requests() == [] or all("127.0.0.1:9/x" not in one for one in stopped_requests())
