"""A typed value as text that typing reads back as the same value."""

from __future__ import annotations

from typing import Any

import pandas as pd


def value_text(value: Any) -> str:
    """Return a day as 2024-03-31, 5.0 as 5, yes or no, any text as it is; "" for a missing value."""
    if value is None or pd.isna(value):
        return ""
    if isinstance(value, pd.Timestamp):
        return str(value.date().isoformat())
    if str(value) in ("True", "False"):
        return "yes" if value else "no"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return str(value)
