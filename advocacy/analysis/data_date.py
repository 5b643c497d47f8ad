"""The day on which the data were complete; a case without a decision was pending on that day."""

from __future__ import annotations

from datetime import UTC, date, datetime

import numpy as np
import pandas as pd

from advocacy.analysis.found_once import found_once
from advocacy.importing.table import Table
from advocacy.workspace import Workspace

_STRAY_SHARE = 0.01  # of all days; so few days far behind the others are slips of the pen
_STRAY_GAP = np.timedelta64(90, "D")


def data_date(workspace: Workspace) -> date | None:
    """Return the day the user set, else the latest plausible day in the licensing cases.

    The day of recording tells where it is there; else the latest day of application or decision. Days after
    the last import are not plausible, nor are a few days long after all others: a decision in 2031 is a slip.
    None where there is no day at all.
    """
    if workspace.settings.data_date:
        return workspace.settings.data_date
    table = workspace.table("licensing_case")
    if table is None:
        return None
    imports = [datetime.fromisoformat(source.imported_at) for source in workspace.sources]
    limit = np.datetime64(max(imports, default=datetime.now(UTC)).date(), "D")
    return _latest(table, limit)


@found_once
def _latest(table: Table, limit: np.datetime64) -> date | None:
    for names in (("date_recorded",), ("date_applied", "date_decided")):
        columns = [table.frame[name].dropna() for name in names if name in table.frame.columns]
        days = (
            pd.concat(columns).to_numpy(dtype="datetime64[D]") if columns else np.array([], "datetime64[D]")
        )
        days = np.sort(days[days <= limit])
        if len(days):
            latest: date = _without_strays(days)[-1].item()
            return latest
    return None


def _without_strays(days: np.ndarray) -> np.ndarray:
    few = int(len(days) * _STRAY_SHARE)
    gaps: np.ndarray = (
        np.flatnonzero(np.diff(days[len(days) - few - 1 :]) > _STRAY_GAP) if few else np.zeros(0)
    )
    return days[: len(days) - few + int(gaps[0])] if len(gaps) else days
