"""What was decided about a file is kept, said in words, and done again with the next file of its shape."""

from __future__ import annotations

from pathlib import Path

import pytest

from advocacy.importing.imported import ImportChoices
from advocacy.importing.importer import understand_file
from advocacy.importing.recipe import Recipe
from advocacy.workspace import Workspace
from advocacy.workspace.file import WorkspaceFile
from advocacy.workspace.merging import with_import

_CHOICES = ImportChoices(
    header_rows=(("", 2),),
    tables=(("", "licensing_case"),),
    fields=(("", "Office in charge", "authority"), ("", "Region", "")),
)


def _file(path: Path, *numbers: str, heading: str = "Office in charge") -> Path:
    rows = [f"{number};2024-01-02;North;Tarkwa" for number in numbers]
    head = f"Register;;;\nCase number;Date of application;Region;{heading}\n"
    path.write_text(head + "\n".join(rows) + "\n", "utf-8")
    return path


def _decided(tmp_path: Path) -> Workspace:
    first = understand_file(_file(tmp_path / "january.csv", "A-1", "A-2"), choices=_CHOICES)
    assert first.tables[0].frame["authority"].tolist() == ["Tarkwa", "Tarkwa"]
    workspace, _ = with_import(Workspace(), first)
    return workspace


def test_the_next_file_of_the_shape_is_read_alike(tmp_path: Path) -> None:
    workspace = _decided(tmp_path)
    path = _file(tmp_path / "february.csv", "A-3", heading="OFFICE IN CHARGE")
    path.write_text(path.read_text("utf-8").replace("OFFICE IN CHARGE", "Office in charge"), "utf-8")
    second = understand_file(path, recipes=workspace.recipes)
    assert second.tables[0].frame["authority"].tolist() == ["Tarkwa"]
    assert "Region" in second.tables[0].frame.columns  # kept as an extra column, as decided
    assert second.choices == _CHOICES
    assert any("january.csv" in note for note in second.notes)


def test_a_file_of_another_shape_is_not(tmp_path: Path) -> None:
    workspace = _decided(tmp_path)
    other = understand_file(_file(tmp_path / "other.csv", "A-3", heading="Desk"), recipes=workspace.recipes)
    assert other.choices == ImportChoices()
    assert other.shape != workspace.recipes[0].shape


def test_what_the_user_says_now_comes_before_the_recipe(tmp_path: Path) -> None:
    workspace = _decided(tmp_path)
    path = _file(tmp_path / "march.csv", "A-4")
    now = ImportChoices(fields=(("", "Office in charge", "district"),))
    third = understand_file(path, choices=now, recipes=workspace.recipes)
    assert third.tables[0].frame["district"].tolist() == ["Tarkwa"]
    changed, _ = with_import(workspace, third)
    assert [recipe.choices for recipe in changed.recipes] == [now]


def test_recipes_and_spellings_are_kept_in_the_file(tmp_path: Path) -> None:
    workspace = _decided(tmp_path)
    path = tmp_path / "w.groundswell"
    file = WorkspaceFile.create(path)
    file.save(workspace, "Import")
    file.close()
    file = WorkspaceFile.open(path)
    assert file.workspace.recipes == workspace.recipes
    file.close()


@pytest.mark.parametrize(
    ("choices", "words"),
    [
        (ImportChoices(dialect="survey"), "survey"),
        (ImportChoices(header_rows=(("S", 4),)), "row 4"),
        (ImportChoices(tables=(("S", "partner"),)), "Partner"),
        (ImportChoices(tables=(("S", ""),)), "left out"),
        (ImportChoices(fields=(("S", "Desk", "authority"),)), "Authority"),
        (ImportChoices(fields=(("S", "Desk", ""),)), "kept as it is"),
        (ImportChoices(day_first=False), "month comes first"),
    ],
)
def test_every_step_is_said_in_words(choices: ImportChoices, words: str) -> None:
    (said,) = Recipe("", "a.xlsx", choices).steps()
    assert words.casefold() in said.casefold()
