"""What a brief of twenty charts costs to draw and write in four formats, beside another conversion.

Run: python main.py test -m bench -s tests/bench/test_export_speed.py
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEventLoop, QTimer

from advocacy.brief.composed import composed
from advocacy.brief.document import Brief, Figure
from advocacy.charts.picture import Picture
from advocacy.exporting.export import export
from advocacy.progress import silent
from advocacy.sample import open_sample
from advocacy.workspace import Part, PartKind

pytestmark = pytest.mark.bench
_CHARTS = 20
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
    whole = spent
    for suffix in _FORMATS:
        path = tmp_path / f"brief{suffix}"
        cost, _ = _processor(lambda path=path: export(brief, path, pictures=by_code, progress=silent))
        whole += cost
        print(f"{suffix}: {cost:.2f} CPU-s, {path.stat().st_size / 1024:,.0f} KB, looked through for people")
    print(f"together {whole:.2f} CPU-s (goal 4)")
    drawer.close()
    if shutil.which("soffice") is None:
        print("LibreOffice is not on this machine, so its conversion is not measured")
        return
    command = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path / "other")]
    converting, _ = _processor(
        lambda: subprocess.run([*command, str(tmp_path / "brief.docx")], check=True, capture_output=True)
    )
    print(
        f"LibreOffice from Word to PDF alone {converting:.2f} CPU-s, {converting / whole:.1f} times all of it"
    )
