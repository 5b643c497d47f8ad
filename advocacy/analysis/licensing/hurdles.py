"""What stands in the way of a licence."""

from __future__ import annotations

from dataclasses import replace

from advocacy.analysis import numbers
from advocacy.analysis.finding import Chart, Finding, SourceRows, Unit
from advocacy.analysis.groups import combinations_in
from advocacy.analysis.licensing.cases import LicensingCases
from advocacy.analysis.licensing.words import (
    answered_base,
    common,
    counted_share,
)
from advocacy.schema import code_list
from advocacy.wording import say


def hurdles(cases: LicensingCases) -> Finding:
    """Share of applications that met each hurdle, the most frequent first."""
    held, listed = combinations_in(cases.table, "hurdles"), code_list("hurdle")
    base, counts = held.counts(cases.taken(held.number))
    told = (cases.rows(lambda: cases.known("hurdles")), cases.rows(lambda: ~cases.known("hurdles")))
    each = [
        replace(
            counted_share(cases, int(found), base),
            group=code,
            label=listed.label(code),
            rows=_holding(cases, code),
            counted=told,
        )
        for code, found in zip(held.codes, counts, strict=True)
        if found and code != "none"
    ]
    each.sort(key=lambda one: -(one.value or 0.0))
    finding = Finding(
        code="licensing.hurdles",
        name=say("Hurdles met"),
        headline="",
        unit=Unit.SHARE,
        chart=Chart.RANKED_BARS,
        base=answered_base(cases, base, say("with hurdles recorded")),
        estimates=tuple(each),
        method=say("Share of applications with hurdles recorded; Wilson 95% interval."),
        dimension="hurdles",
        caveats=(say("One application can meet several hurdles; the shares do not add up to 100%."),),
        **common(cases),
    )
    if not each:
        return replace(finding, headline=say("No hurdle is recorded"))
    words = [
        say("{hurdle} ({share})", hurdle=one.label, share=numbers.estimate(one, finding)) for one in each[:3]
    ]
    return replace(finding, headline=say("Met most often: {hurdles}", hurdles=", ".join(words)))


def _holding(cases: LicensingCases, code: str) -> SourceRows:
    return cases.rows(lambda: cases.taken(combinations_in(cases.table, "hurdles").rows(code)))
