"""“It is not representative of the country.”"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from advocacy.analysis.finding import Estimate, Unit
from advocacy.analysis.groups import combinations_in
from advocacy.analysis.licensing.questions import unfiltered_by
from advocacy.analysis.statistics.proportion import wilson
from advocacy.brief.challenges.challenge import Challenge, Verdict, challenge, verdict_on
from advocacy.brief.challenges.evidence import Evidence
from advocacy.brief.challenges.number import Number, moved, plain_count
from advocacy.brief.challenges.register import regions_met
from advocacy.schema import code_list, schemas
from advocacy.wording import say

_NAMED = 6  # regions that are named


def whole_country(found: Evidence) -> Iterator[Challenge]:
    """The regions of the register without any application, and the minerals of both side by side."""
    finding = found.attacked("licensing.time_to_decision", "licensing.hurdles", "licensing.outcomes")
    if finding is None or found.cases is None:
        return
    objection = say("Your records are not representative of the country.")
    regions, minerals = regions_met(found), _minerals(found)
    if regions is None and minerals is None:
        yield challenge(
            "whole_country",
            finding.code,
            objection,
            say(
                "The data cannot answer this: there is no register to compare with. A list of all "
                "cooperatives with their regions and minerals, or the register of the authority, would."
            ),
            1.0,
            Verdict.OPEN,
        )
        return
    said: list[str] = []
    told: list[Number] = []
    away = 0.0
    if regions is not None:
        count, absent = regions
        whole = plain_count(say("Regions of the register"), count)
        met = plain_count(say("Regions of the register with an application"), count - len(absent))
        told += [whole, met]
        away = len(absent) / count
        said.append(
            say(
                "{met} of the {all} regions of the register have applications here.",
                met=met.words,
                all=whole.words,
            )
        )
        if absent:
            names = ", ".join(absent[:_NAMED]) + (" …" if len(absent) > _NAMED else "")
            said.append(say("Nothing is known of: {regions}.", regions=names))
    if minerals is not None:
        label, here, there = minerals
        told += [here, there]
        away = max(away, moved(there, here))
        said.append(
            say(
                "The mineral that differs most is {mineral}: {here} of the applications with a mineral are "
                "for it, {there} of the cooperatives of the register name it.",
                mineral=label,
                here=here.words,
                there=there.words,
            )
        )
    said.append(say("For miners outside the register the data speak neither way."))
    verdict = verdict_on(away)
    yield challenge(
        "whole_country",
        finding.code,
        objection,
        " ".join(said),
        away,
        Verdict.PARTLY if verdict is Verdict.ANSWERED else verdict,  # whoever is in no register stays unknown
        *told,
    )


def _minerals(found: Evidence) -> tuple[str, Number, Number] | None:
    """The mineral whose share of the cases lies furthest from its share of the register, of those told."""
    cases, register = found.cases, found.workspace.table("cooperative")
    if cases is None or register is None or "minerals" not in register.frame.columns:
        return None
    if not cases.has("mineral"):
        return None
    cases = unfiltered_by(cases, "mineral")
    groups, held = cases.groups("mineral"), combinations_in(register, "minerals")
    known, counts = held.counts(held.number)
    there = dict(zip(held.codes, counts.tolist(), strict=True))
    here = np.bincount(groups.number[groups.number >= 0], minlength=len(groups.codes)).tolist()
    if not known or not sum(here):
        return None
    of_cases = dict(zip(groups.codes, here, strict=True))
    field = schemas()["licensing_case"].field("mineral")
    listed = code_list(field.codelist) if field and field.codelist else None
    pairs = []
    for code in dict.fromkeys((*of_cases, *there)):
        label = listed.label(code) if listed else code
        one, other = (
            found.told(say("{mineral}, {what}", mineral=label, what=what), _share(count, n), Unit.SHARE)
            for what, count, n in (
                (say("of the applications"), of_cases.get(code, 0), sum(here)),
                (say("of the cooperatives of the register"), there.get(code, 0), known),
            )
        )
        if one.value is not None and other.value is not None:
            pairs.append((label, one, other))
    return max(pairs, key=lambda pair: moved(pair[2], pair[1]), default=None)


def _share(count: int, of: int) -> Estimate:
    low, high = wilson(count, of)
    return Estimate(value=count / of, low=low, high=high, numerator=float(count), denominator=float(of), n=of)
