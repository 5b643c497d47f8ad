"""What breaks the rules of the venue, and what gets evidence dismissed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from advocacy.analysis.finding import Finding
from advocacy.brief.checks.asks import asks
from advocacy.brief.checks.check import Check, Checked
from advocacy.brief.checks.cover import cover, deadline, file_type, unpublished
from advocacy.brief.checks.fairness import counter_evidence, example, limits, method_note, quotes
from advocacy.brief.checks.numbers_used import few_in_summary, old_data, picked, sensitive_groups, unsupported
from advocacy.brief.checks.size import size
from advocacy.brief.checks.wording import amounts_in_words, causes, means, named_people
from advocacy.brief.document import Brief
from advocacy.brief.venues import venue
from advocacy.issue import Severity
from advocacy.workspace import Workspace

CHECKS: tuple[Callable[[Checked], Iterator[Check]], ...] = (
    example,
    unsupported,
    cover,
    deadline,
    size,
    asks,
    limits,
    counter_evidence,
    method_note,
    few_in_summary,
    picked,
    causes,
    amounts_in_words,
    means,
    named_people,
    quotes,
    old_data,
    sensitive_groups,
    unpublished,
    file_type,
)
_ORDER = (Severity.ERROR, Severity.WARNING, Severity.NOTE)


def checks(workspace: Workspace, brief: Brief, findings: Sequence[Finding], today: date) -> tuple[Check, ...]:
    """Return all that the checker finds, the worst first."""
    of = Checked(workspace, brief, venue(workspace.brief.venue), findings, today)
    found = dict.fromkeys(one for check in CHECKS for one in check(of))
    return tuple(sorted(found, key=lambda one: _ORDER.index(one.severity)))


__all__ = ["CHECKS", "Check", "checks"]
