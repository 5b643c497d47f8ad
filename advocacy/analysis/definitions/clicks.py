"""What a click on a mark of a chart filters by, or why it filters nothing; shown in the program."""

from __future__ import annotations

from advocacy.analysis.finding import Chart, Finding
from advocacy.analysis.traits import LOANS, PAID_FOR, TRAINED_IN
from advocacy.wording import say, say_later

_OF_TRAITS = {
    PAID_FOR: say_later(
        "A click on a part keeps the applications with an amount above 0 for it. The part itself is a share "
        "of all that was paid and belongs to no application."
    ),
    TRAINED_IN: say_later(
        "A click on a topic keeps the cooperatives that report training on it, with all their returns."
    ),
    LOANS: say_later(
        "A click on a step keeps the cooperatives that have got so far with at least one loan, with all "
        "their returns. The step itself is a share of loans and belongs to no cooperative."
    ),
}


def click_words(finding: Finding) -> str:
    """Return the words for this finding."""
    kept = _kept(finding)
    if not kept:
        return say(
            "Nothing is filtered: what stands side by side here is a number of its own each, no group of "
            "applications, cooperatives or people. The menu of a mark leads to the rows behind it."
        )
    return say("{kept} A second click takes it back.", kept=kept)


def _kept(finding: Finding) -> str:
    """What a click keeps, as a sentence; "" where it filters nothing."""
    if finding.code == "licensing.flow":
        return say(
            "A click keeps the applications that were filed in the period, decided in it or waiting at its "
            "end, whichever bar or point is clicked."
        )
    if any(one.keeps for one in finding.estimates):
        if finding.code.startswith("survey."):
            return say("A click on a period keeps the people who gave a day in it.")
        return say("A click on a period keeps the returns whose days all lie in it.")
    if finding.dimension in _OF_TRAITS:
        return say(_OF_TRAITS[finding.dimension])
    if finding.chart is Chart.HEAT:
        return say("A click on a cell keeps the group of its row.")
    if finding.dimension and any("/" in one.group for one in finding.estimates):
        return say("A click on an answer keeps the people who ticked it, whatever else they ticked.")
    return say("A click on a mark keeps what belongs to its group.") if finding.dimension else ""
