"""Published results of other programs, reproduced to the printed digits through our readers."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from advocacy.analysis.proportion import clopper_pearson, wilson
from advocacy.analysis.survey_design import Estimated, SurveyDesign, mean, total
from advocacy.analysis.survival import KaplanMeier, kaplan_meier
from advocacy.importing.readers import read_workbook
from tests.shared_data import SHARED_DATA, needs_shared_data

_TRUTH = SHARED_DATA / "stats_truth"
_SURVIVAL = {"aml": "survival__leukemia.csv", "lung": "survival__cancer.csv"}
_MEDIANS = {  # median and log interval as printed by R
    ("aml", "Maintained"): (31, 18, None),
    ("aml", "Nonmaintained"): (23, 8, None),
    ("lung", "0"): (394, 348, 574),
    ("lung", "1"): (306, 268, 429),
    ("lung", "2"): (199, 156, 288),
}


def _columns(path: Path) -> dict[str, NDArray[np.object_]]:
    rows = read_workbook(path).sheets[0].rows
    return {str(name): np.array([row[i] for row in rows[1:]], dtype=object) for i, name in enumerate(rows[0])}


def _numbers(cells: NDArray[np.object_]) -> NDArray[np.float64]:
    return np.array([np.nan if cell in (None, "NA") else float(cell) for cell in cells])


def _truth(name: str) -> list[dict[str, str]]:
    with (_TRUTH / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _kaplan_meier(data: str, group: str) -> KaplanMeier:
    columns = _columns(_TRUTH / "Rdatasets" / _SURVIVAL[data])
    by = columns["x" if data == "aml" else "ph.ecog"].astype(str)
    event = 1.0 if data == "aml" else 2.0
    mine = by == group
    return kaplan_meier(_numbers(columns["time"])[mine], _numbers(columns["status"])[mine] == event)


def _log_interval(share: float, error: float) -> tuple[float, float]:
    """The interval on the logarithm that R prints; ours is on the log(-log), so it is made from the error."""
    half = 1.959964 * error / share
    return share * np.exp(-half), min(1.0, share * np.exp(half))


def _printed(value: float, text: str) -> bool:
    digits = len(text.split(".")[1]) if "." in text else 0
    return abs(value - float(text)) <= 0.5 * 10**-digits + 1e-9


@needs_shared_data
def test_kaplan_meier_of_r() -> None:
    rows = _truth("km_truth.csv")
    for row in rows:
        data, group = row["fit"].split(":")[0], row["stratum"].split("=")[1]
        km = _kaplan_meier(data, group)
        share, _, _ = km.waiting_at(float(row["time"]))
        assert _printed(share, row["survival"]), row
        place = int(np.searchsorted(km.times, float(row["time"]), side="right")) - 1
        if row["std_err"] == "NaN" or place < 0:
            continue
        assert _printed(float(km.error[place]), row["std_err"]), row
        low, high = _log_interval(share, float(km.error[place]))
        assert _printed(low, row["lower95_log"]) and _printed(high, row["upper95_log"]), row
    assert len(rows) == 58


@needs_shared_data
@pytest.mark.parametrize(("which", "expected"), _MEDIANS.items(), ids=str)
def test_medians_of_r(which: tuple[str, str], expected: tuple[float, float, float | None]) -> None:
    km = _kaplan_meier(*which)
    band = [_log_interval(s, e) for s, e in zip(km.share, km.error, strict=True) if s > 0]
    first = [next((t for t, b in zip(km.times, band, strict=False) if b[end] <= 0.5), None) for end in (0, 1)]
    assert (km.median, *first) == expected


def _estimated(row: dict[str, str]) -> Estimated:
    columns = _columns(_TRUTH / "survey_api" / f"{row['dataset']}.csv")
    weights, population = _numbers(columns["pw"]), _numbers(columns["fpc"])
    groups = np.unique(
        columns["stype" if row["dataset"] == "apistrat" else "dnum"].astype(str), return_inverse=True
    )[1]
    design = (
        SurveyDesign.of(len(weights), weights, strata=groups, population=population)
        if row["dataset"] == "apistrat"
        else SurveyDesign.of(len(weights), weights, clusters=groups, population=population)
    )
    values = _numbers(columns[row["statistic"].split()[1]])
    return mean(values, design) if row["statistic"].startswith("mean") else total(values, design)


@needs_shared_data
def test_means_and_totals_of_the_survey_package() -> None:
    rows = [row for row in _truth("survey_truth.csv") if row["dataset"] in ("apistrat", "apiclus1")]
    for row in rows:
        found = _estimated(row)
        assert _printed(found.value, row["estimate"].removesuffix(".0")), row
        assert _printed(found.standard_error, row["se"]), row
    assert len(rows) == 4


@needs_shared_data
def test_intervals_of_shares() -> None:
    rows = [row for row in _truth("wilson_truth.csv") if row["method"] != "agresti-coull"]
    for row in rows:
        interval = wilson if row["method"] == "wilson" else clopper_pearson
        found = interval(int(row["count"]), int(row["n"]))
        for value, text in zip(found, (row["lower95"], row["upper95"]), strict=True):
            if text:
                assert value == pytest.approx(float(text), abs=5e-5 if len(text) < 7 else 1e-7), row
    assert len(rows) > 15
