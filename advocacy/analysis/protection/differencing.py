"""Two briefs set off against each other: what differs by one or two people tells about those people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from advocacy.analysis.finding import Estimate, Finding, State, Unit
from advocacy.workspace import Filter, Workspace
from advocacy.workspace.exported import Exported


@dataclass(frozen=True)
class Difference:
    """Few people by whom a count differs from that of an earlier brief."""

    finding: str  # name of the finding
    group: str  # label; empty for everyone
    people: int
    earlier: Exported


Count = tuple[str, str, str, int]
_ROUNDED = "rounded "  # a rounded count is never set off against an exact one, nor against a rounded one


def counts_of(findings: Sequence[Finding], filters: Sequence[Filter] = ()) -> tuple[Count, ...]:
    """Return every count that is printed: finding, group, what is counted, how many.

    What is counted: "n", "with" (the numerator) or "pending". Where a filter keeps one group of a field only,
    what is said of everyone is said of that group: a brief about the North is set off against the line of
    the North in a brief about all.
    """
    counts = []
    for finding in findings:
        for one in finding.estimates:
            if one.state not in (State.SHOWN, State.NOT_REACHED) or one.series:
                continue
            for what, count in _printed(finding, one):
                counts.append((finding.code, one.group, what, count))
                if one.group:
                    continue
                for chosen in filters:
                    if len(chosen.values) == 1:
                        counts.append((f"{finding.code}.by.{chosen.field}", chosen.values[0], what, count))
    return tuple(dict.fromkeys(counts))


def tells_of_few(whole: Estimate, part: Estimate, k: int) -> bool:
    """Whether two numbers, the second over part of the cases of the first, tell what a few people met.

    Over the very same cases it is asked how many have changed sides.
    """
    gone = whole.n - part.n
    if 0 < abs(gone) < k:
        return True
    if whole.numerator is None or part.numerator is None or whole.denominator != float(whole.n):
        return False
    met = whole.numerator - part.numerator
    return 0 < abs(met) < k or (gone != 0 and 0 < abs(gone - met) < k)


def _printed(finding: Finding, one: Estimate) -> Iterator[tuple[str, int]]:
    kind = _ROUNDED if finding.rounded_to else ""
    yield f"{kind}n", one.n
    if one.pending:
        yield f"{kind}pending", one.pending
    if finding.unit is Unit.SHARE and one.numerator is not None and not finding.currency:
        yield f"{kind}with", int(one.numerator)


def differences(workspace: Workspace, findings: Sequence[Finding]) -> tuple[Difference, ...]:
    """Return where counts differ from those of an earlier brief by 1 to k-1, the most telling first."""
    k = workspace.settings.smallest_group
    named = {
        (finding.code, one.group): (finding.name, one.label)
        for finding in findings
        for one in finding.estimates
    }
    now = {count[:3]: count[3] for count in counts_of(findings, workspace.filters)}
    stems = {finding.code: finding.name for finding in findings}
    found: dict[tuple[str, str], Difference] = {}
    for earlier in workspace.exported:
        for code, group, what, before in earlier.counts:
            if what.startswith(_ROUNDED):
                continue
            away = abs(now.get((code, group, what), before) - before)
            known = found.get((code, group))
            if 0 < away < k and (known is None or away < known.people):
                name, label = named.get((code, group)) or (stems.get(code.split(".by.")[0], code), group)
                found[code, group] = Difference(name, label, away, earlier)
    return tuple(sorted(found.values(), key=lambda one: one.people))
