"""Working days as a law counts them."""

from __future__ import annotations

from datetime import date

import numpy as np

from advocacy.analysis.working_days import deadline, working_days_between


def _days(*texts: str) -> np.ndarray:
    return np.array(texts, dtype="datetime64[D]")


def test_weekends_holidays_and_the_first_day_do_not_count() -> None:
    friday, monday = _days("2024-03-29"), _days("2024-04-01")
    assert working_days_between(friday, monday).tolist() == [1.0]
    assert working_days_between(friday, monday, [date(2024, 4, 1)]).tolist() == [0.0]
    assert working_days_between(friday, friday).tolist() == [0.0]


def test_missing_days_stay_missing() -> None:
    counted = working_days_between(_days("2024-03-29", "NaT"), _days("NaT", "2024-04-01"))
    assert np.isnan(counted).all()
    assert np.isnat(deadline(_days("NaT"), 10, is_working=True)).all()


def test_deadlines() -> None:
    filed = _days("2024-03-29", "2024-03-30")  # a Friday, a Saturday
    assert deadline(filed, 10, is_working=False).astype(str).tolist() == ["2024-04-08", "2024-04-09"]
    assert deadline(filed, 10, is_working=True).astype(str).tolist() == ["2024-04-12", "2024-04-12"]
    free = [date(2024, 4, 1)]
    assert deadline(filed[:1], 1, is_working=True, holidays=free).astype(str).tolist() == ["2024-04-02"]
