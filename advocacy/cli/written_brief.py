"""The brief of a workspace in every format, its charts and cards drawn."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, cast

from advocacy.cli.brief_account import tell_checks, tell_differences
from advocacy.cli.command import MakeRenderer
from advocacy.cli.terminal import tell_end, terminal_progress
from advocacy.errors import AdvocacyError
from advocacy.progress import Progress, part
from advocacy.wording import say

if TYPE_CHECKING:
    from advocacy.analysis.finding import Finding
    from advocacy.brief.document import Brief
    from advocacy.charts.picture import Picture
    from advocacy.workspace import Workspace


def write_brief(
    workspace: Workspace,
    out: Path,
    make_renderer: MakeRenderer,
    *,
    with_package: bool = False,
    with_cards: bool = False,
) -> tuple[Brief, tuple[Finding, ...]]:
    """Write the brief into a folder, say what was written and what is weak; return it with its findings."""
    from advocacy.brief.composed import composed
    from advocacy.exporting.export import FORMATS, PACKAGE, export
    from advocacy.exporting.too_large import too_large

    formats = (*FORMATS, PACKAGE) if with_package else FORMATS
    progress = terminal_progress(0.5, 1.0)
    brief, found = composed(workspace, part(progress, 0.0, 0.2))
    if not found:
        raise AdvocacyError(
            say("Nothing in these files can be counted yet."),
            hint=say("Check on the Import page how the columns were understood."),
        )
    brief = replace(brief, written_on=date.today())
    tell_differences(workspace, brief)
    pictures = _pictures(brief, make_renderer, part(progress, 0.2, 0.7))
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise AdvocacyError(
            say("The folder {path} cannot be made.", path=out), hint=say("Choose another folder with --out.")
        ) from error
    step = 0.3 / len(formats)
    for number, suffix in enumerate(formats):
        path, start = out / f"brief{suffix}", 0.7 + number * step
        export(brief, path, pictures=pictures, progress=part(progress, start, start + step))
    progress(1.0)
    tell_end(say("Written to {path}:", path=out.resolve()))
    for suffix in formats:
        print(f"  brief{suffix}")
    for sentence in too_large([out / f"brief{suffix}" for suffix in formats], brief.venue):
        print(sentence)
    if with_package:
        from advocacy.exporting.package.signing_key import own_fingerprint

        print(say("The package is signed with your key: {fingerprint}", fingerprint=own_fingerprint()))
    if with_cards:
        _write_cards(brief, out / "brief cards.zip", make_renderer)
    tell_checks(workspace, brief, found)
    return brief, found


def _pictures(brief: Brief, make_renderer: MakeRenderer, progress: Progress) -> Mapping[str, Picture]:
    """Draw the charts of the brief; none, with a word, where this machine cannot draw them."""
    from advocacy.brief.document import Figure
    from advocacy.charts.picture import PlotlyFigure

    figures = [block for block in brief.blocks if isinstance(block, Figure)]
    render = make_renderer() if figures else None
    if render is None:
        if figures:
            print(
                say("Charts cannot be drawn on this machine; the brief shows tables instead."),
                file=sys.stderr,
            )
        return {}
    drawn = render([cast(PlotlyFigure, block.figure) for block in figures], progress)
    return {block.finding.code: picture for block, picture in zip(figures, drawn, strict=True)}


def _write_cards(brief: Brief, path: Path, make_renderer: MakeRenderer) -> None:
    from advocacy.exporting.share_cards import card_figures, write_cards

    render = make_renderer()
    if render is None:
        print(say("Picture cards cannot be drawn on this machine."), file=sys.stderr)
        return
    write_cards(brief, render(card_figures(brief), terminal_progress(0.0, 1.0)), path)
    tell_end(f"  {path.name}")
