"""Cards and titled pictures: the finding, its base and its source are on them, whatever the data hold."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree

import pytest

from advocacy.charts import letters
from advocacy.exporting.chart_frame import titled
from advocacy.exporting.share_card import SIDE, share_card
from tests.exporting.test_csv_writer import finding

PAYLOADS = [
    "<script>alert(1)</script>",
    '"/><image href="http://127.0.0.1:9/x"/>',
    "a & b",
    "x" * 4000,
    "\x00\u202e",
]


def texts(frame: dict[str, object]) -> str:
    """What can be read on the picture, its lines joined."""
    root = ElementTree.fromstring(f"{frame['before']}{frame['after']}")
    assert {element.tag.split("}")[1] for element in root.iter()} <= {"svg", "rect", "g", "text"}
    return " ".join(element.text or "" for element in root.iter())


@pytest.mark.parametrize("made", [share_card, titled])
def test_finding_base_and_source_are_on_it(made: object) -> None:
    one = finding("A", "B", headline="Half wait longer", sources=("a.xlsx",), example=True)
    figure = made(one)  # type: ignore[operator]
    said = texts(figure["frame"])
    for part in ("Half wait longer", "Base: all", "Source: 1 file of the members", "EXAMPLE DATA"):
        assert part in said


@pytest.mark.parametrize("made", [share_card, titled])
@pytest.mark.parametrize("payload", PAYLOADS)
def test_texts_of_data_stay_texts(made: object, payload: str) -> None:
    one = finding(payload, headline=payload, base=payload, sources=(payload,), filters=(payload,))
    frame = made(one)["frame"]  # type: ignore[operator]
    texts(frame)
    assert "<script" not in str(frame) and "<image" not in str(frame)


def test_the_label_of_a_limit_near_the_edge_is_moved_into_the_picture() -> None:
    near, far = (
        replace(
            finding("A long name of an office, of two lines", "B"), reference=at, reference_label="limit " * 6
        )
        for at in (0.5, 0.0)
    )
    (moved,), (kept,) = (share_card(one)["layout"]["annotations"] for one in (near, far))
    assert moved["xshift"] < 0
    assert "xshift" not in kept or kept["xshift"] > moved["xshift"]


def test_a_card_is_a_square_that_shows_few_groups_and_says_so() -> None:
    figure = share_card(finding(*(f"Group {i}" for i in range(12)), headline="H " * 300))
    frame = figure["frame"]
    assert (frame["width"], frame["height"], frame["scale"]) == (SIDE, SIDE, 1)
    assert len(figure["data"][0]["customdata"]) == 7
    assert "5 more groups are not on this card." in texts(frame)
    sizes = [
        float(e.get("font-size", 99))
        for e in ElementTree.fromstring(f"{frame['before']}{frame['after']}").iter()
    ]
    assert min(sizes) >= 26


def test_a_long_headline_leaves_room_for_the_chart() -> None:
    one = replace(finding("A"), headline="word " * 400, filters=tuple("filter " * 9 for _ in range(9)))
    place = share_card(one)["frame"]["before"]  # type: ignore[index]
    assert "scale(0." not in str(place) or float(str(place).split("scale(")[1].split(")")[0]) > 0.4


def test_lines_fit_and_are_cut_where_it_shows() -> None:
    made = letters.lines("Half of the applications wait 204 days " * 5, 20, 300, 3, bold=True)
    assert len(made) == 3 and made[-1].endswith("…")
    assert all(letters.width(line, 20, bold=True) <= 300 for line in made)
    assert letters.lines("", 20, 300) == ()
    assert "".join(letters.lines("x" * 200, 20, 300)) == "x" * 200
    assert letters.width("é", 10) == letters.width("e", 10)
