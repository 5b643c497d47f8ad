"""The language of numbers and months in charts."""

from __future__ import annotations

from advocacy.wording import language

_NAMES = {"pt": "pt-BR"}  # what plotly.js calls a language where it is not the code of the language


def chart_locale() -> str:
    """Return the language as plotly.js calls it; the pages load its words from `resources/web/plotly`."""
    return _NAMES.get(language(), language())
