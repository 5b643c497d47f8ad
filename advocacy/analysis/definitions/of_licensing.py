"""What the findings about licensing mean, where their formulas come from, and what they do not show."""

from __future__ import annotations

from collections.abc import Iterator

from advocacy.analysis.definitions.sources import WILSON, km, median
from advocacy.analysis.finding import Definition
from advocacy.wording import say


def of_licensing() -> Iterator[Definition]:
    """Yield them in the language spoken."""
    yield Definition(
        "licensing.time_to_decision",
        say("Time to a decision"),
        say(
            "Days from application to a decision of any kind. The median is the first day on which the "
            "estimated share still waiting is one half or less; an application without a "
            "decision counts as "
            "waiting until the data date."
        ),
        km(),
        say("It does not say who caused the wait, nor whether the file was complete when it was handed in."),
    )
    yield Definition(
        "licensing.within_limit",
        say("Decided within the legal limit"),
        say(
            "One minus the estimated share of applications still waiting when the limit of "
            "the law has passed, counted from the day and in the days the law names, under the law in force "
            "on the day of filing. Beside it: with agreed extensions, and with the clock stopped while the "
            "office waits for the applicant. The gap between two groups is the difference of their shares, "
            "its interval from the interval of each by square and add."
        ),
        say("{km}; gap: Zou and Donner, Statistics in Medicine 27 (2008)", km=km()),
        say("It does not say who caused a delay, nor whether a decision was a good one."),
    )
    yield Definition(
        "licensing.hurdles",
        say("Hurdles met"),
        say("Applications that met the hurdle divided by applications for which hurdles were recorded."),
        WILSON,
        say("It does not say how much each hurdle delays or costs; who records a case chooses the words."),
    )
    yield Definition(
        "licensing.hurdles_by_region",
        say("Hurdles met, region by region"),
        say(
            "Applications of a region that met the hurdle divided by applications of that region for which "
            "hurdles were recorded."
        ),
        WILSON,
        say("Many shares stand side by side; of twenty that differ by chance alone, one looks striking."),
    )
    yield Definition(
        "licensing.law_age",
        say("Age of the law behind each hurdle"),
        say(
            "Year of the data date less the year in which the law was enacted that the case names as its "
            "basis; for each hurdle the median over the applications that met it."
        ),
        median(),
        say("An old law is not a bad one; amendments that were not imported are not seen."),
    )
    yield Definition(
        "licensing.total_cost",
        say("Cost of an application"),
        say(
            "Official fee, travel, consultant and other costs of one application added up; "
            "the median over "
            "applications for which all of them are known."
        ),
        median(),
        say("It leaves out payments without receipt and the days of work lost."),
    )
    yield Definition(
        "licensing.visits",
        say("Visits to offices"),
        say("Visits for one application; the median over applications for which they are recorded."),
        median(),
        say("It does not say what a visit was for, nor how far the way is."),
    )
    yield Definition(
        "licensing.official_cost",
        say("Official cost of an application"),
        say("The official fee of an application; the median over applications in which it is recorded."),
        median(),
        say("Fees for work that the law demands of others, as of a surveyor, are not in it."),
    )
    yield Definition(
        "licensing.work_lost",
        say("Work lost to an application"),
        say(
            "Days of work lost times the applicant's monthly income, divided by the days of a month; the "
            "median over applications for which both are known."
        ),
        median(),
        say("Days and income are as stated; work that others took over in the meantime is not deducted."),
    )
    yield Definition(
        "licensing.cost_parts",
        say("Where the money goes"),
        say("The sum of one kind of cost divided by the sum of all, over applications with all costs known."),
        say("Ratio of sums"),
        say("Dear applications weigh more than cheap ones; no interval is given."),
    )
    yield Definition(
        "licensing.outcomes",
        say("What became of the applications"),
        say("Applications of a status divided by applications with a status recorded."),
        WILSON,
        say("It does not follow applications over time: recent ones are pending because they are recent."),
    )
    yield Definition(
        "licensing.flow",
        say("Filed, decided, waiting"),
        say("Applications by day of filing and of decision; waiting is filed less decided up to that day."),
        say("Counts"),
        say("Applications filed before the first record are not in it."),
    )
    yield Definition(
        "licensing.days_over",
        say("Days beyond the legal limit"),
        say(
            "Among applications that waited longer than the limit in force when they were filed: days "
            "waited less the limit, median by Kaplan and Meier; pending ones count as so late at least."
        ),
        km(),
        say("It says nothing about applications decided in time, nor who caused the delay."),
    )
    yield Definition(
        "licensing.pending_age",
        say("Pending beyond the legal limit"),
        say("Pending applications that waited longer than the limit divided by all pending applications."),
        WILSON,
        say("A stock of pending applications holds more long waits than a year of filings does."),
    )
    yield Definition(
        "licensing.law_record_lived",
        say("Law, record and experience"),
        say(
            "Law: the limit of the law, else the longest chain of its steps, each a day at least and steps "
            "side by side counted once; the median over applications. Record: days from the first start to "
            "the last end of the steps on record. Experience: days from application to decision; both "
            "medians by Kaplan and Meier."
        ),
        say("World Bank, Doing Business, notes on time; {km}", km=km()),
        say(
            "The three are not about the same applications: fewer have steps on record than are in the "
            "cases. What lies between them is not only delay; a record may begin later than the application."
        ),
    )
    yield Definition(
        "licensing.step_times",
        say("Time per step"),
        say("Days from start to end of a step in the record; the median by Kaplan and Meier."),
        km(),
        say("Steps may run side by side; their times do not add up to the time of the whole procedure."),
    )
    yield Definition(
        "licensing.time_without_applicant",
        say("Time to a decision, the applicant's turns taken out"),
        say(
            "Days from application to decision less the days on which a step waited for the applicant; "
            "the median by Kaplan and Meier over applications with steps on record."
        ),
        km(),
        say("Whose turn it was is what the record says; applications without steps are not in it."),
    )
    yield Definition(
        "licensing.outcome_probabilities",
        say("What to expect"),
        say(
            "Cumulative incidence: the sum over days of the share still waiting just before times the "
            "share of those waiting who had this outcome on that day."
        ),
        say("Aalen and Johansen, Scandinavian Journal of Statistics 5 (1978)"),
        say("It does not say what a single applicant can expect; applications differ."),
    )
    yield Definition(
        "licensing.months_of_income",
        say("Cost in months of income"),
        say("Cost of an application divided by the monthly income of the same applicant; the median."),
        median(),
        say("Income is as stated; those who could not afford to apply are not in it."),
    )
    yield Definition(
        "licensing.cost_of_income_per_head",
        say("Cost as a share of income per head"),
        say(
            "Cost of an application divided by the yearly income per head of the country in the year of its "
            "decision, else application, else recording; the latest income known then. The median."
        ),
        median(),
        say("Miners may earn less or more than the average person; the other finding uses their own income."),
    )
    yield Definition(
        "licensing.informal_payment",
        say("Paid without receipt"),
        say(
            "Amounts paid without receipt, where one above nothing is recorded; the median, rounded to two "
            "digits."
        ),
        median(),
        say("Who paid and does not say so is not in it. It proves nothing about any person."),
    )
    yield Definition(
        "licensing.burden",
        say("Yearly burden of the procedure"),
        say(
            "Hours of an application times the tariff of an hour, plus what is paid for it; times "
            "applications a year; times how often each is made; less the share miners would bear anyway."
        ),
        say("SCM Network, International Standard Cost Model Manual"),
        say("Waiting has no price in it, nor has what miners do not earn while they wait for the licence."),
    )
    yield Definition(
        "licensing.informal_payment_asked",
        say("Asked for a payment without receipt"),
        say("Applications in which such a payment was asked for, divided by those with an answer."),
        WILSON,
        say("Silence is neither yes nor no; both bounds are given. It proves nothing about any person."),
    )
