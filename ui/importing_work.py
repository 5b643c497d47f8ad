"""What the import page has done beside the window: plain functions from values to values."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from advocacy.errors import AdvocacyError
from advocacy.importing.imported import ImportChoices, ImportedFile
from advocacy.importing.recipe import Recipe
from advocacy.issue import Issue
from advocacy.progress import Progress
from advocacy.workspace import Workspace

if TYPE_CHECKING:
    from advocacy.importing.spellings import Alike
    from advocacy.workspace.preview import Arrival


def find(paths: tuple[Path, ...]) -> list[Path]:
    """Return the spreadsheets among these files, and those in these folders."""
    from advocacy.importing.importer import find_files

    return find_files(paths)


def read(path: Path, choices: ImportChoices, recipes: tuple[Recipe, ...], progress: Progress) -> ImportedFile:
    """Read a file as the user has chosen, here or for another of its shape, and check it."""
    from advocacy.validation.checked_import import import_file

    return import_file(path, choices=choices, recipes=recipes, progress=progress)


def arrivals(workspace: Workspace, file: ImportedFile) -> tuple[Arrival, ...]:
    """Return what the file would change in each table."""
    from advocacy.workspace.preview import preview

    return preview(workspace, file)


def alike_names(workspace: Workspace) -> tuple[Alike, ...]:
    """Return the names that seem to be spellings of one."""
    from advocacy.importing.spellings import alike

    return alike(workspace.tables)


def write_return(source: Path, issues: tuple[Issue, ...], target: Path, progress: Progress) -> None:
    """Write a copy of the sender's file with the cells marked that need a look."""
    from advocacy.exporting.return_workbook import write_return_workbook

    write_return_workbook(source, issues, target, progress)


@dataclass(frozen=True)
class Merged:
    """A workspace with files put into it. refused: why some were not, as one that is there already."""

    workspace: Workspace
    taken: tuple[ImportedFile, ...]
    refused: tuple[AdvocacyError, ...]


def merged(workspace: Workspace, files: tuple[ImportedFile, ...]) -> Merged:
    """Put the files into the workspace, one after the other; where none can be, the reason is raised."""
    from advocacy.workspace.merging import with_import

    taken: list[ImportedFile] = []
    refused: list[AdvocacyError] = []
    for file in files:
        try:
            workspace, _ = with_import(workspace, file)
            taken.append(file)
        except AdvocacyError as error:
            refused.append(error)
    if not taken:
        raise refused[0]
    return Merged(workspace, tuple(taken), tuple(refused))
