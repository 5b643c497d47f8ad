"""A filter keeps some rows; it can always be said in words."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Filter:
    """Keep the rows whose field holds one of these codes or texts.

    For a field with many codes a row is kept when it holds at least one of them.
    For a date field, and for the period of returns, the values are two ISO dates, first and last day, either
    may be "". For a question of a survey the field is "SURVEY.QUESTION".
    """

    field: str
    values: tuple[str, ...]
