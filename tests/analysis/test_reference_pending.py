"""What leaving out pending cases does to an answer, and that counting them as waiting puts it right.

The cases behind the golden numbers are not given, only the truth they were drawn from: a median and a mean,
which are those of one log-normal distribution. Cases drawn from it anew show the same.
"""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest

from advocacy.analysis.findings import finding
from advocacy.analysis.licensing.cases import licensing_cases
from advocacy.analysis.statistics.survival import kaplan_meier
from advocacy.validation.checked_import import import_file
from tests.makers import workspace
from tests.shared_data import golden, needs_shared_data

_TODAY = date(2025, 6, 30)
_LIMIT = 120
_MEDIAN, _MEAN = 240.0, 330.5  # a middling register, where the golden file is not there


def _register(median: float, mean: float, window: int, size: int = 6000) -> tuple[list[int], list[int]]:
    """Days a case took in truth, and days since its application, which is spread evenly over the window."""
    rng = np.random.default_rng(20)
    spread = np.sqrt(2 * np.log(mean / median))  # of a log-normal: mean over median is exp(spread² / 2)
    took = np.ceil(rng.lognormal(np.log(median), spread, size)).astype(int)
    return took.tolist(), rng.integers(1, window, size).tolist()


def _written(path: Path, took: list[int], since: list[int]) -> Path:
    lines = ["Case ID,Date applied,Date decided"]
    for number, (days, ago) in enumerate(zip(took, since, strict=True)):
        applied = _TODAY - timedelta(ago)
        decided = applied + timedelta(days) if days <= ago else ""
        lines.append(f"A-{number},{applied},{decided}")
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def _check(path: Path, median: float, mean: float, share_pending: float) -> dict[str, float]:
    """Draw a register with about this share pending; return what is naive and what is not."""
    windows = np.arange(200, 1600, 50)
    pending = []
    for window in windows:
        took, since = _register(median, mean, int(window))
        pending.append(np.mean(np.array(took) > np.array(since)))
    window = int(windows[np.argmin(np.abs(np.array(pending) - share_pending))])
    took, since = _register(median, mean, window)
    (table,) = import_file(_written(path, took, since)).tables
    held = workspace(table, data_date=_TODAY)
    cases = licensing_cases(held)
    assert cases is not None and cases.timed.all()
    overall = finding(held, "licensing.time_to_decision").overall
    assert overall is not None and overall.value is not None
    km = kaplan_meier(cases.waited, cases.decided)
    days, old = cases.waited[cases.decided], np.array(since) >= _LIMIT
    return {
        "pending_share": overall.pending / overall.n,
        "true_on_time_120d": float(np.mean(np.array(took) <= _LIMIT)),
        "naive_mean_of_decided": float(days.mean()),
        "naive_median_of_decided": float(np.median(days)),
        "naive_on_time_120d_decided_only": float((days <= _LIMIT).mean()),
        "km_median": overall.value,
        "km_on_time_120d": 1 - km.waiting_at(_LIMIT)[0],
        "matured_cohort_120d": float((np.array(took)[old] <= _LIMIT).mean()),
    }


def test_pending_cases_counted_as_waiting_give_the_truth(tmp_path: Path) -> None:
    found = _check(tmp_path / "register.csv", _MEDIAN, _MEAN, 0.4)
    assert found["pending_share"] == pytest.approx(0.4, abs=0.03)
    assert found["naive_median_of_decided"] < 0.8 * _MEDIAN
    assert found["naive_mean_of_decided"] < 0.7 * _MEAN
    assert found["km_median"] == pytest.approx(_MEDIAN, rel=0.06)
    truth = found["true_on_time_120d"]
    assert found["naive_on_time_120d_decided_only"] > 1.3 * truth
    for key in ("km_on_time_120d", "matured_cohort_120d"):
        assert found[key] == pytest.approx(truth, abs=0.02)


@needs_shared_data
def test_the_golden_bias(tmp_path: Path) -> None:
    """The golden truth gives the golden picture; a draw of its own comes near, not to the digit."""
    one = golden("pending_bias")
    found = _check(tmp_path / "register.csv", one["true_median"], one["true_mean"], one["pending_share"])
    assert found["pending_share"] == pytest.approx(one["pending_share"], abs=0.03)
    assert found["true_on_time_120d"] == pytest.approx(one["true_on_time_120d"], abs=0.02)
    assert found["km_on_time_120d"] == pytest.approx(one["km_on_time_120d"], abs=0.02)
    assert found["matured_cohort_120d"] == pytest.approx(one["matured_cohort_120d"], abs=0.03)
    assert found["km_median"] == pytest.approx(one["km_median"], rel=0.08)
    for key in ("naive_mean_of_decided", "naive_median_of_decided"):
        assert found[key] == pytest.approx(one[key], rel=0.15)
    key = "naive_on_time_120d_decided_only"
    assert found[key] == pytest.approx(one[key], abs=0.06)
