"""A person erased is nowhere in what is saved; consent withdrawn is out at once and stays out."""

from __future__ import annotations

import zlib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest

from advocacy.importing.importer import understand_file
from advocacy.importing.recipe import Spelling
from advocacy.importing.table import Table
from advocacy.issue import Issue, Severity
from advocacy.workspace import Ask, BriefPlan, Workspace, state
from advocacy.workspace.erasure import (
    briefs_that_used,
    find_person,
    rows_of,
    with_consent_withdrawn,
    without_person,
)
from advocacy.workspace.exported import Exported, rows_told
from advocacy.workspace.merging import with_import
from advocacy.workspace.places import places_of
from advocacy.workspace.provenance import provenance
from advocacy.workspace.pseudonyms import with_pseudonyms
from tests.makers import imported, table

CASES, STEPS = "licensing_case", "licensing_step"
MARK = "Abena Zzyzx-Quaye"
A, B = "a" * 64, "b" * 64
HEAD = "case_id,association,applicant,date_applied,statement,Remarks,consent"


def _cases(source: str = A, person: str = MARK, sheet: str = "Sheet") -> Table:
    return table(
        CASES,
        {
            "case_id": ["1", "2", "3"],
            "association": ["North", "North", "South"],
            "applicant": [person, "Kofi Mensah", "Esi"],
            "date_applied": [date(2024, 1, 1)] * 3,
            "statement": [f"I, {person}, wait.", f"Like {person.upper()} I wait.", None],
            "Remarks": [None, f"cousin of {person}", "none"],
        },
        source,
        sheet,
    )


def _held() -> Workspace:
    steps = table(
        STEPS, {"case_id": ["1", "1", "2"], "step_no": [1, 2, 1], "step": [f"seen by {MARK}", "b", "c"]}, B
    )
    held, _ = with_import(Workspace(), imported(_cases(), name=f"{MARK}.xlsx"))
    held, _ = with_import(held, imported(steps, name="steps.xlsx"))
    held = held.with_edit(CASES, [0], "applicant", f"{MARK} junior", f"{MARK} told us")
    held = held.with_edit(CASES, [1], "Remarks", f"nephew of {MARK}")
    held = with_pseudonyms(held)
    told = Exported(
        "2025-05-01", "brief.docx", (("f", MARK, "n", 7),), rows_told(places_of(held.tables[0])[:2])
    )
    other = Exported("2025-06-01", "other.docx", (), rows_told(places_of(held.tables[0])[2:]))
    old = Exported("2024-01-01", "old.docx")
    issue = Issue("same-person", Severity.NOTE, f"“{MARK}” again", value=MARK, row=9)
    return replace(
        held.with_brief(BriefPlan(summary=f"What {MARK} told us", asks=(Ask(f"Listen to {MARK}"),))),
        issues=(*held.issues, issue),
        spellings=(Spelling(CASES, "applicant", "Abena", MARK),),
        exported=(told, other, old),
    )


def _told(workspace: Workspace) -> str:
    """Everything a saved state says, unpacked, in one text."""
    _, chunks = state.written(workspace)
    found = []
    for content in chunks.values():
        try:
            found.append(zlib.decompress(content).decode("utf-8"))
        except zlib.error:
            reader = pa.BufferReader(content)
            while reader.tell() < reader.size():
                found.append(str(pa.ipc.open_stream(reader).read_all().to_pylist()))
    return "\n".join(found).casefold()


def test_the_person_is_nowhere_in_what_is_saved() -> None:
    held = _held()
    assert MARK.casefold() in _told(held)
    erasure = without_person(held, {CASES: [0]})
    after = erasure.workspace
    text = _told(after)
    assert "zzyzx" not in text
    assert MARK.encode() not in b"".join(source.content for source in after.sources)
    assert after.table(CASES).frame["case_id"].tolist() == ["2", "3"]  # type: ignore[union-attr]
    assert after.table(STEPS).frame["case_id"].tolist() == ["2"]  # type: ignore[union-attr]
    assert "nephew of [erased]" in text and "kofi mensah" in text
    assert [one.name for one in erasure.briefs] == ["brief.docx"]
    assert [one.name for one in erasure.unsure] == ["old.docx"]
    assert set(erasure.erased.sources) == {A, B}
    assert all(source.content == b"" and source.erased_at for source in after.sources)
    assert "let go on" in provenance(after, CASES, 0, "case_id").in_words()
    for account in after.reconciliations:
        assert account.rows_in_file == (
            account.kept + account.updated + account.unchanged + len(account.set_aside)
        )
    name, chunks = state.written(after)
    assert state.read(chunks[name], chunks.__getitem__).erased == after.erased


def test_a_namesake_nobody_chose_stays_and_is_counted() -> None:
    base = _cases()
    namesake = replace(
        base,
        frame=base.frame.assign(applicant=base.frame["applicant"].replace("Esi", MARK)),
        raw=base.raw.assign(applicant=base.raw["applicant"].replace("Esi", MARK)),
    )
    held, _ = with_import(Workspace(), imported(namesake))
    erasure = without_person(held, {CASES: [0]})
    assert erasure.left == 1
    assert erasure.workspace.tables[0].frame["applicant"].tolist() == ["Kofi Mensah", MARK]


def test_only_the_personal_fields_can_go_and_the_row_still_counts() -> None:
    erasure = without_person(_held(), {CASES: [0]}, keep_rows=True)
    held = erasure.workspace.table(CASES)
    assert held is not None and len(held) == 3
    assert held.frame["applicant"].isna().tolist() == [True, False, False]
    assert held.raw["statement"].isna().tolist()[0]
    assert "zzyzx" not in _told(erasure.workspace)


def test_short_and_numeric_words_do_not_eat_other_texts() -> None:
    held, _ = with_import(Workspace(), imported(_cases(person="Al")))
    after = without_person(held, {CASES: [0]}).workspace
    assert after.tables[0].frame["association"].tolist() == ["North", "South"]
    assert "[erased]" not in str(after.history)


def test_a_person_is_found_by_name_and_only_suggested() -> None:
    found = find_person(_held(), "zzyzx quaye ABENA")
    assert [(m.table, m.position, m.sure) for m in found if m.sure] == []
    sure = find_person(_held(), "kofi MENSAH")
    assert [(m.position, m.field, m.sure) for m in sure] == [(1, "applicant", True)]
    alike = find_person(_held(), "Kofi Mensa")
    assert [(m.position, m.sure) for m in alike] == [(1, False)]
    assert find_person(_held(), "  ") == () and find_person(Workspace(), "Kofi") == ()


def _csv(tmp_path: Path, name: str, *rows: str) -> Path:
    path = tmp_path / name
    path.write_text("\n".join((HEAD, *rows)), "utf-8")
    return path


@pytest.mark.parametrize("erase", [True, False])
def test_a_later_file_does_not_bring_the_person_back(tmp_path: Path, erase: bool) -> None:
    rows = (f"1,North,{MARK},2024-01-01,,,public", "2,North,Kofi,2024-01-02,,,public")
    held, _ = with_import(Workspace(), understand_file(_csv(tmp_path, "may.csv", *rows)))
    if erase:
        held = without_person(held, {CASES: [0]}).workspace
    else:
        held = held.with_edit(CASES, [0], "consent", "withdrawn")
    assert held.tables[0].frame["case_id"].tolist() == ["2"]
    stranger = "1,South,Yaw,2024-03-01,,,public"
    later = understand_file(_csv(tmp_path, "june.csv", *rows, stranger, "4,North,Adwoa,2024-01-03,,,public"))
    after, (account,) = with_import(held, later)
    assert sorted(after.tables[0].frame["applicant"]) == ["Adwoa", "Kofi", "Yaw"]
    assert (account.kept, account.unchanged, len(account.set_aside)) == (2, 1, 1)
    assert account.set_aside[0].row == 2
    # The file that holds an erased person again is not kept; after a withdrawal it is.
    assert (after.sources[-1].content == b"") is erase
    assert ("zzyzx" in _told(after)) is False


def test_consent_withdrawn_is_out_of_the_tables_at_once() -> None:
    held = _held()
    after = with_consent_withdrawn(held, CASES, [1])
    assert after.table(CASES).frame["case_id"].tolist() == ["1", "3"]  # type: ignore[union-attr]
    assert len(after.table(STEPS)) == 2  # type: ignore[arg-type]
    assert after.sources == held.sources
    assert [b.name for b in briefs_that_used(held, {CASES: [1]})] == ["brief.docx"]
    everybody = with_consent_withdrawn(held, CASES, [0, 1, 2])
    assert everybody.table(CASES) is None


def test_rows_are_found_where_they_stood_before() -> None:
    held, _ = with_import(Workspace(), imported(_cases()))
    place = places_of(held.tables[0])[1]
    newer = table(CASES, {"case_id": ["2"], "association": ["North"], "status": ["granted"]}, B)
    later, _ = with_import(held, imported(newer, name="b.xlsx"))
    (row,) = rows_of(later, [(CASES, place)])[CASES]
    assert later.tables[0].frame["case_id"].iloc[row] == "2"


def test_the_rows_of_a_brief_are_kept_as_spans() -> None:
    places = places_of(_cases())
    told = rows_told(
        [places[2], places[0], places[1], replace(places[0], row=9), replace(places[0], source=B)]
    )
    assert told == ((A, "Sheet", "2-4 9"), (B, "Sheet", "2"))
    brief = Exported("2025-01-01", "b", (), told)
    assert brief.used(replace(places[0], row=3)) and not brief.used(replace(places[0], row=5))


def test_erased_fields_stay_empty_after_a_later_file(tmp_path: Path) -> None:
    row = f"1,North,{MARK},2024-01-01,,,public"
    held, _ = with_import(Workspace(), understand_file(_csv(tmp_path, "may.csv", row)))
    held = without_person(held, {CASES: [0]}, keep_rows=True).workspace
    after, _ = with_import(
        held, understand_file(_csv(tmp_path, "june.csv", row, "2,North,Yaw,2024-01-02,,,"))
    )
    assert len(after.tables[0]) == 2
    assert "zzyzx" not in _told(after)
    assert after.sources[-1].content == b""
