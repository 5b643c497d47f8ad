"""The workspace as plain JSON that refers to chunks by name; nothing in it can be executed."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Mapping, MutableMapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any, Final, NamedTuple
from weakref import WeakKeyDictionary

import pandas as pd
import pyarrow as pa

from advocacy.errors import WorkspaceError
from advocacy.importing.imported import ImportChoices, Reconciliation, SetAside, Source
from advocacy.importing.questionnaire import Choice, Question, QuestionKind, Questionnaire
from advocacy.importing.recipe import Recipe, Spelling
from advocacy.importing.table import Column, Later, Table
from advocacy.issue import Issue, Severity
from advocacy.wording import say
from advocacy.workspace import chunks, people, shapes
from advocacy.workspace.brief_plan import Ask, BriefPlan, Cited, Part, PartKind, Shows
from advocacy.workspace.burden_inputs import BurdenInputs
from advocacy.workspace.exported import Exported
from advocacy.workspace.filter import Filter
from advocacy.workspace.protection import Protection
from advocacy.workspace.sample_plan import SamplePlan
from advocacy.workspace.unpacked_size import MOST, Room, TooLargeError, unpacked_size
from advocacy.workspace.word_template import WordTemplate
from advocacy.workspace.workspace import Settings, Workspace

UNREADABLE: Final = (  # what a state that was damaged or made to do harm may raise
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
    OverflowError,
    RecursionError,
    MemoryError,
    zlib.error,
    pa.ArrowException,
    OSError,  # what Arrow says of a directory that is none
)
_MOST_PACKED = 64 << 20  # bytes; what a hundred thousand issues take is a tenth of it
_MOST_UNPACKED = 512 << 20


class _Kept(NamedTuple):
    """A table as it is in the file. sizes: bytes in memory of its values, its raw cells, its origin."""

    described: dict[str, Any]
    contents: dict[str, bytes]
    sizes: tuple[int, ...]


# A table never changes, so it is packed once and not again with every filter that is saved.
_WRITTEN: WeakKeyDictionary[Table, _Kept] = WeakKeyDictionary()


def written(workspace: Workspace) -> tuple[str, dict[str, bytes]]:
    """Return the name of the chunk that holds the state, and every chunk by name, that one included.

    A chunk is named by its hash, so that not a letter of a state can change unseen.
    """
    stored: dict[str, bytes] = {}

    def keep(content: bytes) -> str:
        name = chunks.name_of(content)
        stored[name] = content
        return name

    state = {
        "sources": [
            {name: value for name, value in vars(source).items() if name != "content"}
            for source in workspace.sources
        ],
        "tables": [_table(table, stored) for table in workspace.tables],
        "issues": keep(_packed([vars(issue) for issue in workspace.issues])),
        "reconciliations": keep(_packed([_account(account) for account in workspace.reconciliations])),
        "filters": [asdict(chosen) for chosen in workspace.filters],
        "settings": {
            **asdict(workspace.settings),
            "data_date": workspace.settings.data_date.isoformat() if workspace.settings.data_date else None,
        },
        "brief": asdict(workspace.brief),
        "history": list(workspace.history),
        "recipes": [asdict(recipe) for recipe in workspace.recipes],
        "spellings": [asdict(spelling) for spelling in workspace.spellings],
        "exported": [asdict(one) for one in workspace.exported],
        "people": keep(_packed(people.written(workspace))),
    }
    _check_room(workspace.tables)
    if workspace.shapes:
        state["shapes"] = keep(_packed(shapes.written(workspace.shapes)))
    if template := workspace.template:
        state["template"] = {
            "file": template.file,
            "content": keep(template.content),
            "places": list(template.places),
        }
    return keep(_packed(state)), stored


def read(
    content: bytes, chunk: Callable[[str], bytes], known: MutableMapping[str, Table] | None = None
) -> Workspace:
    """Return the workspace of a state; chunk gives the content of a name.

    known: tables read before by what describes them; the same one is returned, not read anew.
    """
    state = _unpacked(content)
    rooms = tuple(Room() for _ in chunks.PARTS)
    settings = state["settings"]
    data_date = date.fromisoformat(settings["data_date"]) if settings["data_date"] else None
    return Workspace(
        sources=tuple(Source(**source) for source in state["sources"]),
        tables=tuple(_table_known(table, chunk, known, rooms) for table in state["tables"]),
        issues=tuple(
            Issue(**{**issue, "severity": Severity(issue["severity"])})
            for issue in _unpacked(chunk(state["issues"]))
        ),
        reconciliations=tuple(
            Reconciliation(**{**account, "set_aside": tuple(SetAside(**row) for row in account["set_aside"])})
            for account in _unpacked(chunk(state["reconciliations"]))
        ),
        filters=tuple(Filter(f["field"], tuple(f["values"])) for f in state["filters"]),
        settings=Settings(
            **{
                **settings,
                "data_date": data_date,
                "sample": _sample(settings.get("sample", {})),
                "protection": Protection(settings.get("protection", Protection.SUPPRESS)),
                "burden": BurdenInputs(**settings.get("burden", {})),
            }
        ),
        brief=_plan(state["brief"]),
        history=tuple(state["history"]),
        recipes=tuple(_recipe(recipe) for recipe in state.get("recipes", ())),
        spellings=tuple(Spelling(**spelling) for spelling in state.get("spellings", ())),
        exported=tuple(_exported(one) for one in state.get("exported", ())),
        shapes=shapes.read(_unpacked(chunk(state["shapes"]))) if "shapes" in state else (),
        template=_template(state["template"], chunk) if "template" in state else None,
        **people.read(_unpacked(chunk(state["people"])) if "people" in state else {}),
    )


def names(content: bytes) -> set[str]:
    """Return the names of the chunks a state refers to."""
    state = _unpacked(content)
    used = {state[part] for part in ("issues", "reconciliations", "people", "shapes") if part in state}
    if "template" in state:
        used.add(state["template"]["content"])
    for table in state["tables"]:
        used.update(name for piece in table["chunks"] for name in _names(piece))
    return used


def runs(content: bytes) -> list[str]:
    """Return the names of the chunks that hold the values of a state, one per run of rows."""
    return [_names(piece)[0] for table in _unpacked(content)["tables"] for piece in table["chunks"]]


def _names(piece: str | list[str]) -> list[str]:
    """Format 1 kept the three parts of a run of rows in one chunk, format 2 in three."""
    return [piece] if isinstance(piece, str) else piece


def _table(table: Table, stored: dict[str, bytes]) -> dict[str, Any]:
    if table not in _WRITTEN:
        _WRITTEN[table] = _written(table)
    kept = _WRITTEN[table]
    stored.update(kept.contents)
    return kept.described


def _check_room(tables: Sequence[Table]) -> None:
    """What could not be opened is not kept. Reading counts a text twice, with the references to it."""
    for sizes in zip(*(_WRITTEN[table].sizes for table in tables), strict=True):
        if sum(sizes) > MOST // 2:
            raise WorkspaceError(
                say("There are too many rows to keep them in one workspace."),
                hint=say("Keep some of the files in a workspace of their own."),
            )


def _written(table: Table) -> _Kept:
    parts = {"frame": table.frame, "raw": table.raw, "origin": table.origin}
    contents: dict[str, bytes] = {}
    pieces = []
    for piece in chunks.packed(table.frame, table.raw, table.origin):
        named = [(chunks.name_of(content), content) for content in piece]
        contents.update(named)
        pieces.append([name for name, _ in named])
    described = {
        "name": table.name,
        "key": list(table.key),
        "columns": [asdict(column) for column in table.columns],
        "questionnaire": asdict(table.questionnaire) if table.questionnaire else None,
        "dtypes": {
            part: {str(name): str(dtype) for name, dtype in frame.dtypes.items()}
            for part, frame in parts.items()
        },
        "chunks": pieces,
    }
    sizes = (int(part.memory_usage(index=False).sum()) for part in parts.values())
    return _Kept(described, contents, tuple(sizes))


def _table_known(
    state: dict[str, Any],
    chunk: Callable[[str], bytes],
    known: MutableMapping[str, Table] | None,
    rooms: Sequence[Room],
) -> Table:
    if known is None:
        return _table_read(state, chunk, rooms)
    described = json.dumps(state, sort_keys=True)
    found = known.get(described)
    if found is None:
        found = known[described] = _table_read(state, chunk, rooms)
    return found


def _table_read(state: dict[str, Any], chunk: Callable[[str], bytes], rooms: Sequence[Room]) -> Table:
    """The table as it was written; raw and origin stay packed until somebody looks at them.

    That there is room for them is looked at now, before anything is unpacked.
    """
    contents = {name: chunk(name) for piece in state["chunks"] for name in _names(piece)}
    pieces = [
        chunks.parted(contents[piece]) if isinstance(piece, str) else tuple(contents[name] for name in piece)
        for piece in state["chunks"]
    ]
    dtypes = [state["dtypes"][part] for part in chunks.PARTS]
    sizes = [0 for _ in chunks.PARTS]
    for piece in pieces:
        for place, content in enumerate(piece):
            size = unpacked_size(content, len(dtypes[place]))
            rooms[place].take(size)
            sizes[place] += size
    of_parts = [
        ([piece[place] for piece in pieces], dtypes[place], rooms[place]) for place in range(len(dtypes))
    ]
    table = Table(
        state["name"],
        chunks.unpacked(*of_parts[0]),
        Later(_unpacked_later, *of_parts[1]),
        Later(_unpacked_later, *of_parts[2]),
        tuple(Column(**{**column, "rules": tuple(column.get("rules", ()))}) for column in state["columns"]),
        _questionnaire(state["questionnaire"]),
        tuple(state["key"]),
    )
    _WRITTEN[table] = _Kept(state, contents, tuple(sizes))
    return table


def _unpacked_later(contents: Sequence[bytes], dtypes: Mapping[str, str], room: Room) -> pd.DataFrame:
    """A part that somebody looks at when the workspace has long been open."""
    try:
        return chunks.unpacked(contents, dtypes, room)
    except UNREADABLE as error:
        raise WorkspaceError(
            say("The cells as they were received cannot be read: this workspace is damaged."),
            hint=say("The values themselves are whole. Import the spreadsheets again, or open a backup."),
        ) from error


def _questionnaire(state: Mapping[str, Any] | None) -> Questionnaire | None:
    if state is None:
        return None
    questions = (
        Question(
            **{
                **question,
                "kind": QuestionKind(question["kind"]),
                "choices": tuple(Choice(**choice) for choice in question["choices"]),
            }
        )
        for question in state["questions"]
    )
    return Questionnaire(state["title"], tuple(questions))


def _recipe(state: Mapping[str, Any]) -> Recipe:
    choices: dict[str, Any] = {
        name: tuple(tuple(one) for one in value) if isinstance(value, list) else value
        for name, value in state["choices"].items()
    }
    return Recipe(state["shape"], state["file"], ImportChoices(**choices))


def _account(account: Reconciliation) -> dict[str, Any]:
    return {**vars(account), "set_aside": [vars(row) for row in account.set_aside]}


def _plan(state: Mapping[str, Any]) -> BriefPlan:
    """The plan; of older programs an order of findings in place of an outline, and asks of one line."""
    values: dict[str, Any] = {
        name: tuple(tuple(one) if isinstance(one, list) else one for one in value)
        if isinstance(value, list)
        else value
        for name, value in state.items()
        if name not in ("asks", "outline", "findings", "left_out")
    }
    left_out = state.get("left_out", ())
    listed = dict.fromkeys((*state.get("findings", ()), *left_out))
    outline = [_part(one) for one in state.get("outline", ())]
    outline += [Part(PartKind.FINDING, code, is_shown=code not in left_out) for code in listed]
    asks = tuple(_ask(one) for one in state.get("asks", ()))
    cited = tuple(Cited(*one) for one in values.get("cited", ()))
    return BriefPlan(**{**values, "asks": asks, "outline": tuple(outline), "cited": cited})


def _part(state: Mapping[str, Any]) -> Part:
    shows = tuple(Shows(one) for one in state["shows"])
    return Part(**{**state, "kind": PartKind(state["kind"]), "shows": shows})


def _ask(state: Mapping[str, Any] | str) -> Ask:
    if isinstance(state, str):
        return Ask(state)
    return Ask(**{**state, "findings": tuple(state["findings"])})


def _exported(state: Mapping[str, Any]) -> Exported:
    return Exported(
        **{
            **state,
            "counts": tuple((f, g, w, int(n)) for f, g, w, n in state["counts"]),
            "rows": tuple((source, sheet, rows) for source, sheet, rows in state.get("rows", ())),
            "claims": tuple((key, printed) for key, printed in state.get("claims", ())),
            "files": tuple(state.get("files", ())),
            "terms": tuple((name, text) for name, text in state.get("terms", ())),
        }
    )


def _template(state: Mapping[str, Any], chunk: Callable[[str], bytes]) -> WordTemplate:
    """The template as it is kept; it is cleaned again before use, since anybody may have made the file."""
    return WordTemplate(str(state["file"]), chunk(state["content"]), tuple(map(str, state["places"])))


def _sample(state: Mapping[str, Any]) -> SamplePlan:
    margins = tuple((column, name) for column, name in state.get("margins", ()))
    return SamplePlan(**{**state, "margins": margins})


def _packed(content: Any) -> bytes:
    text = json.dumps(content, ensure_ascii=False).encode("utf-8")
    packed = zlib.compress(text, 6)
    if len(text) > _MOST_UNPACKED or len(packed) > _MOST_PACKED:  # what could not be opened is not kept
        raise WorkspaceError(
            say("There are too many issues and notes to keep them in one workspace."),
            hint=say("Import fewer files into it, or correct the files first."),
        )
    return packed


def _unpacked(content: bytes) -> Any:
    """The JSON in a chunk; a few bytes that would unpack to all of the memory are refused."""
    if len(content) > _MOST_PACKED:
        raise TooLargeError("too large")
    unpacker = zlib.decompressobj()
    text = unpacker.decompress(content, _MOST_UNPACKED)
    if not unpacker.eof:
        if len(text) == _MOST_UNPACKED:
            raise TooLargeError("too large when unpacked")
        raise ValueError("cut off")
    return json.loads(text)
