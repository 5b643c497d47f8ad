"""The user's own words with places for numbers that stay live: "{licensing.time_to_decision|||value}"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from advocacy.brief.claims import Claim
from advocacy.brief.number_words import bare
from advocacy.wording import say

_PLACE = re.compile(r"\{([^{}|#]+(?:\|[^{}|#]*){3})(#?)\}")
DIGITS = "#"  # behind the key: only the digits, since the unit stands in the words ("201 to 230 days")


@dataclass(frozen=True)
class Filled:
    """A text with its numbers in it, where they stand, and the keys of places that nothing fills any more."""

    text: str
    marks: tuple[tuple[int, int, str], ...]  # first letter, end, key of the claim
    gone: tuple[str, ...]


def gone() -> str:
    """What stands in the place of a number that the data show no longer."""
    return say("[number no longer shown]")


def filled(text: str, claims: Mapping[str, Claim]) -> Filled:
    """Return the text with each place filled by its claim, as the claim is printed now."""
    out, marks, lost = "", [], []
    for words, place in split(text):
        out += words
        if not place:
            continue
        printed, key = printed_in(place, claims), key_in(place)
        if key in claims:
            marks.append((len(out), len(out) + len(printed), key))
        else:
            lost.append(key)
        out += printed
    return Filled(out, tuple(marks), tuple(lost))


def split(text: str) -> Iterator[tuple[str, str]]:
    """Yield words and the place that follows them, without its braces; "" at the end."""
    end = 0
    for found in _PLACE.finditer(text):
        yield text[end : found.start()], found[1] + found[2]
        end = found.end()
    yield text[end:], ""


def key_in(place: str) -> str:
    """Return the key of the claim that fills a place."""
    return place.removesuffix(DIGITS)


def printed_in(place: str, claims: Mapping[str, Claim]) -> str:
    """Return what stands in a place now."""
    claim = claims.get(key_in(place))
    if claim is None:
        return gone()
    return bare(claim.printed)[0] if place.endswith(DIGITS) else claim.printed


def template(text: str, marks: Iterable[tuple[int, int, str]], claims: Mapping[str, Claim]) -> str:
    """Return the text with a place for each marked number, so that it can be edited and stays live.

    A number that only the sentence itself tells has no claim to stay live by, and stays as it is written.
    """
    out, end = "", 0
    for start, stop, key in sorted(marks):
        if key in claims:
            whole = text[start:stop] == claims[key].printed
            out += text[end:start] + "{" + key + ("" if whole else DIGITS) + "}"
            end = stop
    return out + text[end:]


def keys_in(text: str) -> tuple[str, ...]:
    """Return the keys of the places of a text."""
    return tuple(key_in(place) for _, place in split(text) if place)
