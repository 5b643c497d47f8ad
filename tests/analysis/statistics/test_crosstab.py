"""Two questions crossed: the usual tests, and the one for samples that were not simple."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import chi2_contingency, fisher_exact

from advocacy.analysis.statistics.crosstab import crosstab
from advocacy.analysis.statistics.survey_design import SurveyDesign


def _spread(table: list[list[int]]) -> tuple[np.ndarray, np.ndarray]:
    rows = [r for r, line in enumerate(table) for c, count in enumerate(line) for _ in range(count)]
    columns = [c for line in table for c, count in enumerate(line) for _ in range(count)]
    return np.array(rows), np.array(columns)


def test_pearson_and_fisher() -> None:
    big, small = [[30, 10, 5], [20, 20, 15]], [[3, 1], [1, 6]]
    found = crosstab(*_spread(big), SurveyDesign.of(100), (2, 3))
    assert found.test == "chi2" and found.p == pytest.approx(chi2_contingency(big)[1])
    assert found.row_shares[0, 0] == pytest.approx(30 / 45)
    found = crosstab(*_spread(small), SurveyDesign.of(11), (2, 2))
    assert found.test == "fisher" and found.p == pytest.approx(fisher_exact(small)[1])


def test_rao_scott_is_near_pearson_where_weights_hardly_differ() -> None:
    table = [[60, 30], [40, 70]]
    rows, columns = _spread(table)
    weights = np.where(np.arange(len(rows)) % 2, 1.0001, 0.9999)
    found = crosstab(rows, columns, SurveyDesign.of(len(rows), weights), (2, 2))
    assert found.test == "rao-scott" and found.p is not None
    pearson = chi2_contingency(table, correction=False)[1]
    assert np.log(found.p) == pytest.approx(np.log(pearson), rel=0.15)


def test_clusters_make_a_difference_less_sure() -> None:
    rng = np.random.default_rng(4)
    clusters = np.repeat(np.arange(20), 20)
    rows = np.repeat(rng.integers(0, 2, 20), 20)
    columns = (rng.random(400) < np.repeat(0.2 + 0.6 * rng.random(20), 20)).astype(int)
    simple = crosstab(rows, columns, SurveyDesign.of(400), (2, 2)).p
    clustered = crosstab(rows, columns, SurveyDesign.of(400, clusters=clusters), (2, 2)).p
    assert simple is not None and clustered is not None and clustered > simple


def test_false_alarms_are_as_rare_as_they_should_be() -> None:
    rng = np.random.default_rng(1)
    alarms = 0
    for _ in range(300):
        weights = rng.choice([1.0, 3.0], 200)
        rows, columns = rng.integers(0, 2, 200), rng.integers(0, 3, 200)
        p = crosstab(rows, columns, SurveyDesign.of(200, weights), (2, 3)).p
        alarms += p is not None and p < 0.05
    assert 3 <= alarms <= 30


def test_nothing_to_test() -> None:
    nobody = np.array([-1, -1])
    assert crosstab(nobody, nobody, SurveyDesign.of(2), (2, 2)).p is None
    assert crosstab(np.array([0, 0]), np.array([0, 1]), SurveyDesign.of(2), (2, 2)).p is None
