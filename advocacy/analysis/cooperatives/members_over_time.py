"""Members over time: the same cooperatives in every period, so that a silent one is no fall in members."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from advocacy.analysis import numbers
from advocacy.analysis.cooperatives.calendar import Calendar, calendar
from advocacy.analysis.cooperatives.estimates import estimate, finding
from advocacy.analysis.cooperatives.returns import Mask, Numbers, Returns
from advocacy.analysis.finding import Chart, Companion, Estimate, Finding, Unit
from advocacy.wording import say

_PARTS = ("members_women", "members_youth", "members_licensed")
_ENOUGH = 0.5  # of the cooperatives of the latest period; a smaller panel stands for too few of them


@dataclass(frozen=True, eq=False)
class _Panel:
    """members: which cooperatives report everything in every period shown. row: per cooperative and period
    the number of its return, -1 where there is none. start: the first period shown; fields: what is shown."""

    members: Mask
    row: NDArray[np.int64]
    start: int
    fields: tuple[str, ...]


def members_over_time(returns: Returns) -> Finding | None:
    """Members, women, young and licensed members of the cooperatives that report in every period shown.

    Sums over whoever happens to report would rise and fall with the reporting; shares would hide whether
    there are more women or fewer men. So the sums are of one panel (a matched sample), whose size is told
    beside the number of all that reported in the latest period.
    """
    periods = calendar(returns)
    if periods is None or not returns.has("members"):
        return None
    panel = _panel(returns, periods)
    if panel is None:
        return None
    labels = {
        "members_women": say("Women"),
        "members_youth": say("Young people"),
        "members_licensed": say("With a licence"),
        "members": say("All members"),
    }
    shown = tuple(name for name in (*_PARTS, "members") if name in panel.fields)  # the last is the line
    each: list[Estimate] = []
    used = np.zeros(len(returns), dtype=bool)
    for number in range(panel.start, len(periods.periods)):
        rows = np.zeros(len(returns), dtype=bool)
        rows[panel.row[panel.members, number]] = True
        used |= rows
        for name in shown:
            period, total = periods.periods[number], float(returns.numbers(name)[rows].sum())
            one = estimate(
                returns, rows, total, group=period.code, label=period.label, series=name, among=rows
            )
            each.append(replace(one, keeps=period.kept))
    everyone = [one for one in each if one.series == "members"]
    n, latest = int(panel.members.sum()), int((panel.row[:, -1] >= 0).sum())
    dropped = [labels[name] for name in _PARTS if returns.has(name) and name not in shown]
    return finding(
        returns,
        "members_over_time",
        say("Members over time"),
        each,
        used=used,
        unit=Unit.COUNT,
        chart=Chart.MONTHS,
        method=say(
            "Sums over the cooperatives that report all of it in every period shown, a panel that stays the "
            "same, so that a cooperative that does not report is not read as a fall in members."
        ),
        headline=lambda made: say(
            "From {first} to {last} the members of the same {n} cooperatives went from {before} to {after}",
            first=everyone[0].label,
            last=everyone[-1].label,
            n=numbers.count(n),
            before=numbers.estimate(everyone[0], made),
            after=numbers.estimate(everyone[-1], made),
        ),
        caveats=(
            say("Cooperatives founded or closed in between are not in it, nor are their members."),
            *(
                [
                    say(
                        "Not shown over time, since fewer than {k} report or hold it, or changes would tell "
                        "of so few: {series}.",
                        k=returns.workspace.settings.smallest_group,
                        series=", ".join(dropped),
                    )
                ]
                if dropped
                else []
            ),
        ),
        companions=(
            Companion(
                say(
                    "{value} cooperatives reported their members for the latest period, in the panel or not."
                ),
                Unit.COUNT,
                Estimate(value=float(latest), n=latest),
            ),
        ),
        base=say("{n} cooperatives that report in every period shown", n=numbers.count(n)),
        series_labels=tuple((name, labels[name]) for name in shown),
    )


def _panel(returns: Returns, periods: Calendar) -> _Panel | None:
    """The longest run of periods up to the latest whose panel is large enough; None where there is none."""
    k = returns.workspace.settings.smallest_group
    row, size = _cells(returns, periods), len(periods.periods)
    enough = max(float(k), _ENOUGH * float((row[:, -1] >= 0).sum()))
    for start in range(size - 1):
        panel: Mask = np.all(row[:, start:] >= 0, axis=1)
        if panel.sum() < enough:
            continue
        fields = ["members"]
        if not _safe(returns, row[:, start:], panel, "members", k):
            continue
        for name in _PARTS:
            smaller = panel & _given(returns, row[:, start:], name)
            kept = [*fields[1:], name]
            if smaller.sum() >= enough and all(
                _safe(returns, row[:, start:], smaller, field, k) for field in kept
            ):
                panel, fields = smaller, [*fields, name]
        return _Panel(panel, row, start, tuple(fields))
    return None


def _cells(returns: Returns, periods: Calendar) -> NDArray[np.int64]:
    """Per cooperative and period the number of the return that names its members, the later one of two."""
    size = int(returns.cooperative.max(initial=-1)) + 1
    row = np.full((size, len(periods.periods)), -1, dtype=np.int64)
    for number in np.flatnonzero((periods.exact >= 0) & ~np.isnan(returns.numbers("members"))):
        row[returns.cooperative[number], periods.exact[number]] = number
    return row


def _given(returns: Returns, row: NDArray[np.int64], name: str) -> Mask:
    """Which cooperatives give a possible number for this part of their members in every period."""
    parts, wholes = returns.numbers(name)[row], returns.numbers("members")[row]
    with np.errstate(invalid="ignore"):
        sound: Mask = np.all((row >= 0) & (parts <= wholes), axis=1)
    return sound


def _safe(returns: Returns, row: NDArray[np.int64], panel: Mask, name: str, k: int) -> bool:
    """Whether in no period 1 to k-1 people are of this kind, or all but so few."""
    wholes: Numbers = returns.numbers("members")[row[panel]].sum(axis=0)
    parts: Numbers = returns.numbers(name)[row[panel]].sum(axis=0)
    counts = np.concatenate([parts, wholes - parts])
    return bool(np.all((counts == 0) | (counts >= k)))
