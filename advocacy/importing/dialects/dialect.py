"""The seam between a workbook and its tables: one dialect per program that writes workbooks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Protocol

from advocacy.importing.imported import ImportChoices, Reconciliation, SetAside, SheetReading
from advocacy.importing.survey.answers import Built
from advocacy.importing.table import Table
from advocacy.importing.workbook import Sheet, Workbook
from advocacy.issue import Issue
from advocacy.progress import Progress


@dataclass(frozen=True)
class Understood:
    """What a dialect made of a workbook. notes name sheets that were left out as a whole."""

    tables: tuple[Table, ...] = ()
    readings: tuple[SheetReading, ...] = ()
    issues: tuple[Issue, ...] = ()
    reconciliations: tuple[Reconciliation, ...] = ()
    notes: tuple[str, ...] = ()
    withdrawn: tuple[Table, ...] = ()  # rows of people who have taken their consent back

    def joined(self, built: Built, reading: SheetReading) -> Understood:
        """Return this with one more sheet of answers."""
        return Understood(
            (*self.tables, built.table),
            (*self.readings, reading),
            (*self.issues, *built.issues),
            (*self.reconciliations, built.account),
            self.notes,
        )

    def noting(self, note: str) -> Understood:
        """Return this with a note for the user."""
        return replace(self, notes=(*self.notes, note))

    def left_out(self, workbook: Workbook, sheet: Sheet, reason: str) -> Understood:
        """Return this with a sheet that gave no table: each of its rows is set aside with the reason."""
        rows = [
            sheet.first_row + index
            for index, row in enumerate(sheet.rows)
            if any(cell is not None for cell in row)
        ]
        if not rows:
            return self
        aside = tuple(SetAside(sheet.name, row, reason) for row in rows)
        account = Reconciliation(workbook.name, sheet.name, "", len(rows), 0, set_aside=aside)
        return replace(self, reconciliations=(*self.reconciliations, account))


class Dialect(Protocol):
    """How one program writes its workbooks."""

    @property
    def name(self) -> str:
        """The code of the dialect: "kobotoolbox"."""
        ...

    def recognise(self, workbook: Workbook) -> str:
        """Return why this workbook is of this dialect, in words; "" where it is not."""
        ...

    def read(self, workbook: Workbook, choices: ImportChoices, progress: Progress) -> Understood:
        """Make tables of the workbook. Every row is kept or set aside with a reason."""
        ...
