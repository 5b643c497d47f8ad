"""All findings the data allow, protected: the only door from data to chart, brief and file."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from advocacy.analysis.cooperatives.questions import cooperative_findings
from advocacy.analysis.finding import Finding
from advocacy.analysis.licensing.questions import licensing_findings
from advocacy.analysis.licensing.robustness import robustness
from advocacy.analysis.protection.disclosure import protect, protect_together
from advocacy.analysis.reliability import flagged
from advocacy.analysis.survey.questions import survey_findings
from advocacy.progress import Progress, silent
from advocacy.wording import say, speaking
from advocacy.workspace import Workspace

_ABOUT = 20  # findings a usual workspace has; only for the progress bar


def findings(workspace: Workspace, progress: Progress = silent) -> tuple[Finding, ...]:
    """Return every finding the data allow, in the order and the language of the brief.

    Small groups are hidden, and whatever they could be worked out from when all findings lie side by side.
    Findings are made in words: those of another language, or of the window, are not for this brief.
    """
    with speaking(workspace.brief.language):
        return _for_brief(workspace, progress)


def _for_brief(workspace: Workspace, progress: Progress) -> tuple[Finding, ...]:
    found = []
    for number, one in enumerate(_all(workspace)):
        progress(min(0.9, number / _ABOUT), say("Computing: {name}", name=one.name))
        found.append(one)
    progress(0.92, say("Looking at what the findings hang on"))
    said = robustness(workspace)
    found = [replace(one, companions=(*one.companions, *said.get(one.code, ()))) for one in found]
    progress(0.95, say("Looking for small groups that could be worked out"))
    protected = protect_together(found, workspace.settings.smallest_group, workspace.settings.protection)
    progress(1.0)
    return tuple(flagged(one) for one in protected)


def licensing(
    workspace: Workspace, progress: Progress = silent, wanted: Sequence[str] = ()
) -> Iterator[Finding]:
    """Yield the findings about licensing, or the wanted ones in their order, each protected by itself.

    For the screen only: each group stays by itself, so that it can be clicked, and what is seen can be drawn
    before the rest is found.
    """
    workspace = replace(workspace, settings=replace(workspace.settings, merge_small=False))
    return _each_protected(workspace, licensing_findings(workspace, wanted), progress)


def cooperatives(
    workspace: Workspace, progress: Progress = silent, wanted: Collection[str] = ()
) -> Iterator[Finding]:
    """Yield the findings about cooperatives, or only the wanted ones, each protected by itself."""
    return _each_protected(workspace, cooperative_findings(workspace, wanted), progress)


def survey(
    workspace: Workspace,
    progress: Progress = silent,
    wanted: Collection[str] = (),
    first: Collection[str] = (),
) -> Iterator[Finding]:
    """Yield the findings about the surveys, or only the wanted ones, each protected by itself.

    first: codes of findings whose questions come before the others, as they are in sight.
    """
    return _each_protected(workspace, survey_findings(workspace, wanted, first), progress)


def _each_protected(workspace: Workspace, found: Iterable[Finding], progress: Progress) -> Iterator[Finding]:
    for number, one in enumerate(found):
        progress(min(0.99, number / _ABOUT), say("Computing: {name}", name=one.name))
        yield protect(one, workspace.settings.smallest_group, workspace.settings.protection)
    progress(1.0)


def finding(workspace: Workspace, code: str) -> Finding:
    """Return one finding, protected. Raises KeyError where the data do not allow it."""
    for one in _all(workspace):
        if one.code == code:
            return protect(one, workspace.settings.smallest_group, workspace.settings.protection)
    raise KeyError(code)


def _all(workspace: Workspace) -> Iterator[Finding]:
    yield from licensing_findings(workspace)
    yield from cooperative_findings(workspace)
    yield from survey_findings(workspace)
