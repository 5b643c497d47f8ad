"""The door for every file from outside: read and understood in a process of its own, then checked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from advocacy.errors import ReadError
from advocacy.importing import child
from advocacy.importing.imported import ImportChoices, ImportedFile
from advocacy.importing.recipe import Recipe
from advocacy.progress import Progress, part, silent
from advocacy.wording import say


def import_file(
    path: Path,
    *,
    choices: ImportChoices = ImportChoices(),
    recipes: Sequence[Recipe] = (),
    progress: Progress = silent,
) -> ImportedFile:
    """Import one file safely; nothing is in a workspace yet. recipes: of files imported before.

    Raises ReadError, in plain words, where the file is refused or its reading had to be stopped; Cancelled
    where the user stopped it.
    """
    try:
        return child.run(understand_and_check, path.resolve(), choices, tuple(recipes), progress=progress)
    except ReadError as error:
        if path.name in error.message:
            raise
        raise ReadError(f"{path.name}: {error.message}", hint=error.hint) from error


def understand_and_check(
    path: Path, choices: ImportChoices, recipes: tuple[Recipe, ...] = (), *, progress: Progress
) -> ImportedFile:
    """Do the work of import_file in this process. Called in the reading process."""
    from advocacy.importing.importer import understand_file
    from advocacy.validation.checks import check

    imported = understand_file(path, choices=choices, recipes=recipes, progress=part(progress, 0.0, 0.9))
    progress(0.95, say("Checking “{name}”", name=path.name))
    found = [
        replace(issue, source=imported.source.name) for table in imported.tables for issue in check(table)
    ]
    return replace(imported, issues=(*imported.issues, *found))
