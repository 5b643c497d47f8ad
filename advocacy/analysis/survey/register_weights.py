"""Weights that give the groups of a survey the size they have in the member register, and their words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from advocacy.analysis import numbers
from advocacy.analysis.finding import Companion, Estimate, SourceRows, Unit
from advocacy.analysis.statistics.survey_design import kish
from advocacy.analysis.statistics.weighting import LARGEST, raked
from advocacy.analysis.survey.member_register import AGE, FIELDS, YOUNG_UNTIL, MemberRegister, field_label
from advocacy.analysis.survey.sampling import Sampling, sampling
from advocacy.importing.table import Table
from advocacy.wording import say
from advocacy.workspace.sample_plan import SamplePlan

Numbers = NDArray[np.float64]
Mask = NDArray[np.bool_]
_CAN_BE_WEIGHTED = (Sampling.EVERYBODY, Sampling.BY_CHANCE, Sampling.GROUPS_BY_CHANCE)
_NAMED = 4  # groups without an answer that are named


@dataclass(frozen=True, eq=False)
class RegisterWeights:
    """weights: per person, mean 1; None where none could be made. said: what must stand beside a number."""

    weights: Numbers | None
    method: str = ""
    said: tuple[str, ...] = ()
    companions: tuple[Companion, ...] = ()


@dataclass(frozen=True, eq=False)
class _Margin:
    """One field: the group of each person by number, the sizes, who is in no group, groups nobody is in."""

    field: str
    groups: NDArray[np.int64]
    sizes: tuple[float, ...]
    unknown: Mask
    absent: tuple[str, ...]


def register_weights(
    table: Table, plan: SamplePlan, register: MemberRegister | None, start: Numbers
) -> RegisterWeights | None:
    """Return weights by the margins of the plan; None where it names none for this survey.

    start: weights the people have already. Whoever is in no group of the register keeps the share he has.
    Groups of the register from which nobody answered are left out and named. People who chose themselves
    are never weighted: the shares are theirs alone, and weights would make them look like the members'.
    """
    pairs = [(column, name) for column, name in plan.margins if column in table.frame.columns]
    if not pairs or not len(table):
        return None
    if not can_be_weighted(plan):
        said = say("Not weighted to the register: weights do not mend how these people came to be asked.")
        return RegisterWeights(None, said=(said,))
    if register is None:
        return RegisterWeights(
            None, said=(say("Not weighted: no cooperative has returned its number of members."),)
        )
    refused: list[str] = []
    margins: list[_Margin] = []
    for column, name in sorted(pairs, key=lambda pair: FIELDS.index(pair[1])):
        margin = _margin(table, column, name, register, start)
        if margin is None:
            refused.append(
                say(
                    "Not weighted by {field}: the register and the answers have fewer than two groups "
                    "in common.",
                    field=field_label(name),
                )
            )
        else:
            margins.append(margin)
    if not margins:
        return RegisterWeights(None, said=tuple(refused))
    made = raked({one.field: (one.groups, one.sizes) for one in margins}, start=start)
    told = [*refused, *_absent(margins, register)]
    if not made.is_close:
        told.append(say("The groups have nearly, not wholly, the size they have in the register."))
    beside = (*_told_of(made.weights, made.trimmed, table.name), *_unknown(margins, table.name))
    return RegisterWeights(made.weights, _method(margins), tuple(told), beside)


def can_be_weighted(plan: SamplePlan) -> bool:
    """Whether weights to the register mean anything: all members were asked, or a draw decided."""
    return sampling(plan) in _CAN_BE_WEIGHTED


def _margin(table: Table, column: str, name: str, register: MemberRegister, start: Numbers) -> _Margin | None:
    sizes = {group: size for group, size in register.sizes.get(name, {}).items() if size > 0}
    cells = table.frame[column]
    meaning = {text: register.group_of(name, str(text)) for text in cells.dropna().unique()}
    found = cells.astype("object").map(meaning).fillna("").to_numpy(dtype=object)
    met = [group for group in sizes if start[found == group].sum() > 0]
    if len(met) < 2:
        return None
    groups = np.full(len(table), len(met), dtype=np.int64)
    for number, group in enumerate(met):
        groups[found == group] = number
    unknown = groups == len(met)
    left = float(start[unknown].sum() / start.sum())
    whole = sum(sizes[group] for group in met)
    shares = [(1 - left) * sizes[group] / whole for group in met]
    return _Margin(
        name, groups, (*shares, left), unknown, tuple(group for group in sizes if group not in met)
    )


def _method(margins: Sequence[_Margin]) -> str:
    fields = ", ".join(field_label(one.field) for one in margins)
    way = say("post-stratification") if len(margins) == 1 else say("raking")
    said = say(
        "weights by {way} to the member register ({fields}), none above {largest} times the mean",
        way=way,
        fields=fields,
        largest=numbers.exact(LARGEST),
    )
    if any(one.field == AGE for one in margins):
        return say(
            "{weights}, young members taken to be those up to {years} years", weights=said, years=YOUNG_UNTIL
        )
    return said


def _absent(margins: Sequence[_Margin], register: MemberRegister) -> Iterator[str]:
    for one in margins:
        if one.absent:
            names = [register.labels.get(group, group) for group in one.absent]
            named = ", ".join(names[:_NAMED]) + (" …" if len(names) > _NAMED else "")
            yield say("Nobody answered from, and no weight speaks for: {groups}.", groups=named)


def _told_of(weights: Numbers, trimmed: int, table: str) -> Iterator[Companion]:
    n = int((weights > 0).sum())
    rows = SourceRows(table, np.flatnonzero(weights > 0).astype(np.int64))
    effective, effect = kish(weights[weights > 0])
    yield Companion(
        say(
            "With weights to the register the {n} people are worth as many as {value} drawn singly (Kish; "
            "design effect {effect}).",
            n="{n}",
            value="{value}",
            effect=numbers.probability(effect, 2),
        ),
        Unit.COUNT,
        Estimate(value=effective, n=n, rows=rows),
    )
    if trimmed:
        yield Companion(
            say("{n} weights were cut.", n="{n}"), Unit.COUNT, Estimate(value=float(trimmed), n=trimmed)
        )


def _unknown(margins: Sequence[_Margin], table: str) -> Iterator[Companion]:
    for one in margins:
        if n := int(one.unknown.sum()):
            yield Companion(
                say(
                    "{n} people are in no group of the register by {field}; together they keep their share.",
                    n="{n}",
                    field=field_label(one.field),
                ),
                Unit.COUNT,
                Estimate(
                    value=float(n), n=n, rows=SourceRows(table, np.flatnonzero(one.unknown).astype(np.int64))
                ),
            )
