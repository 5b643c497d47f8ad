"""Numbers and money as people write them."""

from __future__ import annotations

import pytest

from advocacy.importing.numbers_as_written import currency_in, decimal_comma, to_amount


@pytest.mark.parametrize(
    ("cell", "comma", "value", "currency"),
    [
        ("1,200.50", False, 1200.5, ""),
        ("1.200,50", True, 1200.5, ""),
        ("1 200,50", True, 1200.5, ""),
        ("1 200", False, 1200, ""),
        ("1'200", False, 1200, ""),
        ("GHS 1,200", False, 1200, "GHS"),
        ("1 200 FCFA", False, 1200, "XOF"),
        ("€ 12", False, 12, "EUR"),
        ("(120)", False, -120, ""),
        ("-5", False, -5, ""),
        (7, False, 7, ""),
        ("12 days", False, 12, ""),
    ],
)
def test_a_number_is_read(cell: object, comma: bool, value: float, currency: str) -> None:
    amount = to_amount(cell, comma=comma)  # type: ignore[arg-type]
    assert amount is not None
    assert (amount.value, amount.currency) == (value, currency)


@pytest.mark.parametrize(
    "cell", ["1.2.3", "about ten", "", "12-15", None, True, "=1+1", float("inf"), "9" * 100]
)
def test_what_is_no_number(cell: object) -> None:
    assert to_amount(cell) is None  # type: ignore[arg-type]


def test_the_column_tells_the_decimal_sign() -> None:
    assert decimal_comma(["1,5", "2,25"])
    assert decimal_comma(["1.200,50"])
    assert not decimal_comma(["1,200", "1.5"])
    assert not decimal_comma([])


def test_currency_of_a_heading() -> None:
    assert currency_in("Official fee (KTS)") == "KTS"
    assert currency_in("Days") == ""
