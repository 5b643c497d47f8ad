"""Numbers in sentences: grouped and declined as each language does it."""

from __future__ import annotations

import pytest

from advocacy.wording import speaking
from ui.whole_numbers import say_number

ROWS = {
    "en": ("0 rows", "1 row", "2 rows", "1,310 rows"),
    "fr": ("0 ligne", "1 ligne", "2 lignes", "1\u202f310 lignes"),
    "es": ("0 filas", "1 fila", "2 filas", "1.310 filas"),
    "pt": ("0 linha", "1 linha", "2 linhas", "1.310 linhas"),
    "sw": ("Safu 0", "Safu 1", "Safu 2", "Safu 1,310"),
}


@pytest.mark.parametrize("language", ROWS)
def test_the_grammar_is_that_of_the_language(language: str) -> None:
    with speaking(language):
        said = tuple(say_number("{count} row", "{count} rows", number) for number in (0, 1, 2, 1310))
    assert said == ROWS[language]


def test_other_places_are_filled_as_they_are() -> None:
    assert say_number("{count} row: {words}", "{count} rows: {words}", 2, words="{x} %1") == "2 rows: {x} %1"
