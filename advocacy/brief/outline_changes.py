"""What the user does to the outline: each a plan in, a plan out, the whole order written down with it.

A part that the plan names alone would stand before all parts that it does not name, so every change names
them all.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from advocacy.analysis.finding import Finding
from advocacy.brief.outline import outline
from advocacy.brief.venues import venue
from advocacy.workspace import BriefPlan, Part, PartKind, Shows

Name = tuple[str, str]  # kind and key, as plain text
OWN = (PartKind.TEXT, PartKind.HEADING)  # parts that are nothing but the user's words
_FIELDS = {
    PartKind.SUMMARY: "summary",
    PartKind.WHO: "about_us",
}  # of the plan, where a part has its words there


def part_of(plan: BriefPlan, findings: Sequence[Finding], name: Name) -> Part | None:
    """Return a part of the outline as it stands now, or None."""
    return next((one for one in outline(plan, findings) if _named(one) == name), None)


def with_order(plan: BriefPlan, findings: Sequence[Finding], names: Sequence[Name]) -> BriefPlan:
    """Return the plan with its parts in this order; those not among the names stay behind them."""
    parts = {_named(one): one for one in outline(plan, findings)}
    wanted = [parts.pop(name) for name in names if name in parts]
    return _with(plan, (*wanted, *parts.values()))


def with_shown(plan: BriefPlan, findings: Sequence[Finding], name: Name, shown: bool) -> BriefPlan:
    """Return the plan with a part printed or left out."""
    return _changed(plan, findings, name, lambda part: replace(part, is_shown=shown))


def with_finding(plan: BriefPlan, finding: Finding) -> BriefPlan:
    """Return the plan with a finding in the brief; the same plan where it is in it already.

    Groups that a filter keeps apart bring the finding they are of, which has them again without the filter.
    """
    rules = venue(plan.venue)
    for code in filter(None, (finding.groups_of, finding.code)):
        part = plan.part(PartKind.FINDING, code)
        if part is not None:
            plan = plan.with_part(replace(part, is_shown=True))
        elif rules.most_findings is not None:  # else everything is in it that was not left out
            plan = replace(
                plan, outline=_behind_findings(plan.outline, Part(PartKind.FINDING, code, shows=rules.shows))
            )
    return plan


def with_shows(plan: BriefPlan, findings: Sequence[Finding], name: Name, shows: Sequence[Shows]) -> BriefPlan:
    """Return the plan with this shown of a finding, which is printed then."""
    chosen = tuple(one for one in Shows if one in shows)
    return _changed(plan, findings, name, lambda part: replace(part, shows=chosen, is_shown=True))


def words_of(plan: BriefPlan, part: Part) -> str:
    """Return the user's words of a part, with places for live numbers."""
    return str(getattr(plan, _FIELDS[part.kind])) if part.kind in _FIELDS else part.text


def with_words(plan: BriefPlan, findings: Sequence[Finding], name: Name, text: str) -> BriefPlan:
    """Return the plan with these words of the user in a part."""
    kind = PartKind(name[0])
    if kind in _FIELDS:
        return replace(plan, **{_FIELDS[kind]: text})  # type: ignore[arg-type]
    return _changed(plan, findings, name, lambda part: replace(part, text=text))


def with_own(
    plan: BriefPlan, findings: Sequence[Finding], kind: PartKind, behind: Name
) -> tuple[BriefPlan, Name]:
    """Return the plan with a new part for words of the user behind another (else first), and its name."""
    parts = list(outline(plan, findings))
    taken = {one.key for one in parts if one.kind is kind}
    key = next(key for key in (str(number) for number in range(1, len(taken) + 2)) if key not in taken)
    place = next((1 + i for i, one in enumerate(parts) if _named(one) == behind), 0)
    parts.insert(place, Part(kind, key))
    return _with(plan, parts), (kind.value, key)


def with_kind(plan: BriefPlan, findings: Sequence[Finding], kind: PartKind, behind: Name) -> BriefPlan:
    """Return the plan with a part that stands in a brief once; where the venue has none, behind another."""
    name = (kind.value, "")
    if part_of(plan, findings, name) is not None:
        return with_shown(plan, findings, name, True)
    parts = list(outline(plan, findings))
    place = next((1 + i for i, one in enumerate(parts) if _named(one) == behind), len(parts))
    parts.insert(place, Part(kind))
    return _with(plan, parts)


def without(plan: BriefPlan, findings: Sequence[Finding], name: Name) -> BriefPlan:
    """Return the plan without these words of the user; any other part is left out and keeps its place."""
    if PartKind(name[0]) not in OWN:
        return with_shown(plan, findings, name, False)
    return _with(plan, [one for one in outline(plan, findings) if _named(one) != name])


def for_venue(plan: BriefPlan, findings: Sequence[Finding], venue: str) -> BriefPlan:
    """Return the plan for another venue: its outline, with the user's own words where they stood.

    What was moved or left out for the former venue is not kept: the rules of the new one decide anew.
    """
    before = outline(plan, findings)
    fresh = replace(plan, venue=venue, outline=())
    words = {one.name: one.text for one in before if one.text.strip()}
    parts = [replace(one, text=words.get(one.name, "")) for one in outline(fresh, findings)]
    for place, own in enumerate(before):
        if own.kind in OWN:
            names = [one.name for one in parts]
            follows = next((one.name for one in reversed(before[:place]) if one.name in names), None)
            parts.insert(names.index(follows) + 1 if follows else 0, own)
    return _with(fresh, parts) if words else fresh


def _behind_findings(parts: Sequence[Part], part: Part) -> tuple[Part, ...]:
    """The parts with another one behind the last finding; first where there is none yet."""
    place = max((1 + i for i, one in enumerate(parts) if one.kind is PartKind.FINDING), default=0)
    return (*parts[:place], part, *parts[place:])


def _changed(
    plan: BriefPlan, findings: Sequence[Finding], name: Name, change: Callable[[Part], Part]
) -> BriefPlan:
    parts = outline(plan, findings)
    changed = tuple(change(one) if _named(one) == name else one for one in parts)
    return plan if changed == parts else _with(plan, changed)


def _with(plan: BriefPlan, parts: Sequence[Part]) -> BriefPlan:
    """The plan with these parts; findings the data do not allow now keep their words for when they do."""
    names = {one.name for one in parts}
    gone = [
        one for one in plan.outline if one.kind is PartKind.FINDING and one.name not in names and one.text
    ]
    return replace(plan, outline=(*parts, *gone))


def _named(part: Part) -> Name:
    return (part.kind.value, part.key)
