"""Findings about licensing: how long it takes, what stands in the way, what it costs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import reduce
from itertools import combinations

from advocacy.analysis.finding import Finding
from advocacy.analysis.found_once import found_once
from advocacy.analysis.licensing.amounts import Amounts
from advocacy.analysis.licensing.burden import burden
from advocacy.analysis.licensing.cases import LicensingCases, licensing_cases
from advocacy.analysis.licensing.cost import cost_parts, official_cost, total_cost, work_lost
from advocacy.analysis.licensing.flow import flow
from advocacy.analysis.licensing.hurdle_places import hurdles_by_region
from advocacy.analysis.licensing.hurdles import hurdles
from advocacy.analysis.licensing.income import cost_of_income_per_head, months_of_income
from advocacy.analysis.licensing.informal import informal_payment, informal_payment_asked
from advocacy.analysis.licensing.law_age import law_age
from advocacy.analysis.licensing.legal_limit import LegalLimit, legal_limit
from advocacy.analysis.licensing.outcomes import outcome_probabilities, outcomes
from advocacy.analysis.licensing.pending import pending_age_by
from advocacy.analysis.licensing.series import law_record_lived
from advocacy.analysis.licensing.steps import step_times, time_without_applicant
from advocacy.analysis.licensing.time_to_decision import time_to_decision, time_to_decision_by
from advocacy.analysis.licensing.visits import visits
from advocacy.analysis.licensing.within_limit import (
    days_over,
    pending_age,
    within_limit,
    within_limit_by,
    within_limit_by_year,
)
from advocacy.analysis.traits import OVER_TIME, PAID_FOR
from advocacy.workspace import Filter, Workspace

SPLITS = ("gender", "region", "authority", "association")
Ask = Callable[[LicensingCases], Finding | None]


def licensing_findings(workspace: Workspace, wanted: Sequence[str] = ()) -> Iterator[Finding]:
    """Yield every licensing finding the data allow in the order of the brief, or the wanted ones in theirs.

    A finding by groups of a field ignores the filter on that field: the groups chosen stay among the others.
    """
    cases = licensing_cases(workspace)
    if cases is None:
        return
    for code in wanted or QUESTIONS:
        if found := QUESTIONS[code](unfiltered_by(cases, _field(code))):
            yield found


def _field(code: str) -> str:
    """The field by which a finding tells its groups; clicked groups are filtered on it."""
    return _GROUPED.get(code, code.partition(".by.")[2])


@found_once
def unfiltered_by(cases: LicensingCases, field: str) -> LicensingCases:
    """Return the cases that the filters keep but for the one on this field.

    Where that one leaves out few it stays: the two bases beside each other would tell how few they are.
    """
    if not any(chosen.field == field for chosen in cases.workspace.filters):
        return cases
    free = licensing_cases(cases.workspace.with_filter(Filter(field, ()))) or cases
    left_out = len(free) - len(cases)
    return cases if 0 < left_out < cases.workspace.settings.smallest_group else free


def _flow(cases: LicensingCases) -> Finding | None:
    """A period that was clicked stays among the others; a time that is none of its periods narrows it."""
    own = [one for one in cases.workspace.filters if one.field in OVER_TIME]
    for size in range(len(own), 0, -1):
        for ignored in combinations(own, size):
            found = flow(reduce(unfiltered_by, (one.field for one in ignored), cases))
            if found and set(ignored) <= {each.keeps for each in found.estimates}:
                return found
    return flow(cases)


def _time(cases: LicensingCases) -> Finding | None:
    return time_to_decision(cases) if cases.is_timed else None


def _time_by(field: str) -> Ask:
    return lambda cases: time_to_decision_by(cases, field) if cases.is_timed else None


def _law(about: Callable[[LicensingCases, LegalLimit], Finding | None]) -> Ask:
    def ask(cases: LicensingCases) -> Finding | None:
        limit = legal_limit(cases) if cases.is_timed else None
        return about(cases, limit) if limit else None

    return ask


def _law_by(field: str) -> Ask:
    return _law(lambda cases, limit: within_limit_by(cases, limit, field))


def _steps(about: Ask) -> Ask:
    return lambda cases: about(cases) if cases.is_timed else None


def _cost(about: Callable[[Amounts], Finding | None]) -> Ask:
    return lambda cases: about(amounts_of(cases))


@found_once
def amounts_of(cases: LicensingCases) -> Amounts:
    """Return the amounts of money of the cases, put in order once."""
    return Amounts(cases)


_GROUPED = {
    "licensing.cost_parts": PAID_FOR,
    "licensing.hurdles": "hurdles",
    "licensing.hurdles_by_region": "region",
    "licensing.law_age": "hurdles",
    "licensing.outcomes": "status",
    "licensing.outcome_probabilities": "status",
}
QUESTIONS: Mapping[str, Ask] = {  # official, lived and informal cost are never added together
    "licensing.time_to_decision": _time,
    **{f"licensing.time_to_decision.by.{field}": _time_by(field) for field in SPLITS},
    "licensing.within_limit": _law(within_limit),
    "licensing.within_limit.by.authority": _law_by("authority"),
    "licensing.within_limit.by.region": _law_by("region"),
    "licensing.within_limit.by.gender": _law_by("gender"),
    "licensing.within_limit.by.age_group": _law_by("age_group"),
    "licensing.within_limit.by.year": _law(within_limit_by_year),
    "licensing.days_over": _law(days_over),
    "licensing.pending_age": _law(pending_age),
    "licensing.pending_age.by.authority": _law(
        lambda cases, limit: pending_age_by(cases, limit, "authority")
    ),
    "licensing.law_record_lived": _steps(law_record_lived),
    "licensing.step_times": _steps(step_times),
    "licensing.time_without_applicant": _steps(time_without_applicant),
    "licensing.hurdles": lambda cases: hurdles(cases) if cases.has("hurdles") else None,
    "licensing.hurdles_by_region": hurdles_by_region,
    "licensing.law_age": law_age,
    "licensing.visits": _cost(visits),
    "licensing.official_cost": _cost(official_cost),
    "licensing.total_cost": _cost(total_cost),
    "licensing.cost_parts": _cost(cost_parts),
    "licensing.work_lost": _cost(work_lost),
    "licensing.months_of_income": _cost(months_of_income),
    "licensing.cost_of_income_per_head": _cost(cost_of_income_per_head),
    "licensing.informal_payment_asked": _cost(informal_payment_asked),
    "licensing.informal_payment": _cost(informal_payment),
    "licensing.burden": _cost(burden),
    "licensing.outcomes": lambda cases: outcomes(cases) if cases.has("status") else None,
    "licensing.outcome_probabilities": outcome_probabilities,
    "licensing.flow": _flow,
}
