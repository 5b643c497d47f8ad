"""Outlines of places from a GeoJSON file: read in a process of its own, made coarse, nothing trusted."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from advocacy.errors import ReadError
from advocacy.importing.plain_words import plain
from advocacy.progress import Progress, silent
from advocacy.wording import say

LARGEST_FILE = 50_000_000  # bytes
MOST_SHAPES = 2_000
MOST_POINTS = 8_000  # of all outlines together; more than a map on the screen can show
LONGEST_NAME = 120  # characters
_MOST_TEXTS = 60  # properties of one outline that are looked at
_LEAST_RING = 4  # points; the last is the first
_FINEST = 900  # steps from one end of all outlines to the other, at first
_COARSER = 0.8
_SECONDS, _MEGABYTES = 30, 1_500

Point = tuple[float, float]  # longitude, latitude in degrees
Ring = tuple[Point, ...]
Polygon = tuple[Ring, ...]  # the outline, then its holes


@dataclass(frozen=True)
class Outline:
    """One shape of a file. texts: what the file says of it, by the name of the property."""

    texts: Mapping[str, str]
    polygons: tuple[Polygon, ...]


def read_outlines(path: Path, progress: Progress = silent) -> tuple[Outline, ...]:
    """Return the outlines of a GeoJSON file, all on one coarse grid so that neighbours still touch.

    Raises ReadError where the file is none, is too large, or its coordinates are not degrees.
    """
    from advocacy.importing import child

    return child.run(outlines_in, path.resolve(), progress=progress, seconds=_SECONDS, megabytes=_MEGABYTES)


def outlines_in(path: Path, *, progress: Progress = silent) -> tuple[Outline, ...]:
    """Do the work of read_outlines, in this process."""
    content = _content(path)
    progress(0.4, say("Reading {name}", name=path.name))
    features = content.get("features") if isinstance(content, dict) else None
    if not isinstance(features, list):
        raise _no_shapes(path)
    if (many := len(features)) > MOST_SHAPES:
        raise ReadError(
            say("“{name}” holds {n} shapes, more than a map can take.", name=path.name, n=many),
            hint=say("Choose a file with the shapes of regions or districts only."),
        )
    found = [
        Outline(_texts(one.get("properties")), polygons)
        for one in features
        if isinstance(one, dict) and (polygons := tuple(_polygons(one.get("geometry"))))
    ]
    if not found:
        raise _no_shapes(path)
    if not all(abs(x) <= 180 and abs(y) <= 90 for x, y in _points(found)):
        raise ReadError(
            say("The coordinates of “{name}” are not degrees of longitude and latitude.", name=path.name),
            hint=say("Save the shapes as GeoJSON in WGS 84 (EPSG:4326) and choose that file."),
        )
    progress(0.7, say("Reading {name}", name=path.name))
    return _coarse(found)


def _content(path: Path) -> Any:
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise ReadError(
                say("“{name}” is larger than {n} MB.", name=path.name, n=LARGEST_FILE // 1_000_000),
                hint=say("Choose a file with simpler shapes; for a map of regions a small one is enough."),
            )
        return json.loads(path.read_bytes())
    except OSError as error:
        raise ReadError(
            say("“{name}” cannot be opened.", name=path.name),
            hint=say("Check that the file is still there and that you may read it."),
        ) from error
    except (ValueError, RecursionError) as error:
        raise _no_shapes(path) from error


def _no_shapes(path: Path) -> ReadError:
    return ReadError(
        say("“{name}” holds no shapes of places.", name=path.name),
        hint=say("Choose a GeoJSON file in which each region or district is a polygon with its name."),
    )


def _texts(properties: Any) -> dict[str, str]:
    """The short texts of a shape, in one line each; numbers and lists name no place."""
    if not isinstance(properties, dict):
        return {}
    texts = (
        (name, value) for name, value in list(properties.items())[:_MOST_TEXTS] if isinstance(value, str)
    )
    return {
        name: " ".join(value.split()) for name, value in texts if len(value) <= LONGEST_NAME and plain(value)
    }


def _polygons(geometry: Any) -> Iterator[Polygon]:
    if not isinstance(geometry, dict):
        return
    kind, coordinates = geometry.get("type"), geometry.get("coordinates")
    if kind not in ("Polygon", "MultiPolygon") or not isinstance(coordinates, list):
        return
    for rings in [coordinates] if kind == "Polygon" else coordinates:
        if isinstance(rings, list) and (polygon := tuple(filter(None, map(_ring, rings)))):
            yield polygon


def _ring(positions: Any) -> Ring | None:
    """The points of a ring; None where one of them is no pair of numbers."""
    if not isinstance(positions, list) or len(positions) < _LEAST_RING:
        return None
    points = []
    for one in positions:
        if not isinstance(one, list) or len(one) < 2:
            return None
        if not all(isinstance(c, int | float) and not isinstance(c, bool) for c in one[:2]):
            return None
        point = (float(one[0]), float(one[1]))
        if not all(map(math.isfinite, point)):
            return None
        points.append(point)
    return tuple(points)


def _points(outlines: Sequence[Outline]) -> Iterator[Point]:
    return (point for one in outlines for polygon in one.polygons for ring in polygon for point in ring)


def _coarse(outlines: Sequence[Outline]) -> tuple[Outline, ...]:
    """Put every point on one grid, as coarse as it takes; shapes too small for it keep no outline."""
    across = [point[0] for point in _points(outlines)]
    along = [point[1] for point in _points(outlines)]
    extent = max(max(across) - min(across), max(along) - min(along)) or 1.0
    steps: float = _FINEST
    while True:
        found = tuple(
            Outline(one.texts, polygons)
            for one in outlines
            if (polygons := tuple(_stepped(one.polygons, extent / steps)))
        )
        if sum(1 for _ in _points(found)) <= MOST_POINTS:
            return found
        outlines, steps = found, steps * _COARSER


def _stepped(polygons: Sequence[Polygon], step: float) -> Iterator[Polygon]:
    for polygon in polygons:
        rings = [_ring_on_grid(ring, step) for ring in polygon]
        if rings[0]:
            yield (_turned(rings[0], True), *(_turned(ring, False) for ring in rings[1:] if ring))


def _ring_on_grid(ring: Ring, step: float) -> Ring:
    """The ring with each point on the grid once, closed; empty where nothing is left inside."""
    points: list[Point] = []
    for x, y in ring:
        point = (round(round(x / step) * step, 4), round(round(y / step) * step, 4))
        if not points or point != points[-1]:
            points.append(point)
    if points[0] != points[-1]:
        points.append(points[0])
    return tuple(points) if len(points) >= _LEAST_RING and _area(points) else ()


def _turned(ring: Ring, clockwise: bool) -> Ring:
    """Outlines clockwise, holes against it: the other way round a map fills the rest of the world."""
    return ring if (_area(ring) < 0) == clockwise else ring[::-1]


def _area(ring: Sequence[Point]) -> float:
    """Twice the area in square degrees, negative where the ring runs clockwise."""
    return sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in pairwise(ring))
