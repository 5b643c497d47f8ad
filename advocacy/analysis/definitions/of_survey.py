"""What the findings about surveys mean, where their formulas come from, and what they do not show."""

from __future__ import annotations

from collections.abc import Iterator

from advocacy.analysis.finding import Definition
from advocacy.wording import say


def of_survey() -> Iterator[Definition]:
    """Yield them in the language spoken."""
    yield Definition(
        "survey.answers",
        say("Answers to a question"),
        say(
            "People who gave the answer divided by people who answered the question, each with his weight "
            "where there are weights; of all answers: times it was given divided by all answers given."
        ),
        say(
            "Wilson, JASA 22 (1927); with weights or groups: Korn and Graubard, Survey Methodology 24 (1998)"
        ),
        say("Without a random sample it speaks only of those who answered."),
    )
    yield Definition(
        "survey.number",
        say("Numbers people gave"),
        say(
            "The median of the numbers given by people who answered the question, weighted where there "
            "are weights."
        ),
        say("Conover (1999), section 3.2; with weights: Woodruff, JASA 47 (1952)"),
        say("Numbers given from memory are rounded and sometimes wrong; a median hides the extremes."),
    )
    yield Definition(
        "survey.date",
        say("Days people gave"),
        say("People whose answer lies in the period."),
        say("Counts"),
        say("Days given from memory are often those of round months and years."),
    )
    yield Definition(
        "survey.text",
        say("Answers in people's own words"),
        say("People who used the word divided by people who wrote something."),
        say(
            "Wilson, JASA 22 (1927); with weights or groups: Korn and Graubard, Survey Methodology 24 (1998)"
        ),
        say("A word does not say what was meant by it; the texts themselves are not shown."),
    )
    yield Definition(
        "survey.crosstab",
        say("Answers by another question"),
        say("Within each group, people who gave the answer divided by people who answered."),
        say("Rao and Scott, Annals of Statistics 12 (1984); Korn and Graubard (1998)"),
        say("That two answers go together does not say that one is the cause of the other."),
    )
