"""A finding as a plain table of values for other programs; no cell of it can become a formula."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

from advocacy.analysis import numbers
from advocacy.analysis.finding import Estimate, Finding, State
from advocacy.brief.wording import base_line, group_label, source_line
from advocacy.exporting.atomic import replacing
from advocacy.exporting.plain_text import cut, printable
from advocacy.wording import say

Cell = str | float | int | None
_STARTS_A_FORMULA = frozenset("=+-@\t\r\n＝＋－＠")
_TRUE_NUMBER = re.compile(r"-?\d+([.,]\d+)?")
_DIGITS = 6  # more than any estimate is sure of


def write_finding(finding: Finding, path: Path) -> None:
    """Write a protected finding; an older file there is replaced only when the new one is whole."""
    with replacing(path) as whole, whole.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        for row in rows(finding):
            writer.writerow([harmless(cell) if isinstance(cell, str) else cell for cell in row])


def harmless(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula; true numbers stay, "+27 11…" does not."""
    seen = cut(printable(text.replace("\r", " ")))
    if _TRUE_NUMBER.fullmatch(seen):
        return seen
    return f"'{seen}" if text[:1] in _STARTS_A_FORMULA or seen.lstrip()[:1] in _STARTS_A_FORMULA else seen


def rows(finding: Finding) -> Iterator[tuple[Cell, ...]]:
    """Yield the header, a row per estimate, then a row per step of each curve."""
    curves = bool(finding.curves)
    yield (
        say("Finding"),
        say("Group"),
        say("Series"),
        *((say("Days since the application"),) if curves else ()),
        say("Value"),
        say("Unit"),
        say("95% interval from"),
        say("95% interval to"),
        say("n"),
        say("Missing"),
        say("Pending"),
        say("Remark"),
        say("Base"),
        say("Source"),
    )
    series = dict(finding.series_labels)
    about = (base_line(finding), source_line(finding))
    unit = finding.currency or finding.unit.value
    for one in finding.estimates:
        hidden = one.state is State.SUPPRESSED
        yield (
            finding.name,
            group_label(one),
            series.get(one.series, ""),
            *(("",) if curves else ()),
            _number(None if hidden else one.value),
            unit,
            _number(None if hidden else one.low),
            _number(None if hidden else one.high),
            *((None, None, None) if hidden else (one.n, one.missing, one.pending)),
            _remark(one, finding),
            *about,
        )
    for curve in finding.curves:
        label = curve.label or say("All")
        for day, share, low, high in zip(curve.times, curve.share, curve.low, curve.high, strict=True):
            values = (_number(share), "share", _number(low), _number(high), curve.n, None, curve.pending, "")
            yield (finding.name, label, "", _number(day), *values, *about)


def _number(value: float | None) -> Cell:
    if value is None:
        return None
    short = float(f"{value:.{_DIGITS}g}")
    return int(short) if short.is_integer() else short


def _remark(one: Estimate, finding: Finding) -> str:
    return "" if one.state is State.SHOWN else numbers.estimate(one, finding)
