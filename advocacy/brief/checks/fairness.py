"""What a fair reader misses: limits, counter-evidence, the method, the rule by which cases were chosen."""

from __future__ import annotations

from collections.abc import Iterator

from advocacy.analysis.protection.quotes import typical_quotes
from advocacy.brief.checks.check import Check, Checked
from advocacy.brief.document import CaseBox
from advocacy.brief.method_items import method_items
from advocacy.brief.quoting import quote_name
from advocacy.issue import Severity
from advocacy.wording import say, say_count


def method_note(of: Checked) -> Iterator[Check]:
    """A method note tells all eleven items."""
    if not any(part[0] == "method" for part in of.brief.parts):
        if of.venue.most_pages is None or of.venue.most_pages > 1:
            yield Check(
                "no-method",
                Severity.WARNING,
                say("There is no method note."),
                say("Show “How this was made” in the outline, or send it as an annex."),
                ("method", ""),
            )
        return
    missing = [one.label for one in method_items(of.workspace, of.brief.findings) if one.is_missing]
    if missing:
        yield Check(
            "method-incomplete",
            Severity.WARNING,
            say("The method note does not say: {items}.", items=", ".join(missing)),
            say("Tell it in the method note."),
            ("method", ""),
        )


def counter_evidence(of: Checked) -> Iterator[Check]:
    """What speaks against the brief is better told by its author."""
    if not any(part[0] == "counter" for part in of.brief.parts):
        yield Check(
            "no-counter-evidence",
            Severity.WARNING,
            say("Nothing is said about what speaks against you."),
            say("Look at the objections and answer the strongest in the brief."),
            ("counter", ""),
        )


def limits(of: Checked) -> Iterator[Check]:
    """A brief without limits is not believed."""
    if not any(part[0] == "limits" for part in of.brief.parts):
        hint = say("Show “Limits” in the outline.")
        yield Check("no-limits", Severity.ERROR, say("The limits are left out."), hint, ("limits", ""))


def quotes(of: Checked) -> Iterator[Check]:
    """Words of people that could tell who they are."""
    released = set(of.plan.quoted)
    for one in typical_quotes(of.workspace):
        if quote_name(one) in released and one.doubts:
            yield Check(
                "quote-may-identify",
                Severity.WARNING,
                say("A quote may tell who said it: {doubts}.", doubts=", ".join(one.doubts)),
                say("Read it again, or leave it out."),
                ("cases", ""),
            )
    cases = len(of.blocks(CaseBox))
    if cases > len(of.brief.findings):
        yield Check(
            "more-cases-than-findings",
            Severity.WARNING,
            say_count(
                "{count} case beside fewer findings reads like an anecdote.",
                "{count} cases beside fewer findings read like anecdotes.",
                cases,
            ),
            part=("cases", ""),
        )


def example(of: Checked) -> Iterator[Check]:
    """Invented data are for trying only."""
    if of.brief.example:
        message = say("These are example data: everything in the brief is invented.")
        yield Check(
            "example-data", Severity.ERROR, message, say("Import your own files for a real submission.")
        )
