"""Without any one region, association or file: between which values the number lies."""

from __future__ import annotations

from typing import Any

from advocacy.analysis.finding import Finding
from advocacy.analysis.findings import finding
from advocacy.analysis.numbers import remarks
from tests.analysis.cooperative_workspaces import Q1, Q2, held, register


def _women(women: dict[str, int], sizes: dict[str, int], field: str = "region") -> Finding:
    parts = [name for name, size in sizes.items() for _ in range(size)]
    codes = [f"C{number:02d}" for number in range(len(parts))]
    rows = [
        (code, span, {"members": 100, "members_women": women[part]})
        for code, part in zip(codes, parts, strict=True)
        for span in (Q1, Q2)
    ]
    listed: dict[str, Any] = {field: parts}
    return finding(held(rows, register(codes, **listed)), "cooperatives.women_share")


def test_it_hangs_on_one_region() -> None:
    found = _women({"a": 20, "b": 20, "c": 80}, {"a": 6, "b": 6, "c": 6})
    assert "Without any one region it lies at 20% to 50%." in remarks(found)


def test_by_association_too() -> None:
    found = _women({"a": 20, "b": 20, "c": 80}, {"a": 6, "b": 6, "c": 6}, "association")
    assert "Without any one association it lies at 20% to 50%." in remarks(found)


def test_a_small_part_stays_in() -> None:
    """Leaving out two cooperatives would tell what they report."""
    found = _women({"a": 20, "b": 20, "c": 20, "d": 90}, {"a": 6, "b": 6, "c": 6, "d": 2})
    assert "Without any one region it lies at 30%." in remarks(found)


def test_two_parts_are_not_left_out() -> None:
    found = _women({"a": 20, "b": 80}, {"a": 6, "b": 6})
    assert not any("Without any one region" in words for words in remarks(found))
