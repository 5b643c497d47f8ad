"""The workbook annex: every number with what is needed to compute it again. All text stays text."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from pathlib import Path

from advocacy.analysis import numbers
from advocacy.analysis.finding import Estimate, Finding, State
from advocacy.brief.claim_words import group_words, what_words
from advocacy.brief.claims import WORKSPACE, Claim
from advocacy.brief.document import Brief
from advocacy.brief.sections.annexes import rows_of_files, why_set_aside
from advocacy.brief.wording import group_label
from advocacy.charts.picture import Picture
from advocacy.exporting.references import references
from advocacy.exporting.xlsx_checks import checks, checks_columns
from advocacy.exporting.xlsx_columns import (
    claims_columns,
    cleaning_columns,
    codebook_columns,
    findings_columns,
    reasons_columns,
    tables_columns,
)
from advocacy.exporting.xlsx_sheet import Amount, Book, Cell, Column
from advocacy.wording import listed, say

_Row = list[Cell | Amount]


def write(brief: Brief, path: Path, pictures: Mapping[str, Picture]) -> None:
    """Write the annex. Pictures are not in it; its tables hold the same numbers."""
    del pictures
    content = io.BytesIO()
    book = Book(content, brief.title, brief.example)
    book.text(say("Read me"), list(_read_me(brief)), (34, 90))
    book.table(say("Findings"), findings_columns(), list(_findings(brief)))
    book.table(
        say("Tables"), tables_columns(), [row for finding in brief.findings for row in _estimates(finding)]
    )
    book.table(say("Claims"), claims_columns(), list(_claims(brief)))
    book.table(say("Codebook"), codebook_columns(), list(_codebook(brief)))
    if brief.workspace is not None:
        files, reasons = rows_of_files(brief.workspace), why_set_aside(brief.workspace)
        book.table(say("Cleaning"), cleaning_columns(), [[name, *counts] for name, counts in files])
        book.table(say("Set aside"), reasons_columns(), [[reason, count] for reason, count in reasons])
    book.table(say("Checks"), checks_columns(), [list(one) for one in checks(brief)])
    steps: list[_Row] = [[number, text] for number, text in enumerate(brief.history, 1)]
    book.table(say("How this was made"), (Column(say("Step")), Column(say("What was done"), 90)), steps)
    book.close()
    path.write_bytes(content.getvalue())


def _read_me(brief: Brief) -> Iterator[tuple[str, ...]]:
    yield (brief.title,)
    yield from brief.cover
    if brief.subtitle:
        yield "", brief.subtitle
    yield ("",)
    yield (
        say("Claims"),
        say("Every number of the brief is in the sheet “Claims”, with its base and its interval."),
    )
    yield say("Findings"), say("One row for each question the brief answers, in the order of the brief.")
    yield (
        say("Tables"),
        say("One row for each group of each finding: the numbers of charts and tables."),
    )
    yield say("Codebook"), say("What each finding and each column means, by which formula, and from where.")
    yield say("Cleaning"), say("What became of the rows of every file; none is lost without a reason.")
    yield say("Checks"), say("What has to agree with what, and whether it does.")
    yield (
        say("Small groups"),
        say("Groups that could show who somebody is are hidden or rounded here as in the brief."),
    )


def _findings(brief: Brief) -> Iterator[_Row]:
    shown = references(brief)
    for number, one in enumerate(brief.findings, 1):
        overall = one.overall
        place = shown.get(one.code)
        yield [
            number,
            one.name,
            one.headline,
            place.words if place else "",
            *_measured(overall, one),
            *((_told(overall, overall.n), _told(overall, overall.missing), _told(overall, overall.pending))
              if overall else (None, None, None)),
            one.base,
            listed(one.filters),
            one.method,
            " ".join(numbers.remarks(one)),
            numbers.day(one.data_date) if one.data_date else "",
            ", ".join(one.sources),
            one.code,
        ]  # fmt: skip


def _measured(one: Estimate | None, finding: Finding) -> _Row:
    """Value, its 95 % interval and unit, as numbers."""
    if one is None:
        return [None, None, None, "", ""]
    ends = (one.value, one.low, one.high)
    amounts: _Row = [None if end is None else Amount(end, finding.unit.value) for end in ends]
    return [*amounts, finding.unit.value, finding.currency]


def _told(one: Estimate, count: float | None) -> float | None:
    return None if one.state is State.SUPPRESSED else count


def _estimates(finding: Finding) -> Iterator[_Row]:
    series = dict(finding.series_labels)
    for one in finding.estimates:
        yield [
            finding.name,
            group_label(one),
            series.get(one.series, one.series),
            numbers.estimate(one, finding),
            numbers.interval(one, finding),
            *_measured(one, finding),
            _told(one, one.numerator),
            _told(one, one.denominator),
            _told(one, one.n),
            _told(one, one.missing),
            _told(one, one.pending),
            one.state.value,
            one.rows.table if one.rows and one.state is not State.SUPPRESSED else "",
            _source_rows(one, finding),
            finding.code,
        ]


def _source_rows(one: Estimate, finding: Finding) -> int | None:
    """How many rows a number rests on; not told where counts are rounded, as it is an exact one."""
    if one.rows is None or one.state is State.SUPPRESSED or finding.rounded_to:
        return None
    return len(one.rows.positions)


def _claims(brief: Brief) -> Iterator[_Row]:
    """Those that are printed first, in the order in which they stand in the brief."""
    printed = brief.printed_claims()
    keys = {claim.key for claim in printed}
    for claim in printed:
        yield _claim(claim, say("yes"))
    for claim in brief.claims:
        if claim.key not in keys:
            yield _claim(claim, say("no"))


def _claim(one: Claim, is_printed: str) -> _Row:
    return [
        one.printed,
        is_printed,
        one.name,
        group_words(one),
        what_words(one.what),
        Amount(one.value, one.unit) if one.unit else one.value,
        one.unit,
        one.numerator,
        one.denominator,
        one.n,
        one.missing,
        one.pending,
        one.interval,
        one.base,
        listed(one.filters),
        one.recipe,
        one.flag,
        one.state,
        one.rows.table if one.rows else "",
        "" if one.finding == WORKSPACE else one.finding,
        one.key,
    ]


def _codebook(brief: Brief) -> Iterator[_Row]:
    for one in brief.definitions:
        yield [say("Findings"), one.name, one.formula, one.source, one.does_not_show]
    described = {
        say("Findings"): findings_columns(),
        say("Tables"): tables_columns(),
        say("Claims"): claims_columns(),
    }
    for sheet, columns in described.items():
        for column in columns:
            if column.meaning:
                yield [sheet, column.title, column.meaning, "", ""]
