"""The limit of the law for each application: by country, type of licence and the day of filing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from advocacy.analysis.found_once import found_once
from advocacy.analysis.groups import groups_in
from advocacy.analysis.licensing.case_timing import days_of
from advocacy.analysis.licensing.cases import LicensingCases
from advocacy.analysis.licensing.critical_path import Procedure, procedure
from advocacy.analysis.licensing.legal_provisions import (
    COMPLETE,
    PAYMENT,
    PROVISIONS,
    LawVersion,
    provisions,
    versions,
)
from advocacy.analysis.licensing.public_holidays import HOLIDAYS, country_key, work_calendar
from advocacy.importing.plain_words import plain
from advocacy.importing.table import Table

NO_LIMIT = -1
_OTHER, _NOT_STATED, _ANY = (
    -1,
    -2,
    -3,
)  # a country or type the law does not name; none stated; does not matter
_START_FIELDS = {COMPLETE: "date_complete", PAYMENT: "date_paid"}
_SPARE_DAYS = 60  # beyond the limit in working days; doubled until the calendar reaches
Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class HeldTo:
    """One version of the law with what follows from it.

    law_of: which law it is a version of. holidays: where they come from, in words; "" where none are known.
    """

    version: LawVersion
    procedure: Procedure
    law_of: int
    holidays: str = ""


@dataclass(frozen=True, eq=False)
class CaseLimits:
    """What each case of the whole table is held to; no filter changes it.

    held_to: place in laws, NO_LIMIT where no law imported is about such a case. allowed: calendar days from
    the start of the clock, NO_LIMIT where they cannot be told. start: day since 1970 on which the clock
    starts, NaN where it is not known. later: start less the day of application; None where it is 0 for all.
    by_type: whether the law imported names more than one type of licence.
    """

    laws: tuple[HeldTo, ...]
    held_to: NDArray[np.int16]
    allowed: NDArray[np.int32]
    start: Numbers
    later: Numbers | None
    by_type: bool


def case_limits(cases: LicensingCases) -> CaseLimits | None:
    """Return what all cases of the table are held to; None where no provision was imported."""
    return _limits(cases.table, cases.workspace.table(PROVISIONS), cases.workspace.table(HOLIDAYS))


@found_once
def _limits(table: Table, law: Table | None, own: Table | None) -> CaseLimits | None:
    every = provisions(law)
    if not every:
        return None
    countries, country = _kinds(table, "country", [country_key(one.country) for one in every])
    types, kind = _kinds(table, "licence_type", [plain(one.licence_type) for one in every])
    if types:  # a type without a law of its own is held to that of the commonest
        kind = np.where(kind < 0, _commonest(kind), kind)
    if countries and (country >= 0).any():
        country = np.where(country == _NOT_STATED, _commonest(country), country)
    else:  # not stated, or spelled otherwise: no country matters
        countries, country = (), np.full(len(table), _ANY)
    applied = days_of(table, "date_applied")
    held_to = np.full(len(table), NO_LIMIT, dtype=np.int16)
    allowed = np.full(len(table), NO_LIMIT, dtype=np.int32)
    start = applied.copy()
    laws: list[HeldTo] = []
    for place, type_place in np.unique(np.stack([country, kind]), axis=1).T.tolist():
        mine = (country == place) & (kind == type_place)
        of_country = [one for one in every if not one.country] if place == _OTHER else every
        found = versions(
            of_country,
            countries[place] if place >= 0 else None,
            types[type_place] if type_place >= 0 else None,
        )
        law_of = len({one.law_of for one in laws})
        which = np.searchsorted(
            [version.since for version in found[1:]], np.nan_to_num(applied, nan=np.inf), side="right"
        )
        for number, version in enumerate(found):
            rows = np.flatnonzero(mine & (which == number))
            path = procedure(version.limits)
            if field := _START_FIELDS.get(version.starts):
                # A fee may be paid before the file is handed in; the clock cannot start before that.
                earliest = applied[rows] if version.starts == PAYMENT else -np.inf
                start[rows] = np.maximum(days_of(table, field)[rows], earliest)
            allowed[rows], holidays = _allowed(start[rows], path, own, _country(version, table))
            held_to[rows] = len(laws)
            laws.append(HeldTo(version, path, law_of, holidays))
    if not laws:
        return None
    moved = not np.array_equal(start, applied, equal_nan=True)
    return CaseLimits(
        laws=tuple(laws),
        held_to=held_to,
        allowed=allowed,
        start=start,
        later=start - applied if moved else None,
        by_type=len(types) > 1,
    )


def _kinds(table: Table, field: str, named: Sequence[str]) -> tuple[tuple[str, ...], NDArray[np.int64]]:
    """The kinds the law names, and for each case which of them it is, _OTHER or _NOT_STATED."""
    kinds = tuple(dict.fromkeys(name for name in named if name))
    if not kinds or field not in table.frame.columns:
        return kinds, np.full(len(table), _NOT_STATED)
    groups = groups_in(table, field)
    key = country_key if field == "country" else plain
    place = {kind: number for number, kind in enumerate(kinds)}
    met = [place.get(key(label), _OTHER) for label in groups.labels]
    return kinds, np.array([*met, _NOT_STATED], dtype=np.int64)[groups.number]


def _commonest(kind: NDArray[np.int64]) -> int:
    return int(np.bincount(kind[kind >= 0], minlength=1).argmax())


def _country(version: LawVersion, table: Table) -> str:
    """The country whose holidays count: that of the law, else the one most cases are from."""
    if named := next((one.country for one in version.limits if one.country), ""):
        return named
    if "country" not in table.frame.columns:
        return ""
    groups = groups_in(table, "country")
    return groups.labels[_commonest(groups.number)] if groups.labels else ""


def _allowed(
    start: Numbers, path: Procedure, own: Table | None, country: str
) -> tuple[NDArray[np.int32], str]:
    """Calendar days from each start to the last day within the limit, and where the holidays come from."""
    if not any(step.is_working for step in path.steps):
        return np.full(len(start), path.about, dtype=np.int32), ""
    allowed = np.full(len(start), NO_LIMIT, dtype=np.int32)
    known = ~np.isnan(start)
    days, place = np.unique(start[known].astype(np.int64), return_inverse=True)
    if not len(days):
        return allowed, ""
    spare = 2 * path.about + _SPARE_DAYS
    while True:
        calendar = work_calendar(own, country, int(days[0]), int(days[-1]) + spare)
        try:
            due = path.finished(days, calendar)
        except ValueError:  # more holidays than thought
            spare *= 2
            continue
        allowed[known] = (due - days)[place].astype(np.int32)
        return allowed, calendar.source
