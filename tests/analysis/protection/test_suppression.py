"""Whoever subtracts finds nothing: random tables, linked tables, sums of money."""

from __future__ import annotations

import os

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advocacy.analysis.protection.suppression import Atoms, dominated, hidden_owners, rounded

_K = 5


def _sets(masks: list[np.ndarray]) -> list[np.ndarray]:
    return [np.flatnonzero(mask) for mask in masks]


def _small(sets: list[np.ndarray]) -> list[int]:
    return [number for number, rows in enumerate(sets) if 0 < len(rows) < _K]


def _two_way(rng: np.random.Generator, people: int = 200) -> tuple[list[np.ndarray], list[int]]:
    """Every cell, row total, column total and the total of a random table of six by five."""
    rows = rng.choice(6, people, p=rng.dirichlet(np.ones(6)))
    columns = rng.choice(5, people, p=rng.dirichlet(np.ones(5)))
    sets = [(rows == r) & (columns == c) for r in range(6) for c in range(5)]
    sets += [rows == r for r in range(6)] + [columns == c for c in range(5)] + [np.ones(people, dtype=bool)]
    return _sets(sets), list(range(len(sets)))


def _leaks(tables: int, seed: int) -> int:
    rng = np.random.default_rng(seed)
    leaks = 0
    for _ in range(tables):
        sets, owners = _two_way(rng)
        small = _small(sets)
        hidden = hidden_owners(sets, owners, set(small), small)
        assert set(small) <= hidden
        leaks += len(Atoms(sets, owners).open_to_a_reader(hidden, small))
    return leaks


def test_random_tables_do_not_leak() -> None:
    assert _leaks(30, seed=1) == 0


@pytest.mark.soak
def test_two_thousand_random_tables_do_not_leak() -> None:
    assert _leaks(int(os.environ.get("GROUNDSWELL_TABLES", "2000")), seed=2) == 0


def test_hiding_only_the_small_cells_leaks() -> None:
    """The audit does find what a reader would: else the test above would prove nothing."""
    rng = np.random.default_rng(3)
    found = 0
    for _ in range(30):
        sets, owners = _two_way(rng)
        small = _small(sets)
        found += len(Atoms(sets, owners).open_to_a_reader(set(small), small))
    assert found > 20


def test_tables_that_share_groups_are_looked_at_together() -> None:
    """Two tables hide different neighbours of the same small group; together they would give it away."""
    region = np.repeat([0, 1, 2, 3], [3, 20, 30, 40])
    sets = [region == r for r in range(4)] + [np.ones(93, dtype=bool)]
    twice, owners = _sets(sets * 2), list(range(10))
    hidden = hidden_owners(twice, owners, {0, 1, 5, 7}, [0, 5])
    atoms = Atoms(twice, owners)
    assert not atoms.open_to_a_reader(hidden, [0, 5])
    assert hidden > {0, 1, 5, 7}


def test_no_count_is_negative_is_knowledge_too() -> None:
    """Two hidden groups that add up to one: their counts are 0 or 1, and hiding both is not enough."""
    group = np.array([0] + [2] * 30)
    sets = _sets([group == 0, group == 1, group == 2, np.ones(31, dtype=bool), group <= 1])
    hidden = hidden_owners(sets, range(5), {0, 1}, [0])
    assert not Atoms(sets, range(5)).open_to_a_reader(hidden, [0])


@settings(max_examples=30)
@given(st.lists(st.lists(st.integers(0, 3), min_size=3, max_size=3), min_size=20, max_size=120))
def test_linked_tables_of_three_fields(people: list[list[int]]) -> None:
    data = np.array(people)
    sets = [data[:, field] == code for field in range(3) for code in range(4)]
    sets += [(data[:, 0] == a) & (data[:, 1] == b) for a in range(4) for b in range(4)]
    sets += [np.ones(len(data), dtype=bool)]
    published, owners = _sets(sets), range(len(sets))
    small = _small(published)
    hidden = hidden_owners(published, owners, set(small), small)
    assert not Atoms(published, owners).open_to_a_reader(hidden, small)


@pytest.mark.parametrize(
    ("amounts", "tells"),
    [
        ([], False),
        ([5.0], True),
        ([5.0, 5.0], True),
        ([90.0, 8.0, 2.0], True),
        ([40.0, 30.0, 20.0, 10.0], False),
    ],
)
def test_sums_that_tell_what_one_paid(amounts: list[float], tells: bool) -> None:
    assert dominated(np.array(amounts)) is tells


def test_rounding_is_stable() -> None:
    assert [rounded(count) for count in (0, 2, 3, 7, 8, 12.5)] == [0, 0, 5, 5, 10, 15]
