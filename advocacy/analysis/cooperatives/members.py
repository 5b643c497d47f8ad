"""Members of cooperatives in the latest return of each: how many, and how many are women, young, licensed."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from advocacy.analysis import numbers
from advocacy.analysis.cooperatives.estimates import (
    by_group,
    contradictory,
    estimate,
    finding,
    part_within_whole,
    ratio,
)
from advocacy.analysis.cooperatives.reporting import registered
from advocacy.analysis.cooperatives.returns import Mask, Returns
from advocacy.analysis.cooperatives.robustness import without_one_part
from advocacy.analysis.finding import Chart, Companion, Estimate, Finding, Unit
from advocacy.wording import say

_LONG_AGO = np.datetime64("0001-01-01", "D")  # a return without a day is never the latest beside others


def member_findings(returns: Returns) -> Iterator[Finding]:
    """Yield how many members there are and what share of them is licensed, women, young."""
    if not returns.has("members"):
        return
    latest = latest_return(returns)
    yield members(returns, latest)
    for code, name, part, sentence in (
        (
            "licensed_share",
            say("Members with a licence"),
            "members_licensed",
            say("{share} of the members hold a licence ({part} of {members} in {n} cooperatives)"),
        ),
        (
            "women_share",
            say("Women among the members"),
            "members_women",
            say("{share} of the members are women ({part} of {members} in {n} cooperatives)"),
        ),
        (
            "youth_share",
            say("Young people among the members"),
            "members_youth",
            say("{share} of the members are young ({part} of {members} in {n} cooperatives)"),
        ),
    ):
        if (~np.isnan(returns.numbers(part)) & latest).any():
            yield _share(returns, latest, code, name, part, sentence)


def latest_return(returns: Returns) -> Mask:
    """Return the latest return of each cooperative: the one that ends last and, of those, begins last.

    Of several for the very same days it is the one that names the members, else the last of the table.
    """
    last = np.where(np.isnat(returns.last), _LONG_AGO, returns.last)
    first = np.where(np.isnat(returns.first), _LONG_AGO, returns.first)
    named = ~np.isnan(returns.numbers("members"))
    order = np.lexsort((np.arange(len(returns)), named, first, last, returns.cooperative))
    ends = np.append(returns.cooperative[order][1:] != returns.cooperative[order][:-1], True)
    latest = np.zeros(len(returns), dtype=bool)
    latest[order[ends]] = True
    return latest


def members(returns: Returns, latest: Mask) -> Finding:
    """The members of all cooperatives that report, from the latest return of each; nobody is added to it."""
    counted = returns.numbers("members")
    used = latest & ~np.isnan(counted)

    def total(part: Mask, group: str = "", label: str = "") -> Estimate:
        mine = used & part
        return estimate(
            returns, mine, float(counted[mine].sum()), group=group, label=label, among=latest & part
        )

    overall = total(np.ones(len(returns), dtype=bool))
    groups = by_group(returns, used, "region", total)
    return finding(
        returns,
        "members",
        say("Members of cooperatives"),
        (overall, *groups),
        used=used,
        unit=Unit.COUNT,
        chart=Chart.RANKED_BARS if groups else Chart.NUMBER,
        method=say(
            "Sum of the members in the latest return of each cooperative. No interval: it is a count."
        ),
        headline=lambda made: say(
            "The {n} cooperatives that report have {members} members",
            n=numbers.count(overall.n),
            members=numbers.estimate(overall, made),
        ),
        caveats=(
            say("A miner who is a member of two cooperatives counts twice."),
            *_from_to(returns, used),
        ),
        companions=_silent(returns, overall),
        base=say("latest return of each cooperative"),
        dimension="region" if groups else "",
    )


def _from_to(returns: Returns, used: Mask) -> tuple[str, ...]:
    """Latest returns may be years apart; say so where they are not of one day."""
    ends = returns.last[used & ~np.isnat(returns.last)]
    if not len(ends) or ends.min() == ends.max():
        return ()
    first, last = (end.astype("datetime64[D]").item() for end in (ends.min(), ends.max()))
    return (
        say(
            "The latest returns end between {first} and {last}.",
            first=numbers.day(first),
            last=numbers.day(last),
        ),
    )


def _silent(returns: Returns, overall: Estimate) -> tuple[Companion, ...]:
    """How many cooperatives are not in the total, because they send nothing or name no members."""
    listed = registered(returns.workspace)
    away = len(set(listed["cooperative_id"]) - set(returns.table.frame["cooperative_id"].dropna()))
    said = []
    for count, sentence in (
        (away, say("{value} cooperatives of the register have sent no return and are not in the total.")),
        (overall.missing, say("{value} cooperatives do not say in their latest return how many they are.")),
    ):
        if count:
            said.append(Companion(sentence, Unit.COUNT, Estimate(value=float(count), n=count)))
    return tuple(said)


def _share(returns: Returns, latest: Mask, code: str, name: str, part: str, sentence: str) -> Finding:
    parts, wholes = returns.numbers(part), returns.numbers("members")
    sound, above = part_within_whole(parts, wholes)
    used = latest & sound

    def share(rows: Mask, group: str = "", label: str = "") -> Estimate:
        return ratio(returns, parts, wholes, used & rows, group=group, label=label, among=latest & rows)

    overall = share(np.ones(len(returns), dtype=bool))
    groups = by_group(returns, used, "region", share)
    return finding(
        returns,
        code,
        name,
        (overall, *groups),
        used=used,
        unit=Unit.SHARE,
        chart=Chart.RANKED_BARS if groups else Chart.NUMBER,
        method=say(
            "Sum over the cooperatives divided by the sum of their members; 95% interval by linearisation, "
            "each cooperative a cluster."
        ),
        headline=lambda made: sentence.format(
            share=numbers.estimate(overall, made),
            part=numbers.count(overall.numerator or 0),
            members=numbers.count(overall.denominator or 0),
            n=numbers.count(overall.n),
        ),
        caveats=(
            say("Cooperatives that do not report are not in it; they may differ."),
            *contradictory(int((latest & above).sum()), say("more in the part than members")),
        ),
        companions=(
            *_unusable(overall),
            *without_one_part(returns, used, Unit.SHARE, lambda m: share(m).value),
        ),
        base=say(
            "members of {n} of {all} cooperatives, latest period of each",
            n=numbers.count(overall.n),
            all=numbers.count(returns.count(latest)),
        ),
        dimension="region" if groups else "",
    )


def _unusable(overall: Estimate) -> tuple[Companion, ...]:
    if not overall.missing:
        return ()
    sentence = say("{value} cooperatives did not give usable numbers in their latest return.")
    return (Companion(sentence, Unit.COUNT, Estimate(value=float(overall.missing), n=overall.missing)),)
