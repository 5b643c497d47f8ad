"""What is known of each cooperative: its place, its members, its latest return, and what is missing.

A view of the data for who works with them, as the Data page is one. It stays in the program: what leaves it
is made from findings.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from advocacy.analysis import numbers
from advocacy.analysis.cooperatives.calendar import Calendar, calendar
from advocacy.analysis.cooperatives.members import latest_return
from advocacy.analysis.cooperatives.reporting import due_and_sent, registered
from advocacy.analysis.cooperatives.returns import REGISTER, STATISTICS, Returns, returns_of
from advocacy.analysis.finding import SourceRows
from advocacy.analysis.traits import traits_of
from advocacy.schema import code_list, schemas
from advocacy.wording import listed, say, say_count
from advocacy.workspace import Filter, Workspace

_NOT_NEEDED = ("cooperative_id", "period_start", "date_sold", "training_topic")
_MOST_NAMED = 3  # missing fields and periods that are named one by one


@dataclass(frozen=True)
class CooperativeCard:
    """One cooperative in words; "" for what is not known or not missing.

    rows: its returns, else its line in the register.
    """

    code: str
    name: str
    place: str
    licence: str
    members: str
    latest: str
    missing: str
    rows: SourceRows


def cooperative_cards(workspace: Workspace) -> tuple[CooperativeCard, ...]:
    """Return a card for each cooperative the filters keep, by name; unfiltered also those in no register."""
    register = registered(workspace)
    fields = set(register.columns)
    returns = returns_of(replace(workspace, filters=_of_the_register(workspace)))
    latest = _latest_by_cooperative(returns) if returns is not None else {}
    owed = _missing_periods(register, returns)
    cards = []
    for number, row in enumerate(register.to_dict("records")):
        code = str(row["cooperative_id"])
        position = (
            np.array([row["position"]], dtype=np.int64) if "position" in fields else np.zeros(0, np.int64)
        )
        missing = [*owed.get(number, ())]
        if code in latest:
            assert returns is not None
            missing += _blank(returns, latest[code])
        cards.append(
            CooperativeCard(
                code,
                _text(row, "name") or code,
                ", ".join(
                    filter(None, (_text(row, "district"), _text(row, "region"), _text(row, "association")))
                ),
                code_list("licence_status").label(_text(row, "licence_status"))
                if _text(row, "licence_status")
                else "",
                *_told(returns, latest.get(code)),
                listed(missing),
                _returns_of(returns, code) or SourceRows(REGISTER, position),
            )
        )
    known = {card.code for card in cards}
    if returns is not None and not workspace.filters:
        cards += [_unregistered(returns, code, place) for code, place in latest.items() if code not in known]
    return tuple(sorted(cards, key=lambda card: card.name.casefold()))


def _of_the_register(workspace: Workspace) -> tuple[Filter, ...]:
    table = workspace.table(REGISTER)
    fields = {*traits_of(REGISTER), *(table.frame.columns if table else ())}
    return tuple(one for one in workspace.filters if one.field in fields)


def _unregistered(returns: Returns, code: str, place: int) -> CooperativeCard:
    said = say("Not in the register") if returns.workspace.table(REGISTER) else ""
    missing = listed(filter(None, (said, *_blank(returns, place))))
    rows = _returns_of(returns, code)
    assert rows is not None
    return CooperativeCard(code, code, "", "", *_told(returns, place), missing, rows)


def _latest_by_cooperative(returns: Returns) -> dict[str, int]:
    places = np.flatnonzero(latest_return(returns))
    return {str(returns.frame["cooperative_id"].iloc[place]): int(place) for place in places}


def _told(returns: Returns | None, place: int | None) -> tuple[str, str]:
    """The members and the period of the latest return, in words."""
    if returns is None or place is None:
        return "", say("No return yet")
    members, end = returns.numbers("members")[place], returns.last[place]
    people = "" if np.isnan(members) else say_count("{count} member", "{count} members", int(members))
    if np.isnat(end):
        return people, say("A return without a period")
    return people, say("Latest return up to {day}", day=numbers.day(end.astype("datetime64[D]").item()))


def _blank(returns: Returns, place: int) -> list[str]:
    """Fields that others fill and this return leaves empty."""
    schema, row = schemas()[STATISTICS], returns.frame.iloc[place]
    names = [
        field.title()
        for field in schema.fields
        if field.name not in _NOT_NEEDED and returns.has(field.name) and pd.isna(row[field.name])
    ]
    return [say("Empty in the latest return: {fields}", fields=_some(names))] if names else []


def _missing_periods(register: pd.DataFrame, returns: Returns | None) -> dict[int, tuple[str, ...]]:
    """By number of the cooperative which periods have no return."""
    periods: Calendar | None = calendar(returns) if returns is not None else None
    if returns is None or periods is None or not len(register):
        return {}
    due, sent = due_and_sent(register, returns, periods)
    owed = due & ~sent
    found: dict[int, tuple[str, ...]] = {}
    for number in np.flatnonzero(owed.any(axis=1)):
        labels = [periods.periods[place].label for place in np.flatnonzero(owed[number])[::-1]]
        found[int(number)] = (say("No return for {periods}", periods=_some(labels)),)
    return found


def _some(names: Iterable[str]) -> str:
    named = list(names)
    words = ", ".join(named[:_MOST_NAMED])
    further = len(named) - _MOST_NAMED
    return say("{words} and {count} more", words=words, count=further) if further > 0 else words


def _returns_of(returns: Returns | None, code: str) -> SourceRows | None:
    if returns is None:
        return None
    mine = returns.frame["cooperative_id"].astype(str).to_numpy(dtype=object) == code
    return returns.rows(mine) if mine.any() else None


def _text(row: dict[str, object], name: str) -> str:
    value = row.get(name)
    return value.strip() if isinstance(value, str) else ""
