"""How a quote is known again without naming whose it is."""

from __future__ import annotations

import hashlib

from advocacy.analysis.protection.quotes import Quote


def quote_name(quote: Quote) -> str:
    """Return a name that follows from the words alone: a quote that was changed must be read again."""
    return hashlib.sha256(quote.text.encode("utf-8")).hexdigest()[:16]
