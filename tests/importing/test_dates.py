"""Days as people write them."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from advocacy.importing.dates import day_order, is_ambiguous, to_day


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2024-03-31", date(2024, 3, 31)),
        ("31/03/2024", date(2024, 3, 31)),
        ("31.3.24", date(2024, 3, 31)),
        ("12 mars 2024", date(2024, 3, 12)),
        ("1er août 2023", date(2023, 8, 1)),
        ("3rd of May 2022", date(2022, 5, 3)),
        ("March 3, 2021", date(2021, 3, 3)),
        ("20240331", date(2024, 3, 31)),
        (45382, date(2024, 3, 31)),
        ("45382", date(2024, 3, 31)),
        (datetime(2024, 3, 31, 8), date(2024, 3, 31)),
        ("2024-03-31T10:00:00+02:00", date(2024, 3, 31)),
        ("2024-02-30", None),
        ("31/31/2024", None),
        ("soon", None),
        ("", None),
        (12, None),
        (True, None),
        (None, None),
    ],
)
def test_a_day_is_read(cell: object, day: date | None) -> None:
    assert to_day(cell) == day  # type: ignore[arg-type]


def test_the_column_tells_the_order() -> None:
    assert day_order(["03/04/2024", "25/04/2024"]) is True
    assert day_order(["03/04/2024", "04/25/2024"]) is False
    assert day_order(["03/04/2024"]) is None
    assert to_day("03/04/2024", day_first=False) == date(2024, 3, 4)
    assert to_day("25/04/2024", day_first=False) == date(2024, 4, 25)


@pytest.mark.parametrize(
    ("cell", "yes"), [("03/04/2024", True), ("03/03/2024", False), ("25/03/2024", False), (3, False)]
)
def test_ambiguity(cell: object, yes: bool) -> None:
    assert is_ambiguous(cell) is yes  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    [
        "15 de enero de 2024",
        "15 janeiro 2024",
        "15 de janeiro de 2024",
        "15 ene 2024",
        "15 Januari 2024",
        "15 janvier 2024",
        "15 ya januari 2024",
    ],
)
def test_months_in_five_languages(text: str) -> None:
    assert to_day(text) == date(2024, 1, 15)
