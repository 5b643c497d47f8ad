"""Shapes joined to the groups of a finding: by name, and with nothing told that is hidden."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from advocacy.analysis.finding import Chart, State
from advocacy.analysis.protection.areas import areas, named
from advocacy.errors import ReadError
from advocacy.importing.shapes_file import Outline
from advocacy.importing.table import Table
from advocacy.workspace import Workspace
from tests.charts.test_draw import _one

SQUARE = (((0.0, 0.0), (0.0, 1.0), (1.0, 1.0), (0.0, 0.0)),)


def held(regions: list[str], districts: list[str] | None = None) -> Workspace:
    frame = pd.DataFrame({"region": pd.Series(regions, dtype="str")})
    if districts:
        frame["district"] = pd.Series(districts, dtype="str")
    return Workspace(tables=(Table("licensing_case", frame, frame, frame),))


def outline(**texts: str) -> Outline:
    return Outline(texts, (SQUARE,))


def test_the_name_is_the_text_that_fits_most() -> None:
    found = named(
        held(["Côte Est", "Nord", "Sud"]),
        [outline(id="nord", name="COTE  EST", iso="A"), outline(id="x", name="Nord", iso="B")],
        "r.geojson",
    )
    assert found.shapes.field == "region"
    assert [one.name for one in found.shapes.shapes] == ["COTE  EST", "Nord"]
    assert (found.found, found.missing) == (2, ("Sud",))


def test_districts_are_known_as_well() -> None:
    workspace = held(["North", "North"], ["Upper", "Lower"])
    assert named(workspace, [outline(n="Upper"), outline(n="Lower")], "d").shapes.field == "district"


@pytest.mark.parametrize("regions", [["North"], []])
def test_a_file_of_elsewhere_is_refused(regions: list[str]) -> None:
    with pytest.raises(ReadError, match="No name"):
        named(held(regions), [outline(name="Atlantis"), outline()], "r.geojson")


def test_what_is_hidden_or_small_has_only_its_outline() -> None:
    finding = replace(_one(Chart.DOTS, ["A", "B", "C", "D"]), dimension="region")
    groups = ["A", "B", "C", "D"]
    finding = replace(
        finding,
        estimates=tuple(
            replace(one, group=group.lower(), label=group, n=20, state=State.SHOWN)
            for one, group in zip(finding.estimates, groups, strict=True)
        ),
    )
    a, b, c, d = finding.estimates
    hidden = replace(b, state=State.SUPPRESSED, value=None)
    finding = replace(finding, estimates=(a, hidden, replace(c, n=2), d))
    workspace = held(groups)
    outlines = [outline(n=name) for name in [*groups, "E", "a"]]
    workspace = workspace.with_shapes(named(workspace, outlines, "r").shapes)
    found = {one.label: one for one in areas(workspace, finding)}
    assert [label for label, one in found.items() if one.estimate] == ["A", "D"]
    assert len(found["A"].polygons) == 2  # two shapes of one name
    assert areas(workspace.without_shapes(), finding) == ()
    assert areas(workspace, replace(finding, dimension="district")) == ()


def test_shapes_of_one_field_replace_each_other() -> None:
    workspace = held(["North"], ["Upper"])
    first = named(workspace, [outline(n="North")], "1").shapes
    second = named(workspace, [outline(n="Upper")], "2").shapes
    third = replace(first, file="3")
    kept = workspace.with_shapes(first).with_shapes(second).with_shapes(third)
    assert [one.file for one in kept.shapes] == ["2", "3"]
