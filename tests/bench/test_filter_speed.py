"""What a change of the filter costs: twelve findings about licensing anew, beside pandas and DuckDB.

Run: python main.py test -m bench -s tests/bench/test_filter_speed.py
The two others only count and average by twelve fields; we estimate curves, intervals and limits besides.
"""

from __future__ import annotations

import gc
import os
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np
import pandas as pd
import pytest

from advocacy.analysis.findings import licensing
from advocacy.importing.imported import Source
from advocacy.importing.table import Table
from advocacy.workspace import Filter, Workspace

_ROWS = os.environ.get("GROUNDSWELL_BENCH_ROWS", "10000,100000,1000000")
_SIZES = tuple(int(size) for size in _ROWS.split(","))
_FIELDS = {
    "region": 12,
    "association": 40,
    "authority": 25,
    "licence_type": 4,
    "cooperative": 300,
    "district": 90,
}
_CLICKS = 20
_TWELVE = (
    "licensing.time_to_decision",
    "licensing.hurdles",
    "licensing.within_limit.by.authority",
    "licensing.time_to_decision.by.region",
    "licensing.time_to_decision.by.gender",
    "licensing.outcomes",
    "licensing.cost_parts",
    "licensing.flow",
    "licensing.time_to_decision.by.authority",
    "licensing.time_to_decision.by.association",
    "licensing.outcome_probabilities",
    "licensing.law_record_lived",
)


def _workspace(rows: int) -> Workspace:
    chance = np.random.default_rng(0)
    applied = np.datetime64("2019-01-01") + chance.integers(0, 2000, rows).astype("timedelta64[D]")
    decided = applied + chance.integers(20, 700, rows).astype("timedelta64[D]")
    pending = chance.random(rows) < 0.4
    ended = np.where(pending, np.datetime64("NaT"), decided)
    met = np.array(["delay", "fees distance", "fees", "lost_file delay"])[chance.integers(0, 4, rows)]
    closed = np.array(["granted", "refused", "withdrawn"])[chance.integers(0, 3, rows)]
    frame = pd.DataFrame(
        {
            "case_id": pd.Series(np.char.add("A-", np.arange(rows).astype(str)), dtype="str"),
            "date_applied": pd.Series(applied).astype("datetime64[s]"),
            "date_decided": pd.Series(ended).astype("datetime64[s]"),
            "status": pd.Series(np.where(pending, "pending", closed), dtype="str"),
            "hurdles": pd.Series(met, dtype="str"),
            "official_fee": chance.random(rows) * 100,
            "travel_cost": chance.random(rows) * 100,
            "monthly_income": 50 + chance.random(rows) * 100,
            "informal_payment_asked": pd.Series(chance.random(rows) < 0.2, dtype="boolean"),
        }
    )
    for field, kinds in _FIELDS.items():
        names = np.char.add(f"{field} ", chance.integers(0, kinds, rows).astype(str))
        frame[field] = pd.Series(names, dtype="str")
    frame["gender"] = pd.Series(np.where(chance.random(rows) < 0.3, "female", "male"), dtype="str")
    origin = pd.DataFrame({"source": ["a" * 64] * rows, "sheet": ["s"] * rows, "row": np.arange(rows)})
    table = Table("licensing_case", frame, frame, origin, (), None, ("case_id",))
    held = Workspace(sources=(Source("a.xlsx", "a" * 64, 1, "2026-01-01T00:00:00+00:00"),), tables=(table,))
    return replace(held, settings=replace(held.settings, limit_days=90))


def _clicks(kept: int) -> Iterator[Filter]:
    """Filters on districts that keep so many of ninety, each time others."""
    for click in range(_CLICKS):
        yield Filter("district", tuple(f"district {(click * 7 + i) % 90}" for i in range(kept)))


def _cpu(work: Callable[[], Any]) -> float:
    began = time.process_time()
    work()
    return 1e3 * (time.process_time() - began)


def _with_pandas(frame: pd.DataFrame, chosen: Filter) -> None:
    kept = frame[frame["district"].isin(chosen.values)]
    for field in (*_FIELDS, *_FIELDS):
        kept.groupby(field, observed=True)["waited"].agg(["count", "mean"])


def _with_duckdb(connection: Any, chosen: Filter) -> None:
    listed = ", ".join(f"'{code}'" for code in chosen.values)
    for field in (*_FIELDS, *_FIELDS):
        connection.execute(
            f"SELECT {field}, count(*), avg(waited) FROM cases WHERE district IN ({listed}) GROUP BY 1"
        ).fetchall()


@pytest.mark.bench
@pytest.mark.parametrize("rows", _SIZES)
@pytest.mark.parametrize(("scenario", "kept"), [("narrow, 2% kept", 2), ("broad, 57% kept", 51)])
def test_cost_of_a_filter(rows: int, scenario: str, kept: int) -> None:
    duckdb = pytest.importorskip("duckdb", reason="DuckDB is in the dependency group “bench”")
    held = _workspace(rows)
    found = tuple(licensing(held, wanted=_TWELVE))
    frame = held.tables[0].frame
    # The others get what they are best at: categories, and the waiting time worked out beforehand.
    columns = {field: frame[field].astype("category") for field in _FIELDS}
    plain = pd.DataFrame({**columns, "waited": np.arange(rows) % 700})
    connection = duckdb.connect()
    connection.execute("SET threads = 1")
    connection.execute("CREATE TABLE cases AS SELECT * FROM plain")
    gc.collect()
    gc.freeze()  # as the program does once it is warm
    ours, pandas, duck = [], [], []
    for chosen in _clicks(kept):
        ours.append(_cpu(lambda held=held.with_filter(chosen): tuple(licensing(held, wanted=_TWELVE))))
        pandas.append(_cpu(partial(_with_pandas, plain, chosen)))
        duck.append(_cpu(partial(_with_duckdb, connection, chosen)))
    gc.unfreeze()
    middle, high = np.percentile(ours, [50, 95])
    print(
        f"\n{rows:,} cases, {scenario}, {len(found)} findings: {middle:.0f} ms CPU, p95 {high:.0f}; twelve "
        f"plain groupings with pandas {np.median(pandas) / middle:.1f} times that, with DuckDB "
        f"{np.median(duck) / middle:.1f} times; {1e3 * middle / rows:.3f} µs a case"
    )
