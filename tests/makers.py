"""Small tables and workspaces for tests, made from plain values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd

from advocacy.importing.imported import ImportedFile, Reconciliation, Source
from advocacy.importing.table import Column, Table
from advocacy.schema import FieldType, schemas
from advocacy.workspace import Settings, Workspace

IMPORTED_AT = "2025-07-01T08:00:00+00:00"


def table(
    name: str, columns: Mapping[str, Sequence[Any]], source: str = "a" * 64, sheet: str = "Sheet"
) -> Table:
    """Return a table of a schema; days are dates or None, numbers may be None."""
    schema = schemas().get(name)
    size = len(next(iter(columns.values()), ()))
    frame, raw = {}, {}
    for field, values in columns.items():
        known = schema.field(field) if schema else None
        kind = known.type if known else FieldType.STRING
        if isinstance(values, pd.Series):
            frame[field] = values
        elif kind is FieldType.DATE:
            frame[field] = pd.Series(
                [pd.Timestamp(v) if v else pd.NaT for v in values], dtype="datetime64[s]"
            )
        elif kind in (FieldType.NUMBER, FieldType.INTEGER):
            frame[field] = pd.Series(values, dtype="float64" if kind is FieldType.NUMBER else "Int64")
        elif kind is FieldType.BOOLEAN:
            frame[field] = pd.Series(values, dtype="boolean")
        else:
            frame[field] = pd.Series(values, dtype="str")
        texts = [
            None if v is None else str(v)
            for v in frame[field].astype("object").where(frame[field].notna(), None)
        ]
        raw[field] = pd.Series(texts, dtype="str")
    origin = pd.DataFrame(
        {
            "source": pd.Series([source] * size, dtype="str"),
            "sheet": pd.Series([sheet] * size, dtype="str"),
            "row": pd.Series(range(2, size + 2), dtype="int64"),
        }
    )
    names = tuple(Column(field, field, chr(65 + i % 26), source, sheet) for i, field in enumerate(columns))
    key = schema.primary_key if schema and set(schema.primary_key) <= set(columns) else ()
    return Table(name, pd.DataFrame(frame), pd.DataFrame(raw), origin, names, None, key)


def imported(*tables: Table, name: str = "file.xlsx", sha256: str = "") -> ImportedFile:
    """Return a file that gave these tables."""
    from pathlib import Path

    digest = sha256 or str(tables[0].origin["source"].iloc[0] if len(tables[0]) else "f" * 64)
    source = Source(name, digest, 10, IMPORTED_AT, b"0123456789")
    accounts = tuple(
        Reconciliation(name, str(t.origin["sheet"].iloc[0]), t.name, len(t), len(t)) for t in tables
    )
    return ImportedFile(source, Path(name), tables, (), (), accounts)


def workspace(
    *tables: Table, data_date: date | None = None, limit: int | None = None, k: int = 5
) -> Workspace:
    """Return a workspace that holds these tables."""
    source = Source("file.xlsx", "a" * 64, 10, IMPORTED_AT)
    return Workspace(sources=(source,), tables=tables, settings=Settings(data_date, limit, k))


def cases(applied: Sequence[date | None], decided: Sequence[date | None], **more: Sequence[Any]) -> Table:
    """Return licensing cases with these days; the status follows from them where it is not given."""
    status = ["granted" if day else "pending" for day in decided]
    columns: dict[str, Sequence[Any]] = {
        "case_id": [f"C-{i:04d}" for i in range(len(applied))],
        "date_applied": applied,
        "date_decided": decided,
        "status": status,
    }
    return table("licensing_case", {**columns, **more})
