"""How pages become full: a chart is drawn smaller, a table parted, where a page would else end half empty."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_LEAST = 0.8  # of its size; smaller letters could not be read any more
_SEEN = 0.1  # of a page; nothing gives way for an emptier end than that
_LINE = 17.0  # points
_EMPTY = 0.25  # of a page; for more emptiness than that a table is parted


@dataclass(frozen=True)
class Piece:
    """What is set as one thing, as the typesetter has measured it. All in points.

    space: above it, unless it begins a page. chart: height of the chart in it. begun: how much of it stands
    at least before the end of a page where it may be parted; 0.0 where it must not. parted: the same, of what
    is parted only if need be; all of it where only what it leads to may be parted from it. leads: whether its
    end stays on the page of the next piece.
    """

    space: float
    height: float
    chart: float = 0.0
    begun: float = 0.0
    parted: float = 0.0
    leads: bool = False


@dataclass(frozen=True)
class Setting:
    """How a piece is set. scale: of its chart. is_parted: whether it goes on over the end of the page."""

    scale: float = 1.0
    is_parted: bool = False


def settings(pieces: Sequence[Piece], page: float, begin: float = 0.0) -> tuple[Setting, ...]:
    """Return how each piece is set. page: height of a page; begin: what stands on the first one before them.

    Pages are filled as the typesetter does it, nearly: a text that is parted ends with a whole line, which is
    not known here, so that charts below its end leave a line free. One smaller for nothing does no harm.
    """
    made = [Setting()] * len(pieces)
    filled, charts = begin, list[int]()  # of this page: what stands on it, and the pieces with a chart
    unsure = 0.0  # by how much more may stand on it
    for chain in _chains(pieces):
        start = filled + pieces[chain[0]].space
        end, drawn = start + _height(pieces, chain), [place for place in chain if pieces[place].chart]
        over, here = end + unsure - page, [*charts, *drawn]
        if over > 0 and here and (scale := _scale(pieces, here, page - filled, over, page)):
            for place in here:
                made[place] = Setting(scale)
            filled, charts = min(end, page), here
        elif end <= page:
            filled, charts = end, here
        elif (parted := _parted(pieces, chain, page - start, page)) is not None:
            made[parted] = Setting(is_parted=True)
            rest = [place for place in chain if place > parted]
            alone = pieces[parted].parted >= pieces[parted].height  # without what it leads to
            filled = _whole(pieces, rest) if alone and rest else _over(start + _whole(pieces, chain), page)
            charts, unsure = [], 0.0 if alone else _LINE
            continue
        else:
            filled, charts, unsure = end - start, drawn, 0.0
        last = pieces[chain[-1]]
        if last.begun and filled + last.height - min(last.height, last.begun) > page:
            charts, unsure = [], _LINE
        filled = _over(filled + last.height - min(last.height, last.begun or last.height), page)
    return tuple(made)


def _scale(pieces: Sequence[Piece], places: Sequence[int], empty: float, over: float, page: float) -> float:
    """How large the charts of a page are so that what is too high fits on it; 0.0 where they cannot."""
    charts = sum(pieces[place].chart for place in places)
    if empty < _SEEN * page or over > (1 - _LEAST) * charts:
        return 0.0
    return int((1 - over / charts) * 1000) / 1000


def _chains(pieces: Sequence[Piece]) -> Iterator[list[int]]:
    """The pieces that stand on one page together; the last of them may go on over its end."""
    chain: list[int] = []
    for place, piece in enumerate(pieces):
        chain.append(place)
        if not piece.leads or piece.begun:
            yield chain
            chain = []
    if chain:
        yield chain


def _height(pieces: Sequence[Piece], chain: Sequence[int]) -> float:
    """How high a chain is as far as it cannot be parted, without the space above it."""
    last = pieces[chain[-1]]
    return _whole(pieces, chain) - last.height + min(last.height, last.begun or last.height)


def _whole(pieces: Sequence[Piece], chain: Sequence[int]) -> float:
    """How high a chain is, without the space above it."""
    return sum(pieces[place].space + pieces[place].height for place in chain) - pieces[chain[0]].space


def _parted(pieces: Sequence[Piece], chain: Sequence[int], room: float, page: float) -> int | None:
    """The piece of a chain that is parted, or from what it leads to, as its page would else be too empty."""
    if room <= _EMPTY * page:
        return None
    for number, place in enumerate(chain):
        piece = pieces[place]
        above = _whole(pieces, chain[: number + 1]) - piece.height
        if piece.parted and above + piece.parted <= room:
            return place
    return None


def _over(filled: float, page: float) -> float:
    """What stands on the last page of what is as high as this."""
    while filled > page:
        filled -= page
    return filled
