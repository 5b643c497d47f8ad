"""Where sites lie, found again at any precision that tells a pit from its neighbours."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

_FINEST, _COARSEST, _ALONE = 6, 2, 4  # decimals; two are a kilometre, and tell nothing without the other
_NUMBER = re.compile(r"(?<![\d.,])\d{1,3}[.,](\d{2,18})(?![\d.]\d|\d)")
_ANGLE = re.compile(
    r"(\d{1,3})\s*[°º]\s*(\d{1,2}(?:[.,]\d+)?)\s*(?:['’′]\s*(?:(\d{1,2}(?:[.,]\d+)?)\s*[\"”″]?)?)?"
)
_SECONDS = 3600
_PAIR = re.compile(r"(-?\d{1,3}[.,]\d{3,})\s*[,;/ ]\s*(-?\d{1,3}[.,]\d{3,})")


@dataclass
class Sites:
    """The coordinates that must not be told. Signs are left out, as north and south may be words."""

    north: dict[tuple[int, int], set[int]] = field(default_factory=dict)  # decimals, digits: sites
    east: dict[tuple[int, int], set[int]] = field(default_factory=dict)
    seconds: set[int] = field(default_factory=set)
    count: int = 0

    def add(self, latitude: float, longitude: float) -> None:
        """Add a site, in degrees."""
        for degrees, known in ((abs(latitude), self.north), (abs(longitude), self.east)):
            for decimals in range(_COARSEST, _FINEST + 1):
                shifted = degrees * 10**decimals
                for digits in {int(shifted + 1e-6), round(shifted)}:
                    known.setdefault((decimals, digits), set()).add(self.count)
            second = round(degrees * _SECONDS)
            self.seconds.update((second - 1, second, second + 1))
        self.count += 1

    def add_all(self, other: Sites) -> None:
        """Add the sites of another table."""
        for mine, theirs in ((self.north, other.north), (self.east, other.east)):
            for key, sites in theirs.items():
                mine.setdefault(key, set()).update(site + self.count for site in sites)
        self.seconds |= other.seconds
        self.count += other.count

    def are_in(self, text: str) -> bool:
        """Whether a text tells where a site lies: to some ten metres, or both degrees to a kilometre."""
        if not self.count:
            return False
        norths: set[int] = set()
        easts: set[int] = set()
        for found in _NUMBER.finditer(text):
            decimals = min(len(found[1]), _FINEST)
            degrees = float(found[0].replace(",", "."))
            shifted = degrees * 10**decimals
            for digits in {int(shifted + 1e-6), round(shifted)}:
                north = self.north.get((decimals, digits), ())
                east = self.east.get((decimals, digits), ())
                if (north or east) and decimals >= _ALONE + (degrees < 1):
                    return True
                norths.update(north)
                easts.update(east)
        return bool(norths & easts) or ("°" in text and self._are_angles_in(text))

    def _are_angles_in(self, text: str) -> bool:
        """Two angles, or one to the second: a whole degree or minute alone is met in any text."""
        met = 0
        for found in _ANGLE.finditer(text):
            degrees, minutes, seconds = (float((one or "0").replace(",", ".")) for one in found.groups())
            if round(degrees * _SECONDS + minutes * 60 + seconds) in self.seconds:
                met += 1 + bool(found[3])
        return met >= 2


def pairs(texts: Iterable[str]) -> Sites:
    """Return the sites that texts hold as two numbers: "-15.1234 39.2567 0 5"."""
    sites = Sites()
    for text in texts:
        for found in _PAIR.finditer(text):
            latitude, longitude = (float(one.replace(",", ".")) for one in found.groups())
            if abs(latitude) <= 90 and abs(longitude) <= 180:
                sites.add(latitude, longitude)
    return sites
