"""What of a brief must not be parted by the end of a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from advocacy.brief.document import Block, Bullets, CaseBox, DataTable, Figure, Note, Paragraph

_FEW_ROWS = 14


def with_what_leads(blocks: Sequence[Block]) -> Iterator[tuple[Block, bool]]:
    """Yield every block, and whether its end must stay on the page of the next one.

    The sentence of a finding stays with its chart, a chart or table with the remark about it, small print
    with the paragraph it is about, and words that announce something ("…:") with that.
    """
    for block, following in zip(blocks, [*blocks[1:], None], strict=True):
        yield block, _leads(block, following)


def stays_whole(table: DataTable) -> bool:
    """Whether a table is so short that it stands on one page."""
    return len(table.rows) <= _FEW_ROWS


def _leads(block: Block, following: Block | None) -> bool:
    if isinstance(block, Paragraph):
        if isinstance(following, Paragraph | Bullets) and block.text.endswith(":") and not block.own:
            return True
        if isinstance(following, Paragraph) and following.is_small and not block.is_small:
            return True
        return bool(block.finding) and _finding_of(following) == block.finding
    if not isinstance(following, Note):
        return False
    if isinstance(block, CaseBox):
        return True  # how the cases were chosen
    if isinstance(block, Figure):
        return following.finding == block.finding.code
    return isinstance(block, DataTable) and bool(block.finding) and following.finding == block.finding


def _finding_of(block: Block | None) -> str:
    """Code of the finding a block shows; an objection has one of its own, so that answers may be parted."""
    if isinstance(block, Figure):
        return block.finding.code
    return block.finding if isinstance(block, DataTable | Note | Paragraph) else ""
