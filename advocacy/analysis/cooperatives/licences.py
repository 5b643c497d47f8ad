"""The ladder to a licence: on which rung the cooperatives of the register stand, and their members."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from advocacy.analysis import numbers
from advocacy.analysis.cooperatives.estimates import estimate, finding
from advocacy.analysis.cooperatives.members import latest_return
from advocacy.analysis.cooperatives.reporting import base_of_register, registered
from advocacy.analysis.cooperatives.returns import REGISTER, Returns
from advocacy.analysis.filtering import filter_words
from advocacy.analysis.finding import Chart, Estimate, Finding, SourceRows, State, Unit
from advocacy.schema import code_list
from advocacy.wording import say
from advocacy.workspace import Workspace

_FIELD = "licence_status"
_LADDER = ("licensed", "pending", "expired", "none")  # from the top rung down


def licence_ladder(workspace: Workspace) -> Finding | None:
    """Share of the registered cooperatives on each rung; those whose status is not known are missing.

    n of a rung counts the cooperatives on it, so that a rung of few is hidden.
    """
    listed = registered(workspace)
    table = workspace.table(REGISTER)
    if table is None or _FIELD not in listed.columns:
        return None
    status = listed[_FIELD].astype("object").to_numpy(dtype=object)
    positions = listed["position"].to_numpy(dtype=np.int64)
    known = np.isin(status.astype(str), _LADDER)
    if not known.any():
        return None
    total = int(known.sum())
    each = []
    for code in _LADDER:
        on = status == code
        if n := int(on.sum()):
            each.append(
                Estimate(
                    group=code,
                    label=code_list(_FIELD).label(code),
                    value=n / total,
                    numerator=float(n),
                    denominator=float(total),
                    n=n,
                    rows=SourceRows(REGISTER, np.sort(positions[on])),
                    counted=(SourceRows(REGISTER, np.sort(positions[known])),),
                )
            )
    used = set(table.origin["source"].iloc[positions[known]].unique())
    made = Finding(
        code="cooperatives.licence_ladder",
        name=say("Cooperatives on the way to a licence"),
        headline="",
        unit=Unit.SHARE,
        chart=Chart.RANKED_BARS,
        base=base_of_register(
            workspace,
            total,
            say(
                "{n} cooperatives of the register whose status is known, of {all}",
                n=numbers.count(total),
                all=numbers.count(len(listed)),
            ),
        ),
        estimates=tuple(each),
        method=say(
            "Cooperatives on each rung over all of the register whose status is known. No interval: it is a "
            "full count."
        ),
        dimension=_FIELD,
        caveats=(
            say("It is what the register says; whether a licence is valid on a given day is not checked."),
            say("Groups of miners that are in no register are not in it."),
        ),
        filters=filter_words(workspace, REGISTER),
        sources=tuple(source.name for source in workspace.sources if source.sha256 in used),
        example=workspace.settings.example,
    )
    first = each[0]
    headline = say(
        "{share} of the cooperatives of the register have the status “{status}”",
        share=numbers.estimate(first, made),
        status=first.label,
    )
    return replace(made, headline=headline)


def members_on_the_ladder(returns: Returns) -> Finding | None:
    """Share of the members whose cooperative stands on each rung, from the latest return of each."""
    if not returns.has("members", _FIELD):
        return None
    counted, status = returns.numbers("members"), returns.texts(_FIELD)
    latest = latest_return(returns)
    used = latest & ~np.isnan(counted) & np.isin(status.astype(str), _LADDER)
    total = float(counted[used].sum())
    if total <= 0:
        return None
    each: list[Estimate] = []
    for code in _LADDER:
        on = used & (status == code)
        if on.any():
            people = float(counted[on].sum())
            each.append(
                estimate(
                    returns,
                    on,
                    people / total,
                    group=code,
                    label=code_list(_FIELD).label(code),
                    numerator=people,
                    denominator=total,
                    among=on,
                )
            )
    each = [one for one in each if one.state is State.SHOWN]
    first = each[0]
    return finding(
        returns,
        "licence_ladder_members",
        say("Members by the licence of their cooperative"),
        each,
        used=used,
        unit=Unit.SHARE,
        chart=Chart.RANKED_BARS,
        method=say(
            "Members in the latest return of the cooperatives on each rung over those of all cooperatives "
            "whose status is known. No interval: it is a count."
        ),
        headline=lambda made: say(
            "{share} of the members are in cooperatives with the status “{status}”",
            share=numbers.estimate(first, made),
            status=first.label,
        ),
        caveats=(
            say("A cooperative with a licence may have members who work outside of it."),
            say("Cooperatives that do not report are not in it; they may differ."),
        ),
        base=say(
            "{members} members of {n} cooperatives whose status is known",
            members=numbers.count(total),
            n=numbers.count(returns.count(used)),
        ),
        dimension=_FIELD,
    )
