"""What R printed: the parts of a saved session that tests compare with."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

_CURVE = re.compile(r"^ +(\S+=\S+) *$")
_ROW = re.compile(r"^ +(\d+) +(\d+) +(\d+) +(\S+) +(\S+) +(\S+) +(\S+) *$")
_MEDIANS = re.compile(r"^ .*\bevents +median +0\.95LCL +0\.95UCL *$")
_TEST = re.compile(r"^(\S+=\S+) +(\d+) +(\d+) +(\S+) +(\S+) +(\S+) *$")
_CHI = re.compile(r"Chisq= *(\S+) +on (\d+) degrees of freedom, p= *(\S+)")
_ESTIMATE = re.compile(
    r"> *(svymean|svytotal)\(~(\w+), ?(\w+)(?:, ?na\.rm ?= ?TRUE)?\) *\n[^\n]*\n *\w+ +(\S+) +(\S+)"
)


@dataclass(frozen=True)
class CurveRow:
    """One line of summary(survfit(…)), as printed."""

    stratum: str
    day: float
    at_risk: int
    events: int
    share: str
    error: str
    low: str
    high: str


@dataclass(frozen=True)
class Median:
    """One line of print(survfit(…)), as printed."""

    stratum: str
    events: int
    median: str
    low: str
    high: str


@dataclass(frozen=True)
class SurveyEstimate:
    """A mean or a total of a design, as printed; place tells which of several printings it is."""

    statistic: str
    variable: str
    design: str
    value: str
    error: str
    place: int


def curve_rows(path: Path) -> list[CurveRow]:
    """Every line of every summary of curves with several strata."""
    found, stratum = [], ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if heading := _CURVE.match(line):
            stratum = heading[1]
        elif line.startswith(">"):
            stratum = ""
        elif stratum and (row := _ROW.match(line)):
            found.append(CurveRow(stratum, float(row[1]), int(row[2]), int(row[3]), *row.groups()[3:]))
    return found


def medians(path: Path) -> list[Median]:
    """Every median with its interval."""
    found, inside = [], False
    for line in path.read_text(encoding="utf-8").splitlines():
        cells = line.split()
        if inside and len(cells) >= 6 and "=" in cells[0]:
            found.append(Median(cells[0], int(float(cells[-4])), *cells[-3:]))
        else:
            inside = bool(_MEDIANS.match(line))
    return found


def log_rank_test(path: Path) -> tuple[dict[str, tuple[str, ...]], tuple[str, str]]:
    """Of the first test: observed, expected and its share of chi-square by stratum; then chi-square and p."""
    lines = path.read_text(encoding="utf-8").split("survdiff(", 1)[1]
    chi = _CHI.search(lines)
    assert chi
    rows = [_TEST.match(line) for line in lines[: chi.start()].splitlines()]
    return {row[1]: row.groups()[2:] for row in rows if row}, (chi[1], chi[3])


def survey_estimates(path: Path) -> list[SurveyEstimate]:
    """Every mean and total printed by itself."""
    text = path.read_text(encoding="utf-8")
    return [SurveyEstimate(*found.groups(), found.start()) for found in _ESTIMATE.finditer(text)]
