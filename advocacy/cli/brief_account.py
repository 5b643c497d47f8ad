"""What the terminal says of a brief: objections, changes, checks, what two briefs tell together."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from advocacy.issue import Severity
from advocacy.wording import say, say_count

if TYPE_CHECKING:
    from advocacy.analysis.finding import Finding
    from advocacy.brief.document import Brief
    from advocacy.workspace import Workspace
    from advocacy.workspace.exported import Exported

_MOST_DIFFERENCES = 5  # told of two briefs; the first tell the most
_SEVERITIES = {
    Severity.ERROR: lambda: say("Error"),
    Severity.WARNING: lambda: say("Warning"),
    Severity.NOTE: lambda: say("Note"),
}


def tell_objections(workspace: Workspace, found: Sequence[Finding]) -> None:
    """Say what an opponent could, the strongest first, and what the data answer."""
    from advocacy.brief.challenges.challenge import thresholds
    from advocacy.brief.challenges.panel import challenges

    print(say("Objections, the strongest first (strength of 100):"))
    print(f"  {thresholds()}")
    for one in challenges(workspace, found):
        print(f"  {round(100 * one.strength):3d} “{one.objection}” {one.answer}")


def tell_changes(workspace: Workspace, earlier: Exported, brief: Brief) -> None:
    """Say which numbers of an earlier brief hold no longer, each with the reason."""
    from advocacy.brief.changes import changes

    found = changes(workspace, earlier, brief)
    stale = [one for one in found if one.is_stale]
    print(say("Numbers of “{name}” that hold no longer: {count}", name=earlier.name, count=len(stale)))
    for one in stale:
        why = "; ".join(reason.words for reason in one.reasons)
        print(f"  {one.name}: {one.before} → {one.now or say('no longer in the data')} ({why})")
    if new := len(found) - len(stale):
        print(say("Printed for the first time: {count}", count=new))


def tell_checks(workspace: Workspace, brief: Brief, found: Sequence[Finding]) -> None:
    """Say what breaks the rules of the venue, and what an opponent would use; the worst first."""
    from advocacy.brief.checks import checks

    for one in checks(workspace, brief, found, date.today()):
        print(f"  {_SEVERITIES[one.severity]()}: {one.message} {one.hint}".rstrip())


def tell_differences(workspace: Workspace, brief: Brief) -> None:
    """Say, before anything is written, what this brief and an earlier one tell together about few people."""
    from advocacy.analysis.protection.differencing import differences

    for one in differences(workspace, brief.findings)[:_MOST_DIFFERENCES]:
        print(
            say_count(
                "“{finding}” {group} differs by {count} from the brief {name} of {when}: whoever has both "
                "learns about one.",
                "“{finding}” {group} differs by {count} from the brief {name} of {when}: whoever has both "
                "learns about so few.",
                one.people,
                finding=one.finding,
                group=one.group,
                name=one.earlier.name,
                when=one.earlier.when,
            ),
            file=sys.stderr,
        )
