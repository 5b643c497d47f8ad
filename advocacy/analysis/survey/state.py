"""What holds for a survey as a whole, in words: its people, the claim, the weights, what is left out."""

from __future__ import annotations

from dataclasses import dataclass

from advocacy.analysis import numbers
from advocacy.analysis.survey.questions import repeats
from advocacy.analysis.survey.respondents import Respondents, respondents
from advocacy.importing.questionnaire import Question, QuestionKind
from advocacy.importing.table import Table
from advocacy.wording import say, say_count
from advocacy.workspace import Workspace


@dataclass(frozen=True)
class SurveyState:
    """Finished sentences. left_out: "" where nothing is."""

    title: str
    people: str
    claim: str
    weights: str
    left_out: str


def survey_state(workspace: Workspace, table: Table) -> SurveyState:
    """Return what holds for the whole survey."""
    people = respondents(workspace, table)
    assert table.questionnaire is not None
    return SurveyState(
        table.questionnaire.title or table.name,
        say_count("{count} person answered", "{count} people answered", len(table)),
        people.claim.caveat,
        _weights(people),
        _left_out(workspace, table),
    )


def how_asked(question: Question) -> str:
    """Return in words how a question is answered."""
    return {
        QuestionKind.SINGLE: say("one answer"),
        QuestionKind.MULTIPLE: say("several answers"),
        QuestionKind.NUMBER: say("a number"),
        QuestionKind.DATE: say("a date"),
        QuestionKind.TEXT: say("own words"),
        QuestionKind.PERSON: say("names of people, not counted"),
        QuestionKind.OTHER: say("not counted"),
    }[question.kind]


def _weights(people: Respondents) -> str:
    """Whether everyone counts alike."""
    plan, made = people.workspace.settings.sample, people.weighting
    column = plan.weight if plan.weight in people.table.frame.columns else ""
    said = list(made.said) if made is not None else []
    if made is not None and made.weights is not None:
        said.insert(0, say("Weighted {how}.", how=made.method))
    elif column:
        said.insert(0, say("Weighted by “{column}” of the survey.", column=column))
    else:
        said.insert(0, say("Not weighted: everyone who answered counts alike."))
    return " ".join(dict.fromkeys(said))


def _left_out(workspace: Workspace, table: Table) -> str:
    asked_again = repeats(workspace, table)
    if not asked_again:
        return ""
    names = ", ".join(
        say("“{name}” ({rows} rows)", name=one.name.rpartition(".")[2], rows=numbers.plain(len(one)))
        for one in asked_again
    )
    return say(
        "Left out: {names}. People filled it in several times; it counts visits, not people.", names=names
    )
