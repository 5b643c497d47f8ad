"""All findings the data allow, protected: the only door from data to chart, brief and file."""

from __future__ import annotations

from collections.abc import Iterator

from advocacy.analysis.cooperatives import cooperative_findings
from advocacy.analysis.disclosure import protect
from advocacy.analysis.finding import Finding
from advocacy.analysis.licensing import licensing_findings
from advocacy.analysis.licensing_cases import licensing_cases
from advocacy.analysis.licensing_flow import flow
from advocacy.analysis.survey import survey_findings
from advocacy.progress import Progress, silent
from advocacy.wording import say
from advocacy.workspace import Workspace

_ABOUT = 20  # findings a usual workspace has; only for the progress bar


def findings(workspace: Workspace, progress: Progress = silent) -> tuple[Finding, ...]:
    """Return every finding the data allow, in the order of the brief, small groups hidden."""
    return _protected(_all(workspace), workspace, progress)


def licensing(workspace: Workspace, progress: Progress = silent) -> tuple[Finding, ...]:
    """Return the findings about licensing only."""
    return _protected(_licensing(workspace), workspace, progress)


def finding(workspace: Workspace, code: str) -> Finding:
    """Return one finding, protected. Raises KeyError where the data do not allow it."""
    for one in _all(workspace):
        if one.code == code:
            return protect(one, workspace.settings.smallest_group)
    raise KeyError(code)


def _protected(
    unprotected: Iterator[Finding], workspace: Workspace, progress: Progress
) -> tuple[Finding, ...]:
    found = []
    for number, one in enumerate(unprotected):
        progress(min(0.99, number / _ABOUT), say("Computing: {name}", name=one.name))
        found.append(protect(one, workspace.settings.smallest_group))
    progress(1.0)
    return tuple(found)


def _licensing(workspace: Workspace) -> Iterator[Finding]:
    yield from licensing_findings(workspace)
    cases = licensing_cases(workspace)
    if cases is not None and (moving := flow(cases)):
        yield moving


def _all(workspace: Workspace) -> Iterator[Finding]:
    yield from _licensing(workspace)
    yield from cooperative_findings(workspace)
    yield from survey_findings(workspace)
