"""“You only asked those who complain.”"""

from __future__ import annotations

from collections.abc import Iterator

from advocacy.analysis.cooperatives.reporting import registered
from advocacy.analysis.finding import Estimate, Finding, State, Unit
from advocacy.analysis.survey.member_register import COOPERATIVE, member_register
from advocacy.analysis.survey.sampling import Sampling, claim
from advocacy.brief.challenges.challenge import Challenge, Verdict, challenge
from advocacy.brief.challenges.evidence import Evidence, parts_of
from advocacy.brief.challenges.number import Number, furthest, of_finding
from advocacy.brief.challenges.register import cooperatives_met
from advocacy.wording import say

_MOST = 0.9  # of the register: a gap smaller than a tenth holds no number up
_HALF = 0.5


def chosen(found: Evidence) -> Iterator[Challenge]:
    """How the cases, the cooperatives that report and the people of a survey came to be counted."""
    for stem, findings in parts_of(found):
        if stem == "licensing":
            yield _cases(found, findings[0])
        elif stem == "cooperatives":
            yield from _returns(found)
        else:
            yield _people(found, findings)


def _cases(found: Evidence, finding: Finding) -> Challenge:
    said = [
        say(
            "The records are those that associations keep for their own work: no draw decided which "
            "applications are among them."
        )
    ]
    told: list[Number] = []
    granted = _granted(found)
    if granted is not None and granted.value is not None:
        told.append(granted)
        said.append(
            say(
                "It is no list of complaints: {granted} of the applications with a status were granted.",
                granted=granted.words,
            )
        )
    covered = cooperatives_met(found)
    if covered is not None and covered.value is not None:
        whole = found.counted(say("Cooperatives of the register"), covered.n)
        told += [covered, whole]
        said.append(
            say(
                "Of the {all} cooperatives of the register {share} have an application among them.",
                all=whole.words,
                share=covered.words,
            )
        )
    said.append(
        say(
            "How many applications were filed in all, the data cannot answer; the register of the authority "
            "for the same time would."
        )
    )
    share = covered.value if covered is not None and covered.value is not None else 0.0
    return challenge(
        "chosen.licensing",
        finding.code,
        _objection(),
        " ".join(said),
        1 - share,
        Verdict.PARTLY if share >= _HALF else Verdict.OPEN,
        *told,
    )


def _granted(found: Evidence) -> Number | None:
    outcomes = found.findings.get("licensing.outcomes")
    each = (one for one in outcomes.estimates if one.group == "granted") if outcomes else iter(())
    return next((of_finding(say("Applications granted"), one, outcomes) for one in each if outcomes), None)


def _returns(found: Evidence) -> Iterator[Challenge]:
    finding = found.attacked("cooperatives.reporting")
    if finding is None:
        return
    share = of_finding(finding.name, finding.overall, finding)
    if share.value is None:
        return
    whole = found.counted(say("Cooperatives of the register"), len(registered(found.workspace)))
    yield challenge(
        "chosen.cooperatives",
        finding.code,
        say("Only the cooperatives that suit you have reported."),
        say(
            "{share} of the {all} cooperatives of the register reported for the latest period. Of those that "
            "did not, the data tell nothing; their returns would.",
            share=share.words,
            all=whole.words,
        ),
        1 - share.value,
        Verdict.ANSWERED if share.value >= _MOST else Verdict.PARTLY,
        share,
        whole,
    )


def _people(found: Evidence, findings: tuple[Finding, ...]) -> Challenge:
    """By chance the margin of error hurts; all asked, the silent; else nobody can vouch for anything."""
    finding, plan = findings[0], found.workspace.settings.sample
    table = found.workspace.table("survey")
    n = len(table) if table is not None else max(one.n for one in finding.estimates)
    how = claim(plan, n)
    register = member_register(found.workspace)
    members = plan.members or (round(sum(register.sizes[COOPERATIVE].values())) if register else 0)
    answered = found.counted(say("People who answered"), n, members or None)
    told, said = [answered], [how.caveat]
    if members >= n:
        share = found.told(
            say("Members who answered"),
            Estimate(value=n / members, numerator=float(n), denominator=float(members), n=members),
            Unit.SHARE,
        )
        whole = found.counted(say("Members"), members)
        told += [share, whole]
        said.append(
            say(
                "Answers came from {n} people, {share} of {members} members.",
                n=answered.words,
                share=share.words,
                members=whole.words,
            )
        )
    else:
        share = Number("", Unit.SHARE, None, state=State.NO_DATA)
        said.append(say("Answers came from {n} people.", n=answered.words))
    strength, verdict = 1.0, Verdict.OPEN
    if how.sampling in (Sampling.BY_CHANCE, Sampling.GROUPS_BY_CHANCE):
        strength, verdict = _widest(findings), Verdict.PARTLY
        said.append(say("How many of those drawn gave no answer, a list of all who were drawn would tell."))
    elif how.sampling is Sampling.EVERYBODY and 0 < members - n < found.k:
        strength, verdict = 0.0, Verdict.ANSWERED  # so few are silent that their share is not told
    elif how.sampling is Sampling.EVERYBODY and share.value is not None:
        strength = 1 - share.value
        verdict = Verdict.ANSWERED if share.value >= _MOST else Verdict.PARTLY
        verdict = verdict if share.value >= _HALF else Verdict.OPEN
    else:
        said.append(
            say("What others would have said the data cannot answer; a draw among all members would.")
        )
    return challenge("chosen.survey", finding.code, _objection(), " ".join(said), strength, verdict, *told)


def _widest(findings: tuple[Finding, ...]) -> float:
    """How far the ends of the widest interval of a leading answer lie from it."""
    leading = (next((one for one in each.estimates if one.value is not None), None) for each in findings)
    return max(
        (furthest(of_finding("", one, each)) for one, each in zip(leading, findings, strict=True) if one),
        default=1.0,
    )


def _objection() -> str:
    return say("You only asked those who complain.")
