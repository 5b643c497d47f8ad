"""Areas on a map: shapes that the user supplied, joined by name to the groups of a finding."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from advocacy.analysis.finding import Estimate, Finding
from advocacy.analysis.groups import groups_in
from advocacy.analysis.protection.places import may_be_drawn
from advocacy.errors import ReadError
from advocacy.importing.plain_words import plain
from advocacy.importing.shapes_file import Outline, Polygon
from advocacy.wording import say
from advocacy.workspace import Workspace
from advocacy.workspace.shapes import FIELDS, Shape, Shapes


@dataclass(frozen=True)
class Area:
    """One shape. estimate: what is told of it; None where nothing is known or nothing may be shown."""

    label: str
    polygons: tuple[Polygon, ...]
    estimate: Estimate | None = None


@dataclass(frozen=True)
class Named:
    """Shapes joined to the places in the data. missing: places, by label, that no shape is named after."""

    shapes: Shapes
    found: int
    missing: tuple[str, ...]


def named(workspace: Workspace, outlines: Sequence[Outline], file: str) -> Named:
    """Find out which places the shapes are and which of their texts is the name.

    Raises ReadError where no text of the shapes is a region or district in the data.
    """
    best: tuple[int, str, str] = (0, "", "")
    labels = {field: _labels(workspace, field) for field in FIELDS}
    for field, places in labels.items():
        for name in dict.fromkeys(name for one in outlines for name in one.texts):
            met = len({plain(one.texts.get(name, "")) for one in outlines} & places.keys())
            if met > best[0]:
                best = (met, field, name)
    found, field, name = best
    if not found:
        raise ReadError(
            say("No name in “{file}” is a region or district of the data.", file=file),
            hint=say("Import the data first; a file fits when its shapes bear the names used in the sheets."),
        )
    shapes = tuple(Shape(one.texts[name], one.polygons) for one in outlines if name in one.texts)
    known = {plain(one.name) for one in shapes}
    missing = tuple(label for code, label in labels[field].items() if code not in known)
    return Named(Shapes(field, file, shapes), found, missing)


def areas(workspace: Workspace, finding: Finding) -> tuple[Area, ...]:
    """Return the shapes of the field a protected finding is told by, each with what may be shown of it.

    Shapes of one name are one area. Nothing where there are no shapes of that field.
    """
    held = next((one for one in workspace.shapes if one.field == finding.dimension), None)
    if held is None:
        return ()
    told = {one.group: one for one in finding.estimates if not one.series and may_be_drawn(one, workspace)}
    joined: dict[str, Area] = {}
    for shape in held.shapes:
        code = plain(shape.name)
        before = joined[code].polygons if code in joined else ()
        estimate = told.get(code)
        label = estimate.label if estimate else shape.name
        joined[code] = Area(label, (*before, *shape.polygons), estimate)
    return tuple(joined.values())


def _labels(workspace: Workspace, field: str) -> dict[str, str]:
    """The places of a field in all tables: label by code."""
    found: dict[str, str] = {}
    for table in workspace.tables:
        if field in table.frame.columns:
            groups = groups_in(table, field)
            found.update(zip(groups.codes, groups.labels, strict=True))
    return found
