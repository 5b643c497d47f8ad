"""“You count the same application twice.”"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from advocacy.analysis.finding import Estimate, Finding
from advocacy.analysis.licensing.cases import LicensingCases
from advocacy.analysis.licensing.questions import QUESTIONS
from advocacy.brief.challenges.challenge import Challenge, Verdict, challenge, verdict_on
from advocacy.brief.challenges.evidence import Evidence
from advocacy.brief.challenges.number import Number, moved, of_finding, plain_count
from advocacy.wording import say

_KINDS = ("same-person", "duplicate-key", "same-number")  # issues that mean "may be the row above again"
_TOLD_BY = ("applicant", "case_id")
_LEANED_ON = ("licensing.time_to_decision", "licensing.within_limit", "licensing.total_cost")


def counted_twice(found: Evidence) -> Iterator[Challenge]:
    """The rows that may be another row again, and the numbers without them."""
    cases, finding = found.cases, found.attacked(*_LEANED_ON)
    if cases is None or finding is None:
        return
    objection = say("You count the same application twice.")
    if not any(cases.has(field) for field in _TOLD_BY):
        yield challenge(
            "counted_twice",
            finding.code,
            objection,
            say(
                "The data cannot answer this: no file has the name of the applicant or the number of the "
                "case. Either of them would."
            ),
            1.0,
            Verdict.OPEN,
        )
        return
    doubtful = _doubtful(cases)
    count = int(doubtful.sum())
    rows = found.counted(say("Rows that may be counted twice"), count, len(cases))
    whole = found.counted(say("Applications"), len(cases))
    if not count:
        yield challenge(
            "counted_twice",
            finding.code,
            objection,
            _compared(cases),
            0.0,
            Verdict.ANSWERED if cases.has("applicant") else Verdict.PARTLY,
            plain_count(say("Rows that may be counted twice"), 0),
        )
        return
    tried = list(_without(found, cases, doubtful))
    strength = max((moved(before, after) for _, before, after in tried), default=0.0)
    worst = max(tried, key=lambda one: moved(one[1], one[2]), default=None)
    told = (
        say(
            "Without them the number that moves furthest is “{name}”: {after} in place of {before}.",
            name=worst[0].name,
            after=worst[2].words,
            before=worst[1].words,
        )
        if worst
        else say("They are too few for the numbers without them to be told; none was taken out unasked.")
    )
    yield challenge(
        "counted_twice",
        worst[0].code if worst else finding.code,
        objection,
        say("Rows that may be another row again: {count} of {all}.", count=rows.words, all=whole.words)
        + " "
        + told,
        strength,
        verdict_on(strength) if worst else Verdict.PARTLY,
        rows,
        whole,
        *(worst[1:] if worst else ()),
    )


def _compared(cases: LicensingCases) -> str:
    """What was compared when the files came in, where no row looked like another."""
    if cases.has("applicant"):
        return say(
            "When the files came in, case numbers were compared, and names with days and districts between "
            "associations: no row looks like another one again."
        )
    return say(
        "When the files came in, case numbers were compared: no row looks like another one again. Names are "
        "not on record; they would tell whether one application has two numbers."
    )


def _doubtful(cases: LicensingCases) -> NDArray[np.bool_]:
    """Which cases an issue of the import calls likely to be counted twice."""
    names = {source.sha256: source.name for source in cases.workspace.sources}
    told = {
        (one.source, one.sheet, one.row) for one in cases.workspace.issues if one.code in _KINDS and one.row
    }
    if not told:
        return np.zeros(len(cases), dtype=bool)
    origin = cases.table.origin.iloc[cases.positions]
    places = zip(
        (names.get(str(source), str(source)) for source in origin["source"]),
        origin["sheet"].tolist(),
        origin["row"].tolist(),
        strict=True,
    )
    return np.array([place in told for place in places], dtype=bool)


def _without(
    found: Evidence, cases: LicensingCases, doubtful: NDArray[np.bool_]
) -> Iterator[tuple[Finding, Number, Number]]:
    """The findings leaned on, each before and after; only where the difference tells of no few."""
    rest = cases.without(doubtful)
    for code in _LEANED_ON:
        finding = found.findings.get(code)
        if finding is None or finding.overall is None or finding.overall.value is None:
            continue
        whole, again = _overall(QUESTIONS[code](cases)), _overall(QUESTIONS[code](rest))
        if whole is None or again is None:
            continue
        before = of_finding(finding.name, finding.overall, finding)
        after = found.told(
            say("{name}, likely doubles left out", name=finding.name),
            again,
            finding.unit,
            whole,
            currency=finding.currency,
        )
        if after.value is not None:
            yield finding, before, after


def _overall(finding: Finding | None) -> Estimate | None:
    return finding.overall if finding else None
