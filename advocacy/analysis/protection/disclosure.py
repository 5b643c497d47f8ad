"""Small groups are not shown: the one layer between findings and everything that leaves the program."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from enum import Enum
from itertools import combinations
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from advocacy.analysis.finding import Chart, Companion, Estimate, Finding, SourceRows, State, Unit
from advocacy.analysis.groups import OTHERS
from advocacy.analysis.protection.rounding import BASE, rounded_curve, tells_money
from advocacy.analysis.protection.sentences import Speech, is_few, protected_value, spoken
from advocacy.analysis.protection.suppression import dominated, hidden_owners
from advocacy.wording import say
from advocacy.workspace.protection import Protection

_NEVER = 1e9  # cost of what is hidden last
_NO_FINDING = -1  # its number: words that nothing hides
_HURDLES_BY_REGION = "licensing.hurdles_by_region"


class _Kind(Enum):
    """What of a finding can be hidden by itself."""

    VALUE = 0  # an estimate, with all its counts
    MISSING = 1  # how many beside an estimate gave no value
    PENDING = 2  # how many of an estimate are not decided
    COMPANION = 3  # a number that stands in words beside the finding


class _Part(NamedTuple):
    kind: _Kind
    place: int  # of the estimate or the companion in its finding


def protect(finding: Finding, k: int, protection: Protection = Protection.SUPPRESS) -> Finding:
    """Return the finding with groups of 1 to k-1 people or cases hidden, or with all its counts rounded.

    A share is hidden where its numerator, or what is left to its denominator, is 1 to k-1; a sum of money
    where it tells what one payer paid. Where the groups add up to a total that is shown, the smallest other
    group is hidden too until at least two are and they hold at least k together: one hidden number can be
    recovered from the total. Curves of hidden groups go. Counts of pending cases are hidden by the same rule,
    without the estimate they stand beside. Counts of what is missing are not told where they are small; they
    say that a cell is empty, not what anybody is, and are not defended against subtraction.
    """
    if protection is Protection.ROUND:
        return _rounded(finding, k)
    return _with_hidden(finding, _hidden(finding, k), k)


def protect_together(
    findings: Sequence[Finding], k: int, protection: Protection = Protection.SUPPRESS
) -> tuple[Finding, ...]:
    """Return findings that are published together, protected against being set off against each other.

    Each is protected as by protect. Then all counts of the same groups are looked at at once, with the counts
    of everyone and those in words, and more is hidden until no hidden small count can be worked out. Groups
    of different fields are set off against each other only where one field tells the other, as a district
    tells its region: of fields that do not, a reader learns nothing from one about the other.
    """
    if protection is Protection.ROUND:
        return tuple(_rounded(finding, k) for finding in findings)
    hidden = [_hidden(finding, k) for finding in findings]
    for family in _families(findings):
        for f, parts in _hidden_together(findings, family, hidden, k).items():
            hidden[f] |= parts
    return tuple(_with_hidden(finding, hidden[f], k) for f, finding in enumerate(findings))


class _Published:
    """The sets of rows that findings tell the size of, and what tells each."""

    def __init__(self) -> None:
        self.sets: list[NDArray[np.int64]] = []
        self.owners: list[int] = []
        self.targets: list[int] = []
        self.parts: list[tuple[int, tuple[_Part, ...]]] = []  # per owner: number of the finding, its parts
        self.costs: list[float] = []
        self.along: dict[int, list[int]] = {}

    def owner(self, f: int, parts: Iterable[_Part], cost: float) -> int:
        self.parts.append((f, tuple(parts)))
        self.costs.append(cost)
        return len(self.parts) - 1

    def tell(self, owner: int, rows: NDArray[np.int64], *, is_target: bool) -> None:
        if is_target:
            self.targets.append(len(self.sets))
        self.sets.append(rows)
        self.owners.append(owner)


def _hidden_together(
    findings: Sequence[Finding], family: Sequence[int], hidden: Sequence[set[_Part]], k: int
) -> dict[int, set[_Part]]:
    """By number of the finding what else to hide, of the findings of one family and of everyone."""
    table = _table(findings[family[0]])
    told = _Published()
    for f, finding in enumerate(findings):
        if _table(finding) == table:
            _publish(told, f, finding, hidden[f], k, with_groups=f in family)
    _publish_the_same(told, findings, [f for f in range(len(findings)) if f not in family], table)
    _publish_bases(told, findings, table, k)
    before = {number for number, (f, parts) in enumerate(told.parts) if hidden[f] & set(parts)}
    homes = [f for f, _ in told.parts]
    more: dict[int, set[_Part]] = {}
    for number in (
        hidden_owners(told.sets, told.owners, before, told.targets, told.costs, homes, told.along) - before
    ):
        f, parts = told.parts[number]
        if f != _NO_FINDING:
            more.setdefault(f, set()).update(parts)
    return more


def _publish(
    told: _Published, f: int, finding: Finding, hidden: set[_Part], k: int, *, with_groups: bool
) -> None:
    places = [p for p, one in enumerate(finding.estimates) if with_groups or not one.group]
    if finding.chart is Chart.MONTHS:  # a series over time is shown whole or not at all
        if places:
            owner = told.owner(f, (_Part(_Kind.VALUE, place) for place in places), _NEVER)
            for place in places:
                for rows in _told_sets(finding.estimates[place]):
                    told.tell(owner, rows.positions, is_target=False)
        return
    for place in places:
        _publish_estimate(told, f, finding, place, hidden, k)
    for place, companion in enumerate(finding.companions):
        part, one = _Part(_Kind.COMPANION, place), companion.estimate
        owner = told.owner(f, (part,), float(one.n))
        for rows in _told_sets(one):
            is_target = part in hidden and rows is (one.small or one.rows)
            told.tell(owner, rows.positions, is_target=is_target and _is_small_beside(companion, k, finding))


def _publish_the_same(
    told: _Published, findings: Sequence[Finding], others: Sequence[int], table: str
) -> None:
    """Add what groups of other fields tell of the very same rows: all who wait, told by their status too."""
    known = {len(rows): set[bytes]() for rows in told.sets}
    for rows in told.sets:
        known[len(rows)].add(rows.tobytes())
    for f in others:
        if _table(findings[f]) != table:
            continue
        for place, one in enumerate(findings[f].estimates):
            same = [
                rows.positions
                for rows in _told_sets(one)
                if one.group and rows.positions.tobytes() in known.get(len(rows.positions), ())
            ]
            if same:
                owner = told.owner(f, (_Part(_Kind.VALUE, place),), _cost(findings[f], one))
                for positions in same:
                    told.tell(owner, positions, is_target=False)


def _publish_bases(told: _Published, findings: Sequence[Finding], table: str, k: int) -> None:
    """Add of how many people the findings are, where a filter makes them differ.

    A finding that ignores the filter on its own field stands beside those that keep to it: how many these are
    about tells how large the groups filtered on are together. Nothing hides it but another finding's groups.
    """
    about = [one for one in findings if one.about and one.about.table == table]
    if len({one.filters for one in about}) < 2:
        return
    bases = {one.filters: one.about.positions for one in about if one.about}
    for rows in bases.values():
        if not is_few(len(rows), k):  # else the words do not tell it either
            told.tell(told.owner(_NO_FINDING, (), _NEVER), rows, is_target=False)


def _publish_estimate(
    told: _Published, f: int, finding: Finding, place: int, hidden: set[_Part], k: int
) -> None:
    one = finding.estimates[place]
    value = told.owner(f, (_Part(_Kind.VALUE, place),), _cost(finding, one))
    beside = {}  # the counts that stand beside the value are cheap to lose
    for kind, count in ((_Kind.MISSING, one.missing), (_Kind.PENDING, one.pending)):
        if count:
            beside[kind] = told.owner(f, (_Part(kind, place),), 1e-3 * count)
            told.along.setdefault(value, []).append(beside[kind])
    is_hidden = _Part(_Kind.VALUE, place) in hidden
    for rows in _told_sets(one):
        size = len(rows.positions)
        tellers = [beside[kind] for kind in beside if rows is not one.rows and _tells_size(one, kind, size)]
        if not tellers or size in (one.n, one.numerator, one.denominator):
            tellers.append(value)  # what could be told by several is told while one of them is shown
        for owner in tellers:
            is_small = owner == value and rows is (one.small or one.rows) and _is_small(one, k, finding)
            is_small |= owner == beside.get(_Kind.PENDING) and is_few(size, k)
            told.tell(owner, rows.positions, is_target=is_small and (is_hidden or owner != value))
            if owner == beside.get(_Kind.PENDING) and one.rows and is_few(one.n - size, k):
                decided = np.setdiff1d(one.rows.positions, rows.positions)
                told.tell(owner, decided, is_target=True)

    if is_hidden:
        for secret in _secret_beside(one, k):
            told.tell(value, secret, is_target=True)


def _secret_beside(one: Estimate, k: int) -> Iterator[NDArray[np.int64]]:
    """Of a hidden share: its base, and who is left of it, where they are few."""
    if one.rows is None or one.small or one.numerator != len(one.rows.positions):
        return
    for base in one.counted:
        if len(base.positions) != one.denominator:
            continue
        rest = np.setdiff1d(base.positions, one.rows.positions)
        if len(rest) == one.denominator - one.numerator:
            yield from (rows for rows in (base.positions, rest) if 0 < len(rows) < k)
            return


def _tells_size(one: Estimate, kind: _Kind, size: int) -> bool:
    return size == (one.missing if kind is _Kind.MISSING else one.pending)


def _told_sets(one: Estimate) -> Iterator[SourceRows]:
    """Every set of rows whose size an estimate tells."""
    if one.rows:
        yield one.rows
        yield from one.counted


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
    """The group of each row, -1 where it is in none; empty where a row can be in several groups.

    Small groups put together count as none: what they were put together from may lie in one region each.
    """
    groups = [
        one.rows.positions
        for one in finding.estimates
        if one.group not in ("", OTHERS) and one.rows and not _is_further(one, finding)
    ]
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
    """How much is lost when this is hidden: the number for everyone, a large group."""
    return _size(one, finding) + (1e6 if not one.group else 0.0)


def _hidden(finding: Finding, k: int) -> set[_Part]:
    told = {
        _Part(_Kind.COMPANION, place)
        for place, one in enumerate(finding.companions)
        if _is_small_beside(one, k, finding)
    }
    if finding.chart is Chart.MONTHS:
        return told  # its periods are chosen so that no count is small
    values = {place for place, one in enumerate(finding.estimates) if _is_small(one, k, finding)}
    values |= _dominated(finding)
    values |= _complementary(finding, values, k)
    told |= {_Part(_Kind.VALUE, place) for place in values}
    for place, one in enumerate(finding.estimates):
        if is_few(one.missing, k):
            told.add(_Part(_Kind.MISSING, place))
    pending = {place for place, one in enumerate(finding.estimates) if _few_pending(one, k)}
    pending |= _complementary_pending(finding, pending | values, k) if pending else set()
    return told | {_Part(_Kind.PENDING, place) for place in pending}


def _few_pending(one: Estimate, k: int) -> bool:
    return bool(one.pending) and (is_few(one.pending, k) or is_few(one.n - (one.pending or 0), k))


def _dominated(finding: Finding) -> set[int]:
    """Sums of money that tell what one payer paid; of parts of one sum all, as they add up to it."""
    places = {
        place
        for place, one in enumerate(finding.estimates)
        if one.amounts is not None and dominated(one.amounts)
    }
    if places and finding.unit is Unit.SHARE:
        return {place for place, one in enumerate(finding.estimates) if one.amounts is not None}
    return places


def _with_hidden(finding: Finding, hidden: set[_Part], k: int) -> Finding:
    """Return the finding without what is hidden, all its sentences said."""
    values = {part.place for part in hidden if part.kind is _Kind.VALUE}
    estimates = tuple(
        _suppressed(one) if place in values else _without(one, place, hidden)
        for place, one in enumerate(finding.estimates)
    )
    overall = finding.overall
    pending = _Part(_Kind.PENDING, finding.estimates.index(overall)) in hidden if overall else False
    speech = Speech(
        k,
        is_rounding=False,
        n=overall.n if overall else max((one.n for one in finding.estimates), default=0),
        unsaid=frozenset({overall.pending or 0, overall.n - (overall.pending or 0)})
        if overall and pending
        else frozenset(),
    )
    protected = replace(
        finding,
        estimates=tuple(_printed(one, finding, k) for one in estimates),
        companions=tuple(
            replace(one, estimate=_printed(one.estimate, replace(finding, unit=one.unit), k))
            for place, one in enumerate(finding.companions)
            if _Part(_Kind.COMPANION, place) not in hidden
        ),
    )
    if values:
        protected = _without_groups(protected, finding, values, k)
    return spoken(protected, speech)


def _without_groups(protected: Finding, finding: Finding, values: set[int], k: int) -> Finding:
    groups = {finding.estimates[place].group for place in values}
    many = sum(1 for place in values if finding.estimates[place].group)
    said = say("Groups of fewer than {k} are not shown, nor those from which they could be worked out.", k=k)
    if _dominated(finding):
        said = say("Sums of money that would tell what one of few paid are not shown.")
    protected = replace(
        protected,
        estimates=_shown_first(protected.estimates),
        curves=tuple(curve for curve in finding.curves if curve.group not in groups),
        caveats=(*finding.caveats, said) if many else finding.caveats,
    )
    return replace(protected, headline=_safe_headline(protected, finding))


def _without(one: Estimate, place: int, hidden: set[_Part]) -> Estimate:
    """The estimate without the counts beside it that are hidden."""
    if not hidden:
        return one
    return replace(
        one,
        missing=None if _Part(_Kind.MISSING, place) in hidden else one.missing,
        pending=None if _Part(_Kind.PENDING, place) in hidden else one.pending,
    )


def _printed(one: Estimate, finding: Finding, k: int) -> Estimate:
    return protected_value(one, finding.unit, finding.currency, k, is_rounding=False)


def _rounded(finding: Finding, k: int) -> Finding:
    """Return the finding with every count rounded, without medians of fewer than k and sums of few payers."""
    unit = Unit.COUNT if finding.chart is Chart.MONTHS else finding.unit
    few = _dominated(finding)
    estimates = tuple(
        _suppressed(one)
        if place in few
        else protected_value(one, unit, finding.currency, k, is_rounding=True)
        for place, one in enumerate(finding.estimates)
    )
    hidden = {
        place
        for place, (one, before) in enumerate(zip(estimates, finding.estimates, strict=True))
        if one.state is State.SUPPRESSED and before.state is not State.SUPPRESSED
    }
    companions = tuple(
        replace(
            one,
            estimate=protected_value(one.estimate, one.unit, finding.currency, k, is_rounding=True),
        )
        for one in finding.companions
    )
    overall = finding.overall
    people = overall.n if overall else max((one.n for one in finding.estimates), default=0)
    protected = replace(
        finding,
        estimates=estimates,
        curves=tuple(rounded_curve(curve) for curve in finding.curves if curve.n),
        companions=tuple(one for one in companions if one.estimate.state is not State.SUPPRESSED),
        rounded_to=BASE,
    )
    if hidden:
        protected = _without_groups(protected, finding, hidden, k)
        protected = replace(protected, curves=tuple(rounded_curve(curve) for curve in protected.curves))
    return spoken(protected, Speech(k, is_rounding=True, n=people))


def _is_small(one: Estimate, k: int, finding: Finding) -> bool:
    if 0 < one.n < k:
        return True
    if (
        one.numerator is None
        or one.denominator is None
        or finding.unit is not Unit.SHARE
        or one.value is None
        or tells_money(one, finding.currency)
    ):
        return False
    rest = one.denominator - one.numerator
    return 0 < one.numerator < k or 0 < rest < k


def _is_small_beside(companion: Companion, k: int, finding: Finding) -> bool:
    return _is_small(companion.estimate, k, replace(finding, unit=companion.unit))


def _complementary_pending(finding: Finding, hidden: set[int], k: int) -> set[int]:
    """Groups whose pending count to hide so that no hidden one is the total less the others."""
    parts = _parts(finding) or []
    inside = [place for place in parts if place in hidden]
    if not inside:
        return set()
    size = {place: finding.estimates[place].pending or 0 for place in parts}
    more: set[int] = set()
    for place in sorted((p for p in parts if p not in hidden and size[p]), key=lambda p: size[p]):
        if len(inside) >= 2 and sum(size[p] for p in inside) >= k:
            break
        inside.append(place)
        more.add(place)
    return more


def _complementary(finding: Finding, hidden: set[int], k: int) -> set[int]:
    """Groups to hide so that no hidden one is the total less the others."""
    return {place for parts in _wholes(finding) for place in _complement(finding, parts, hidden, k)}


def _complement(finding: Finding, parts: list[int], hidden: set[int], k: int) -> set[int]:
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


def _wholes(finding: Finding) -> list[list[int]]:
    """Places of the groups that add up to a total, for each total that is known.

    In a table of regions by hurdles each hurdle has its own: all who met it, wherever.
    """
    parts = _parts(finding)
    if parts is not None:
        return [parts]
    if finding.code != _HURDLES_BY_REGION:
        return []
    by_hurdle: dict[str, list[int]] = {}
    for place, one in enumerate(finding.estimates):
        by_hurdle.setdefault(one.group.rpartition("/")[2], []).append(place)
    return list(by_hurdle.values())


def _parts(finding: Finding) -> list[int] | None:
    """Places of the groups that add up to a known total; None where several answers were possible."""
    grouped = [
        place for place, one in enumerate(finding.estimates) if one.group and not _is_further(one, finding)
    ]
    if finding.code in ("licensing.hurdles", "licensing.law_age", _HURDLES_BY_REGION):
        return None
    if finding.code.startswith("survey.answers") and any(
        "/" in finding.estimates[place].group for place in grouped
    ):
        return None
    return grouped


def _is_further(one: Estimate, finding: Finding) -> bool:
    """Whether it is of a further series: the same group again, as what the law allows for a step."""
    return bool(one.series) and any(other.group and not other.series for other in finding.estimates)


def _size(one: Estimate, finding: Finding) -> float:
    """How many people or cases the group holds: its numerator where the groups share one base."""
    shares_one_base = finding.dimension == "status" or finding.code.startswith(
        ("survey.", "licensing.outcomes", _HURDLES_BY_REGION)
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
    name = original.name.rstrip(":")
    if name.endswith(("?", ".", "!")):  # the question of a survey
        return say("{question} Small groups are not shown", question=name)
    return say("{name}: small groups are not shown", name=name)
