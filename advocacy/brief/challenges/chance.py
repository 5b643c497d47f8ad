"""“The difference between women and men, or between regions, is chance.”"""

from __future__ import annotations

from collections.abc import Iterator

from advocacy.analysis.finding import Finding, State
from advocacy.analysis.licensing.questions import SPLITS, unfiltered_by
from advocacy.analysis.licensing.time_to_decision import difference_by
from advocacy.analysis.licensing.words import field_title
from advocacy.analysis.reliability import fit_for_headlines
from advocacy.brief.challenges.challenge import Challenge, Verdict, challenge
from advocacy.brief.challenges.evidence import Evidence
from advocacy.brief.challenges.number import Number, of_finding, plain_count, probability
from advocacy.wording import say

_CLEAR = 0.05  # p, times the number of comparisons, below which a difference is more than chance


def chance(found: Evidence) -> Iterator[Challenge]:
    """The log-rank test of each comparison of waits, allowing for all comparisons made (Bonferroni)."""
    made = sum(1 for code in found.findings if ".by." in code and not code.endswith(".by.year"))
    for field in SPLITS:
        finding = found.findings.get(f"licensing.time_to_decision.by.{field}")
        if finding is None or found.cases is None:
            continue
        groups = fit_for_headlines(
            [one for one in finding.estimates if one.group and one.state in (State.SHOWN, State.NOT_REACHED)]
        )
        tested = difference_by(unfiltered_by(found.cases, field), field)
        if len(groups) < 2 or tested is None:
            continue
        ends = tuple(of_finding(one.label, one, finding) for one in (groups[0], groups[-1]))
        yield _of_field(finding, field, ends, tested[1], max(1, made))


def _of_field(finding: Finding, field: str, ends: tuple[Number, ...], p: float, made: int) -> Challenge:
    longest, shortest = ends
    allowing = min(1.0, p * made)
    is_clear = allowing < _CLEAR
    p_told = probability(say("p of the log-rank test"), p)
    allowed = probability(say("p times the comparisons made"), allowing)
    comparisons = plain_count(say("Comparisons between groups made"), made)
    answer = say(
        "{longest}: {long} (95% interval {long_interval}); {shortest}: {short} ({short_interval}). Waits so "
        "different, or more, would come by chance alone with a probability of {p} (log-rank test over all "
        "groups). Comparisons between groups made: {made}; allowing for all of them it is {allowing}.",
        longest=longest.label,
        long=longest.words,
        long_interval=longest.interval,
        shortest=shortest.label,
        short=shortest.words,
        short_interval=shortest.interval,
        p=p_told.words,
        made=comparisons.words,
        allowing=allowed.words,
    )
    said = (
        say("The difference is more than chance; what it comes from the data do not tell.")
        if is_clear
        else say("It may be chance, and the brief must not say more than that.")
    )
    return challenge(
        f"chance.{field}",
        finding.code,
        say("The difference by {field} is chance.", field=field_title(field).lower()),
        f"{answer} {said}",
        allowing,
        Verdict.ANSWERED if is_clear else Verdict.PARTLY if p < _CLEAR else Verdict.OPEN,
        longest,
        shortest,
        p_told,
        allowed,
        comparisons,
    )
