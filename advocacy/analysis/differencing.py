"""Two briefs set off against each other: what differs by one or two people tells about those people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from advocacy.analysis.finding import Finding, State, Unit
from advocacy.workspace import Workspace
from advocacy.workspace.exported import Exported


@dataclass(frozen=True)
class Difference:
    """Few people by whom a count differs from that of an earlier brief."""

    finding: str  # name of the finding
    group: str  # label; empty for everyone
    people: int
    earlier: Exported


def counts_of(findings: Sequence[Finding]) -> tuple[tuple[str, str, str, int], ...]:
    """Return every count that is printed: finding, group, "n" or "with" (the numerator), how many."""
    counts = []
    for finding in findings:
        for one in finding.estimates:
            if one.state is not State.SHOWN or one.series:
                continue
            counts.append((finding.code, one.group, "n", one.n))
            if finding.unit is Unit.SHARE and one.numerator is not None and not finding.currency:
                counts.append((finding.code, one.group, "with", int(one.numerator)))
    return tuple(counts)


def differences(workspace: Workspace, findings: Sequence[Finding]) -> tuple[Difference, ...]:
    """Return where counts differ from those of an earlier brief by 1 to k-1, the most telling first."""
    k = workspace.settings.smallest_group
    named = {
        (finding.code, one.group): (finding.name, one.label)
        for finding in findings
        for one in finding.estimates
    }
    now = {count[:3]: count[3] for count in counts_of(findings)}
    found: dict[tuple[str, str], Difference] = {}
    for earlier in workspace.exported:
        for code, group, what, before in earlier.counts:
            away = abs(now.get((code, group, what), before) - before)
            known = found.get((code, group))
            if 0 < away < k and (known is None or away < known.people):
                name, label = named[code, group]
                found[code, group] = Difference(name, label, away, earlier)
    return tuple(sorted(found.values(), key=lambda one: one.people))
