"""What the findings about cooperatives mean, where their formulas come from, and what they do not show."""

from __future__ import annotations

from collections.abc import Iterator

from advocacy.analysis.definitions.sources import fine, median, poisson, ratio
from advocacy.analysis.finding import Definition
from advocacy.wording import say


def of_cooperatives() -> Iterator[Definition]:
    """Yield them in the language spoken."""
    yield Definition(
        "cooperatives.members",
        say("Members of cooperatives"),
        say("Members in the latest return of each cooperative, summed; no other return is added to it."),
        say("Count of the returns"),
        say("It is not the number of miners: most work outside of cooperatives, and some in several."),
    )
    yield Definition(
        "cooperatives.members_over_time",
        say("Members over time"),
        say("Members, women, young and licensed members of the cooperatives that report in every period."),
        say("Sums over a matched sample: the same cooperatives in every period"),
        say("It does not show cooperatives that are new, have closed, or report now and then."),
    )
    yield Definition(
        "cooperatives.licence_ladder",
        say("Cooperatives on the way to a licence"),
        say("Cooperatives with each status of licence divided by all of the register whose status is known."),
        say("Count of the register"),
        say("It does not show permits beside the licence, nor whether a licence is valid on a given day."),
    )
    yield Definition(
        "cooperatives.licence_ladder_members",
        say("Members by the licence of their cooperative"),
        say("Members of the cooperatives with each status divided by those of all whose status is known."),
        say("Count of the register and of the latest return of each cooperative"),
        say("It does not say that a member holds a licence of their own."),
    )
    yield Definition(
        "cooperatives.production",
        say("Production in fine metal"),
        say("Gross weight in grams times fineness, summed over returns, mineral by mineral; no day twice."),
        fine(),
        say("Metal that is sold outside of the cooperatives or not reported is not in it."),
    )
    yield Definition(
        "cooperatives.production_by_year",
        say("Production in fine metal, year by year"),
        say("As the production in all; a return is of the year in which its period ends."),
        fine(),
        say("It does not tell a change in production from a change in reporting."),
    )
    yield Definition(
        "cooperatives.licensed_share",
        say("Members with a licence"),
        say(
            "Members with a licence divided by all members, summed over cooperatives, latest period of each."
        ),
        ratio(),
        say("It does not say whether licences are valid today, nor anything about miners in no cooperative."),
    )
    yield Definition(
        "cooperatives.women_share",
        say("Women among the members"),
        say("Women divided by all members, summed over cooperatives, latest period of each."),
        ratio(),
        say("Membership is not the same as holding a licence, an office or a fair share of the income."),
    )
    yield Definition(
        "cooperatives.youth_share",
        say("Young people among the members"),
        say("Young members divided by all members, summed over cooperatives, latest period of each."),
        ratio(),
        say("Who counts as young is decided by each cooperative unless the form says it."),
    )
    yield Definition(
        "cooperatives.loan_funnel",
        say("From needing a loan to getting one"),
        say("Loans applied for over needed, granted over applied for, granted over needed; sums."),
        ratio(),
        say("It does not say why a loan was refused, nor what it would have cost."),
    )
    yield Definition(
        "cooperatives.loan_amount",
        say("Amount of a loan"),
        say("Amount of loans divided by loans granted in the same returns; the median over cooperatives."),
        median(),
        say("It does not say what a loan costs, nor how much was needed."),
    )
    yield Definition(
        "cooperatives.fatality_rate",
        say("Deaths at work"),
        say("Deaths divided by hours worked, times one million; the number alone without hours."),
        poisson(),
        say("Deaths that were not reported are not in it."),
    )
    yield Definition(
        "cooperatives.accident_rate",
        say("Accidents at work"),
        say("Accidents divided by hours worked, times one million; the number alone without hours."),
        poisson(),
        say("Better reporting looks like more accidents."),
    )
    yield Definition(
        "cooperatives.fatal_incidence",
        say("Deaths at work per thousand members"),
        say("Deaths divided by members times years of the same returns, times one thousand."),
        poisson(),
        say("Members are not all who work there, and not all of them work all the year."),
    )
    yield Definition(
        "cooperatives.mercury_lost",
        say("Mercury lost per gold"),
        say(
            "Mercury used less recovered, divided by gross weight times fineness of the gold produced; a "
            "blank recovery is not taken as none."
        ),
        fine(),
        say("Mercury in tailings sold or left is not followed."),
    )
    yield Definition(
        "cooperatives.rehabilitated",
        say("Land rehabilitated"),
        say("Hectares rehabilitated divided by hectares disturbed, summed over returns."),
        ratio(),
        say("It does not say how well, nor when the land was disturbed."),
    )
    yield Definition(
        "cooperatives.people_trained",
        say("Places in training per member"),
        say("People trained in all periods divided by the members of an average of the same returns."),
        ratio(),
        say("It counts places, not people, and not what was learnt."),
    )
    yield Definition(
        "cooperatives.training_topics",
        say("What training is about"),
        say("Places in training on each topic divided by all places whose topic is known."),
        say("Count of the returns"),
        say("It counts places, not hours, and not what was learnt."),
    )
    yield Definition(
        "cooperatives.price_share",
        say("Price paid for gold"),
        say(
            "Price per gram over fineness, in dollars at the exchange rate of the day of sale (else of the "
            "end of the period), divided by the benchmark per gram of fine metal (per ounce over "
            "31.1034768); the median of each cooperative, and of these the median over cooperatives."
        ),
        median(),
        say("A price at the mine leaves out refining and transport; the benchmark is of refined gold."),
    )
    yield Definition(
        "cooperatives.reporting",
        say("Cooperatives that reported"),
        say(
            "Cooperatives with a return for the latest period divided by all registered and founded by then."
        ),
        say("Count of the register"),
        say("It does not say whether the returns are complete or right."),
    )
    yield Definition(
        "cooperatives.reporting_by_period",
        say("Cooperatives that reported, period by period"),
        say("Cooperatives with returns for all months of a period over all registered and founded by then."),
        say("Count of the register"),
        say("It does not say whether the returns came in time, are complete or right."),
    )
