"""Questions whose answers name people: they are never counted, shown in a chart or printed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

import pandas as pd

from advocacy.importing.plain_words import plain
from advocacy.importing.questionnaire import Question, QuestionKind

_NAMES = """
    name names surname nom noms prenom nombre nombres apellido apellidos nome sobrenome apelido jina majina
    username signature
"""
_ASKERS = """
    enumerator enumerators interviewer recorder surveyor enqueteur enquetrice encuestador encuestadora
    entrevistador entrevistadora inquiridor inquiridora mdadisi mhojaji
"""
_REACHED = "phone telephone mobile telefono telefone simu contact email mail courriel correo"
_WHERE = "address adresse direccion endereco morada anwani"
_ROLES = """
    chief leader president chair chairman chairperson chairwoman head owner chef presidente jefe jefa lider
    dueno duena chefe dono dona mwenyekiti kiongozi mmiliki proprietaire dirigeant dirigeante
"""
_THINGS = """
    cooperative cooperatives coop association union site mine village district region province ward county
    town market mineral company office group marche minerai entreprise bureau groupe cooperativa
    asociacion associacao mina aldea distrito provincia mercado empresa oficina grupo aldeia escritorio kundi
    ushirika chama mgodi kijiji wilaya mkoa soko kampuni ofisi kikundi
"""
_TRAITS = "gender sex age type genre sexe sexo edad idade tipo jinsia umri number how many combien"

WHO = frozenset(plain(f"{_NAMES} {_ASKERS} {_REACHED}").split())  # heads what tells who somebody is
NAMING = WHO | frozenset(_WHERE.split())
_SURE = frozenset(_ASKERS.split())
_NAMED = frozenset(_NAMES.split())
_OFFICE = frozenset(_ROLES.split())
_NOT_PEOPLE = frozenset(plain(_THINGS).split())
_OF_SOMEBODY = frozenset(_TRAITS.split())
_LIKE_A_NAME = re.compile(r"(?:[^\W\d_][\w.'’-]*\s+){1,3}[^\W\d_][\w.'’-]*")
_WHO_IS_IT = frozenset(["who", "whom", "whose", "qui", "quien", "quienes", "quem", "nani"])
_MOST = 0.6  # of the different answers look like names


def without_names(question: Question, answers: Iterable[object] = ()) -> Question:
    """Return the question; where its answers name people, as one that is not counted and lists none of them.

    answers: what was written, where the question itself has no list.
    """
    listed = [choice.label for choice in question.choices] or [str(one) for one in answers]
    heading = f"{question.label} {question.name}"
    if question.kind in (QuestionKind.SINGLE, QuestionKind.TEXT) and _names_people(heading, listed):
        return replace(question, kind=QuestionKind.PERSON, choices=())
    return question


def without_known_names(questions: Sequence[Question], frame: pd.DataFrame) -> tuple[Question, ...]:
    """Return the questions; one that lists somebody whom another question names is not counted either."""
    named = {
        plain(str(answer))
        for one in questions
        if one.kind is QuestionKind.PERSON
        for answer in frame[one.column].dropna().unique()
        if " " in plain(str(answer))  # one word may be anything
    }
    return tuple(
        replace(one, kind=QuestionKind.PERSON, choices=())
        if one.kind is QuestionKind.SINGLE and any(plain(choice.label) in named for choice in one.choices)
        else one
        for one in questions
    )


def _names_people(heading: str, answers: list[str]) -> bool:
    words = set(plain(heading).split())
    if words & _OF_SOMEBODY:
        return False
    if words & _SURE:
        return True
    if not words & _OFFICE and (not words & _NAMED or words & _NOT_PEOPLE):
        return False
    return mostly_names(answers)


def mostly_names(answers: Iterable[str]) -> bool:
    """Whether most of the different answers look like names of people."""
    different = set(answers)
    return sum(map(_looks_like_a_name, different)) > _MOST * len(different)


def asks_who(heading: str) -> bool:
    """Whether a question asks who somebody is, in any of the five languages."""
    return not _WHO_IS_IT.isdisjoint(plain(heading).split())


def _looks_like_a_name(answer: str) -> bool:
    """Whether it is two to four words, each with a capital: "Juma Kabila", not "Ministry of Mines"."""
    text = answer.strip()
    return bool(_LIKE_A_NAME.fullmatch(text)) and all(word[0].isupper() for word in text.split())
