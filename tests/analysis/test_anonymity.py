"""Rows that are given away one by one: who looks like whom."""

from __future__ import annotations

import pandas as pd
import pytest

from advocacy.analysis.anonymity import anonymity, look_alikes
from advocacy.importing.readers import read_workbook
from tests.shared_data import SHARED_DATA, needs_shared_data

_KEYS = ["Key1", "Key2", "Key3", "Key4"]


def test_rows_that_look_alike() -> None:
    rows = pd.DataFrame({"sex": list("ffmmm"), "place": list("aabbc"), "secret": [1, 1, 2, 3, 4]})
    assert look_alikes(rows, ["sex", "place"]).tolist() == [2, 2, 2, 2, 1]
    judged = anonymity(rows, ["sex", "place"], 2, "secret")
    assert (judged.smallest, judged.below, judged.varied) == (1, 1, 1)
    assert judged.risk == pytest.approx((4 * 0.5 + 1) / 5)


def test_what_is_not_known_looks_like_anything() -> None:
    rows = pd.DataFrame({"sex": ["f", "f", None, "m"], "place": ["a", "b", "a", "a"]})
    assert look_alikes(rows, ["sex", "place"]).tolist() == [2, 1, 3, 2]


def test_pairs_of_fields_tell_more_than_one_thinks() -> None:
    rows = pd.DataFrame({"a": list("xxxy"), "b": list("ppqq"), "c": list("rsrs"), "d": list("tttt")})
    assert anonymity(rows, list("abcd"), 2).smallest_together == 1
    assert anonymity(rows.iloc[:0], ["a"], 5).smallest == 0


@needs_shared_data
def test_the_example_of_the_reference() -> None:
    """Eight rows, as sdcMicro counts them."""
    cells = read_workbook(SHARED_DATA / "stats_truth" / "sdcMicro" / "francdat.csv").sheets[0].rows
    rows = pd.DataFrame(list(cells[1:]), columns=[str(name) for name in cells[0]])
    assert look_alikes(rows, _KEYS).tolist() == [2, 2, 2, 1, 1, 1, 1, 2]
