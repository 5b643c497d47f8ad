"""All findings about cooperatives, in the order of the brief."""

from __future__ import annotations

from collections.abc import Iterator

from advocacy.analysis.cooperative_environment import environment_findings
from advocacy.analysis.cooperative_finance import finance_findings
from advocacy.analysis.cooperative_licences import licence_ladder, members_on_the_ladder
from advocacy.analysis.cooperative_members import member_findings
from advocacy.analysis.cooperative_members_over_time import members_over_time
from advocacy.analysis.cooperative_prices import price_findings
from advocacy.analysis.cooperative_production import production_findings
from advocacy.analysis.cooperative_reporting import reporting_findings
from advocacy.analysis.cooperative_returns import Returns, returns_of
from advocacy.analysis.cooperative_safety import safety_findings
from advocacy.analysis.cooperative_training import training_findings
from advocacy.analysis.finding import Finding
from advocacy.workspace import Workspace


def cooperative_findings(workspace: Workspace) -> Iterator[Finding]:
    """Yield the findings that the register and the returns of the cooperatives allow."""
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
