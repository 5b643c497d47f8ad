"""Which cooperatives of the register have reported, for the latest period and for every one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from advocacy.analysis import numbers
from advocacy.analysis.cooperatives.calendar import Calendar, calendar
from advocacy.analysis.cooperatives.returns import REGISTER, STATISTICS, Returns, returns_of
from advocacy.analysis.filtering import filter_words, rows_kept
from advocacy.analysis.finding import Chart, Estimate, Finding, SourceRows, State, Unit
from advocacy.analysis.period_filter import PERIOD, days_words, ends, period_of
from advocacy.analysis.traits import traits_of
from advocacy.wording import say
from advocacy.workspace import Workspace


def registered(workspace: Workspace) -> pd.DataFrame:
    """Return the cooperatives of the register that the filters keep, each once; none without a register."""
    table = workspace.table(REGISTER)
    if table is None or "cooperative_id" not in table.frame.columns:
        return pd.DataFrame({"cooperative_id": []})
    kept = table.frame.assign(position=np.arange(len(table)))[rows_kept(workspace, table)]
    return kept.dropna(subset=["cooperative_id"]).drop_duplicates("cooperative_id").reset_index(drop=True)


def base_of_register(workspace: Workspace, counted: int, words: str) -> str:
    """Return the words for who is counted; how few cooperatives there are is not told."""
    return words if counted >= workspace.settings.smallest_group else say("cooperatives of the register")


def reporting_findings(workspace: Workspace) -> Iterator[Finding]:
    """Yield how many of the registered cooperatives reported, for the latest period and over time.

    Whether an organisation has sent a form tells nothing of a person: the counts of those that have not are
    not held back as few people would be, so these estimates carry no numerator. The register itself must
    have as many cooperatives as the smallest group.
    """
    listed = registered(workspace)
    # A filter on a field of the returns, as the mineral, must not make a cooperative look silent; nor must
    # one on the period where a return reports more than that.
    register = workspace.table(REGISTER)
    fields = {PERIOD, *traits_of(REGISTER), *(register.frame.columns if register else ())}
    asked = replace(workspace, filters=tuple(one for one in workspace.filters if one.field in fields))
    returns = returns_of(asked, touching=True)
    if not len(listed) or returns is None:
        return
    periods = calendar(returns)
    chosen = period_of(workspace, STATISTICS)
    if periods and chosen:
        periods = periods.within(*ends(chosen))
    if periods:
        due, sent = due_and_sent(listed, returns, periods)
        yield _latest(workspace, returns, listed, periods, due, sent)
        if len(periods.periods) > 1:
            yield _by_period(workspace, returns, listed, periods, due, sent)


def due_and_sent(
    listed: pd.DataFrame, returns: Returns, periods: Calendar
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Per registered cooperative and period whether a return is due, and whether it has come.

    A cooperative founded after the first day of a period owes nothing for it; if it reports all the same, it
    counts as due. One without a day of foundation is taken to have been there.
    """
    codes = dict(zip(returns.frame["cooperative_id"], returns.cooperative.tolist(), strict=True))
    place = np.array([codes.get(one, -1) for one in listed["cooperative_id"]], dtype=np.int64)
    nobody = np.zeros((1, len(periods.periods)), dtype=bool)
    sent: NDArray[np.bool_] = np.concatenate([periods.covered, nobody])[place]
    starts = np.array([period.first for period in periods.periods])
    founded = np.full(len(listed), -(10**6), dtype=np.int64)
    if "founded" in listed.columns:
        days = listed["founded"].to_numpy(dtype="datetime64[M]")
        months = days.astype(np.int64) + 1970 * 12
        after = listed["founded"].to_numpy(dtype="datetime64[D]") > days.astype("datetime64[D]")
        founded = np.where(np.isnat(days), founded, months + after)
    due = (founded[:, None] <= starts[None, :]) | sent
    return due, sent


def _rows(returns: Returns, listed: pd.DataFrame, sent: NDArray[np.bool_]) -> SourceRows:
    """The first return of each cooperative that has reported: a set as large as their number."""
    of = set(listed["cooperative_id"][sent])
    return returns.set_of_cooperatives(returns.frame["cooperative_id"].isin(of).to_numpy(dtype=bool))


def _shown(returns: Returns, due: int, sent: int, rows: SourceRows) -> Estimate:
    """The share that reported; not shown where fewer cooperatives than the smallest group owe a return."""
    if not due:
        return Estimate(state=State.NO_DATA)
    if due < returns.workspace.settings.smallest_group:
        return Estimate(state=State.SUPPRESSED)
    return Estimate(value=sent / due, n=due, rows=rows)


def _latest(
    workspace: Workspace,
    returns: Returns,
    listed: pd.DataFrame,
    periods: Calendar,
    due: NDArray[np.bool_],
    sent: NDArray[np.bool_],
) -> Finding:
    owed, came = int(due[:, -1].sum()), int(sent[:, -1].sum())
    one = _shown(returns, owed, came, _rows(returns, listed, sent[:, -1]))
    made = replace(
        _finding(workspace, returns, "reporting", say("Cooperatives that reported"), (one,), owed),
        method=say(
            "Cooperatives with a return for the latest period over all of the register that were founded by "
            "its first day. A full count."
        ),
    )
    if one.state is not State.SHOWN:
        return replace(made, headline=say("{name}: too few to show", name=made.name))
    return replace(
        made,
        headline=say(
            "{share} of the cooperatives reported for the latest period ({n} of {all})",
            share=numbers.estimate(one, made),
            n=numbers.count(came),
            all=numbers.count(owed),
        ),
    )


def _by_period(
    workspace: Workspace,
    returns: Returns,
    listed: pd.DataFrame,
    periods: Calendar,
    due: NDArray[np.bool_],
    sent: NDArray[np.bool_],
) -> Finding:
    each = tuple(
        replace(
            _shown(
                returns,
                int(due[:, number].sum()),
                int(sent[:, number].sum()),
                _rows(returns, listed, sent[:, number]),
            ),
            group=period.code,
            label=period.label,
            series="reported",
            keeps=period.kept,
        )
        for number, period in enumerate(periods.periods)
    )
    shown = [one for one in each if one.value is not None]
    made = replace(
        _finding(
            workspace,
            returns,
            "reporting_by_period",
            say("Cooperatives that reported, period by period"),
            each,
            len(listed),
        ),
        chart=Chart.MONTHS,
        series_labels=(("reported", say("Reported")),),
        method=say(
            "Cooperatives with returns for all months of a period over those of the register that were "
            "founded by its first day. A full count."
        ),
    )
    if not shown:
        return replace(made, headline=say("{name}: too few to show", name=made.name))
    least, most = min(shown, key=lambda one: one.value or 0.0), max(shown, key=lambda one: one.value or 0.0)
    if least.value == most.value:
        said = say(
            "{share} of the cooperatives reported for every period", share=numbers.estimate(least, made)
        )
        return replace(made, headline=said)
    return replace(
        made,
        headline=say(
            "Between {least} ({when}) and {most} ({then}) of the cooperatives report for a period",
            least=numbers.estimate(least, made),
            when=least.label,
            most=numbers.estimate(most, made),
            then=most.label,
        ),
    )


def _finding(
    workspace: Workspace, returns: Returns, code: str, name: str, estimates: tuple[Estimate, ...], listed: int
) -> Finding:
    everything = np.ones(len(returns), dtype=bool)
    ends = returns.last[~np.isnat(returns.last)]
    return Finding(
        code=f"cooperatives.{code}",
        name=name,
        headline="",
        unit=Unit.SHARE,
        chart=Chart.NUMBER,
        base=base_of_register(
            workspace, listed, say("{n} cooperatives in the register", n=numbers.count(listed))
        ),
        estimates=estimates,
        method="",
        caveats=(say("Cooperatives that do not report may differ from those that do."),),
        filters=(*filter_words(workspace, REGISTER), *_period(workspace)),
        sources=returns.sources(everything),
        data_date=ends.max().astype("datetime64[D]").item() if len(ends) else None,
        example=workspace.settings.example,
    )


def _period(workspace: Workspace) -> tuple[str, ...]:
    chosen = period_of(workspace, STATISTICS)
    return (say("periods {days}", days=days_words(chosen)),) if chosen else ()
