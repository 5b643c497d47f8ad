"""Points on a map: enough people, nobody's own pit, coarse."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from advocacy.analysis.findings import finding
from advocacy.analysis.protection.places import COARSE, places
from advocacy.workspace import Protection, Workspace
from tests.makers import cases, table, workspace

_PITS = {
    "North": [(-1.23456, 30.11111), (-1.34567, 30.22222), (-1.45678, 30.33333)],
    "South": [(-8.12345, 31.54321), (-8.23456, 31.65432)],
    "East": [(-3.51, 33.52), (-3.63, 33.41), (-3.74, 33.33), (-3.85, 33.26)],
}


def _held(sizes: dict[str, int], **register: list[object]) -> Workspace:
    region = [name for name, size in sizes.items() for _ in range(size)]
    days = [date(2024, 1, 1)] * len(region)
    sites = [(name, *pit) for name, pits in _PITS.items() for pit in pits]
    columns: dict[str, list[object]] = {
        "cooperative_id": [f"{i}" for i in range(len(sites))],
        "region": [site[0] for site in sites],
        "latitude": [site[1] for site in sites],
        "longitude": [site[2] for site in sites],
    }
    return workspace(
        cases(days, [date(2024, 3, 1)] * len(region), region=region),
        table("cooperative", {**columns, **register}),
    )


def test_a_place_needs_people_and_three_sites() -> None:
    held = _held({"North": 20, "South": 20, "East": 30})
    drawn = places(held, finding(held, "licensing.time_to_decision.by.region"))
    shown = {place.label for place in drawn}
    assert shown == {"North", "East"}  # of two sites in the south each knows the other
    for place in drawn:
        assert place.latitude == round(place.latitude, 1) and place.longitude == round(place.longitude, 1)
        assert all((place.latitude, place.longitude) != pit for pits in _PITS.values() for pit in pits)
    assert COARSE == 0.1


@pytest.mark.parametrize("protection", Protection)
def test_a_place_of_few_is_not_drawn(protection: Protection) -> None:
    held = _held({"North": 3, "South": 20, "East": 30})
    held = replace(
        held, settings=replace(held.settings, protection=protection, merge_small=False, smallest_group=6)
    )
    drawn = places(held, finding(held, "licensing.time_to_decision.by.region"))
    assert "North" not in {place.label for place in drawn}


def test_the_same_pit_entered_thrice_is_one() -> None:
    held = _held({"North": 20, "East": 30}, latitude=[-1.5] * 9, longitude=[30.5] * 9)
    assert places(held, finding(held, "licensing.time_to_decision.by.region")) == ()


@pytest.mark.parametrize("latitude", [None, 95.0, -200.0, float("nan")])
def test_impossible_coordinates_are_no_site(latitude: float | None) -> None:
    held = _held(
        {"North": 20, "East": 30}, latitude=[latitude, -1.3, -1.4, -8.0, -8.1, -3.5, -3.6, -3.7, -3.8]
    )
    drawn = places(held, finding(held, "licensing.time_to_decision.by.region"))
    assert {place.label for place in drawn} == {"East"}


def test_no_register_no_places_of_other_fields() -> None:
    held = _held({"North": 20, "East": 30})
    found = finding(held, "licensing.time_to_decision.by.region")
    assert places(replace(held, tables=held.tables[:1]), found) == ()
    assert places(held, finding(held, "licensing.time_to_decision")) == ()
    assert places(held, replace(found, dimension="gender")) == ()
