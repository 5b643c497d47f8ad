"""What cooperatives need, set against what partners offer."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from advocacy.analysis import numbers
from advocacy.analysis.finding import Chart, Estimate, Finding, SourceRows, Unit
from advocacy.analysis.groups import groups_in
from advocacy.schema import code_list
from advocacy.wording import say
from advocacy.workspace import Workspace

NEEDS, PARTNERS = "need", "partner"


def needs_offered(workspace: Workspace) -> Finding | None:
    """Share of the stated needs that at least one partner offers to meet, and how the needs are made up.

    Groups are kinds of need; their value is the share of all needs, so that the largest stands first.
    """
    needs, partners = workspace.table(NEEDS), workspace.table(PARTNERS)
    if needs is None or partners is None or "need" not in needs.frame.columns:
        return None
    if "offers" not in partners.frame.columns:
        return None
    wanted = groups_in(needs, "need")
    offered = set(groups_in(partners, "offers").codes)
    kinds = [(code, np.flatnonzero(wanted.rows(place))) for place, code in enumerate(wanted.codes)]
    known = np.sort(np.concatenate([rows for _, rows in kinds])) if kinds else np.empty(0, dtype=np.int64)
    if not len(known):
        return None
    met = np.sort(np.concatenate([rows for code, rows in kinds if code in offered] or [known[:0]]))
    overall = _share(met, known)
    each = sorted((_share(rows, known, code) for code, rows in kinds), key=lambda one: -(one.value or 0.0))
    used = set(needs.origin["source"].iloc[known].unique())
    made = Finding(
        code="coalition.needs_offered",
        name=say("Needs that a partner offers to meet"),
        headline="",
        unit=Unit.SHARE,
        chart=Chart.RANKED_BARS,
        base=say("{n} needs stated by cooperatives", n=numbers.count(len(known))),
        estimates=(overall, *each),
        method=say(
            "Needs whose kind is among the offers of at least one partner, over all needs whose kind is "
            "known. No interval: it is a full count."
        ),
        caveats=(
            say("Whether the partner works in the region and has room for one more is not looked at here."),
        ),
        sources=tuple(source.name for source in workspace.sources if source.sha256 in used),
        example=workspace.settings.example,
    )
    words = say("{share} of the needs are offered by a partner", share=numbers.estimate(overall, made))
    return replace(made, headline=words)


def _share(rows: NDArray[np.int64], known: NDArray[np.int64], code: str = "") -> Estimate:
    return Estimate(
        group=code,
        label=code_list("offer").label(code) if code else "",
        value=len(rows) / len(known),
        numerator=float(len(rows)),
        denominator=float(len(known)),
        n=len(rows) if code else len(known),
        rows=SourceRows(NEEDS, rows),
        counted=(SourceRows(NEEDS, known),),
    )
