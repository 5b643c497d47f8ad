"""Numbers that nothing supports, that rest on few, or that the outline has picked."""

from __future__ import annotations

from collections.abc import Iterator

from advocacy.analysis import numbers
from advocacy.analysis.finding import Estimate, Unit
from advocacy.analysis.reliability import FEW, Reliability, reliability, threshold_of_wide
from advocacy.brief.checks.check import Check, Checked
from advocacy.brief.document import Bullets
from advocacy.issue import Severity
from advocacy.wording import listed, say, say_count

_OLD = 730  # days; this program's own threshold
_SENSITIVE = ("licensing.informal_payment", "licensing.informal_payment_asked")
_SENSITIVE_GROUP = 10


def unsupported(of: Checked) -> Iterator[Check]:
    """A number in the user's words that no claim backs: such a brief is not exported."""
    for one in of.brief.unsupported:
        part = of.brief.parts[one.block]
        if one.number:
            message = say("“{number}” has no source: {words}", number=one.number, words=_short(one.words))
            hint = say("Insert the number from the data, name where it comes from, or take it out.")
        else:
            message = say("A number is no longer in the data: {words}", words=_short(one.words))
            hint = say("Choose another number, or take the sentence out.")
        yield Check("number-without-source", Severity.ERROR, message, hint, part)


def few_in_summary(of: Checked) -> Iterator[Check]:
    """A point of the summary that rests on few is the first to be attacked."""
    by_code = {finding.code: finding for finding in of.brief.findings}
    for block, part in zip(of.brief.blocks, of.brief.parts, strict=True):
        if not isinstance(block, Bullets) or part[0] != "summary":
            continue
        for code in block.findings:
            finding = by_code[code]
            one = finding.overall
            if one is not None and reliability(one, finding.unit) is not Reliability.GOOD:
                yield Check(
                    "weak-in-summary",
                    Severity.WARNING,
                    _weakness(finding.name, one, finding.unit),
                    say("Leave it out of the brief, or say so first."),
                    ("finding", code),
                )


def _weakness(name: str, one: Estimate, unit: Unit) -> str:
    """What is weak in a number, with the threshold it is held to."""
    if reliability(one, unit) is Reliability.FEW:
        return say("“{name}” rests on fewer than {few}.", name=name, few=FEW)
    return say("“{name}” has a wide interval ({threshold}).", name=name, threshold=threshold_of_wide(unit))


def picked(of: Checked) -> Iterator[Check]:
    """Questions of the survey that were asked but are not shown, and filters in force."""
    shown = {finding.code for finding in of.brief.findings}
    asked = [one for one in of.findings if one.code.startswith("survey.") and ".by." not in one.code]
    left = [one for one in asked if one.code not in shown]
    if left and len(left) < len(asked):
        yield Check(
            "questions-left-out",
            Severity.WARNING,
            say_count(
                "{count} question of the survey was asked but is not in the brief.",
                "{count} questions of the survey were asked but are not in the brief.",
                len(left),
            ),
            say("Show all of them in an annex, or expect to be asked why not."),
        )
    if of.workspace.filters:
        filters = next((one.filters for one in of.brief.findings if one.filters), ())
        yield Check(
            "filters-in-force",
            Severity.NOTE,
            say("Only a part of the data is counted: {filters}.", filters=listed(filters)),
            say("It is printed beside every number. Take the filter off for a brief about all."),
        )


def old_data(of: Checked) -> Iterator[Check]:
    """Old figures are dismissed as old."""
    if of.brief.data_date and (of.today - of.brief.data_date).days > _OLD:
        yield Check(
            "old-data",
            Severity.WARNING,
            say("The data end on {day}, more than two years ago.", day=numbers.day(of.brief.data_date)),
            say("Import newer files, or say why nothing has changed."),
        )


def sensitive_groups(of: Checked) -> Iterator[Check]:
    """Payments without receipt need larger groups than other subjects."""
    printed = {finding.code.split(".by.")[0] for finding in of.brief.findings}
    if printed & set(_SENSITIVE) and of.workspace.settings.smallest_group < _SENSITIVE_GROUP:
        yield Check(
            "small-groups-of-sensitive",
            Severity.NOTE,
            say(
                "Payments without receipt are told of groups of {k} and more.",
                k=of.workspace.settings.smallest_group,
            ),
            say("For sensitive subjects {k} is usual: see “Small groups…”.", k=_SENSITIVE_GROUP),
        )


def _short(words: str) -> str:
    return words if len(words) <= 90 else f"{words[:88].rstrip()} …"
