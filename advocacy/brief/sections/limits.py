"""What speaks against the brief, and what its numbers do not show."""

from __future__ import annotations

from collections.abc import Iterator

from advocacy.analysis import numbers
from advocacy.analysis.definitions import definition
from advocacy.analysis.protection.rounding import BASE
from advocacy.brief.challenges.panel import answered_in_brief, in_words
from advocacy.brief.claims import WORKSPACE
from advocacy.brief.composition import Composition
from advocacy.brief.document import Block, Bullets, Heading, Paragraph
from advocacy.brief.sections.own_words import paragraphs
from advocacy.importing.survey.form import FORM
from advocacy.wording import say, say_count
from advocacy.workspace import Part, Protection, Settings


def counter_evidence(made: Composition, part: Part) -> Iterator[Block]:
    """Where the data do not support us, in the user's words and by what is computed."""
    printed = {one.code for one in made.findings}
    answered = answered_in_brief(made.challenges, printed, made.plan.objections)
    if not answered and not part.text.strip():
        return
    yield Heading(say("What speaks against us"))
    yield from paragraphs(made, part.text)
    if answered:
        yield Paragraph(
            say("What can be held against these numbers, and what the data answer to it:"), numbered=False
        )
    yield from (Paragraph(in_words(one), finding=one.code) for one in answered)


def limits(made: Composition, part: Part) -> Iterator[Block]:
    """How the records came about, what was set aside, who is protected, what the numbers do not show."""
    yield Heading(say("Limits"))
    if made.venue.is_one_page:
        yield from _on_one_page(made, part)
    else:
        yield from _at_length(made, part)


def _at_length(made: Composition, part: Part) -> Iterator[Block]:
    yield Paragraph(_kept_for_work())
    if aside := _set_aside(made):
        yield Paragraph(aside, finding=WORKSPACE)
    yield Paragraph(_protection(made.workspace.settings))
    yield from paragraphs(made, part.text)
    unlike = [definition(one.code) for one in made.findings if not one.code.startswith("survey.")]
    if points := dict.fromkeys(
        say("{name}: {text}", name=one.name, text=one.does_not_show) for one in unlike
    ):
        yield Paragraph(say("What the numbers do not show:"), numbered=False)
        yield Bullets(tuple(points))


def _on_one_page(made: Composition, part: Part) -> Iterator[Block]:
    """The same limits in one paragraph, the methods in small print, and where all the rest is found."""
    said = (_kept_for_work(), _set_aside(made), _protection(made.workspace.settings))
    yield Paragraph(" ".join(filter(None, said)), finding=WORKSPACE)
    yield from paragraphs(made, part.text)
    methods = dict.fromkeys(say("{name}: {text}", name=one.name, text=one.method) for one in made.findings)
    rest = say(
        "The workbook of this fact sheet has every number, what else is to be said of it, and its rows."
    )
    yield Paragraph(" ".join((*methods, rest)), numbered=False, is_small=True)


def _kept_for_work() -> str:
    return say(
        "The records were kept by associations for their own work; they are not a random "
        "sample of all miners."
    )


def _set_aside(made: Composition) -> str:
    """How many rows of the files are in no number; "" without a file."""
    accounts = made.workspace.reconciliations
    forms = {one.source for one in accounts if one.table.startswith(f"{FORM}.")}
    accounts = tuple(one for one in accounts if one.source not in forms)
    aside = sum(len(one.set_aside) for one in accounts)
    rows = sum(one.rows_in_file for one in accounts)
    if not rows:
        return ""
    return say_count(
        "Of {rows} rows in the files, {count} was set aside; the workspace says why.",
        "Of {rows} rows in the files, {count} were set aside; the workspace says why of each.",
        aside,
        rows=numbers.plain(rows),
    )


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
