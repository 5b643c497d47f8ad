"""The seam between a workbook and its tables: one dialect per program that writes workbooks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from advocacy.importing.imported import ImportChoices, Reconciliation, SheetReading
from advocacy.importing.survey.answers import Built
from advocacy.importing.table import Table
from advocacy.importing.workbook import Workbook
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

    def joined(self, built: Built, reading: SheetReading) -> Understood:
        """Return this with one more sheet of answers."""
        return Understood(
            (*self.tables, built.table),
            (*self.readings, reading),
            (*self.issues, *built.issues),
            (*self.reconciliations, built.account),
            self.notes,
        )


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
