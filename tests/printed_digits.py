"""Whether a number is what another program printed, to its last digit."""

from __future__ import annotations

from decimal import Decimal


def is_printed(value: float | None, text: str, units: float = 0.5) -> bool:
    """Compare a number with its printed form; NA stands for no number. units: of the last digit printed."""
    if text in ("NA", "NaN", ""):
        return value is None or value != value
    exponent = Decimal(text).as_tuple().exponent
    assert isinstance(exponent, int)
    return value is not None and abs(value - float(text)) <= units * 10.0**exponent + 1e-9
