"""What joining workspaces gave, as plain values for a JSON file: for programs and for the record."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from advocacy.workspace.joining import Joined
from advocacy.workspace.provenance import Provenance


def report_of(result: Joined, name: str) -> dict[str, Any]:
    """Return the account of one workspace that was merged into another. name: of its file."""
    return {
        "merged": name,
        "tables": [asdict(account) for account in result.accounts],
        "conflicts": [
            {
                "code": conflict.code,
                "table": conflict.table,
                "key": list(conflict.key),
                "field": conflict.field,
                "mine": _side(conflict.mine),
                "theirs": _side(conflict.theirs),
                "taken": conflict.taken,
            }
            for conflict in result.conflicts
        ],
        "likely_same": [
            {
                "table": pair.table,
                "names": list(pair.names),
                "why": list(pair.why),
                "score": round(pair.score, 1),
                "mine": asdict(pair.mine),
                "theirs": asdict(pair.theirs),
            }
            for pair in result.likely_same
        ],
        "notes": list(result.notes),
    }


def _side(told: Provenance) -> dict[str, Any]:
    return {
        "value": told.value,
        "file": told.file,
        "sheet": told.sheet,
        "cell": told.cell,
        "raw": told.raw,
        "imported_at": told.imported_at,
        "imported_by": told.imported_by,
    }
