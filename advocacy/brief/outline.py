"""The outline of a brief: what the venue asks for, in the order and with the choices of the user."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from advocacy.analysis.finding import Finding
from advocacy.brief.venues import Venue, venue
from advocacy.workspace import BriefPlan, Part, PartKind

SUMMARY = (  # findings worth a line at the beginning, in this order; a short brief has these
    "licensing.time_to_decision",
    "licensing.within_limit",
    "licensing.law_record_lived",
    "licensing.hurdles",
    "licensing.total_cost",
    "licensing.outcomes",
    "cooperatives.licensed_share",
    "cooperatives.women_share",
)


def outline(plan: BriefPlan, findings: Sequence[Finding]) -> tuple[Part, ...]:
    """Return every part of the brief in its order, those that are not shown included.

    What the plan names stands as it says; findings that the data allow no longer are left out. What it does
    not name stands behind the part that it follows in the outline of the venue. Groups that a filter keeps
    apart are printed where the finding they are of is.
    """
    possible = {finding.code for finding in findings}
    parts = [one for one in plan.outline if one.kind is not PartKind.FINDING or one.key in possible]
    named = {one.name for one in parts}
    behind: dict[tuple[PartKind, str] | None, list[Part]] = {}  # a part that is named; None: before all
    last = None
    groups_of = {one.code: one.groups_of for one in findings if one.groups_of}
    for part in _of_venue(venue(plan.venue), findings):
        if part.name in named:
            last = part.name
            continue
        whole = plan.part(part.kind, groups_of.get(part.key, "")) if part.key in groups_of else None
        if whole is not None:
            part = replace(part, is_shown=whole.is_shown, shows=whole.shows)
        behind.setdefault(last, []).append(part)
    ordered = [*behind.pop(None, ())]
    for part in parts:
        ordered += (part, *behind.pop(part.name, ()))
    return tuple(ordered)


def _of_venue(rules: Venue, findings: Sequence[Finding]) -> list[Part]:
    """The outline a venue begins with: the findings that fit into it are shown, the best ones first."""
    parts = []
    for kind in rules.outline:
        if kind is not PartKind.FINDING:
            parts.append(Part(kind))
            continue
        fitting = _fitting(rules, findings)
        parts += [Part(kind, one.code, is_shown=one.code in fitting, shows=rules.shows) for one in findings]
    return parts


def _fitting(rules: Venue, findings: Sequence[Finding]) -> set[str]:
    codes = [finding.code for finding in findings]
    if rules.most_findings is None:
        return set(codes)
    first = [code for code in SUMMARY if code in codes]
    return set([*first, *(code for code in codes if code not in first)][: rules.most_findings])


def shown(parts: Sequence[Part], kind: PartKind) -> tuple[Part, ...]:
    """Return the parts of a kind that are printed."""
    return tuple(part for part in parts if part.kind is kind and part.is_shown)


def hidden(part: Part) -> Part:
    """Return the part as not printed; its words are kept."""
    return replace(part, is_shown=False)
