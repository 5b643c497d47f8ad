"""The provisions of the law as imported, and which of them were in force on a day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pandas as pd

from advocacy.analysis.found_once import found_once
from advocacy.analysis.licensing.public_holidays import country_key
from advocacy.importing.plain_words import plain
from advocacy.importing.table import Table

PROVISIONS = "legal_provision"
WHOLE = "whole_procedure"
APPLICATION, COMPLETE, PAYMENT = "application", "complete", "payment"  # what a limit is counted from
ALWAYS = -(10**9)  # a day before all others
_CALENDAR_PER_WORKING_DAY = 7 / 5


@dataclass(frozen=True)
class Provision:
    """One limit the law sets. Days are counted since 1970; a bound of its time in force may be open."""

    step: str
    authority: str
    limit: int
    is_working: bool
    starts: str  # APPLICATION, COMPLETE or PAYMENT; "" where the law imported does not say
    follows: tuple[str, ...]  # codes of the steps it comes after; empty: the one in the row before
    country: str
    licence_type: str
    valid_from: int
    valid_to: int | None
    law: str

    @property
    def about(self) -> int:
        """Return the limit in calendar days; working days as 7/5 of a day each, holidays not counted."""
        return round(self.limit * _CALENDAR_PER_WORKING_DAY) if self.is_working else self.limit


@dataclass(frozen=True)
class LawVersion:
    """The law for one kind of application from one day on.

    whole: the limit of the whole procedure, where there is one; steps: the limits of its steps, in order.
    several: whether more than one limit was imported for the same thing, so that the longest was taken.
    """

    since: int
    whole: Provision | None
    steps: tuple[Provision, ...]
    several: bool = False

    @property
    def limits(self) -> tuple[Provision, ...]:
        """Return what the limit is made of: that of the whole procedure, else those of the steps."""
        return (self.whole,) if self.whole else self.steps

    @property
    def starts(self) -> str:
        """Return what the limit is counted from; the application where the law imported does not say."""
        return next((one.starts for one in self.limits if one.starts), APPLICATION)

    @property
    def is_working(self) -> bool:
        return any(one.is_working for one in self.limits)


def provisions(table: Table | None) -> tuple[Provision, ...]:
    """Return the provisions that name a step and a limit."""
    return _read(table) if table is not None else ()


@found_once
def _read(table: Table) -> tuple[Provision, ...]:
    if not {"limit_days", "step"} <= set(table.frame.columns):
        return ()
    known = table.frame[table.frame["limit_days"].notna() & table.frame["step"].notna()]
    return tuple(_provision(row) for row in known.to_dict("records"))


def _provision(row: dict[str, Any]) -> Provision:
    starts = _text(row, "clock_starts")
    return Provision(
        step=str(row["step"]),
        authority=plain(_text(row, "authority")),
        limit=max(0, round(float(row["limit_days"]))),
        is_working=_text(row, "day_kind") == "working",
        starts=starts if starts in (APPLICATION, COMPLETE, PAYMENT) else "",
        follows=tuple(_text(row, "starts_after").split()),
        country=_text(row, "country"),
        licence_type=_text(row, "licence_type"),
        valid_from=_day(row, "valid_from", ALWAYS),
        valid_to=_day(row, "valid_to", None),
        law=" ".join(filter(None, (_text(row, "law"), _text(row, "section")))),
    )


def _text(row: dict[str, Any], name: str) -> str:
    value = row.get(name)
    return value.strip() if isinstance(value, str) else ""


def _day(row: dict[str, Any], name: str, none: Any) -> Any:
    value = row.get(name)
    return none if value is None or pd.isna(value) else (value.date() - date(1970, 1, 1)).days


def versions(
    every: Iterable[Provision], country: str | None, licence_type: str | None
) -> tuple[LawVersion, ...]:
    """Return the law for applications of this country and type, one version for each time it changed.

    None means that the country or the type does not matter. Provisions that name neither hold for all. What
    was filed before the first law known is held to it, what was filed after the last one to the last.
    """
    mine = [
        one
        for one in every
        if (not one.country or country is None or country_key(one.country) == country)
        and (not one.licence_type or licence_type is None or plain(one.licence_type) == licence_type)
    ]
    ends = [one.valid_to + 1 for one in mine if one.valid_to is not None]
    days = sorted({ALWAYS, *(one.valid_from for one in mine), *ends})
    found: list[LawVersion] = []
    for version in (_on(day, mine) for day in days):
        if found and version.limits == found[-1].limits:
            found[-1] = replace(version, since=found[-1].since)  # only its steps differ
        elif version.limits:
            found.append(version)
    return tuple(found)


def _on(day: int, mine: Sequence[Provision]) -> LawVersion:
    in_force = [
        one for one in mine if one.valid_from <= day and (one.valid_to is None or one.valid_to >= day)
    ]
    by_key: dict[tuple[str, str], list[Provision]] = {}
    for one in in_force:
        by_key.setdefault((one.step, "" if one.step == WHOLE else one.authority), []).append(one)
    chosen, several = {}, False
    for key, offers in by_key.items():
        best = max(_rank(one) for one in offers)
        same = [one for one in offers if _rank(one) == best]
        chosen[key] = max(same, key=lambda one: one.about)
        several |= len({one.about for one in same}) > 1
    whole = chosen.get((WHOLE, ""))
    steps = tuple(one for one in chosen.values() if one.step != WHOLE)
    return LawVersion(day, whole, steps, several)


def _rank(one: Provision) -> tuple[bool, bool, int]:
    """What was made for this very kind of application, and later, goes before what holds for all."""
    return (bool(one.licence_type), bool(one.country), one.valid_from)
