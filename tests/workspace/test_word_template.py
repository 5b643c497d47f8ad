"""The template of the brief is kept with it, undone like all else, and goes where it names who is erased."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from advocacy.workspace import Workspace
from advocacy.workspace.erasure import without_person
from advocacy.workspace.file import WorkspaceFile
from advocacy.workspace.joining import joined
from advocacy.workspace.word_template import WordTemplate, words_in
from tests.exporting.word_templates import letterhead
from tests.workspace.test_erasure import CASES, MARK, _held

HELD = WordTemplate("Letterhead.docx", letterhead("{{ brief }}", MARK), ("brief",))


def test_it_is_there_again_on_reopening(tmp_path: Path) -> None:
    path = tmp_path / "w.groundswell"
    file = WorkspaceFile.create(path)
    file.save(Workspace().with_template(HELD), "Template")
    file.close()
    file = WorkspaceFile.open(path)
    assert file.workspace.template == HELD
    assert file.undo() is not None
    assert file.workspace.template is None
    file.redo()
    assert file.workspace.template == HELD
    file.save(file.workspace.with_template(None), "Without the template")
    file.close()
    assert WorkspaceFile.open(path).workspace.template is None


def test_the_same_template_is_no_change() -> None:
    held = Workspace().with_template(HELD)
    assert held.with_template(replace(HELD)) is held


@pytest.mark.parametrize("names", [True, False])
def test_it_goes_with_who_is_erased_where_it_names_them(names: bool) -> None:
    template = HELD if names else replace(HELD, content=letterhead("{{ brief }}"))
    erased = without_person(_held().with_template(template), {CASES: [0]}).workspace
    assert (erased.template is None) == names
    assert any("Word template" in line for line in erased.history) == names


def test_one_that_cannot_be_read_goes_too() -> None:
    broken = WordTemplate("x", b"PK no archive")
    assert words_in(broken) is None
    assert without_person(_held().with_template(broken), {CASES: [0]}).workspace.template is None


def test_two_workspaces_keep_the_one_there_is() -> None:
    other = Workspace().with_template(replace(HELD, file="Other.docx"))
    assert joined(Workspace().with_template(HELD), other).workspace.template == HELD
    assert joined(Workspace(), other).workspace.template == other.template
