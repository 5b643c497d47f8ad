"""Whatever the bytes, a file is read or refused, and the program that asked for it lives on.

The long run: python main.py test -m soak tests/importing/test_mutants.py
"""

from __future__ import annotations

import os
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from advocacy.errors import ReadError
from advocacy.importing import child
from advocacy.resources import RESOURCES
from tests.importing.mutants import read_mutants
from tests.shared_data import SHARED_DATA

_EXPECTED = {"read", "refused", "memory", "stopped"}  # stopped: the reading process died, and only it
_TOGETHER = 100
_SEEDS = 40
_SECONDS = 30  # the longest one file may take, so that nobody waits for ever


def _seeds() -> list[Path]:
    """The example files, and real ones where they are at hand; small ones, to try many."""
    own = sorted((RESOURCES / "sample").glob("*.xlsx"))[:3]
    folder = SHARED_DATA / "nasty_spreadsheets"
    real = [
        path
        for path in (sorted(folder.rglob("*")) if folder.is_dir() else [])
        if path.suffix in (".xlsx", ".xls", ".ods", ".xlsb", ".csv") and path.stat().st_size < 60_000
    ]
    step = max(1, len(real) // (_SEEDS - len(own)))
    return own + [path for path in real if "expected_csv" not in path.parts][::step]


def _batch(numbers: range) -> Counter[str]:
    try:
        return child.run(read_mutants, _seeds(), list(numbers), seconds=_SECONDS * _TOGETHER)
    except ReadError:  # the reading process died; find the one mutant, the others must be judged too
        if len(numbers) == 1:
            return Counter({"stopped": 1})
        half = len(numbers) // 2
        return _batch(numbers[:half]) + _batch(numbers[half:])


def test_some_mutants() -> None:
    outcome = _batch(range(120))
    assert sum(outcome.values()) == 120
    assert set(outcome) <= _EXPECTED, outcome
    assert outcome["read"] and outcome["refused"]


@pytest.mark.soak
def test_ten_thousand_mutants() -> None:
    count = int(os.environ.get("GROUNDSWELL_MUTANTS", "10000"))
    with ThreadPoolExecutor(2) as pool:
        batches = [range(start, min(start + _TOGETHER, count)) for start in range(0, count, _TOGETHER)]
        outcome = sum(pool.map(_batch, batches), Counter[str]())
    print(f"\n{count} mutants: {dict(outcome)}; this process is alive")
    assert sum(outcome.values()) == count
    assert set(outcome) <= _EXPECTED
