"""What the findings about cooperatives mean, where their formulas come from, and what they do not show."""

from __future__ import annotations

from advocacy.analysis.definitions.sources import MEDIAN, POISSON, RATIO
from advocacy.analysis.finding import Definition
from advocacy.wording import say

COOPERATIVES = (
    Definition(
        "cooperatives.licensed_share",
        say("Members with a licence"),
        say(
            "Members with a licence divided by all members, summed over cooperatives, latest period of each."
        ),
        RATIO,
        say("It does not say whether licences are valid today, nor anything about miners in no cooperative."),
    ),
    Definition(
        "cooperatives.women_share",
        say("Women among the members"),
        say("Women divided by all members, summed over cooperatives, latest period of each."),
        RATIO,
        say("Membership is not the same as holding a licence, an office or a fair share of the income."),
    ),
    Definition(
        "cooperatives.youth_share",
        say("Young people among the members"),
        say("Young members divided by all members, summed over cooperatives, latest period of each."),
        RATIO,
        say("Who counts as young is decided by each cooperative unless the form says it."),
    ),
    Definition(
        "cooperatives.loan_funnel",
        say("From needing a loan to getting one"),
        say("Loans applied for over needed, granted over applied for, granted over needed; sums."),
        RATIO,
        say("It does not say why a loan was refused, nor what it would have cost."),
    ),
    Definition(
        "cooperatives.fatality_rate",
        say("Deaths at work"),
        say("Deaths divided by hours worked, times one million; the number alone without hours."),
        POISSON,
        say("Deaths that were not reported are not in it."),
    ),
    Definition(
        "cooperatives.accident_rate",
        say("Accidents at work"),
        say("Accidents divided by hours worked, times one million; the number alone without hours."),
        POISSON,
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
        RATIO,
        say("It does not say how well, nor when the land was disturbed."),
    ),
    Definition(
        "cooperatives.people_trained",
        say("Places in training per member"),
        say("People trained in all periods divided by the members of an average period."),
        RATIO,
        say("It counts places, not people, and not what was learnt."),
    ),
    Definition(
        "cooperatives.price_share",
        say("Price paid for gold"),
        say(
            "Price per gram over fineness, in dollars at the exchange rate of the day, divided by the "
            "benchmark per gram of fine gold (per ounce over 31.1034768); the median over returns."
        ),
        MEDIAN,
        say("A price at the mine leaves out refining and transport; the benchmark is of refined gold."),
    ),
    Definition(
        "cooperatives.reporting",
        say("Cooperatives that reported"),
        say("Registered cooperatives with a return for the latest period divided by all registered."),
        say("Count of the register"),
        say("It does not say whether the returns are complete or right."),
    ),
)
