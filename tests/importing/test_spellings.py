"""Names that look alike are suggested with their counts; nothing is merged that differs by a number."""

from __future__ import annotations

from advocacy.importing.recipe import Spelling
from advocacy.importing.spellings import alike
from advocacy.workspace import Workspace
from advocacy.workspace.merging import with_import
from tests.makers import imported, table


def _cases(*districts: str | None) -> Workspace:
    numbers = [f"A-{i}" for i in range(len(districts))]
    columns = {"case_id": numbers, "district": list(districts)}
    return Workspace(tables=(table("licensing_case", columns),))


def _found(*districts: str | None) -> list[dict[str, int]]:
    return [dict(one.written) for one in alike(_cases(*districts).tables)]


def test_names_are_alike_by_letters_or_by_words() -> None:
    assert _found("Tarkwa", "Tarkwa", "Tarkwaa", "Bole") == [{"Tarkwa": 2, "Tarkwaa": 1}]
    assert _found("Wassa East", "East Wassa", "Wassa East") == [{"Wassa East": 2, "East Wassa": 1}]


def test_names_that_mean_different_places_are_left() -> None:
    assert _found("Zone 1", "Zone 2", "Zone 3") == []
    assert _found("Bole", "Bola", "Boli") == []  # too short: a letter makes another place
    assert _found("Guinea-Bissau", "Papua New Guinea") == []
    assert _found("Tarkwa", "TARKWA", "tarkwa ") == []  # folded everywhere, nothing to decide
    assert _found(None, "Tarkwa") == []


def test_what_is_decided_holds_now_and_in_later_imports() -> None:
    workspace = _cases("Tarkwa", "Tarkwaa", "TARKWAA", "Bole")
    decided = (Spelling("licensing_case", "district", "Tarkwaa", "Tarkwa"),)
    changed = workspace.with_spellings(decided)
    first = changed.tables[0]
    assert first.frame["district"].tolist() == ["Tarkwa", "Tarkwa", "Tarkwa", "Bole"]
    assert first.raw.equals(workspace.tables[0].raw)
    assert workspace.tables[0].frame["district"].tolist()[1] == "Tarkwaa"
    assert "“Tarkwaa” means “Tarkwa”" in changed.history
    assert alike(changed.tables) == ()
    arriving = table("licensing_case", {"case_id": ["B-1"], "district": ["tarkwaa"]})
    later, _ = with_import(changed, imported(arriving))
    assert later.tables[0].frame["district"].tolist()[-1] == "Tarkwa"


def test_a_letter_a_roman_number_or_another_word_makes_another_name() -> None:
    assert _found("Licence Class A", "Licence Class B") == []
    assert _found("Mining Block II", "Mining Block III", "Mining Block IV") == []
    assert _found("Lake Region North", "Lake Region South") == []
    assert _found("Upper Denkyira East", "Upper Denkyira West") == []
    assert _found("Lake Regoin North", "Lake Region North", "Lake Region South") == [
        {"Lake Regoin North": 1, "Lake Region North": 1}
    ]
    assert _found("Kilindoni", "Kilin doni", "Kilindoni") == [{"Kilindoni": 2, "Kilin doni": 1}]
