"""The brief as one Markdown file: CommonMark with pipe tables, no text of the data read as markup.

Charts are told in words above their tables: a picture beside the file is lost when its text is copied into a
mail or a wiki, and most readers show none that is inside it. So there is neither link nor picture.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import assert_never

from advocacy.brief.document import (
    AskBox,
    Block,
    Brief,
    Bullets,
    CaseBox,
    DataTable,
    Figure,
    Heading,
    Note,
    NoteKind,
    Paragraph,
)
from advocacy.charts.picture import Picture
from advocacy.exporting.plain_text import printable
from advocacy.exporting.running_head import EXAMPLE
from advocacy.wording import labelled, say

_ACTIVE = re.compile(r"[\\`*_{}\[\]<>&~|#$^]|(?<=\{)%")
_STARTS_A_BLOCK = re.compile(r"^(\d{0,9})([.)+\-=:])")
_JOINS_LETTERS = re.compile(r"\.(?=[^\W\d_])|:(?=\S)")  # what makes an address or a little picture of words
_ADDRESS = re.compile(r"@|//|www\.|^[a-z][a-z0-9+.-]*:\S", re.IGNORECASE)


def write(brief: Brief, path: Path, pictures: Mapping[str, Picture]) -> None:
    """Write the file."""
    path.write_text(text(brief), "utf-8", newline="\n")


def text(brief: Brief) -> str:
    """Return the brief as Markdown."""
    return "\n\n".join(_cover(brief)) + "\n\n" + "\n\n".join(_blocks(brief)) + "\n"


def plain(words: str, in_table: bool = False) -> str:
    """Return words of the data so that a reader of Markdown shows them as they are, on one line.

    What could be taken for an address stands as code: some readers make links of those whatever is escaped.
    """
    parted = printable(words).split()
    return " ".join(_word(word, place == 0, in_table) for place, word in enumerate(parted))


def _word(word: str, is_first: bool, in_table: bool) -> str:
    if _ADDRESS.search(word):
        return _code(word.replace("|", "\\|") if in_table else word)
    escaped = _JOINS_LETTERS.sub(r"\\\g<0>", _ACTIVE.sub(r"\\\g<0>", word))
    return _STARTS_A_BLOCK.sub(r"\1\\\2", escaped) if is_first else escaped


def _code(word: str) -> str:
    """A word between more backticks than stand in it."""
    fence = "`" * (max((len(run) for run in re.findall("`+", word)), default=0) + 1)
    inner = f" {word} " if "`" in word[:1] + word[-1:] else word
    return f"{fence}{inner}{fence}"


def _cover(brief: Brief) -> Iterator[str]:
    if brief.heading:
        yield f"**{plain(brief.heading)}**"
    yield f"# {plain(brief.title) or '–'}"
    if brief.subtitle:
        yield f"**{plain(brief.subtitle)}**"
    if brief.example:
        yield f"**{plain(say(EXAMPLE))}**"
    if brief.cover:
        yield _labelled(brief.cover)


def _blocks(brief: Brief) -> Iterator[str]:
    paragraphs = figures = tables = 0
    for block in brief.blocks:
        if isinstance(block, Paragraph) and block.numbered:
            paragraphs += 1
        figures += isinstance(block, Figure)
        tables += isinstance(block, DataTable)
        yield "\n\n".join(one for one in _block(block, paragraphs, figures, tables) if one)


def _block(block: Block, paragraph: int, figure: int, table: int) -> Iterator[str]:
    """Yield the pieces of a block; paragraph, figure and table are its number among its like."""
    match block:
        case Heading(words, level):
            yield f"{'#' * (level + 1)} {plain(words) or '–'}"
        case Paragraph():
            yield f"{paragraph}. {plain(block.text)}" if block.numbered else plain(block.text)
        case Bullets(items):
            yield "\n".join(f"- {plain(item)}" for item in items)
        case Figure():
            yield f"**{plain(say('Figure'))} {figure}.** {plain(block.caption)}"
            yield plain(block.alt)
            yield plain(block.source)
        case DataTable():
            yield f"**{plain(say('Table'))} {table}.** {plain(block.caption)}"
            yield _table(block)
            yield plain(block.source)
        case Note(words, kind):
            said = plain(words)
            yield f"> **{said}**" if kind is NoteKind.EXAMPLE and said else f"> {said}"
        case CaseBox(words, attribution):
            yield f"> {say('“{text}”', text=plain(words))}\n>\n> {plain(attribution)}"
        case AskBox():
            yield f"**{block.number}.** {plain(block.wording)}"
            yield _labelled(block.lines)
        case _:
            assert_never(block)


def _labelled(lines: Sequence[tuple[str, str]]) -> str:
    return "\n".join(f"- **{plain(labelled(label).rstrip())}** {plain(words)}" for label, words in lines)


def _table(block: DataTable) -> str:
    marks = ("---:" if is_number else "---" for is_number in block.numeric)
    lines = [[plain(cell, in_table=True) for cell in row] for row in (block.header, *block.rows)]
    lines.insert(1, list(marks))
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
