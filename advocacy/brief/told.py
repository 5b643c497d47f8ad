"""What a brief has told, as the workspace remembers it when the brief leaves the program."""

from __future__ import annotations

from datetime import date

from advocacy.analysis.protection.differencing import counts_of
from advocacy.analysis.protection.rows_counted import rows_counted
from advocacy.brief.changes import told_claims
from advocacy.brief.document import Brief
from advocacy.brief.terms import terms
from advocacy.workspace import Workspace
from advocacy.workspace.exported import Exported


def told(workspace: Workspace, brief: Brief, name: str, on: date) -> Exported:
    """Return what the brief tells. name: of its files; on: the day it leaves."""
    return Exported(
        on.isoformat(),
        name,
        counts_of(brief.findings, workspace.filters),
        rows_counted(workspace, brief.findings),
        told_claims(brief.printed_claims()),
        tuple(source.sha256 for source in workspace.sources),
        max((edit.at for edit in workspace.edits), default=""),
        terms(workspace, brief.language, brief.data_date),
    )
