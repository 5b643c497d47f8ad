"""Loans of cooperatives: from needing one to getting one, and how large one is."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from advocacy.analysis import numbers
from advocacy.analysis.cooperatives.estimates import (
    contradictory,
    estimate,
    finding,
    part_within_whole,
    ratio,
)
from advocacy.analysis.cooperatives.returns import Chosen, Returns
from advocacy.analysis.cooperatives.robustness import without_one_part
from advocacy.analysis.finding import Chart, Estimate, Finding, Unit
from advocacy.analysis.statistics.middle import median_with_interval
from advocacy.analysis.traits import LOANS
from advocacy.wording import say, say_count


def finance_findings(returns: Returns) -> Iterator[Finding]:
    """Yield the loan funnel and the size of a loan."""
    for one in (loan_funnel(returns), loan_amount(returns)):
        if one:
            yield one


def loan_funnel(returns: Returns) -> Finding | None:
    """Loans granted on all three bases: of those needed, applied for; of those applied for, granted."""
    if not returns.has("loans_applied", "loans_granted"):
        return None
    each: list[tuple[Estimate, Chosen, str, str]] = []
    above = np.zeros(len(returns), dtype=bool)
    for code, label, part, whole in (
        ("applied_of_needed", say("Applied for, of those needed"), "loans_applied", "loans_needed"),
        ("granted_of_applied", say("Granted, of those applied for"), "loans_granted", "loans_applied"),
        ("granted_of_needed", say("Granted, of those needed"), "loans_granted", "loans_needed"),
    ):
        parts, wholes = returns.numbers(part), returns.numbers(whole)
        sound, impossible = part_within_whole(parts, wholes)
        above |= impossible
        chosen = returns.chosen(sound)
        if wholes[chosen.used].sum() > 0:
            one = ratio(returns, parts, wholes, chosen.used, group=code, label=label)
            each.append((one, chosen, part, whole))
    if not each:
        return None
    told, chosen, part, whole = next((one for one in each if one[0].group == "granted_of_applied"), each[0])
    parts, wholes = returns.numbers(part), returns.numbers(whole)
    missing = [] if returns.has("loans_needed") else [say("How many loans were needed is not known.")]
    return finding(
        returns,
        "loan_funnel",
        say("From needing a loan to getting one"),
        [one[0] for one in each],
        used=chosen.used,
        unit=Unit.SHARE,
        chart=Chart.RANKED_BARS,
        method=say(
            "Sum over periods and cooperatives; 95% interval by linearisation, each cooperative a cluster."
        ),
        headline=lambda made: say(
            "{label}: {share} ({part} of {whole} loans)",
            label=told.label,
            share=numbers.estimate(told, made),
            part=numbers.count(told.numerator or 0),
            whole=numbers.count(told.denominator or 0),
        ),
        caveats=(
            say("A loan granted in one period may have been applied for in the one before."),
            *missing,
            *contradictory(int(above.sum()), say("more loans in the part than in the whole")),
        ),
        companions=without_one_part(
            returns, chosen.used, Unit.SHARE, lambda rows: ratio(returns, parts, wholes, rows).value
        ),
        chosen=chosen,
        dimension=LOANS,
    )


def loan_amount(returns: Returns) -> Finding | None:
    """Amount per loan granted: of each cooperative over all its returns, and the median of cooperatives."""
    if not returns.has("loan_amount", "loans_granted"):
        return None
    amount, granted = returns.numbers("loan_amount"), returns.numbers("loans_granted")
    currency = returns.texts("currency")
    with np.errstate(invalid="ignore"):
        known = (amount > 0) & (granted > 0)
    named = currency[known & (currency != "")]
    main = str(pd.Series(named).value_counts().index[0]) if len(named) else ""
    # A return without a currency is taken to be in that of the others only where nobody names another one.
    mine = (currency == main) | ((currency == "") & (len(set(named)) <= 1))
    chosen = returns.chosen(known & mine)
    if not chosen.used.any():
        return None
    sums = returns.sum_by_cooperative(amount, chosen.used)
    middle, low, high = median_with_interval(sums / returns.sum_by_cooperative(granted, chosen.used))
    one = estimate(returns, chosen.used, middle, (low, high), among=known)
    others = int((known & ~mine).sum())
    said = []
    if not main:
        said.append(say("The files do not say in which currency the amounts are."))
    if others:
        said.append(
            say_count(
                "{count} return in another currency than {currency} is not used.",
                "{count} returns in another currency than {currency} are not used.",
                others,
                currency=main,
            )
        )
    return finding(
        returns,
        "loan_amount",
        say("Amount of a loan"),
        (one,),
        used=chosen.used,
        unit=Unit.MONEY,
        chart=Chart.NUMBER,
        method=say(
            "Amount of loans over the number granted in the same returns, for each cooperative; the median "
            "over cooperatives, 95% interval between order statistics (binomial)."
        ),
        headline=lambda made: say(
            "A loan granted is of {amount} in the middle cooperative (95% interval {interval})",
            amount=numbers.estimate(one, made),
            interval=numbers.interval(one, made),
        ),
        caveats=(
            say("Amounts of all years stand side by side, without regard to what money was worth."),
            *said,
        ),
        chosen=chosen,
        currency=main,
    )
