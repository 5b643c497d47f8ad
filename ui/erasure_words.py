"""What goes with a person, and what stays, as the dialogs show it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from advocacy.schema import schemas
from advocacy.wording import labelled
from advocacy.workspace import Workspace
from advocacy.workspace.exported import Exported
from advocacy.workspace.place import Place
from ui.whole_numbers import whole

if TYPE_CHECKING:
    from advocacy.workspace.erasure import Erasure

_MOST_LISTED = 12


def erasure_words(before: Workspace, erasure: Erasure, keeps_rows: bool) -> str:
    """Return what would be erased, as HTML."""
    names = {source.sha256: source.name for source in before.sources}
    goes = _tr("These rows are emptied of it:") if keeps_rows else _tr("These rows go:")
    parts = [_part(goes, _rows_told(erasure.erased.rows, names))]
    files = [names.get(sha, sha[:12]) for sha in erasure.erased.sources]
    parts.append(
        _part(
            _tr("The contents of these files are let go; their names, sizes and SHA-256 stay:"), _short(files)
        )
    )
    parts += _briefs(erasure.briefs, erasure.unsure)
    if erasure.left:
        said = _tr(
            "Cells of other rows that hold the very same name: %1. They are taken for other people and stay. "
            "If it is the same person, go back and tick them."
        )
        parts.append(_line(said.replace("%1", whole(erasure.left))))
    return "".join(parts)


def consent_words(before: Workspace, rows: Sequence[tuple[str, Place]], briefs: Sequence[Exported]) -> str:
    """Return what a consent taken back changes, as HTML."""
    names = {source.sha256: source.name for source in before.sources}
    parts = [_part(_tr("These rows leave every number at once:"), _rows_told(rows, names))]
    parts.append(_line(_tr("Later files and other workspaces do not bring them back.")))
    parts += _briefs(briefs, ())
    parts.append(
        _line(
            _tr(
                "The files they came from are kept until then as they were received. "
                "To remove the person from everything now, choose “Erase a person…”."
            )
        )
    )
    return "".join(parts)


def table_title(name: str) -> str:
    """Return what a table is called."""
    schema = schemas().get(name)
    if schema is not None:
        return schema.title()
    kind, _, rest = name.partition(".")
    title = _tr("Survey answers") if kind == "survey" else name
    return f"{labelled(title)}{rest}" if rest else title


def _briefs(used: Sequence[Exported], unsure: Sequence[Exported]) -> list[str]:
    found = []
    if used:
        said = _tr("These exported briefs counted the rows. They have left the program and stay as they are:")
        found.append(_part(said, _short([f"{one.name} ({one.when})" for one in used])))
    if unsure:
        said = _tr("Of these older briefs it is not known which rows they counted:")
        found.append(_part(said, _short([f"{one.name} ({one.when})" for one in unsure])))
    return found


def _rows_told(rows: Iterable[tuple[str, Place]], names: Mapping[str, str]) -> list[str]:
    """Places by table: how many, and where the first of them stand."""
    by_table: dict[str, list[Place]] = {}
    for table, place in rows:
        by_table.setdefault(table, []).append(place)
    told = []
    for table, places in by_table.items():
        wheres = [
            " › ".join(filter(None, (names.get(p.source, p.source[:12]), p.sheet, str(p.row))))
            for p in places
        ]
        told.append(f"{table_title(table)} ({whole(len(places))}): {'; '.join(_short(wheres))}")
    return told


def _short(texts: Sequence[str]) -> list[str]:
    more = len(texts) - _MOST_LISTED
    shown = list(texts[:_MOST_LISTED])
    return [*shown, _tr("and %1 more").replace("%1", whole(more))] if more > 0 else shown


def _part(heading: str, lines: Sequence[str]) -> str:
    if not lines:
        return ""
    return f"<p><b>{escape(heading)}</b></p><ul>{''.join(f'<li>{escape(line)}</li>' for line in lines)}</ul>"


def _line(text: str) -> str:
    return f"<p>{escape(text)}</p>"


def _tr(text: str) -> str:
    return QCoreApplication.translate("erasure", text)
