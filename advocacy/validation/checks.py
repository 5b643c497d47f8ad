"""Checks of a typed table: each fault is an issue with its cell and a hint. Nothing is changed or removed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
import pandera.pandas as pa

from advocacy.importing.table import Table
from advocacy.issue import Issue, Severity
from advocacy.schema import Field, TableSchema, schemas
from advocacy.wording import say

_DAY_ORDER = (  # earlier, later: the first cannot come after the second
    ("date_applied", "date_decided"),
    ("date_applied", "date_complete"),
    ("date_complete", "date_decided"),
    ("date_started", "date_finished"),
    ("period_start", "period_end"),
    ("valid_from", "valid_to"),
)
_PARTS = (  # part, whole: the first cannot be more than the second
    ("members_women", "members"),
    ("members_youth", "members"),
    ("members_licensed", "members"),
    ("mercury_recovered_kg", "mercury_used_kg"),
    ("loans_granted", "loans_applied"),
    ("loans_applied", "loans_needed"),
    ("fatalities", "accidents"),
)
_MEASURED = ("currency", "weight", "hours", "kg", "ha")  # units in which a zero slips in
_FAR = 6.0  # robust standard deviations on the logarithmic scale: about a unit or a zero too many
_ENOUGH_TO_COMPARE = 20
_MOST_FAR = 0.02  # of the values; where more lie far out, they are how the thing is
_NOT_IN_THE_FUTURE = (
    "date_applied",
    "date_decided",
    "date_complete",
    "date_paid",
    "date_recorded",
    "date_started",
    "date_finished",
    "period_start",
)
_OPEN, _CLOSED = ("preparing", "pending"), ("granted", "refused", "withdrawn", "lapsed")


@dataclass(frozen=True)
class _Places:
    """Where the rows and columns of a table stand, for the issues."""

    table: Table
    letters: dict[tuple[str, str, str], str]  # source, sheet, column name

    @cached_property
    def _origin(self) -> list[tuple[str, str, int]]:
        """Sheet, source and row of every row."""
        origin = self.table.origin
        columns = (origin["sheet"].tolist(), origin["source"].tolist(), origin["row"].tolist())
        return list(zip(*columns, strict=True))

    @cached_property
    def _columns(self) -> dict[str, list[Any]]:
        return {}

    def written(self, field: str) -> list[Any]:
        """The cells of a column as they were written; none where the file has no such column."""
        if field not in self._columns:
            raw = self.table.raw
            self._columns[field] = raw[field].tolist() if field in raw.columns else []
        return self._columns[field]

    def issue(
        self, position: int, field: str, code: str, severity: Severity, message: str, hint: str
    ) -> Issue:
        sheet, source, row = self._origin[position]
        written = self.written(field)
        raw = written[position] if written else None
        return Issue(
            code,
            severity,
            message,
            hint,
            source,
            sheet,
            row,
            self.letters.get((source, sheet, field), ""),
            field,
            "" if raw is None or pd.isna(raw) else str(raw),
        )


def check(table: Table, data_date: date | None = None) -> tuple[Issue, ...]:
    """Return every fault of the table against its schema and across its fields.

    data_date: day on which the data were complete; today where it is not known. A table without a schema,
    such as a survey, has no faults. Issue.source is the SHA-256 of the file.
    """
    schema = schemas().get(table.name)
    if schema is None or not len(table):
        return ()
    places = _Places(table, {(c.source, c.sheet, c.name): c.letter for c in table.columns})
    return (
        *_against_schema(table, schema, places),
        *_day_order(table, schema, places),
        *_future(table, schema, places, data_date or date.today()),
        *_status(table, schema, places),
        *_parts(table, schema, places),
        *_unlike_the_others(table, schema, places),
    )


def _against_schema(table: Table, schema: TableSchema, places: _Places) -> Iterator[Issue]:
    """Required values and ranges, by pandera in one pass."""
    present = [field for field in schema.fields if field.name in table.frame.columns]
    try:
        pa.DataFrameSchema({field.name: _column(field) for field in present}).validate(table.frame, lazy=True)
    except pa.errors.SchemaErrors as faults:
        cases = faults.failure_cases
        for column, index, named in zip(cases["column"], cases["index"], cases["check"], strict=True):
            field = schema.field(str(column))
            if field is None or index is None or pd.isna(index):
                continue
            position = int(index)
            if named == "not_nullable":
                if pd.isna(places.written(field.name)[position]):  # else typing has named it already
                    yield places.issue(
                        position,
                        field.name,
                        "missing-value",
                        Severity.WARNING,
                        say("“{field}” is empty.", field=field.title()),
                        say("Fill it in, or ask the sender; the row cannot be counted where it is needed."),
                    )
            else:
                yield places.issue(
                    position,
                    field.name,
                    "out-of-range",
                    Severity.WARNING,
                    say(
                        "“{value}” is outside what is possible for “{field}” ({range}).",
                        value=table.frame.at[position, field.name],
                        field=field.title(),
                        range=_range(field),
                    ),
                    say("Check the number and its unit."),
                )


def _column(field: Field) -> Any:
    checks = []
    if field.minimum is not None:
        checks.append(pa.Check.ge(field.minimum))
    if field.maximum is not None:
        checks.append(pa.Check.le(field.maximum))
    return pa.Column(None, checks, nullable=not field.required, required=False)


def _range(field: Field) -> str:
    if field.maximum is None:
        return say("at least {least}", least=f"{field.minimum:g}")
    if field.minimum is None:
        return say("at most {most}", most=f"{field.maximum:g}")
    return say("{least} to {most}", least=f"{field.minimum:g}", most=f"{field.maximum:g}")


def _rows(mask: pd.Series[Any]) -> list[int]:
    return [int(position) for position in mask.index[mask.fillna(False).astype(bool)]]


def _title(schema: TableSchema, name: str) -> str:
    field = schema.field(name)
    return field.title() if field else name


def _day_order(table: Table, schema: TableSchema, places: _Places) -> Iterator[Issue]:
    frame = table.frame
    for earlier, later in _DAY_ORDER:
        if not {earlier, later} <= set(frame.columns):
            continue
        for position in _rows(frame[later] < frame[earlier]):
            yield places.issue(
                position,
                later,
                "wrong-order",
                Severity.ERROR,
                say(
                    "“{later}” ({day}) is before “{earlier}”.",
                    later=_title(schema, later),
                    day=frame.at[position, later].date(),
                    earlier=_title(schema, earlier),
                ),
                say("Check both days; day and month may be exchanged. The row is not used for durations."),
            )


def _future(table: Table, schema: TableSchema, places: _Places, last: date) -> Iterator[Issue]:
    for name in _NOT_IN_THE_FUTURE:
        if name not in table.frame.columns:
            continue
        for position in _rows(table.frame[name] > pd.Timestamp(last)):
            yield places.issue(
                position,
                name,
                "future-day",
                Severity.ERROR,
                say(
                    "“{field}” ({day}) lies in the future.",
                    field=_title(schema, name),
                    day=table.frame.at[position, name].date(),
                ),
                say("Check the year. The row is not used for durations."),
            )


def _status(table: Table, schema: TableSchema, places: _Places) -> Iterator[Issue]:
    """A status that says otherwise than the day of decision; the days decide what is counted as pending."""
    frame = table.frame
    if not {"status", "date_decided"} <= set(frame.columns):
        return
    has_day = frame["date_decided"].notna()
    for position in _rows(frame["status"].isin(_OPEN) & has_day):
        yield places.issue(
            position,
            "status",
            "status-against-day",
            Severity.WARNING,
            say(
                "“{status}” says that nothing is decided, but “{field}” is {day}.",
                status=_title(schema, "status"),
                field=_title(schema, "date_decided"),
                day=frame.at[position, "date_decided"].date(),
            ),
            say("Bring the status up to date, or remove the day. The row is counted as decided on that day."),
        )
    for position in _rows(frame["status"].isin(_CLOSED) & ~has_day):
        yield places.issue(
            position,
            "date_decided",
            "decided-without-day",
            Severity.WARNING,
            say(
                "“{status}” says that it is decided, but “{field}” has no day.",
                status=_title(schema, "status"),
                field=_title(schema, "date_decided"),
            ),
            say("Add the day of the decision. Until then the row is not used for durations."),
        )


def _parts(table: Table, schema: TableSchema, places: _Places) -> Iterator[Issue]:
    frame = table.frame
    for part, whole in _PARTS:
        if not {part, whole} <= set(frame.columns):
            continue
        for position in _rows(frame[part] > frame[whole]):
            yield places.issue(
                position,
                part,
                "part-above-whole",
                Severity.ERROR,
                say(
                    "“{part}” ({few}) is more than “{whole}” ({all}).",
                    part=_title(schema, part),
                    few=f"{frame.at[position, part]:g}",
                    whole=_title(schema, whole),
                    all=f"{frame.at[position, whole]:g}",
                ),
                say("Check both numbers. The row is not used for this share."),
            )


def _unlike_the_others(table: Table, schema: TableSchema, places: _Places) -> Iterator[Issue]:
    """Amounts far from all others of their column and currency: grams for kilograms, a zero too many.

    The distance is that of Iglewicz and Hoaglin (1993, How to Detect and Handle Outliers) in robust standard
    deviations, on logarithms because amounts are skewed.
    """
    currency = table.frame["currency"] if "currency" in table.frame.columns else None
    for field in schema.fields:
        if field.unit not in _MEASURED or field.name not in table.frame.columns:
            continue
        column = table.frame[field.name].astype("float64")
        kinds = currency if field.unit == "currency" and currency is not None else None
        for _, values in column.groupby(kinds) if kinds is not None else [("", column)]:
            far = _far(values)
            middle = values[values > 0].median() if far else 0.0
            for position in far:
                yield places.issue(
                    position,
                    field.name,
                    "unlike-the-others",
                    Severity.WARNING,
                    say(
                        "“{field}” is {value}, far from the others (half of them are below {middle}).",
                        field=field.title(),
                        value=f"{column[position]:,g}",
                        middle=f"{middle:,g}",
                    ),
                    say("Check the unit, the currency and the zeros. The value is used as it is."),
                )


def _far(values: pd.Series[Any]) -> list[int]:
    positive = values[values > 0]
    if len(positive) < _ENOUGH_TO_COMPARE:
        return []
    logs = np.log(positive)
    spread = (logs - logs.median()).abs().median() * 1.4826
    if not spread > 0:
        return []
    far = (logs - logs.median()).abs() > max(_FAR * spread, np.log(10))
    return _rows(far) if 0 < far.sum() <= max(1, _MOST_FAR * len(positive)) else []
