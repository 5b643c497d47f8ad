"""The brief of a workspace with what it is made of, all in the language of its plan."""

from __future__ import annotations

from advocacy.analysis.finding import Finding
from advocacy.analysis.findings import findings
from advocacy.brief.compose import compose
from advocacy.brief.document import Brief
from advocacy.progress import Progress, silent
from advocacy.wording import speaking
from advocacy.workspace import Workspace


def composed(workspace: Workspace, progress: Progress = silent) -> tuple[Brief, tuple[Finding, ...]]:
    """Return the brief as planned, and every finding the data allow, in the same language.

    Findings are made in words, so those of the screen, in the language of the window, are not used again.
    """
    with speaking(workspace.brief.language):
        found = findings(workspace, progress)
        return compose(workspace, found), found
