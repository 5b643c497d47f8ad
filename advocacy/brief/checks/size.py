"""Words, pages and pictures against what the venue takes."""

from __future__ import annotations

import math
from collections.abc import Iterator

from advocacy.analysis import numbers
from advocacy.brief.checks.check import Check, Checked
from advocacy.brief.document import (
    AskBox,
    Brief,
    Bullets,
    CaseBox,
    DataTable,
    Figure,
    Heading,
    Note,
    Paragraph,
    pieces,
)
from advocacy.brief.venues import venue
from advocacy.issue import Severity
from advocacy.wording import say, say_count

_LINE = 95  # letters on a line of A4 as the writers set it
_PAGE = 54  # lines on a page
_ONE_PAGE = 66  # of what must stand on one, which is set closer and in letters as small as need be
_SMALL = 0.8  # of a line: the height of small print, and the width of its letters
_UNSURE = 1  # pages by which the estimate may be wrong
_CHART = 17  # lines a chart takes


def size(of: Checked) -> Iterator[Check]:
    """More than the venue takes is refused or not read."""
    rules, words = of.venue, words_of(of.brief)
    if rules.most_words is not None and words > rules.most_words:
        yield Check(
            "too-many-words",
            Severity.ERROR,
            say(
                "{words} words; the venue takes {most}.",
                words=numbers.plain(words),
                most=numbers.plain(rules.most_words),
            ),
            say("Show fewer findings, or of some only the sentence."),
        )
    pages = pages_of(of.brief)
    if rules.most_pages is not None and pages > rules.most_pages:
        yield Check(
            "too-many-pages",
            Severity.ERROR if pages - rules.most_pages > _UNSURE else Severity.WARNING,
            say_count(
                "About {count} page; the venue takes {most}.",
                "About {count} pages; the venue takes {most}.",
                pages,
                most=rules.most_pages,
            ),
            say("Show fewer findings, or of some only the sentence."),
        )
    pictures = len(of.blocks(Figure))
    if rules.most_pictures is not None and pictures > rules.most_pictures:
        yield Check(
            "too-many-pictures",
            Severity.WARNING,
            say_count(
                "{count} chart; the venue wants few pictures.",
                "{count} charts; the venue wants few pictures.",
                pictures,
            ),
            say("Leave the charts out of some findings; their tables hold the same."),
        )


def words_of(brief: Brief) -> int:
    """Return how many words a reader sees: title, cover and every block, without what describes pictures."""
    texts = [brief.title, brief.subtitle, *(text for line in brief.cover for text in line)]
    for block in brief.blocks:
        texts += (block.caption, block.source) if isinstance(block, Figure) else pieces(block)
    return sum(len(text.split()) for text in texts)


def pages_of(brief: Brief) -> int:
    """Return about how many pages of A4 it takes as the writers set it."""
    is_close = venue(brief.venue).is_one_page
    cover = " · ".join(f"{label}: {text}" for label, text in brief.cover)
    lines = 5.0 + (_lines(cover) if is_close else len(brief.cover))
    if brief.has_contents:
        lines += 3 + sum(isinstance(block, Heading) and block.level == 1 for block in brief.blocks)
    for block in brief.blocks:
        match block:
            case Heading(_, level):
                lines += 3.2 if level == 1 and not is_close else 2.4
            case Figure():
                lines += _CHART + 2 + _lines(block.source)
            case DataTable():
                lines += 3 + 1.25 * sum(max(_lines(cell, 40) for cell in row) for row in block.rows)
            case Paragraph(is_small=True):
                lines += 0.6 + _SMALL * _lines(block.text, int(_LINE / _SMALL))
            case AskBox(_, wording, details) if is_close:
                lines += (
                    1 + _lines(wording) + _lines(" · ".join(f"{label}: {text}" for label, text in details))
                )
            case Bullets() | AskBox() | CaseBox() | Note():
                lines += 1 + sum(_lines(text) for text in pieces(block))
            case _:
                lines += 0.6 + sum(_lines(text) for text in pieces(block))
    return max(1, math.ceil(lines / (_ONE_PAGE if is_close else _PAGE)))


def _lines(text: str, wide: int = _LINE) -> int:
    return max(1, math.ceil(len(text) / wide)) if text else 0
