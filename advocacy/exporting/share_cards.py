"""The findings of a brief as square pictures for phones, in one file that is replaced as a whole."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from advocacy.analysis.finding import Finding, State
from advocacy.brief.document import Brief
from advocacy.charts.picture import Picture, PlotlyFigure
from advocacy.exporting.atomic import replacing
from advocacy.exporting.file_name import file_name
from advocacy.exporting.leak_scan.guard import refuse_leaks, refuse_leaks_of_finding
from advocacy.exporting.share_card import share_card
from advocacy.wording import speaking

_ZIP_DAY = (1980, 1, 1, 0, 0, 0)  # no clock in the file: the same cards give the same bytes
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_SEEN = frozenset({b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"})  # the chunks that make the picture


def card_figures(brief: Brief) -> tuple[PlotlyFigure, ...]:
    """Return the card of each finding in the brief that has a number to show, in its order and language."""
    with speaking(brief.language):
        return tuple(share_card(finding) for finding in _carded(brief))


def write_cards(brief: Brief, drawn: Sequence[Picture], path: Path) -> None:
    """Write the cards, drawn from `card_figures` in that order, as PNG files in one ZIP file.

    Raises LeakError where a card would tell who somebody of the records is, and ExportError where the file
    cannot be written.
    """
    findings = _carded(brief)
    if brief.workspace is not None:
        for finding in findings:
            refuse_leaks_of_finding(finding, brief.workspace)
    with replacing(path) as whole:
        with zipfile.ZipFile(whole, "w") as package:
            for number, (finding, picture) in enumerate(zip(findings, drawn, strict=True), 1):
                name = file_name(f"{number:02d} {finding.name}", ".png")
                package.writestr(zipfile.ZipInfo(name, _ZIP_DAY), only_picture(picture.png))
        refuse_leaks(whole, path.name, brief)


def only_picture(png: bytes) -> bytes:
    """Return a PNG file without remarks, times and names of programs: what is seen stays."""
    return _SIGNATURE + b"".join(chunk for kind, chunk in _chunks(png) if kind in _SEEN)


def _carded(brief: Brief) -> tuple[Finding, ...]:
    return tuple(
        finding
        for finding in brief.findings
        if any(one.state in (State.SHOWN, State.NOT_REACHED) for one in finding.estimates)
    )


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    place = len(_SIGNATURE)
    while place + 8 <= len(png):
        length, kind = struct.unpack(">I4s", png[place : place + 8])
        end = place + length + 12
        yield kind, png[place:end]
        place = end
