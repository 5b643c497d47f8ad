"""The six techniques by which small-scale miners' partnerships work, each with what the data say of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from advocacy.analysis import numbers
from advocacy.analysis.coalition_needs import needs_offered
from advocacy.analysis.cooperatives.questions import cooperative_findings
from advocacy.analysis.finding import Estimate, Finding, State, Unit
from advocacy.analysis.licensing.questions import licensing_findings
from advocacy.analysis.protection.disclosure import protect
from advocacy.progress import Progress, silent
from advocacy.wording import say
from advocacy.workspace import Workspace

_LICENSING = ("licensing.time_to_decision", "licensing.within_limit", "licensing.flow")
_LATEST = 24  # months in a small curve


@dataclass(frozen=True)
class Figure:
    """One number of a technique. code: the finding it is taken from; "" where it counts rows of files."""

    value: str
    name: str
    code: str = ""


@dataclass(frozen=True)
class Series:
    """What a small picture beside the numbers shows. is_over_time: a curve; else one bar per value.

    top: the value that fills the picture, 0 for the largest. words: what it shows, for everybody who does
    not see it.
    """

    values: tuple[float, ...]
    labels: tuple[str, ...]
    words: str
    is_over_time: bool = True
    top: float = 0.0


@dataclass(frozen=True)
class Technique:
    """One of the six. pages: where more is told, the best first. wanted: what to import to know of it."""

    code: str
    name: str
    pages: tuple[str, ...]
    wanted: str
    figures: tuple[Figure, ...] = ()
    series: Series | None = None


def techniques(workspace: Workspace, progress: Progress = silent) -> tuple[Technique, ...]:
    """Return the six techniques in their fixed order, with numbers as far as the data allow; protected."""
    kept = replace(workspace, settings=replace(workspace.settings, merge_small=False))
    found: dict[str, Finding] = {}
    for number, one in enumerate(_asked(kept)):
        progress(min(0.95, number / 30), say("Computing: {name}", name=one.name))
        found[one.code] = protect(one, kept.settings.smallest_group, kept.settings.protection)
    progress(1.0)
    return tuple(_filled(technique, *fill(workspace, found)) for technique, fill in _six())


def _filled(technique: Technique, figures: tuple[Figure, ...], series: Series | None) -> Technique:
    return replace(technique, figures=figures, series=series)


def _asked(workspace: Workspace) -> Iterator[Finding]:
    yield from licensing_findings(workspace, _LICENSING)
    yield from cooperative_findings(workspace)
    if covered := needs_offered(workspace):
        yield covered


Found = Mapping[str, Finding]
Filled = tuple[tuple[Figure, ...], Series | None]


def _skills(_: Workspace, found: Found) -> Filled:
    finding = found.get("coalition.needs_offered")
    if finding is None:
        return (), None
    groups = [one for one in finding.estimates if one.group and one.value is not None]
    gaps = Series(
        tuple(one.value or 0.0 for one in groups),
        tuple(one.label for one in groups),
        say("What cooperatives need, the most frequent first"),
        is_over_time=False,
    )
    most = groups[0].label if groups else numbers.MISSING
    figures = (*_overall(finding), Figure(most, say("Needed most often"), finding.code))
    return figures, gaps if groups else None


def _trust(workspace: Workspace, found: Found) -> Filled:
    rows = sum(account.rows_in_file for account in workspace.reconciliations)
    traced = Figure(numbers.plain(rows), say("Rows accounted for, each with its file and cell"))
    reporting = found.get("cooperatives.reporting")
    series = _over_time(found.get("cooperatives.reporting_by_period"), "", top=1.0)
    return (*_overall(reporting), traced) if rows else (), series


def _knowledge(_: Workspace, found: Found) -> Filled:
    topics = found.get("cooperatives.training_topics")
    shown = [one for one in topics.estimates if one.group and one.value is not None] if topics else []
    bars = Series(
        tuple(one.value or 0.0 for one in shown),
        tuple(one.label for one in shown),
        say("What training is about, by places"),
        is_over_time=False,
    )
    figures = _overall(found.get("cooperatives.people_trained"))
    if topics and shown:
        name = say("Of the places in training: {topic}", topic=shown[0].label)
        figures = (*figures, Figure(numbers.estimate(shown[0], topics), name, topics.code))
    return figures, bars if shown else None


def _finance(_: Workspace, found: Found) -> Filled:
    funnel = found.get("cooperatives.loan_funnel")
    granted = _group(funnel, "granted_of_needed")
    applied = _group(funnel, "applied_of_needed")
    figures: tuple[Figure, ...] = ()
    if funnel and granted:
        figures = (_figure(funnel, granted, say("Of the loans needed were granted")),)
    shares = [one.value for one in (applied, granted) if one and one.value is not None]
    steps = Series(
        (1.0, *shares),
        (say("Needed"), say("Applied for"), say("Granted")),
        say("Loans needed, applied for and granted"),
        is_over_time=False,
        top=1.0,
    )
    price = _overall(found.get("cooperatives.price_share"), say("Of the benchmark price is paid for gold"))
    return (*figures, *price), steps if len(shares) == 2 else None


def _environment(_: Workspace, found: Found) -> Filled:
    lost, land = found.get("cooperatives.mercury_lost"), found.get("cooperatives.rehabilitated")
    share = land.overall.value if land and land.overall else None
    gauge = Series(
        (min(1.0, share or 0.0),),
        (say("Rehabilitated"),),
        say("Land rehabilitated, of the land disturbed"),
        is_over_time=False,
        top=1.0,
    )
    figures = (
        *_overall(lost, say("kg of mercury lost per kg of gold")),
        *_overall(land, say("Hectares rehabilitated per hectare disturbed")),
    )
    return figures, gauge if share is not None else None


def _policy(_: Workspace, found: Found) -> Filled:
    figures = (
        *_overall(found.get("licensing.time_to_decision"), say("Until half are decided")),
        *_overall(found.get("licensing.within_limit")),
    )
    return figures, _over_time(found.get("licensing.flow"), "waiting")


def _overall(finding: Finding | None, name: str = "") -> tuple[Figure, ...]:
    """The number for everyone, where there is one to show."""
    one = finding.overall if finding else None
    if finding is None or one is None or one.state is State.NO_DATA:
        return ()
    return (Figure(numbers.estimate(one, finding), name or finding.name, finding.code),)


def _figure(finding: Finding, one: Estimate, name: str) -> Figure:
    return Figure(numbers.estimate(one, finding), name, finding.code)


def _group(finding: Finding | None, group: str) -> Estimate | None:
    return next((one for one in finding.estimates if one.group == group), None) if finding else None


def _over_time(finding: Finding | None, series: str, top: float = 0.0) -> Series | None:
    """The latest months or periods of one series; a hidden one in between leaves the curve out."""
    if finding is None:
        return None
    points = [one for one in finding.estimates if one.group and (not series or one.series == series)]
    points = sorted(points, key=lambda one: one.group)[-_LATEST:]
    values = [one.value for one in points if one.value is not None]
    if len(values) < 2 or len(values) < len(points):
        return None
    if finding.unit is Unit.SHARE:
        said = [numbers.percent(value) for value in values]
    else:
        said = [numbers.plain(value) for value in values]
    label = dict(finding.series_labels).get(series, finding.name)
    words = say(
        "{name}: {first} in {begin}, {last} in {end}",
        name=label,
        first=said[0],
        begin=points[0].group,
        last=said[-1],
        end=points[-1].group,
    )
    return Series(tuple(values), tuple(one.group for one in points), words, top=top)


def _six() -> tuple[tuple[Technique, Callable[[Workspace, Found], Filled]], ...]:
    """The six, named in the current language."""
    return (
        (
            Technique(
                "skills",
                say("Complementary skills and resources"),
                ("coalition", "data", "import"),
                say("Import a sheet of partners with what they offer, and one of what cooperatives need."),
            ),
            _skills,
        ),
        (
            Technique(
                "trust",
                say("Trust and transparency"),
                ("cooperatives", "data", "import"),
                say("Import any file: each row is accounted for from then on."),
            ),
            _trust,
        ),
        (
            Technique(
                "knowledge",
                say("Knowledge sharing"),
                ("cooperatives", "survey", "brief"),
                say("Import cooperative statistics with the columns “People trained” and “Training topic”."),
            ),
            _knowledge,
        ),
        (
            Technique(
                "finance",
                say("Access to finance and markets"),
                ("cooperatives", "brief"),
                say("Import cooperative statistics with loans and the price paid, and metal prices."),
            ),
            _finance,
        ),
        (
            Technique(
                "environment",
                say("Environmental management"),
                ("cooperatives", "brief"),
                say("Import cooperative statistics with mercury used and land rehabilitated."),
            ),
            _environment,
        ),
        (
            Technique(
                "policy",
                say("Advocacy for supportive policies"),
                ("licensing", "brief"),
                say("Import licensing cases: one application per row, with its dates and status."),
            ),
            _policy,
        ),
    )
