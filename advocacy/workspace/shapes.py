"""Shapes of places the user supplied, to draw maps of regions or districts with."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from advocacy.importing.shapes_file import MOST_POINTS, MOST_SHAPES, Polygon

FIELDS = ("region", "district")  # that may have shapes


@dataclass(frozen=True)
class Shape:
    """The outline of one place; polygons are in degrees of longitude and latitude."""

    name: str
    polygons: tuple[Polygon, ...]


@dataclass(frozen=True)
class Shapes:
    """The shapes of the places of one field. file: name of the file they came from."""

    field: str
    file: str
    shapes: tuple[Shape, ...]


def written(held: Sequence[Shapes]) -> list[dict[str, Any]]:
    """Return the shapes as plain values."""
    return [
        {"field": one.field, "file": one.file, "shapes": [[s.name, s.polygons] for s in one.shapes]}
        for one in held
    ]


def read(state: Any) -> tuple[Shapes, ...]:
    """Return the shapes of plain values. Raises ValueError or TypeError where they are none."""
    found = tuple(
        Shapes(str(one["field"]), str(one["file"]), tuple(_shape(*pair) for pair in one["shapes"]))
        for one in state
    )
    points = sum(len(ring) for one in found for s in one.shapes for polygon in s.polygons for ring in polygon)
    many = sum(len(one.shapes) for one in found)
    if points > MOST_POINTS * len(FIELDS) or many > MOST_SHAPES * len(FIELDS):
        raise ValueError("too many shapes")
    return found


def _shape(name: Any, polygons: Any) -> Shape:
    return Shape(
        str(name), tuple(tuple(tuple(_point(*pair) for pair in ring) for ring in rings) for rings in polygons)
    )


def _point(x: float, y: float) -> tuple[float, float]:
    point = (float(x), float(y))
    if not all(map(math.isfinite, point)) or abs(point[0]) > 180 or abs(point[1]) > 90:
        raise ValueError("no place on Earth")
    return point
