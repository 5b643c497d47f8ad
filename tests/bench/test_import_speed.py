"""What importing costs beside the usual way: CPU time of the whole import over that of the reading library.

Run: python main.py test -m bench -s tests/bench/test_import_speed.py
"""

from __future__ import annotations

import os
import random
import resource
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from datetime import date, timedelta
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import xlsxwriter

from advocacy.validation.checked_import import import_file

_SIZES = tuple(
    int(size) for size in os.environ.get("GROUNDSWELL_BENCH_ROWS", "10000,100000,1000000").split(",")
)
_FIELDS = (
    *("case_id", "association", "cooperative", "applicant", "gender", "age_group", "country", "region"),
    *("district", "mineral", "licence_type", "authority", "hurdles", "date_complete", "date_applied"),
    *("date_decided", "status", "official_fee", "travel_cost", "consultant_cost", "other_cost", "currency"),
    *("visits", "distance_km", "days_lost", "monthly_income", "workers_affected", "recorded_by"),
    *("date_recorded", "statement"),
)


def _workbook(path: Path, rows: int) -> Path:
    chance = random.Random(7)
    book = xlsxwriter.Workbook(str(path))
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    sheet = book.add_worksheet("Cases")
    sheet.write_row(0, 0, _FIELDS)
    start = date(2019, 1, 1)
    for row in range(1, rows + 1):
        applied = start + timedelta(days=chance.randrange(2000))
        decided = applied + timedelta(days=chance.randrange(20, 700)) if chance.random() < 0.6 else None
        for column, name in enumerate(_FIELDS):
            if name.startswith("date_"):
                value = decided if name == "date_decided" else applied
                if value is not None:
                    sheet.write_datetime(row, column, value, day)  # type: ignore[arg-type]
            else:
                sheet.write(row, column, _value(name, row, chance, decided))
    book.close()
    return path


def _value(name: str, row: int, chance: random.Random, decided: date | None) -> Any:
    texts = {
        "case_id": f"AB-{row:07d}",
        "association": f"Association {row % 40}",
        "cooperative": f"Cooperative {row % 900}",
        "applicant": f"Applicant {row}",
        "gender": ("female", "male")[row % 2],
        "age_group": "25-34",
        "country": "Exampleland",
        "region": f"Region {row % 12}",
        "district": f"District {row % 90}",
        "mineral": "gold",
        "licence_type": "small scale",
        "authority": f"Office {row % 25}",
        "hurdles": ("delay", "fees; distance", "documents")[row % 3],
        "status": "granted" if decided else "pending",
        "currency": "KTS",
        "recorded_by": f"Secretary {row % 60}",
        "statement": f"Said in visit {row}",
    }
    if name in texts:
        return texts[name]
    most = {"visits": 12, "workers_affected": 60}.get(name, 1000)
    return round((0.05 + chance.random()) * most, 1 if "cost" in name else 0)


def _cpu(work: Callable[[], Any]) -> tuple[float, Any]:
    """CPU seconds of this process and its children."""

    def spent() -> float:
        own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
        return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime

    before = spent()
    result = work()
    return spent() - before, result


def _imported(path: Path) -> tuple[float, float, float, int, int]:
    """CPU seconds, seconds, peak of the reading process in MB, rows, steps of progress."""
    told: list[float] = []
    began = time.perf_counter()
    ours, imported = _cpu(lambda: import_file(path, progress=lambda share, doing="", /: told.append(share)))
    wall = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1000
    return ours, wall, peak, len(imported.tables[0]), len(told)


@pytest.mark.bench
@pytest.mark.parametrize("rows", _SIZES)
def test_cost_of_an_import(rows: int, tmp_path: Path) -> None:
    path = tmp_path / "cases.xlsx"
    # Each step in a fresh process, so that the memory of one is not counted as that of another.
    with ProcessPoolExecutor(1, mp_context=get_context("spawn"), max_tasks_per_child=1) as fresh:
        fresh.submit(_workbook, path, rows).result()
        ours, wall, peak, kept, steps = fresh.submit(_imported, path).result()
    usual = "pandas.read_excel not run"
    if rows <= 100_000:
        theirs, _ = _cpu(lambda: pd.read_excel(path, engine="openpyxl"))
        usual = f"1/{theirs / ours:.1f} of pandas.read_excel alone ({theirs:.1f} s)"
    assert kept == rows
    print(
        f"\n{rows:,} x {len(_FIELDS)}: {ours:.1f} CPU-s, {wall:.1f} s, {usual}; "
        f"{ours / rows * 1e6:.0f} µs a row; peak of the reading process {peak:.0f} MB; {steps} times told"
    )
