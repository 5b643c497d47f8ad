"""The share of people who gave an answer, by the design of the survey."""

from __future__ import annotations

import numpy as np

from advocacy.analysis.finding import Estimate, State
from advocacy.analysis.statistics.proportion import wilson
from advocacy.analysis.statistics.survey_design import korn_graubard, mean
from advocacy.analysis.survey.respondents import Mask, Respondents


def share(
    people: Respondents,
    yes: Mask,
    given: Mask,
    asked: int,
    *,
    group: str = "",
    label: str = "",
) -> Estimate:
    """Return the share of one answer among those given. numerator and denominator count people, not weights.

    Wilson's interval for simple samples, Korn and Graubard's for all others; none where the claim allows
    none. No data where nobody who counts answered.
    """
    yes = yes & given
    found, n = int(yes.sum()), int(given.sum())
    interval: tuple[float, float] | None = None
    effective = None
    if not n or float(people.design.weights[given].sum()) <= 0:
        return Estimate(group=group, label=label, missing=asked - n, state=State.NO_DATA)
    if people.is_simple:
        value = found / n
        interval = wilson(found, n)
    else:
        estimated = mean(yes.astype(np.float64), people.design, given)
        value, effective = estimated.value, min(float(n), estimated.effective_n)
        interval = korn_graubard(estimated, n, is_corrected=people.design.population is not None)
    low, high = interval if interval and people.claim.has_interval else (None, None)
    return Estimate(
        group=group,
        label=label,
        value=value,
        low=low,
        high=high,
        numerator=float(found),
        denominator=float(n),
        n=n,
        missing=asked - n,
        effective_n=effective,
        rows=people.rows(yes),
        counted=(people.rows(given),),
    )
