"""The numbers of a brief as plain tables, protected already: what a reader recomputes its claims from."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from advocacy.analysis import numbers
from advocacy.analysis.finding import Estimate, Finding, State, Unit
from advocacy.brief.document import Brief
from advocacy.exporting.csv_writer import harmless
from advocacy.wording import say
from advocacy.workspace import Workspace

Cell = str | float | int | None
Row = Mapping[str, Cell]
_DIGITS = 15  # of a number: as many as a computation keeps
_JOINED = "; "


@dataclass(frozen=True)
class Column:
    """type: of Frictionless Table Schema. unit: "" where the row says it or there is none."""

    name: str
    type: str
    description: str
    unit: str = ""


@dataclass(frozen=True)
class PackageTable:
    """One table of the package. key: columns that identify a row."""

    name: str
    title: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    rows: tuple[Row, ...]


_ESTIMATES = (
    Column("row", "integer", "number of the row, by which claims refer to it"),
    Column("finding", "string", "code of the finding"),
    Column("kind", "string", "estimate: of the finding; companion: a further number beside it"),
    Column("group", "string", "code of the group; empty: everyone"),
    Column("label", "string", "the group in words"),
    Column("series", "string", "code of the series"),
    Column("unit", "string", "days, share (0 to 1), money, count or number"),
    Column("currency", "string", "of money"),
    Column("state", "string", "shown, not_reached, suppressed or no_data"),
    Column("value", "number", "the estimate", "as the column unit says"),
    Column("low", "number", "lower end of the 95 % interval", "as the column unit says"),
    Column("high", "number", "upper end of the 95 % interval", "as the column unit says"),
    Column("numerator", "number", "what is counted", "people, cases or the currency"),
    Column("denominator", "number", "of how many", "people, cases or the currency"),
    Column("n", "integer", "cases that entered the computation", "cases"),
    Column("missing", "integer", "cases in the base whose value is not known", "cases"),
    Column("pending", "integer", "of n, still open on the data date", "cases"),
    Column("effective_n", "number", "people a weighted or clustered sample is worth", "people"),
)
_CURVES = (
    Column("finding", "string", "code of the finding"),
    Column("group", "string", "code of the group; empty: everyone"),
    Column("label", "string", "the group in words"),
    Column("day", "number", "days since the application", "days"),
    Column(
        "share", "number", "share still waiting, or with this outcome, from this day on", "share (0 to 1)"
    ),
    Column("low", "number", "lower end of the 95 % band", "share (0 to 1)"),
    Column("high", "number", "upper end of the 95 % band", "share (0 to 1)"),
)
_FINDINGS = (
    Column("finding", "string", "code of the finding"),
    Column("name", "string", "the finding in words"),
    Column("headline", "string", "the finding as a sentence"),
    Column("base", "string", "who is counted"),
    Column("filters", "string", "the filters in force"),
    Column("method", "string", "how it was computed"),
    Column("remarks", "string", "what must be known to read it"),
    Column("reference", "number", "what the law or another reference says", "as the unit of the finding"),
    Column("reference_label", "string", "which reference"),
    Column("counted_in", "string", "what the values are"),
    Column("data_date", "date", "the day on which the data were complete"),
    Column("rounded_to", "integer", "counts are multiples of it; 0: they are exact"),
)
_FILES = (
    Column("file", "string", "name of the file"),
    Column("sheet", "string", "sheet of it"),
    Column("sha256", "string", "SHA-256 of the file as it was received"),
    Column("imported_on", "date", "the day it was imported"),
    Column("rows", "integer", "rows below the headings", "rows"),
    Column("kept", "integer", "rows that are new", "rows"),
    Column("updated", "integer", "rows that changed an earlier one", "rows"),
    Column("unchanged", "integer", "rows that were there already", "rows"),
    Column("set_aside", "integer", "rows that could not be used", "rows"),
)
_DEFINITIONS = (
    Column("finding", "string", "code of the finding"),
    Column("name", "string", "the finding in words"),
    Column("formula", "string", "how it is computed"),
    Column("source", "string", "where the formula comes from"),
    Column("does_not_show", "string", "what it does not show"),
)


def tables_of(brief: Brief) -> tuple[PackageTable, ...]:
    """Return the tables of a brief."""
    found = brief.findings
    return (
        PackageTable(
            "estimates", say("Every number of the findings"), _ESTIMATES, ("row",), tuple(_estimates(found))
        ),
        PackageTable(
            "curves",
            say("Curves, point by point"),
            _CURVES,
            ("finding", "group", "day"),
            tuple(_curves(found)),
        ),
        PackageTable(
            "findings", say("What each finding is"), _FINDINGS, ("finding",), tuple(map(_finding, found))
        ),
        PackageTable(
            "definitions",
            say("What each number means"),
            _DEFINITIONS,
            ("finding",),
            tuple(
                {
                    "finding": one.code,
                    "name": one.name,
                    "formula": one.formula,
                    "source": one.source,
                    "does_not_show": one.does_not_show,
                }
                for one in brief.definitions
            ),
        ),
        PackageTable(
            "files",
            say("What became of the rows of every file"),
            _FILES,
            ("file", "sheet", "sha256"),
            tuple(_files(brief.workspace)) if brief.workspace else (),
        ),
    )


def written(table: PackageTable) -> bytes:
    """Return a table as CSV: UTF-8, commas, a heading, empty where there is no value."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    names = [column.name for column in table.columns]
    writer.writerow(names)
    for row in table.rows:
        writer.writerow([_text(row[name]) for name in names])
    return out.getvalue().encode("utf-8")


def read(content: bytes, columns: Sequence[Column]) -> tuple[Row, ...]:
    """Return the rows of a table, typed as its columns say. Raises ValueError where it is none."""
    kinds = {column.name: column.type for column in columns}
    rows = csv.DictReader(io.StringIO(content.decode("utf-8"), newline=""), strict=True)
    if rows.fieldnames != list(kinds):
        raise ValueError("other columns")
    return tuple({name: _typed(row[name], kind) for name, kind in kinds.items()} for row in rows)


COLUMNS: Mapping[str, tuple[Column, ...]] = {
    "estimates": _ESTIMATES,
    "curves": _CURVES,
    "findings": _FINDINGS,
    "definitions": _DEFINITIONS,
    "files": _FILES,
}


def _estimates(found: Iterable[Finding]) -> Iterator[Row]:
    number = 0
    for finding in found:
        told = [("estimate", finding.unit, one.group, one) for one in finding.estimates]
        told += [
            ("companion", companion.unit, f"companion {place}", companion.estimate)
            for place, companion in enumerate(finding.companions)
        ]
        for kind, unit, group, one in told:
            number += 1
            yield {
                "row": number,
                "finding": finding.code,
                "kind": kind,
                "group": group,
                **_estimate(one, unit, finding),
            }


def _estimate(one: Estimate, unit: Unit, finding: Finding) -> Row:
    about: dict[str, Cell] = {
        "label": one.label,
        "series": one.series,
        "unit": unit.value,
        "currency": finding.currency,
        "state": one.state.value,
    }
    measured = ("value", "low", "high", "numerator", "denominator", "n", "missing", "pending", "effective_n")
    hidden = one.state in (State.SUPPRESSED, State.NO_DATA)
    return about | {name: None if hidden else getattr(one, name) for name in measured}


def _curves(found: Iterable[Finding]) -> Iterator[Row]:
    for finding in found:
        for curve in finding.curves:
            for day, share, low, high in zip(curve.times, curve.share, curve.low, curve.high, strict=True):
                yield {
                    "finding": finding.code,
                    "group": curve.group,
                    "label": curve.label,
                    "day": day,
                    "share": share,
                    "low": low,
                    "high": high,
                }


def _finding(one: Finding) -> Row:
    return {
        "finding": one.code,
        "name": one.name,
        "headline": one.headline,
        "base": one.base,
        "filters": _JOINED.join(one.filters),
        "method": one.method,
        "remarks": " ".join(numbers.remarks(one)),
        "reference": one.reference,
        "reference_label": one.reference_label,
        "counted_in": one.counted_in,
        "data_date": one.data_date.isoformat() if one.data_date else None,
        "rounded_to": one.rounded_to,
    }


def _files(workspace: Workspace) -> Iterator[Row]:
    by_name = {source.name: source for source in workspace.sources}
    for account in workspace.reconciliations:
        source = by_name.get(account.source)
        yield {
            "file": account.source,
            "sheet": account.sheet,
            "sha256": source.sha256 if source else "",
            "imported_on": source.imported_at[:10] if source else None,
            "rows": account.rows_in_file,
            "kept": account.kept,
            "updated": account.updated,
            "unchanged": account.unchanged,
            "set_aside": len(account.set_aside),
        }


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return harmless(cell)
    return f"{float(cell):.{_DIGITS}g}"


def _typed(text: str | None, kind: str) -> Cell:
    if text is None:
        raise ValueError("a row is too short")
    if kind in ("number", "integer"):
        return float(text) if text else None
    return text
