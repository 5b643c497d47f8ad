"""Points on a map: places with enough people in them, drawn too coarsely to find a pit."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from advocacy.analysis.finding import Estimate, Finding, State
from advocacy.analysis.groups import groups_in
from advocacy.workspace import Workspace

PLACES = ("district", "region")  # fields that name a place
COARSE = 0.1  # degrees, some 11 km north to south: the step of every coordinate that leaves the program
LEAST_SITES = 3  # cooperatives whose middle a point is; of two each knows where the other one is
_REGISTER = "cooperative"


@dataclass(frozen=True)
class Place:
    """One group of a finding as a point. latitude, longitude: degrees, multiples of COARSE."""

    group: str
    label: str
    latitude: float
    longitude: float
    estimate: Estimate


def places(workspace: Workspace, finding: Finding) -> tuple[Place, ...]:
    """Return the groups of a protected finding that may be drawn on a map, in their order.

    A place is drawn where its estimate is shown and rests on the smallest group at least. Its point is the
    middle of the cooperatives registered there, of three at least, so that it is nobody's own; it is then put
    on a grid. What has no such point stands in the table only.
    """
    register = workspace.table(_REGISTER)
    if register is None or finding.dimension not in PLACES:
        return ()
    if not {finding.dimension, "latitude", "longitude"} <= set(register.frame.columns):
        return ()
    groups = groups_in(register, finding.dimension)
    latitude = register.frame["latitude"].to_numpy(dtype=np.float64, na_value=np.nan)
    longitude = register.frame["longitude"].to_numpy(dtype=np.float64, na_value=np.nan)
    sound = (np.abs(latitude) <= 90) & (np.abs(longitude) <= 180)  # what is not known is neither
    found = []
    for one in finding.estimates:
        if one.series or one.group not in groups.codes or not may_be_drawn(one, workspace):
            continue
        here = groups.rows(groups.codes.index(one.group)) & sound
        sites = np.unique(np.stack([latitude[here], longitude[here]]), axis=1)  # one pit entered twice is one
        if sites.shape[1] >= LEAST_SITES:
            north, east = sites.mean(axis=1)
            found.append(Place(one.group, one.label, _coarse(north), _coarse(east), one))
    return tuple(found)


def may_be_drawn(one: Estimate, workspace: Workspace) -> bool:
    """Whether a place may stand on a map: its estimate is shown and rests on the smallest group at least."""
    return bool(one.group) and one.state is State.SHOWN and one.n >= workspace.settings.smallest_group


def _coarse(degrees: float) -> float:
    return round(round(float(degrees) / COARSE) * COARSE, 1)
