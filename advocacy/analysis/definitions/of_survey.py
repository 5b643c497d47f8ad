"""What the findings about surveys mean, where their formulas come from, and what they do not show."""

from __future__ import annotations

from advocacy.analysis.definitions.sources import MEDIAN, WILSON
from advocacy.analysis.finding import Definition
from advocacy.wording import say

SURVEY = (
    Definition(
        "survey.answers",
        say("Answers to a question"),
        say("People who gave the answer divided by people who answered the question."),
        WILSON,
        say("Without a random sample it speaks only of those who answered."),
    ),
    Definition(
        "survey.number",
        say("Numbers people gave"),
        say("The median of the numbers given by people who answered the question."),
        MEDIAN,
        say("Numbers given from memory are rounded and sometimes wrong; a median hides the extremes."),
    ),
    Definition(
        "survey.crosstab",
        say("Answers by another question"),
        say("Within each group, people who gave the answer divided by people who answered."),
        say("Rao and Scott, Annals of Statistics 12 (1984); Korn and Graubard (1998)"),
        say("That two answers go together does not say that one is the cause of the other."),
    ),
)
