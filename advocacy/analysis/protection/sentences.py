"""What is said about a finding, its numbers filled in as the protection allows."""

from __future__ import annotations

from dataclasses import dataclass, replace

from advocacy.analysis import numbers
from advocacy.analysis.finding import Chart, Estimate, Finding, State, Unit
from advocacy.analysis.protection.held import Values, counts_in, filled, holds
from advocacy.analysis.protection.rounding import BASE, rounded_estimate, rounded_share, without_own_amounts
from advocacy.analysis.protection.suppression import rounded
from advocacy.wording import say


@dataclass(frozen=True)
class Speech:
    """How numbers may be said beside one finding.

    n: people or cases behind it, which the table prints. unsaid: counts that the table hides.
    """

    k: int
    is_rounding: bool
    n: int = 0
    unsaid: frozenset[int] = frozenset()

    def of(self, text: str) -> str:
        """Return the text with its numbers.

        Hidden or rounded alike: 1 to k-1 people are "fewer than k". Where no counts are rounded, a whole is
        said roughly if a part that is said with it would tell that few are left: "217 of about 220".
        """
        if not holds(text):
            return text
        counts = {*counts_in(text), self.n}

        def fill(kind: str, values: Values) -> str:
            if kind == "count":
                return self._count(int(values[0] or 0), counts)
            if kind == "share":
                return self._share(float(values[0] or 0.0))
            return self._estimate(kind, values)

        return filled(text, fill)

    def sentence(self, text: str) -> str:
        """Return a whole sentence with its numbers: one that begins with "fewer than 5" has a capital."""
        said = self.of(text)
        return said[:1].upper() + said[1:]

    def _count(self, count: int, counts: set[int]) -> str:
        if self.is_rounding:
            near = rounded(count)
            return numbers.plain(near) if near or not count else say("fewer than {k}", k=BASE // 2 + 1)
        if is_few(count, self.k):
            return say("fewer than {k}", k=self.k)
        if count in self.unsaid:
            return say("some")
        parts = (other for other in counts if other >= self.k)  # of fewer the part itself is not said
        if count != self.n and any(is_few(count - part, self.k) for part in parts):
            return say("about {count}", count=numbers.plain(-(-count // BASE) * BASE))
        return numbers.plain(count)

    def _share(self, value: float) -> str:
        return numbers.percent(rounded_share(value, self.n) if self.is_rounding else value)

    def _estimate(self, kind: str, values: Values) -> str:
        unit, currency, state, *amounts = values
        value, low, high, numerator, denominator, n = (None if x is None else float(x) for x in amounts)
        one = Estimate(
            value=value,
            low=low,
            high=high,
            numerator=numerator,
            denominator=denominator,
            n=int(n or 0),
            state=State(str(state)),
        )
        one = protected_value(one, Unit(str(unit)), str(currency), self.k, self.is_rounding)
        measured = replace(_NOBODY, unit=Unit(str(unit)), currency=str(currency))
        return (numbers.interval if kind == "interval" else numbers.estimate)(one, measured)


def protected_value(one: Estimate, unit: Unit, currency: str, k: int, is_rounding: bool) -> Estimate:
    """Return an estimate as it may be printed where it is not hidden."""
    if one.amounts is not None:
        one = replace(one, amounts=None)  # what single people paid has done its service
    coarse = without_own_amounts(one, unit, currency, k, is_rounding=is_rounding)
    return rounded_estimate(coarse, unit, currency, k) if is_rounding else coarse


def is_few(count: int | None, k: int) -> bool:
    """Whether a count is of 1 to k-1. Of k = 2 there is no vaguer word than the number: it is 1."""
    return count is not None and k > 2 and 0 < count < k


def spoken(finding: Finding, speech: Speech) -> Finding:
    """Return the finding with the numbers in all its words."""
    return replace(
        finding,
        name=speech.of(finding.name),
        headline=speech.sentence(finding.headline),
        base=speech.of(finding.base),
        method=speech.sentence(finding.method),
        reference_label=speech.of(finding.reference_label),
        caveats=tuple(speech.sentence(said) for said in finding.caveats),
        filters=tuple(speech.of(said) for said in finding.filters),
        companions=tuple(replace(one, sentence=speech.sentence(one.sentence)) for one in finding.companions),
        estimates=tuple(
            replace(one, label=speech.of(one.label)) if holds(one.label) else one for one in finding.estimates
        ),
        curves=tuple(
            replace(one, label=speech.of(one.label)) if holds(one.label) else one for one in finding.curves
        ),
    )


# Words around a number are those of its unit; nothing else of a finding is asked for.
_NOBODY = Finding("", "", "-", Unit.NUMBER, Chart.NUMBER, "", (), "")
