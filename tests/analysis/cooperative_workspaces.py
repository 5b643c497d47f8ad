"""Returns and registers of cooperatives for tests, made from plain values."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from advocacy.importing.table import Table
from advocacy.workspace import Workspace
from tests.makers import table, workspace

Q1, Q2, Q3, Q4 = (
    (date(2024, 1, 1), date(2024, 3, 31)),
    (date(2024, 4, 1), date(2024, 6, 30)),
    (date(2024, 7, 1), date(2024, 9, 30)),
    (date(2024, 10, 1), date(2024, 12, 31)),
)
YEAR = (Q1[0], Q4[1])
Span = tuple[date | None, date | None]


def statistics(rows: Sequence[tuple[str, Span, dict[str, Any]]]) -> Table:
    """Return the returns: cooperative, period, fields."""
    fields = list(dict.fromkeys(name for *_, more in rows for name in more))
    columns: dict[str, Any] = {
        "cooperative_id": [code for code, *_ in rows],
        "period_start": [span[0] for _, span, _ in rows],
        "period_end": [span[1] for _, span, _ in rows],
    }
    columns |= {name: [more.get(name) for *_, more in rows] for name in fields}
    return table("cooperative_statistics", columns)


def register(codes: Sequence[str], **fields: Sequence[Any]) -> Table:
    """Return a register of these cooperatives."""
    return table("cooperative", {"cooperative_id": list(codes), **fields})


def each(count: int, *spans: Span, **fields: Any) -> list[tuple[str, Span, dict[str, Any]]]:
    """Rows of so many cooperatives, each with a return for every period, all alike."""
    return [(f"C{number:02d}", span, dict(fields)) for number in range(count) for span in spans]


def rates(**benchmarks: tuple[str, float]) -> Table:
    """Twelve KTS a dollar, gold at 1950 a troy ounce and further benchmarks, on the first of each quarter."""
    keys = {"exchange": [("KTS per USD", 12.0)], "metal_price": [("Gold, USD per troy ounce", 1950.0)]}
    keys["metal_price"] += list(benchmarks.values())
    rows = [
        (kind, key, span[0], value)
        for kind, listed in keys.items()
        for key, value in listed
        for span in (Q1, Q2, Q3, Q4)
    ]
    return table(
        "reference_rate",
        {
            "kind": [row[0] for row in rows],
            "key": [row[1] for row in rows],
            "date": [row[2] for row in rows],
            "value": [row[3] for row in rows],
        },
    )


def held(rows: Sequence[tuple[str, Span, dict[str, Any]]], *more: Table, k: int = 5) -> Workspace:
    """Return a workspace with these returns and further tables."""
    return workspace(statistics(rows), *more, k=k)
