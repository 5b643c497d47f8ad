"""Which rows the filters keep, and the filters in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from advocacy.analysis.groups import combinations_in, groups_in
from advocacy.analysis.period_filter import (
    PeriodChoice,
    is_period,
    period_choice,
    period_words,
    within_period,
)
from advocacy.analysis.traits import (
    cases_having,
    cooperatives_having,
    of_cooperatives,
    trait_words,
    traits_of,
)
from advocacy.importing.table import Table
from advocacy.schema import Field, code_list, schemas
from advocacy.wording import either, say
from advocacy.workspace import Filter, Workspace

CASES = "licensing_case"
COOPERATIVES, RETURNS = "cooperative", "cooperative_statistics"
FILTER_FIELDS = {  # by table, in the order in which they are offered
    CASES: (
        *("region", "association", "authority", "mineral", "licence_type", "gender", "status"),
        *("age_group", "hurdles"),  # clicked in a chart more often than chosen
    ),
    COOPERATIVES: ("region", "association", "licence_status", "legal_form", "minerals"),
}


@dataclass(frozen=True)
class FilterChoice:
    """One field that can be filtered. values: code, label, number of cases."""

    field: str
    title: str
    values: tuple[tuple[str, str, int], ...]


def rows_kept(workspace: Workspace, table: Table, touching: bool = False) -> NDArray[np.bool_]:
    """Return which rows of a table pass the filters. A filter on a field the table lacks keeps every row.

    touching: a row that reports a longer time passes a filter on the period with any day of it.
    """
    keep = _kept_by_cells(workspace, table, touching)
    returns = workspace.table(RETURNS)
    for chosen in workspace.filters:
        if chosen.field not in traits_of(table.name):
            continue
        if table.name == CASES:
            keep &= cases_having(table, chosen)
        elif returns is not None:
            among = _kept_by_cells(workspace, returns, touching)
            keep &= of_cooperatives(table, cooperatives_having(returns, chosen, among))
    return keep


def filter_words(workspace: Workspace, table: str = CASES) -> tuple[str, ...]:
    """Return the filters that bear on a table, each in words: "Region: North or South"."""
    return tuple(filters_said(workspace, table).values())


def filters_said(workspace: Workspace, table: str = CASES) -> dict[Filter, str]:
    """Return the filters that bear on a table with their words."""
    found = workspace.table(table)
    if found is None:
        return {}
    return {chosen: _in_words(workspace, found, chosen) for chosen in _filters_on(workspace, found)}


def keeps_by_its_cells(workspace: Workspace, table: Table) -> bool:
    """Whether a filter is on a field of this very table."""
    return any(chosen.field in table.frame.columns for chosen in workspace.filters)


def period_to_choose(workspace: Workspace, about: str = CASES) -> PeriodChoice | None:
    """Return the days by which cases, or the returns of cooperatives, can be filtered; None without any."""
    table = workspace.table(RETURNS if about == COOPERATIVES else about)
    return period_choice(table) if table is not None else None


def filter_choices(workspace: Workspace, about: str = CASES) -> tuple[FilterChoice, ...]:
    """Return what a table can be filtered by; fields with a single value are left out."""
    table = workspace.table(about)
    if table is None:
        return ()
    choices = []
    for name in FILTER_FIELDS[about]:
        field = schemas()[about].field(name)
        if field is None or name not in table.frame.columns:
            continue
        values = _values(table, field)
        if len(values) > 1:
            choices.append(FilterChoice(name, field.title(), values))
    return tuple(choices)


def cases_kept(workspace: Workspace, about: str = CASES) -> tuple[int, int]:
    """Return how many rows of a table pass the filters, and how many there are."""
    table = workspace.table(about)
    return (int(rows_kept(workspace, table).sum()), len(table)) if table else (0, 0)


def _filters_on(workspace: Workspace, table: Table) -> tuple[Filter, ...]:
    traits = traits_of(table.name) if table.name == CASES or workspace.table(RETURNS) else ()
    return tuple(
        chosen for chosen in workspace.filters if _is_of_cells(table, chosen) or chosen.field in traits
    )


def _is_of_cells(table: Table, chosen: Filter) -> bool:
    return chosen.field in table.frame.columns or is_period(table, chosen.field)


def _kept_by_cells(workspace: Workspace, table: Table, touching: bool) -> NDArray[np.bool_]:
    """Which rows pass the filters on fields of the table."""
    keep = np.ones(len(table), dtype=bool)
    for chosen in workspace.filters:
        if is_period(table, chosen.field):
            keep &= within_period(table, chosen, touching)
        elif _is_of_cells(table, chosen):
            keep &= _passes(table, chosen)
    return keep


def _field(table: Table, name: str) -> Field | None:
    schema = schemas().get(table.name)
    return schema.field(name) if schema else None


def _passes(table: Table, chosen: Filter) -> NDArray[np.bool_]:
    field = _field(table, chosen.field)
    if field and field.many:
        held = [combinations_in(table, chosen.field).rows(code) for code in chosen.values]
        return np.logical_or.reduce(held) if held else np.ones(len(table), dtype=bool)
    groups = groups_in(table, chosen.field)
    wanted = np.array([code in chosen.values for code in (*groups.codes, None)], dtype=bool)
    mask: NDArray[np.bool_] = wanted[groups.number]  # -1, not known, is the last
    return mask


def _values(table: Table, field: Field) -> tuple[tuple[str, str, int], ...]:
    labels = _labels(table, field)
    if field.many:
        held = combinations_in(table, field.name)
        counts = held.counts(held.number)[1]
    else:
        number = groups_in(table, field.name).number
        counts = np.bincount(number[number >= 0], minlength=len(labels))
    return tuple((code, label, int(n)) for (code, label), n in zip(labels.items(), counts, strict=True))


def _labels(table: Table, field: Field) -> Mapping[str, str]:
    if field.many:
        listed = code_list(field.codelist) if field.codelist else None
        codes = combinations_in(table, field.name).codes
        return {code: listed.label(code) if listed else code for code in codes}
    groups = groups_in(table, field.name)
    return dict(zip(groups.codes, groups.labels, strict=True))


def _in_words(workspace: Workspace, table: Table, chosen: Filter) -> str:
    if chosen.field in traits_of(table.name):
        return trait_words(chosen, table if table.name == CASES else workspace.table(RETURNS) or table)
    if is_period(table, chosen.field):
        return period_words(table, chosen)
    field = _field(table, chosen.field)
    title = field.title() if field else chosen.field
    labels = _labels(table, field) if field else {}
    words = [labels.get(value, value) for value in chosen.values]
    return say("{title}: {values}", title=title, values=either(words))
