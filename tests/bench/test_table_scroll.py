"""What it costs to scroll a table of a million rows, beside a model that has nothing to say.

Run: python main.py test -m bench -s tests/bench/test_table_scroll.py
"""

from __future__ import annotations

import os
import time
from typing import Any

import numpy as np
import pandas as pd
import pytest
from PySide6.QtCore import QAbstractTableModel, QModelIndex
from PySide6.QtWidgets import QApplication, QTableView
from pytestqt.qtbot import QtBot

from advocacy.importing.table import Table
from ui.models.arrangement import Arrangement, arranged
from ui.models.marked_cells import Marks
from ui.models.table_model import TableModel
from ui.widgets.data_grid import DataGrid
from ui.widgets.mark_signs import signs

_ROWS = int(os.environ.get("GROUNDSWELL_BENCH_SCROLL_ROWS", "1000000"))
_STEPS, _SIZE = 200, (1100, 560)


class _Empty(QAbstractTableModel):
    def rowCount(self, parent: Any = QModelIndex()) -> int:
        return _ROWS

    def columnCount(self, parent: Any = QModelIndex()) -> int:
        return 30

    def data(self, index: Any, role: int = 0) -> Any:
        return None


def _table() -> Table:
    chance = np.random.default_rng(0)
    columns: dict[str, Any] = {
        "case_id": pd.Series(np.char.add("A-", np.arange(_ROWS).astype(str)), dtype="str")
    }
    for number in range(9):
        names = np.char.add(f"place {number} ", chance.integers(0, 300, _ROWS).astype(str))
        columns[f"text {number}"] = pd.Series(names, dtype="str")
        columns[f"number {number}"] = chance.random(_ROWS) * 1000
        days = np.datetime64("2019-01-01", "s") + chance.integers(0, 2000, _ROWS).astype("timedelta64[D]")
        columns[f"day {number}"] = pd.Series(days)
    frame = pd.DataFrame(columns)
    return Table("licensing_case", frame, frame, frame[["case_id"]])


def _painted(view: QTableView, jumps: list[int]) -> list[float]:
    """Milliseconds of CPU for each picture while the grid goes to these rows."""
    took = []
    bar = view.verticalScrollBar()
    for row in jumps:
        began = time.thread_time()
        bar.setValue(row)
        QApplication.processEvents()  # draws what has come into view
        took.append(1e3 * (time.thread_time() - began))
    return took


@pytest.mark.bench
def test_cost_of_scrolling(qtbot: QtBot) -> None:
    shown = _table()
    began = time.perf_counter()
    model = TableModel(signs("light"))
    model.show(shown, Arrangement(), None, Marks())
    grid = DataGrid(model)
    qtbot.addWidget(grid)
    grid.fit_columns()
    grid.resize(*_SIZE)
    with qtbot.waitExposed(grid):
        grid.show()
    grid.repaint()
    print(
        f"\n{_ROWS:,} rows of {model.columnCount()} columns: shown after {time.perf_counter() - began:.2f} s"
    )
    empty = QTableView()
    qtbot.addWidget(empty)
    empty.setModel(_Empty(empty))
    empty.resize(*_SIZE)
    with qtbot.waitExposed(empty):
        empty.show()
    chance = np.random.default_rng(1)
    ways = {
        "by the wheel, 3 rows": [3 * step for step in range(1, _STEPS)],
        "by the page": [22 * step for step in range(1, _STEPS)],
        "by jumps": chance.integers(0, _ROWS - 50, _STEPS).tolist(),
    }
    for way, jumps in ways.items():
        ours, theirs = _painted(grid, jumps), _painted(empty, jumps)
        middle, high = np.percentile(ours, [50, 95])
        print(
            f"{way}: {middle:.1f} ms CPU a picture, p95 {high:.1f}; "
            f"{middle / np.median(theirs):.1f} times an empty model"
        )
    for how in (Arrangement("case_id", True), Arrangement("number 0"), Arrangement("text 3")):
        began = time.thread_time()
        arranged(shown, model.columns, how)
        print(f"sort by “{how.sort}”: {time.thread_time() - began:.2f} s CPU, beside the window")
