"""Plain sheets: a header somewhere, one row per thing, columns named as their writer names them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from advocacy.importing.building import frame_of, issue_of, kept, origin_of
from advocacy.importing.cell_text import cell_text
from advocacy.importing.dialects.dialect import Understood
from advocacy.importing.imported import WITHDRAWN, ImportChoices, Reconciliation, SetAside, SheetReading
from advocacy.importing.layout import Layout, find_layout, tables_of
from advocacy.importing.letters import column_number
from advocacy.importing.mapping import ColumnMapping, best_mapping, is_known_heading, mapping_to, with_values
from advocacy.importing.numbers_as_written import currency_in
from advocacy.importing.plain_words import in_brackets
from advocacy.importing.reading_rules import IN_CELL, IN_FORMAT, IN_HEADING, gives
from advocacy.importing.table import Column, Table
from advocacy.importing.typed_columns import TypedColumn, typed_column
from advocacy.importing.units_as_written import unit_of_weight
from advocacy.importing.workbook import Sheet, Workbook
from advocacy.issue import Issue, Severity
from advocacy.progress import Progress
from advocacy.schema import schema
from advocacy.wording import say, say_later

_Read = tuple[Column, TypedColumn]
_PREVIEW_ROWS = 12
_UNIT_FIELDS = (("production", "production_unit"),)
_ENOUGH_TO_BE_THE_SAME = 6  # filled cells; two people may well share fewer


@dataclass(frozen=True)
class Plain:
    """Sheets with own headings, the blank templates, registers. Takes whatever no other dialect takes."""

    name: str = "plain"

    def recognise(self, workbook: Workbook) -> str:
        return say("it is a plain sheet with one row per entry")

    def read(self, workbook: Workbook, choices: ImportChoices, progress: Progress) -> Understood:
        understood = Understood()
        for number, sheet in enumerate(workbook.sheets):
            progress(
                number / len(workbook.sheets),
                say("Understanding “{sheet}”", sheet=sheet.name or workbook.name),
            )
            if not sheet.rows:
                continue
            if sheet.hidden:
                note = say("The hidden sheet “{sheet}” was left out.", sheet=sheet.name)
                understood = replace(understood, notes=(*understood.notes, note))
                continue
            decided = sheet.name in dict(choices.header_rows)
            for part in (sheet,) if decided else tables_of(sheet, is_known_heading):
                one = _read_sheet(workbook, part, choices)
                understood = Understood(
                    (*understood.tables, *one.tables),
                    (*understood.readings, *one.readings),
                    (*understood.issues, *one.issues),
                    (*understood.reconciliations, *one.reconciliations),
                    understood.notes,
                    (*understood.withdrawn, *one.withdrawn),
                )
        return understood


def _read_sheet(workbook: Workbook, sheet: Sheet, choices: ImportChoices) -> Understood:
    header_row = dict(choices.header_rows).get(sheet.name)
    layout = find_layout(sheet, is_known_heading, header_row)
    table_chosen = dict(choices.tables).get(sheet.name)
    mapping = _mapping(sheet, layout, choices, table_chosen) if layout else None
    reading = _reading(sheet, layout, mapping)
    if layout is None or mapping is None:
        reason = (
            say_later("The sheet was left out on your word.")
            if table_chosen == ""
            else say_later(
                "No table the program knows fits this sheet. If it holds the answers to a survey, say so: "
                "“Read as” on the Import page, --dialect survey in the terminal."
            )
        )
        return Understood(readings=(reading,), reconciliations=(_left_out(workbook, sheet, layout, reason),))
    table, issues, aside, withdrawn = _table(workbook, sheet, layout, mapping, choices)
    issues = (*issues, *_uncalculated(workbook, sheet, layout))
    account = Reconciliation(
        workbook.name,
        sheet.name,
        table.name,
        layout.rows_in_file,
        len(table),
        set_aside=(*layout.set_aside, *aside),
    )
    return Understood((table,), (reading,), issues, (account,), withdrawn=withdrawn)


def _mapping(
    sheet: Sheet, layout: Layout, choices: ImportChoices, table_chosen: str | None
) -> ColumnMapping | None:
    if table_chosen == "":
        return None
    proposed = best_mapping(layout.headings, sheet.name)
    decided = {heading: field for name, heading, field in choices.fields if name == sheet.name}
    chosen = schema(table_chosen) if table_chosen else proposed.schema if proposed else None
    if chosen is None:
        return None
    mapping = mapping_to(chosen, layout.headings, decided)
    if not decided and proposed and chosen.name == proposed.schema.name:
        mapping = proposed
    places = {place for place, heading in enumerate(layout.headings) if heading in decided}
    columns = [layout.column(place)[:500] for place in range(len(layout.headings))]
    return with_values(mapping, columns, places)


def _table(
    workbook: Workbook, sheet: Sheet, layout: Layout, mapping: ColumnMapping, choices: ImportChoices
) -> tuple[Table, tuple[Issue, ...], tuple[SetAside, ...], tuple[Table, ...]]:
    """The table of a sheet, its issues, the rows set aside, and those of people who withdrew consent."""
    columns: list[_Read] = []
    issues: list[Issue] = []
    fields = {field.name for field in mapping.schema.fields}
    for place, heading in enumerate(layout.headings):
        field = mapping.schema.field(mapping.fields[place]) if mapping.fields[place] else None
        name = (
            field.name
            if field
            else heading
            if heading not in fields
            else f"{heading} ({layout.letters[place]})"
        )
        column = Column(
            name, heading, layout.letters[place], workbook.sha256, sheet.name, mapping.confidences[place]
        )
        typed = typed_column(layout.column(place), field, day_first=choices.day_first)
        column = replace(column, rules=typed.rules)
        issues += [issue_of(fault, workbook, sheet, layout, column) for fault in typed.faults]
        columns.append((column, typed))
    # Fields first, in the order of the schema, then what the program does not know.
    order = {field.name: position for position, field in enumerate(mapping.schema.fields)}
    columns.sort(key=lambda pair: order.get(pair[0].name, len(order)))
    frame = frame_of([(column.name, typed.values) for column, typed in columns], len(layout.rows))
    raw = frame_of([(column.name, typed.raw) for column, typed in columns], len(layout.rows))
    if "currency" in fields and "currency" not in frame.columns:
        frame, raw, columns = _with_currency(frame, raw, columns, sheet)
    for name, unit_field in _UNIT_FIELDS:
        if name in frame.columns and unit_field in fields and unit_field not in frame.columns:
            frame, raw, columns = _with_unit(frame, raw, columns, name, unit_field)
    origin = origin_of(workbook, sheet, layout)
    key = mapping.schema.primary_key if set(mapping.schema.primary_key) <= set(frame.columns) else ()
    aside = _not_kept(frame, raw, key, layout, sheet)
    withdrawn = _withdrawn(mapping.schema.name, frame, raw, origin, tuple(key))
    if aside:
        keep = ~origin["row"].isin([row.row for row in aside])
        frame, raw, origin = kept(frame, keep), kept(raw, keep), kept(origin, keep)
    issues += _same_key(frame, key, origin, workbook, sheet, {c.name: c.letter for c, _ in columns})
    table = Table(
        mapping.schema.name, frame, raw, origin, tuple(column for column, _ in columns), None, tuple(key)
    )
    left = {row.row for row in aside}
    return table, tuple(issue for issue in issues if issue.row not in left), aside, withdrawn


def _withdrawn(
    name: str, frame: pd.DataFrame, raw: pd.DataFrame, origin: pd.DataFrame, key: tuple[str, ...]
) -> tuple[Table, ...]:
    """The rows by which people took their consent back: what was imported of them before must go."""
    if "consent" not in frame.columns:
        return ()
    gone = frame["consent"].eq("withdrawn").fillna(False)
    if not gone.any():
        return ()
    return (Table(name, kept(frame, gone), kept(raw, gone), kept(origin, gone), (), None, key),)


def _uncalculated(workbook: Workbook, sheet: Sheet, layout: Layout) -> tuple[Issue, ...]:
    """Cells whose formula never gave a value: some programs write them and leave calculating to others."""
    letters = {sheet.first_column + place: i for i, place in enumerate(layout.places)}
    rows = set(layout.numbers)
    return tuple(
        Issue(
            "uncalculated",
            Severity.ERROR,
            say("The formula {formula} was never calculated, so the cell has no value.", formula=formula),
            say("Open the file in a spreadsheet program, save it there, and import it again."),
            workbook.name,
            sheet.name,
            row,
            layout.letters[letters[column]],
            layout.headings[letters[column]],
            formula,
        )
        for row, column in sorted(sheet.uncalculated)
        if row in rows and column in letters and (formula := sheet.formulas.get((row, column), "="))
    )


def _with_currency(
    frame: pd.DataFrame, raw: pd.DataFrame, columns: list[_Read], sheet: Sheet
) -> tuple[pd.DataFrame, pd.DataFrame, list[_Read]]:
    """Add the currency written in the headings, beside the amounts or in the format of the cells."""
    found: pd.Series[Any] = pd.Series([None] * len(frame), dtype="str")
    told: list[_Read] = []
    for column, typed in columns:
        said = []
        if typed.currency:
            found = found.fillna(pd.Series(typed.currency, dtype="str"))
            said.append(gives("currency", IN_CELL))
        if column.confidence and (heading := _currency_of_heading(column.heading)):
            found = found.fillna(heading)
            said.append(gives("currency", IN_HEADING, heading))
        if (sign := sheet.currencies.get(column_number(column.letter))) and (code := currency_in(sign)):
            found = found.fillna(code)
            said.append(gives("currency", IN_FORMAT, code))
        told.append((replace(column, rules=(*column.rules, *said)), typed))
    if not found.notna().any():
        return frame, raw, columns
    empty: pd.Series[Any] = pd.Series([None] * len(frame), dtype="str")
    return frame.assign(currency=found), raw.assign(currency=empty), told


def _with_unit(
    frame: pd.DataFrame, raw: pd.DataFrame, columns: list[_Read], name: str, unit_field: str
) -> tuple[pd.DataFrame, pd.DataFrame, list[_Read]]:
    """Add the unit written beside the numbers ("12 tola") or in the heading ("Weight (g)")."""
    place = next(place for place, (column, _) in enumerate(columns) if column.name == name)
    column, typed = columns[place]
    written = [unit_of_weight(text) if isinstance(text, str) else "" for text in raw[name]]
    above = next((unit for part in in_brackets(column.heading) if (unit := unit_of_weight(part))), "")
    found: pd.Series[Any] = pd.Series([unit or above or None for unit in written], dtype="str")
    if not found.notna().any():
        return frame, raw, columns
    said = [gives(unit_field, IN_CELL)] if any(written) else []
    said += [gives(unit_field, IN_HEADING, above)] if above else []
    told = list(columns)
    told[place] = (replace(column, rules=(*column.rules, *said)), typed)
    empty: pd.Series[Any] = pd.Series([None] * len(frame), dtype="str")
    return frame.assign(**{unit_field: found}), raw.assign(**{unit_field: empty}), told


def _currency_of_heading(heading: str) -> str:
    return next((code for part in in_brackets(heading) if (code := currency_in(part))), "")


def _not_kept(
    frame: pd.DataFrame, raw: pd.DataFrame, key: tuple[str, ...], layout: Layout, sheet: Sheet
) -> tuple[SetAside, ...]:
    """Rows that must not be counted: consent taken back, the same row once more."""
    aside = {}
    if "consent" in frame.columns:
        for position in frame.index[frame["consent"].eq("withdrawn").fillna(False)]:
            aside[position] = WITHDRAWN
    repeated = raw.duplicated() & (
        frame[list(key)].notna().all(axis=1) if key else raw.notna().sum(axis=1) >= _ENOUGH_TO_BE_THE_SAME
    )
    if repeated.any():
        hashes = pd.util.hash_pandas_object(raw, index=False)
        first = {h: position for position, h in reversed(list(enumerate(hashes)))}
        for position in frame.index[repeated]:
            row = layout.numbers[first[hashes[position]]]
            aside.setdefault(position, say("It is the same as row {row}.", row=row))
    return tuple(
        SetAside(sheet.name, layout.numbers[position], aside[position]) for position in sorted(aside)
    )


def _same_key(
    frame: pd.DataFrame,
    key: tuple[str, ...],
    origin: pd.DataFrame,
    workbook: Workbook,
    sheet: Sheet,
    letters: dict[str, str],
) -> list[Issue]:
    if not key or not len(frame):
        return []
    complete = frame[list(key)].notna().all(axis=1)
    repeated = complete & frame.duplicated(list(key), keep="first")
    return [
        Issue(
            "duplicate-key",
            Severity.WARNING,
            say(
                "“{value}” stands in more than one row, with different content. All rows were kept.",
                value=" ".join(str(frame.at[position, name]) for name in key),
            ),
            say("If it is the same case, remove the older row; if not, give it a number of its own."),
            workbook.name,
            sheet.name,
            int(origin.at[position, "row"]),
            letters.get(key[0], ""),
            key[0],
            str(frame.at[position, key[0]]),
        )
        for position in frame.index[repeated]
    ]


def _left_out(workbook: Workbook, sheet: Sheet, layout: Layout | None, reason: str) -> Reconciliation:
    start = layout.header_row + 1 - sheet.first_row if layout else 0
    rows = [
        sheet.first_row + index
        for index in range(start, len(sheet.rows))
        if any(cell is not None for cell in sheet.rows[index])
    ]
    aside = tuple(SetAside(sheet.name, row, reason) for row in rows)
    return Reconciliation(workbook.name, sheet.name, "", len(rows), 0, set_aside=aside)


def _reading(sheet: Sheet, layout: Layout | None, mapping: ColumnMapping | None) -> SheetReading:
    first = max(0, (layout.header_row - sheet.first_row - 3) if layout else 0)
    preview = tuple(
        tuple((cell_text(cell) or "")[:80] for cell in row)
        for row in sheet.rows[first : first + _PREVIEW_ROWS]
    )
    return SheetReading(
        sheet=sheet.name,
        dialect="plain",
        dialect_reason=say("it is a plain sheet with one row per entry"),
        table=mapping.schema.name if mapping else "",
        table_confidence=mapping.confidence if mapping else 0.0,
        header_row=layout.header_row if layout else None,
        headings=layout.headings if layout else (),
        letters=layout.letters if layout else (),
        fields=mapping.fields if mapping else ("",) * len(layout.headings if layout else ()),
        confidences=mapping.confidences if mapping else (0.0,) * len(layout.headings if layout else ()),
        preview=preview,
        preview_first_row=sheet.first_row + first,
    )
