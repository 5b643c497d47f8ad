"""Pictures of charts: the same figure gives the same bytes, and the small fonts are the fonts."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from PySide6.QtGui import QRawFont
from PySide6.QtWidgets import QApplication

from advocacy.charts.few_letters import FOLDER, RANGES, pattern
from advocacy.charts.picture import Picture, PlotlyFigure
from advocacy.resources import RESOURCES
from ui.platform import has_web_engine

_FONTS = ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf")


def _figure(title: str) -> PlotlyFigure:
    return {
        "data": [{"type": "scatter", "x": [1, 2], "y": [2, 1]}, {"type": "bar", "x": [1, 2], "y": [2, 1]}],
        "layout": {"width": 320, "height": 200, "title": {"text": title}, "font": {"family": "Noto Sans"}},
    }


def _drawn(figures: Sequence[PlotlyFigure]) -> Sequence[Picture]:
    from ui.chart_pictures import renderer

    return renderer()(figures, lambda *_: None)


@pytest.mark.skipif(not has_web_engine(), reason="no web engine on this machine")
def test_the_same_figure_gives_the_same_bytes(qapp: QApplication) -> None:
    one, other = _figure("Days"), _figure("Шахта")
    first, second = _drawn([one, other]), _drawn([other, one, one])
    assert first[0] == second[1] == second[2]
    assert first[1] == second[0]


@pytest.mark.skipif(not has_web_engine(), reason="no web engine on this machine")
def test_two_figures_have_no_name_in_common(qapp: QApplication) -> None:
    """Else a page with both would cut one chart by the frame of the other."""
    names = [set(re.findall(r'id="([^"]+)"', one.svg)) for one in _drawn([_figure("Days"), _figure("Weeks")])]
    assert names[0] and not names[0] & names[1]


@pytest.mark.parametrize("name", _FONTS)
def test_letters_of_the_small_fonts_are_those_of_the_fonts(qapp: QApplication, name: str) -> None:
    whole, small = (QRawFont(str(folder / name), 64) for folder in (RESOURCES / "fonts", FOLDER))
    assert small.isValid() and small.ascent() == whole.ascent() and small.descent() == whole.descent()
    for first, last in RANGES:
        for letter in map(chr, range(first, last + 1)):
            if not whole.supportsCharacter(letter):
                continue
            glyphs = [font.glyphIndexesForString(letter) for font in (whole, small)]
            assert small.supportsCharacter(letter), letter
            assert whole.pathForGlyph(glyphs[0][0]) == small.pathForGlyph(glyphs[1][0]), letter
            assert whole.advancesForGlyphIndexes(glyphs[0]) == small.advancesForGlyphIndexes(glyphs[1]), (
                letter
            )


@pytest.mark.parametrize("text", ["", "Días hábiles: 1 234 – 50 % ≥ 3", "Été œuvre, ţară “x”…"])
def test_what_the_small_fonts_are_enough_for(text: str) -> None:
    assert re.match(pattern(), text)


@pytest.mark.parametrize("text", ["Шахта", "Ẹkọ́", "鉱", "x\u0301", "⛏", "a\x00"])
def test_other_letters_need_the_fonts(text: str) -> None:
    assert not re.match(pattern(), text)
