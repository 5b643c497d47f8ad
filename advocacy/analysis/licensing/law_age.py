"""How old the law is that each hurdle rests on."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import numpy as np
from numpy.typing import NDArray

from advocacy.analysis import numbers
from advocacy.analysis.finding import Chart, Estimate, Finding, SourceRows, Unit
from advocacy.analysis.found_once import found_once
from advocacy.analysis.groups import combinations_in, groups_in
from advocacy.analysis.licensing.cases import LicensingCases
from advocacy.analysis.licensing.legal_provisions import PROVISIONS
from advocacy.analysis.licensing.words import answered_base, common
from advocacy.analysis.statistics.middle import median_with_interval
from advocacy.importing.plain_words import plain
from advocacy.importing.table import Table
from advocacy.schema import code_list
from advocacy.wording import say

_OLDEST = 400  # years; beyond, the year is a slip of the pen


def law_age(cases: LicensingCases) -> Finding | None:
    """The age of the law on the data date, for each hurdle the median over the applications that met it.

    None where no imported provision says when it was enacted, or no case names such a law.
    """
    law = cases.workspace.table(PROVISIONS)
    if law is None or cases.on is None or not cases.has("hurdles") or not cases.has("legal_basis"):
        return None
    ages = cases.taken(_ages(cases.table, law, cases.on.year))
    held = combinations_in(cases.table, "hurdles")
    usable = (ages >= 0) & (cases.taken(held.number) > 0)
    if not usable.any():
        return None
    number, age = cases.taken(held.number)[usable], ages[usable]
    counts = np.bincount(number * (_OLDEST + 1) + age, minlength=len(held.holds) * (_OLDEST + 1))
    by_code = held.holds.astype(np.int64).T @ counts.reshape(len(held.holds), -1)
    listed = code_list("hurdle")
    each = []
    for code, years in zip(held.codes, by_code, strict=True):
        if not years.any() or code == "none":
            continue
        middle, low, high = median_with_interval(np.repeat(np.arange(_OLDEST + 1.0), years))
        asked = partial(_mask, cases, code)
        each.append(
            Estimate(
                group=code,
                label=listed.label(code),
                value=middle,
                low=low,
                high=high,
                n=int(years.sum()),
                missing=int(cases.taken(held.rows(code)).sum() - years.sum()),
                rows=_rows(cases, asked, law, known=True),
                counted=(_rows(cases, asked, law, known=False),),
            )
        )
    if not each:
        return None
    each.sort(key=lambda one: -(one.value or 0.0))
    finding = Finding(
        code="licensing.law_age",
        name=say("Age of the law behind each hurdle"),
        headline="",
        unit=Unit.NUMBER,
        chart=Chart.DOTS,
        base=answered_base(cases, int(usable.sum()), say("that name a law whose year is known")),
        estimates=tuple(each),
        method=say(
            "Year of the data date less the year in which the law was enacted; the median over applications, "
            "95% interval between order statistics (binomial)."
        ),
        dimension="hurdles",
        caveats=(
            say("Who recorded the case named the law; that it causes the hurdle is not checked."),
            say("Where a law of the same name was enacted again, the later year is taken."),
        ),
        **common(cases),
    )
    first = each[0]
    headline = say(
        "“{hurdle}” rests on a law that is {years} years old in the middle case",
        hurdle=first.label,
        years=numbers.estimate(first, finding),
    )
    return replace(finding, headline=headline)


def _mask(cases: LicensingCases, code: str) -> NDArray[np.bool_]:
    return cases.taken(combinations_in(cases.table, "hurdles").rows(code))


def _rows(cases: LicensingCases, asked: partial[NDArray[np.bool_]], law: Table, *, known: bool) -> SourceRows:
    assert cases.on is not None
    year = cases.on.year

    def mask() -> NDArray[np.bool_]:
        aged = cases.taken(_ages(cases.table, law, year)) >= 0
        found: NDArray[np.bool_] = asked() & (aged if known else ~aged)
        return found

    return cases.rows(mask)


@found_once
def _ages(table: Table, law: Table, year: int) -> NDArray[np.int64]:
    """Per case the age in years of the law it names; -1 where that is not known."""
    enacted = _enacted(law)
    groups = groups_in(table, "legal_basis")
    years = [
        max((on for name, on in enacted.items() if f" {name} " in f" {plain(label)} "), default=None)
        for label in groups.labels
    ]
    ages = [year - on if on is not None and 0 <= year - on <= _OLDEST else -1 for on in years]
    return np.array([*ages, -1], dtype=np.int64)[groups.number]


@found_once
def _enacted(law: Table) -> dict[str, int]:
    """By name of the law, in plain words, the last year in which it was enacted."""
    if not {"law", "year_enacted"} <= set(law.frame.columns):
        return {}
    known = law.frame.dropna(subset=["law", "year_enacted"])
    found: dict[str, int] = {}
    for name, year in zip(known["law"], known["year_enacted"], strict=True):
        key = plain(str(name))
        if key:
            found[key] = max(int(year), found.get(key, 0))
    return found
