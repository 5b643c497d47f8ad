"""Weights keep their unit; purity becomes parts in a thousand, however it is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from advocacy.importing.importer import understand_file
from advocacy.importing.units_as_written import to_fineness, unit_of_weight


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("12 g", "g"),
        ("12,5 grammes", "g"),
        ("3 Tolas", "tola"),
        ("1.5 oz", "ozt"),
        ("0.2kg", "kg"),
        ("12", ""),
    ],
)
def test_units(text: str, unit: str) -> None:
    assert unit_of_weight(text) == unit


@pytest.mark.parametrize(
    ("cell", "fineness"),
    [
        ("24k", 1000.0),
        ("18 karat", 750.0),
        ("22K", 916.6667),
        (22, 22 / 24 * 1000),
        ("91.6 %", 916.0),
        ("91,6%", 916.0),
        (0.916, 916.0),
        (91.6, 916.0),
        (916, 916.0),
        ("995", 995.0),
        ("pure", None),
        ("30 karat", None),
        (1200, None),
        (None, None),
        (0, None),
    ],
)
def test_purity(cell: str | float | None, fineness: float | None) -> None:
    found = to_fineness(cell)
    assert found == (None if fineness is None else pytest.approx(fineness))


def test_the_unit_of_a_weight_is_not_lost(tmp_path: Path) -> None:
    path = tmp_path / "s.csv"
    path.write_text(
        "Cooperative ID,Period start,Production,Purity\n"
        "C-1,2024-01-01,12 tola,22k\nC-2,2024-01-01,30 g,91.6%\nC-3,2024-01-01,40,shiny\n",
        "utf-8",
    )
    file = understand_file(path)
    frame = file.tables[0].frame
    assert frame["production"].tolist() == [12.0, 30.0, 40.0]
    assert frame["production_unit"].tolist()[:2] == ["tola", "g"]
    assert frame["production_unit"].isna().tolist() == [False, False, True]
    assert frame["purity"].round(1).tolist()[:2] == [916.7, 916.0]
    assert [(issue.code, issue.row) for issue in file.issues if issue.field == "purity"] == [
        ("not-a-number", 4)
    ]
