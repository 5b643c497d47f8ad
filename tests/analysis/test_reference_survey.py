"""Means, totals and domains of samples: published results of R's survey package, to the printed digits."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import combinations, product

import numpy as np
import pytest
from numpy.typing import NDArray

from advocacy.analysis.statistics.proportion import weighted_share
from advocacy.analysis.statistics.survey_design import SurveyDesign, covariance_of_totals, kish, mean, total
from advocacy.analysis.statistics.weighting import post_stratified
from tests.printed_digits import is_printed
from tests.r_printout import SurveyEstimate, survey_estimates
from tests.shared_data import TRUTH, expected, golden, imported_answers, needs, needs_shared_data, numbers

Numbers = NDArray[np.float64]
_SAMPLES = TRUTH / "survey_api"
_PRINTED = TRUTH / "survey" / "api.Rout.saved.txt"
_PRINTED_DOMAINS = TRUTH / "survey" / "survey_domain.Rout.save.txt"
_TWO_STAGES = _SAMPLES / "apiclus2.csv"
_LAST_DIGIT = 1.0  # the error of a mean over post-strata is near a half there; R's and ours fall on two sides
# The example of the SUDAAN manual on which the package prints its domains: stratum, weight, value.
_DOMAINS = np.array(
    [(1, 3, 2.8), (1, 3, 4.1), (1, 3, 6.8), (1, 3, 6.8), (1, 3, 9.2), (2, 4, 3.7), (2, 4, 6.6), (2, 4, 4.2)]
)


def _column(sample: str, name: str) -> Numbers:
    found: Numbers = numbers(imported_answers(_SAMPLES / f"{sample}.csv"), name)
    return found


def _codes(sample: str, name: str) -> NDArray[np.int64]:
    texts = imported_answers(_SAMPLES / f"{sample}.csv").frame[name].astype("str")
    return np.unique(texts, return_inverse=True)[1].astype(np.int64)


def _design(name: str) -> tuple[str, SurveyDesign]:
    """The sample and the design by the names the printed session gives them."""
    if name == "dstrat":
        sample, more = "apistrat", {"strata": _codes("apistrat", "stype")}
        population = _column(sample, "fpc")
    elif name == "dclus1":
        sample, more = "apiclus1", {"clusters": _codes("apiclus1", "dnum")}
        population = _column(sample, "fpc")
    else:
        sample, more = "apiclus2", {"clusters": _codes("apiclus2", "dnum")}
        if name == "dclus2wr":
            return sample, SurveyDesign.of(len(more["clusters"]), _column(sample, "pw"), **more)
        more["cluster_size"] = _column(sample, "fpc2")
        population = _column(sample, "fpc1")
    weights = _column(sample, "pw")
    return sample, SurveyDesign.of(len(weights), weights, population=population, **more)


def _of_the_register(design: SurveyDesign, sizes: Numbers, groups: NDArray[np.int64]) -> SurveyDesign:
    """The design with weights that meet the number of schools of each type."""
    weights = post_stratified(groups, sizes) if np.ptp(design.weights) == 0 else None
    if weights is None:
        have = np.bincount(groups, weights=design.weights)
        weights = design.weights * (sizes / have)[groups]
    weights = weights / weights.sum() * sizes.sum()
    return SurveyDesign.of(
        len(weights), weights, design.strata, design.clusters, design.population, post_strata=groups
    )


@needs_shared_data
def test_means_and_totals() -> None:
    names = {"apistrat": "dstrat", "apiclus1": "dclus1", "apiclus2": "dclus2"}
    compared = 0
    for row in expected(TRUTH / "survey_truth.csv"):
        if not (_SAMPLES / f"{row['dataset']}.csv").is_file():
            continue  # the whole population, and the sample of two stages, are told without their data
        sample, design = _design(names[row["dataset"]])
        what, variable = row["statistic"].split()[:2]
        found = (mean if what == "mean" else total)(_column(sample, variable), design)
        assert is_printed(found.value, row["estimate"].removesuffix(".0")), row
        assert is_printed(found.standard_error, row["se"]), row
        compared += 2
    assert compared >= 8


@needs_shared_data
def test_every_row_of_the_samples_arrives() -> None:
    sizes = {
        name: len(imported_answers(_SAMPLES / f"{name}.csv")) for name in ("apistrat", "apiclus1", "apisrs")
    }
    assert sizes == {"apistrat": 200, "apiclus1": 183, "apisrs": 200}
    simple = _column("apisrs", "api00")
    design = SurveyDesign.of(200, _column("apisrs", "pw"), population=_column("apisrs", "fpc"))
    found = mean(simple, design)
    assert found.value == pytest.approx(simple.mean())
    textbook = np.sqrt((1 - 200 / 6194) * simple.var(ddof=1) / 200)  # Cochran, Sampling Techniques, (2.20)
    assert found.standard_error == pytest.approx(textbook)


@needs_shared_data
def test_domains_are_ratios() -> None:
    """What the printed session asserts of a stratified sample: the mean of a domain is a ratio."""
    sample, design = _design("dstrat")
    enrolled = _column(sample, "enroll")
    inside = (imported_answers(_SAMPLES / "apistrat.csv").frame["comp.imp"] == "Yes").to_numpy()
    found = mean(enrolled, design, inside)
    top, below = np.where(inside, enrolled, 0.0), inside.astype(float)
    ratio = (design.weights @ top) / (design.weights @ below)
    parts = design.weights[:, None] * np.stack([top, below], axis=1)
    gradient = np.array([1.0, -ratio]) / (design.weights @ below)
    error = np.sqrt(gradient @ covariance_of_totals(parts, design) @ gradient)
    assert found.value == pytest.approx(ratio)
    assert found.standard_error == pytest.approx(error)


def _domain(at_most_four: bool) -> tuple[float, float]:
    stratum, weight, value = _DOMAINS.T
    design = SurveyDesign.of(len(value), weight, strata=stratum.astype(np.int64))
    found = mean(value, design, (value <= 4) == at_most_four)
    return found.value, found.standard_error


def test_a_domain_by_hand() -> None:
    """The residuals of the ratio, stratum by stratum (Cochran, 1977, 5A.14), written out for eight people."""
    for at_most_four in (False, True):
        value, error = _domain(at_most_four)
        inside = (_DOMAINS[:, 2] <= 4) == at_most_four
        people = _DOMAINS[inside, 1].sum()
        variance = 0.0
        for stratum, n in ((1, 5), (2, 3)):
            mine = _DOMAINS[:, 0] == stratum
            residual = _DOMAINS[mine, 1] * np.where(inside, _DOMAINS[:, 2] - value, 0.0)[mine] / people
            variance += n / (n - 1) * sum((one - residual.mean()) ** 2 for one in residual)
        assert value == pytest.approx(np.average(_DOMAINS[inside, 2], weights=_DOMAINS[inside, 1]))
        assert error == pytest.approx(np.sqrt(variance))


@needs(_PRINTED_DOMAINS)
def test_the_printed_domains() -> None:
    text = _PRINTED_DOMAINS.read_text(encoding="utf-8")
    one = re.search(r"svymean\(~x, *design=dsub\)\)\s+mean +SE *\n *x +(\S+) +(\S+)", text)
    assert one and all(is_printed(v, t) for v, t in zip(_domain(False), one.groups(), strict=True))
    rows = re.findall(r"^(FALSE|TRUE) +(?:FALSE|TRUE) +(\S+) +(\S+) *$", text, re.M)
    assert len(rows) == 2
    for name, value, error in rows:
        found = _domain(name == "FALSE")
        assert is_printed(found[0], value.rstrip("0")) and is_printed(found[1], error)


def _printed(designs: set[str]) -> list[SurveyEstimate]:
    return [one for one in survey_estimates(_PRINTED) if one.design in designs]


def _schools() -> Numbers:
    """The number of schools of each type, as the printed session tells it."""
    found = re.search(
        r"\(PSUs\): *\n +E +H +M *\n *(\d+) +(\d+) +(\d+)", _PRINTED.read_text(encoding="utf-8")
    )
    assert found
    return np.array([float(size) for size in found.groups()])


@needs(_PRINTED)
def test_the_printed_session_of_the_samples() -> None:
    estimates = _printed({"dstrat", "dclus1"})
    assert len(estimates) >= 4
    for one in estimates:
        sample, design = _design(one.design)
        found = (mean if one.statistic == "svymean" else total)(_column(sample, one.variable), design)
        assert is_printed(found.value, one.value) and is_printed(found.standard_error, one.error), one


@needs(_PRINTED)
def test_the_printed_session_of_weights_that_meet_the_register() -> None:
    sample, design = _design("dclus1")
    design = _of_the_register(design, _schools(), _codes(sample, "stype"))
    estimates = _printed({"dclus1p"})
    assert len(estimates) >= 2
    for one in estimates:
        found = (mean if one.statistic == "svymean" else total)(_column(sample, one.variable), design)
        assert is_printed(found.value, one.value)
        assert is_printed(found.standard_error, one.error, _LAST_DIGIT), one


def _estimate(
    one: SurveyEstimate, sample: str, sizes: Numbers, kinds: NDArray[np.int64]
) -> Callable[[SurveyDesign], float]:
    """The printed estimate as a function of the design, which leaves out one cluster after the other."""
    of, values = mean if one.statistic == "svymean" else total, _column(sample, one.variable)
    if one.design == "rclus1p":
        return lambda design: of(values, _of_the_register(design, sizes, kinds)).value
    return lambda design: of(values, design).value


def _without_each_cluster(
    estimate: Callable[[SurveyDesign], float], design: SurveyDesign, around_the_whole: bool
) -> float:
    """The error by leaving out one cluster after the other (Lumley, Complex Surveys, 2010, section 2.3)."""
    clusters = np.unique(design.clusters)
    n = len(clusters)
    left = []
    for cluster in clusters:
        weights = np.where(design.clusters == cluster, 0.0, design.weights * n / (n - 1))
        left.append(
            estimate(
                SurveyDesign.of(len(weights), weights, design.strata, design.clusters, design.population)
            )
        )
    middle = estimate(design) if around_the_whole else np.mean(left)
    assert design.population is not None
    scale = (n - 1) / n * (1 - n / design.population[0])
    return float(np.sqrt(scale * ((np.array(left) - middle) ** 2).sum()))


@needs(_PRINTED)
def test_the_printed_session_of_leaving_out_clusters() -> None:
    """The errors of the replicates, from our means: another way to the error of a cluster sample."""
    sample, design = _design("dclus1")
    kinds, sizes = _codes(sample, "stype"), _schools()
    turned = _PRINTED.read_text(encoding="utf-8").index("replicates.mse=FALSE")
    estimates = _printed({"rclus1", "rclus1p"})
    assert len(estimates) == 8
    for one in estimates:
        estimate = _estimate(one, sample, sizes, kinds)
        assert is_printed(estimate(design), one.value)
        found = _without_each_cluster(estimate, design, one.place < turned)
        assert is_printed(found, one.error, _LAST_DIGIT if one.design == "rclus1p" else 0.5), one


@needs(_PRINTED)
@needs(_TWO_STAGES)
def test_the_printed_session_of_two_stages() -> None:
    estimates = _printed({"dclus2", "dclus2wr"})
    assert len(estimates) >= 4
    for one in estimates:
        sample, design = _design(one.design)
        found = (mean if one.statistic == "svymean" else total)(_column(sample, one.variable), design)
        assert is_printed(found.value, one.value) and is_printed(found.standard_error, one.error), one


def test_two_stages_on_average_over_every_possible_sample() -> None:
    """Three of four cooperatives, two members of each, in all samples there are.

    Drawn without replacement at both stages, the estimated variance of a total is right on average, exactly
    (Cochran, Sampling Techniques, 1977, theorem 11.2).
    """
    population = [[1.0, 4.0, 4.0], [2.0, 9.0], [5.0, 6.0, 1.0, 0.0], [3.0, 3.0, 8.0]]
    truth = sum(map(sum, population))
    totals, variances = [], []
    for drawn in combinations(range(4), 3):
        ways = [list(combinations(population[c], 2)) for c in drawn]
        per_way = 1 / np.prod([len(each) for each in ways])
        for people in product(*ways):
            values = np.array(people).ravel()
            size = np.repeat([float(len(population[c])) for c in drawn], 2)
            design = SurveyDesign.of(
                6,
                weights=4 / 3 * size / 2,
                clusters=np.repeat(drawn, 2),
                population=np.full(6, 4.0),
                cluster_size=size,
            )
            found = total(values, design)
            totals.append((found.value, per_way / 4))
            variances.append((found.standard_error**2, per_way / 4))
    assert sum(share for _, share in totals) == pytest.approx(1.0)
    assert sum(value * share for value, share in totals) == pytest.approx(truth)
    real = sum((value - truth) ** 2 * share for value, share in totals)
    assert sum(value * share for value, share in variances) == pytest.approx(real)


def test_everybody_in_a_stage_leaves_nothing_to_chance() -> None:
    clusters, values = np.repeat([0, 1], 3), np.arange(6.0)
    every = {"clusters": clusters, "population": np.full(6, 2.0)}
    everybody = total(values, SurveyDesign.of(6, cluster_size=np.full(6, 3.0), **every))
    assert everybody.standard_error == 0.0
    some = total(values, SurveyDesign.of(6, cluster_size=np.full(6, 30.0), **every))
    strata = total(values, SurveyDesign.of(6, strata=clusters, population=np.full(6, 30.0)))
    assert some.standard_error == pytest.approx(strata.standard_error)  # every cluster drawn: strata


def test_weights_that_meet_the_register_by_hand() -> None:
    """Post-strata in a simple sample: the error is that within the groups (Cochran, 1977, section 5A.9)."""
    values, groups = np.array([1.0, 3.0, 8.0, 9.0, 13.0]), np.array([0, 0, 1, 1, 1])
    weights = np.array([50.0, 50.0, 20.0, 20.0, 20.0])
    found = total(values, SurveyDesign.of(5, weights, post_strata=groups))
    residual = weights * (values - np.array([2.0, 2.0, 10.0, 10.0, 10.0]))
    assert found.value == 100 * 2 + 60 * 10
    assert found.standard_error == pytest.approx(np.sqrt(5 / 4 * (residual**2).sum()))
    assert total(groups.astype(float), SurveyDesign.of(5, weights, post_strata=groups)).standard_error == 0


@needs_shared_data
def test_the_golden_weights() -> None:
    one = golden("weighted")
    weights, yes = np.array(one["w"]), np.array(one["y"])
    found = mean(yes, SurveyDesign.of(len(yes), weights))
    share = weighted_share(one["y"], one["w"])
    assert found.value == share.share == one["p"]
    for error in (found.standard_error, share.standard_error):
        assert is_printed(error, str(one["se_linearised_wr"]))
    for value, key in zip(kish(weights), ("kish_neff", "kish_deff"), strict=True):
        assert is_printed(value, str(one[key]))
    assert (share.effective_n, share.design_effect) == kish(weights)
