"""Numbers people gave: the middle of them, weighted where people have weights."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pandas as pd

from advocacy.analysis import numbers
from advocacy.analysis.finding import Chart, Companion, Estimate, Finding, State, Unit
from advocacy.analysis.statistics.middle import median_with_interval
from advocacy.analysis.statistics.weighted_quantile import weighted_quantile
from advocacy.analysis.survey.respondents import Respondents
from advocacy.analysis.survey.words import corrected, headline, survey_finding, weights_method, whom
from advocacy.importing.questionnaire import Question, QuestionKind
from advocacy.wording import say

_QUARTERS = 4  # in each of which there must be a group that may be shown


def number(people: Respondents, question: Question) -> Finding | None:
    """Return the median of a number people gave; None where nobody gave one."""
    if (
        question.kind is not QuestionKind.NUMBER
        or not people.has(question)
        or question.column.startswith("(")
    ):
        return None  # "(…)": a column without a heading, a running number mostly
    values = pd.to_numeric(people.table.frame[question.column], errors="coerce").to_numpy(dtype=np.float64)
    given = np.isfinite(values)
    values = np.where(given, values, np.nan)
    n = int(given.sum())
    if not n:
        return None
    asked = int(people.asked(question, given).sum())
    estimate = _median(people, values, given, asked)
    finding = survey_finding(
        people,
        question,
        (estimate,),
        n,
        asked,
        kind="number",
        unit=Unit.NUMBER,
        chart=Chart.NUMBER,
        method=_method(people),
        companions=tuple(_quarters(people, values, given)),
    )
    return replace(
        finding,
        headline=headline(
            question,
            say(
                "The answers {verb} {value} in the middle case {whom}",
                verb=people.claim.verb,
                value=numbers.estimate(estimate, finding),
                whom=whom(people, asked),
            ),
        ),
    )


def _median(people: Respondents, values: np.ndarray, given: np.ndarray, asked: int) -> Estimate:
    n = int(given.sum())
    counted = given & (people.design.weights > 0)
    if not counted.any():
        return Estimate(missing=asked - n, state=State.NO_DATA)
    if people.is_simple:
        middle, low, high = median_with_interval(values[given])
    else:
        middle, low, high = weighted_quantile(values, people.design)
    has_interval = people.claim.has_interval
    return Estimate(
        value=middle,
        low=low if has_interval else None,
        high=high if has_interval else None,
        n=n,
        missing=asked - n,
        rows=people.rows(given),
    )


def _quarters(people: Respondents, values: np.ndarray, given: np.ndarray) -> Iterator[Companion]:
    weights = np.where(given, people.design.weights, 0.0)
    n = int((weights > 0).sum())
    if n < _QUARTERS * people.smallest:
        return
    if people.is_simple:
        low, high = (float(value) for value in np.percentile(values[given], [25, 75]))
    else:
        low, high = (weighted_quantile(values, people.design, share, given)[0] for share in (0.25, 0.75))
    yield Companion(
        say("Half of the answers lie within {interval}.", interval="{interval}"),
        Unit.NUMBER,
        Estimate(value=low, low=low, high=high, n=n, rows=people.rows(weights > 0)),
    )


def _method(people: Respondents) -> str:
    if people.is_simple:
        if not people.claim.has_interval:
            return say("Median of the answers.")
        return say("Median of the answers; 95% interval between order statistics (binomial).")
    median = say("Weighted median of the answers") + weights_method(people)
    if not people.claim.has_interval:
        return f"{median}."
    return say(
        "{median}; 95% interval by Woodruff with errors by Taylor linearisation.", median=median
    ) + corrected(people)
