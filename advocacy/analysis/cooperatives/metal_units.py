"""Weights of metal in grams, and the weight a price is for, as people write them."""

from __future__ import annotations

from advocacy.analysis.cooperatives.gold_price import GRAMS_PER_TROY_OUNCE
from advocacy.importing.plain_words import plain
from advocacy.importing.units_as_written import unit_of_weight

# By definition (tola: 180 troy grains). Carats weigh stones and are no weight of metal.
GRAMS = {
    "mg": 0.001,
    "g": 1.0,
    "kg": 1_000.0,
    "t": 1_000_000.0,
    "tola": 11.6638038,
    "ozt": GRAMS_PER_TROY_OUNCE,
}
FINEST = 1000.0  # a fineness is kept in parts of pure metal in a thousand


def grams_in(text: str) -> float | None:
    """Return the grams of the unit a text names: "kg", "in tolas"; None where it names none of metal."""
    return GRAMS.get(unit_of_weight(text))


def grams_priced(text: str) -> float | None:
    """Return the grams a price is for: "per g", "KTS/tola", "par once"; None where the text tells none.

    An ounce of precious metal is a troy ounce in trade.
    """
    words = plain(text).split()
    if words[-2:] == ["oz", "t"]:
        words = ["ozt"]
    for tried in (" ".join(words[-2:]), *reversed(words)):
        if grams := grams_in(tried):
            return grams
    return None
