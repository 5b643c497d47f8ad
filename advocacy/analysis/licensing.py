"""Findings about licensing: how long it takes, what stands in the way, what it costs."""

from __future__ import annotations

from collections.abc import Iterator

from advocacy.analysis.finding import Finding
from advocacy.analysis.found_once import found_once
from advocacy.analysis.legal_limit import legal_limit
from advocacy.analysis.licensing_amounts import Amounts
from advocacy.analysis.licensing_burden import burden
from advocacy.analysis.licensing_cases import LicensingCases, licensing_cases
from advocacy.analysis.licensing_cost import cost_parts, official_cost, total_cost, work_lost
from advocacy.analysis.licensing_hurdles import hurdles
from advocacy.analysis.licensing_income import cost_of_income_per_head, months_of_income
from advocacy.analysis.licensing_informal import informal_payment, informal_payment_asked
from advocacy.analysis.licensing_law import (
    days_over,
    pending_age,
    within_limit,
    within_limit_by,
    within_limit_by_year,
)
from advocacy.analysis.licensing_outcomes import outcome_probabilities, outcomes
from advocacy.analysis.licensing_series import law_record_lived
from advocacy.analysis.licensing_steps import step_times, time_without_applicant
from advocacy.analysis.licensing_time import time_to_decision, time_to_decision_by
from advocacy.workspace import Filter, Workspace

_ABOUT_COST = (  # official, lived and informal cost are never added together
    official_cost,
    total_cost,
    cost_parts,
    work_lost,
    months_of_income,
    cost_of_income_per_head,
    informal_payment_asked,
    informal_payment,
    burden,
)
SPLITS = ("gender", "region", "authority", "association")


def licensing_findings(workspace: Workspace) -> Iterator[Finding]:
    """Yield every licensing finding the data allow.

    A finding by groups of a field ignores the filter on that field: the groups chosen stay among the others.
    """
    cases = licensing_cases(workspace)
    if cases is None:
        return
    limit = legal_limit(cases)
    if cases.timed.any():
        yield time_to_decision(cases)
        for field in SPLITS:
            if split := time_to_decision_by(_unfiltered_by(cases, field), field):
                yield split
        if limit:
            yield within_limit(cases, limit)
            for field in ("authority", "region"):
                if split := within_limit_by(_unfiltered_by(cases, field), limit, field):
                    yield split
            for about in (within_limit_by_year, days_over, pending_age):
                if found := about(cases, limit):
                    yield found
        for about_steps in (law_record_lived, step_times, time_without_applicant):
            if found := about_steps(cases):
                yield found
    if (all_hurdles := _unfiltered_by(cases, "hurdles")).has("hurdles"):
        yield hurdles(all_hurdles)
    amounts = Amounts(cases)
    for about_cost in _ABOUT_COST:
        if found := about_cost(amounts):
            yield found
    if (any_status := _unfiltered_by(cases, "status")).has("status"):
        yield outcomes(any_status)
    if probable := outcome_probabilities(cases):
        yield probable


@found_once
def _unfiltered_by(cases: LicensingCases, field: str) -> LicensingCases:
    if not any(chosen.field == field for chosen in cases.workspace.filters):
        return cases
    return licensing_cases(cases.workspace.with_filter(Filter(field, ()))) or cases
