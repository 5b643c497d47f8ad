"""How often an applicant has to go to the office."""

from __future__ import annotations

from dataclasses import replace

from advocacy.analysis import numbers
from advocacy.analysis.finding import Chart, Finding, Unit
from advocacy.analysis.licensing.amounts import Amounts, base_of
from advocacy.analysis.licensing.words import common
from advocacy.wording import say


def visits(amounts: Amounts) -> Finding | None:
    """Median of the visits to offices for one application."""
    if not amounts.has("visits"):
        return None
    measured = amounts.measured(("visits",), lambda: amounts.plain("visits"))
    estimate = measured.median()
    finding = Finding(
        code="licensing.visits",
        name=say("Visits to offices"),
        headline="",
        unit=Unit.NUMBER,
        chart=Chart.NUMBER,
        counted_in=say("Visits"),
        base=base_of(amounts.cases, measured.n, say("with the visits recorded")),
        estimates=(estimate,),
        method=say("Median; 95% interval between order statistics (binomial)."),
        caveats=(say("Pending applications count with the visits so far; theirs can only become more."),),
        **common(amounts.cases),
    )
    headline = say(
        "Visits to offices for an application in the middle case: {value}",
        value=numbers.estimate(estimate, finding),
    )
    return replace(finding, headline=headline)
