"""Small groups are not shown: the one layer between findings and everything that leaves the program."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from advocacy.analysis.finding import Chart, Companion, Estimate, Finding, State, Unit
from advocacy.analysis.suppression import hidden_owners
from advocacy.wording import say


def protect(finding: Finding, k: int) -> Finding:
    """Return the finding with groups of 1 to k-1 people or cases hidden.

    A share is hidden where its numerator, or what is left to its denominator, is 1 to k-1. Where the groups
    add up to a total that is shown, the smallest other group is hidden too until at least two are and they
    hold at least k together: one hidden number can be recovered from the total. Curves of hidden groups go.
    """
    return _with_hidden(finding, _hidden(finding, k), k)


def protect_together(findings: Sequence[Finding], k: int) -> tuple[Finding, ...]:
    """Return findings that are published together, protected against being set off against each other.

    Each is protected as by protect. Then all counts of the same groups are looked at at once, with the counts
    of everyone, and more is hidden until no hidden small count can be worked out. Groups of different fields
    are set off against each other only where one field tells the other, as a district tells its region: of
    fields that do not, a reader learns nothing from one about the other.
    """
    hidden = [_hidden(finding, k) for finding in findings]
    for family in _families(findings):
        for f, places in _hidden_together(findings, family, hidden, k).items():
            hidden[f] |= places
    return tuple(_with_hidden(finding, hidden[f], k) for f, finding in enumerate(findings))


def _hidden_together(
    findings: Sequence[Finding], family: Sequence[int], hidden: Sequence[set[int]], k: int
) -> dict[int, set[int]]:
    """By number of the finding the estimates to hide, of the findings of one family and of everyone."""
    table = _table(findings[family[0]])
    sets: list[NDArray[np.int64]] = []
    owners: list[int] = []
    targets: list[int] = []
    owned: list[tuple[int, tuple[int, ...]]] = []
    for f, finding in enumerate(findings):
        if _table(finding) != table:
            continue
        # A series over time is shown whole or not at all.
        every = tuple(range(len(finding.estimates)))
        units = [every] if finding.chart is Chart.MONTHS else [(place,) for place in every]
        for unit in units:
            published = [finding.estimates[place] for place in unit]
            if f not in family and any(one.group for one in published):
                continue
            for place, one in zip(unit, published, strict=True):
                for rows in (one.rows, *one.counted) if one.rows else ():
                    if place in hidden[f] and rows is (one.small or one.rows) and _is_small(one, k, finding):
                        targets.append(len(sets))
                    sets.append(rows.positions)
                    owners.append(len(owned))
            owned.append((f, unit))
    before = {number for number, (f, unit) in enumerate(owned) if hidden[f] & set(unit)}
    costs = [sum(_cost(findings[f], findings[f].estimates[place]) for place in unit) for f, unit in owned]
    more: dict[int, set[int]] = {}
    for number in hidden_owners(sets, owners, before, targets, costs, [f for f, _ in owned]) - before:
        f, unit = owned[number]
        more.setdefault(f, set()).update(unit)
    return more


def _table(finding: Finding) -> str:
    return next((one.rows.table for one in finding.estimates if one.rows), "")


def _families(findings: Sequence[Finding]) -> list[list[int]]:
    """Numbers of the findings whose groups tell each other."""
    codes = {f: _codes(finding) for f, finding in enumerate(findings) if _table(finding)}
    family = {f: f for f in codes}
    for one, other in combinations(codes, 2):
        first, second = findings[one], findings[other]
        if family[one] == family[other] or _table(first) != _table(second):
            continue
        same = first.dimension and first.dimension == second.dimension
        if same or _tells(codes[one], codes[other]) or _tells(codes[other], codes[one]):
            old = family[other]
            family = {f: family[one] if root == old else root for f, root in family.items()}
    return [[f for f in codes if family[f] == root] for root in dict.fromkeys(family.values())]


def _codes(finding: Finding) -> NDArray[np.int64]:
    """The group of each row, -1 where it is in none; empty where a row can be in several groups."""
    groups = [one.rows.positions for one in finding.estimates if one.group and one.rows]
    overlap = sum(len(rows) for rows in groups) > len(np.unique(np.concatenate(groups))) if groups else False
    if len(groups) < 2 or overlap or _parts(finding) is None or finding.chart is Chart.MONTHS:
        return np.zeros(0, dtype=np.int64)
    codes = np.full(max(int(rows.max(initial=-1)) for rows in groups) + 1, -1, dtype=np.int64)
    for number, rows in enumerate(groups):
        codes[rows] = number
    return codes


def _tells(one: NDArray[np.int64], other: NDArray[np.int64]) -> bool:
    """Whether the group of a row by one field says which it is by the other."""
    size = min(len(one), len(other))
    both = (one[:size] >= 0) & (other[:size] >= 0)
    if not both.any():
        return False
    pairs = np.unique(np.stack([one[:size][both], other[:size][both]]), axis=1)
    kinds, told = (len(np.unique(line)) for line in pairs)
    return kinds == pairs.shape[1] and told > 1


def _cost(finding: Finding, one: Estimate) -> float:
    """How much is lost when this is hidden: a whole series, the number for everyone, a large group."""
    if finding.chart is Chart.MONTHS:
        return 1e9
    return _size(one, finding) + (1e6 if not one.group else 0.0)


def _hidden(finding: Finding, k: int) -> set[int]:
    if finding.chart is Chart.MONTHS:
        return set()  # its periods are chosen so that no count is small
    hidden = {place for place, one in enumerate(finding.estimates) if _is_small(one, k, finding)}
    return hidden | _complementary(finding, hidden, k)


def _with_hidden(finding: Finding, hidden: set[int], k: int) -> Finding:
    told = tuple(one for one in finding.companions if not _is_small_beside(one, k, finding))
    finding = replace(finding, companions=told)
    if not hidden:
        return finding
    estimates = tuple(
        _suppressed(one) if place in hidden else one for place, one in enumerate(finding.estimates)
    )
    groups = {finding.estimates[place].group for place in hidden}
    many = sum(1 for place in hidden if finding.estimates[place].group)
    said = say("Groups of fewer than {k} are not shown, nor those from which they could be worked out.", k=k)
    protected = replace(
        finding,
        estimates=_shown_first(estimates),
        curves=tuple(curve for curve in finding.curves if curve.group not in groups),
        caveats=(*finding.caveats, said) if many else finding.caveats,
    )
    return replace(protected, headline=_safe_headline(protected, finding))


def _is_small(one: Estimate, k: int, finding: Finding) -> bool:
    if 0 < one.n < k:
        return True
    if (
        one.numerator is None
        or one.denominator is None
        or finding.unit is not Unit.SHARE
        or one.value is None
    ):
        return False
    if one.denominator != one.n and finding.currency:
        return False  # sums of money are no counts of people
    rest = one.denominator - one.numerator
    return 0 < one.numerator < k or 0 < rest < k


def _is_small_beside(companion: Companion, k: int, finding: Finding) -> bool:
    return _is_small(companion.estimate, k, replace(finding, unit=companion.unit))


def _complementary(finding: Finding, hidden: set[int], k: int) -> set[int]:
    """Groups to hide so that no hidden one is the total less the others."""
    parts = _parts(finding)
    if parts is None:
        return set()
    more: set[int] = set()
    inside = [place for place in parts if place in hidden]
    if not inside:
        return more
    size = {place: _size(finding.estimates[place], finding) for place in parts}
    rest = sorted((place for place in parts if place not in hidden and size[place]), key=lambda p: size[p])
    while rest and (len(inside) < 2 or sum(size[place] for place in inside) < k):
        place = rest.pop(0)
        inside.append(place)
        more.add(place)
    return more


def _parts(finding: Finding) -> list[int] | None:
    """Places of the groups that add up to a known total; None where several answers were possible."""
    grouped = [place for place, one in enumerate(finding.estimates) if one.group]
    if finding.code == "licensing.hurdles":
        return None
    if finding.code.startswith("survey.answers") and any(
        "/" in finding.estimates[place].group for place in grouped
    ):
        return None
    return grouped


def _size(one: Estimate, finding: Finding) -> float:
    """How many people or cases the group holds: its numerator where the groups share one base."""
    shares_one_base = finding.dimension == "status" or finding.code.startswith(
        ("survey.", "licensing.outcomes")
    )
    return float(one.numerator or 0) if shares_one_base else float(one.n)


def _suppressed(one: Estimate) -> Estimate:
    return Estimate(group=one.group, label=one.label, series=one.series, state=State.SUPPRESSED)


def _shown_first(estimates: tuple[Estimate, ...]) -> tuple[Estimate, ...]:
    """Hidden groups last, in order of their names: their place must not tell their value."""
    shown = [one for one in estimates if one.state is not State.SUPPRESSED or not one.group]
    hidden = sorted(
        (one for one in estimates if one.state is State.SUPPRESSED and one.group), key=lambda one: one.label
    )
    return (*shown, *hidden)


def _safe_headline(protected: Finding, original: Finding) -> str:
    """A headline names numbers of the first and last groups; where one of them is hidden, it says less."""
    overall = original.overall
    has_groups = any(one.group for one in original.estimates)
    if overall is not None and protected.overall is not None and not has_groups:
        return (
            say("{name}: too few to show", name=original.name)
            if protected.overall.state is State.SUPPRESSED
            else original.headline
        )
    return say("{name}: small groups are not shown", name=original.name)
