"""The annexes: definitions, what cleaning did, the questions asked, the files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from advocacy.analysis import numbers
from advocacy.brief.claims import WORKSPACE
from advocacy.brief.composition import Composition
from advocacy.brief.document import Block, DataTable, Heading, Paragraph
from advocacy.importing.imported import WITHDRAWN
from advocacy.retelling import said_again
from advocacy.wording import listed, say
from advocacy.workspace import Part, Workspace


def definitions(made: Composition, part: Part) -> Iterator[Block]:
    """What each number means, by which formula, and what it does not show."""
    if not made.definitions:
        return
    yield Heading(say("Annex: definitions"))
    for one in made.definitions:
        yield Heading(one.name, 2)
        yield Paragraph(one.formula, numbered=False)
        words = say("Source: {source}. Does not show: {limit}", source=one.source, limit=one.does_not_show)
        yield Paragraph(words, numbered=False, is_small=True)


def cleaning(made: Composition, part: Part) -> Iterator[Block]:
    """Rows in and out of every file, and why rows were set aside."""
    files = rows_of_files(made.workspace)
    if not files:
        return
    yield Heading(say("Annex: what became of the rows"))
    yield DataTable(
        caption=say("Rows of every file"),
        header=(say("File"), say("Rows in file"), say("Kept"), say("Updated"), say("Same"), say("Set aside")),
        rows=tuple((name, *map(numbers.plain, counts)) for name, counts in files),
        numeric=(False, True, True, True, True, True),
        finding=WORKSPACE,
    )
    reasons = why_set_aside(made.workspace)
    if reasons:
        yield DataTable(
            caption=say("Why rows were set aside"),
            header=(say("Reason"), say("Rows")),
            rows=tuple((reason, numbers.plain(count)) for reason, count in reasons),
            numeric=(False, True),
            finding=WORKSPACE,
        )


def rows_of_files(workspace: Workspace) -> list[tuple[str, tuple[int, int, int, int, int]]]:
    """Return by sheet its name, and its rows: in the file, kept, updated, same, set aside."""
    return [
        (
            f"{one.source} {one.sheet}".strip(),
            (one.rows_in_file, one.kept, one.updated, one.unchanged, len(one.set_aside)),
        )
        for one in workspace.reconciliations
        if one.rows_in_file
    ]


def why_set_aside(workspace: Workspace) -> list[tuple[str, int]]:
    """Return reasons and rows, the most first.

    Few rows, and those of withdrawn consent, are not told apart.
    """
    counted = Counter(
        row.reason for one in workspace.reconciliations if one.rows_in_file for row in one.set_aside
    )
    withdrawn = WITHDRAWN.rstrip(".")
    told = {
        reason: count
        for reason, count in counted.items()
        if count >= workspace.settings.smallest_group and not reason.startswith(withdrawn)
    }
    reasons = [(said_again(reason), rows) for reason, rows in sorted(told.items(), key=lambda one: -one[1])]
    others = counted.total() - sum(told.values())
    return [*reasons, (say("Other reasons"), others)] if others else reasons


def questions(made: Composition, part: Part) -> Iterator[Block]:
    """The wording of every question of the surveys, with its answers."""
    surveys = [table.questionnaire for table in made.workspace.tables if table.questionnaire]
    asked = [question for survey in surveys for question in survey.questions]
    if not asked:
        return
    yield Heading(say("Annex: the questions asked"))
    yield DataTable(
        caption=say("Questions and answers offered"),
        header=(say("Question"), say("Answers offered")),
        rows=tuple((one.label, listed(choice.label for choice in one.choices)) for one in asked),
        numeric=(False, False),
    )


def sources(made: Composition, part: Part) -> Iterator[Block]:
    """Every file by name, with the day it came in and its SHA-256."""
    files = made.workspace.sources
    if not files:
        return
    yield Heading(say("Annex: sources"))
    yield DataTable(
        caption=say("Files imported"),
        header=(say("File"), say("Imported on"), say("SHA-256")),
        rows=tuple(
            (one.name, numbers.day(datetime.fromisoformat(one.imported_at).date()), one.sha256)
            for one in files
        ),
        numeric=(False, False, False),
    )
