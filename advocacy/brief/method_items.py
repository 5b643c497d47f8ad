"""The eleven items of a method note, as far as the data and the user tell them.

The items are those of the AAPOR Transparency Initiative: strategy, sponsor, wording, population,
recruitment, mode, dates, sizes and precision, weighting, processing, limitations.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import pandas as pd

from advocacy.analysis import numbers
from advocacy.analysis.finding import Finding
from advocacy.analysis.survey.state import survey_state
from advocacy.importing.table import Table
from advocacy.wording import say, say_count
from advocacy.workspace import PartKind, Workspace

_SURVEY, _CASES, _RETURNS = "survey.", "licensing.", "cooperatives."


@dataclass(frozen=True)
class MethodItem:
    """One item. told: what the data tell; stated: what the user adds. Both "" where nobody knows it."""

    code: str
    label: str
    told: str
    stated: str

    @property
    def is_missing(self) -> bool:
        """Whether a reader would learn nothing about it."""
        return not (self.told or self.stated)


def method_items(workspace: Workspace, findings: Sequence[Finding]) -> tuple[MethodItem, ...]:
    """Return the eleven items in their order."""
    stated = dict(workspace.brief.method)
    return tuple(
        MethodItem(code, label(), " ".join(told(workspace, findings)), stated.get(code, "").strip())
        for code, label, told in _ITEMS
    )


Told = Callable[[Workspace, Sequence[Finding]], Iterator[str]]


def _strategy(workspace: Workspace, findings: Sequence[Finding]) -> Iterator[str]:
    if _any(findings, _CASES):
        yield say("Records of licence applications that associations keep for their members.")
    if _any(findings, _RETURNS):
        yield say("Returns of cooperatives, a row per cooperative and period.")
    if _any(findings, _SURVEY):
        yield say("A survey of members.")


def _sponsor(workspace: Workspace, findings: Sequence[Finding]) -> Iterator[str]:
    if name := workspace.brief.submitted_by.strip():
        yield say("Collected and submitted by {name}.", name=name)


def _wording(workspace: Workspace, findings: Sequence[Finding]) -> Iterator[str]:
    if not _any(findings, _SURVEY):
        yield say("No questionnaire was used.")
    elif any(part.kind is PartKind.QUESTIONS and part.is_shown for part in workspace.brief.outline):
        yield say("The questions and the answers offered are in the annex.")


def _population(workspace: Workspace, findings: Sequence[Finding]) -> Iterator[str]:
    for base in dict.fromkeys(one.base for one in findings if one.code in _MAIN):
        yield f"{base[:1].upper()}{base[1:]}."
    if members := workspace.settings.sample.members:
        yield say("The survey is to speak for {count} members.", count=numbers.plain(members))


def _recruitment(workspace: Workspace, findings: Sequence[Finding]) -> Iterator[str]:
    yield from (survey_state(workspace, table).claim for table in _surveys(workspace, findings))
    if _any(findings, _CASES):
        yield say("Every application in the files is in it; none was drawn.")


def _mode(workspace: Workspace, findings: Sequence[Finding]) -> Iterator[str]:
    if _any(findings, _CASES) and not _any(findings, _SURVEY):
        yield say("Entered by the associations in spreadsheets.")


def _dates(workspace: Workspace, findings: Sequence[Finding]) -> Iterator[str]:
    table = workspace.table("licensing_case")
    if table is not None and _any(findings, _CASES) and "date_applied" in table.frame.columns:
        days = pd.to_datetime(table.frame["date_applied"]).dropna()
        if len(days):
            yield say(
                "Applications filed from {first} to {last}.",
                first=numbers.day(days.min().date()),
                last=numbers.day(days.max().date()),
            )
    for day in sorted({one.data_date for one in findings if one.data_date}):
        yield say("Data as of {day}.", day=numbers.day(day))


def _size(workspace: Workspace, findings: Sequence[Finding]) -> Iterator[str]:
    yield say("The number behind each value (n) and its 95% interval stand beside it.")


def _weighting(workspace: Workspace, findings: Sequence[Finding]) -> Iterator[str]:
    surveys = _surveys(workspace, findings)
    yield from (survey_state(workspace, table).weights for table in surveys)
    if not surveys:
        yield say("Nothing is weighted: every record counts once.")


def _processing(workspace: Workspace, findings: Sequence[Finding]) -> Iterator[str]:
    edits = len(workspace.edits)
    yield say("Every value is traced to its cell; what cleaning did is recorded and repeated on later files.")
    if edits:
        yield say_count(
            "{count} value was corrected by hand, with a record.",
            "{count} values were corrected by hand, each with a record.",
            edits,
        )


def _limitations(workspace: Workspace, findings: Sequence[Finding]) -> Iterator[str]:
    yield say("They stand under “Limits”.")


def _any(findings: Sequence[Finding], stem: str) -> bool:
    return any(one.code.startswith(stem) for one in findings)


def _surveys(workspace: Workspace, findings: Sequence[Finding]) -> tuple[Table, ...]:
    if not _any(findings, _SURVEY):
        return ()
    return tuple(
        table for table in workspace.tables if table.questionnaire is not None and "." not in table.name
    )


_MAIN = ("licensing.time_to_decision", "cooperatives.members", "cooperatives.women_share")
_ITEMS: tuple[tuple[str, Callable[[], str], Told], ...] = (
    ("strategy", lambda: say("How the data came about"), _strategy),
    ("sponsor", lambda: say("Who paid for it and who did it"), _sponsor),
    ("wording", lambda: say("What was asked"), _wording),
    ("population", lambda: say("Whom it speaks of"), _population),
    ("recruitment", lambda: say("How people came to be in it"), _recruitment),
    ("mode", lambda: say("How answers were taken"), _mode),
    ("dates", lambda: say("When"), _dates),
    ("size", lambda: say("Sizes and precision"), _size),
    ("weighting", lambda: say("Weighting"), _weighting),
    ("processing", lambda: say("Processing and checks"), _processing),
    ("limitations", lambda: say("Limitations"), _limitations),
)
