"""An evidence package as an earlier brief, to say what has changed since it was made."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from advocacy.brief.terms import terms
from advocacy.errors import ReadError
from advocacy.exporting.package import archive, claims_file
from advocacy.exporting.package.package_writer import CLAIMS, RECIPE
from advocacy.exporting.package.recipe import with_recipe
from advocacy.wording import say
from advocacy.workspace import Workspace
from advocacy.workspace.exported import Exported


def earlier_brief(path: Path) -> Exported:
    """Return what the brief in a package has told, as far as the package holds it: not its rows.

    Raises AdvocacyError where the package cannot be read.
    """
    try:
        files = archive.read(path)
        claims, _ = claims_file.read(files[CLAIMS])
        recipe = json.loads(files[RECIPE])
        day = recipe["data_date"]
        held = with_recipe(Workspace(), recipe)
        return Exported(
            str(day or ""),
            path.name,
            claims=tuple((one.key, one.printed) for one in claims),
            files=tuple(str(one["sha256"]) for one in recipe["files"]),
            terms=terms(held, str(recipe["language"]), date.fromisoformat(day) if day else None),
        )
    except (OSError, KeyError, ValueError, TypeError) as error:
        raise ReadError(
            say("The brief in “{name}” cannot be read.", name=path.name),
            hint=say("Name an evidence package, or a workspace whose brief was exported."),
        ) from error
