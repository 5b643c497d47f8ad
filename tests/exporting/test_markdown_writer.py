"""Markdown: read by three kinds of readers, the words of the data are words, never markup, links or HTML."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from advocacy.brief.document import Brief, Bullets, DataTable, Figure, Heading, Paragraph
from advocacy.exporting.markdown_writer import plain, text
from advocacy.exporting.plain_text import printable
from advocacy.workspace import Ask
from tests.exporting.written_brief import PAYLOADS, brief_of, with_payload, written

READERS = (
    MarkdownIt("commonmark"),
    MarkdownIt("commonmark", {"html": True}).enable("table"),
    MarkdownIt("gfm-like"),  # makes links of whatever looks like an address
)
OURS = {
    *("heading_open", "heading_close", "paragraph_open", "paragraph_close", "inline", "text", "code_inline"),
    *("strong_open", "strong_close", "softbreak", "blockquote_open", "blockquote_close"),
    *("bullet_list_open", "bullet_list_close", "ordered_list_open", "ordered_list_close"),
    *("list_item_open", "list_item_close", "table_open", "table_close", "thead_open", "thead_close"),
    *("tbody_open", "tbody_close", "tr_open", "tr_close", "th_open", "th_close", "td_open", "td_close"),
}  # fmt: skip


def tokens(source: str, reader: MarkdownIt = READERS[2]) -> Iterator[Token]:
    for token in reader.parse(source):
        yield token
        yield from token.children or ()


def seen(source: str, reader: MarkdownIt = READERS[2]) -> str:
    """What a reader shows."""
    return "".join(
        one.content if one.type in ("text", "code_inline") else " " for one in tokens(source, reader)
    )


def words(shown: str) -> str:
    return "".join(printable(shown).split())


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("payload", PAYLOADS, ids=lambda p: repr(p)[:24])
def test_what_is_written_is_what_is_read(payload: str, reader: MarkdownIt) -> None:
    for source in (plain(payload), f"- {plain(payload)}", f"# {plain(payload)}", f"> {plain(payload)}"):
        assert {one.type for one in tokens(source, reader)} <= OURS
        assert words(seen(source, reader)) == words(payload)


@given(st.text(max_size=60) | st.text("\\`*_{}[]<>&~|#$^!-+=:.@/()\"' w1\n\t", max_size=40))
@settings(max_examples=300)
def test_any_text_is_read_as_it_was_written(payload: str) -> None:
    for reader in READERS:
        source = plain(payload)
        assert {one.type for one in tokens(source, reader)} <= OURS
        assert words(seen(source, reader)) == words(payload)
    table = f"| a | b |\n| --- | --- |\n| {plain(payload, in_table=True)} | end |"
    cells = [one.content for one in READERS[2].parse(table) if one.type == "inline"]
    assert len(cells) == 4 and cells[3] == "end"
    assert words(seen(cells[2])) == words(payload)


def test_the_brief_is_read_as_its_blocks() -> None:
    brief = brief_of(title="Waiting", summary="First words.", asks=(Ask("Ask.", addressee="The ministry"),))
    read = list(tokens(text(brief)))
    assert {one.type for one in read} <= OURS
    count = {kind: sum(isinstance(block, kind) for block in brief.blocks) for kind in (Heading, DataTable)}
    assert sum(one.type == "heading_open" for one in read) == count[Heading] + 1
    assert sum(one.type == "table_open" for one in read) == count[DataTable]
    shown = words(seen(text(brief)))
    for block in brief.blocks:
        match block:
            case DataTable():
                assert all(words(cell) in shown for row in block.rows for cell in row)
            case Figure():
                assert words(block.alt) in shown
            case Paragraph():
                assert words(block.text) in shown
            case Bullets(items):
                assert all(words(item) in shown for item in items)


def test_paragraphs_keep_their_numbers() -> None:
    brief = brief_of()
    numbered = [block for block in brief.blocks if isinstance(block, Paragraph) and block.numbered]
    starts = [one for one in READERS[2].parse(text(brief)) if one.type == "list_item_open" and one.info]
    assert [int(one.info) for one in starts] == list(range(1, len(numbered) + 1))


def _inert(brief: Brief) -> None:
    for reader in READERS:
        assert {one.type for one in tokens(text(brief), reader)} <= OURS


@pytest.mark.parametrize("payload", PAYLOADS, ids=lambda p: repr(p)[:24])
def test_text_of_data_is_never_markup(payload: str) -> None:
    _inert(with_payload(payload))


def test_it_is_one_file_of_plain_lines(tmp_path: Path) -> None:
    path = written(brief_of(), tmp_path, ".md")
    assert list(tmp_path.iterdir()) == [path]
    content = path.read_bytes()
    assert b"\r" not in content and content.endswith(b"\n")
    assert str(tmp_path) not in content.decode("utf-8")
