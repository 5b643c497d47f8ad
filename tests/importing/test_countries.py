"""A country is one, however it is written."""

from __future__ import annotations

import pytest

from advocacy.importing.countries import country_name


@pytest.mark.parametrize(
    "written", ["Tanzania", "TANZANIE", " tz ", "TZA", "United Republic of Tanzania", "Tanzanía", "Tanzânia"]
)
def test_one_name_for_every_way_of_writing(written: str) -> None:
    assert country_name(written) == "Tanzania"


def test_the_two_congos_stay_two() -> None:
    names = {country_name(text) for text in ("DRC", "RDC", "Republic of the Congo", "Congo")}
    assert names == {"Congo - Kinshasa", "Congo - Brazzaville", "Congo"}
    assert country_name("Jamhuri ya Kidemokrasia ya Kongo") == country_name("COD") == "Congo - Kinshasa"


@pytest.mark.parametrize("written", ["Kantara", "Guinée équatoriale ou Guinée", "Nigeri", "", "the"])
def test_what_is_not_certain_stays_as_written(written: str) -> None:
    assert country_name(written) == written
