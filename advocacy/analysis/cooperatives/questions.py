"""All findings about cooperatives, in the order of the brief."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from advocacy.analysis.cooperatives.environment import environment_findings
from advocacy.analysis.cooperatives.finance import finance_findings
from advocacy.analysis.cooperatives.licences import licence_ladder, members_on_the_ladder
from advocacy.analysis.cooperatives.members import member_findings
from advocacy.analysis.cooperatives.members_over_time import members_over_time
from advocacy.analysis.cooperatives.prices import price_findings
from advocacy.analysis.cooperatives.production import production_findings
from advocacy.analysis.cooperatives.reporting import reporting_findings
from advocacy.analysis.cooperatives.returns import Returns, returns_of
from advocacy.analysis.cooperatives.safety import safety_findings
from advocacy.analysis.cooperatives.training import training_findings
from advocacy.analysis.finding import Chart, Finding
from advocacy.analysis.period_filter import PERIOD
from advocacy.analysis.traits import LOANS, TRAINED_IN
from advocacy.workspace import Filter, Workspace

_SPLITS = ("region", "licence_status", "mineral", TRAINED_IN, LOANS)  # by which findings tell groups


def cooperative_findings(workspace: Workspace, wanted: Collection[str] = ()) -> Iterator[Finding]:
    """Yield the findings that the register and the returns allow, or only the wanted ones.

    Groups of a field ignore the filter on that field: the groups chosen stay among the others. Where a
    finding also has a number for everyone, that one keeps the filter, and the groups follow it as a finding
    of their own, its code ending in ".by." and the field. What is told over time ignores a filter that keeps
    one of its periods; a longer time narrows it.
    """
    for one in _with_groups_apart(workspace):
        if not wanted or one.code in wanted:
            yield one


def _with_groups_apart(workspace: Workspace) -> Iterator[Finding]:
    filtered = {chosen.field for chosen in workspace.filters}
    whole = {
        field: _AsAsked(_all(workspace.with_filter(Filter(field, ()))))
        for field in _SPLITS
        if field in filtered and not _leaves_out_few(workspace, field)
    }
    over_time = _AsAsked(_over_time(workspace) if PERIOD in filtered else iter(()))
    told: set[str] = set()
    for one in _all(workspace):
        one = over_time.get(one.code) or one
        if one.overall is None and one.dimension in whole:
            one = whole[one.dimension].get(one.code) or one
        elif one.dimension in whole:
            one = _without_groups(one)
        told.add(one.code)
        yield one
        for field, found in whole.items():
            if (free := found.get(one.code)) and free.dimension == field and free.overall is not None:
                yield _groups_apart(free)
    yield from (one for one in over_time.every() if one.code not in told)
    for field, found in whole.items():  # of one group alone there is nothing to tell while it is filtered on
        for one in found.every():
            if one.dimension == field and one.code not in told:
                yield one if one.overall is None else _groups_apart(one)


def _leaves_out_few(workspace: Workspace, field: str) -> bool:
    """Whether the two numbers of cooperatives beside each other would tell how few a filter leaves out."""
    free, kept = returns_of(workspace.with_filter(Filter(field, ()))), returns_of(workspace)
    if free is None or kept is None:
        return False
    left_out = set(free.frame["cooperative_id"]) - set(kept.frame["cooperative_id"])
    return 0 < len(left_out) < workspace.settings.smallest_group


class _AsAsked:
    """Findings by code, each computed no sooner than it or one behind it is asked for."""

    def __init__(self, rest: Iterator[Finding]) -> None:
        self._rest, self._found = rest, dict[str, Finding]()

    def get(self, code: str) -> Finding | None:
        """Return the finding of this code; None where there is none."""
        while code not in self._found and (one := next(self._rest, None)):
            self._found[one.code] = one
        return self._found.get(code)

    def every(self) -> Iterator[Finding]:
        """Yield all of them."""
        self._found.update((one.code, one) for one in self._rest)
        yield from self._found.values()


def _over_time(workspace: Workspace) -> Iterator[Finding]:
    """What is told over time and has the period that is filtered on among its own."""
    free = workspace.with_filter(Filter(PERIOD, ()))
    returns = returns_of(free)
    if returns is None:
        return
    found = (members_over_time(returns), *production_findings(returns), *reporting_findings(free))
    for one in found:
        if one and any(each.keeps in workspace.filters for each in one.estimates):
            yield one


def _without_groups(one: Finding) -> Finding:
    return replace(
        one,
        chart=Chart.NUMBER,
        dimension="",
        estimates=tuple(each for each in one.estimates if not each.group),
    )


def _groups_apart(one: Finding) -> Finding:
    return replace(one, code=f"{one.code}.by.{one.dimension}", groups_of=one.code)


def _all(workspace: Workspace) -> Iterator[Finding]:
    returns = returns_of(workspace)
    if returns is not None:
        yield from member_findings(returns)
        if over_time := members_over_time(returns):
            yield over_time
    if ladder := licence_ladder(workspace):
        yield ladder
    if returns is not None:
        yield from _from_returns(returns)
        yield from reporting_findings(workspace)


def _from_returns(returns: Returns) -> Iterator[Finding]:
    if ladder := members_on_the_ladder(returns):
        yield ladder
    yield from production_findings(returns)
    yield from price_findings(returns)
    yield from finance_findings(returns)
    yield from training_findings(returns)
    yield from safety_findings(returns)
    yield from environment_findings(returns)
