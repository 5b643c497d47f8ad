"""Pages are filled: charts give way a little, tables are parted only for much, nothing else changes."""

from __future__ import annotations

import pytest

from advocacy.exporting.page_filling import Piece, Setting, settings

PAGE = 700.0
TEXT = Piece(10, 500, begun=30)


def _chart(high: float = 300, chart: float = 250) -> tuple[Piece, Piece]:
    """A heading and the chart that stays below it."""
    return Piece(10, 20, leads=True), Piece(10, high - 40, chart=chart)


def _scales(*pieces: Piece, begin: float = 0.0) -> list[float]:
    return [one.scale for one in settings(pieces, PAGE, begin) if one.scale < 1]


def test_what_fits_is_left_alone() -> None:
    assert settings((Piece(10, 380, begun=30), *_chart()), PAGE) == (Setting(),) * 3


def test_a_chart_that_misses_the_end_of_the_page_by_little_is_drawn_smaller() -> None:
    (scale,) = _scales(Piece(10, 420, begun=30), *_chart())
    assert 0.8 <= scale < 1
    assert 10 + 420 + 300 - 250 * (1 - scale) <= PAGE


def test_all_charts_of_a_page_give_way_alike() -> None:
    (one, other) = _scales(*_chart(360), *_chart(390))
    assert one == other
    assert 360 + 390 - 2 * 250 * (1 - one) <= PAGE


def test_a_table_stays_on_the_page_of_its_chart() -> None:
    assert len(_scales(*_chart(400), Piece(10, 320, parted=100))) == 1


def test_no_chart_is_smaller_than_can_be_read() -> None:
    assert _scales(TEXT, *_chart()) == []


def test_for_little_emptiness_nothing_gives_way() -> None:
    """A line more would fill the page; its charts stay as they are."""
    assert _scales(*_chart(660), Piece(10, 60)) == []


def test_a_table_is_parted_where_a_quarter_of_the_page_would_be_empty() -> None:
    long = Piece(10, 300, parted=100, leads=True)
    assert settings((Piece(0, 450, begun=30), long, Piece(10, 40)), PAGE)[1].is_parted
    assert not settings((Piece(0, 540, begun=30), long, Piece(10, 40)), PAGE)[1].is_parted
    assert not settings((Piece(0, 300, begun=30), long, Piece(10, 40)), PAGE)[1].is_parted


def test_a_table_is_parted_from_its_remark_rather_than_moved_away() -> None:
    """Both do not fit, the table alone does."""
    made = settings((Piece(0, 400, begun=30), Piece(10, 270, parted=100, leads=True), Piece(10, 60)), PAGE)
    assert made[1].is_parted


def test_a_chart_too_high_for_its_remark_stands_without_it() -> None:
    """Its heading and itself fit on the page, with the remark they do not: that begins the next one."""
    chart = Piece(10, 260, chart=200, parted=260, leads=True)
    pieces = (Piece(0, 380, begun=30), Piece(10, 20, leads=True), chart, Piece(10, 90))
    made = settings((*pieces, *_chart(590)), PAGE)
    assert [one.is_parted for one in made] == [False, False, True, False, False, False]
    assert made[-1].scale == 1  # 90 and 10 and 590 are not more than a page
    assert not any(one.is_parted for one in settings((Piece(0, 560, begun=30), *pieces[1:]), PAGE))


def test_what_follows_a_parted_table_stands_below_its_end() -> None:
    """450 and 300 are 50 on the next page, with the remark 100: a chart of 620 does not fit, by little."""
    parted = (Piece(0, 450, begun=30), Piece(0, 300, parted=100, leads=True), Piece(10, 40))
    made = settings((*parted, *_chart(620)), PAGE)
    assert made[1].is_parted and 0.8 <= made[-1].scale < 1


def test_below_the_end_of_a_parted_text_a_line_is_left_free() -> None:
    """Where its last line stands is not known to a point; what just fits there may not fit in truth."""
    (scale,) = _scales(Piece(0, PAGE + 390, begun=30), *_chart())
    assert 0.8 <= scale < 1
    assert _scales(Piece(0, 390, begun=30), *_chart()) == []


def test_charts_of_an_earlier_page_do_not_give_way() -> None:
    """The text goes on over the end of the page that the first chart stands on."""
    assert _scales(*_chart(), Piece(10, 900, begun=30), *_chart()) == []


@pytest.mark.parametrize("begin", [0.0, 100.0, 699.0, 900.0])
@pytest.mark.parametrize(
    "pieces", [(), (Piece(0, 0),), (Piece(10, 2000),), (Piece(10, 20, leads=True),), (*_chart(1500, 1400),)]
)
def test_awkward_pieces(pieces: tuple[Piece, ...], begin: float) -> None:
    assert len(settings(pieces, PAGE, begin)) == len(pieces)
