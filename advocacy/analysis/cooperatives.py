"""Findings about cooperatives: who holds a licence, how many are women."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from advocacy.analysis import numbers
from advocacy.analysis.cooperative_periods import STATISTICS, period_findings, reporting
from advocacy.analysis.filtering import filter_words, rows_kept
from advocacy.analysis.finding import Chart, Estimate, Finding, SourceRows, State, Unit
from advocacy.analysis.groups import groups_of
from advocacy.analysis.proportion import ratio_of_sums
from advocacy.importing.table import Table
from advocacy.wording import say
from advocacy.workspace import Workspace

_SPLIT = "region"


def cooperative_findings(workspace: Workspace) -> Iterator[Finding]:
    """Yield the findings the cooperative statistics allow."""
    table = workspace.table(STATISTICS)
    if table is None or not {"cooperative_id", "members"} <= set(table.frame.columns):
        return
    latest = _latest(workspace, table)
    for code, name, part, words in (
        ("licensed_share", say("Members with a licence"), "members_licensed", say("hold a licence")),
        ("women_share", say("Women among the members"), "members_women", say("are women")),
        ("youth_share", say("Young people among the members"), "members_youth", say("are young")),
    ):
        if part in latest.columns and latest[part].notna().any():
            yield _share(workspace, table, latest, code, name, part, words)
    yield from period_findings(workspace, table)
    if reported := reporting(workspace, table):
        yield reported


def _latest(workspace: Workspace, table: Table) -> pd.DataFrame:
    """One row per cooperative: its latest period, with its place in the table and its region."""
    frame = table.frame.assign(position=np.arange(len(table)))[rows_kept(workspace, table)]
    frame = frame[frame["cooperative_id"].notna()]
    if "period_start" in frame.columns:
        frame = frame.sort_values("period_start", kind="stable")
    frame = frame.drop_duplicates("cooperative_id", keep="last")
    register = workspace.table("cooperative")
    if register is not None and {"cooperative_id", _SPLIT} <= set(register.frame.columns):
        known = register.frame.drop_duplicates("cooperative_id").set_index("cooperative_id")
        kept = set(register.frame.loc[rows_kept(workspace, register), "cooperative_id"].dropna())
        frame = frame[frame["cooperative_id"].isin(kept) | ~frame["cooperative_id"].isin(known.index)]
        frame = frame.assign(**{_SPLIT: frame["cooperative_id"].map(known[_SPLIT])})
    return frame.reset_index(drop=True)


def _share(
    workspace: Workspace, table: Table, latest: pd.DataFrame, code: str, name: str, part: str, words: str
) -> Finding:
    overall = _estimate(latest, part)
    estimates = [overall]
    if _SPLIT in latest.columns:
        groups = groups_of(latest[_SPLIT], "cooperative", _SPLIT)
        each = [
            _estimate(latest[groups.rows(number)], part, group, label)
            for number, (group, label) in enumerate(zip(groups.codes, groups.labels, strict=True))
        ]
        each = [one for one in each if one.n]
        if len(each) > 1:
            estimates += sorted(each, key=lambda one: -(one.value or 0.0))
    used = set(table.origin["source"].iloc[latest["position"].to_numpy()].unique())
    finding = Finding(
        code=f"cooperatives.{code}",
        name=name,
        headline="",
        unit=Unit.SHARE,
        chart=Chart.RANKED_BARS if len(estimates) > 1 else Chart.NUMBER,
        base=say(
            "members of {n} of {all} cooperatives, latest period of each",
            n=numbers.count(overall.n),
            all=numbers.count(len(latest)),
        ),
        estimates=tuple(estimates),
        method=say(
            "Sum over the cooperatives divided by the sum of their members; 95% interval by linearisation, "
            "each cooperative a cluster."
        ),
        dimension=_SPLIT if len(estimates) > 1 else "",
        caveats=_caveats(latest, overall),
        filters=filter_words(workspace, "cooperative"),
        sources=tuple(source.name for source in workspace.sources if source.sha256 in used),
        data_date=_last_period(latest),
        example=workspace.settings.example,
    )
    headline = say(
        "{share} of the members {words} ({part} of {members} in {n} cooperatives)",
        share=numbers.estimate(overall, finding),
        words=words,
        part=numbers.count(overall.numerator or 0),
        members=numbers.count(overall.denominator or 0),
        n=numbers.count(overall.n),
    )
    return replace(finding, headline=headline)


def _estimate(rows: pd.DataFrame, part: str, group: str = "", label: str = "") -> Estimate:
    """n counts cooperatives; numerator and denominator count members."""
    sound = rows["members"].notna() & rows[part].notna()
    sound &= (rows[part] <= rows["members"]).fillna(False).astype(bool)
    used = rows[sound]
    parts = used[part].to_numpy(dtype=np.float64)
    wholes = used["members"].to_numpy(dtype=np.float64)
    base: dict[str, Any] = {
        "group": group,
        "label": label,
        "n": len(used),
        "missing": len(rows) - len(used),
        "rows": SourceRows(STATISTICS, used["position"].to_numpy(dtype=np.int64)),
    }
    if wholes.sum() <= 0:
        return Estimate(**base, state=State.NO_DATA)
    ratio, low, high = ratio_of_sums(parts, wholes)
    return Estimate(
        **base, value=ratio, low=low, high=high, numerator=float(parts.sum()), denominator=float(wholes.sum())
    )


def _caveats(latest: pd.DataFrame, overall: Estimate) -> tuple[str, ...]:
    said = [say("Cooperatives that do not report are not in it; they may differ.")]
    if overall.missing:
        said.append(
            say(
                "{missing} of {n} cooperatives did not give usable numbers for their latest period.",
                missing=numbers.count(overall.missing),
                n=numbers.count(len(latest)),
            )
        )
    return tuple(said)


def _last_period(latest: pd.DataFrame) -> Any:
    for name in ("period_end", "period_start"):
        if name in latest.columns and latest[name].notna().any():
            return latest[name].max().date()
    return None
