"""The sentences a brief says about a finding: base line, source line, description of the picture."""

from __future__ import annotations

from collections.abc import Sequence

from advocacy.analysis import numbers
from advocacy.analysis.finding import Estimate, Finding, State
from advocacy.wording import labelled, listed, say, say_count

_MOST_COUNTED = 3  # groups whose counts are told one by one
_MOST_NAMED = 8  # groups a description of a picture names; the table has them all


def base_line(finding: Finding) -> str:
    """Base, n, missing, pending, filters: what every number needs to be judged."""
    parts = [say("Base: {base}", base=finding.base), *_counts(finding)]
    if finding.filters:
        parts.append(say("only {filters}", filters=listed(finding.filters)))
    return " · ".join(parts)


def _counts(finding: Finding) -> Sequence[str]:
    """n, missing and pending of everyone; where nobody is counted together, of the groups."""
    counted = [finding.overall] if finding.overall else [one for one in finding.estimates if not one.series]
    shown = [
        one for one in counted or finding.estimates if one.state not in (State.SUPPRESSED, State.NO_DATA)
    ]
    each = [_counts_of(one) for one in shown]
    if len({*each}) <= 1:
        return each[0] if each else ()
    if len(shown) <= _MOST_COUNTED:
        told = (labelled(one.label) + ", ".join(counts) for one, counts in zip(shown, each, strict=True))
        return (listed(told),)
    return _counts_of(*shown)


def _counts_of(*shown: Estimate) -> tuple[str, ...]:
    """The counts of one estimate; of several from the smallest to the greatest, as far as all are told."""
    n, missing = _span([one.n for one in shown]), _span([one.missing for one in shown])
    pending = _span([one.pending for one in shown]) if len({one.pending for one in shown}) == 1 else ""
    said = (
        say("n = {n}", n=n),
        say("{missing} missing", missing=missing) if missing else "",
        say("{pending} pending", pending=pending) if pending else "",
    )
    return tuple(filter(None, said))


def _span(counts: Sequence[int | None]) -> str:
    told = [count for count in counts if count is not None]
    if len(told) < len(counts) or not any(told):
        return ""
    low, high = numbers.plain(min(told)), numbers.plain(max(told))
    return low if low == high else say("{low} to {high}", low=low, high=high)


def source_line(finding: Finding, names: bool = True) -> str:
    """Where the numbers come from, and as of when; names: the files by name, too."""
    parts = []
    if finding.sources:
        many = say_count("{count} file", "{count} files", len(finding.sources))
        named = ", ".join(finding.sources[:3]) + (" …" if len(finding.sources) > 3 else "")
        parts.append(
            say("Source: {many} of the members ({names})", many=many, names=named)
            if names
            else say("Source: {many} of the members", many=many)
        )
    if finding.data_date:
        parts.append(say("data as of {day}", day=numbers.day(finding.data_date)))
    if finding.example:
        parts.append(say("EXAMPLE DATA"))
    return " · ".join(parts)


def picture_words(finding: Finding) -> str:
    """What a reader who cannot see the chart needs to know."""
    groups = [one for one in finding.estimates if bool(one.group) != bool(one.series)]
    if any(one.group for one in groups):
        groups = [one for one in groups if one.group]
    said = [say("The chart shows “{name}”.", name=finding.name), sentence(finding)]
    if groups:
        values = (labelled(one.label) + numbers.estimate(one, finding) for one in groups[:_MOST_NAMED])
        said.append(say("Its values: {values}.", values=listed(values)))
    if len(groups) > _MOST_NAMED:
        said.append(say("{count} more groups are in the table.", count=len(groups) - _MOST_NAMED))
    if finding.reference_label:
        said.append(say("A line marks the {reference}.", reference=finding.reference_label))
    return " ".join(said)


def sentence(finding: Finding) -> str:
    """The finding as a sentence of the text."""
    text = finding.headline.rstrip()
    return text if text.endswith((".", "?", "!")) else f"{text}."


def group_label(one: Estimate) -> str:
    """The name of a group in a table."""
    return one.label or say("All")
