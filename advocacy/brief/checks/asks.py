"""Requests that can be acted on: addressed, tied to a clause and to findings, with a measure."""

from __future__ import annotations

from collections.abc import Iterator

from advocacy.brief.checks.check import Check, Checked
from advocacy.issue import Severity
from advocacy.wording import say

_PART = ("asks", "")


def asks(of: Checked) -> Iterator[Check]:
    """What is missing of each request."""
    wanted = [ask for ask in of.plan.asks if ask.wording.strip()]
    if not wanted:
        yield Check(
            "no-asks",
            Severity.ERROR,
            say("Nothing is asked for."),
            say("Add a request: of whom, what, and which clause."),
            _PART,
        )
    printed = {finding.code for finding in of.brief.findings}
    for number, ask in enumerate(wanted, 1):
        missing = [
            label
            for label, text in (
                (say("to whom"), ask.addressee),
                (say("which clause"), ask.clause),
                (say("how success would be measured"), ask.success),
            )
            if not text.strip()
        ]
        if missing:
            yield Check(
                "ask-incomplete",
                Severity.WARNING,
                say("Request {number} does not say {missing}.", number=number, missing=", ".join(missing)),
                part=_PART,
            )
        if not printed & set(ask.findings):
            yield Check(
                "ask-without-finding",
                Severity.WARNING,
                say("Request {number} rests on no finding of this brief.", number=number),
                say("Choose the findings it rests on."),
                _PART,
            )
