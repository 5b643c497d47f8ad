"""Read the tables and code lists from resources/schemas, once."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from advocacy.resources import RESOURCES
from advocacy.schema.codelist import Code, CodeList
from advocacy.schema.field import Field, FieldType, Sensitivity
from advocacy.schema.table_schema import TableSchema

FOLDER = RESOURCES / "schemas"


@cache
def schemas() -> Mapping[str, TableSchema]:
    """Return every table the program understands, by name."""
    tables = (_table(_json(path)) for path in sorted(FOLDER.glob("*.json")))
    return MappingProxyType({table.name: table for table in tables})


def schema(name: str) -> TableSchema:
    """Return the table of this name. Raises KeyError where there is none."""
    return schemas()[name]


@cache
def code_list(name: str) -> CodeList:
    """Return the code list of this name. Raises FileNotFoundError where there is none."""
    content = _json(FOLDER / "codelists" / f"{name}.json")
    codes = (
        Code(
            code=code["code"],
            labels=MappingProxyType(code["labels"]),
            synonyms=_by_language(code.get("synonyms", {})),
        )
        for code in content["codes"]
    )
    return CodeList(name=content["name"], codes=tuple(codes))


def _json(path: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return content


def _table(content: Mapping[str, Any]) -> TableSchema:
    return TableSchema(
        name=content["name"],
        titles=MappingProxyType(content["titles"]),
        row_is=content["rowIs"],
        fields=tuple(_field(field) for field in content["fields"]),
        primary_key=tuple(content.get("primaryKey", ())),
    )


def _field(content: Mapping[str, Any]) -> Field:
    constraints = content.get("constraints", {})
    return Field(
        name=content["name"],
        type=FieldType(content["type"]),
        titles=MappingProxyType(content["titles"]),
        synonyms=_by_language(content.get("synonyms", {})),
        description=content.get("description", ""),
        required=constraints.get("required", False),
        codelist=content.get("codelist", ""),
        many=content.get("many", False),
        identifier=content.get("identifier", False),
        sensitivity=Sensitivity(content.get("sensitivity", "open")),
        unit=content.get("unit", ""),
        example=content.get("example", ""),
        minimum=constraints.get("minimum"),
        maximum=constraints.get("maximum"),
    )


def _by_language(words: Mapping[str, list[str]]) -> Mapping[str, tuple[str, ...]]:
    return MappingProxyType({language: tuple(listed) for language, listed in words.items()})
