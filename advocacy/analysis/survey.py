"""Findings about a survey: how the closed questions were answered, weighted where the survey has weights."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from advocacy.analysis import numbers
from advocacy.analysis.crosstab import crosstab
from advocacy.analysis.finding import Chart, Estimate, Finding, SourceRows, Unit
from advocacy.analysis.middle import median_with_interval
from advocacy.analysis.proportion import wilson
from advocacy.analysis.sampling import Claim, claim
from advocacy.analysis.survey_design import SurveyDesign, korn_graubard, mean
from advocacy.importing.questionnaire import Question, QuestionKind
from advocacy.importing.survey.skip_logic import asked
from advocacy.importing.table import Table
from advocacy.wording import say
from advocacy.workspace import Workspace

_MOST_CHOICES = 12
_CLEAR = 0.05  # p below which a difference is said to be more than chance
Mask = NDArray[np.bool_]


def survey_findings(workspace: Workspace) -> Iterator[Finding]:
    """Yield one finding per closed or numeric question of every survey in the workspace."""
    plan = workspace.settings.sample
    for table in workspace.tables:
        if table.questionnaire is None or "." in table.name:
            continue  # a repeat counts visits or payments, not people
        for question in table.questionnaire.questions:
            is_kept = question.column and question.column in (plan.weight, plan.stratum, plan.group)
            if not is_kept and (finding := answers(workspace, table, question)):
                yield finding


def answers(workspace: Workspace, table: Table, question: Question) -> Finding | None:
    """Return how a question was answered; None for a question of another kind or without answers."""
    if question.kind is QuestionKind.NUMBER and question.column in table.frame.columns:
        if question.column.startswith("("):
            return None  # a column without a heading: a running number, mostly
        return _number(workspace, table, question)
    if not question.choices or len(question.choices) > _MOST_CHOICES:
        return None
    if question.kind is QuestionKind.MULTIPLE:
        return _multiple(workspace, table, question)
    if question.kind is QuestionKind.SINGLE and question.column in table.frame.columns:
        return _single(workspace, table, question)
    return None


def design_of(workspace: Workspace, table: Table) -> SurveyDesign:
    """Return how the rows of a survey were drawn, by the plan of the workspace.

    Weights that are missing or not above 0 count as 0: such people are in the survey and speak for nobody.
    With the number of members known, the finite population correction is made.
    """
    plan, frame, n = workspace.settings.sample, table.frame, len(table)
    weights = None
    if plan.weight in frame.columns:
        given = pd.to_numeric(frame[plan.weight], errors="coerce").to_numpy(dtype=np.float64)
        weights = np.where(given > 0, given, 0.0)
    strata = pd.factorize(frame[plan.stratum].astype("object"))[0] if plan.stratum in frame.columns else None
    groups = None
    if plan.group in frame.columns:
        known = pd.factorize(frame[plan.group].astype("object"))[0]
        alone = known.max(initial=-1) + 1 + np.arange(n)
        groups = np.where(known >= 0, known, alone)  # whoever is in no group was drawn alone
    size = None
    if plan.members and groups is None and strata is None:
        size = np.full(n, float(max(plan.members, n)))
    return SurveyDesign.of(n, weights, strata, groups, size)


def answers_by(workspace: Workspace, table: Table, question: Question, by: Question) -> Finding | None:
    """Cross a question of one answer with another: the shares of each answer within each group.

    None where one of them is of another kind or fewer than two groups answered."""
    kinds = {question.kind, by.kind}
    if kinds != {QuestionKind.SINGLE} or not {question.column, by.column} <= set(table.frame.columns):
        return None
    design, words = design_of(workspace, table), claim(workspace.settings.sample, len(table))
    answer, group = _numbered(table, question), _numbered(table, by)
    crossed = crosstab(group, answer, design, (len(by.choices), len(question.choices)))
    if (crossed.counted.sum(axis=1) > 0).sum() < 2:
        return None
    each = []
    for number, choice in enumerate(by.choices):
        mine = group == number
        for place, reply in enumerate(question.choices):
            given = mine & (answer >= 0)
            if given.any():
                one = _share(design, words, answer == place, given, int(mine.sum()), table.name)
                label = say("{group}: {answer}", group=choice.label, answer=reply.label)
                each.append(replace(one, group=f"{choice.name}/{reply.name}", label=label))
    said = []
    if crossed.p is not None and words.has_interval:
        said.append(_difference(crossed.p))
    finding = _finding(
        workspace,
        table,
        question,
        each,
        (int((answer >= 0).sum()), _asked(table, question, answer >= 0)),
        tuple(said),
        words,
        design,
    )
    return replace(
        finding,
        code=f"survey.crosstab.{table.name}.{question.name}.by.{by.name}",
        name=say("{question} – by {by}", question=question.label, by=by.label),
        headline=say("{question} – by {by}", question=question.label, by=by.label),
    )


def _numbered(table: Table, question: Question) -> NDArray[np.int64]:
    """The number of the choice of each person; -1 without an answer."""
    place = {choice.name: number for number, choice in enumerate(question.choices)}
    text = table.frame[question.column].astype("object")
    numbered: NDArray[np.int64] = text.map(place).fillna(-1).to_numpy(dtype=np.int64)
    return numbered


def _single(workspace: Workspace, table: Table, question: Question) -> Finding | None:
    column = table.frame[question.column]
    given = column.notna().to_numpy()
    n = int(given.sum())
    if not n:
        return None
    text = column.astype("str").to_numpy(dtype=object)
    people = _asked(table, question, given)
    design, words = design_of(workspace, table), claim(workspace.settings.sample, len(table))
    each = [
        replace(
            _share(design, words, given & (text == choice.name), given, people, table.name),
            group=choice.name,
            label=choice.label,
        )
        for choice in question.choices
    ]
    each = sorted((one for one in each if one.numerator), key=lambda one: -(one.value or 0.0))
    return _finding(workspace, table, question, each, (n, people), (), words, design)


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
    design, words = design_of(workspace, table), claim(workspace.settings.sample, len(table))
    each = [
        replace(
            _share(design, words, yes[:, place], given, people, table.name),
            group=choice.column,
            label=choice.label,
        )
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
    return _finding(workspace, table, question, each, (n, people), tuple(caveats), words, design)


def _number(workspace: Workspace, table: Table, question: Question) -> Finding | None:
    """The median of a number people gave; weights are not used, and the caveat says so."""
    values = pd.to_numeric(table.frame[question.column], errors="coerce").to_numpy(dtype=np.float64)
    given = ~np.isnan(values)
    n = int(given.sum())
    if not n:
        return None
    people = _asked(table, question, given)
    design, words = design_of(workspace, table), claim(workspace.settings.sample, len(table))
    middle, low, high = median_with_interval(values[given])
    estimate = Estimate(
        value=middle,
        low=low if words.has_interval and design.is_simple else None,
        high=high if words.has_interval and design.is_simple else None,
        n=n,
        missing=people - n,
        rows=_rows(given, table.name),
    )
    lower, upper = np.percentile(values[given], [25, 75])
    quarters = say("Half of the answers lie between {low} and {high}.", low=f"{lower:,g}", high=f"{upper:,g}")
    unweighted = () if design.is_simple else (say("The median is not weighted."),)
    finding = _finding(
        workspace, table, question, [estimate], (n, people), (quarters, *unweighted), words, design
    )
    finding = replace(
        finding,
        code=f"survey.number.{table.name}.{question.name}",
        unit=Unit.NUMBER,
        chart=Chart.NUMBER,
        method=say("Median of the answers; 95% interval between order statistics (binomial)."),
    )
    return replace(
        finding,
        headline=say(
            "{question} {value} in the middle case",
            question=_as_heading(question.label),
            value=numbers.estimate(estimate, finding),
        ),
    )


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


def _asked(table: Table, question: Question, given: Mask) -> int:
    """How many people were asked: all, or those for whom the form's condition holds.

    Whoever answered was asked, also where a condition changed between versions of the form.
    """
    mask = asked(table, question.relevant)
    return len(table) if mask is None else int((mask | given).sum())


def _share(design: SurveyDesign, words: Claim, yes: Mask, given: Mask, people: int, table: str) -> Estimate:
    """The share of one answer among those given. numerator and denominator count people, not weights."""
    yes = yes & given
    found, n = int(yes.sum()), int(given.sum())
    interval: tuple[float, float] | None = None
    effective = None
    if design.is_simple and design.population is None:
        value = found / n
        interval = wilson(found, n)
    else:
        estimated = mean(yes.astype(np.float64), design, given)
        value, effective = estimated.value, min(float(n), estimated.effective_n)
        interval = korn_graubard(estimated, n, is_corrected=design.population is not None)
    low, high = interval if interval and words.has_interval else (None, None)
    return Estimate(
        value=value,
        low=low,
        high=high,
        numerator=float(found),
        denominator=float(n),
        n=n,
        missing=people - n,
        effective_n=effective,
        rows=_rows(yes, table),
        counted=(_rows(given, table),),
    )


def _rows(mask: Mask, table: str) -> SourceRows:
    return SourceRows(table, np.flatnonzero(mask).astype(np.int64))


def _method(words: Claim, design: SurveyDesign) -> str:
    if design.is_simple and design.population is None:
        share = say("Share of those who answered the question, not weighted")
        return say("{share}; Wilson 95% interval.", share=share) if words.has_interval else f"{share}."
    share = say("Weighted share of those who answered the question")
    if not words.has_interval:
        return say("{share}; people are counted without weights.", share=share)
    return say(
        "{share}; Korn-Graubard 95% interval with errors by Taylor linearisation; people are counted without "
        "weights.",
        share=share,
    )


def _finding(
    workspace: Workspace,
    table: Table,
    question: Question,
    each: list[Estimate],
    answered: tuple[int, int],  # of how many who were asked
    caveats: tuple[str, ...],
    words: Claim,
    design: SurveyDesign,
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
        method=_method(words, design),
        caveats=(*caveats, words.caveat),
        sources=tuple(source.name for source in workspace.sources if source.sha256 in used),
        example=workspace.settings.example,
    )
    headline = say(
        "{question} Most often “{answer}” ({share})",
        question=_as_heading(question.label),
        answer=each[0].label if each else numbers.MISSING,
        share=numbers.estimate(each[0], finding) if each else numbers.MISSING,
    )
    return replace(finding, headline=headline)


def _as_heading(label: str) -> str:
    return label if label.endswith("?") else f"{label}:"


def _difference(p: float) -> str:
    if p < _CLEAR:
        return say(
            "The groups differ by more than chance alone would explain (p {p}).",
            p="< 0.001" if p < 0.001 else f"= {p:.3f}",
        )
    return say("The difference between the groups could be chance (p = {p}).", p=f"{p:.2f}")
