"""The description of the tables in the form that other programs know (Data Package, frictionlessdata.io)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from advocacy.exporting.package.tables import PackageTable


def data_package(title: str, version: str, tables: Sequence[PackageTable]) -> dict[str, Any]:
    """Return the content of datapackage.json: of every table the fields, types, units, missing values."""
    return {
        "profile": "tabular-data-package",
        "name": "groundswell-evidence",
        "title": title,
        "version": version,
        "resources": [_resource(table) for table in tables],
    }


def path_of(table: PackageTable) -> str:
    """Return the name of the file of a table."""
    return f"tables/{table.name}.csv"


def _resource(table: PackageTable) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "title": table.title,
        "path": path_of(table),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {
            "delimiter": ",",
            "lineTerminator": "\n",
            "quoteChar": '"',
            "doubleQuote": True,
            "header": True,
        },
        "schema": {
            "fields": [
                {
                    "name": column.name,
                    "type": column.type,
                    "description": column.description,
                    **({"unit": column.unit} if column.unit else {}),
                }
                for column in table.columns
            ],
            "primaryKey": list(table.key),
            "missingValues": [""],
        },
    }
