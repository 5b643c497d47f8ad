"""Rows that are given away one by one: who looks like whom."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from advocacy.analysis.protection.anonymity import anonymity, emptied, look_alikes
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


def test_cells_are_emptied_until_everybody_has_look_alikes() -> None:
    chance = np.random.default_rng(3)
    rows = pd.DataFrame(
        {
            "a": chance.choice(list("pqr"), 60),
            "b": chance.choice(list("xyz"), 60),
            "c": chance.integers(0, 20, 60),
        }
    )
    made, share = emptied(rows, ["a", "b", "c"], 5)
    assert look_alikes(made, ["a", "b", "c"]).min() >= 5
    assert 0 < share < 1
    gone = sum(int(made[name].isna().sum()) for name in "abc")
    assert share == pytest.approx(gone / 180)
    assert rows.notna().all().all()  # what was given stays as it was
    assert emptied(made, ["a", "b", "c"], 5)[1] == 0


@pytest.mark.parametrize("size", [0, 1, 4])
def test_fewer_rows_than_wanted_stay_few(size: int) -> None:
    rows = pd.DataFrame({"a": list("wxyz")[:size], "b": [None] * size})
    made, _ = emptied(rows, ["a", "b"], 5)
    assert len(made) == size
    assert anonymity(rows, ["a", "b"], 5).below == size


def test_the_risk_of_all_is_the_sum_of_the_chances() -> None:
    rows = pd.DataFrame({"sex": list("ffmmm")})
    judged = anonymity(rows, ["sex"], 2)
    assert judged.found == pytest.approx(2)  # one of each kind
    assert judged.risk == pytest.approx(0.4)
    assert judged.emptied == 0


@needs_shared_data
def test_what_must_be_emptied_in_the_example_of_the_reference() -> None:
    cells = read_workbook(SHARED_DATA / "stats_truth" / "sdcMicro" / "francdat.csv").sheets[0].rows
    rows = pd.DataFrame(list(cells[1:]), columns=[str(name) for name in cells[0]])
    judged = anonymity(rows, _KEYS, 2, "Num1")
    assert judged.below == 4 and judged.found == pytest.approx(6)
    assert 0 < judged.emptied < 0.5
    assert look_alikes(emptied(rows, _KEYS, 2)[0], _KEYS).min() >= 2
