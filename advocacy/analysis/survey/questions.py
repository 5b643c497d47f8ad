"""Findings about a survey: how each question was answered, and compared by one of them where wanted."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from advocacy.analysis.finding import Finding
from advocacy.analysis.survey.choices import multiple, single
from advocacy.analysis.survey.crosstab import crossed
from advocacy.analysis.survey.dates import dates
from advocacy.analysis.survey.filters import filter_field
from advocacy.analysis.survey.numbers import number
from advocacy.analysis.survey.respondents import Respondents, respondents
from advocacy.analysis.survey.scales import number_scale, scale, scale_order
from advocacy.analysis.survey.tally import tally
from advocacy.analysis.survey.texts import texts
from advocacy.importing.plain_words import plain
from advocacy.importing.questionnaire import Question, QuestionKind, Questionnaire
from advocacy.importing.table import Table
from advocacy.workspace import Filter, Workspace


def survey_findings(
    workspace: Workspace, wanted: Collection[str] = (), first: Collection[str] = ()
) -> Iterator[Finding]:
    """Yield a finding per question of every survey in the workspace, each followed by its comparison.

    The answers to a question ignore the filter on that very question, so that an answer that was clicked
    stays among the others. wanted: codes of the findings to yield; without any, all. first: codes of findings
    whose questions come before the others.
    """
    plan = workspace.settings.sample
    for table in surveys(workspace):
        assert table.questionnaire is not None
        people = _PeopleOf(workspace, table)
        by = question_named(table.questionnaire, workspace.settings.compare_by)
        for question in sorted(
            table.questionnaire.questions, key=lambda one: not _is_about(first, table, one)
        ):
            if question.column and question.column in (plan.weight, plan.stratum, plan.group):
                continue
            asked = f"{table.name}.{question.name}"
            if _is_wanted(wanted, asked) and (finding := _of_question(people.asked(question), question)):
                yield finding
            if (
                by
                and _is_wanted(wanted, f"{asked}.by.{by.name}")
                and (compared := crossed(people.asked(by), question, by))
            ):
                yield compared


class _PeopleOf:
    """The people of a survey: whom all filters keep, or all but the one on a question.

    Where that one leaves out few it stays: the two bases beside each other would tell how few they are.
    """

    def __init__(self, workspace: Workspace, table: Table) -> None:
        self._workspace, self._table = workspace, table
        self._filtered = {one.field for one in workspace.filters}
        self._all = respondents(workspace, table)

    def asked(self, question: Question) -> Respondents:
        field = filter_field(self._table, question)
        if field not in self._filtered:
            return self._all
        free = respondents(self._workspace.with_filter(Filter(field, ())), self._table)
        return self._all if free.is_small(len(free) - len(self._all)) else free


def surveys(workspace: Workspace) -> tuple[Table, ...]:
    """Return the surveys; a repeat is none, it counts visits or payments, not people."""
    return tuple(one for one in workspace.tables if one.questionnaire is not None and "." not in one.name)


def _is_wanted(wanted: Collection[str], asked: str) -> bool:
    """Whether a finding about this is wanted, of whatever kind; the kind is known once it is computed."""
    return not wanted or asked in _abouts(wanted)


def _is_about(codes: Collection[str], table: Table, question: Question) -> bool:
    asked = f"{table.name}.{question.name}"
    return any(about == asked or about.startswith(f"{asked}.by.") for about in _abouts(codes))


def _abouts(codes: Collection[str]) -> Iterator[str]:
    """What each finding is about: the survey and the question, without the kind of finding."""
    return (code.split(".", 2)[-1] for code in codes)


def repeats(workspace: Workspace, survey: Table) -> tuple[Table, ...]:
    """Return what was asked of each person of a survey several times."""
    return tuple(one for one in workspace.tables if one.name.startswith(f"{survey.name}."))


def answers(workspace: Workspace, table: Table, question: Question) -> Finding | None:
    """Return how a question was answered; None where nobody did, or where it is bookkeeping."""
    return _of_question(respondents(workspace, table), question)


def answers_by(workspace: Workspace, table: Table, question: Question, by: Question) -> Finding | None:
    """Cross a closed question with one of a single answer: the shares of each answer within each group.

    None where one of them is of another kind or fewer than two groups answered.
    """
    return crossed(respondents(workspace, table), question, by)


def question_named(questionnaire: Questionnaire, called: str) -> Question | None:
    """Return the question of this name, column or text; None for "" and where there is none."""
    if not called:
        return None
    asked = questionnaire.questions
    exact = next((one for one in asked if called in (one.name, one.column)), None)
    words = plain(called)
    return exact or next((one for one in asked if words in (plain(one.name), plain(one.label))), None)


def _of_question(people: Respondents, question: Question) -> Finding | None:
    if question.kind is QuestionKind.NUMBER:
        steps = number_scale(people, question)
        return scale(people, question, steps, steps.answers) if steps else number(people, question)
    if question.kind is QuestionKind.DATE:
        return dates(people, question)
    if question.kind is QuestionKind.TEXT:
        return texts(people, question)
    found = tally(people, question)
    if found is None:
        return None
    if question.kind is QuestionKind.MULTIPLE:
        return multiple(people, question, found)
    order = scale_order(found)
    return scale(people, question, found, order) if order else single(people, question, found)
