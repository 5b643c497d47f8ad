"""Files pooled: every row accounted for; the same case updated, another case of the same number kept."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from advocacy.errors import AdvocacyError
from advocacy.importing.importer import understand_file
from advocacy.importing.table import Table
from advocacy.workspace import Workspace
from advocacy.workspace.merging import with_import
from advocacy.workspace.stacking import _concatenated
from tests.makers import imported, table

A, B = "a" * 64, "b" * 64


def _cases(source: str, numbers: list[str], status: list[str], **more: list[object]) -> Table:
    columns = {"case_id": numbers, "date_applied": [date(2024, 1, 1)] * len(numbers), "status": status}
    return table("licensing_case", {**columns, **more}, source)


def _merged(first: Table, second: Table) -> tuple[Workspace, tuple[int, int, int, int]]:
    one, _ = with_import(Workspace(), imported(first, name="one.xlsx"))
    both, accounts = with_import(one, imported(second, name="two.xlsx"))
    account = accounts[0]
    assert account.rows_in_file == account.kept + account.updated + account.unchanged + len(account.set_aside)
    return both, (account.kept, account.updated, account.unchanged, len(account.set_aside))


def test_new_changed_and_unchanged_rows_are_told_apart() -> None:
    both, counts = _merged(
        _cases(A, ["1", "2", "3"], ["pending"] * 3),
        _cases(B, ["2", "3", "4"], ["granted", "pending", "pending"]),
    )
    assert counts == (1, 1, 1, 0)
    frame = both.table("licensing_case").frame  # type: ignore[union-attr]
    assert dict(zip(frame["case_id"], frame["status"], strict=True)) == {
        "1": "pending",
        "3": "pending",
        "2": "granted",
        "4": "pending",
    }


def test_the_origin_of_an_updated_row_is_the_newer_file() -> None:
    both, _ = _merged(_cases(A, ["1"], ["pending"]), _cases(B, ["1"], ["granted"]))
    held = both.table("licensing_case")
    assert held is not None
    assert list(held.origin["source"]) == [B]
    assert list(held.raw["status"]) == ["granted"]


def test_columns_the_newer_file_lacks_keep_their_values() -> None:
    both, _ = _merged(
        _cases(A, ["1", "2"], ["pending"] * 2, region=["North", "South"]), _cases(B, ["1"], ["granted"])
    )
    frame = both.table("licensing_case").frame.set_index("case_id")  # type: ignore[union-attr]
    assert frame.loc["1", "region"] == "North"
    assert frame.loc["2", "region"] == "South"


def test_the_same_number_of_another_association_is_another_case() -> None:
    both, counts = _merged(
        _cases(A, ["1"], ["pending"], association=["North"], applicant=["Ama"]),
        _cases(B, ["1"], ["granted"], association=["South"], applicant=["Kofi"]),
    )
    assert counts == (1, 0, 0, 0)
    assert len(both.table("licensing_case")) == 2  # type: ignore[arg-type]
    assert both.issues[-1].code == "same-number"


def test_the_same_file_is_refused_and_nothing_changes() -> None:
    one, _ = with_import(Workspace(), imported(_cases(A, ["1"], ["pending"])))
    with pytest.raises(AdvocacyError, match="already"):
        with_import(one, imported(_cases(A, ["1"], ["pending"])))


def test_a_number_that_stands_twice_in_a_file_updates_nothing() -> None:
    both, counts = _merged(
        _cases(A, ["1", "2"], ["pending"] * 2), _cases(B, ["1", "1"], ["granted", "refused"])
    )
    assert counts == (2, 0, 0, 0)
    assert len(both.table("licensing_case")) == 4  # type: ignore[arg-type]


def test_types_that_differ_become_text_without_loss() -> None:
    both, _ = _merged(
        _cases(A, ["1"], ["pending"], depth=["12"]), _cases(B, ["2"], ["pending"], depth=["deep"])
    )
    frame = both.table("licensing_case").frame  # type: ignore[union-attr]
    assert list(frame["depth"]) == ["12", "deep"]


def _survey(source: str, keys: list[str], question: str) -> Table:
    from dataclasses import replace

    made = table("survey", {"_uuid": keys, question: ["Yes"] * len(keys)}, source)
    return replace(made, key=("_uuid",))


def test_the_same_answers_in_another_form_are_set_aside() -> None:
    both, counts = _merged(_survey(A, ["u1", "u2"], "Licence?"), _survey(B, ["u2", "u3"], "licence"))
    assert counts == (1, 0, 0, 1)
    assert {t.name: len(t) for t in both.tables} == {"survey": 2, "survey~2": 1}


def test_a_later_export_of_the_same_form_adds_its_new_answers() -> None:
    both, counts = _merged(_survey(A, ["u1"], "Licence?"), _survey(B, ["u1", "u2"], "Licence?"))
    assert counts == (1, 0, 1, 0)
    assert {t.name: len(t) for t in both.tables} == {"survey": 2}


def test_another_survey_lives_beside_the_first() -> None:
    both, counts = _merged(_survey(A, ["u1"], "Licence?"), _survey(B, ["w1"], "Income?"))
    assert counts == (1, 0, 0, 0)
    assert {t.name for t in both.tables} == {"survey", "survey~2"}


def test_consent_withdrawn_later_removes_what_was_imported_before(tmp_path: Path) -> None:
    """The same case, and another under the same number of another association, which stays."""
    head = "case_id,association,applicant,date_applied,consent"
    first = tmp_path / "first.csv"
    first.write_text(f"{head}\nA-1,North,Ama,2024-01-02,public\nA-2,North,Kofi,2024-01-03,public\n", "utf-8")
    other = tmp_path / "other.csv"
    south = "B-1,South,Esi,2024-02-02,public\nA-1,South,Yaw,2024-05-02,public\n"
    other.write_text(f"{head}\n{south}", "utf-8")
    later = tmp_path / "later.csv"
    north = "A-1,North,Ama,2024-01-02,withdrawn\nA-3,North,Abla,2024-01-05,public\n"
    later.write_text(f"{head}\n{north}", "utf-8")
    held = Workspace()
    for path in (first, other, later):
        held, accounts = with_import(held, understand_file(path))
    people = held.table("licensing_case").frame["applicant"].tolist()  # type: ignore[union-attr]
    assert sorted(people) == ["Abla", "Esi", "Kofi", "Yaw"]
    assert [issue.code for issue in held.issues].count("consent-withdrawn") == 1
    (account,) = accounts
    assert account.rows_in_file == 2 and len(account.set_aside) == 1


def test_rows_with_empty_days_are_unchanged_too() -> None:
    _, counts = _merged(
        _cases(A, ["1"], ["pending"], date_decided=[None]), _cases(B, ["1"], ["pending"], date_decided=[None])
    )
    assert counts == (0, 0, 1, 0)


def test_a_column_that_only_one_of_two_sheets_has_is_empty_in_the_other() -> None:
    """Numbers, yes and no, days and words; a survey of several sheets has such columns."""
    full = pd.DataFrame(
        {
            "number": pd.Series([1.5], dtype="float64"),
            "whole": pd.Series([2], dtype="int64"),
            "count": pd.Series([3], dtype="Int64"),
            "yes": pd.Series([True], dtype="bool"),
            "day": pd.Series(["2024-01-02"], dtype="datetime64[s]"),
            "word": pd.Series(["a"], dtype="str"),
        }
    )
    both = _concatenated(pd.DataFrame({"key": ["x"]}), full)
    assert both.iloc[0].drop("key").isna().all()
    assert both.iloc[1].drop("key").tolist() == [1.5, 2, 3, True, pd.Timestamp("2024-01-02"), "a"]
