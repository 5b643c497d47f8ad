"""What is refused, what may leave, and what the user is told of it."""

from __future__ import annotations

import gc
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from advocacy.analysis.finding import Finding
from advocacy.brief.composed import composed
from advocacy.brief.document import Brief, CaseBox, Paragraph
from advocacy.exporting.export import FORMATS, export
from advocacy.exporting.leak_scan.guard import LeakError, refuse_leaks_of_finding, scan_of_brief
from advocacy.exporting.leak_scan.piece import APART, Piece
from advocacy.exporting.leak_scan.private_values import private_values
from advocacy.exporting.leak_scan.scan import Scan
from advocacy.workspace import Workspace
from tests.exporting.leak_scan.people import held
from tests.makers import cases, table, workspace

_HELD = held(9)
_CASES = _HELD.table("licensing_case")
assert _CASES is not None
_NAME = str(_CASES.frame["applicant"].iloc[3])


def _with(text: str, made: Workspace = _HELD) -> Brief:
    brief, _ = composed(made)
    return replace(brief, blocks=(*brief.blocks, Paragraph(text)), parts=(*brief.parts, ("text", "x")))


@pytest.mark.parametrize("suffix", [*FORMATS, ".zip"])
def test_a_brief_that_names_somebody_is_not_written(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"brief{suffix}"
    path.write_bytes(b"the older file")
    if suffix == ".xlsx":  # the annex has no paragraphs
        made = _HELD.with_brief(replace(_HELD.brief, title=f"The case of {_NAME}"))
        brief = composed(made)[0]
    else:
        brief = _with(f"It took {_NAME} a year.")
    for _ in range(2):  # what was refused once is not taken for clean the second time
        with pytest.raises(LeakError) as refused:
            export(brief, path)
        said = str(refused.value)
        assert "name of a person" in said and "Take it out" in said
        assert all(part not in said for part in _NAME.split())
        assert path.read_bytes() == b"the older file"
        assert [one.name for one in tmp_path.iterdir()] == [path.name]


def test_who_submits_may_be_named_on_the_cover(tmp_path: Path) -> None:
    made = _HELD.with_brief(replace(_HELD.brief, submitted_by=_NAME, contact="+258 84 000 1122"))
    export(composed(made)[0], tmp_path / "brief.html")


def test_a_released_statement_may_be_quoted_and_another_not() -> None:
    assert _CASES is not None
    mine, other = (str(_CASES.frame["statement"].iloc[row]) for row in (1, 2))
    brief, _ = composed(_HELD)
    quoting = replace(brief, blocks=(*brief.blocks, CaseBox(mine, "Applicant")))
    scan = scan_of_brief(quoting, _HELD)
    assert not list(scan.leaks([Piece("x", mine)]))
    assert list(scan.leaks([Piece("x", other)]))


def test_a_group_named_like_a_person_is_refused_in_charts_too() -> None:
    _, found = composed(_HELD)
    one: Finding = next(one for one in found if len(one.estimates) > 1)
    refuse_leaks_of_finding(one, _HELD)
    named = replace(one, estimates=(replace(one.estimates[0], label=_NAME), *one.estimates[1:]))
    with pytest.raises(LeakError):
        refuse_leaks_of_finding(named, _HELD)


def _finds(made: Workspace, text: str) -> bool:
    return bool(list(Scan(private_values(made)).leaks([Piece("x", text)])))


def test_what_everybody_knows_is_no_name() -> None:
    made = workspace(
        table(
            "licensing_case",
            {
                "case_id": ["A-1", "A-2", "A-3"],
                "applicant": ["Kessa Cooperative", "North River", "Bo"],
                "region": ["North", "River", "Kessa"],
                "association": ["Kessa Cooperative"] * 3,
                "monthly_income": [610.0, 250.0, 1234567.89],
            },
        )
    )
    for text in (
        "Kessa Cooperative",
        "in the North River region",
        "Bohemian",
        "610 KTS",
        "Bo and others",
        "A-1x",
    ):
        assert not _finds(made, text), text
    for text in ("Bo", "an income of 1,234,567.89"):
        assert _finds(made, text), text


def test_a_part_of_a_name_counts_where_few_bear_it_and_it_is_written_as_one() -> None:
    made = workspace(
        table(
            "licensing_case",
            {"case_id": list("abcd"), "applicant": ["Ada Hope", "Ben Hope", "Cle Hope", "Dan Wilson"]},
        )
    )
    assert _finds(made, "as Wilson said") and _finds(made, "Wilson")
    for text in ("the hope of all", "as Hope said", "wilson said", "Wilson said so. Then it ended"):
        assert not _finds(made, text), text
    scan = Scan(private_values(made), own=["wilson"])
    assert not list(scan.leaks([Piece("x", "the interval of Wilson is used")]))


def test_a_word_of_an_own_column_is_no_leak_by_itself() -> None:
    made = workspace(
        table(
            "licensing_case",
            {
                "case_id": ["a1", "a2"],
                "ID type": ["Passport", "None"],
                "address": ["Office", "12 Market Lane"],
            },
        )
    )
    for text in ("a passport is asked for", "the office is far", "the market"):
        assert not _finds(made, text), text
    assert _finds(made, "he lives at 12, Market Lane")


def test_numbers_of_briefs_are_no_telephone_numbers_or_identities() -> None:
    made = workspace(
        table("licensing_case", {"case_id": ["60000", "841234567"], "applicant": ["Ada Hope", "Ben Ito"]})
    )
    for text in ("60,000", "60 000", "0.60000123", "160000", "8,412,345", "2024-03-01 to 2025-01-31"):
        assert not _finds(made, text), text
    assert _finds(made, "file 60000 is open")


def test_a_brief_goes_when_nobody_has_it(tmp_path: Path) -> None:
    from weakref import ref

    brief = composed(_HELD)[0]
    export(brief, tmp_path / "brief.md")
    left = ref(brief)
    del brief
    gc.collect()
    assert left() is None


@pytest.mark.parametrize("suffix", [*FORMATS, ".zip"])
def test_the_hash_of_a_file_is_the_number_of_no_case(tmp_path: Path, suffix: str) -> None:
    """By chance the number of a case stands in one of three hashes, where it has two digits and a letter."""
    filed = [date(2024, 1, 1)] * 40
    numbers = [f"C-{i:04d}" for i in range(40)]
    made = workspace(cases(filed, [date(2024, 6, 1)] * 40, case_id=numbers), data_date=date(2024, 12, 31))
    chance = f"c0012d{'e' * 30}c-0012".replace("-", "").ljust(64, "f")
    made = replace(made, sources=(replace(made.sources[0], sha256=chance),))
    export(composed(made)[0], tmp_path / f"brief{suffix}")
    scan = scan_of_brief(composed(made)[0], made)
    broken = f"{chance[:20]}\n{chance[20:41]} {chance[41:]}"
    assert not list(scan.leaks([Piece("p", chance), Piece("p", f"SHA-256 {broken}")]))
    assert list(scan.leaks([Piece("p", f"{chance} and C-0012")]))


def _named(*people: str) -> Workspace:
    numbers = [str(place) for place in range(len(people))]
    return workspace(table("licensing_case", {"case_id": numbers, "applicant": list(people)}))


def test_words_of_the_program_that_spell_a_name_by_chance_are_no_name() -> None:
    made = _named("Mi Ne", "An Dother", "Wo Men")
    for text in ("they left the mine", "and other costs", "Women wait longer"):
        assert not _finds(made, text), text
    for text in ("Mi Ne waits", "ne, mi", "MI NE", "An Dother", "mi-ne"):
        assert _finds(made, text), text


def test_a_name_written_together_is_found_where_it_is_no_word() -> None:
    made = _named("Ada Hope", "Sy Ka")
    for text in ("AdaHope.pdf", "adahope", "Hope\nAda", "syka", "KaSy", "Ad a Hope", "ada ho pe"):
        assert _finds(made, text), text


def test_a_month_beside_its_year_and_a_label_of_the_program_are_nobodys_name() -> None:
    made = _named("March Ndolo", "Gold Ndolo", "Sunday Ndolo")
    for text in ("decided on 2 March 2024.", "until March 2024", "Gold", "March"):
        assert not _finds(made, text), text
    for text in (
        "as March said",
        "to Gold in person",
        "Sunday",
        "before March 20244",
        "march ndolo",
        "GoldNdolo",
    ):
        assert _finds(made, text), text


def test_a_brief_about_somebody_named_like_a_month_is_written(tmp_path: Path) -> None:
    filed = [date(2024, 3, 1)] * 40
    made = workspace(
        cases(filed, [date(2024, 6, 1)] * 40, applicant=["March Ndolo", *["Ada Hope"] * 39]),
        data_date=date(2024, 3, 31),
    )
    for suffix in FORMATS:
        export(composed(made)[0], tmp_path / f"brief{suffix}")


def test_shares_with_all_their_digits_hold_no_telephone_number() -> None:
    made = workspace(table("partner", {"name": ["River"], "contact": ["Ada, 832232545"]}))
    for text in ("0.4167723832232545", "0.02063832232545"[:-1] + "12", "1.416772383223254512"):
        assert not _finds(made, text), text
    for text in ("00258832232545", "+258 83 223 25 45", "0832232545", "tel. 832-232-545", "258.832232545"):
        assert _finds(made, text), text


def test_many_texts_hold_what_one_of_them_holds() -> None:
    held_back = f"reported by {_NAME}"
    texts = [f"{place} of 900" for place in range(900)]
    scan = Scan(private_values(_HELD))
    for place in (0, 199, 200, 450, 899):
        piece = Piece("x", APART.join([*texts[:place], held_back, *texts[place:]]))
        assert {leak.place for leak in scan.leaks([piece])} == {"x"}
    assert not list(scan.leaks([Piece("x", APART.join(texts))]))
    assert not list(scan.leaks([Piece("x", APART.join(_NAME.split()).lower())])), "two texts are not one name"
