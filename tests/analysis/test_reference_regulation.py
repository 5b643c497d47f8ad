"""Doing Business: every published summary by region, through import and analysis, and its own formulas."""

from __future__ import annotations

from functools import cache

import numpy as np
import pandas as pd
import pytest
from numpy.typing import NDArray

from advocacy.analysis.groups import groups_of
from advocacy.analysis.statistics.middle import median_with_interval
from tests.printed_digits import is_printed
from tests.shared_data import SHARED_DATA, expected, imported_answers, needs_shared_data, numbers

_FOLDER = SHARED_DATA / "regulation"
_JOINT = _FOLDER / "comp0034_coursework1_group7" / "DBJoint.csv"
_WIDE = _FOLDER / "Project_EODB_MGTA452"
_TOPIC = "Starting a business"
_ROUNDED = 0.05 + 1e-9  # the scores are printed with one decimal
pytestmark = needs_shared_data


@cache
def _indicator(name: str) -> pd.DataFrame:
    """The rows of one indicator that stand for a whole country, by country."""
    frame = imported_answers(_JOINT).frame
    mine = (frame["Indicator Name"] == name) & frame["Urban Code"].isna()
    return frame[mine].set_index("Country Code")


def _name(indicator: str) -> str:
    return f"{_TOPIC} - Score" if indicator == "SB Score" else f"{_TOPIC}: {indicator}"


def test_summaries_by_region() -> None:
    rows = expected(_FOLDER / "expected_results.csv")
    compared = 0
    for row in rows:
        countries = _indicator(_name(row["indicator"]))
        groups = groups_of(countries["Region"], "survey", "Region")
        mine = groups.rows(groups.labels.index(row["region"]))
        values = countries[row["year"]].to_numpy(dtype=np.float64)[mine]
        values = values[~np.isnan(values)]
        middle, low, high = median_with_interval(values)
        assert len(values) == int(row["n"])
        found = {"mean": values.mean(), "median": middle, "min": values.min(), "max": values.max()}
        for key, value in found.items():
            assert is_printed(float(value), row[key]), (row, key, value)
        assert (low is None) == (len(values) < 6)
        assert low is None or high is None or low <= middle <= high
        compared += 1 + len(found)
    assert compared == 56 * 5


def test_nothing_is_lost_on_the_way() -> None:
    table = imported_answers(_JOINT)
    assert len(table) == 3195 and len(table.frame.columns) == 24
    assert table.frame["Country Code"].nunique() == 191
    assert table.frame["Urban Code"].notna().sum() == 330


@pytest.mark.parametrize("year", ["2016", "2020"])
def test_scores_follow_from_what_they_score(year: str) -> None:
    """Distance to the frontier: procedures from 18 to 1, days from 100 to a half; the topic is the mean."""
    parts: list[NDArray[np.float64]] = []
    codes = _indicator(f"{_TOPIC} - Score").index
    frame = imported_answers(_JOINT).frame
    # Two cities of a country are scored one by one; their mean is not the score of their mean.
    whole = ~codes.isin(frame.loc[frame["Urban Code"].notna(), "Country Code"])
    for what, name, worst, best in (
        ("Procedures required", "(number)", 18.0, 1.0),
        ("Time", "(days)", 100.0, 0.5),
    ):
        both = []
        for who in ("Men", "Women"):
            measured = _values(f"{_TOPIC}: {what} - {who} {name}", year, codes)
            dash = "- " if (what, who) == ("Time", "Women") else " - "
            score = _values(f"{_TOPIC}: {what} - {who} {name}{dash}Score", year, codes)
            known = ~np.isnan(measured) & ~np.isnan(score) & whole
            made = np.clip((worst - measured) / (worst - best) * 100, 0.0, 100.0)
            assert known.sum() >= 178
            assert np.abs(made - score)[known].max() <= _ROUNDED + 1e-6
            both.append(score)
        parts.append(sum(both) / 2)
    per_head = "(% of income per capita) - Score"
    men, women = (_values(f"{_TOPIC}: Cost - {who} {per_head}", year, codes) for who in ("Men", "Women"))
    parts.append((men + women) / 2)
    parts.append(_values(f"{_TOPIC}: Paid-in Minimum capital {per_head}", year, codes))
    topic = _values(f"{_TOPIC} - Score", year, codes)
    known = ~np.isnan(topic)
    assert known.sum() == {"2016": 190, "2020": 191}[year]
    assert np.abs(sum(parts) / 4 - topic)[known].max() <= 2 * _ROUNDED


def _values(name: str, year: str, codes: pd.Index) -> NDArray[np.float64]:
    found: NDArray[np.float64] = _indicator(name)[year].reindex(codes).to_numpy(dtype=np.float64)
    return found


@pytest.mark.parametrize(
    ("file", "indicator"),
    [
        ("procedures.csv", "Procedures required - Men (number)"),
        ("time.csv", "Time - Men (days)"),
    ],
)
def test_regions_are_the_means_of_their_countries(file: str, indicator: str) -> None:
    """The file mixes countries with regions: a mean over all its rows would count most countries often."""
    table = imported_answers(_WIDE / file)
    values = pd.Series(numbers(table, "2019"), index=table.frame["Country Code"].astype("object"))
    countries = _indicator(_name(indicator))
    known = values.reindex(countries.index).fillna(countries["2020"])  # Taiwan is told in the other file only
    africa = (countries["Region"] == "Sub-Saharan Africa").to_numpy()
    assert known.mean() == pytest.approx(values["WLD"], abs=5e-7)
    assert known[africa].mean() == pytest.approx(values["SSF"], abs=5e-7)
    assert values.mean() != pytest.approx(values["WLD"], abs=5e-3)
