"""What was written down in one language is said in another, and the words of users stay."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from advocacy.brief.composed import composed
from advocacy.exporting.export import export
from advocacy.progress import Progress
from advocacy.retelling import said_again
from advocacy.wording import LANGUAGES, say, say_count, speaking
from advocacy.workspace import BriefPlan
from tests.makers import cases, workspace

_SENTENCES = {
    "Imported “{name}”": {"name": "mine {x} “q” \u202e.xlsx"},
    "Exported {name}": {"name": "Women, Gold.docx"},
    "Opened the example data": {},
    "Merged from “{name}”: {added} of {rows} rows are new": {"name": "w", "added": 3, "rows": 12},
}


@pytest.mark.parametrize("into", LANGUAGES)
@pytest.mark.parametrize("kept", LANGUAGES)
@pytest.mark.parametrize("sentence", _SENTENCES)
def test_a_sentence_is_said_in_any_language_whatever_it_was_kept_in(
    sentence: str, kept: str, into: str
) -> None:
    with speaking(kept):
        written = say(sentence, **_SENTENCES[sentence])
    with speaking(into):
        assert said_again(written) == say(sentence, **_SENTENCES[sentence])


@pytest.mark.parametrize("count", [1, 2, 1234])
@pytest.mark.parametrize("kept", LANGUAGES)
def test_numbers_decide_the_words_and_are_written_as_the_language_does(kept: str, count: int) -> None:
    forms = ("Erased a person: {count} row", "Erased a person: {count} rows")
    with speaking(kept):
        written = say_count(*forms, count)
    with speaking("fr"):
        assert said_again(written) == say_count(*forms, count)


def test_what_another_workspace_had_said_is_said_again_too() -> None:
    with speaking("pt"):
        written = say("In “{name}”: {said}", name="Gold", said=say("Removed the shapes for maps"))
    with speaking("fr"):
        expected = say("In “{name}”: {said}", name="Gold", said=say("Removed the shapes for maps"))
        assert said_again(written) == expected and "Gold" in expected


@pytest.mark.parametrize(
    "text", ["", " ", "my own words: 12", "{", "{name}", "a; b", "To: the Clerk", "x" * 999]
)
def test_words_of_users_stay(text: str) -> None:
    with speaking("fr"):
        assert said_again(text) == text


def test_the_steps_of_a_brief_are_told_in_its_language(tmp_path: Path) -> None:
    filed = [date(2024, 1, 1)] * 40
    made = workspace(cases(filed, [date(2024, 6, 1)] * 40), data_date=date(2024, 12, 31))
    made = made.with_settings(made.settings, say("Imported “{name}”", name="a.xlsx"))
    made = made.with_brief(BriefPlan(language="fr"))
    path = tmp_path / "brief.xlsx"
    export(composed(made)[0], path)
    cells = {
        str(cell.value) for sheet in openpyxl.load_workbook(path) for row in sheet.iter_rows() for cell in row
    }
    assert "« a.xlsx »\u00a0importé".replace("\u00a0", " ") in {one.replace("\u00a0", " ") for one in cells}
    assert "Imported “a.xlsx”" not in cells


@pytest.mark.parametrize("language", ["en", "fr"])
def test_progress_says_nothing_in_a_language_the_reader_did_not_choose(language: str) -> None:
    filed = [date(2024, 1, 1)] * 40
    made = workspace(cases(filed, [date(2024, 6, 1)] * 40), data_date=date(2024, 12, 31))
    heard: list[str] = []
    shares: list[float] = []

    def told(share: float, doing: str = "", /) -> None:
        heard.append(doing)
        shares.append(share)

    progress: Progress = told
    composed(made.with_brief(BriefPlan(language=language)), progress)
    assert len(shares) > 3 and any(heard) is (language == "en")
