"""The register of cooperatives as a yardstick: which of them, and of their regions, are met in the cases."""

from __future__ import annotations

from advocacy.analysis.cooperatives.reporting import registered
from advocacy.analysis.finding import Estimate, Unit
from advocacy.analysis.groups import groups_in
from advocacy.analysis.licensing.questions import unfiltered_by
from advocacy.brief.challenges.evidence import Evidence
from advocacy.brief.challenges.number import Number
from advocacy.importing.plain_words import plain
from advocacy.wording import say


def cooperatives_met(found: Evidence) -> Number | None:
    """Return the share of the register's cooperatives with an application among the cases.

    None without a register or without the name of a cooperative in any case.
    """
    cases, listed = found.cases, registered(found.workspace)
    if cases is None or not len(listed) or not cases.has("cooperative"):
        return None
    groups = cases.groups("cooperative")
    written = {plain(text) for text in (*groups.codes, *groups.labels)}
    names = listed["name"].tolist() if "name" in listed.columns else [""] * len(listed)
    met = sum(
        1
        for one, name in zip(listed["cooperative_id"].tolist(), names, strict=True)
        if {plain(str(one)), plain(str(name))} & written
    )
    of = len(listed)
    one = Estimate(value=met / of, numerator=float(met), denominator=float(of), n=of)
    return found.told(say("Cooperatives of the register with an application"), one, Unit.SHARE)


def regions_met(found: Evidence) -> tuple[int, tuple[str, ...]] | None:
    """Return how many regions the register has, and the names of those without any case.

    None where either does not name regions. That nobody is somewhere tells of nobody.
    """
    cases, register = found.cases, found.workspace.table("cooperative")
    if cases is None or register is None or "region" not in register.frame.columns:
        return None
    if not cases.has("region"):
        return None
    listed = groups_in(register, "region")
    here = {plain(text) for text in unfiltered_by(cases, "region").groups("region").labels}
    if not listed.labels:
        return None
    return len(listed.labels), tuple(label for label in listed.labels if plain(label) not in here)
