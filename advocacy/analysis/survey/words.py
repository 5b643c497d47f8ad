"""The words that findings about a survey share: base, method, headline, and who it speaks of."""

from __future__ import annotations

from collections.abc import Sequence

from advocacy.analysis import numbers
from advocacy.analysis.finding import Chart, Companion, Estimate, Finding, Unit
from advocacy.analysis.survey.filters import CLOSED, filter_field
from advocacy.analysis.survey.respondents import Respondents
from advocacy.importing.questionnaire import Question
from advocacy.wording import labelled, say


def survey_finding(
    people: Respondents,
    question: Question,
    estimates: Sequence[Estimate],
    answered: int,
    asked: int,
    *,
    kind: str = "answers",
    unit: Unit = Unit.SHARE,
    chart: Chart = Chart.RANKED_BARS,
    method: str = "",
    caveats: Sequence[str] = (),
    companions: Sequence[Companion] = (),
) -> Finding:
    """Return a finding with all but its headline. answered, asked: people."""
    used = set(people.table.origin["source"][people.kept].unique())
    weighting = people.weighting
    return Finding(
        code=f"survey.{kind}.{people.table.name}.{question.name}",
        name=question.label,
        headline="",
        unit=unit,
        chart=chart,
        base=base(people, answered, asked),
        estimates=tuple(estimates),
        method=method or shares_method(people),
        dimension=filter_field(people.table, question) if question.kind in CLOSED else "",
        companions=(*companions, *(weighting.companions if weighting else ())),
        caveats=(*caveats, people.claim.caveat, *(weighting.said if weighting else ())),
        filters=people.filters,
        about=people.rows(people.kept),
        sources=tuple(s.name for s in people.workspace.sources if s.sha256 in used),
        example=people.workspace.settings.example,
    )


def base(people: Respondents, answered: int, asked: int) -> str:
    """Who is counted: members where the sample speaks for them, else those who answered."""
    n, everybody = numbers.count(answered), numbers.count(len(people))
    if people.claim.of_members and asked == len(people):
        return say("members, by the answers of {n} of {all} people in the survey", n=n, all=everybody)
    if asked == len(people):
        return say("{n} of {all} people who answered the survey", n=n, all=everybody)
    if people.claim.of_members:
        return say(
            "members whom this concerns, by the answers of {n} of {people} people who were asked this, "
            "of {all} in the survey",
            n=n,
            people=numbers.count(asked),
            all=everybody,
        )
    return say(
        "{n} of {people} people who were asked this, of {all} in the survey",
        n=n,
        people=numbers.count(asked),
        all=everybody,
    )


def whom(people: Respondents, asked: int | None = None) -> str:
    """Of whom a share is; asked: people who were asked, where not all were."""
    if not people.claim.of_members:
        return say("of those who answered")
    if asked is not None and asked < len(people):
        return say("of the members whom this concerns")
    return say("of the members whom the filter keeps") if people.filters else say("of the members")


def headline(question: Question, sentence: str) -> str:
    """The question and what the answers say: "Sex: the answers show …", "How old? The answers show …"."""
    label = question.label.strip()
    if label.endswith(("?", ".", "!")):
        return f"{label} {sentence}"
    return f"{labelled(label.removesuffix(':').rstrip())}{sentence[:1].lower()}{sentence[1:]}"


def shares_method(people: Respondents) -> str:
    """How shares were computed, in words."""
    has_interval = people.claim.has_interval
    if people.is_simple:
        share = say("Share of those who answered the question, not weighted")
        return say("{share}; Wilson 95% interval.", share=share) if has_interval else f"{share}."
    share = say("Weighted share of those who answered the question") + weights_method(people)
    if not has_interval:
        return say("{share}; people are counted without weights.", share=share)
    return say(
        "{share}; Korn-Graubard 95% interval with errors by Taylor linearisation; people are counted "
        "without weights.",
        share=share,
    ) + corrected(people)


def weights_method(people: Respondents) -> str:
    """Where the weights come from; "" where the survey brought them or there are none."""
    return f", {people.weighting.method}" if people.weighting and people.weighting.method else ""


def corrected(people: Respondents) -> str:
    """Whether the number of members in all was used; begins with a space."""
    if people.design.population is None:
        return ""
    return " " + say("Corrected for the part of all members who were asked.")


def with_interval(one: Estimate, plain: str, wide: str) -> str:
    """The sentence of a companion: the one with {interval} where there is one."""
    return wide if one.low is not None or one.high is not None else plain
