"""What a state keeps about people and cells of theirs, as plain JSON: edits, erasures, pseudonyms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from advocacy.workspace.edit import Edit
from advocacy.workspace.erased import Erased
from advocacy.workspace.place import Place
from advocacy.workspace.pseudonym import Pseudonym
from advocacy.workspace.workspace import Workspace


def written(workspace: Workspace) -> dict[str, Any]:
    """Return what `read` takes."""
    return {
        "edits": [asdict(edit) for edit in workspace.edits],
        "erased": [asdict(one) for one in workspace.erased],
        "pseudonyms": [asdict(one) for one in workspace.pseudonyms],
    }


def read(state: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of a workspace; empty for a state of an older program, which has none."""
    return {
        "edits": tuple(_edit(edit) for edit in state.get("edits", ())),
        "erased": tuple(_erased(one) for one in state.get("erased", ())),
        "pseudonyms": tuple(Pseudonym(**one) for one in state.get("pseudonyms", ())),
    }


def _edit(state: Mapping[str, Any]) -> Edit:
    return Edit(**{**state, "place": Place(**state["place"]), "key": tuple(state["key"])})


def _erased(state: Mapping[str, Any]) -> Erased:
    return Erased(
        state["at"],
        state["kind"],
        tuple((table, Place(**place)) for table, place in state["rows"]),
        state["salt"],
        tuple(state["marks"]),
        tuple(state["sources"]),
        state.get("removed_at", ""),
    )
