"""What cooperatives report period by period: loans, training, injuries, mercury, land, prices."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from advocacy.analysis import numbers
from advocacy.analysis.filtering import filter_words, rows_kept
from advocacy.analysis.finding import Chart, Estimate, Finding, SourceRows, State, Unit
from advocacy.analysis.gold_price import share_of_benchmark
from advocacy.analysis.middle import median_with_interval
from advocacy.analysis.proportion import ratio_of_sums
from advocacy.analysis.rate import FEW_EVENTS, poisson_interval, rate
from advocacy.analysis.reference_rates import rates_on
from advocacy.importing.table import Table
from advocacy.wording import say
from advocacy.workspace import Workspace

STATISTICS = "cooperative_statistics"
GRAMS = {"g": 1.0, "kg": 1000.0, "tola": 11.6638038, "ozt": 31.1034768}  # exact, by definition
_PER_GRAM = ("per g", "g", "/g", "per gram")
_ALL_BASES = ("loans_needed", "loans_applied", "loans_granted")


@dataclass(frozen=True)
class Periods:
    """The rows of the statistics that do not overlap another row of the same cooperative.

    frame keeps the place of each row in the whole table as "position"; overlapping counts the rows left out.
    """

    workspace: Workspace
    frame: pd.DataFrame
    overlapping: int
    sources: tuple[str, ...]

    def has(self, *fields: str) -> bool:
        return all(name in self.frame.columns and self.frame[name].notna().any() for name in fields)

    def numbers(self, name: str) -> NDArray[np.float64]:
        values: NDArray[np.float64] = self.frame[name].to_numpy(dtype=np.float64, na_value=np.nan)
        return values

    def rows(self, mask: NDArray[np.bool_]) -> SourceRows:
        return SourceRows(STATISTICS, self.frame["position"].to_numpy(dtype=np.int64)[mask])


def period_findings(workspace: Workspace, table: Table) -> Iterator[Finding]:
    """Yield the findings about sums over all periods reported, none counted twice."""
    periods = _periods(workspace, table)
    if not len(periods.frame):
        return
    if funnel := loan_funnel(periods):
        yield funnel
    for code, name, event in (
        ("fatality_rate", say("Deaths at work"), "fatalities"),
        ("accident_rate", say("Accidents at work"), "accidents"),
    ):
        if injuries := injury_rate(periods, code, name, event):
            yield injuries
    for finding in (mercury_lost, rehabilitated, people_trained, price_share):
        if found := finding(periods):
            yield found


def loan_funnel(periods: Periods) -> Finding | None:
    """Loans granted on all three bases: of those needed, applied for; of those applied for, granted."""
    if not periods.has("loans_applied", "loans_granted"):
        return None
    each = []
    for code, label, part, whole in (
        ("applied_of_needed", say("Applied for, of those needed"), "loans_applied", "loans_needed"),
        ("granted_of_applied", say("Granted, of those applied for"), "loans_granted", "loans_applied"),
        ("granted_of_needed", say("Granted, of those needed"), "loans_granted", "loans_needed"),
    ):
        if periods.has(part, whole) and (one := _ratio(periods, part, whole, code, label)):
            each.append(one)
    if not each:
        return None
    granted = next((one for one in each if one.group == "granted_of_applied"), each[0])
    missing = (
        [] if "loans_needed" in periods.frame.columns else [say("How many loans were needed is not known.")]
    )
    return _finding(
        periods,
        "loan_funnel",
        say("From needing a loan to getting one"),
        tuple(each),
        Unit.SHARE,
        Chart.RANKED_BARS,
        say("Sum over periods and cooperatives; 95% interval by linearisation, each cooperative a cluster."),
        lambda finding: say(
            "{label}: {share} ({part} of {whole} loans)",
            label=granted.label,
            share=numbers.estimate(granted, finding),
            part=numbers.count(granted.numerator or 0),
            whole=numbers.count(granted.denominator or 0),
        ),
        (say("A loan granted in one period may have been applied for in the one before."), *missing),
    )


def injury_rate(periods: Periods, code: str, name: str, event: str) -> Finding | None:
    """Deaths or accidents per million hours worked, or their number where hours are not reported."""
    if not periods.has(event):
        return None
    counted = periods.numbers(event)
    with_hours = periods.has("hours_worked")
    hours = periods.numbers("hours_worked") if with_hours else np.full(len(counted), np.nan)
    used = ~np.isnan(counted) & (~np.isnan(hours) if with_hours else True)
    events = int(counted[used].sum())
    if not used.any():
        return None
    if with_hours and hours[used].sum() > 0:
        value, low, high = rate(events, float(hours[used].sum()))
        method = say("Events per million hours worked in the same returns; exact Poisson 95% interval.")
        words = say("{event} per million hours worked", event=name)
    else:
        value, (low, high) = float(events), poisson_interval(events)
        method = say("Number of events reported; exact Poisson 95% interval of the number to be expected.")
        words = say("{event} reported, hours worked not known", event=name)
    few = (say("Fewer than {few} events: no trend can be read from them.", few=FEW_EVENTS),)
    estimate = Estimate(
        value=value,
        low=low,
        high=high,
        numerator=float(events),
        denominator=float(hours[used].sum()) if with_hours else None,
        n=int(used.sum()),
        missing=int((~used).sum()),
        rows=periods.rows(used),
    )
    return _finding(
        periods,
        code,
        name,
        (estimate,),
        Unit.NUMBER,
        Chart.NUMBER,
        method,
        lambda finding: say(
            "{words}: {value} (95% interval {interval}; {events} events)",
            words=words,
            value=numbers.estimate(estimate, finding),
            interval=numbers.interval(estimate, finding),
            events=numbers.count(events),
        ),
        (say("Accidents that were not written down are not in it."), *(few if events < FEW_EVENTS else ())),
    )


def mercury_lost(periods: Periods) -> Finding | None:
    """Kilograms of mercury lost (used less recovered) per kilogram of fine gold in the same returns."""
    if not periods.has("mercury_used_kg", "production", "purity"):
        return None
    used_kg = periods.numbers("mercury_used_kg")
    back = (
        np.nan_to_num(periods.numbers("mercury_recovered_kg")) if periods.has("mercury_recovered_kg") else 0.0
    )
    fine_kg = _fine_grams(periods) / 1000
    sound = ~np.isnan(used_kg) & ~np.isnan(fine_kg) & (fine_kg > 0)
    if not sound.any():
        return None
    one = _estimate(periods, used_kg - back, fine_kg, sound, "", "", most=np.inf)
    return _finding(
        periods,
        "mercury_lost",
        say("Mercury lost per gold"),
        (one,),
        Unit.NUMBER,
        Chart.NUMBER,
        say(
            "Mercury used less recovered over fine gold (gross weight × fineness), summed; 95% interval by "
            "linearisation, each cooperative a cluster."
        ),
        lambda finding: say(
            "{value} kg of mercury are lost for every kg of fine gold", value=numbers.estimate(one, finding)
        ),
        (say("Only returns with mercury, weight and fineness are in it; nothing is filled in."),),
    )


def rehabilitated(periods: Periods) -> Finding | None:
    """Hectares rehabilitated over hectares disturbed."""
    if not periods.has("land_rehabilitated_ha", "land_disturbed_ha"):
        return None
    one = _ratio(periods, "land_rehabilitated_ha", "land_disturbed_ha", "", "", most=np.inf)
    if one is None:
        return None
    return _finding(
        periods,
        "rehabilitated",
        say("Land rehabilitated"),
        (one,),
        Unit.NUMBER,
        Chart.NUMBER,
        say("Hectares rehabilitated over hectares disturbed, summed; 95% interval by linearisation."),
        lambda finding: say(
            "For every hectare disturbed {value} hectares are rehabilitated",
            value=numbers.estimate(one, finding),
        ),
        (say("Land rehabilitated now may have been disturbed years ago."),),
    )


def people_trained(periods: Periods) -> Finding | None:
    """People trained per member: a person trained twice counts twice."""
    if not periods.has("people_trained", "members"):
        return None
    trained, members = periods.numbers("people_trained"), periods.numbers("members")
    cooperatives = periods.frame["cooperative_id"].to_numpy(dtype=object)
    mean_members = pd.Series(members).groupby(cooperatives).transform("mean").to_numpy()
    times = pd.Series(members).groupby(cooperatives).transform("count").to_numpy()
    sound = ~np.isnan(trained) & ~np.isnan(mean_members) & (times > 0)
    if not sound.any():
        return None
    one = _estimate(periods, trained, mean_members / np.maximum(times, 1), sound, "", "", most=np.inf)
    return _finding(
        periods,
        "people_trained",
        say("Places in training per member"),
        (one,),
        Unit.NUMBER,
        Chart.NUMBER,
        say(
            "People trained in all periods over the members of an average period; 95% interval by "
            "linearisation, each cooperative a cluster."
        ),
        lambda finding: say(
            "{value} places in training for every member over the time reported",
            value=numbers.estimate(one, finding),
        ),
        (say("A person trained twice counts twice; whether the training helped is not measured."),),
    )


def price_share(periods: Periods) -> Finding | None:
    """What miners were paid for fine gold as a share of the benchmark at the time: median over returns."""
    needed = ("price_paid", "price_unit", "purity", "currency", "mineral", "period_end")
    if not periods.has(*needed):
        return None
    frame = periods.frame
    days = frame["period_end"].to_numpy(dtype="datetime64[D]")
    unit = frame["price_unit"].astype("object").map(lambda text: str(text).strip().lower())
    gold = frame["mineral"].astype("object").to_numpy() == "gold"
    benchmark = rates_on(periods.workspace, "metal_price", "gold", days)
    local = np.full(len(frame), np.nan)
    currency = frame["currency"].astype("object").to_numpy()
    for code in pd.unique(currency[frame["currency"].notna().to_numpy()]):
        mine = currency == code
        local[mine] = 1.0 if code == "USD" else rates_on(periods.workspace, "exchange", str(code), days[mine])
    fineness, paid = periods.numbers("purity"), periods.numbers("price_paid")
    sound = gold & unit.isin(_PER_GRAM).to_numpy() & (fineness > 0) & (paid > 0)
    sound &= ~np.isnan(benchmark) & ~np.isnan(local)
    if not sound.any():
        return None
    shares = np.array(
        [share_of_benchmark(paid[i], 1.0, fineness[i], local[i], benchmark[i]) for i in np.flatnonzero(sound)]
    )
    middle, low, high = median_with_interval(shares)
    estimate = Estimate(
        value=middle,
        low=low,
        high=high,
        n=len(shares),
        missing=int((gold & ~sound).sum()),
        rows=periods.rows(sound),
    )
    odd = int(((shares > 1.2) | (shares < 0.2)).sum())
    said = [say("A price at the mine against a benchmark of refined gold is not like with like.")]
    if odd:
        said.append(
            say("{count} prices are outside 20% to 120% of the benchmark; check their unit.", count=odd)
        )
    return _finding(
        periods,
        "price_share",
        say("Price paid for gold"),
        (estimate,),
        Unit.SHARE,
        Chart.NUMBER,
        say(
            "Median of price per gram of fine gold over the benchmark, both in dollars at the end of the "
            "period; 95% interval between order statistics (binomial)."
        ),
        lambda finding: say(
            "Miners are paid {share} of the benchmark in the middle case (95% interval {interval})",
            share=numbers.estimate(estimate, finding),
            interval=numbers.interval(estimate, finding),
        ),
        tuple(said),
    )


def reporting(workspace: Workspace, table: Table) -> Finding | None:
    """Share of the registered cooperatives that reported for the latest period."""
    register = workspace.table("cooperative")
    if register is None or "period_start" not in table.frame.columns:
        return None
    frame = table.frame.assign(position=np.arange(len(table)))[rows_kept(workspace, table)]
    latest = frame["period_start"].max()
    listed = set(register.frame.loc[rows_kept(workspace, register), "cooperative_id"].dropna())
    if pd.isna(latest) or not listed:
        return None
    mine = (frame["period_start"] == latest) & frame["cooperative_id"].isin(listed)
    found = frame[mine].drop_duplicates("cooperative_id")
    estimate = Estimate(
        value=len(found) / len(listed),
        numerator=float(len(found)),
        denominator=float(len(listed)),
        n=len(listed),
        rows=SourceRows(STATISTICS, found["position"].to_numpy(dtype=np.int64)),
    )
    finding = Finding(
        code="cooperatives.reporting",
        name=say("Cooperatives that reported"),
        headline="",
        unit=Unit.SHARE,
        chart=Chart.NUMBER,
        base=say("{n} cooperatives in the register", n=numbers.count(len(listed))),
        estimates=(estimate,),
        method=say("Cooperatives with a return for the latest period over all registered. A full count."),
        caveats=(say("Cooperatives that do not report may differ from those that do."),),
        filters=filter_words(workspace, "cooperative"),
        sources=_sources(workspace, table, found["position"].to_numpy(dtype=np.int64)),
        data_date=latest.date(),
        example=workspace.settings.example,
    )
    headline = say(
        "{share} of the cooperatives reported for the latest period ({n} of {all})",
        share=numbers.estimate(estimate, finding),
        n=numbers.count(len(found)),
        all=numbers.count(len(listed)),
    )
    return replace(finding, headline=headline)


def _periods(workspace: Workspace, table: Table) -> Periods:
    """Rows in order of time; a row that overlaps one kept of the same cooperative is left out."""
    frame = table.frame.assign(position=np.arange(len(table)))[rows_kept(workspace, table)]
    frame = frame[frame["cooperative_id"].notna()]
    keep = np.ones(len(frame), dtype=bool)
    if {"period_start", "period_end"} <= set(frame.columns):
        frame = frame.sort_values(["cooperative_id", "period_start"], kind="stable")
        identity = frame["cooperative_id"].to_numpy(dtype=object)
        mineral = frame["mineral"].to_numpy(dtype=object) if "mineral" in frame.columns else identity
        starts, ends = frame["period_start"].to_numpy(), frame["period_end"].to_numpy()
        last: dict[tuple[Any, Any], Any] = {}
        for row in range(len(frame)):
            key = (identity[row], mineral[row])
            keep[row] = not (key in last and starts[row] <= last[key])
            if keep[row] and not np.isnat(ends[row]):
                last[key] = ends[row]
    kept = frame[keep].reset_index(drop=True)
    sources = _sources(workspace, table, kept["position"].to_numpy(dtype=np.int64))
    return Periods(workspace, kept, int((~keep).sum()), sources)


def _sources(workspace: Workspace, table: Table, positions: NDArray[np.int64]) -> tuple[str, ...]:
    used = set(table.origin["source"].iloc[positions].unique())
    return tuple(source.name for source in workspace.sources if source.sha256 in used)


def _fine_grams(periods: Periods) -> NDArray[np.float64]:
    """Fine metal in grams; NaN where weight, unit or fineness is not known."""
    unit = periods.frame["production_unit"] if "production_unit" in periods.frame.columns else None
    if unit is None:
        return np.full(len(periods.frame), np.nan)
    grams = unit.astype("object").map(GRAMS).to_numpy(dtype=np.float64)
    fine: NDArray[np.float64] = periods.numbers("production") * grams * periods.numbers("purity")
    return fine


def _ratio(
    periods: Periods, part: str, whole: str, group: str, label: str, most: float = 1.0
) -> Estimate | None:
    parts, wholes = periods.numbers(part), periods.numbers(whole)
    sound = ~np.isnan(parts) & ~np.isnan(wholes) & ((parts <= wholes) | (most > 1))
    return _estimate(periods, parts, wholes, sound, group, label, most) if wholes[sound].sum() > 0 else None


def _estimate(
    periods: Periods,
    parts: NDArray[np.float64],
    wholes: NDArray[np.float64],
    sound: NDArray[np.bool_],
    group: str,
    label: str,
    most: float,
) -> Estimate:
    """Sum over sum, each cooperative one cluster; n counts returns."""
    by = pd.factorize(periods.frame["cooperative_id"].to_numpy(dtype=object)[sound])[0]
    value, low, high = ratio_of_sums(
        np.bincount(by, weights=parts[sound]).astype(np.float64),
        np.bincount(by, weights=wholes[sound]).astype(np.float64),
        most,
    )
    return Estimate(
        group=group,
        label=label,
        value=value,
        low=low,
        high=high,
        numerator=float(parts[sound].sum()),
        denominator=float(wholes[sound].sum()),
        n=int(sound.sum()),
        missing=int((~sound).sum()),
        state=State.SHOWN,
        rows=periods.rows(sound),
    )


def _finding(
    periods: Periods,
    code: str,
    name: str,
    estimates: tuple[Estimate, ...],
    unit: Unit,
    chart: Chart,
    method: str,
    headline: Any,
    caveats: tuple[str, ...],
) -> Finding:
    cooperatives = periods.frame["cooperative_id"].nunique()
    overlap = (
        say(
            "{count} returns overlap another of the same cooperative and are left out.",
            count=periods.overlapping,
        ),
    )
    ends = periods.frame["period_end"].max() if "period_end" in periods.frame.columns else pd.NaT
    finding = Finding(
        code=f"cooperatives.{code}",
        name=name,
        headline="",
        unit=unit,
        chart=chart,
        base=say(
            "{n} returns of {cooperatives} cooperatives",
            n=numbers.count(len(periods.frame)),
            cooperatives=numbers.count(cooperatives),
        ),
        estimates=estimates,
        method=method,
        caveats=(*caveats, *(overlap if periods.overlapping else ())),
        filters=filter_words(periods.workspace, "cooperative"),
        sources=periods.sources,
        data_date=None if pd.isna(ends) else ends.date(),
        example=periods.workspace.settings.example,
    )
    return replace(finding, headline=headline(finding))
