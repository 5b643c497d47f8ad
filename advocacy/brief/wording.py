"""The sentences a brief says about a finding: base line, source line, description of the picture."""

from __future__ import annotations

from advocacy.analysis import numbers
from advocacy.analysis.finding import Estimate, Finding, State
from advocacy.wording import listed, say, say_count

_MOST_NAMED = 8  # groups a description of a picture names; the table has them all


def base_line(finding: Finding) -> str:
    """Base, n, missing, pending, filters: what every number needs to be judged."""
    parts = [say("Base: {base}", base=finding.base)]
    if (one := finding.overall) and one.state is not State.SUPPRESSED:
        parts.append(say("n = {n}", n=numbers.plain(one.n)))
        if one.missing:
            parts.append(say("{missing} missing", missing=numbers.plain(one.missing)))
        if one.pending:
            parts.append(say("{pending} pending", pending=numbers.plain(one.pending)))
    if finding.filters:
        parts.append(say("only {filters}", filters=listed(finding.filters)))
    return " · ".join(parts)


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
    groups = [one for one in finding.estimates if one.group and not one.series]
    said = [say("Chart: {headline}.", headline=finding.headline.rstrip("."))]
    for one in groups[:_MOST_NAMED]:
        said.append(say("{label}: {value}.", label=one.label, value=numbers.estimate(one, finding)))
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
