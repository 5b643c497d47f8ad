"""One file from outside to typed tables. Runs inside the reading process; see validation.checked_import."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from advocacy.errors import ReadError
from advocacy.importing.dialects import DIALECTS, Understood
from advocacy.importing.imported import ImportChoices, ImportedFile, Source
from advocacy.importing.readers import read_workbook
from advocacy.importing.recipe import Recipe, recipe_for, shape_of
from advocacy.importing.workbook import Workbook
from advocacy.progress import Progress, part, silent
from advocacy.wording import say

SUFFIXES = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".csv", ".tsv", ".txt", ".zip")


def understand_file(
    path: Path,
    *,
    choices: ImportChoices = ImportChoices(),
    recipes: Sequence[Recipe] = (),
    progress: Progress = silent,
) -> ImportedFile:
    """Read a file, find its dialect, its tables and its issues. Raises ReadError where it is refused.

    Without choices of its own a file is read by the recipe for files of its shape.
    """
    workbook = read_workbook(path, progress=part(progress, 0.0, 0.5))
    understood = _understood(workbook, ImportChoices(), part(progress, 0.5, 0.8))
    shape = shape_of(understood.readings)
    notes = workbook.notes
    if choices == ImportChoices() and (recipe := recipe_for(shape, recipes)):
        choices = recipe.choices
        notes = (*notes, say("Read by your choices for “{name}”.", name=recipe.file))
    if choices != ImportChoices():
        understood = _understood(workbook, choices, part(progress, 0.8, 0.9))
    imported_at = datetime.now(UTC).replace(microsecond=0).isoformat()
    return ImportedFile(
        Source(workbook.name, workbook.sha256, workbook.size, imported_at, path.read_bytes()),
        path,
        understood.tables,
        understood.readings,
        understood.issues,
        understood.reconciliations,
        (*notes, *understood.notes),
        shape,
        choices,
        understood.withdrawn,
    )


def _understood(workbook: Workbook, choices: ImportChoices, progress: Progress) -> Understood:
    chosen = [known for known in DIALECTS if known.name == choices.dialect]
    dialect = chosen[0] if chosen else next(known for known in DIALECTS if known.recognise(workbook))
    return dialect.read(workbook, choices, progress)


def find_files(paths: Sequence[Path]) -> list[Path]:
    """Return the files named, folders opened up one level deep and deeper, in order of their names.

    In folders only spreadsheets are taken, and not the lock files Office leaves beside an open document.
    Raises ReadError where a folder holds none. A file named itself is always returned, so that it is refused
    with a reason rather than passed over.
    """
    found: list[Path] = []
    for path in paths:
        if not path.is_dir():
            found.append(path)
            continue
        inside = sorted(
            file
            for file in path.rglob("*")
            if file.is_file()
            and file.suffix.lower() in SUFFIXES
            and not file.name.startswith(("~$", ".~", "._"))
        )
        if not inside:
            raise ReadError(
                say("The folder “{name}” holds no spreadsheet.", name=path.name),
                hint=say("Spreadsheets end in .xlsx, .xls, .ods or .csv."),
            )
        found += inside
    return list(dict.fromkeys(found))
