"""What each finding means, where its formula comes from, and what it does not show."""

from __future__ import annotations

from advocacy.analysis.finding import Definition
from advocacy.wording import say

_KM = "Kaplan and Meier, JASA 53 (1958); interval: Brookmeyer and Crowley, Biometrics 38 (1982)"
_WILSON = "Wilson, JASA 22 (1927)"


def definition(code: str) -> Definition:
    """Return the definition of a finding, whatever its split or question. Raises KeyError without one."""
    stem = code.split(".by.")[0]
    if stem.startswith("survey.answers"):
        stem = "survey.answers"
    return DEFINITIONS[stem]


def _all() -> dict[str, Definition]:
    listed = (
        Definition(
            "licensing.time_to_decision",
            say("Time to a decision"),
            say(
                "Days from application to a decision of any kind. The median is the first day on which the "
                "estimated share still waiting is one half or less; an application without a "
                "decision counts as "
                "waiting until the data date."
            ),
            _KM,
            say(
                "It does not say who caused the wait, nor whether the file was complete when it "
                "was handed in."
            ),
        ),
        Definition(
            "licensing.within_limit",
            say("Decided within the legal limit"),
            say(
                "One minus the estimated share of applications still waiting when the limit of "
                "the law has passed."
            ),
            _KM,
            say(
                "It does not stop the clock while the office waits for the applicant, and knows "
                "no extensions."
            ),
        ),
        Definition(
            "licensing.hurdles",
            say("Hurdles met"),
            say("Applications that met the hurdle divided by applications for which hurdles were recorded."),
            _WILSON,
            say(
                "It does not say how much each hurdle delays or costs; who records a case chooses the words."
            ),
        ),
        Definition(
            "licensing.total_cost",
            say("Cost of an application"),
            say(
                "Official fee, travel, consultant and other costs of one application added up; "
                "the median over "
                "applications for which all of them are known."
            ),
            say("Median with an interval between order statistics: Conover (1999), section 3.2"),
            say("It leaves out payments without receipt and the days of work lost."),
        ),
        Definition(
            "licensing.cost_parts",
            say("Where the money goes"),
            say(
                "The sum of one kind of cost divided by the sum of all, over applications with "
                "all costs known."
            ),
            say("Ratio of sums"),
            say("Dear applications weigh more than cheap ones; no interval is given."),
        ),
        Definition(
            "licensing.outcomes",
            say("What became of the applications"),
            say("Applications of a status divided by applications with a status recorded."),
            _WILSON,
            say(
                "It does not follow applications over time: recent ones are pending because they are recent."
            ),
        ),
        Definition(
            "licensing.flow",
            say("Filed, decided, waiting"),
            say(
                "Applications by day of filing and of decision; waiting is filed less decided up to that day."
            ),
            say("Counts"),
            say("Applications filed before the first record are not in it."),
        ),
        Definition(
            "cooperatives.licensed_share",
            say("Members with a licence"),
            say(
                "Members with a licence divided by all members, summed over cooperatives, "
                "latest period of each."
            ),
            say("Ratio of sums with linearised variance: Cochran, Sampling Techniques (1977), section 6.4"),
            say(
                "It does not say whether licences are valid today, nor anything about miners in "
                "no cooperative."
            ),
        ),
        Definition(
            "cooperatives.women_share",
            say("Women among the members"),
            say("Women divided by all members, summed over cooperatives, latest period of each."),
            say("Ratio of sums with linearised variance: Cochran, Sampling Techniques (1977), section 6.4"),
            say("Membership is not the same as holding a licence, an office or a fair share of the income."),
        ),
        Definition(
            "survey.answers",
            say("Answers to a question"),
            say("People who gave the answer divided by people who answered the question."),
            _WILSON,
            say("Without a random sample it speaks only of those who answered."),
        ),
    )
    return {one.code: one for one in listed}


DEFINITIONS = _all()
