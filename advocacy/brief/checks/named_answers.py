"""Answers that may name people: no column tells it, so the author is asked to look."""

from __future__ import annotations

from collections.abc import Iterator

from advocacy.brief.checks.check import Check, Checked
from advocacy.importing.survey.naming import asks_who, mostly_names
from advocacy.issue import Severity
from advocacy.wording import say


def named_answers(of: Checked) -> Iterator[Check]:
    """A question that asks who, answered with what looks like names: whoever is named can be harmed."""
    for finding in of.brief.findings:
        if not finding.code.startswith("survey.") or not asks_who(finding.name):
            continue
        if mostly_names(one.label for one in finding.estimates if one.group):
            yield Check(
                "answers-name-people",
                Severity.WARNING,
                say("The answers to “{name}” look like names of people.", name=finding.name),
                say("If they are, hide this part of the brief."),
                ("finding", finding.code),
            )
