"""Numbers about cooperatives: n counts cooperatives, however many returns each has sent."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from advocacy.analysis import numbers
from advocacy.analysis.cooperatives.returns import Chosen, Mask, Numbers, Returns, filters_in_words
from advocacy.analysis.finding import Chart, Companion, Estimate, Finding, State, Unit
from advocacy.analysis.statistics.proportion import ratio_of_sums
from advocacy.wording import say, say_count


def estimate(
    returns: Returns,
    used: Mask,
    value: float | None,
    interval: tuple[float | None, float | None] = (None, None),
    *,
    group: str = "",
    label: str = "",
    series: str = "",
    numerator: float | None = None,
    denominator: float | None = None,
    among: Mask | None = None,
) -> Estimate:
    """Return an estimate that rests on these returns; without a value it has none.

    among: the returns of all cooperatives it is about; those with no usable return are its missing.
    """
    everyone = np.ones(len(returns), dtype=bool) if among is None else among
    behind = returns.set_of_cooperatives(used)
    n = returns.count(used)
    return Estimate(
        group=group,
        label=label,
        series=series,
        value=value,
        low=interval[0],
        high=interval[1],
        numerator=numerator,
        denominator=denominator,
        n=n,
        missing=max(0, returns.count(everyone) - n),
        state=State.NO_DATA if value is None else State.SHOWN,
        rows=returns.rows(used),
        counted=(behind,),
        small=behind,
    )


def ratio(
    returns: Returns,
    parts: Numbers,
    wholes: Numbers,
    used: Mask,
    *,
    group: str = "",
    label: str = "",
    most: float = 1.0,
    among: Mask | None = None,
) -> Estimate:
    """Sum of parts over sum of wholes of these returns, each cooperative a cluster; most is its upper end."""
    total = float(wholes[used].sum())
    if total <= 0:
        return estimate(returns, used, None, group=group, label=label, among=among)
    value, low, high = ratio_of_sums(
        returns.sum_by_cooperative(parts, used), returns.sum_by_cooperative(wholes, used), most
    )
    return estimate(
        returns,
        used,
        value,
        (low, high),
        group=group,
        label=label,
        numerator=float(parts[used].sum()),
        denominator=total,
        among=among,
    )


def part_within_whole(parts: Numbers, wholes: Numbers) -> tuple[Mask, Mask]:
    """Which returns know both numbers and are possible, and which contradict themselves."""
    known = ~np.isnan(parts) & ~np.isnan(wholes)
    with np.errstate(invalid="ignore"):
        above = known & (parts > wholes)
    return known & ~above, above


def by_group(
    returns: Returns, used: Mask, field: str, each: Callable[[Mask, str, str], Estimate]
) -> tuple[Estimate, ...]:
    """Return an estimate for each group of a field, greatest first; none where there is one group only.

    each: the estimate of the rows of a group that count, with its code and label.
    """
    groups = returns.groups(field)
    if groups is None:
        return ()
    found = [
        each(groups.rows(number), code, label)
        for number, (code, label) in enumerate(zip(groups.codes, groups.labels, strict=True))
        if (groups.rows(number) & used).any()
    ]
    found = [one for one in found if one.value is not None]
    return tuple(sorted(found, key=lambda one: -(one.value or 0.0))) if len(found) > 1 else ()


def finding(
    returns: Returns,
    code: str,
    name: str,
    estimates: Sequence[Estimate],
    *,
    used: Mask,
    unit: Unit,
    chart: Chart,
    method: str,
    headline: Callable[[Finding], str],
    caveats: Sequence[str] = (),
    companions: Sequence[Companion] = (),
    chosen: Chosen | None = None,
    base: str = "",
    dimension: str = "",
    currency: str = "",
    counted_in: str = "",
    series_labels: tuple[tuple[str, str], ...] = (),
) -> Finding:
    """Return a finding about the returns that are used; what was left out as doubled is said beside it."""
    known = ~np.isnat(returns.last) & used
    made = Finding(
        code=f"cooperatives.{code}",
        name=name,
        headline="",
        unit=unit,
        chart=chart,
        base=_base(returns, used, base),
        estimates=tuple(estimates),
        method=method,
        dimension=dimension,
        series_labels=series_labels,
        currency=currency,
        counted_in=counted_in,
        companions=tuple(companions),
        caveats=(*caveats, *(_left_out(chosen) if chosen else ())),
        filters=filters_in_words(returns.workspace),
        sources=returns.sources(used),
        data_date=returns.last[known].max().astype("datetime64[D]").item() if known.any() else None,
        example=returns.workspace.settings.example,
    )
    return replace(made, headline=headline(made))


def contradictory(count: int, words: str) -> tuple[str, ...]:
    """Say how many returns contradict themselves, where any does. words: in what."""
    if not count:
        return ()
    return (
        say_count(
            "{count} return contradicts itself ({words}) and is left out.",
            "{count} returns contradict themselves ({words}) and are left out.",
            count,
            words=words,
        ),
    )


def _base(returns: Returns, used: Mask, words: str) -> str:
    """Who is counted; how few cooperatives there are is not told."""
    cooperatives = returns.count(used)
    if cooperatives < returns.workspace.settings.smallest_group:
        return say("returns of cooperatives")
    return words or say(
        "{n} returns of {cooperatives} cooperatives",
        n=numbers.count(int(used.sum())),
        cooperatives=numbers.count(cooperatives),
    )


def _left_out(chosen: Chosen) -> tuple[str, ...]:
    said = []
    if chosen.overlapping:
        said.append(
            say_count(
                "{count} return reports days that another of the same cooperative reports, and is left out.",
                "{count} returns report days that others of the same cooperative report, and are left out.",
                chosen.overlapping,
            )
        )
    if chosen.undated:
        said.append(
            say_count(
                "{count} return without a period stands beside others of the same cooperative; left out.",
                "{count} returns without a period stand beside others of the same cooperative; left out.",
                chosen.undated,
            )
        )
    return tuple(said)
