"""Every way in which the program writes a file for others, in one list that the harnesses go through.

A writer of briefs joins it with its suffix. A module that writes by itself has to be put into it: a test
finds those that are not.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib import import_module
from pathlib import Path
from types import MappingProxyType

from advocacy.analysis.finding import Finding
from advocacy.analysis.findings import findings
from advocacy.brief.compose import compose
from advocacy.brief.document import Brief
from advocacy.charts.picture import Picture
from advocacy.exporting import (
    atomic,
    csv_writer,
    return_workbook,
    share_cards,
    starter_writer,
    template_writer,
)
from advocacy.exporting.export import _MODULES, PACKAGE, WRITERS, export
from advocacy.issue import Issue, Severity
from advocacy.schema import schemas
from advocacy.workspace import BriefPlan, Workspace
from tests.exporting.written_brief import png
from tests.makers import cases, workspace

SOURCE = "source.xlsx"  # lies in the folder that is written to


@dataclass(frozen=True)
class Way:
    """One way to write a file. write: called with the path it shall have."""

    file: str
    write: Callable[[Path], None]
    module: str


def load() -> None:
    """Load the writers and make what they write, so that what is interrupted is the writing."""
    for module in (*_MODULES.values(), "package.package_writer"):
        import_module(f"advocacy.exporting.{module}")
    _brief()
    _longest()


@cache
def _held() -> Workspace:
    applied = [date(2024, 1, 1) + timedelta(days=i) for i in range(40)]
    decided = [day + timedelta(days=80 + i) if i % 3 else None for i, day in enumerate(applied)]
    held = workspace(cases(applied, decided, region=["N", "S"] * 20), data_date=date(2024, 12, 31), limit=90)
    return held.with_brief(BriefPlan("Interrupted"))


@cache
def _findings() -> tuple[Finding, ...]:
    return tuple(findings(_held()))


@cache
def _brief() -> Brief:
    return compose(_held(), _findings())


@cache
def _longest() -> Finding:
    return max(_findings(), key=lambda one: len(list(csv_writer.rows(one))))


def _write_brief(path: Path) -> None:
    export(_brief(), path)


def _write_return(path: Path) -> None:
    issues = [Issue("missing-value", Severity.ERROR, "Empty", row=2, column="A", sheet="s")]
    return_workbook.write_return_workbook(path.with_name(SOURCE), issues, path)


def _write_template(path: Path) -> None:
    template_writer.write_template(tuple(schemas().values()), path)


def _write_numbers(path: Path) -> None:
    csv_writer.write_finding(_longest(), path)


def _write_cards(path: Path) -> None:
    drawn = [Picture("<svg/>", png(), 1080, 1080)] * len(share_cards.card_figures(_brief()))
    share_cards.write_cards(_brief(), drawn, path)


def _write_picture(path: Path) -> None:
    atomic.write_bytes(path, bytes(range(256)) * 400)


WAYS: Mapping[str, Way] = MappingProxyType(
    {
        **{suffix: Way(f"brief{suffix}", _write_brief, "export") for suffix in (*WRITERS, PACKAGE)},
        "return": Way("return.xlsx", _write_return, "return_workbook"),
        "template": Way("template.xlsx", _write_template, "template_writer"),
        "letterhead": Way("letterhead.docx", starter_writer.write_starter, "starter_writer"),
        "numbers": Way("numbers.csv", _write_numbers, "csv_writer"),
        "cards": Way("cards.zip", _write_cards, "share_cards"),
        "picture": Way("chart.png", _write_picture, "atomic"),
    }
)
