"""One finding: its sentence, its chart, its table, and what is to be said with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from advocacy.analysis import numbers
from advocacy.analysis.finding import Finding, State
from advocacy.brief.composition import Composition
from advocacy.brief.document import Block, DataTable, Figure, Heading, Note, Paragraph
from advocacy.brief.sections.own_words import paragraphs
from advocacy.brief.tables import finding_table
from advocacy.brief.wording import base_line, picture_words, sentence, source_line
from advocacy.charts.draw import draw
from advocacy.charts.theme import PRINT
from advocacy.workspace import Part, Shows


def finding(made: Composition, part: Part) -> Iterator[Block]:
    """The finding as the outline wants it shown; where its numbers are hidden, its sentence only."""
    one = made.finding(part.key)
    if one is None:
        return
    yield Heading(one.name, 1 if made.venue.is_one_page else 2)
    if part.text.strip():
        yield from paragraphs(made, part.text, one.code)
    elif Shows.SENTENCE in part.shows:
        yield Paragraph(sentence(one), finding=one.code)
    if not says_nothing(one):
        is_said = Shows.SENTENCE in part.shows and not part.text.strip()
        source = f"{base_line(one)}. {source_line(one, names=not made.venue.is_one_page)}"
        yield from _evidence(one, part, sentence(one) if is_said else "", source)
    told = numbers.doubts(one) if made.venue.is_one_page else numbers.remarks(one)
    if remarks := [said for said in told if said not in made.said]:
        words = " ".join(remarks)
        if made.venue.is_one_page:
            yield Paragraph(words, numbered=False, finding=one.code, is_small=True)
        else:
            yield Note(words, finding=one.code)
    made.said.update(remarks)


def says_nothing(one: Finding) -> bool:
    """Whether no number of a finding may be shown."""
    return all(each.state in (State.SUPPRESSED, State.NO_DATA) for each in one.estimates)


def _evidence(one: Finding, part: Part, said: str, source: str) -> Iterator[Block]:
    has_chart = Shows.CHART in part.shows and _has_picture(one)
    if has_chart:
        yield Figure(
            finding=one, figure=draw(one, PRINT), caption=one.name, alt=picture_words(one), source=source
        )
    table = finding_table(one) if Shows.TABLE in part.shows else None
    if table and not _adds_nothing(table, f"{said} {base_line(one)}"):
        # Below its chart a table has the same base and source: they stand there once.
        yield replace(table, source="") if has_chart else table
    elif not has_chart:
        yield Paragraph(source, numbered=False, finding=one.code, is_small=True)  # no number without a base


def _adds_nothing(table: DataTable, said: str) -> bool:
    """Whether the only row of a table stands in the sentence and its base line, number by number."""
    if len(table.rows) != 1:
        return False
    cells = [cell for cell in table.rows[0][1:] if cell not in ("0", numbers.MISSING)]
    return all(cell in said for cell in cells)


def _has_picture(one: Finding) -> bool:
    """Whether a chart says more than the number: a single bar does not, nor do groups that are hidden."""
    drawn = [each for each in one.estimates if each.group or each.series]
    return bool(one.curves) or (len(drawn) > 1 and any(each.value is not None for each in drawn))
