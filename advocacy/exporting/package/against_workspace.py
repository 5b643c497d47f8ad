"""The claims of a package made again from the workspace itself, for who has it."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path

from advocacy.brief.claims import What
from advocacy.brief.composed import composed
from advocacy.errors import ReadError
from advocacy.exporting.package import archive, claims_file
from advocacy.exporting.package.package_writer import CLAIMS, RECIPE
from advocacy.exporting.package.recipe import with_recipe
from advocacy.progress import Progress, silent
from advocacy.wording import say
from advocacy.workspace import Workspace

_ONLY_IN_WORDS = (f"|{What.WORDS}", f"|{What.CITED}")  # known only where they stand


@dataclass(frozen=True)
class Compared:
    """same: numbers made again from the workspace and found the same. differ: in words, those that are not.

    gone: numbers that only sentences told, and cited ones, which the brief of the workspace has no longer:
    they cannot differ.
    """

    same: int
    differ: tuple[str, ...]
    gone: int


def compared(path: Path, workspace: Workspace, progress: Progress = silent) -> Compared:
    """Make every claim again, by the settings and filters of the package.

    Raises AdvocacyError where the package cannot be read.
    """
    files = archive.read(path)
    try:
        claims, _ = claims_file.read(files[CLAIMS])
        recipe = json.loads(files[RECIPE])
        plan = replace(workspace.brief, language=str(recipe["language"]))
        workspace = with_recipe(workspace, recipe).with_brief(plan)
    except (KeyError, ValueError, TypeError) as error:
        raise ReadError(
            say("The claims or the recipe of “{name}” cannot be read.", name=path.name),
            hint=say("Ask the sender for the package again."),
        ) from error
    brief, _ = composed(workspace, progress)
    made = {one.key: one for one in brief.claims}
    same, gone = 0, 0
    differ = []
    for one in claims:
        now = made.get(one.key)
        if now is not None and now.printed == one.printed:
            same += 1
        elif now is None and one.key.endswith(_ONLY_IN_WORDS):
            gone += 1
        else:
            about = " · ".join(part for part in (one.name, one.group) if part)
            differ.append(
                say(
                    "{about}: printed is {printed}, the workspace gives {now}.",
                    about=about,
                    printed=one.printed,
                    now=now.printed,
                )
                if now
                else say(
                    "{about}: printed is {printed}, the workspace has no such number.",
                    about=about,
                    printed=one.printed,
                )
            )
    return Compared(same, tuple(differ), gone)
