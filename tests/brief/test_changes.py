"""What changed since an earlier brief is told number by number, with the reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from advocacy.analysis.findings import findings
from advocacy.brief.changes import Change, Why, changes
from advocacy.brief.claims import What
from advocacy.brief.compose import compose
from advocacy.brief.document import Brief
from advocacy.brief.terms import terms
from advocacy.brief.told import told
from advocacy.importing.imported import Source
from advocacy.importing.table import Table
from advocacy.workspace import Filter, Protection, Workspace
from advocacy.workspace.exported import Exported
from advocacy.workspace.merging import with_import
from tests.makers import IMPORTED_AT, cases, imported, workspace

_ON = date(2025, 1, 1)
_N = "licensing.time_to_decision|||n"


def _table(many: int, **more: Sequence[object]) -> Table:
    applied = [date(2024, 1, 1) + timedelta(days=i) for i in range(many)]
    decided = [day + timedelta(days=80 + i) if i % 3 else None for i, day in enumerate(applied)]
    names = [f"C-{i:04d}" for i in range(many)]
    return cases(applied, decided, case_id=names, **more)


def _held(many: int = 60, **more: Sequence[object]) -> Workspace:
    return workspace(_table(many, **more), data_date=date(2024, 12, 31))


def _brief(held: Workspace) -> Brief:
    return compose(held, findings(held))


def _told(held: Workspace) -> Exported:
    return told(held, _brief(held), "first.docx", _ON)


def _changes(before: Workspace, now: Workspace) -> dict[str, Change]:
    return {one.key: one for one in changes(now, _told(before), _brief(now))}


def _whys(change: Change) -> set[Why]:
    return {reason.why for reason in change.reasons}


def test_the_same_data_have_no_change() -> None:
    brief = _brief(_held())
    assert brief.printed_claims()
    assert _changes(_held(), _held()) == {}


def _imported(*files: Table) -> Workspace:
    held = replace(workspace(data_date=date(2024, 12, 31)), sources=())
    for number, one in enumerate(files):
        held, _ = with_import(held, imported(one, name=f"{number}.xlsx"))
    return held


def test_new_and_changed_rows_of_a_later_file_are_told_apart() -> None:
    first = _table(60)
    later = _table(90)
    status = [
        "withdrawn" if row in (3, 6, 9, 12, 15) else said for row, said in enumerate(later.frame["status"])
    ]
    later = replace(
        later, frame=later.frame.assign(status=status), origin=later.origin.assign(source="b" * 64)
    )
    one = _changes(_imported(first), _imported(first, later))[_N]
    assert (one.before, one.now) == ("60", "85") and one.is_stale and one.name
    assert [reason.words for reason in one.reasons] == [
        "30 new rows in “Licensing cases”",
        "5 changed rows in “Licensing cases”",
    ]


def test_values_changed_by_hand_are_the_reason() -> None:
    held = _held()
    edited = held.with_edit("licensing_case", [0, 3, 6, 9], "date_decided", "2024-02-01")
    found = _changes(held, edited)
    one = next(change for change in found.values() if change.key.startswith("licensing.time_to_decision|||"))
    assert _whys(one) == {Why.CHANGED_ROWS} and one.reasons[0].words.startswith("4 changed rows")


def test_rows_that_went_are_the_reason() -> None:
    held = _held()
    table = held.tables[0]
    fewer = replace(
        table, frame=table.frame.iloc[:40], raw=table.raw.iloc[:40], origin=table.origin.iloc[:40]
    )
    one = _changes(held, replace(held, tables=(fewer,)))[_N]
    assert _whys(one) == {Why.GONE_ROWS} and one.reasons[0].words.startswith("20 rows no longer")


def test_a_filter_the_data_date_and_the_protection_are_reasons() -> None:
    region = ["North" if i % 2 else "South" for i in range(60)]
    held = _held(region=region)
    one = _changes(held, held.with_filter(Filter("region", ("north",))))[_N]
    assert _whys(one) == {Why.TERM} and [reason.words for reason in one.reasons] == ["other filter"]
    later = replace(held, settings=replace(held.settings, data_date=date(2024, 6, 30)))
    assert any(
        "other data date" in reason.words for one in _changes(held, later).values() for reason in one.reasons
    )
    rounded = replace(held, settings=replace(held.settings, protection=Protection.ROUND))
    assert all(_whys(one) == {Why.TERM} for one in _changes(held, rounded).values() if one.is_stale)


def test_the_same_rows_under_the_same_terms_are_counted_in_another_way() -> None:
    held = _held()
    earlier = _told(held)
    other = replace(earlier, claims=tuple((key, "59" if key == _N else said) for key, said in earlier.claims))
    (one,) = changes(held, other, _brief(held))
    assert (one.before, one.now, _whys(one)) == ("59", "60", {Why.DEFINITION})


def test_a_number_that_can_be_said_no_longer_is_told() -> None:
    found = _changes(_held(hurdles=["fees"] * 60), _held()).values()
    gone = [one for one in found if one.key.startswith("licensing.hurdles|")]
    assert gone and all(one.is_stale and not one.now and one.reasons for one in gone)
    assert all(not one.name.startswith("licensing.") and "|" not in one.name for one in gone)
    assert "Hurdles met · fees · how many it is true of" in {one.name for one in gone}, {
        one.name for one in gone
    }


def test_a_key_that_no_program_writes_is_told_all_the_same() -> None:
    held = _held()
    earlier = replace(_told(held), claims=(("no.such|a||value", "1"), ("nonsense", "2"), ("a|b|c|d|e", "3")))
    found = [one for one in changes(held, earlier, _brief(held)) if one.is_stale]
    assert [one.name for one in found] == ["no.such · a", "nonsense", "a · b · c · d · e"]


def test_a_new_number_is_told_as_new() -> None:
    found = _changes(_held(), _held(hurdles=["fees"] * 60)).values()
    new = [one for one in found if one.key.startswith("licensing.hurdles|")]
    assert new and all(not one.is_stale and _whys(one) == {Why.NOT_PRINTED} for one in new)


def test_what_only_a_sentence_tells_is_followed_through_the_change_of_the_sentence() -> None:
    earlier = _told(_held())
    of_sentences = [key for key, _ in earlier.claims if key.endswith(f"|{What.WORDS}")]
    found = _changes(_held(), _held(90))
    assert not any(one.key in of_sentences and not one.now for one in found.values())


def test_another_language_alone_changes_no_number() -> None:
    held = _held()
    earlier = _told(held)
    french = tuple((key, said.replace(" days", " jours").replace(",", " ")) for key, said in earlier.claims)
    terms = tuple((name, '"fr"' if name == "language" else state) for name, state in earlier.terms)
    assert changes(held, replace(earlier, claims=french, terms=terms), _brief(held)) == ()


def test_a_brief_of_an_older_program_is_no_reason_to_worry() -> None:
    held = _held()
    assert all(not one.is_stale for one in changes(held, Exported("2024", "x"), _brief(held)))
    known = Exported("2024", "x", claims=((_N, "59"),))
    one = next(one for one in changes(held, known, _brief(held)) if one.key == _N)
    assert _whys(one) == {Why.NOT_KNOWN}


def test_new_files_without_rows_of_their_own_are_told_of_the_account() -> None:
    held = _held()
    more = replace(held, sources=(*held.sources, Source("b.xlsx", "c" * 64, 1, IMPORTED_AT)))
    found = _changes(held, more)
    assert all(one.reasons for one in found.values())


def test_the_order_of_clicks_is_no_other_filter_but_the_open_end_of_a_period_is() -> None:
    def of(field: str, *values: str) -> tuple[tuple[str, str], ...]:
        return terms(Workspace().with_filter(Filter(field, values)), "en", None)

    assert of("region", "north", "south") == of("region", "south", "north")
    assert of("date_applied", "2024-01-01", "") != of("date_applied", "", "2024-01-01")
    assert of("licensing_case.waiting_on", "2024-01-01") != of("licensing_case.waiting_on", "2024-02-01")
