"""“Your limit of the law is wrong.”"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pandas as pd

from advocacy.analysis.finding import Unit
from advocacy.analysis.licensing.cases import LicensingCases
from advocacy.analysis.licensing.legal_limit import LegalLimit, legal_limit
from advocacy.analysis.licensing.legal_provisions import PROVISIONS
from advocacy.analysis.licensing.within_limit import within_limit
from advocacy.brief.challenges.challenge import Challenge, Verdict, challenge
from advocacy.brief.challenges.evidence import Evidence
from advocacy.brief.challenges.number import Number, moved, of_finding, plain_count
from advocacy.wording import say

_TIMES = 2  # the limit: what if the law allowed so much
_CHECKED = ("checked_by", "checked_on")


def law_limit(found: Evidence) -> Iterator[Challenge]:
    """Who has checked the provisions, which law holds for which case, and the share at twice the limit."""
    finding, cases = found.attacked("licensing.within_limit"), found.cases
    limit = legal_limit(cases) if cases else None
    if finding is None or cases is None or limit is None:
        return
    share = of_finding(finding.name, finding.overall, finding)
    said, told = [say("Held to: {law}.", law=limit.label)], [share]
    provisions, unchecked = _provisions(found)
    if limit.each is None:
        said.append(
            say(
                "No provision of the law is imported; the limit is the user's own statement. The section "
                "and the name of whoever has checked it would answer this."
            )
        )
        doubt = 1.0
    else:
        doubt = unchecked / provisions if provisions else 1.0
        told += [
            plain_count(say("Provisions imported"), provisions),
            plain_count(say("Provisions that nobody is on record to have checked"), unchecked),
        ]
        said += _checks(found, provisions, unchecked)
    twice = _at_twice(found, cases, limit)
    if twice is not None and twice.value is not None and share.value is not None:
        told.append(twice)
        said.append(
            say(
                "Did the law allow {times} times as long, {twice} would be decided in time, in place of "
                "{share}.",
                times=_TIMES,
                twice=twice.words,
                share=share.words,
            )
        )
        doubt *= moved(share, twice)
    verdict = Verdict.PARTLY if unchecked else Verdict.ANSWERED
    if limit.each is None:
        verdict = Verdict.OPEN
    yield challenge(
        "law_limit",
        finding.code,
        say("Your limit of the law is wrong."),
        " ".join(said),
        doubt,
        verdict,
        *told,
    )


def _provisions(found: Evidence) -> tuple[int, int]:
    """How many provisions name a limit, and how many of them nobody is on record to have checked."""
    rows = _rows(found)
    unchecked = 0
    for row in rows:
        unchecked += any(not _is_told(row.get(name)) for name in _CHECKED)
    return len(rows), unchecked


def _rows(found: Evidence) -> list[dict[str, object]]:
    table = found.workspace.table(PROVISIONS)
    if table is None or not {"limit_days", "step"} <= set(table.frame.columns):
        return []
    known = table.frame[table.frame["limit_days"].notna() & table.frame["step"].notna()]
    return [{str(name): value for name, value in row.items()} for row in known.to_dict("records")]


def _checks(found: Evidence, provisions: int, unchecked: int) -> Iterator[str]:
    if unchecked:
        yield say(
            "Provisions imported: {all}; without the name and the day of whoever has checked them: "
            "{unchecked}. A check against the official text would answer this.",
            all=provisions,
            unchecked=unchecked,
        )
    else:
        yield say("Each provision has the name and the day of whoever has checked it.")
    years = sorted(
        {round(float(str(row["year_enacted"]))) for row in _rows(found) if _is_told(row.get("year_enacted"))}
    )
    if years:
        yield say("Enacted in: {years}.", years=", ".join(map(str, years)))
    else:
        yield say("The year of enactment is not on record.")
    yield say("Each application is held to the law in force on the day it was filed.")


def _at_twice(found: Evidence, cases: LicensingCases, limit: LegalLimit) -> Number | None:
    """The share decided within twice the limit, by the same computation; None where clocks start later."""
    if limit.each is not None and (limit.each.later is not None or _is_mixed(limit)):
        return None
    wide = replace(limit, days=_TIMES * limit.days, each=None)
    whole, again = (within_limit(cases, one).overall for one in (replace(limit, each=None), wide))
    if whole is None or again is None:
        return None
    label = say("Decided within {times} times the limit", times=_TIMES)
    return found.told(label, again, Unit.SHARE, whole)


def _is_mixed(limit: LegalLimit) -> bool:
    """Whether cases are held to limits of different length."""
    assert limit.each is not None
    known = limit.each.allowed[limit.each.allowed >= 0]
    return bool(len(known)) and int(known.min()) != int(known.max())


def _is_told(value: object) -> bool:
    return value is not None and not pd.isna(value) and bool(str(value).strip())
