"""Edits: typed like an import, refused in plain words, kept when the same row comes again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from advocacy.errors import AdvocacyError
from advocacy.importing.importer import understand_file
from advocacy.validation.checks import check
from advocacy.workspace import Settings, Workspace, state
from advocacy.workspace.edits import with_edits
from advocacy.workspace.merging import with_import
from advocacy.workspace.provenance import provenance

HEAD = (
    "Case no.,Association,Applicant,Date of application,Date of decision,"
    "Status,Region,Official fee,Currency,Visits"
)
ROWS = (
    "A-1,North,Ama,2024-01-02,,Pending,Hills,100,GHS,3",
    "A-2,North,Kofi,2024-01-05,2024-03-01,Granted,Hills,200,GHS,x",
    "A-3,North,Esi,2024-02-05,,Pending,Coast,,,",
)
CASES = "licensing_case"


def _file(tmp_path: Path, name: str, *rows: str) -> Path:
    path = tmp_path / name
    path.write_text("\n".join((HEAD, *rows)), "utf-8")
    return path


def _held(tmp_path: Path, *rows: str) -> Workspace:
    imported = understand_file(_file(tmp_path, "may.csv", *(rows or ROWS)))
    faults = tuple(replace(i, source="may.csv") for t in imported.tables for i in check(t))
    imported = replace(imported, issues=(*imported.issues, *faults))
    return with_import(Workspace(settings=Settings(person="Efua")), imported)[0]


def _value(held: Workspace, row: int, field: str) -> object:
    frame = held.table(CASES).frame  # type: ignore[union-attr]
    return frame[field].iloc[row]


def _row(held: Workspace, case: str) -> int:
    return held.table(CASES).frame["case_id"].tolist().index(case)  # type: ignore[union-attr]


def test_an_edit_is_typed_and_the_raw_cell_stays(tmp_path: Path) -> None:
    held = _held(tmp_path)
    after = held.with_edit(CASES, [0], "date_decided", "31 March 2024", "letter seen")
    assert _value(after, 0, "date_decided") == pd.Timestamp("2024-03-31")
    assert pd.isna(after.table(CASES).raw["date_decided"].iloc[0])  # type: ignore[union-attr]
    assert pd.isna(_value(held, 0, "date_decided"))  # the former value is untouched: undo puts it back
    (edit,) = after.edits
    assert (edit.who, edit.reason, edit.before, edit.after) == ("Efua", "letter seen", "", "31 March 2024")
    assert (edit.key, edit.place.row) == (("A-1",), 2)
    assert "Changed by Efua on " in provenance(after, CASES, 0, "date_decided").in_words()
    assert "“date" not in after.history[-1] and after.history[-1].endswith("in 1 row")
    coded = after.with_edit(CASES, [0], "status", "Refusé")
    assert _value(coded, 0, "status") == "refused"


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("date_decided", "soon", "not a day"),
        ("date_decided", "03/04/2024", "two different days"),
        ("date_applied", "2150-01-01", "future"),
        ("official_fee", "a lot", "not a number"),
        ("official_fee", "USD 500", "USD"),
        ("official_fee", "-5", "outside"),
        ("visits", "2.5", "whole number"),
        ("status", "perhaps", "no known entry"),
        ("status", "n/a", "says nothing"),
        ("case_id", " ", "empty"),
        ("nowhere", "1", "no field"),
    ],
)
def test_a_bad_value_is_refused_with_a_reason(tmp_path: Path, field: str, typed: str, words: str) -> None:
    held = _held(tmp_path)
    with pytest.raises(AdvocacyError, match=words) as told:
        held.with_edit(CASES, [0], field, typed)
    assert told.value.hint


def test_the_fault_of_an_edited_cell_is_settled_and_a_new_contradiction_told(tmp_path: Path) -> None:
    held = _held(tmp_path)
    assert [i.code for i in held.issues if i.field == "visits"] == ["not-a-number"]
    after = held.with_edit(CASES, [1], "visits", "7")
    assert not [i for i in after.issues if i.field == "visits"]
    early = after.with_edit(CASES, [1], "date_decided", "2023-12-31")
    assert [i.code for i in early.issues if i.row == 3] == ["wrong-order"]
    later = early.with_edit(CASES, [1], "date_decided", "2024-02-01")
    assert not [i for i in later.issues if i.row == 3]


def test_many_rows_at_once_and_nothing_where_nothing_changes(tmp_path: Path) -> None:
    held = _held(tmp_path)
    after = held.with_edit(CASES, [0, 1, 2], "region", "Hills")
    assert list(after.table(CASES).frame["region"]) == ["Hills"] * 3  # type: ignore[union-attr]
    assert len(after.edits) == 1  # two rows said so already
    assert after.with_edit(CASES, [0, 1, 2], "region", "Hills") is after
    assert held.with_edit(CASES, [], "region", "Hills") is held


def test_an_edit_is_made_again_when_the_same_cell_comes_again(tmp_path: Path) -> None:
    held = _held(tmp_path).with_edit(CASES, [0], "status", "granted")
    held = held.with_edit(CASES, [0], "region", "High Hills").with_edit(CASES, [1], "visits", "7")
    later = understand_file(_file(tmp_path, "june.csv", ROWS[0].replace(",3", ",4"), *ROWS[1:]))
    after, (account,) = with_import(held, later)
    row = _row(after, "A-1")
    assert (_value(after, row, "status"), _value(after, row, "region"), _value(after, row, "visits")) == (
        "granted",
        "High Hills",
        4,
    )
    assert _value(after, _row(after, "A-2"), "visits") == 7
    assert not [i for i in after.issues if i.field == "visits"]
    assert (account.updated, account.unchanged) == (1, 2)  # an edited row is no other row
    assert all(edit.holds for edit in after.edits)
    third = understand_file(_file(tmp_path, "july.csv", ROWS[0].replace(",3", ",5"), *ROWS[1:]))
    again, _ = with_import(after, third)
    assert _value(again, _row(again, "A-1"), "region") == "High Hills"
    assert "High Hills" in provenance(again, CASES, _row(again, "A-1"), "region").in_words()


def test_a_file_that_has_changed_the_cell_since_wins_and_both_are_told(tmp_path: Path) -> None:
    held = _held(tmp_path).with_edit(CASES, [0], "status", "granted")
    later = understand_file(_file(tmp_path, "june.csv", ROWS[0].replace("Pending", "Refused")))
    after, _ = with_import(held, later)
    assert _value(after, _row(after, "A-1"), "status") == "refused"
    (issue,) = [i for i in after.issues if i.code == "edit-overtaken"]
    assert (issue.source, issue.row) == ("june.csv", 2)
    assert "granted" in issue.message and "refused" in issue.message
    assert [edit.holds for edit in after.edits] == [False]
    assert (
        "took the place of this change" in provenance(after, CASES, _row(after, "A-1"), "status").in_words()
    )


def test_a_file_that_says_the_same_by_now_settles_it(tmp_path: Path) -> None:
    held = _held(tmp_path).with_edit(CASES, [0], "status", "granted")
    after, _ = with_import(
        held, understand_file(_file(tmp_path, "j.csv", ROWS[0].replace("Pending", "Granted")))
    )
    assert _value(after, _row(after, "A-1"), "status") == "granted"
    assert not [i for i in after.issues if i.code == "edit-overtaken"]


def test_an_edited_number_is_still_the_same_case(tmp_path: Path) -> None:
    held = _held(tmp_path).with_edit(CASES, [0], "case_id", "A-0001").with_edit(CASES, [0], "visits", "9")
    after, (account,) = with_import(
        held, understand_file(_file(tmp_path, "j.csv", *ROWS, "A-4,North,Yaw,2024-03-03,,Pending,,,,"))
    )
    assert len(after.table(CASES)) == 4  # type: ignore[arg-type]
    assert (account.kept, account.unchanged) == (1, 3)
    assert _value(after, _row(after, "A-0001"), "visits") == 9


def test_a_stranger_of_the_same_number_is_not_edited(tmp_path: Path) -> None:
    held = _held(tmp_path).with_edit(CASES, [0], "status", "granted")
    other = "A-1,South,Yaw,2024-05-02,,Pending,Hills,100,GHS,3"
    after, _ = with_import(held, understand_file(_file(tmp_path, "south.csv", other)))
    assert _value(after, 3, "status") == "pending"


def test_edits_are_saved_and_old_states_open(tmp_path: Path) -> None:
    held = _held(tmp_path).with_edit(CASES, [0], "status", "granted", "é 💎 {x}")
    name, chunks = state.written(held)
    again = state.read(chunks[name], chunks.__getitem__)
    assert again.edits == held.edits
    assert set(chunks) == {name} | state.names(chunks[name])
    assert again.tables[0].columns == held.tables[0].columns
    old = state._unpacked(chunks[name])
    del old["people"]
    for source in old["sources"]:
        del source["imported_by"], source["erased_at"]
    for column in old["tables"][0]["columns"]:
        del column["rules"]
    old["settings"].pop("person")
    older = state.read(state._packed(old), chunks.__getitem__)
    assert older.edits == () and len(older.tables[0]) == 3
    assert provenance(older, CASES, 0, "region").cell == "G2"


def test_the_latest_of_two_edits_counts_and_both_are_on_record(tmp_path: Path) -> None:
    held = _held(tmp_path)
    held = with_edits(held, CASES, [0], "region", "One", who="Ama", at="2025-01-01T00:00:00+00:00")
    held = with_edits(held, CASES, [0], "region", "Two", who="Efua", at="2025-02-01T00:00:00+00:00")
    assert [(e.after, e.holds) for e in held.edits] == [("One", False), ("Two", True)]
    after, _ = with_import(held, understand_file(_file(tmp_path, "j.csv", ROWS[0].replace(",3", ",8"))))
    assert _value(after, _row(after, "A-1"), "region") == "Two"
    said = provenance(after, CASES, _row(after, "A-1"), "region").in_words()
    assert "to “One”" in said and "to “Two”" in said
