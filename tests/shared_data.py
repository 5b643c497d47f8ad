"""Where the real files lie that tests measure against; they are not part of the project."""

from __future__ import annotations

import csv
import json
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from advocacy.importing.imported import ImportChoices
from advocacy.importing.table import Table
from advocacy.validation.checked_import import import_file

SHARED_DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
REFERENCE = SHARED_DATA.parent / "reference"
TRUTH = SHARED_DATA / "stats_truth"

needs_shared_data = pytest.mark.skipif(
    not SHARED_DATA.is_dir(), reason="the folder of real test files is not beside this checkout"
)


def needs(path: Path) -> pytest.MarkDecorator:
    """Skip a test where this one file is not there."""
    return pytest.mark.skipif(not path.is_file(), reason=f"{path.name} is not beside this checkout")


def golden(key: str) -> Any:
    """The reference numbers of this name."""
    return json.loads((REFERENCE / "golden_numbers.json").read_text(encoding="utf-8"))[key]


def expected(path: Path) -> list[dict[str, str]]:
    """The rows of a file of expected results, as printed."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def imported_answers(path: Path) -> Table:
    """A file of rows, imported as answers to a questionnaire; every row must have arrived."""
    imported = import_file(path, choices=ImportChoices(dialect="survey"))
    (table,), (account,) = imported.tables, imported.reconciliations
    assert account.rows_in_file == account.kept == len(table)
    return table


def numbers(table: Table, name: str) -> Any:
    """A column of numbers, NaN where there is none."""
    return pd.to_numeric(table.frame[name], errors="coerce").to_numpy(dtype="float64")
