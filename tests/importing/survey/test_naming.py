"""Questions answered with names of people are known as such, and others are not taken for them."""

from __future__ import annotations

import pandas as pd
import pytest

from advocacy.importing.questionnaire import Choice, Question, QuestionKind
from advocacy.importing.survey.naming import without_known_names, without_names

PEOPLE = ("Juma Kabila", "Amina Said", "N'Golo Kanté", "María José Díaz")


def _asked(heading: str, answers: tuple[str, ...], kind: QuestionKind = QuestionKind.SINGLE) -> Question:
    return Question(heading, heading, kind, heading, tuple(Choice(one, one) for one in answers))


@pytest.mark.parametrize(
    ("heading", "answers"),
    [
        ("Enumerator", ("E01", "E02")),
        ("Nom de l'enquêteur", ("amina", "juma")),
        ("Name", PEOPLE),
        ("Votre nom et prénom", PEOPLE),
        ("Nombre y apellido", PEOPLE),
        ("Jina lako", PEOPLE),
        ("Village chief", ("Chief Banda", "Chief Odongo")),
        ("Mwenyekiti wa kijiji", PEOPLE),
        ("Owner of the mine", PEOPLE),
    ],
)
def test_answers_that_name_people(heading: str, answers: tuple[str, ...]) -> None:
    found = without_names(_asked(heading, answers))
    assert found.kind is QuestionKind.PERSON
    assert found.choices == ()


@pytest.mark.parametrize(
    ("heading", "answers"),
    [
        ("Name of your cooperative", ("Umoja Miners", "Tumaini Women", "Kazi Bora")),
        ("Name of the main mineral", ("gold", "tin")),
        ("Nombre de visites", ("1", "2")),
        ("Gender of the enumerator", ("female", "male")),
        ("Do you own a mobile phone?", ("yes", "no")),
        ("Who gave you the loan?", ("Commercial Bank", "Gold Buyer", "Family Member")),
        ("Do you trust the chief?", ("Yes", "No", "Do not know")),
        ("What did the head of the office say?", ("come back", "pay first")),
        ("Region", ("Central North", "Lake Zone")),
    ],
)
def test_answers_that_name_nobody(heading: str, answers: tuple[str, ...]) -> None:
    asked = _asked(heading, answers)
    assert without_names(asked) == asked


def test_own_words_are_looked_at_as_written() -> None:
    asked = Question("Respondent name", "Respondent name", QuestionKind.TEXT, "Respondent name")
    assert without_names(asked, PEOPLE).kind is QuestionKind.PERSON
    assert without_names(asked, ["", "no"]).kind is QuestionKind.TEXT
    assert without_names(asked).kind is QuestionKind.TEXT


def test_whoever_is_named_elsewhere_is_named_here() -> None:
    asker = without_names(_asked("Enumerator", ()))
    recruiter = _asked("Who recruited you?", ("JUMA KABILA", "A friend"))
    metal = _asked("Mineral", ("Gold", "Tin"))
    frame = pd.DataFrame({"Enumerator": ["Juma Kabila", "Gold", None]})
    found = without_known_names((asker, recruiter, metal), frame)
    assert [one.kind for one in found] == [QuestionKind.PERSON, QuestionKind.PERSON, QuestionKind.SINGLE]
