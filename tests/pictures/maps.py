"""Pictures of maps: points on the countries that come with the program, areas of the user, and no map."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from advocacy.workspace import Workspace
from advocacy.workspace.shapes import Shape, Shapes
from tests.makers import cases, table, workspace
from tests.pictures.pages import Album, whole
from tests.pictures.rest import come_to_rest, wait

Sites = Mapping[str, tuple[float, float]]  # by region the degrees north and east round which its pits lie

_GHANA: Sites = {
    "Western": (5.6, -2.3),
    "Ashanti": (6.8, -1.5),
    "Eastern": (6.4, -0.5),
    "Upper East": (10.8, -0.8),
    "Savannah": (9.1, -1.8),
}
_WORLD: Sites = {"Tarkwa": (5.3, -2.0), "Madre de Dios": (-12.6, -70.2), "Benguet": (16.4, 120.6)}
_MANY: Sites = {f"District {n}": (4.0 + n // 5, -3.0 + n % 5) for n in range(20)}


def of_maps(album: Album) -> Iterator[Path]:
    """The licensing page with each kind of map, and with the ranked dots where places are not known."""
    ghana = _held(_GHANA)
    shapes = Shapes("region", "regions.geojson", tuple(map(_square, _GHANA, _GHANA.values())))
    yield from _licensing(album, "map_points", ghana)
    yield from _licensing(album, "map_world", _held(_WORLD))
    yield from _licensing(album, "map_areas", ghana.with_shapes(shapes))
    many = tuple(map(_square, _MANY, _MANY.values()))
    yield from _licensing(
        album, "map_many_areas", _held(_MANY).with_shapes(Shapes("region", "d.geojson", many))
    )
    bare = tuple(one for one in ghana.tables if one.name != "cooperative")
    yield from _licensing(album, "map_none", replace(ghana, tables=bare))


def _licensing(album: Album, name: str, held: Workspace) -> Iterator[Path]:
    app = album.app
    app.session.new()
    wait(lambda: not app.session.workspace.sources)
    app.session.apply("picture", lambda _: held)
    app.window.show_page("licensing")
    come_to_rest(app, "licensing")
    yield from whole(album, "licensing", name)


def _held(sites: Sites) -> Workspace:
    """Twenty cases in each region, slower from one to the next, and four cooperatives round its middle."""
    regions = [name for name in sites for _ in range(20)]
    days = [date(2024, 1, 1) + timedelta(days=n % 20) for n in range(len(regions))]
    took = [40 + 25 * (n // 20) + n % 7 for n in range(len(regions))]
    decided = [
        day + timedelta(days=more) if n % 6 else None
        for n, (day, more) in enumerate(zip(days, took, strict=True))
    ]
    pits = [(name, n) for name in sites for n in range(4)]
    register = {
        "cooperative_id": [f"{n}" for n in range(len(pits))],
        "region": [name for name, _ in pits],
        "latitude": [sites[name][0] + 0.1 * (n % 2) for name, n in pits],
        "longitude": [sites[name][1] + 0.1 * (n // 2) for name, n in pits],
    }
    return workspace(cases(days, decided, region=regions), table("cooperative", register))


def _square(name: str, middle: tuple[float, float]) -> Shape:
    north, east = middle
    corners = ((-0.5, -0.5), (-0.5, 0.5), (0.5, 0.5), (0.5, -0.5), (-0.5, -0.5))
    return Shape(name, ((tuple((east + x, north + y) for x, y in corners),),))
