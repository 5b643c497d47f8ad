"""The exported web page in a real engine: nothing reaches out, all is seen, on each screen and on paper."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path
from unicodedata import normalize

import pypdf
import pytest
from pytestqt.qtbot import QtBot

from advocacy.brief.composed import composed
from advocacy.brief.document import Brief, DataTable, Figure
from advocacy.exporting.html_writer import page
from advocacy.resources import RESOURCES
from advocacy.sample import open_sample
from advocacy.workspace import Workspace
from tests.exporting.hostile_workspace import hostile_workspace
from tests.exporting.written_brief import squeezed
from ui.platform import has_web_engine

if not has_web_engine():
    pytest.skip("no web engine on this machine", allow_module_level=True)

from tests.exporting.read_page import Opened, ReadPage
from ui.chart_pictures import renderer

PHONE, SMALL_LAPTOP = (360, 640), (1366, 768)
_TURN_DARK = """(() => {
const sheet = document.styleSheets[0];
for (const rule of [...sheet.cssRules]) if (rule.media?.mediaText.includes("prefers-color-scheme: dark"))
  for (const inner of rule.cssRules)
    sheet.insertRule(`@media screen { ${inner.cssText} }`, sheet.cssRules.length);
return getComputedStyle(document.body).backgroundColor;
})()"""
_CONTRASTS = """(() => {
const colour = (text) => (text.match(/[\\d.]+/g) ?? [0, 0, 0, 0]).map(Number);
const light = ([r, g, b]) => [r, g, b].map((c) => c / 255)
  .map((c) => (c <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4))
  .reduce((sum, c, i) => sum + c * [.2126, .7152, .0722][i], 0);
const ground = (one) => {
  for (; one; one = one.parentElement) {
    const found = colour(getComputedStyle(one).backgroundColor);
    if (found.length === 3 || found[3] > 0) return found;
  }
  return [255, 255, 255];
};
const found = new Map();
for (const one of document.querySelectorAll("body *")) {
  if (one.closest(".live, script, style")) continue;
  if (![...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim())) continue;
  const style = getComputedStyle(one);
  const [a, b] = [light(colour(style.color)), light(ground(one))].sort((x, y) => y - x);
  const name = `${one.tagName}.${one.className} ${style.color}`;
  found.set(name, Math.min(found.get(name) ?? 99, (a + .05) / (b + .05)));
}
return Object.fromEntries(found);
})()
"""
_OUTSIDE = """[...document.querySelectorAll("[data-chart]")].flatMap((box) => {
  const { left, right } = box.getBoundingClientRect();
  return [...box.querySelectorAll(".live text")].filter((text) => {
    const place = text.getBoundingClientRect();
    return place.width && (place.left < left - 2 || place.right > right + 2);
  }).map((text) => `${box.dataset.chart}: ${text.textContent}`);
})
"""


def _exported(held: Workspace, path: Path) -> tuple[Brief, Path]:
    brief, _ = composed(held)
    figures = [block for block in brief.blocks if isinstance(block, Figure)]
    drawn = renderer()([block.figure for block in figures], lambda share, doing="", /: None)  # type: ignore[misc]
    pictures = {block.finding.code: one for block, one in zip(figures, drawn, strict=True)}
    path.write_text(page(brief, pictures), "utf-8", newline="\n")
    return brief, path


@pytest.fixture(scope="module")
def sample(qapp: object, tmp_path_factory: pytest.TempPathFactory) -> tuple[Brief, Path]:
    """The brief of the example data, and its page."""
    return _exported(open_sample(), tmp_path_factory.mktemp("sample") / "brief.html")


@pytest.fixture(scope="module")
def hostile(qapp: object, tmp_path_factory: pytest.TempPathFactory) -> tuple[Brief, Path]:
    """A brief with a hostile text in every place, and its page."""
    folder = tmp_path_factory.mktemp("hostile")
    return _exported(hostile_workspace(folder), folder / "brief.html")


@pytest.fixture
def opened(qtbot: QtBot) -> Iterator[Opened]:
    """Open a page; it is let go at the end."""
    pages: list[ReadPage] = []

    def open_page(path: Path, *size: int, scripts: bool = True) -> ReadPage:
        pages.append(ReadPage(qtbot, path, *(size or SMALL_LAPTOP), scripts=scripts))
        return pages[-1]

    yield open_page
    for one in pages:
        one.close()


def _figures(brief: Brief) -> int:
    return sum(isinstance(block, Figure) for block in brief.blocks)


@pytest.mark.parametrize(
    ("which", "size", "most"),
    [("sample", SMALL_LAPTOP, 12), ("sample", PHONE, 99), ("hostile", PHONE, 99)],
    ids=["laptop", "phone", "hostile"],
)
def test_charts_are_drawn_whole_and_nothing_is_asked_for(
    request: pytest.FixtureRequest, opened: Opened, which: str, size: tuple[int, int], most: int
) -> None:
    brief, path = request.getfixturevalue(which)
    read = opened(path, *size)
    drawn = read.draw(most)
    assert drawn <= read.run("document.querySelectorAll('.live:has(.main-svg)').length")
    assert read.run("document.querySelectorAll('.chart > img').length") == _figures(brief) >= drawn > 5
    assert read.run(_OUTSIDE) == []
    assert read.run("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert read.requests == [path.as_uri()]
    assert read.complaints == [] and read.dialogs == []


@pytest.mark.parametrize("which", ["sample", "hostile"])
def test_without_scripts_every_chart_is_a_picture(
    request: pytest.FixtureRequest, opened: Opened, which: str
) -> None:
    brief, path = request.getfixturevalue(which)
    read = opened(path, scripts=False)
    assert read.run("document.querySelectorAll('.live').length") == 0
    seen = read.run("""[...document.querySelectorAll('.chart > img')].filter((one) =>
        one.complete && one.naturalWidth > 100 && one.width > 300
        && getComputedStyle(one).opacity === '1').length""")
    assert seen == _figures(brief)
    assert read.requests == [path.as_uri()] and read.complaints == []


def test_a_number_that_is_clicked_shows_its_claim(opened: Opened, sample: tuple[Brief, Path]) -> None:
    _, path = sample
    read = opened(path)
    links = read.run("document.querySelectorAll('main a[href^=\"#n\"]').length")
    for place in range(0, links, max(1, links // 25)):
        clicked, printed, seen, covered = read.run(f"""(() => {{
            const link = document.querySelectorAll('main a[href^="#n"]')[{place}];
            link.click();
            const entry = document.querySelector('li:target');
            const {{ top, bottom }} = entry.getBoundingClientRect();
            return [link.textContent, entry.querySelector('b').textContent, top >= 0 && bottom <= innerHeight,
                    [...entry.parentElement.children].filter((one) => one.offsetHeight).length] }})()""")
        assert clicked in printed and seen and covered == 1, clicked
    read.run("document.querySelector('li:target a').click()")
    assert read.run("document.querySelector('main a:target').getBoundingClientRect().top") < SMALL_LAPTOP[1]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_every_text_can_be_read(opened: Opened, sample: tuple[Brief, Path], dark: bool) -> None:
    _, path = sample
    read = opened(path)
    if dark:
        assert read.run(_TURN_DARK) == "rgb(27, 31, 34)"
    contrasts = read.run(_CONTRASTS)
    assert len(contrasts) > 10
    assert {name: told for name, told in contrasts.items() if told < 4.5} == {}


def test_on_paper_charts_stand_with_their_words_and_no_row_is_lost(
    opened: Opened, sample: tuple[Brief, Path]
) -> None:
    brief, path = sample
    paper = pypdf.PdfReader(io.BytesIO(opened(path).printed()))
    sheets = [_letters(sheet.extract_text()) for sheet in paper.pages]
    number = 0
    for block in brief.blocks:
        if isinstance(block, Figure):
            number += 1
            (at,) = [sheet for sheet in sheets if f"Figure{number}.{_letters(block.caption)}" in sheet]
            assert _letters(block.source) in at, block.caption
        elif isinstance(block, DataTable):
            for row in block.rows:
                assert any(_letters("".join(row)) in sheet for sheet in sheets), (block.caption, row)
    assert len(re.findall("Everynumber", "".join(sheets))) == 0  # the list of numbers is for the screen


def _letters(text: str) -> str:
    """Without ligatures and spaces, which paper has elsewhere."""
    return squeezed(normalize("NFKC", text))


def test_charts_in_the_dark_look_are_told_from_their_ground() -> None:
    """The dark look turns the pictures for paper about: texts stay at 4.5 to 1, marks at 3 to 1."""
    from advocacy.charts.theme import LIGHT

    style = (RESOURCES / "briefs" / "brief.css").read_text("utf-8")
    (turned,) = re.findall(r"filter: invert\(([\d.]+)\) hue-rotate\(180deg\)", style)
    ground = _turned(LIGHT.background, float(turned))
    for text in (LIGHT.text, LIGHT.muted, LIGHT.reference):
        assert _contrast(_turned(text, float(turned)), ground) >= 4.5, text
    for mark in (LIGHT.accent, LIGHT.bar, *LIGHT.palette):
        assert _contrast(_turned(mark, float(turned)), ground) >= 3, mark


_HALF_TURN = (
    (-0.574, 1.430, 0.144),
    (0.426, 0.430, 0.144),
    (0.426, 1.430, -0.856),
)  # of the hue, by the standard


def _turned(colour: str, share: float) -> tuple[float, ...]:
    inverted = [int(colour[i : i + 2], 16) / 255 * (1 - 2 * share) + share for i in (1, 3, 5)]
    sums = (sum(part * one for part, one in zip(row, inverted, strict=True)) for row in _HALF_TURN)
    return tuple(min(1.0, max(0.0, one)) for one in sums)


def _contrast(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    bright, dim = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def _luminance(colour: tuple[float, ...]) -> float:
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
