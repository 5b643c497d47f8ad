"""What stands in the way of a licence."""

from __future__ import annotations

from dataclasses import replace

from advocacy.analysis import numbers
from advocacy.analysis.finding import Chart, Finding, Unit
from advocacy.analysis.groups import codes_held, holds_code
from advocacy.analysis.licensing_cases import LicensingCases
from advocacy.analysis.licensing_words import (
    answered_base,
    common,
    share_estimate,
)
from advocacy.schema import code_list
from advocacy.wording import say


def hurdles(cases: LicensingCases) -> Finding:
    """Share of applications that met each hurdle, the most frequent first."""
    column = cases.frame["hurdles"]
    answered = column.notna().to_numpy()
    base, listed = int(answered.sum()), code_list("hurdle")
    each = []
    for code in codes_held(column):
        if code == "none":
            continue
        met = holds_code(column, code)
        each.append(replace(share_estimate(cases, met, answered), group=code, label=listed.label(code)))
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
