"""Days people gave, counted over time in periods long enough to protect small numbers."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from advocacy.analysis import numbers
from advocacy.analysis.finding import Chart, Estimate, Finding, Unit
from advocacy.analysis.period_filter import days_of
from advocacy.analysis.periods import first_day, last_day, period_label
from advocacy.analysis.survey.filters import days_given, filter_field
from advocacy.analysis.survey.respondents import Respondents
from advocacy.analysis.survey.words import headline, survey_finding
from advocacy.importing.questionnaire import Question, QuestionKind
from advocacy.wording import say

_LENGTHS = (1, 3, 6, 12)  # months
_MOST_PERIODS = 36  # more do not fit a chart
SERIES = "answers"


@dataclass(frozen=True)
class Period:
    """Months since year 0, first and last, and the label."""

    first: int
    last: int
    label: str


def dates(people: Respondents, question: Question) -> Finding | None:
    """Return how many of the days fall into each period; None where there are too few to tell any.

    The shortest period is taken in which every count is 0 or at least the smallest group that may be shown;
    where none is, years are put together until each period holds such a group.
    """
    if question.kind is not QuestionKind.DATE or not people.has(question):
        return None
    days = days_given(people.table, question)
    given = ~np.isnat(days)
    if not given.any():
        return None
    months = np.where(given, days.astype("datetime64[M]").astype(np.int64) + 1970 * 12, 0)
    periods = periods_of(months[given], people.smallest)
    if not periods:
        return None
    asked, n = int(people.asked(question, given).sum()), int(given.sum())
    each = []
    for period in periods:
        mine = given & (months >= period.first) & (months <= period.last)
        each.append(
            Estimate(
                group=f"{period.last // 12}-{period.last % 12 + 1:02d}",
                label=period.label,
                series=SERIES,
                value=float(mine.sum()),
                n=n,
                missing=asked - n,
                rows=people.rows(mine),
                counted=(people.rows(given),),
                keeps=days_of(
                    filter_field(people.table, question), first_day(period.first), last_day(period.last)
                ),
            )
        )
    finding = survey_finding(
        people,
        question,
        each,
        n,
        asked,
        kind="date",
        unit=Unit.COUNT,
        chart=Chart.MONTHS,
        method=say("Counts of the days people gave, without weights."),
    )
    most = max(each, key=lambda one: one.value or 0.0)
    return replace(
        finding,
        series_labels=((SERIES, say("Answers")),),
        headline=headline(
            question,
            say(
                "The answers {verb} most days in {period} ({count} of {n})",
                verb=people.claim.verb,
                period=most.label,
                count=numbers.estimate(most, finding),
                n=numbers.count(n),
            ),
        ),
    )


def periods_of(months: NDArray[np.int64], smallest: int) -> list[Period]:
    """Return periods of which none holds 1 to smallest-1 of the months; none where there are fewer in all."""
    if len(months) < smallest:
        return []
    first, last = int(months.min()), int(months.max())
    for length in _LENGTHS:
        begin = first - first % length
        counts = np.bincount((months - begin) // length)
        if len(counts) <= _MOST_PERIODS and np.all((counts == 0) | (counts >= smallest)):
            starts = [begin + number * length for number in range(len(counts))]
            return [Period(start, start + length - 1, period_label(start, length)) for start in starts]
    return _years_together(months // 12, (last - first) // 12 // _MOST_PERIODS + 1, smallest)


def _years_together(years: NDArray[np.int64], fewest: int, smallest: int) -> list[Period]:
    """Years put together from the first on, at least so many, until each period holds enough."""
    known, counts = np.unique(years, return_counts=True)
    edges: list[int] = [int(known[0])]
    held = 0
    for year, count in zip(known.tolist(), counts.tolist(), strict=True):
        if held >= smallest and year - edges[-1] >= fewest:
            edges.append(int(year))
            held = 0
        held += count
    if held < smallest and len(edges) > 1:
        edges.pop()
    ends = [*(edge - 1 for edge in edges[1:]), int(known[-1])]
    return [
        Period(start * 12, end * 12 + 11, str(start) if start == end else f"{start}–{end}")
        for start, end in zip(edges, ends, strict=True)
    ]
