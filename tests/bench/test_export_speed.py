"""What a brief of twenty charts costs to draw and write in four formats, beside the programs of others.

Run: python main.py test -m bench -s tests/bench/test_export_speed.py
"""

from __future__ import annotations

import gc
import os
import shutil
import subprocess
import warnings
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEventLoop, QTimer

from advocacy.brief.composed import composed
from advocacy.brief.document import Brief, Figure
from advocacy.charts.picture import Picture
from advocacy.exporting.export import WRITERS
from advocacy.exporting.leak_scan.guard import refuse_leaks
from advocacy.exporting.leak_scan.private_values import private_values
from advocacy.sample import open_sample
from advocacy.workspace import Part, PartKind
from tests.exporting.leak_scan import people

pytestmark = pytest.mark.bench
_CHARTS = 20
_PEOPLE = 100_000
_FORMATS = (".docx", ".pdf", ".html", ".xlsx")


def _brief_of_twenty_charts() -> Brief:
    held = open_sample()
    brief, found = composed(held)
    charts = [block.finding.code for block in brief.blocks if isinstance(block, Figure)][:_CHARTS]
    outline = tuple(Part(PartKind.FINDING, one.code, is_shown=one.code in charts) for one in found)
    brief, _ = composed(held.with_brief(replace(held.brief, outline=outline)))
    assert sum(isinstance(block, Figure) for block in brief.blocks) == _CHARTS
    return brief


def _processor(do: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds of processor of this process and all below it, those that end meanwhile included."""
    before = _used()
    result = do()
    return _used() - before, result


def _used() -> float:
    ticks, own = os.sysconf("SC_CLK_TCK"), os.times()
    ended = own.children_user + own.children_system
    return own.user + own.system + ended + sum(_ticks(one) for one in _below(os.getpid())) / ticks


def _below(process: int) -> list[int]:
    parents = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parents[int(folder.name)] = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
        except OSError:  # it has ended
            continue
    found, new = set(), {process}
    while new:
        new = {one for one, parent in parents.items() if parent in new} - found
        found |= new
    return sorted(found)


def _ticks(process: int) -> int:
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0
    return int(fields[11]) + int(fields[12])


@pytest.mark.skipif(
    not Path("/proc/self/stat").exists(), reason="processor time of other processes is unknown"
)
@pytest.mark.usefixtures("qapp")
def test_twenty_charts_in_four_formats(tmp_path: Path) -> None:
    from ui.chart_pictures import ChartPictures

    brief = _brief_of_twenty_charts()
    figures = {block.finding.code: block.figure for block in brief.blocks if isinstance(block, Figure)}
    drawer = ChartPictures()

    def draw(these: list[Any]) -> list[Picture]:
        loop, drawn = QEventLoop(), []
        drawer.finished.connect(drawn.extend)
        drawer.finished.connect(loop.quit)
        QTimer.singleShot(0, lambda: drawer.render(these))
        loop.exec()
        drawer.finished.disconnect()
        return drawn

    first, _ = _processor(lambda: draw([next(iter(figures.values()))]))
    spent, pictures = _processor(lambda: draw(list(figures.values())))
    print(f"\nthe page and its first chart {first:.2f} CPU-s; {_CHARTS} charts {spent:.2f}")
    by_code = dict(zip(figures, pictures, strict=True))
    gc.collect()
    gc.freeze()  # as the program does once it is warm
    costs, looked = {}, 0.0
    for suffix in _FORMATS:
        path = tmp_path / f"brief{suffix}"
        costs[suffix], _ = _processor(lambda path=path: WRITERS[path.suffix](brief, path, by_code))
        look, _ = _processor(lambda path=path: refuse_leaks(path, path.name, brief))
        looked += look
        size = path.stat().st_size / 1024
        print(f"{suffix}: {costs[suffix]:.2f} CPU-s, {size:,.0f} KB; looked through for people {look:.2f}")
    gc.unfreeze()
    whole = spent + sum(costs.values()) + looked
    share = looked / sum(costs.values())
    print(
        f"looked through {looked:.2f} (goal 0.3), {share:.0%} of writing; together {whole:.2f} CPU-s (goal 4)"
    )
    drawer.close()
    _beside_kaleido(list(figures.values()), spent)
    _beside_libreoffice(tmp_path / "brief.docx", costs[".pdf"], whole)


def test_what_must_not_leave_of_a_hundred_thousand_people() -> None:
    held = people.held(3, people=_PEOPLE)
    texts = [str(text) for one in held.tables for name in one.frame for text in one.frame[name].unique()]
    gc.collect()
    gc.freeze()
    once, _ = _processor(lambda: [text.lower().split() for text in texts])
    spent, private = _processor(lambda: private_values(held))
    gc.unfreeze()
    print(f"\n{len(private.runs):,} values of {_PEOPLE:,} people in {spent:.2f} CPU-s, ")
    print(f"{spent / once:.1f} times what it takes to split their {len(texts):,} texts into words")


def _beside_kaleido(figures: list[Any], ours: float) -> None:
    """The same charts as SVG and PNG; it too has drawn one before."""
    try:
        from kaleido.scopes.plotly import PlotlyScope
    except ImportError:
        print("kaleido is not installed (dependency group “bench”), so it is not measured")
        return
    import plotly

    drawer = PlotlyScope(plotlyjs=str(Path(plotly.__file__).parent / "package_data" / "plotly.min.js"))

    def draw(these: list[Any]) -> None:
        for one in these:
            bare = {"data": one["data"], "layout": one["layout"]}
            assert drawer.transform(bare, format="svg") and drawer.transform(bare, format="png", scale=2)

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it is of 2021, and leaves its pipes open
        first, _ = _processor(lambda: draw(figures[:1]))
        theirs, _ = _processor(lambda: draw(figures))
        drawer._shutdown_kaleido()
    print(
        f"kaleido: first chart {first:.2f} CPU-s; {len(figures)} charts {theirs:.2f}, "
        f"{theirs / ours:.1f} times ours"
    )


def _beside_libreoffice(word: Path, pdf: float, whole: float) -> None:
    if shutil.which("soffice") is None:
        print("LibreOffice is not on this machine, so its conversion is not measured")
        return
    command = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(word.parent / "other")]
    theirs, _ = _processor(lambda: subprocess.run([*command, str(word)], check=True, capture_output=True))
    print(
        f"LibreOffice from Word to PDF {theirs:.2f} CPU-s, {theirs / pdf:.1f} times our PDF, "
        f"{theirs / whole:.1f} times charts and four formats together"
    )
