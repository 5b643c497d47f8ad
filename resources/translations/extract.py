"""Bring the catalogues of the briefs and of the window up to date with the texts of the program.

    python resources/translations/extract.py

Writes the templates, and into every LANGUAGE.po what is new; what was translated stays. A text that is gone
goes. The window has what no brief says; a text of both is in the catalogue of the briefs alone.
"""

from __future__ import annotations

import sys
from pathlib import Path

_HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(_HERE.parents[1]), str(_HERE)]

from babel.messages.catalog import Catalog  # noqa: E402
from catalogue_files import is_translated, template_of, update  # noqa: E402
from program_texts import brief_texts, window_texts  # noqa: E402

from advocacy.wording import CATALOGUES  # noqa: E402

__all__ = ["extracted", "is_translated", "main"]

TEXTS = {"brief": brief_texts, "window": window_texts}


def main() -> None:
    """Write the templates and bring every language up to date."""
    for name in TEXTS:
        update(extracted(name), CATALOGUES / name)


def extracted(name: str) -> Catalog:
    """Return every text of a set of catalogues, each with the places it comes from."""
    return template_of(TEXTS[name]())


if __name__ == "__main__":
    main()
