"""What miners were paid for fine metal as a share of the benchmark on the day of sale."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from advocacy.analysis import numbers
from advocacy.analysis.cooperatives.estimates import by_group, estimate, finding
from advocacy.analysis.cooperatives.gold_price import GRAMS_PER_TROY_OUNCE, share_of_benchmark
from advocacy.analysis.cooperatives.metal_units import grams_priced
from advocacy.analysis.cooperatives.minerals import METALS, fineness, mineral_of
from advocacy.analysis.cooperatives.returns import Chosen, Mask, Numbers, Returns
from advocacy.analysis.cooperatives.robustness import without_one_part
from advocacy.analysis.finding import Chart, Companion, Estimate, Finding, Unit
from advocacy.analysis.reference_rates import dollar_rates, rates_on
from advocacy.analysis.statistics.middle import median_with_interval
from advocacy.importing.plain_words import plain
from advocacy.schema import code_list
from advocacy.wording import say, say_count
from advocacy.workspace import Workspace

_LOW, _HIGH = 0.2, 1.2  # of the benchmark; a price outside is more likely in another unit
_GOLD = "gold"


@dataclass(frozen=True, eq=False)
class _Prices:
    """share: price over benchmark per return, NaN where not known. on_the_day: whether the day of sale is
    known; else the price is held against the benchmark at the end of the period."""

    returns: Returns
    mineral: NDArray[np.object_]
    share: Numbers
    on_the_day: Mask
    chosen: Chosen


def price_findings(returns: Returns) -> Iterator[Finding]:
    """Yield the price share of gold, of gold by region, and of every metal that has a benchmark."""
    if not returns.has("price_paid", "price_unit", "purity", "currency"):
        return
    prices = _prices(returns)
    gold = prices.chosen.used & (prices.mineral == _GOLD)
    if gold.any():
        yield _of_gold(prices, gold)
        regions = by_group(
            returns, gold, "region", lambda rows, g, name: _middle(prices, gold & rows, g, name)
        )
        if regions:
            yield _split(prices, gold, "region", regions)
    codes = [code for code in METALS if (prices.chosen.used & (prices.mineral == code)).any()]
    if len(codes) > 1:
        metals = tuple(
            _middle(
                prices,
                prices.chosen.used & (prices.mineral == code),
                code,
                code_list("mineral").label(code),
            )
            for code in codes
        )
        yield _split(prices, prices.chosen.used, "mineral", metals)


def _prices(returns: Returns) -> _Prices:
    sold, mineral = returns.days("date_sold"), mineral_of(returns)
    on_the_day = ~np.isnat(sold)
    day = np.where(on_the_day, sold, returns.days("period_end"))
    texts, place = np.unique(returns.texts("price_unit").astype(str), return_inverse=True)
    grams = np.array([grams_priced(text) or np.nan for text in texts.tolist()], dtype=np.float64)[place]
    benchmark, local = _benchmark(returns.workspace, mineral, day), _local(returns, day)
    paid, pure = returns.numbers("price_paid"), fineness(returns)
    sound = (paid > 0) & ~np.isnan(grams) & ~np.isnan(pure) & (benchmark > 0) & (local > 0)
    share = np.full(len(returns), np.nan)
    for i in np.flatnonzero(sound):
        share[i] = share_of_benchmark(paid[i], grams[i], pure[i], local[i], benchmark[i])
    # Two sales of one period are two prices, not one period reported twice.
    subject = mineral + np.where(on_the_day, sold.astype(str), "")
    return _Prices(returns, mineral, share, on_the_day, returns.chosen(sound, subject))


def _benchmark(workspace: Workspace, mineral: NDArray[np.object_], day: NDArray[np.datetime64]) -> Numbers:
    """Dollars per troy ounce of each return's metal on the day; NaN where there is none."""
    found = np.full(len(mineral), np.nan)
    for code in METALS:
        mine = mineral == code
        if mine.any() and (grams := _grams_of_benchmark(workspace, code)):
            rate = rates_on(workspace, "metal_price", code, day[mine])
            found[mine] = rate / grams * GRAMS_PER_TROY_OUNCE
    return found


def _grams_of_benchmark(workspace: Workspace, metal: str) -> float | None:
    """The weight a benchmark is for, as its key says ("Tin, USD per tonne"). Gold is quoted per troy ounce;
    for other metals nothing is taken for granted."""
    table = workspace.table("reference_rate")
    if table is None or not {"kind", "key"} <= set(table.frame.columns):
        return None
    keys = table.frame.loc[table.frame["kind"].eq("metal_price").fillna(False), "key"].dropna().unique()
    said = {grams_priced(str(key)) for key in keys if metal in plain(str(key)).split()}
    named = {grams for grams in said if grams}
    if len(named) == 1 and None not in said:
        return named.pop()
    return GRAMS_PER_TROY_OUNCE if metal == _GOLD and not named else None


def _local(returns: Returns, day: NDArray[np.datetime64]) -> Numbers:
    """Local currency per dollar on the day; NaN where there is none."""
    local, currency = np.full(len(returns), np.nan), returns.texts("currency")
    for code in pd.unique(currency):
        mine = currency == code
        if code:
            local[mine] = dollar_rates(returns.workspace, str(code), day[mine])
    return local


def _by_cooperative(prices: _Prices, used: Mask) -> Numbers:
    """The median of each cooperative's prices. Prices of one cooperative are alike: it counts once."""
    medians = pd.Series(prices.share[used]).groupby(prices.returns.cooperative[used]).median()
    values: Numbers = medians.to_numpy(dtype=np.float64)
    return values


def _middle(prices: _Prices, used: Mask, group: str = "", label: str = "") -> Estimate:
    middle, low, high = median_with_interval(_by_cooperative(prices, used))
    returns = prices.returns
    asked = ~np.isnan(returns.numbers("price_paid"))
    if group and group in METALS:
        asked &= prices.mineral == group
    elif group:
        regions = returns.groups("region")
        if regions is not None:
            asked &= regions.rows(regions.codes.index(group)) & (prices.mineral == _GOLD)
    else:
        asked &= prices.mineral == _GOLD
    return estimate(returns, used, middle, (low, high), group=group, label=label, among=asked | used)


def _of_gold(prices: _Prices, gold: Mask) -> Finding:
    one, returns = _middle(prices, gold), prices.returns
    return _finding(
        prices,
        "price_share",
        say("Price paid for gold"),
        (one,),
        gold,
        Chart.NUMBER,
        lambda made: say(
            "Miners are paid {share} of the benchmark in the middle case (95% interval {interval})",
            share=numbers.estimate(one, made),
            interval=numbers.interval(one, made),
        ),
        companions=without_one_part(
            returns, gold, Unit.SHARE, lambda rows: _middle(prices, rows).value if rows.any() else None
        ),
    )


def _split(prices: _Prices, used: Mask, field: str, groups: tuple[Estimate, ...]) -> Finding:
    first, last = groups[0], groups[-1]
    gold = field == "region"
    made = _finding(
        prices,
        f"price_share.by.{field}",
        say("Price paid for gold, by region") if gold else say("Price paid, by mineral"),
        groups,
        used,
        Chart.DOTS,
        lambda made: say(
            "{share} of the benchmark in {first}, {other} in {last}",
            share=numbers.estimate(first, made),
            first=first.label,
            other=numbers.estimate(last, made),
            last=last.label,
        ),
    )
    return replace(made, dimension=field)


def _finding(
    prices: _Prices,
    code: str,
    name: str,
    estimates: tuple[Estimate, ...],
    used: Mask,
    chart: Chart,
    headline: Callable[[Finding], str],
    companions: tuple[Companion, ...] = (),
) -> Finding:
    return finding(
        prices.returns,
        code,
        name,
        estimates,
        used=used,
        unit=Unit.SHARE,
        chart=chart,
        method=say(
            "Price per gram of fine metal over the benchmark, both in dollars at the rates of the day: the "
            "median of each cooperative's prices, and the median of these over cooperatives; 95% interval "
            "between order statistics (binomial)."
        ),
        headline=headline,
        caveats=_caveats(prices, used),
        companions=companions,
        chosen=prices.chosen,
    )


def _caveats(prices: _Prices, used: Mask) -> tuple[str, ...]:
    sold, share = int((used & prices.on_the_day).sum()), prices.share[used]
    ended = int(used.sum()) - sold
    odd = int(((share > _HIGH) | (share < _LOW)).sum())
    said = [say("A price at the mine against a benchmark of refined metal is not like with like.")]
    if not ended:
        said.append(say("Every price is held against the benchmark on its day of sale."))
    elif not sold:
        said.append(
            say("No day of sale is known: prices are held against the benchmark at the end of the period.")
        )
    else:
        said.append(
            say(
                "{sold} prices are held against the benchmark on the day of sale, {ended} against that at "
                "the end of the period, as no day of sale is known.",
                sold=numbers.count(sold),
                ended=numbers.count(ended),
            )
        )
    if odd:
        said.append(
            say_count(
                "{count} price is outside 20% to 120% of the benchmark; check its unit.",
                "{count} prices are outside 20% to 120% of the benchmark; check their unit.",
                odd,
            )
        )
    return tuple(said)
