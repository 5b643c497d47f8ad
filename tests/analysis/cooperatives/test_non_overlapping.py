"""No day counts twice, and what covers most days is kept."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from advocacy.analysis.cooperatives.non_overlapping import non_overlapping

Spans = list[tuple[str, str]]


def _kept(spans: Spans, keys: list[int] | None = None) -> list[int]:
    first = np.array([span[0] for span in spans], dtype="datetime64[D]")
    last = np.array([span[1] for span in spans], dtype="datetime64[D]")
    usable = np.ones(len(spans), dtype=bool)
    numbers = np.array(keys or [0] * len(spans), dtype=np.int64)
    return np.flatnonzero(non_overlapping(numbers, first, last, usable)).tolist()


QUARTERS: Spans = [
    ("2024-01-01", "2024-03-31"),
    ("2024-04-01", "2024-06-30"),
    ("2024-07-01", "2024-09-30"),
    ("2024-10-01", "2024-12-31"),
]
YEAR = ("2024-01-01", "2024-12-31")


@pytest.mark.parametrize(
    ("spans", "kept"),
    [
        ([], []),
        ([YEAR], [0]),
        ([YEAR, *QUARTERS], [1, 2, 3, 4]),  # the same days in finer pieces
        ([*QUARTERS, YEAR], [0, 1, 2, 3]),
        ([YEAR, *QUARTERS[:3]], [0]),  # the year holds a quarter nobody else reports
        ([YEAR, YEAR], [1]),  # the later row is the correction
        ([("2024-01-01", "2024-03-31"), ("2024-03-01", "2024-05-31")], [1]),  # 92 days against 91
        ([QUARTERS[0], ("2024-03-31", "2024-04-01")], [0]),  # a single day in common
        ([QUARTERS[0], QUARTERS[1]], [0, 1]),
        ([QUARTERS[0], ("2024-02-15", "2024-02-15")], [0]),  # a return without an end: its first day
    ],
)
def test_what_is_kept(spans: Spans, kept: list[int]) -> None:
    assert _kept(spans) == kept


def test_cooperatives_do_not_disturb_each_other() -> None:
    assert _kept([YEAR, YEAR, *QUARTERS], [0, 1, 1, 1, 1, 1]) == [0, 2, 3, 4, 5]


def test_what_is_not_usable_is_not_kept() -> None:
    first = np.array(["2024-01-01", "2024-01-01"], dtype="datetime64[D]")
    kept = non_overlapping(np.zeros(2, dtype=np.int64), first, first, np.array([True, False]))
    assert kept.tolist() == [True, False]


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 5)), max_size=8))
def test_no_other_choice_covers_more(spans: list[tuple[int, int]]) -> None:
    """Against every choice there is: none without an overlap has more days, or as many in more pieces."""
    origin = np.datetime64("2024-01-01", "D")
    first = np.array([origin + begin for begin, _ in spans], dtype="datetime64[D]")
    last = first + np.array([length for _, length in spans], dtype="timedelta64[D]")
    kept = non_overlapping(np.zeros(len(spans), np.int64), first, last, np.ones(len(spans), dtype=bool))

    def apart(rows: tuple[int, ...]) -> bool:
        return all(last[a] < first[b] or last[b] < first[a] for a, b in combinations(rows, 2))

    def worth(rows: tuple[int, ...]) -> tuple[int, int]:
        return sum(spans[row][1] + 1 for row in rows), len(rows)

    chosen = tuple(np.flatnonzero(kept).tolist())
    everything = (rows for size in range(len(spans) + 1) for rows in combinations(range(len(spans)), size))
    assert apart(chosen)
    assert worth(chosen) == max(worth(rows) for rows in everything if apart(rows))
