"""Write blank workbooks that the program can read again without a question."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from advocacy.exporting.atomic import replacing
from advocacy.schema import Field, FieldType, TableSchema, code_list
from advocacy.wording import say

_OPTIONS = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "in_memory": True,  # nothing is left in the folder for temporary files
}
_ROWS = 2000  # rows below the header that carry drop-downs and formats
_SHEET_NAME_LIMIT = 31
_MESSAGE_LIMIT = 255  # Excel refuses a longer input message
_WHEN = datetime(2025, 1, 1)  # the same template always gives the same bytes
_FORMATS = {FieldType.DATE: "yyyy-mm-dd", FieldType.INTEGER: "0", FieldType.NUMBER: "#,##0.00"}


def write_template(schemas: Sequence[TableSchema], path: Path, language: str = "en") -> None:
    """Write one sheet per table: headings, what they mean, drop-downs from the code lists.

    Raises ExportError where the file cannot be written.
    """
    with replacing(path) as whole:
        content = io.BytesIO()
        book = xlsxwriter.Workbook(content, _OPTIONS)
        book.set_properties({"created": _WHEN})
        sheets = [
            (schema, book.add_worksheet(schema.title(language)[:_SHEET_NAME_LIMIT])) for schema in schemas
        ]
        lists = _write_lists(book, schemas, language)
        for schema, sheet in sheets:
            _write_sheet(book, sheet, schema, lists, language)
        book.close()
        whole.write_bytes(content.getvalue())


def _write_lists(book: Any, schemas: Sequence[TableSchema], language: str) -> dict[str, str]:
    """Write each code list as a column of a hidden sheet; return the range of each."""
    names = sorted({field.codelist for schema in schemas for field in schema.fields if field.codelist})
    if not names:
        return {}
    sheet = book.add_worksheet("Lists")
    sheet.hide()
    ranges = {}
    for column, name in enumerate(names):
        labels = [code.label(language) for code in code_list(name).codes]
        sheet.write_column(0, column, labels)
        letter = xlsxwriter.utility.xl_col_to_name(column)
        ranges[name] = f"=Lists!${letter}$1:${letter}${len(labels)}"
    return ranges


def _write_sheet(book: Any, sheet: Any, schema: TableSchema, lists: dict[str, str], language: str) -> None:
    plain = {"bold": True, "text_wrap": True, "valign": "top", "border": 1, "border_color": "#B8B2A7"}
    optional = book.add_format({**plain, "bg_color": "#EFECE6"})
    required = book.add_format({**plain, "bg_color": "#1F4E5F", "font_color": "#FFFFFF"})
    sheet.freeze_panes(1, 1)
    sheet.set_row(0, 34)
    for column, field in enumerate(schema.fields):
        title = field.title(language)
        kind = "@" if field.identifier or field.type is FieldType.STRING else _FORMATS.get(field.type, "@")
        sheet.set_column(
            column, column, max(12, min(28, len(title) + 4)), book.add_format({"num_format": kind})
        )
        sheet.write_string(0, column, title, required if field.required else optional)
        sheet.write_comment(0, column, _note(field, language), {"x_scale": 1.6, "author": "Groundswell"})
        if rule := _rule(field, lists, title, language):
            sheet.data_validation(1, column, _ROWS, column, rule)


def _note(field: Field, language: str) -> str:
    lines = [say(field.description) if field.description else field.title(language)]
    if field.required:
        lines.append(say("Must be filled."))
    if field.many:
        lines.append(say("Several answers: separate them with semicolons."))
    if field.codelist:
        words = "; ".join(code.label(language) for code in code_list(field.codelist).codes)
        lines.append(say("Answers: {words}", words=words))
    if field.example:
        lines.append(say("Example: {example}", example=field.example))
    return "\n".join(lines)


def _rule(field: Field, lists: dict[str, str], title: str, language: str) -> dict[str, Any] | None:
    message = {"input_title": title[:32], "input_message": _note(field, language)[:_MESSAGE_LIMIT]}
    if field.codelist:
        # Several answers in one cell are typed by hand; the list then only suggests.
        return {"validate": "list", "source": lists[field.codelist], "error_type": "warning", **message} | (
            {"show_error": False} if field.many else {}
        )
    if field.type is FieldType.BOOLEAN:
        return {"validate": "list", "source": [say("yes"), say("no")], **message}
    if field.type is FieldType.DATE:
        first, last = datetime(1950, 1, 1), datetime(2100, 1, 1)
        return {"validate": "date", "criteria": "between", "minimum": first, "maximum": last, **message}
    return None
