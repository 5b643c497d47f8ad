"""Hostile texts in every text field of imported files and of the plan leave as plain words."""

from __future__ import annotations

from pathlib import Path

import pytest

from advocacy.brief.composed import composed
from advocacy.brief.document import Brief, Figure
from advocacy.charts.picture import Picture
from advocacy.exporting.csv_writer import write_finding
from advocacy.exporting.export import FORMATS, PACKAGE, export
from advocacy.exporting.plain_text import printable
from advocacy.exporting.share_cards import card_figures, write_cards
from tests.exporting.hostile_workspace import hostile_workspace
from tests.exporting.inert import assert_inert
from tests.exporting.written_brief import PAYLOADS, pictures_of, png, squeezed, text_of


def _hold(folder: Path, first: int) -> Brief:
    brief, found = composed(hostile_workspace(folder, first))
    pictures = pictures_of(brief)
    assert len(found) > 20 and any(isinstance(block, Figure) for block in brief.blocks)
    for suffix in (*FORMATS, PACKAGE):
        path = folder / f"brief{suffix}"
        export(brief, path, pictures=pictures)
        assert_inert(path)
    for number, finding in enumerate(found):
        write_finding(finding, folder / f"{number}.csv")
        assert_inert(folder / f"{number}.csv")
    drawn = [Picture("<svg xmlns='http://www.w3.org/2000/svg'/>", png(), 1080, 1080)] * len(
        card_figures(brief)
    )
    write_cards(brief, drawn, folder / "cards.zip")
    assert_inert(folder / "cards.zip")
    return brief


def test_what_is_hostile_in_files_and_plan_leaves_as_plain_words(tmp_path: Path) -> None:
    brief = _hold(tmp_path, 0)
    title = squeezed(brief.title)
    for suffix in FORMATS:
        text = squeezed(text_of(tmp_path / f"brief{suffix}"))
        assert title in text
        assert sum(squeezed(printable(one)) in text for one in PAYLOADS) > 30, suffix  # seen, not left out


@pytest.mark.soak
@pytest.mark.parametrize("first", range(1, len(PAYLOADS)))
def test_every_payload_takes_every_place(tmp_path: Path, first: int) -> None:
    _hold(tmp_path, first)
