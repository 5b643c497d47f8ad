"""Findings about a survey: how the closed questions were answered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from advocacy.analysis import numbers
from advocacy.analysis.finding import Chart, Estimate, Finding, SourceRows, Unit
from advocacy.analysis.proportion import wilson
from advocacy.importing.questionnaire import Question, QuestionKind
from advocacy.importing.survey.skip_logic import asked
from advocacy.importing.table import Table
from advocacy.wording import say
from advocacy.workspace import Workspace

_MOST_CHOICES = 12


def survey_findings(workspace: Workspace) -> Iterator[Finding]:
    """Yield one finding per closed question of every survey in the workspace."""
    for table in workspace.tables:
        if table.questionnaire is None or "." in table.name:
            continue  # a repeat counts visits or payments, not people
        for question in table.questionnaire.questions:
            if finding := answers(workspace, table, question):
                yield finding


def answers(workspace: Workspace, table: Table, question: Question) -> Finding | None:
    """Return how a closed question was answered; None for a question of another kind or without answers."""
    if not question.choices or len(question.choices) > _MOST_CHOICES:
        return None
    if question.kind is QuestionKind.MULTIPLE:
        return _multiple(workspace, table, question)
    if question.kind is QuestionKind.SINGLE and question.column in table.frame.columns:
        return _single(workspace, table, question)
    return None


def _single(workspace: Workspace, table: Table, question: Question) -> Finding | None:
    column = table.frame[question.column]
    given = column.notna().to_numpy()
    n = int(given.sum())
    if not n:
        return None
    text = column.astype("str").to_numpy(dtype=object)
    people = _asked(table, question, given)
    each = [
        _estimate(choice.name, choice.label, given & (text == choice.name), given, people, table.name)
        for choice in question.choices
    ]
    each = sorted((one for one in each if one.numerator), key=lambda one: -(one.value or 0.0))
    return _finding(workspace, table, question, each, (n, people), ())


def _multiple(workspace: Workspace, table: Table, question: Question) -> Finding | None:
    choices = [choice for choice in question.choices if choice.column in table.frame.columns]
    if not choices:
        return None
    ticked = table.frame[[choice.column for choice in choices]]
    given = ticked.notna().any(axis=1).to_numpy()
    n = int(given.sum())
    if not n:
        return None
    yes = (ticked == 1).fillna(False).to_numpy(dtype=bool)
    people = _asked(table, question, given)
    each = [
        _estimate(choice.column, choice.label, yes[:, place], given, people, table.name)
        for place, choice in enumerate(choices)
    ]
    each.sort(key=lambda one: -(one.value or 0.0))
    ticks = int(yes.sum())
    some = int(yes.any(axis=1).sum())
    caveats = [say("Several answers were possible; the shares do not add up to 100%.")]
    if ticks and each[0].numerator:
        caveats.append(
            say(
                "On the basis of all {ticks} answers instead of {n} people, the first makes {share}.",
                ticks=numbers.count(ticks),
                n=numbers.count(n),
                share=numbers.share(each[0].numerator / ticks),
            )
        )
    if some < n:
        caveats.append(
            say(
                "{none} of {n} ticked nothing; they are in the base.",
                none=numbers.count(n - some),
                n=numbers.count(n),
            )
        )
    return _finding(workspace, table, question, each, (n, people), tuple(caveats))


def _base(n: int, people: int, everybody: int) -> str:
    if people == everybody:
        return say(
            "{n} of {all} people who answered the survey", n=numbers.count(n), all=numbers.count(everybody)
        )
    return say(
        "{n} of {people} people who were asked this, of {all} in the survey",
        n=numbers.count(n),
        people=numbers.count(people),
        all=numbers.count(everybody),
    )


def _asked(table: Table, question: Question, given: NDArray[np.bool_]) -> int:
    """How many people were asked: all, or those for whom the form's condition holds.

    Whoever answered was asked, also where a condition changed between versions of the form.
    """
    mask = asked(table, question.relevant)
    return len(table) if mask is None else int((mask | given).sum())


def _estimate(
    code: str, label: str, rows: NDArray[np.bool_], given: NDArray[np.bool_], people: int, table: str
) -> Estimate:
    found, n = int(rows.sum()), int(given.sum())
    low, high = wilson(found, n)
    return Estimate(
        group=code,
        label=label,
        value=found / n,
        low=low,
        high=high,
        numerator=float(found),
        denominator=float(n),
        n=n,
        missing=people - n,
        rows=SourceRows(table, np.flatnonzero(rows).astype(np.int64)),
        counted=(SourceRows(table, np.flatnonzero(given).astype(np.int64)),),
    )


def _finding(
    workspace: Workspace,
    table: Table,
    question: Question,
    each: list[Estimate],
    answered: tuple[int, int],  # of how many who were asked
    caveats: tuple[str, ...],
) -> Finding:
    used = set(table.origin["source"].unique())
    n, people = answered
    finding = Finding(
        code=f"survey.answers.{table.name}.{question.name}",
        name=question.label,
        headline="",
        unit=Unit.SHARE,
        chart=Chart.RANKED_BARS,
        base=_base(n, people, len(table)),
        estimates=tuple(each),
        method=say("Share of those who answered the question, not weighted; Wilson 95% interval."),
        caveats=(
            *caveats,
            say(
                "How people were chosen is not recorded: shares are of those who answered, not "
                "of all members."
            ),
        ),
        sources=tuple(source.name for source in workspace.sources if source.sha256 in used),
        example=workspace.settings.example,
    )
    headline = say(
        "{question} Most often “{answer}” ({share})",
        question=question.label if question.label.endswith("?") else f"{question.label}:",
        answer=each[0].label if each else numbers.MISSING,
        share=numbers.estimate(each[0], finding) if each else numbers.MISSING,
    )
    return replace(finding, headline=headline)
