"""What each finding means, where its formula comes from, and what it does not show."""

from __future__ import annotations

from advocacy.analysis.finding import Definition
from advocacy.wording import say

_KM = "Kaplan and Meier, JASA 53 (1958); interval: Brookmeyer and Crowley, Biometrics 38 (1982)"
_WILSON = "Wilson, JASA 22 (1927)"
_RATIO = "Ratio of sums with linearised variance: Cochran, Sampling Techniques (1977), section 6.4"
_POISSON = "Exact Poisson interval: Garwood, Biometrika 28 (1936); rate per hours: 16th ICLS (1998)"


def definition(code: str) -> Definition:
    """Return the definition of a finding, whatever its split or question. Raises KeyError without one."""
    stem = code.split(".by.")[0]
    if stem.startswith("survey."):
        stem = ".".join(stem.split(".")[:2])
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
            _RATIO,
            say(
                "It does not say whether licences are valid today, nor anything about miners in "
                "no cooperative."
            ),
        ),
        Definition(
            "cooperatives.women_share",
            say("Women among the members"),
            say("Women divided by all members, summed over cooperatives, latest period of each."),
            _RATIO,
            say("Membership is not the same as holding a licence, an office or a fair share of the income."),
        ),
        Definition(
            "licensing.days_over",
            say("Days beyond the legal limit"),
            say(
                "Among applications that waited longer than the limit in force when they were filed: days "
                "waited less the limit, median by Kaplan and Meier; pending ones count as so late at least."
            ),
            _KM,
            say("It says nothing about applications decided in time, nor who caused the delay."),
        ),
        Definition(
            "licensing.pending_age",
            say("Pending beyond the legal limit"),
            say(
                "Pending applications that waited longer than the limit divided by all pending applications."
            ),
            _WILSON,
            say("A stock of pending applications holds more long waits than a year of filings does."),
        ),
        Definition(
            "licensing.step_times",
            say("Time per step"),
            say("Days from start to end of a step in the record; the median by Kaplan and Meier."),
            _KM,
            say("Steps may run side by side; their times do not add up to the time of the whole procedure."),
        ),
        Definition(
            "licensing.time_without_applicant",
            say("Time to a decision, the applicant's turns taken out"),
            say(
                "Days from application to decision less the days on which a step waited for the applicant; "
                "the median by Kaplan and Meier over applications with steps on record."
            ),
            _KM,
            say("Whose turn it was is what the record says; applications without steps are not in it."),
        ),
        Definition(
            "licensing.outcome_probabilities",
            say("What to expect"),
            say(
                "Cumulative incidence: the sum over days of the share still waiting just before times the "
                "share of those waiting who had this outcome on that day."
            ),
            say("Aalen and Johansen, Scandinavian Journal of Statistics 5 (1978)"),
            say("It does not say what a single applicant can expect; applications differ."),
        ),
        Definition(
            "licensing.months_of_income",
            say("Cost in months of income"),
            say("Cost of an application divided by the monthly income of the same applicant; the median."),
            say("Median with an interval between order statistics: Conover (1999), section 3.2"),
            say("Income is as stated; those who could not afford to apply are not in it."),
        ),
        Definition(
            "licensing.informal_payment_asked",
            say("Asked for a payment without receipt"),
            say("Applications in which such a payment was asked for, divided by those with an answer."),
            _WILSON,
            say("Silence is neither yes nor no; both bounds are given. It proves nothing about any person."),
        ),
        Definition(
            "cooperatives.youth_share",
            say("Young people among the members"),
            say("Young members divided by all members, summed over cooperatives, latest period of each."),
            _RATIO,
            say("Who counts as young is decided by each cooperative unless the form says it."),
        ),
        Definition(
            "cooperatives.loan_funnel",
            say("From needing a loan to getting one"),
            say("Loans applied for over needed, granted over applied for, granted over needed; sums."),
            _RATIO,
            say("It does not say why a loan was refused, nor what it would have cost."),
        ),
        Definition(
            "cooperatives.fatality_rate",
            say("Deaths at work"),
            say("Deaths divided by hours worked, times one million; the number alone without hours."),
            _POISSON,
            say("Deaths that were not reported are not in it."),
        ),
        Definition(
            "cooperatives.accident_rate",
            say("Accidents at work"),
            say("Accidents divided by hours worked, times one million; the number alone without hours."),
            _POISSON,
            say("Better reporting looks like more accidents."),
        ),
        Definition(
            "cooperatives.mercury_lost",
            say("Mercury lost per gold"),
            say("Mercury used less recovered, divided by gross weight times fineness of the gold produced."),
            say("UN Environment, Estimating Mercury Use and Documenting Practices (2017), annex A4"),
            say("Mercury in tailings sold or left is not followed."),
        ),
        Definition(
            "cooperatives.rehabilitated",
            say("Land rehabilitated"),
            say("Hectares rehabilitated divided by hectares disturbed, summed over returns."),
            _RATIO,
            say("It does not say how well, nor when the land was disturbed."),
        ),
        Definition(
            "cooperatives.people_trained",
            say("Places in training per member"),
            say("People trained in all periods divided by the members of an average period."),
            _RATIO,
            say("It counts places, not people, and not what was learnt."),
        ),
        Definition(
            "cooperatives.price_share",
            say("Price paid for gold"),
            say(
                "Price per gram over fineness, in dollars at the exchange rate of the day, divided by the "
                "benchmark per gram of fine gold (per ounce over 31.1034768); the median over returns."
            ),
            say("Median with an interval between order statistics: Conover (1999), section 3.2"),
            say("A price at the mine leaves out refining and transport; the benchmark is of refined gold."),
        ),
        Definition(
            "cooperatives.reporting",
            say("Cooperatives that reported"),
            say("Registered cooperatives with a return for the latest period divided by all registered."),
            say("Count of the register"),
            say("It does not say whether the returns are complete or right."),
        ),
        Definition(
            "survey.answers",
            say("Answers to a question"),
            say("People who gave the answer divided by people who answered the question."),
            _WILSON,
            say("Without a random sample it speaks only of those who answered."),
        ),
        Definition(
            "survey.number",
            say("Numbers people gave"),
            say("The median of the numbers given by people who answered the question."),
            say("Median with an interval between order statistics: Conover (1999), section 3.2"),
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
    return {one.code: one for one in listed}


DEFINITIONS = _all()
