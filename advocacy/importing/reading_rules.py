"""What was decided about a whole column when it was read: kept with the column, said again for each cell.

A rule is a short code, so that a workspace file can keep it. A column whose cells also say the currency or
the unit of the row has a rule "gives:currency:heading:GHS": field, where it stands, and what it says there.
"""

from __future__ import annotations

DAY_CELLS = "day-cells"
DAY_FIRST_CHOSEN, MONTH_FIRST_CHOSEN = "day-first-chosen", "month-first-chosen"
DAY_FIRST_SEEN, MONTH_FIRST_SEEN = "day-first-seen", "month-first-seen"
DAY_FIRST_ASSUMED = "day-first-assumed"
DECIMAL_COMMA = "decimal-comma"
PURITY = "purity"
YES_OR_NO = "yes-or-no"
CODE_LIST = "code-list"
COUNTRY_NAME = "country-name"

_GIVES = "gives"
IN_CELL, IN_HEADING, IN_FORMAT = "cell", "heading", "format"


def day_order_rule(day_first: bool | None, *, chosen: bool) -> str:
    """The rule by which "03/04/2024" was read; None: no cell told, so the day was taken to come first."""
    if day_first is None:
        return DAY_FIRST_ASSUMED
    if chosen:
        return DAY_FIRST_CHOSEN if day_first else MONTH_FIRST_CHOSEN
    return DAY_FIRST_SEEN if day_first else MONTH_FIRST_SEEN


def gives(field: str, where: str, what: str = "") -> str:
    """The rule that a column also says this field of its rows."""
    return f"{_GIVES}:{field}:{where}:{what}"


def given_by(rule: str, field: str) -> tuple[str, str] | None:
    """Where and what a rule says about a field; None where it says nothing about it."""
    start = f"{_GIVES}:{field}:"
    if not rule.startswith(start):
        return None
    where, _, what = rule.removeprefix(start).partition(":")
    return where, what
