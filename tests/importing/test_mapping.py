"""Headings to fields, in English, French and the words of cadastre exports."""

from __future__ import annotations

import pytest

from advocacy.importing.codes_as_written import to_code
from advocacy.importing.mapping import best_mapping, is_known_heading, with_values


@pytest.mark.parametrize(
    ("headings", "table", "fields"),
    [
        (
            ("N° dossier", "Date de dépôt", "Date de décision", "Situation", "Coût officiel (FCFA)"),
            "licensing_case",
            ("case_id", "date_applied", "date_decided", "status", "official_fee"),
        ),
        (
            ("code", "parties", "dteapplied", "dtegranted", "respoffice", "status"),
            "licensing_case",
            ("case_id", "applicant", "date_applied", "date_decided", "authority", "status"),
        ),
        (
            ("CASE NO", "date of   application", "STATUS ", "shoe size"),
            "licensing_case",
            ("case_id", "date_applied", "status", ""),
        ),
        (
            ("Cooperative number", "Period start", "Members", "Women members"),
            "cooperative_statistics",
            ("cooperative_id", "period_start", "members", "members_women"),
        ),
    ],
)
def test_headings_become_fields(headings: tuple[str, ...], table: str, fields: tuple[str, ...]) -> None:
    mapping = best_mapping(headings)
    assert mapping is not None
    assert mapping.schema.name == table
    assert mapping.fields == fields


def test_a_field_is_given_once() -> None:
    mapping = best_mapping(("Case no.", "Case number", "Date of application", "Status"))
    assert mapping is not None
    given = [field for field in mapping.fields if field]
    assert len(given) == len(set(given))


@pytest.mark.parametrize("headings", [(), ("x", "y", "z"), ("Status",) * 1 + ("colour", "weight")])
def test_what_fits_nothing_is_not_forced(headings: tuple[str, ...]) -> None:
    assert best_mapping(headings) is None


def test_long_texts_are_no_headings() -> None:
    assert is_known_heading("Region")
    assert not is_known_heading("Region " * 40)


@pytest.mark.parametrize(
    "headings",
    [
        ("Número de expediente", "Fecha de solicitud", "Fecha de decisión", "Estado", "Sexo", "Obstáculos"),
        ("Número do processo", "Data do pedido", "Data da decisão", "Situação", "Sexo", "Obstáculos"),
        ("Nambari ya maombi", "Tarehe ya maombi", "Tarehe ya uamuzi", "Hali", "Jinsia", "Vikwazo"),
    ],
)
def test_headings_in_more_languages(headings: tuple[str, ...]) -> None:
    mapping = best_mapping(headings)
    assert mapping is not None
    assert mapping.schema.name == "licensing_case"
    assert mapping.fields == ("case_id", "date_applied", "date_decided", "status", "gender", "hurdles")


@pytest.mark.parametrize(
    ("text", "code"),
    [("Otorgado", "granted"), ("em análise", "pending"), ("imekataliwa", "refused"), ("Denegado", "refused")],
)
def test_codes_in_more_languages(text: str, code: str) -> None:
    assert to_code(text, "status") == code


def test_a_column_may_be_told_by_its_values() -> None:
    headings = ("Case number", "Date of application", "Who", "Where it stands", "Colour")
    mapping = best_mapping(headings)
    assert mapping is not None and mapping.fields[2:] == ("", "", "")
    columns = [
        ["A-1", "A-2"],
        ["2024-01-01", "2024-01-02"],
        ["M", "Femme", "F", "M"],
        ["granted", "en attente", "refusé", "granted"],
        ["granted late", "he said: refused", "M", "x"],
    ]
    told = with_values(mapping, columns)
    assert told.fields == ("case_id", "date_applied", "gender", "status", "")
    assert told.confidences[2] < 0.75 <= told.confidences[1]
    assert with_values(mapping, columns, {2}).fields[2] == ""
    assert with_values(mapping, [["M"]] * 5).fields[2:] == ("", "", "")
