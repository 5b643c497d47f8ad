"""The example data that come with the program, opened as a workspace."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from advocacy.errors import AdvocacyError
from advocacy.progress import Progress, part, silent
from advocacy.resources import RESOURCES
from advocacy.validation.checked_import import import_file
from advocacy.wording import say
from advocacy.workspace import Workspace
from advocacy.workspace.merging import with_import

SAMPLE = RESOURCES / "sample"


def open_sample(progress: Progress = silent) -> Workspace:
    """Import the example files; everything made from this workspace says "example data"."""
    workspace, refused = import_all(sorted(SAMPLE.glob("*.xlsx")), Workspace(), progress)
    if refused:
        raise refused[0]
    settings = replace(workspace.settings, example=True)
    return workspace.with_settings(settings, say("Opened the example data"))


def import_all(
    paths: Sequence[Path], workspace: Workspace, progress: Progress = silent
) -> tuple[Workspace, list[AdvocacyError]]:
    """Import the files one after the other; a file that is refused is named and the rest go on."""
    refused: list[AdvocacyError] = []
    for number, path in enumerate(paths):
        stretch = part(progress, number / len(paths), (number + 1) / len(paths))
        stretch(0.0, say("Reading “{name}”", name=path.name))
        try:
            workspace, _ = with_import(workspace, import_file(path, progress=stretch))
        except AdvocacyError as error:
            refused.append(error)
    return workspace, refused
