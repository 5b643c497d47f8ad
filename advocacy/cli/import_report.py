"""The account of an import as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from advocacy.errors import AdvocacyError

if TYPE_CHECKING:
    from advocacy.workspace import Workspace

_KNOWN_TO_OTHERS = ("gender", "age_group", "district", "licence_type")  # what an acquaintance may know


def write_report(path: Path, before: Workspace, after: Workspace, refused: Sequence[AdvocacyError]) -> None:
    """Write the account of an import as JSON, for programs and for the record."""
    from advocacy.exporting.atomic import replacing

    report = {
        "files": [
            {"name": source.name, "sha256": source.sha256, "size": source.size}
            for source in after.sources[len(before.sources) :]
        ],
        "sheets": [asdict(account) for account in after.reconciliations[len(before.reconciliations) :]],
        "issues": [asdict(issue) for issue in after.issues[len(before.issues) :]],
        "risk_of_rows": _risk(after),
        "refused": [{"message": error.message, "hint": error.hint} for error in refused],
    }
    with replacing(path) as part_written:
        part_written.write_text(json.dumps(report, ensure_ascii=False, indent=1) + "\n", "utf-8")


def _risk(workspace: Workspace) -> dict[str, object]:
    """How far a person could be found again if the licensing cases were given away row by row."""
    from advocacy.analysis.protection.anonymity import anonymity

    table = workspace.table("licensing_case")
    fields = [name for name in _KNOWN_TO_OTHERS if table is not None and name in table.frame.columns]
    if table is None or not fields:
        return {}
    secret = "status" if "status" in table.frame.columns else ""
    judged = anonymity(table.frame, fields, workspace.settings.smallest_group, secret)
    return {"fields": fields, "wanted": workspace.settings.smallest_group, **asdict(judged)}
