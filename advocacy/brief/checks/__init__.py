"""What breaks the rules of the venue, and what gets evidence dismissed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from advocacy.analysis.finding import Finding
from advocacy.analysis.reliability import FEW
from advocacy.brief.checks.asks import asks
from advocacy.brief.checks.check import Check, Checked
from advocacy.brief.checks.cover import cover, deadline, file_type, unpublished
from advocacy.brief.checks.fairness import counter_evidence, example, limits, method_note, quotes
from advocacy.brief.checks.kept import (
    deadline_kept,
    method_kept,
    own_words_kept,
    picked_kept,
    quotes_kept,
    size_kept,
    unpublished_kept,
)
from advocacy.brief.checks.named_answers import named_answers
from advocacy.brief.checks.numbers_used import few_in_summary, old_data, picked, sensitive_groups, unsupported
from advocacy.brief.checks.size import size
from advocacy.brief.checks.wording import amounts_in_words, causes, means, named_people
from advocacy.brief.document import Brief
from advocacy.brief.venues import venue
from advocacy.issue import Severity
from advocacy.wording import say
from advocacy.workspace import Workspace


@dataclass(frozen=True)
class Rule:
    """One rule: what it finds in a brief, and what is said of a brief that keeps it ("": does not apply)."""

    check: Callable[[Checked], Iterator[Check]]
    kept: Callable[[Checked], str]


@dataclass(frozen=True)
class Checking:
    """All that was looked at. found: the worst first. kept: the rules that are kept, in words."""

    found: tuple[Check, ...]
    kept: tuple[str, ...]


RULES: tuple[Rule, ...] = (
    Rule(example, lambda of: say("The data are no example.")),
    Rule(unsupported, lambda of: say("Every number has a source.")),
    Rule(cover, lambda of: say("The cover block tells all that the venue asks for, and the interests.")),
    Rule(deadline, deadline_kept),
    Rule(size, size_kept),
    Rule(asks, lambda of: say("Every request is addressed, names a clause and rests on a finding.")),
    Rule(limits, lambda of: say("The limits are told.")),
    Rule(counter_evidence, lambda of: say("What speaks against you is told.")),
    Rule(method_note, method_kept),
    Rule(few_in_summary, lambda of: say("No number of the summary rests on fewer than {few}.", few=FEW)),
    Rule(picked, picked_kept),
    Rule(causes, lambda of: own_words_kept(say("Your words claim no causes."), of)),
    Rule(amounts_in_words, lambda of: own_words_kept(say("Your words tell no amount without a number."), of)),
    Rule(means, lambda of: own_words_kept(say("Your words tell no mean."), of)),
    Rule(named_people, lambda of: own_words_kept(say("Your words name no person."), of)),
    Rule(named_answers, lambda of: ""),
    Rule(quotes, quotes_kept),
    Rule(old_data, lambda of: say("The data are younger than two years.") if of.brief.data_date else ""),
    Rule(sensitive_groups, lambda of: say("Groups are large enough for what they are asked.")),
    Rule(unpublished, unpublished_kept),
    Rule(file_type, lambda of: ""),
)
_ORDER = (Severity.ERROR, Severity.WARNING, Severity.NOTE)


def checks(workspace: Workspace, brief: Brief, findings: Sequence[Finding], today: date) -> tuple[Check, ...]:
    """Return all that the checker finds, the worst first."""
    return checking(workspace, brief, findings, today).found


def checking(workspace: Workspace, brief: Brief, findings: Sequence[Finding], today: date) -> Checking:
    """Return all that the checker finds, the worst first, and the rules that the brief keeps."""
    of = Checked(workspace, brief, venue(workspace.brief.venue), findings, today)
    found: dict[Check, None] = {}
    kept = []
    for rule in RULES:
        broken = tuple(rule.check(of))
        found.update(dict.fromkeys(broken))
        if not broken and (said := rule.kept(of)):
            kept.append(said)
    return Checking(tuple(sorted(found, key=lambda one: _ORDER.index(one.severity))), tuple(kept))


__all__ = ["RULES", "Check", "Checking", "checking", "checks"]
