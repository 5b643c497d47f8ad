"""The signs of marked cells and filtered columns, in the colours of a look."""

from __future__ import annotations

from PySide6.QtGui import QColor

from advocacy.issue import Severity
from ui.appearance import icon, tokens
from ui.models.table_model import Signs


def signs(look: str) -> Signs:
    """Return the signs for a look ("light", "dark", "system")."""
    chosen = tokens(look)
    return Signs(
        muted=QColor(chosen.muted),
        edited=icon("edited", chosen.accent),
        issues={
            Severity.ERROR: icon("issue_error", chosen.error),
            Severity.WARNING: icon("issue_warning", chosen.warning),
            Severity.NOTE: icon("issue_note", chosen.muted),
        },
        filtered=icon("filtered", chosen.accent),
    )
