"""The look: every pair of text and background that occurs can be read, also by the colour-blind."""

from __future__ import annotations

import re
from dataclasses import asdict
from itertools import combinations, pairwise, product
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QApplication, QLayout, QWidget

from advocacy.charts.diverging import _colours as _colours_of_steps
from advocacy.charts.group_colours import group_colours
from advocacy.charts.theme import DARK, LIGHT, PRINT
from ui import appearance
from ui.widgets.chart_view import _colours

ROOT = Path(__file__).resolve().parents[2]
SHEET = (ROOT / "resources" / "styles" / "window.qss").read_text("utf-8")
GROUNDS = ("window", "surface", "raised")  # what a text without a ground of its own may stand on
LEAST, LEAST_OF_A_LINE = 4.5, 3.0
LOOKS = ("light", "dark")

# Machado, Oliveira and Fernandes 2009, full severity, on linear RGB.
BLINDNESS = {
    "protan": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deutan": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritan": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}


def linear(colour: str) -> tuple[float, ...]:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    return tuple(p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)


def luminance(colour: str) -> float:
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def lab(rgb: tuple[float, ...]) -> tuple[float, float, float]:
    red, green, blue = (min(1.0, max(0.0, part)) for part in rgb)
    xyz = (
        (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047,
        0.2126 * red + 0.7152 * green + 0.0722 * blue,
        (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883,
    )
    x, y, z = (v ** (1 / 3) if v > 0.008856 else 7.787 * v + 16 / 116 for v in xyz)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def apart(one: str, other: str, kind: str) -> float:
    """How far two colours are apart (CIE 1976) for somebody with this kind of colour-blindness."""
    seen = []
    for colour in (one, other):
        rgb = linear(colour)
        seen.append(lab(tuple(sum(a * b for a, b in zip(row, rgb, strict=True)) for row in BLINDNESS[kind])))
    return sum((a - b) ** 2 for a, b in zip(*seen, strict=True)) ** 0.5


def rules() -> list[tuple[str, dict[str, str]]]:
    """Every rule of the sheet: its selector and what it sets."""
    found = []
    for selector, body in re.findall(r"([^{}]+)\{([^}]*)\}", SHEET):
        settings = {
            name.strip(): value.strip()
            for name, _, value in (line.partition(":") for line in body.split(";"))
            if value
        }
        found.append((selector.strip(), settings))
    return found


def pairs() -> set[tuple[str, str, str]]:
    """Selector, text and ground of every pair that the sheet makes."""
    found = set()
    for selector, settings in rules():
        own = re.match(r"\$(\w+)", settings.get("background", ""))
        for name in ("color", "selection-color", "placeholder-text-color"):
            if match := re.match(r"\$(\w+)", settings.get(name, "")):
                ground = "selection-background-color" if name == "selection-color" else "background"
                beside = re.match(r"\$(\w+)", settings.get(ground, ""))
                on = (beside[1],) if beside else GROUNDS
                found |= {(selector, match[1], one) for one in on}
        if own and "color" not in settings:
            found.add((selector, "text", own[1]))
    return {one for one in found if "chunk" not in one[0] and "indicator" not in one[0]} - _LINES


# Grounds that are lines or handles and carry no text.
_LINES = {
    (selector, "text", ground)
    for selector, ground in product(
        ("QScrollBar::handle", "QScrollBar::handle:hover", "QMenu::separator"), ("edge", "muted", "line")
    )
}


def test_the_sheet_names_known_colours_only() -> None:
    known = {*asdict(appearance.tokens("light")), "icons", "check"}
    assert set(re.findall(r"\$(\w+)", SHEET)) <= known
    assert not re.search(r"#[0-9A-Fa-f]{6}\b", SHEET), "colours come from the tokens"


def test_the_pairs_are_found() -> None:
    found = pairs()
    assert ("QPushButton#primary", "on_accent", "accent") in found
    assert any(text == "muted" and ground == "raised" for _, text, ground in found)
    assert len(found) > 40


@pytest.mark.parametrize("look", LOOKS)
def test_every_pair_of_text_and_ground_can_be_read(look: str) -> None:
    colours = asdict(appearance.tokens(look))
    weak = [
        (selector, text, ground, round(contrast(colours[text], colours[ground]), 2))
        for selector, text, ground in sorted(pairs())
        if contrast(colours[text], colours[ground]) < LEAST
    ]
    assert not weak


@pytest.mark.parametrize("look", LOOKS)
def test_signs_and_edges_are_seen(look: str) -> None:
    """What is no text but must be seen: edges of fields, signs of messages, curves, selections."""
    chosen = appearance.tokens(look)
    for colour in (chosen.edge, chosen.accent, chosen.warning, chosen.error, chosen.muted):
        for ground in (chosen.window, chosen.surface, chosen.raised):
            assert contrast(colour, ground) >= LEAST_OF_A_LINE - 0.3 * (colour == chosen.edge)


@pytest.mark.parametrize("kind", BLINDNESS)
@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_colours_of_charts_stay_apart_for_the_colour_blind(theme: Any, kind: str) -> None:
    for one, other in combinations(theme.palette, 2):
        assert apart(one, other, kind) > 10, (one, other)


@pytest.mark.parametrize("kind", BLINDNESS)
@pytest.mark.parametrize("look", LOOKS)
def test_the_accent_is_told_from_trouble(look: str, kind: str) -> None:
    chosen = appearance.tokens(look)
    for trouble in (chosen.warning, chosen.error):
        assert apart(chosen.accent, trouble, kind) > 20


def test_kinds_of_messages_have_signs_of_their_own() -> None:
    """A colour alone is not seen by everybody."""
    drawings = [(ROOT / "resources" / "icons" / f"{kind}.svg").read_text("utf-8") for kind in _kinds()]
    assert len(set(drawings)) == len(drawings) == 3


def _kinds() -> list[str]:
    from ui.messages import Kind

    return [kind.value for kind in Kind]


@pytest.mark.parametrize("weight", [QFont.Weight.Normal, QFont.Weight.Bold])
def test_digits_are_of_one_width(qapp: QApplication, weight: QFont.Weight) -> None:
    appearance.dress(qapp, "light")
    font = QFont("Noto Sans", 18)
    font.setWeight(weight)
    metrics = QFontMetrics(font)
    assert len({metrics.horizontalAdvance(digit) for digit in "0123456789"}) == 1


def test_the_frame_and_home_stand_on_the_grid(app: Any) -> None:
    """Eight pixels, halves allowed, for what the layouts say themselves."""
    home = app.window.page("home")
    off = []
    for owner in (home, app.window.rail, app.window.filters, app.window.status, app.window.message_bar):
        for part in (owner, *owner.findChildren(QWidget)):
            layout = part.layout()
            if isinstance(layout, QLayout) and type(part).__module__.startswith(("ui.", "PySide6.")):
                margins = layout.contentsMargins()
                sides = (margins.left(), margins.top(), margins.right(), margins.bottom())
                if any(side % 4 for side in sides):
                    off.append((type(part).__name__, part.objectName(), sides))
    assert not [one for one in off if not one[0].startswith(("QTable", "QHeader", "QScroll", "QStacked"))]


PAGE_SHEETS = [ROOT / "resources" / "web" / name for name in ("charts.css", "preview.css")]


@pytest.mark.parametrize("look", LOOKS)
def test_pages_of_charts_can_be_read(look: str) -> None:
    """Their colours are those of the window; texts stand on cards, headings of tables and pressed buttons."""
    colours = _colours(appearance.tokens(look))
    sheet = PAGE_SHEETS[0].read_text("utf-8")
    assert set(re.findall(r"var\(--(\w+)", sheet)) - {"across"} <= set(colours)
    for text, ground in product(("text", "muted", "accent"), ("background", "surface", "raised", "chosen")):
        assert contrast(colours[text], colours[ground]) >= LEAST, (text, ground)
    assert contrast(colours["edge"], colours["background"]) >= LEAST_OF_A_LINE - 0.3  # the scroll bar


def test_colours_before_the_first_content_are_those_of_the_light_look() -> None:
    """A page that has another background until its content comes would flash."""
    before = dict(re.findall(r"--(\w+): (#[0-9a-f]{3,6})", PAGE_SHEETS[0].read_text("utf-8")))
    light = {name: colour.lower() for name, colour in _colours(appearance.tokens("light")).items()}
    assert {name: light[name] for name in before} == {
        name: "#" + "".join(2 * c for c in colour[1:]) if len(colour) == 4 else colour
        for name, colour in before.items()
    }


def test_what_cannot_be_pressed_can_still_be_read() -> None:
    """Disabled texts need no contrast by the rules; here they have it, as they say what is possible."""
    disabled = {text for selector, text, _ in pairs() if ":disabled" in selector}
    assert disabled == {"muted"}


@pytest.mark.parametrize("kind", BLINDNESS)
@pytest.mark.parametrize("theme", [LIGHT, DARK, PRINT], ids=lambda theme: theme.name)
def test_neighbours_in_charts_stay_apart_for_the_colour_blind(theme: Any, kind: str) -> None:
    for steps in range(2, 8):
        for one, other in pairwise(_colours_of_steps(steps, theme)):
            assert apart(one, other, kind) > 6, (steps, one, other)
    outcomes = group_colours(theme, ["pending", "granted", "refused", "withdrawn", "lapsed", "unknown"])
    assert len(set(outcomes)) == len(outcomes)
    for line in (theme.reference, theme.text):  # a limit and an interval cross bars and curves
        for under in (theme.bar, theme.accent, theme.background):
            assert apart(line, under, kind) > 15, (line, under)


@pytest.mark.parametrize("theme", [LIGHT, DARK, PRINT], ids=lambda theme: theme.name)
def test_marks_of_charts_are_seen(theme: Any) -> None:
    for mark in (theme.accent, theme.bar, theme.reference):
        assert contrast(mark, theme.background) >= LEAST_OF_A_LINE
    for text in (theme.text, theme.muted, theme.reference):
        assert contrast(text, theme.background) >= LEAST
