"""Days and moments as the grid and its side write them."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator

import pytest

from ui.models.cell_text import moment_text


@pytest.fixture
def _in_accra() -> Iterator[None]:
    former = os.environ.get("TZ")
    os.environ["TZ"] = "GMT"
    time.tzset()
    yield
    if former is None:
        del os.environ["TZ"]
    else:
        os.environ["TZ"] = former
    time.tzset()


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the clock of this system cannot be set for a test")
@pytest.mark.usefixtures("_in_accra", "qapp")
@pytest.mark.parametrize(
    ("iso", "ends"),
    [
        ("2026-11-28T09:05:00+00:00", "09:05"),
        ("2026-11-28T23:30:00-02:00", "01:30"),
        ("2026-11-28", "28"),
        ("", ""),
    ],
)
def test_a_moment_is_told_on_the_clock_of_this_computer(iso: str, ends: str) -> None:
    assert moment_text(iso).endswith(ends)
