"""The law against practice: what it allows for each step, and how long it takes."""

from __future__ import annotations

from collections.abc import Iterator

from advocacy.analysis import numbers
from advocacy.analysis.finding import Finding
from advocacy.brief.composition import Composition
from advocacy.brief.document import Block, DataTable, Heading
from advocacy.brief.wording import base_line
from advocacy.wording import say
from advocacy.workspace import Part

_LAW = "law"  # the series of the limits in licensing.step_times
Row = tuple[str, str, str, str, str]


def law(made: Composition, part: Part) -> Iterator[Block]:
    """A row per step and one for the whole procedure; nothing where no law is known."""
    time, share = made.any_finding("licensing.time_to_decision"), made.any_finding("licensing.within_limit")
    steps = made.any_finding("licensing.step_times")
    rows: list[Row] = list(_steps(steps)) if steps else []
    whole = _whole(time, share) if time and share else None
    if whole:
        rows.append(whole)
    if not rows:
        return
    used = [one for one in (share, time, steps) if one is not None]
    source = [_capital(time.reference_label)] if whole and time else []
    source += [base_line(one) for one in (time if whole else None, steps) if one is not None]
    yield Heading(say("Law against practice"))
    yield DataTable(
        caption=say("What the law says and what applicants live"),
        header=(
            say("Step"),
            say("Limit of the law"),
            say("Median wait"),
            say("95% interval"),
            say("Decided in time"),
        ),
        rows=tuple(rows),
        numeric=(False, True, True, True, True),
        source=". ".join(one for one in source if one),
        finding=used[0].code,
        also=tuple(one.code for one in used[1:]),
    )


def _whole(time: Finding, share: Finding) -> Row | None:
    if time.reference is None or not time.overall or not share.overall:
        return None
    return (
        say("Whole procedure"),
        numbers.days(time.reference),
        numbers.estimate(time.overall, time),
        numbers.interval(time.overall, time),
        numbers.estimate(share.overall, share),
    )


def _steps(steps: Finding) -> Iterator[Row]:
    limits = {one.group: one for one in steps.estimates if one.series == _LAW}
    for one in steps.estimates:
        if one.series or not one.group:
            continue
        limit = limits.get(one.group)
        yield (
            one.label,
            numbers.estimate(limit, steps) if limit else numbers.MISSING,
            numbers.estimate(one, steps),
            numbers.interval(one, steps),
            numbers.MISSING,
        )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
