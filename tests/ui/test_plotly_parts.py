"""The shipped parts of plotly.js are those of the version in use, unchanged, and served to the pages."""

from __future__ import annotations

import hashlib
import json

import pytest

from advocacy.resources import RESOURCES
from ui.platform import has_web_engine

PARTS = RESOURCES / "web" / "plotly"


def test_each_part_is_as_it_was_taken_over() -> None:
    listed = dict(reversed(line.split("  ")) for line in (PARTS / "SHA256SUMS").read_text().splitlines())
    assert set(listed) == {path.name for path in PARTS.iterdir()} - {"README.md", "SHA256SUMS"}
    for name, digest in listed.items():
        assert hashlib.sha256((PARTS / name).read_bytes()).hexdigest() == digest, name


def test_parts_and_library_are_of_one_version() -> None:
    import importlib.resources

    library = importlib.resources.files("plotly").joinpath("package_data/plotly.min.js")
    first = library.read_text("utf-8")[:100]
    version = first.split("plotly.js v")[1].split()[0]
    assert f"plotly.js {version} " in (PARTS / "README.md").read_text("utf-8")


def test_shapes_are_one_assignment_of_plain_data() -> None:
    for path in PARTS.glob("*m.js"):
        start, _, shapes = path.read_text("utf-8").partition("=")
        assert start == f'PlotlyGeoAssets.topojson["{path.stem}"]'
        assert json.loads(shapes.rstrip(";\n"))["objects"]["countries"]


@pytest.mark.skipif(not has_web_engine(), reason="no web engine on this machine")
def test_the_parts_are_served_and_nothing_beside_them() -> None:
    from ui.web import _files

    served = {path for path in _files() if path.startswith("/plotly/")}
    assert served == {f"/plotly/{path.name}" for path in PARTS.glob("*.js")}
