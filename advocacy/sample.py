"""The example data that come with the program, opened as a workspace."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path

from advocacy.errors import AdvocacyError
from advocacy.importing.imported import ImportChoices
from advocacy.progress import Progress, silent
from advocacy.resources import RESOURCES
from advocacy.validation.checked_import import import_file
from advocacy.wording import say
from advocacy.workspace import SamplePlan, Workspace
from advocacy.workspace.merging import with_import

SAMPLE = RESOURCES / "sample"
_READ_AT_ONCE = 2


def open_sample(progress: Progress = silent) -> Workspace:
    """Import the example files; everything made from this workspace says "example data"."""
    workspace, refused = import_all(sorted(SAMPLE.glob("*.xlsx")), Workspace(), progress)
    if refused:
        raise refused[0]
    settings = replace(workspace.settings, example=True, sample=SamplePlan(by_chance=True))
    return workspace.with_settings(settings, say("Opened the example data"))


def import_all(
    paths: Sequence[Path],
    workspace: Workspace,
    progress: Progress = silent,
    choices: ImportChoices = ImportChoices(),
) -> tuple[Workspace, list[AdvocacyError]]:
    """Import the files in their order; a file that is refused is named and the rest go on.

    Two files are read at a time: most of the wait is the start of each reading process.
    """
    refused: list[AdvocacyError] = []
    done = [0.0] * len(paths)

    def report(place: int, share: float, doing: str = "") -> None:
        done[place] = share
        progress(sum(done) / len(paths), doing)

    with ThreadPoolExecutor(max_workers=_READ_AT_ONCE) as pool:
        reading = [
            pool.submit(
                import_file, path, choices=choices, recipes=workspace.recipes, progress=partial(report, place)
            )
            for place, path in enumerate(paths)
        ]
        try:
            for path, result in zip(paths, reading, strict=True):
                progress(sum(done) / len(paths), say("Reading “{name}”", name=path.name))
                try:
                    workspace, _ = with_import(workspace, result.result())
                except AdvocacyError as error:
                    refused.append(error)
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    return workspace, refused
