"""Issues follow the language of the window, whatever language they were made in."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from advocacy.issue import Issue, Severity
from advocacy.retelling import retold
from advocacy.sample import SAMPLE
from advocacy.validation.checked_import import import_file
from advocacy.wording import LANGUAGES, say, speaking

ROOT = Path(__file__).resolve().parents[1] / "advocacy"
MAKERS = (
    *("validation/checks.py", "importing/typed_columns.py", "importing/dialects/plain.py"),
    *("importing/survey/codebook.py", "workspace/doubles.py", "workspace/edits.py", "workspace/joining.py"),
    *("workspace/matching.py", "workspace/register.py", "workspace/likely_same.py"),
)
NO_ISSUE = ("The {name}: {mine} here, {theirs} in the other. Kept: {kept}.",)  # a remark on a merge
WORDS = {  # of the program, as they fill the places
    **dict.fromkeys(("field", "later", "part", "status"), "Date of decision"),
    **dict.fromkeys(("earlier", "whole"), "Region"),
}
WRITTEN = {"value": "Pending", "count": 12, "day": "2024-05-01", "name": "Mine «A» {x}: (1.5), 50 %"}


def _sentences() -> list[str]:
    """What the code that makes issues says, but names of choices and labels of undo."""
    found = []
    for name in MAKERS:
        for call in ast.walk(ast.parse((ROOT / name).read_text("utf-8"))):
            if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "say":
                first = call.args[0]
                if isinstance(first, ast.Constant) and str(first.value).endswith("."):
                    found.append(str(first.value))
    return sorted(set(found))


def _said(sentence: str, language: str) -> str:
    import string

    places = [name for _, name, _, _ in string.Formatter().parse(sentence) if name]
    with speaking(language):
        values = {
            name: say(WORDS[name])
            if name in WORDS
            else say("at most {most}", most=5)
            if name == "range"
            else say("the same {field}", field=say("Region"))
            if name == "why"
            else WRITTEN.get(name, f"{name} 1")
            for name in places
        }
        return say(sentence, **values)


def _again(text: str, language: str) -> str:
    with speaking(language):
        (told,) = retold([Issue("x", Severity.NOTE, text, "")])
    return told.message


@pytest.mark.parametrize("after", LANGUAGES)
@pytest.mark.parametrize("before", LANGUAGES)
def test_every_sentence_of_an_issue_is_said_again(before: str, after: str) -> None:
    """The words of the program change, those of a cell do not, even where they are words of the program."""
    sentences = [one for one in _sentences() if one not in NO_ISSUE]
    assert len(sentences) > 50
    wrong = [
        (said, again, _said(one, after))
        for one in sentences
        if (again := _again(said := _said(one, before), after)) != _said(one, after)
    ]
    assert not wrong


def test_an_import_is_told_as_if_it_were_made_in_the_language() -> None:
    made = {}
    for language in ("en", "fr", "sw"):
        with speaking(language):
            made[language] = import_file(SAMPLE / "2_mineurs_du_plateau.xlsx").issues
    assert made["en"] != made["fr"]
    for before in made:
        for after in made:
            with speaking(after):
                assert tuple(retold(made[before])) == made[after]


@pytest.mark.parametrize(
    "text",
    [
        "",
        ".",
        "My own words: nobody else's; (really)",
        "“x”",
        "{field}",
        "5 % of %s \\1 (?P<a>x",
        "x" * 20_000,
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_not_of_the_program_stays(text: str, language: str) -> None:
    assert _again(text, language) == text


def test_the_order_and_everything_else_of_an_issue_stays() -> None:
    with speaking("fr"):
        made = [
            Issue(
                "a", Severity.ERROR, say("“{field}” is empty.", field=f"f{n}"), "", "s", "t", n, "C", "x", "v"
            )
            for n in range(3)
        ]
    told = list(retold(made))
    assert [one.message for one in told] == [f"“f{n}” is empty." for n in range(3)]
    assert [(one.row, one.value, one.severity) for one in told] == [
        (one.row, one.value, one.severity) for one in made
    ]
