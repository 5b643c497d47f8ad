"""The licensing cases as they stood on a day that the user names: what was decided later was pending then."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import numpy as np

from advocacy.analysis.found_once import found_once
from advocacy.importing.table import Table
from advocacy.workspace import Workspace


def known_on(workspace: Workspace, table: Table) -> Table:
    """Return the cases as they stood on the data date; the table itself where the user has set none.

    A decision after that day is no fault of the register, and leaving such a case out would keep the quick
    ones only. What was not filed yet had no status. A day after the last import cannot be true and stays.
    """
    on = workspace.settings.data_date
    imports = [datetime.fromisoformat(source.imported_at) for source in workspace.sources]
    until = max(imports, default=datetime.now(UTC)).date()
    return (_known_on(table, on, until) or table) if on else table


@found_once
def _known_on(table: Table, on: date, until: date) -> Table | None:
    """None where nothing changes: what is found must not keep the table alive."""
    if not {"date_applied", "date_decided"} <= set(table.frame.columns):
        return None
    applied, decided = (
        table.frame[name].to_numpy(dtype="datetime64[D]") for name in ("date_applied", "date_decided")
    )
    day, last = np.datetime64(on, "D"), np.datetime64(until, "D")
    later = (decided > day) & (decided <= last) & ~(applied > decided)
    unfiled = (applied > day) & (applied <= last)
    if not later.any() and not unfiled.any():
        return None
    frame = table.frame.copy(deep=False)
    frame["date_decided"] = frame["date_decided"].mask(later)
    if "status" in frame.columns:
        frame["status"] = frame["status"].mask(later, "pending").mask(unfiled)
    return replace(table, frame=frame)
