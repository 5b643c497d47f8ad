"""Samples that were not simple: weights, strata, clusters, domains, everybody and nobody."""

from __future__ import annotations

import itertools
import json

import numpy as np
import pytest

from advocacy.analysis.statistics.proportion import clopper_pearson, weighted_share
from advocacy.analysis.statistics.survey_design import SurveyDesign, kish, korn_graubard, mean, total
from tests.shared_data import REFERENCE, needs_shared_data


def test_a_simple_sample_has_the_textbook_error() -> None:
    values = np.array([1.0, 2.0, 4.0, 9.0])
    found = mean(values, SurveyDesign.of(4))
    assert found.value == 4.0
    assert found.standard_error == pytest.approx(np.std(values, ddof=1) / 2)
    assert found.degrees_of_freedom == 3
    everybody = mean(values, SurveyDesign.of(4, population=np.full(4, 4.0)))
    assert everybody.standard_error == 0.0


@needs_shared_data
def test_the_reference_of_weights() -> None:
    golden = json.loads((REFERENCE / "golden_numbers.json").read_text(encoding="utf-8"))["weighted"]
    weights, yes = np.array(golden["w"]), np.array(golden["y"])
    found = mean(yes, SurveyDesign.of(len(yes), weights))
    assert found.value == pytest.approx(golden["p"])
    assert found.standard_error == pytest.approx(golden["se_linearised_wr"], abs=1e-6)
    assert kish(weights) == pytest.approx((golden["kish_neff"], golden["kish_deff"]), abs=1e-6)
    assert weighted_share(yes, weights).standard_error == pytest.approx(found.standard_error)


def test_clusters_that_agree_inside_widen_the_interval() -> None:
    yes = np.repeat([1.0, 0.0, 1.0, 0.0, 1.0, 1.0], 10)
    clusters = np.repeat(np.arange(6), 10)
    simple = mean(yes, SurveyDesign.of(60))
    clustered = mean(yes, SurveyDesign.of(60, clusters=clusters))
    assert clustered.standard_error > 2.5 * simple.standard_error
    assert clustered.effective_n < 8 < simple.effective_n
    assert clustered.degrees_of_freedom == 5


def test_a_domain_counts_its_own_people() -> None:
    values = np.array([1.0, 0.0, 1.0, np.nan, 1.0, 0.0])
    domain = np.array([True, True, False, True, True, False])
    found = mean(values, SurveyDesign.of(6), domain)
    assert found.value == pytest.approx(2 / 3)
    assert np.isnan(mean(values, SurveyDesign.of(6), np.zeros(6, dtype=bool)).value)


def test_a_stratum_with_one_cluster_is_not_taken_as_certain() -> None:
    design = SurveyDesign.of(5, strata=np.array([0, 0, 0, 0, 1]))
    assert mean(np.array([1.0, 2.0, 3.0, 4.0, 9.0]), design).standard_error > 0


def test_korn_graubard_of_a_simple_sample_is_exact() -> None:
    yes = np.array([1.0] * 7 + [0.0] * 33)
    found = mean(yes, SurveyDesign.of(40))
    low, high = korn_graubard(found, 40) or (0, 0)
    exact = clopper_pearson(7, 40)
    assert low == pytest.approx(exact[0], abs=0.004)
    assert high == pytest.approx(exact[1], abs=0.004)


@pytest.mark.parametrize("share", [0.0, 1.0])
def test_nobody_and_everybody_have_an_interval(share: float) -> None:
    found = mean(np.full(20, share), SurveyDesign.of(20))
    interval = korn_graubard(found, 20)
    assert interval is not None
    assert interval == pytest.approx(clopper_pearson(int(20 * share), 20))


def test_totals() -> None:
    found = total(np.array([10.0, 20.0, np.nan]), SurveyDesign.of(3, np.array([2.0, 1.0, 5.0])))
    assert found.value == 40.0
    one = mean(np.array([1.0]), SurveyDesign.of(1))
    assert one.interval is None and korn_graubard(one, 1) is None


def test_two_stages_without_bias() -> None:
    """Over every sample that can be drawn, the mean of the variances is the variance of the totals."""
    clusters = [[1.0, 4.0, 2.0], [7.0, 5.0, 9.0, 8.0], [3.0, 3.0, 6.0], [2.0, 8.0, 5.0]]
    chosen, inside = 2, 2
    totals, variances, odds = [], [], []
    for drawn in itertools.combinations(range(len(clusters)), chosen):
        within = [list(itertools.combinations(clusters[c], inside)) for c in drawn]
        for people in itertools.product(*within):
            values = np.array([value for group in people for value in group])
            size = np.array([float(len(clusters[c])) for c in drawn for _ in range(inside)])
            design = SurveyDesign.of(
                len(values),
                len(clusters) / chosen * size / inside,
                None,
                np.repeat(np.arange(chosen), inside),
                np.full(len(values), float(len(clusters))),
                size,
            )
            found = total(values, design)
            totals.append(found.value)
            variances.append(found.standard_error**2)
            odds.append(1 / np.prod([len(w) for w in within]))
    weight = np.array(odds) / np.sum(odds)
    centre = float(weight @ np.array(totals))
    assert centre == pytest.approx(sum(map(sum, clusters)))
    assert float(weight @ np.array(variances)) == pytest.approx(
        float(weight @ (np.array(totals) - centre) ** 2)
    )


def test_everybody_asked_leaves_no_doubt() -> None:
    values = np.array([1.0, 0.0, 1.0, 1.0])
    design = SurveyDesign.of(4, None, None, np.array([0, 0, 1, 1]), np.full(4, 2.0), np.full(4, 2.0))
    assert mean(values, design).standard_error == pytest.approx(0.0)
    alone = SurveyDesign.of(2, None, None, np.array([0, 1]), np.full(2, 2.0), np.array([3.0, np.nan]))
    assert mean(values[:2], alone).standard_error > 0
