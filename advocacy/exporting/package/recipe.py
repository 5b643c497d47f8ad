"""How the numbers of a package came about: filters, settings, protection, weights, cleaning, program."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import date
from functools import cache
from typing import Any

from advocacy.brief.document import Brief
from advocacy.resources import RESOURCES
from advocacy.workspace import BurdenInputs, Filter, Protection, SamplePlan, Workspace
from advocacy.workspace.workspace import Settings


def recipe_of(brief: Brief) -> dict[str, Any]:
    """Return the recipe as plain JSON. No person who works here and no clock is in it."""
    workspace = brief.workspace or Workspace()
    settings = {name: value for name, value in asdict(workspace.settings).items() if name != "person"}
    data_date = workspace.settings.data_date
    edited = Counter((edit.table, edit.field) for edit in workspace.edits if edit.holds)
    return {
        "program": "Groundswell",
        "version": version(),
        "language": brief.language,
        "venue": brief.venue,
        "example": brief.example,
        "data_date": brief.data_date.isoformat() if brief.data_date else None,
        "settings": {**settings, "data_date": data_date.isoformat() if data_date else None},
        "filters": [{"field": one.field, "values": list(one.values)} for one in workspace.filters],
        "steps": list(brief.history),
        "spellings_decided": len(workspace.spellings),
        "cells_edited": [
            {"table": table, "field": field, "cells": count}
            for (table, field), count in sorted(edited.items())
        ],
        "rows_used": {table.name: len(table) for table in workspace.tables},
        "files": [
            {
                "name": source.name,
                "sha256": source.sha256,
                "size": source.size,
                "imported_on": source.imported_at[:10],
            }
            for source in workspace.sources
        ],
    }


def with_recipe(workspace: Workspace, recipe: Mapping[str, Any]) -> Workspace:
    """Return a workspace with the settings and filters of a recipe. Raises ValueError where it is none."""
    try:
        told = dict(recipe["settings"])
        sample = {name: told["sample"][name] for name in SamplePlan.__dataclass_fields__}
        told |= {
            "data_date": date.fromisoformat(told["data_date"]) if told["data_date"] else None,
            "protection": Protection(told["protection"]),
            "sample": SamplePlan(**{**sample, "margins": tuple(tuple(one) for one in sample["margins"])}),
            "burden": BurdenInputs(**told["burden"]),
        }
        settings = Settings(**told)
        filters = tuple(Filter(one["field"], tuple(one["values"])) for one in recipe["filters"])
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ValueError("no recipe") from error
    return replace(workspace, settings=settings, filters=filters)


@cache
def version() -> str:
    """Return the version of this program."""
    project = tomllib.loads((RESOURCES.parent / "pyproject.toml").read_text("utf-8"))["project"]
    return str(project["version"])
