"""What the findings about licensing share: their base, their groups, their caveats in words."""

from __future__ import annotations

from typing import Any

from advocacy.analysis import numbers
from advocacy.analysis.finding import Estimate
from advocacy.analysis.groups import Groups
from advocacy.analysis.licensing_cases import LicensingCases
from advocacy.schema import schemas
from advocacy.wording import say


def groups_by(cases: LicensingCases, field: str) -> Groups | None:
    if not cases.has(field):
        return None
    groups = cases.groups(field)
    settings = cases.workspace.settings
    if settings.merge_small:
        groups = groups.merged(cases.timed, settings.smallest_group)
    return groups if len(groups.codes) > 1 else None


def timing_caveats(cases: LicensingCases, one: Estimate) -> tuple[str, ...]:
    said = []
    if one.pending:
        said.append(
            say(
                "{pending} of {n} were pending on {day}; leaving them out would make the wait look shorter.",
                pending=numbers.count(one.pending),
                n=numbers.count(one.n),
                day=numbers.day(cases.on) if cases.on else numbers.MISSING,
            )
        )
    if cases.contradictions:
        said.append(say("Not used: {faults}.", faults="; ".join(cases.contradictions)))
    return tuple(said)


def answered_base(cases: LicensingCases, n: int, words: str) -> str:
    return say("{n} of {base} {words}", n=numbers.count(n), base=cases.base, words=words)


def field_title(field: str) -> str:
    known = schemas()["licensing_case"].field(field)
    return known.title() if known else field


def field_titles(fields: list[str]) -> str:
    return ", ".join(field_title(field).lower() for field in fields)


def common(cases: LicensingCases) -> dict[str, Any]:
    return {
        "filters": cases.filters,
        "sources": cases.sources,
        "data_date": cases.on,
        "example": cases.workspace.settings.example,
    }
