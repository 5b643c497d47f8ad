"""What cases and cooperatives have had that no single cell says, by which a clicked mark filters.

A part of the cost is no property of a case, and a step of the loan funnel none of a cooperative. Having paid
for it, or having got so far, is: so the filter is on that, and says so.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from advocacy.analysis import numbers
from advocacy.analysis.groups import groups_in
from advocacy.analysis.period_filter import DECIDED, FILED, RETURNS, days_in, ends
from advocacy.importing.table import Table
from advocacy.schema import schemas
from advocacy.wording import either, say
from advocacy.workspace import Filter

_CASES, _REGISTER = "licensing_case", "cooperative"
PAID_FOR = "licensing_case.paid_for"  # values: fields of costs
WAITING_ON = "licensing_case.waiting_on"  # its only value: an ISO day
TRAINED_IN = "cooperative_statistics.trained_in"  # values: topics as `groups_in` has them
LOANS = "cooperative_statistics.loans"  # values: steps of the loan funnel
OVER_TIME = (FILED, DECIDED, WAITING_ON)  # by which cases of a time are kept
COST_PARTS = ("official_fee", "travel_cost", "consultant_cost", "other_cost")
LOANS_OF = {  # by step of the loan funnel what a cooperative reports that has got so far
    "applied_of_needed": "loans_applied",
    "granted_of_applied": "loans_granted",
    "granted_of_needed": "loans_granted",
}

Mask = NDArray[np.bool_]


def traits_of(table: str) -> tuple[str, ...]:
    """Return the fields of the filters on what the rows of this table have had."""
    if table == _CASES:
        return (PAID_FOR, WAITING_ON)
    return (TRAINED_IN, LOANS) if table in (_REGISTER, RETURNS) else ()


def cases_having(cases: Table, chosen: Filter) -> Mask:
    """Return which cases have paid something for one of these costs, or waited on this day."""
    if chosen.field == WAITING_ON:
        return _waiting(cases, chosen)
    return _any(cases, [name for name in chosen.values if name in COST_PARTS])


def cooperatives_having(returns: Table, chosen: Filter, among: Mask) -> frozenset[str]:
    """Return the cooperatives that report what is filtered on, in any of their returns among these.

    A cooperative is kept or left out as a whole: training and what comes of it are not reported together.
    """
    if "cooperative_id" not in returns.frame.columns:
        return frozenset()
    if chosen.field == LOANS:
        had = _any(returns, [LOANS_OF[step] for step in chosen.values if step in LOANS_OF])
    else:
        had = _any(returns, ["people_trained"]) & _on_topic(returns, chosen)
    return frozenset(returns.frame["cooperative_id"][had & among].dropna())


def of_cooperatives(table: Table, kept: frozenset[str]) -> Mask:
    """Return which rows of the register or of the returns are about these cooperatives."""
    if "cooperative_id" not in table.frame.columns:
        return np.zeros(len(table), dtype=bool)
    mask: Mask = table.frame["cooperative_id"].isin(kept).to_numpy(dtype=bool)
    return mask


def trait_words(chosen: Filter, table: Table) -> str:
    """Return such a filter in words, and whom it cannot tell: "with travel cost above 0".

    table: the cases, or the returns of the cooperatives.
    """
    if chosen.field == WAITING_ON:
        day, _ = ends(chosen)
        return say(
            "waiting on {day} (long waits are met more often among them)",
            day=numbers.day(day) if day else numbers.MISSING,
        )
    if chosen.field == PAID_FOR:
        return _paid_words(chosen, table)
    if chosen.field == TRAINED_IN:
        topics = [say("“{words}”", words=topic) for topic in _topics(chosen, table)]
        return say("cooperatives with training on {topics}", topics=either(topics))
    said = {"loans_applied": say("a loan applied for"), "loans_granted": say("a loan granted")}
    loans = dict.fromkeys(said[LOANS_OF[step]] for step in chosen.values if step in LOANS_OF)
    return say("cooperatives with {loans}", loans=either([*loans]))


def _paid_words(chosen: Filter, table: Table) -> str:
    fields = [schemas()[_CASES].field(name) for name in chosen.values if name in COST_PARTS]
    said = say("with {costs} above 0", costs=either([field.title().lower() for field in fields if field]))
    known = [table.frame[name] for name in chosen.values if name in table.frame.columns]
    if any(column.isna().any() for column in known):
        return say("{said} (those where it is not recorded left out)", said=said)
    return said


def _topics(chosen: Filter, table: Table) -> list[str]:
    if "training_topic" not in table.frame.columns:
        return list(chosen.values)
    groups = groups_in(table, "training_topic")
    labels = dict(zip(groups.codes, groups.labels, strict=True))
    return [labels.get(code, code) for code in chosen.values]


def _on_topic(returns: Table, chosen: Filter) -> Mask:
    if "training_topic" not in returns.frame.columns:
        return np.zeros(len(returns), dtype=bool)
    groups = groups_in(returns, "training_topic")
    wanted = [number for number, code in enumerate(groups.codes) if code in chosen.values]
    mask: Mask = np.isin(groups.number, wanted)
    return mask


def _waiting(cases: Table, chosen: Filter) -> Mask:
    """Filed by the end of the day and not decided by then; nobody where the day cannot be read."""
    day, _ = ends(chosen)
    if day is None:
        return np.zeros(len(cases), dtype=bool)
    filed, decided = days_in(cases.frame, FILED), days_in(cases.frame, DECIDED)
    waits: Mask = (filed <= np.datetime64(day)) & ~(decided <= np.datetime64(day))
    return waits


def _any(table: Table, fields: list[str]) -> Mask:
    """Which rows have more than nothing in one of these fields."""
    found = np.zeros(len(table), dtype=bool)
    for name in fields:
        if name in table.frame.columns:
            with np.errstate(invalid="ignore"):
                found |= table.frame[name].to_numpy(dtype=np.float64, na_value=np.nan) > 0
    return found
