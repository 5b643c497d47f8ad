"""Languages by context: what is said, and how numbers and days are written."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from advocacy.analysis import numbers
from advocacy.analysis.protection.held import filled
from advocacy.charts.locale import chart_locale
from advocacy.schema import code_list
from advocacy.wording import LANGUAGES, labelled, language, listed, say, say_count, speaking


def test_a_language_is_spoken_as_long_as_the_context_lasts() -> None:
    with speaking("fr"):
        assert language() == "fr"
        with speaking("sw"):
            assert language() == "sw"
        assert language() == "fr"
    assert language() == "en"


def test_another_thread_goes_on_in_its_own_language() -> None:
    with speaking("fr"), ThreadPoolExecutor(1) as threads:
        assert threads.submit(language).result() == "en"


def test_a_language_without_a_catalogue_is_english() -> None:
    with speaking("xx"):
        assert language() == "en"


@pytest.mark.parametrize("spoken", LANGUAGES)
def test_what_a_catalogue_lacks_is_said_in_english(spoken: str) -> None:
    with speaking(spoken):
        assert say("No such {thing} in any catalogue.", thing="text") == "No such text in any catalogue."
        assert say_count("{count} such", "{count} suches", 3) == "3 suches"


@pytest.mark.parametrize(
    ("spoken", "count", "part", "price", "day"),
    [
        ("en", "12,345", "21%", "1,234.50 KTS", "3 May 2025"),
        ("fr", "12\u202f345", "21\u00a0%", "1\u202f234,50 KTS", "3 mai 2025"),
        ("es", "12.345", "21\u00a0%", "1.234,50 KTS", "3 de mayo de 2025"),
        ("pt", "12.345", "21%", "1.234,50 KTS", "3 de maio de 2025"),
        ("sw", "12,345", "21%", "1,234.50 KTS", "3 Mei 2025"),
    ],
)
def test_numbers_are_written_as_in_the_language(
    spoken: str, count: str, part: str, price: str, day: str
) -> None:
    with speaking(spoken):
        assert numbers.plain(12345) == count
        assert numbers.percent(0.21) == part
        assert numbers.price(1234.5, "KTS") == price
        assert numbers.day(date(2025, 5, 3)) == day


def test_charts_speak_it_too() -> None:
    with speaking("pt"):
        assert chart_locale() == "pt-BR"


def test_labels_of_codes_are_translated() -> None:
    label = code_list("hurdle").label("fees")
    with speaking("fr"):
        assert code_list("hurdle").label("fees") != label


@pytest.mark.parametrize("spoken", LANGUAGES)
def test_few_are_many_in_grammar(spoken: str) -> None:
    """The singular would tell that there is one."""
    with speaking(spoken):
        said = numbers.count_of("{count} one", "{count} many", 1)
    assert filled(said, lambda kind, values: "few") == "few many"


def test_labels_and_lists_are_punctuated_as_the_language_does() -> None:
    assert (labelled("To"), listed(("a", "b", "c")), listed(())) == ("To: ", "a; b; c", "")
    with speaking("fr"):
        assert (labelled("À"), listed(("a", "b"))) == ("À\u00a0: ", "a\u00a0; b")


def test_a_part_of_a_list_that_looks_like_a_place_is_not_read() -> None:
    assert listed(("{other}", "{0}")) == "{other}; {0}"
