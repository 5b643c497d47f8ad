"""Findings and the user's own words become a brief: the same blocks for every format."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from advocacy.analysis import numbers
from advocacy.analysis.definitions import definition
from advocacy.analysis.finding import Definition, Finding, State
from advocacy.analysis.protection.rounding import BASE
from advocacy.brief.document import (
    Block,
    Brief,
    Bullets,
    DataTable,
    Figure,
    Heading,
    Note,
    NoteKind,
    Paragraph,
)
from advocacy.brief.tables import finding_table
from advocacy.brief.wording import base_line, picture_words, sentence, source_line
from advocacy.charts.draw import draw
from advocacy.charts.theme import PRINT
from advocacy.importing.survey.form import FORM
from advocacy.wording import say, say_count
from advocacy.workspace import Protection, Settings, Workspace

_SUMMARY = (  # findings worth a line at the beginning, in this order
    "licensing.time_to_decision",
    "licensing.within_limit",
    "licensing.law_record_lived",
    "licensing.hurdles",
    "licensing.total_cost",
    "licensing.outcomes",
    "cooperatives.licensed_share",
    "cooperatives.women_share",
)
_MOST_POINTS = 7


def compose(workspace: Workspace, findings: Sequence[Finding]) -> Brief:
    """Return the brief of the findings chosen in the workspace, in the order chosen there.

    findings must be protected already (analysis.findings does it).
    """
    chosen = _chosen(workspace, findings)
    plan = workspace.brief
    example = workspace.settings.example
    data_dates = [finding.data_date for finding in chosen if finding.data_date]
    return Brief(
        title=plan.title or _title(chosen),
        subtitle=say("Example data: everything in this brief is invented") if example else "",
        language="en",
        addressee=plan.addressee,
        submitted_by=plan.submitted_by,
        data_date=max(data_dates, default=None),
        example=example,
        blocks=tuple(_blocks(workspace, chosen)),
        findings=chosen,
        definitions=_definitions(chosen),
        history=workspace.history,
    )


def _chosen(workspace: Workspace, findings: Sequence[Finding]) -> tuple[Finding, ...]:
    plan = workspace.brief
    kept = [finding for finding in findings if finding.code not in plan.left_out]
    if not plan.findings:
        return tuple(kept)
    order = {code: place for place, code in enumerate(plan.findings)}
    listed = sorted((f for f in kept if f.code in order), key=lambda f: order[f.code])
    return tuple(listed)


def _title(findings: Sequence[Finding]) -> str:
    if any(finding.code.startswith("licensing.") for finding in findings):
        return say("Licensing of small-scale mining: what the records of the members show")
    if any(finding.code.startswith("cooperatives.") for finding in findings):
        return say("Cooperatives of small-scale miners: what their returns show")
    return say("Small-scale miners: what they answered")


def _blocks(workspace: Workspace, findings: Sequence[Finding]) -> Iterator[Block]:
    if workspace.settings.example:
        yield Note(say("EXAMPLE DATA. People, places, law and numbers are invented."), NoteKind.EXAMPLE)
    yield from _summary(workspace, findings)
    yield from _asks(workspace)
    for stem, title in (
        ("licensing.", say("Licensing")),
        ("cooperatives.", say("Cooperatives")),
        ("survey.", say("What members answered")),
    ):
        part = [finding for finding in findings if finding.code.startswith(stem)]
        if part:
            yield Heading(title)
            yield from _law_against_practice(part)
            said: set[str] = set()  # remarks of this part: once is enough
            for finding in part:
                yield from _finding(finding, said)
    yield from _limits(workspace, findings)
    yield from _method(workspace, findings)


def _summary(workspace: Workspace, findings: Sequence[Finding]) -> Iterator[Block]:
    yield Heading(say("Summary"))
    if workspace.brief.summary:
        yield Paragraph(workspace.brief.summary)
    by_code = {finding.code: finding for finding in findings if not _says_nothing(finding)}
    points = [by_code[code] for code in _SUMMARY if code in by_code]
    points += [finding for finding in by_code.values() if finding.code.startswith("survey.")]
    if points:
        yield Bullets(
            tuple(f"{sentence(finding)} {base_line(finding)}." for finding in points[:_MOST_POINTS])
        )
    else:
        yield Paragraph(say("The data are too few to show a number without showing a person."))


def _says_nothing(finding: Finding) -> bool:
    return all(one.state in (State.SUPPRESSED, State.NO_DATA) for one in finding.estimates)


def _asks(workspace: Workspace) -> Iterator[Block]:
    asks = [ask for ask in workspace.brief.asks if ask.strip()]
    if asks:
        yield Heading(say("What we ask"))
        for ask in asks:
            yield Paragraph(ask)


def _law_against_practice(findings: Sequence[Finding]) -> Iterator[Block]:
    by_code = {finding.code: finding for finding in findings}
    time, share = by_code.get("licensing.time_to_decision"), by_code.get("licensing.within_limit")
    if not time or not share or time.reference is None or not time.overall or not share.overall:
        return
    yield Heading(say("Law against practice"), 2)
    yield DataTable(
        caption=say("What the law says and what applicants live"),
        header=(say("Limit of the law"), say("Median wait"), say("95% interval"), say("Decided in time")),
        rows=(
            (
                numbers.days(time.reference),
                numbers.estimate(time.overall, time),
                numbers.interval(time.overall, time),
                numbers.estimate(share.overall, share),
            ),
        ),
        numeric=(True, True, True, True),
        source=say("{law}. {base}", law=_capital(time.reference_label), base=base_line(time)),
        finding=share.code,
    )


def _finding(finding: Finding, said: set[str]) -> Iterator[Block]:
    yield Heading(finding.name, 2)
    yield Paragraph(sentence(finding), finding=finding.code)
    if not _says_nothing(finding):
        if _has_picture(finding):
            yield Figure(
                finding=finding,
                figure=draw(finding, PRINT),
                caption=finding.name,
                alt=picture_words(finding),
                source=f"{base_line(finding)}. {source_line(finding)}",
            )
        table = finding_table(finding)
        # Below its chart a table has the same base and source: they stand there once.
        yield replace(table, source="") if _has_picture(finding) else table
    if remarks := [one for one in numbers.remarks(finding) if one not in said]:
        yield Note(" ".join(remarks))
    said.update(remarks)


def _has_picture(finding: Finding) -> bool:
    """Whether a chart says more than the number: a single bar does not, nor do groups that are hidden."""
    drawn = [one for one in finding.estimates if one.group or one.series]
    return bool(finding.curves) or (len(drawn) > 1 and any(one.value is not None for one in drawn))


def _limits(workspace: Workspace, findings: Sequence[Finding]) -> Iterator[Block]:
    yield Heading(say("Limits"))
    forms = {account.source for account in workspace.reconciliations if account.table.startswith(f"{FORM}.")}
    accounts = [account for account in workspace.reconciliations if account.source not in forms]
    aside = sum(len(account.set_aside) for account in accounts)
    rows = sum(account.rows_in_file for account in accounts)
    yield Paragraph(
        say(
            "The records were kept by associations for their own work; they are not a random "
            "sample of all miners."
        )
    )
    if rows:
        yield Paragraph(
            say_count(
                "Of {rows} rows in the files, {count} was set aside; the workspace says why.",
                "Of {rows} rows in the files, {count} were set aside; the workspace says why of each.",
                aside,
                rows=numbers.plain(rows),
            )
        )
    yield Paragraph(_protection(workspace.settings))
    unlike = [definition(finding.code) for finding in findings if not finding.code.startswith("survey.")]
    points = dict.fromkeys(f"{one.name}: {one.does_not_show}" for one in unlike)
    if points:
        yield Bullets(tuple(points))


def _protection(settings: Settings) -> str:
    """Which rule kept small groups from being recognised."""
    if settings.protection is Protection.ROUND:
        return say(
            "Counts are rounded to the nearest multiple of {base}, 0 included, and shares follow the rounded "
            "counts, so that nobody can be recognised; medians of fewer than {k} are not shown.",
            base=BASE,
            k=settings.smallest_group,
        )
    return say(
        "Groups of fewer than {k} people or cases are not shown, so that nobody can be recognised.",
        k=settings.smallest_group,
    )


def _method(workspace: Workspace, findings: Sequence[Finding]) -> Iterator[Block]:
    yield Heading(say("How this was made"))
    names = ", ".join(source.name for source in workspace.sources)
    yield Paragraph(
        say_count(
            "{count} file was imported: {names}.",
            "{count} files were imported: {names}.",
            len(workspace.sources),
            names=names,
        )
    )
    dates = {
        finding.data_date
        for finding in findings
        if finding.code.startswith("licensing.") and finding.data_date
    }
    for day in sorted(dates):
        yield Paragraph(
            say(
                "An application without a decision on {day} counts as pending on that day.",
                day=numbers.day(day),
            )
        )
    for method in dict.fromkeys(finding.method for finding in findings):
        yield Note(method, NoteKind.METHOD)


def _definitions(findings: Sequence[Finding]) -> tuple[Definition, ...]:
    return tuple({one.code: one for one in (definition(finding.code) for finding in findings)}.values())


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
