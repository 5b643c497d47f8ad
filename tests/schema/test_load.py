"""The tables and code lists hang together."""

from __future__ import annotations

import re

import pytest

from advocacy.importing.plain_words import plain
from advocacy.schema import FieldType, TableSchema, code_list, schemas

TABLES = {
    "licensing_case", "licensing_step", "legal_provision", "cooperative", "cooperative_statistics", "partner",
    "need", "reference_rate", "holiday",
}  # fmt: skip


def test_all_tables_are_there() -> None:
    assert set(schemas()) == TABLES


@pytest.mark.parametrize("schema", schemas().values(), ids=lambda s: s.name)
def test_a_table_is_sound(schema: TableSchema) -> None:
    names = [field.name for field in schema.fields]
    assert len(set(names)) == len(names)
    assert set(schema.primary_key) <= set(names)
    assert schema.row_is
    for field in schema.fields:
        assert field.titles["en"] and field.titles["fr"], field.name
        if field.codelist:
            assert code_list(field.codelist).codes
        if field.many:
            assert field.type is FieldType.STRING


@pytest.mark.parametrize("schema", schemas().values(), ids=lambda s: s.name)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_titles_of_a_table_differ(schema: TableSchema, language: str) -> None:
    titles = [plain(field.title(language)) for field in schema.fields]
    assert len(set(titles)) == len(titles)


@pytest.mark.parametrize(
    "name", sorted({f.codelist for s in schemas().values() for f in s.fields if f.codelist})
)
def test_a_word_means_one_code(name: str) -> None:
    seen: dict[str, str] = {}
    for code in code_list(name).codes:
        assert re.fullmatch(r"[a-z0-9_+-]+", code.code), code.code
        words = {*code.labels.values(), *(w for listed in code.synonyms.values() for w in listed)}
        for word in words:
            assert seen.setdefault(plain(word), code.code) == code.code, word


def test_a_step_can_come_after_every_step_by_the_same_words() -> None:
    steps = {code.code: code for code in code_list("step").codes if code.code != "whole_procedure"}
    before = {code.code: code for code in code_list("step_before").codes}
    assert set(before) - set(steps) == {"beginning"}
    for code, listed in steps.items():
        assert before[code].labels == listed.labels and before[code].synonyms == listed.synonyms, code


@pytest.mark.parametrize("name", ["clock_start", "step_before"])
def test_lists_of_the_clock_know_five_languages(name: str) -> None:
    for code in code_list(name).codes:
        if name == "clock_start" or code.code == "beginning":
            assert set(code.synonyms) == {"en", "fr", "es", "pt", "sw"}, code.code


def test_an_unknown_name_is_an_error() -> None:
    with pytest.raises(KeyError):
        schemas()["absent"]
    with pytest.raises(FileNotFoundError):
        code_list("absent")
