"""Which rows the findings of a brief rest on, as places in files: never names."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from advocacy.analysis.finding import Finding
from advocacy.workspace import Workspace


def rows_counted(workspace: Workspace, findings: Iterable[Finding]) -> tuple[tuple[str, str, str], ...]:
    """Return source, sheet and spans of row numbers, as `Exported.rows` keeps them."""
    counted: dict[str, list[np.ndarray]] = {}
    for finding in findings:
        for estimate in finding.estimates:
            for rows in (estimate.rows, *estimate.counted):
                if rows is not None:
                    counted.setdefault(rows.table, []).append(rows.positions)
    found: dict[tuple[str, str], list[np.ndarray]] = {}
    for name, positions in counted.items():
        table = workspace.table(name)
        if table is None:
            continue
        origin = table.origin.iloc[np.unique(np.concatenate(positions))]
        for (source, sheet), places in origin.groupby(["source", "sheet"], sort=False):
            found.setdefault((str(source), str(sheet)), []).append(places["row"].to_numpy())
    return tuple(
        (source, sheet, _spans(np.unique(np.concatenate(found[source, sheet]))))
        for source, sheet in sorted(found)
    )


def _spans(rows: np.ndarray) -> str:
    """Rising row numbers as "2-341 343"."""
    gaps = np.flatnonzero(np.diff(rows) != 1)
    firsts = rows[np.concatenate(([0], gaps + 1))].tolist()
    lasts = rows[np.concatenate((gaps, [len(rows) - 1]))].tolist()
    return " ".join(str(a) if a == b else f"{a}-{b}" for a, b in zip(firsts, lasts, strict=True))
