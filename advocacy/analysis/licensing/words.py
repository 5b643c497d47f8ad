"""What the findings about licensing share: base, groups, estimates of one kind, caveats in words."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from advocacy.analysis import numbers
from advocacy.analysis.finding import Estimate, SourceRows, State
from advocacy.analysis.licensing.cases import LicensingCases
from advocacy.analysis.statistics.proportion import wilson
from advocacy.analysis.statistics.survival import KaplanMeier
from advocacy.schema import schemas
from advocacy.wording import listed, say

Mask = NDArray[np.bool_]


def counted_share(cases: LicensingCases, found: int, n: int) -> Estimate:
    """Return the share that met something, with Wilson's interval; who is not among n is missing. No rows."""
    low, high = wilson(found, n)
    return Estimate(
        value=found / n,
        low=low,
        high=high,
        numerator=float(found),
        denominator=float(n),
        n=n,
        missing=len(cases) - n,
    )


def median_estimate(
    km: KaplanMeier, missing: int, rows: SourceRows, counted: tuple[SourceRows, ...]
) -> Estimate:
    """Return the median of a Kaplan-Meier curve, or that it is not reached."""
    low, high = km.median_interval
    return Estimate(
        value=km.median,
        low=low,
        high=high,
        n=km.n,
        missing=missing,
        pending=km.pending,
        state=State.SHOWN if km.median is not None else State.NOT_REACHED if km.n else State.NO_DATA,
        rows=rows,
        counted=counted,
    )


def quantile_estimate(km: KaplanMeier, decided: float, median: Estimate) -> Estimate:
    """Return when this share is decided, over the cases of the median."""
    low, high = km.quantile_interval(decided)
    value = km.quantile(decided)
    state = State.SHOWN if value is not None else State.NOT_REACHED
    return replace(median, value=value, low=low, high=high, state=state)


def none_if_nan(value: float) -> float | None:
    """Return the number, None where it is not known."""
    return None if np.isnan(value) else float(value)


def known_or_none(values: NDArray[np.float64]) -> list[float | None]:
    """Return the values as plain numbers, None where one is not known."""
    boxed = values.astype(object)
    boxed[np.isnan(values)] = None
    plain: list[float | None] = boxed.tolist()
    return plain


def timing_caveats(cases: LicensingCases) -> tuple[str, ...]:
    said = []
    if pending := int((cases.timed & ~cases.decided).sum()):
        said.append(
            say(
                "{pending} of {n} were pending on {day}; leaving them out would make the wait look shorter.",
                pending=numbers.count(pending),
                n=numbers.count(int(cases.timed.sum())),
                day=numbers.day(cases.on) if cases.on else numbers.MISSING,
            )
        )
    if cases.contradictions:
        said.append(say("Not used: {faults}.", faults=listed(cases.contradictions)))
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
        "about": cases.rows(lambda: np.ones(len(cases), dtype=bool)),
        "sources": cases.sources,
        "data_date": cases.on,
        "example": cases.workspace.settings.example,
    }
