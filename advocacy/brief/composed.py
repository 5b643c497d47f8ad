"""The brief of a workspace and what it is made of."""

from __future__ import annotations

from advocacy.analysis.finding import Finding
from advocacy.analysis.findings import findings
from advocacy.brief.compose import compose
from advocacy.brief.document import Brief
from advocacy.progress import Progress, silent, told_in
from advocacy.workspace import Workspace


def composed(workspace: Workspace, progress: Progress = silent) -> tuple[Brief, tuple[Finding, ...]]:
    """Return the brief as planned, and every finding the data allow, both in the language of the plan."""
    found = findings(workspace, told_in(progress, workspace.brief.language))
    return compose(workspace, found), found
