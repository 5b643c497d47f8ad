"""The letters most charts are made of, in two small fonts, since a picture carries its fonts with it.

The browser reads the fonts of each picture anew; with these it has a seventh to read. They are cut out of the
fonts in resources/fonts, so that every letter looks and stands the same.
"""

from __future__ import annotations

from advocacy.resources import RESOURCES

FOLDER = RESOURCES / "web" / "letters"
RANGES = (  # first and last code point: Latin with its accents, signs between words, of money and of sums
    (0x20, 0x7E),
    (0xA0, 0x17F),
    (0x2000, 0x206F),
    (0x20AC, 0x20AC),
    (0x2190, 0x2193),
    (0x2212, 0x2212),
    (0x2260, 0x2265),
)


def pattern() -> str:
    """Return the regular expression, for Python and the browser, of a text that the small fonts can write."""
    inside = "".join(f"\\u{first:04x}-\\u{last:04x}" for first, last in RANGES)
    return f"^[\\t\\n\\r{inside}]*$"
