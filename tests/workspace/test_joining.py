"""Two workspaces made one: every row accounted for, every difference told, nothing decided in silence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advocacy.importing.imported import ImportChoices
from advocacy.importing.recipe import Recipe, Spelling
from advocacy.importing.table import Table
from advocacy.workspace import BriefPlan, Settings, Workspace, state
from advocacy.workspace.erasure import with_consent_withdrawn, without_person
from advocacy.workspace.exported import Exported
from advocacy.workspace.joining import Joined, joined, with_contents
from advocacy.workspace.merging import with_import
from advocacy.workspace.provenance import provenance
from advocacy.workspace.pseudonyms import code_of, with_pseudonyms
from tests.makers import imported, table

CASES = "licensing_case"
DAY = date(2024, 1, 1)


def _cases(numbers: list[str], source: str, **more: list[object]) -> Table:
    columns: dict[str, list[object]] = {"case_id": list(numbers), "date_applied": [DAY] * len(numbers)}
    return table(CASES, {**columns, **more}, source * 64)


def _held(*tables: Table, start: Workspace = Workspace(), day: str = "2025-07-01") -> Workspace:
    for one in tables:
        file = imported(one, name=f"{one.origin['source'].iloc[0][0]}.xlsx")
        source = replace(file.source, imported_at=f"{day}T08:00:00+00:00")
        start, _ = with_import(start, replace(file, source=source))
    return start


def _values(result: Joined, field: str, table: str = CASES) -> dict[str, object]:
    held = result.workspace.table(table)
    assert held is not None
    return dict(zip(held.frame[held.key[0]], held.frame[field].astype("object"), strict=True))


def _balanced(result: Joined) -> None:
    for one in result.accounts:
        assert one.rows == one.added + one.same + one.completed + one.differing + one.kept_out, one
    for account in result.workspace.reconciliations:
        assert account.rows_in_file == (
            account.kept + account.updated + account.unchanged + len(account.set_aside)
        )


def test_rows_of_both_and_one_account_of_each() -> None:
    one = _held(_cases(["1", "2"], "a", status=["pending", "granted"]))
    other = _held(_cases(["2", "3"], "b", status=["granted", "refused"]))
    result = joined(one, other, name="north.groundswell")
    (account,) = result.accounts
    assert (account.rows, account.added, account.same) == (2, 1, 1)
    assert _values(result, "status") == {"1": "pending", "2": "granted", "3": "refused"}
    assert [s.name for s in result.workspace.sources] == ["a.xlsx", "b.xlsx"]
    assert result.workspace.reconciliations[-1].unchanged == 1
    assert "north.groundswell" in result.workspace.history[-1]
    assert "In “north.groundswell”: Imported “b.xlsx”" in result.workspace.history
    _balanced(result)
    held = result.workspace.table(CASES)
    assert held is not None
    assert provenance(result.workspace, CASES, 2, "status").file == "b.xlsx"
    assert "row 2 of “b.xlsx”, too" in provenance(result.workspace, CASES, 1, "status").in_words()


def test_the_same_workspace_twice_changes_nothing() -> None:
    one = _held(
        _cases(["1", "2"], "a", status=["pending", None]), table("need", {"need": ["pump"]}, "c" * 64)
    )
    result = joined(one, one)
    assert (result.added, result.same) == (0, 3)
    assert not result.conflicts and not result.likely_same
    for mine, both in zip(one.tables, result.workspace.tables, strict=True):
        pd.testing.assert_frame_equal(mine.frame, both.frame)
    assert result.workspace.sources == one.sources and result.workspace.issues == one.issues


@pytest.mark.parametrize(
    ("choose", "status"), [("mine", "pending"), ("theirs", "granted"), ("newest", "granted")]
)
def test_a_conflict_is_told_with_both_and_decided(choose: str, status: str) -> None:
    one = _held(_cases(["1"], "a", status=["pending"], region=["North"]))
    other = _held(_cases(["1"], "b", status=["granted"], region=["North"]), day="2025-08-01")
    result = joined(one, other, choose=choose)
    (conflict,) = result.conflicts
    assert (conflict.mine.value, conflict.theirs.value) == ("Pending", "Granted")
    assert (conflict.mine.file, conflict.theirs.file, conflict.theirs.cell) == ("a.xlsx", "b.xlsx", "C2")
    assert _values(result, "status") == {"1": status}
    (issue,) = [i for i in result.workspace.issues if i.code == "merge-conflict"]
    assert "“Pending” here and “Granted”" in issue.message
    found = provenance(result.workspace, CASES, 0, "status")
    assert found.file == ("a.xlsx" if choose == "mine" else "b.xlsx")
    assert found.raw == status
    turned = {conflict.code: "theirs" if conflict.taken == "mine" else "mine"}
    assert _values(joined(one, other, choose=choose, chosen=turned), "status")["1"] != status
    _balanced(result)


def test_gaps_are_filled_unless_the_rows_contradict_each_other() -> None:
    one = _held(_cases(["1", "2"], "a", status=["pending", "pending"], region=[None, None]))
    other = _held(_cases(["1", "2"], "b", status=["pending", "granted"], region=["N", "S"], visits=[1, 2]))
    result = joined(one, other, choose="mine")
    assert _values(result, "region") == {"1": "N", "2": None} or pd.isna(_values(result, "region")["2"])
    (account,) = result.accounts
    assert (account.completed, account.differing) == (1, 1)
    assert {(c.key, c.field) for c in result.conflicts} == {
        (("2",), "status"),
        (("2",), "region"),
        (("2",), "visits"),
    }
    found = provenance(result.workspace, CASES, 0, "visits")
    assert (found.file, found.cell, found.raw) == ("b.xlsx", "E2", "1")
    assert provenance(result.workspace, CASES, 0, "status").file == "a.xlsx"


def test_the_same_file_edited_in_one_of_them() -> None:
    base = _held(_cases(["1", "2"], "a", status=["pending", "pending"]))
    edited = base.with_edit(CASES, [0], "status", "granted", "letter seen")
    for result in (joined(base, edited), joined(edited, base)):
        assert _values(result, "status") == {"1": "granted", "2": "pending"}
        assert len(result.workspace.sources) == 1 and len(result.workspace.reconciliations) == 1
        assert [e.holds for e in result.workspace.edits] == [True]
        assert len(result.conflicts) == 1
    refused = joined(base, edited, choose="mine")
    assert _values(refused, "status")["1"] == "pending"
    assert [e.overtaken_by for e in refused.workspace.edits] == ["merge"]


def test_another_case_of_the_same_number_stays_another() -> None:
    one = _held(_cases(["1"], "a", association=["North"], applicant=["Ama"]))
    other = _held(_cases(["1"], "b", association=["South"], applicant=["Kofi"]))
    result = joined(one, other)
    assert result.added == 1 and not result.conflicts
    assert [i.code for i in result.workspace.issues] == ["same-number"]


def test_people_and_cooperatives_are_suggested_and_not_merged() -> None:
    one = _held(
        _cases(
            ["1", "2"], "a", applicant=["Ama Owusu", "Kofi"], association=["N", "N"], district=["Bole", "Wa"]
        ),
        table(
            "cooperative",
            {"cooperative_id": ["N1"], "name": ["Bole Miners Cooperative Ltd"], "district": ["Bole"]},
            "c" * 64,
        ),
    )
    other = _held(
        _cases(
            ["7", "8"], "b", applicant=["Owusu, Ama", "Esi"], association=["S", "S"], district=["bole", "Wa"]
        ),
        table(
            "cooperative",
            {"cooperative_id": ["S9", "S8"], "name": ["Bole Co-op", "Wa Coop"], "district": ["Bole", "Bole"]},
            "d" * 64,
        ),
    )
    result = joined(one, other)
    assert result.added == 4
    assert [(s.table, s.names, s.why) for s in result.likely_same] == [
        (CASES, ("Ama Owusu", "Owusu, Ama"), ("the same Date of application", "the same District")),
        ("cooperative", ("Bole Miners Cooperative Ltd", "Bole Co-op"), ("the same District",)),
    ]
    codes = [i.code for i in result.workspace.issues if i.code != "not-in-register"]
    assert codes == ["same-person", "same-cooperative"]


def test_settings_of_the_first_and_the_stricter_protection() -> None:
    one = Workspace(settings=Settings(limit_days=90, smallest_group=5), brief=BriefPlan(title="Mine"))
    other = Workspace(
        settings=Settings(data_date=DAY, limit_days=60, smallest_group=10, example=True),
        brief=BriefPlan(title="Theirs"),
    )
    result = joined(one, other)
    kept = result.workspace.settings
    assert (kept.limit_days, kept.data_date, kept.smallest_group, kept.example) == (90, None, 10, True)
    assert len(result.notes) == 4 and any("90 here, 60 in the other. Kept: 90" in n for n in result.notes)
    assert result.workspace.brief.title == "Mine"
    assert joined(Workspace(), other).workspace.brief.title == "Theirs"


def test_spellings_and_choices_are_united_and_contradictions_told() -> None:
    mine = (Spelling(CASES, "region", "Nth", "North"), Spelling(CASES, "region", "Sth", "South"))
    theirs = (
        Spelling(CASES, "region", "NTH", "Northern"),
        Spelling(CASES, "region", "South", "Sth"),
        Spelling(CASES, "region", "Est", "East"),
    )
    choices = ImportChoices(day_first=True)
    one = replace(
        _held(_cases(["1"], "a", region=["Est"])), spellings=mine, recipes=(Recipe("s", "a", choices),)
    )
    other = replace(
        _held(_cases(["2"], "b", region=["Nth"])),
        spellings=theirs,
        recipes=(Recipe("s", "b", ImportChoices(day_first=False)), Recipe("t", "c", choices)),
    )
    result = joined(one, other)
    assert _values(result, "region") == {"1": "East", "2": "North"}
    assert [r.shape for r in result.workspace.recipes] == ["s", "t"]
    assert len(result.workspace.spellings) == 3
    assert len(result.notes) == 3


def test_who_is_out_in_one_is_out_in_both() -> None:
    rows = _cases(["1", "2"], "a", applicant=["Ama", "Kofi"], association=["N", "N"])
    one, other = _held(rows), _held(_cases(["1", "3"], "b", applicant=["Ama", "Esi"], association=["N", "N"]))
    gone = without_person(other, {CASES: [0]}).workspace
    withdrawn = with_consent_withdrawn(one, CASES, [0])
    for result in (joined(one, gone), joined(gone, one), joined(withdrawn, other)):
        assert sorted(_values(result, "applicant")) == ["2", "3"]
        assert len(result.workspace.erased) == 1
        _balanced(result)
    assert joined(gone, one).accounts[0].kept_out == 1
    assert any("asked for it" in note for note in joined(one, gone).notes)
    again, _ = with_import(
        joined(one, gone).workspace,
        imported(_cases(["1"], "e", applicant=["Ama"], association=["N"]), name="e.xlsx"),
    )
    assert len(again.tables[0]) == 2
    fields = without_person(one, {CASES: [0]}, keep_rows=True).workspace
    for result in (joined(fields, other), joined(other, fields)):
        assert pd.isna(_values(result, "applicant")["1"])


def test_files_let_go_in_one_are_let_go_in_both_and_contents_travel() -> None:
    one = _held(_cases(["1"], "a", applicant=["Ama"]))
    gone = without_person(one, {CASES: [0]}).workspace
    result = joined(one, gone)
    assert result.workspace.sources[0].content == b"" and result.workspace.sources[0].erased_at
    bare = replace(one, sources=tuple(replace(s, content=b"") for s in one.sources))
    assert with_contents(bare, lambda sha256: sha256.encode()).sources[0].content == b"a" * 64
    assert with_contents(gone, lambda sha256: b"x").sources[0].content == b""


def test_surveys_of_other_questions_live_beside_each_other() -> None:
    def survey(source: str, question: str, keys: list[str]) -> Table:
        made = table("survey", {"_uuid": keys, question: ["Yes"] * len(keys)}, source * 64)
        return replace(made, key=("_uuid",))

    one = _held(survey("a", "Licence?", ["u1", "u2"]))
    other = _held(survey("b", "Licence?", ["u2", "u3"]), survey("c", "Income?", ["w1"]))
    result = joined(one, other)
    assert {t.name: len(t) for t in result.workspace.tables} == {"survey": 3, "survey~2": 1}
    turned = joined(_held(survey("c", "Income?", ["w1"])), other)
    assert {t.name: len(t) for t in turned.workspace.tables} == {"survey": 1, "survey~2": 2}
    assert any("survey~2" in note for note in turned.notes)
    _balanced(turned)


def test_codes_of_people_and_exported_briefs_of_both_stay() -> None:
    one = with_pseudonyms(_held(_cases(["1"], "a", applicant=["Ama"], association=["N"])))
    other = with_pseudonyms(_held(_cases(["2"], "b", applicant=["Ama"], association=["N"])))
    other = other.with_exported(Exported("2025-01-01", "brief.docx"))
    result = joined(one, other).workspace
    assert code_of(result, "Ama", "N") == code_of(one, "Ama", "N")
    assert {p.code for p in result.pseudonyms} == {p.code for p in (*one.pseudonyms, *other.pseudonyms)}
    assert [e.name for e in result.exported] == ["brief.docx"]


def test_columns_of_two_types_and_empty_workspaces() -> None:
    one = _held(_cases(["1"], "a", depth=["12"]))
    number = _cases(["2"], "b")
    number = replace(
        number,
        frame=number.frame.assign(depth=[12.5]),
        raw=number.raw.assign(depth=pd.Series(["12.5"], dtype="str")),
    )
    result = joined(one, _held(number))
    assert _values(result, "depth") == {"1": "12", "2": "12.5"}
    assert joined(one, Workspace()).workspace.tables[0] is one.tables[0]
    assert joined(Workspace(), one).added == 1
    with pytest.raises(ValueError, match="later"):
        joined(one, one, choose="later")


def test_what_was_joined_is_saved_and_read_again() -> None:
    one = _held(_cases(["1"], "a", status=["pending"]))
    result = joined(one, _held(_cases(["1"], "b", status=["pending"], region=["N"]))).workspace
    name, chunks = state.written(result)
    again = state.read(chunks[name], chunks.__getitem__)
    pd.testing.assert_frame_equal(again.tables[0].origin, result.tables[0].origin)
    assert provenance(again, CASES, 0, "region").file == "b.xlsx"


def test_a_row_that_stands_in_two_places_is_matched_where_it_stands_now() -> None:
    """Here two entries of one number; in the other the later file has replaced the earlier one."""
    twice = _cases(["2", "2"], "a", status=["refused", "pending"])
    first, second = _cases(["2"], "c", visits=[2]), _cases(["2"], "b", status=["granted"])
    one, other = _held(twice, second, first), _held(first, second)
    frames = [joined(*pair).workspace.tables[0].frame for pair in ((one, other), (other, one))]
    said = [sorted(map(str, frame[["status", "visits"]].to_numpy().tolist())) for frame in frames]
    assert said[0] == said[1]


# --- every row, whatever overlaps --------------------------------------------------------------------------

_FIELDS = ("status", "region", "visits")
_ROW = st.fixed_dictionaries(
    {
        "case_id": st.sampled_from(["1", "2", "3", "é", None]),
        "status": st.sampled_from(["pending", "granted", None]),
        "region": st.sampled_from(["North", None]),
        "visits": st.sampled_from([1, 2, None]),
    }
)
_FILE = st.tuples(st.sampled_from("abcdef"), st.lists(_ROW, min_size=1, max_size=4))


def _made(
    files: list[tuple[str, list[dict[str, object]]]], known: dict[str, list[dict[str, object]]]
) -> Workspace:
    """A workspace of these files; a file of one name holds the same in every workspace."""
    start = Workspace()
    for name, rows in dict(files).items():
        rows = known.setdefault(name, rows)
        columns = {field: [row[field] for row in rows] for field in ("case_id", *_FIELDS)}
        one = table(CASES, {**columns, "date_applied": [DAY] * len(rows)}, name * 64)
        start, _ = with_import(start, imported(one, name=f"{name}.xlsx"))
    return start


def _rows(workspace: Workspace) -> list[tuple[str, ...]]:
    held = workspace.table(CASES)
    if held is None:
        return []
    frame = held.frame[sorted(held.frame.columns)].astype("object")
    return sorted(tuple(map(str, row)) for row in frame.itertuples(index=False, name=None))


@settings(max_examples=60)
@given(st.lists(_FILE, max_size=3), st.lists(_FILE, max_size=3))
def test_no_row_is_lost_and_without_conflicts_the_order_does_not_matter(
    first: list[tuple[str, list[dict[str, object]]]], second: list[tuple[str, list[dict[str, object]]]]
) -> None:
    known: dict[str, list[dict[str, object]]] = {}
    one, other = _made(first, known), _made(second, known)
    result = joined(one, other)
    _balanced(result)
    before = sum(map(len, one.tables))
    assert sum(map(len, result.workspace.tables)) == before + result.added
    assert sum(account.rows for account in result.accounts) == sum(map(len, other.tables))
    said = {(c.key, c.field, v) for c in result.conflicts for v in (c.mine.value, c.theirs.value)}
    rows = _rows(result.workspace)
    for held in (one, other):
        for row in _rows(held):
            kept = any(
                all(a in (b, "nan", "<NA>", "None") for a, b in zip(row, whole, strict=True))
                for whole in rows
            )
            assert kept or said, "a row is neither kept nor part of a conflict"
    if not result.conflicts:
        assert _rows(joined(other, one).workspace) == rows
