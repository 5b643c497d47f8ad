"""The map of a finding: areas where the user has supplied their shapes, else points, else none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from advocacy.analysis.finding import Finding
from advocacy.analysis.protection.areas import Area, areas
from advocacy.analysis.protection.places import Place, places
from advocacy.charts import map_areas, map_points
from advocacy.charts.frame import Figure
from advocacy.charts.theme import Theme
from advocacy.workspace import Workspace


@dataclass(frozen=True)
class Where:
    """Where the groups of a finding are."""

    areas: Sequence[Area] = ()
    places: Sequence[Place] = ()


def where(workspace: Workspace, finding: Finding) -> Where:
    """Return what the workspace knows of the places of a protected finding."""
    return Where(areas(workspace, finding), places(workspace, finding))


def map_of(finding: Finding, known: Where, theme: Theme, selected: frozenset[str]) -> Figure | None:
    """Return the map as a figure; None where a ranked chart says it better."""
    if sum(area.estimate is not None for area in known.areas) >= map_areas.LEAST:
        return map_areas.map_areas(finding, known.areas, theme, selected)
    if len(known.places) >= map_points.LEAST:
        return map_points.map_points(finding, known.places, theme, selected)
    return None
