"""Intervals of shares: the published ones of R and the golden ones, each to its printed digits."""

from __future__ import annotations

from decimal import Decimal

import pytest

from advocacy.analysis.statistics.proportion import clopper_pearson, wilson
from tests.printed_digits import is_printed
from tests.shared_data import TRUTH, expected, golden, needs_shared_data


def _digits(text: str) -> str:
    """Long double printing has more digits than a computation keeps: ten decimals are compared."""
    return text if len(text) < 13 else str(round(Decimal(text), 10))


@needs_shared_data
def test_published_intervals() -> None:
    compared = 0
    for row in expected(TRUTH / "wilson_truth.csv"):
        if row["method"] == "agresti-coull":
            continue  # an interval that leaves 0 and 1; the program does not print it
        interval = wilson if row["method"] == "wilson" else clopper_pearson
        found = interval(int(row["count"]), int(row["n"]))
        for value, text in zip(found, (row["lower95"], row["upper95"]), strict=True):
            if not text:
                assert value in (0.0, 1.0)
                continue
            assert is_printed(value, _digits(text)), row
            compared += 1
    assert compared == 36


@needs_shared_data
@pytest.mark.parametrize("method", ["wilson", "clopper_pearson"])
def test_golden_intervals(method: str) -> None:
    shares = golden("prop")
    assert len(shares) == 5
    for text, intervals in shares.items():
        few, whole = map(int, text.split("/"))
        found = (wilson if method == "wilson" else clopper_pearson)(few, whole)
        for value, printed in zip(found, intervals[method], strict=True):
            assert is_printed(value, f"{printed:.4f}"), text
