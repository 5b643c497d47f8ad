"""The tables and fields that exist, read from resources/schemas."""

from advocacy.schema.codelist import Code, CodeList
from advocacy.schema.field import Field, FieldType, Sensitivity
from advocacy.schema.load import code_list, schema, schemas
from advocacy.schema.table_schema import TableSchema

__all__ = [
    "Code",
    "CodeList",
    "Field",
    "FieldType",
    "Sensitivity",
    "TableSchema",
    "code_list",
    "schema",
    "schemas",
]
