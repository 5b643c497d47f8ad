"""What a change of the filter costs: all licensing findings anew, beside one pandas group-by per chart.

Run: python main.py test -m bench -s tests/bench/test_filter_speed.py
"""

from __future__ import annotations

import os
import time
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from advocacy.analysis.findings import licensing
from advocacy.importing.imported import Source
from advocacy.importing.table import Table
from advocacy.workspace import Filter, Workspace

_ROWS = os.environ.get("GROUNDSWELL_BENCH_ROWS", "10000,100000,1000000")
_SIZES = tuple(int(size) for size in _ROWS.split(","))
_FIELDS = {"region": 12, "association": 40, "authority": 25, "gender": 2, "mineral": 4, "district": 90}
_CLICKS = 10


def _workspace(rows: int) -> Workspace:
    chance = np.random.default_rng(0)
    applied = np.datetime64("2019-01-01") + chance.integers(0, 2000, rows).astype("timedelta64[D]")
    decided = applied + chance.integers(20, 700, rows).astype("timedelta64[D]")
    pending = chance.random(rows) < 0.4
    ended = np.where(pending, np.datetime64("NaT"), decided)
    met = np.array(["delay", "fees distance"])[chance.integers(0, 2, rows)]
    frame = pd.DataFrame(
        {
            "case_id": pd.Series(np.char.add("A-", np.arange(rows).astype(str)), dtype="str"),
            "date_applied": pd.Series(applied).astype("datetime64[s]"),
            "date_decided": pd.Series(ended).astype("datetime64[s]"),
            "status": pd.Series(np.where(pending, "pending", "granted"), dtype="str"),
            "hurdles": pd.Series(met, dtype="str"),
            "official_fee": chance.random(rows) * 100,
            "travel_cost": chance.random(rows) * 100,
        }
    )
    for field, kinds in _FIELDS.items():
        names = np.char.add(f"{field} ", chance.integers(0, kinds, rows).astype(str))
        frame[field] = pd.Series(names, dtype="str")
    origin = pd.DataFrame({"source": ["a" * 64] * rows, "sheet": ["s"] * rows, "row": np.arange(rows)})
    table = Table("licensing_case", frame, frame, origin, (), None, ("case_id",))
    held = Workspace(sources=(Source("a.xlsx", "a" * 64, 1, "2026-01-01T00:00:00+00:00"),), tables=(table,))
    return replace(held, settings=replace(held.settings, limit_days=90))


@pytest.mark.bench
@pytest.mark.parametrize("rows", _SIZES)
def test_cost_of_a_filter(rows: int) -> None:
    held = _workspace(rows)
    licensing(held)
    ours, usual = [], []
    frame = held.tables[0].frame
    for click in range(_CLICKS):
        chosen = Filter("region", (f"region {click}", f"region {click + 1}"))
        began = time.process_time()
        found = licensing(held.with_filter(chosen))
        ours.append(time.process_time() - began)
        began = time.process_time()
        kept = frame[frame["region"].isin(chosen.values)]
        for field in (*_FIELDS, *_FIELDS):
            kept.groupby(field, observed=True)["official_fee"].agg(["count", "mean"])
        usual.append(time.process_time() - began)
    middle, high = np.percentile(ours, [50, 95])
    print(
        f"\n{rows:,} cases, {len(found)} findings: {1e3 * middle:.0f} ms CPU, p95 {1e3 * high:.0f}; twelve "
        f"plain group-bys {1e3 * float(np.median(usual)):.0f} ms; {1e6 * middle / rows:.2f} µs a case"
    )
