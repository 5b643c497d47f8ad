"""Small groups are not shown: the one layer between findings and everything that leaves the program."""

from __future__ import annotations

from dataclasses import replace

from advocacy.analysis.finding import Chart, Estimate, Finding, State, Unit
from advocacy.wording import say


def protect(finding: Finding, k: int) -> Finding:
    """Return the finding with groups of 1 to k-1 people or cases hidden.

    A share is hidden where its numerator, or what is left to its denominator, is 1 to k-1. Where the groups
    add up to a total that is shown, the smallest other group is hidden too until at least two are and they
    hold at least k together: one hidden number can be recovered from the total. Curves of hidden groups go.
    """
    if finding.chart is Chart.MONTHS:
        return finding  # its periods are chosen so that no count is small
    hidden = {place for place, one in enumerate(finding.estimates) if _is_small(one, k, finding)}
    hidden |= _complementary(finding, hidden, k)
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
    if finding.code.startswith("survey.") and any("/" in finding.estimates[place].group for place in grouped):
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
    if overall is not None and protected.overall is not None and not original.dimension:
        return (
            say("{name}: too few to show", name=original.name)
            if protected.overall.state is State.SUPPRESSED
            else original.headline
        )
    return say("{name}: small groups are not shown", name=original.name)
