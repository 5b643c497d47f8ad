"""Shapes from a file: coarse, the right way round, and nothing that a file may hold does harm."""

from __future__ import annotations

import json
import math
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from advocacy.errors import ReadError
from advocacy.importing import shapes_file
from advocacy.importing.shapes_file import MOST_POINTS, outlines_in, read_outlines

SQUARE = [[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]


def feature(rings: Any, kind: str = "Polygon", **texts: Any) -> dict[str, Any]:
    return {"type": "Feature", "properties": texts, "geometry": {"type": kind, "coordinates": rings}}


def file_of(folder: Path, *features: Any) -> Path:
    path = folder / "Régions du pays.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    return path


def _area(ring: Any) -> float:
    return sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in pairwise(ring))


def test_shapes_come_back_with_their_texts(tmp_path: Path) -> None:
    path = file_of(
        tmp_path, feature([SQUARE], name=" North \n West ", code=7), feature([[SQUARE]], "MultiPolygon")
    )
    first, other = read_outlines(path)
    assert first.texts == {"name": "North West"}
    assert other.texts == {}
    assert set(first.polygons[0][0]) == {(0, 0), (1, 0), (1, 1), (0, 1)}


@pytest.mark.parametrize("ring", [SQUARE, SQUARE[::-1]])
def test_outlines_run_clockwise_and_holes_against_it(tmp_path: Path, ring: Any) -> None:
    hole = [[x / 2 + 0.25, y / 2 + 0.25] for x, y in SQUARE]
    (one,) = outlines_in(file_of(tmp_path, feature([ring, hole], name="A")))
    outline, inside = one.polygons[0]
    assert _area(outline) < 0 < _area(inside)


def test_many_points_become_few_and_neighbours_still_touch(tmp_path: Path) -> None:
    border = [[0.5 + 0.01 * math.sin(i / 7), i / 20_000] for i in range(20_001)]
    left = [[0, 0], *border, [0, 1], [0, 0]]
    right = [[1, 0], *border, [1, 1], [1, 0]]
    one, other = outlines_in(file_of(tmp_path, feature([left], name="L"), feature([right], name="R")))
    outside = set(one.polygons[0][0]) ^ set(other.polygons[0][0])
    assert len(one.polygons[0][0]) + len(other.polygons[0][0]) <= MOST_POINTS
    assert len(outside) == 4  # the corners; all of the border is in both


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00\x01",
        b"[]",
        b"null",
        b'{"features": {}}',
        b'{"features": []}',
        b'{"features": [1, null, "x", []]}',
        b'{"features": [{"geometry": {"type": "Point", "coordinates": [1, 2]}}]}',
        b'{"features": [{"geometry": {"type": "Polygon", "coordinates": [[[1,2],[NaN,3],[4,5],[1,2]]]}}]}',
        b'{"features": [{"geometry": {"type": "Polygon", "coordinates": [[["1",2],[3,3],[4,5],[1,2]]]}}]}',
        b'{"features": [{"geometry": {"type": "Polygon", "coordinates": [[true, false]]}}]}',
        b'{"features": [{"geometry": {"type": ["Polygon"], "coordinates": 1}}]}',
        b"[" * 200_000,
    ],
)
def test_what_is_no_shape_is_refused_in_plain_words(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "shapes.json"
    path.write_bytes(content)
    with pytest.raises(ReadError, match="holds no shapes"):
        read_outlines(path)


def test_other_coordinates_than_degrees_are_refused(tmp_path: Path) -> None:
    metres = [[x * 500_000, y * 500_000] for x, y in SQUARE]
    with pytest.raises(ReadError, match="not degrees"):
        outlines_in(file_of(tmp_path, feature([metres], name="A")))


def test_too_many_shapes_or_bytes_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = file_of(tmp_path, *[feature([SQUARE], name=str(i)) for i in range(2_001)])
    with pytest.raises(ReadError, match="2001 shapes"):
        outlines_in(path)
    monkeypatch.setattr(shapes_file, "LARGEST_FILE", 100)
    with pytest.raises(ReadError, match="larger than"):
        outlines_in(path)


def test_a_file_that_is_gone_is_told(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="cannot be opened"):
        outlines_in(tmp_path / "gone.geojson")


def test_a_name_that_is_no_name_is_left_out(tmp_path: Path) -> None:
    (one,) = outlines_in(file_of(tmp_path, feature([SQUARE], a="x" * 500, b="…", c=["A"], d=None, e="Ok")))
    assert one.texts == {"e": "Ok"}
