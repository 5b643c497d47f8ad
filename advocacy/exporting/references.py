"""Which figure or table of a brief shows a finding, so that a sentence elsewhere can point to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from advocacy.brief.claims import WORKSPACE
from advocacy.brief.document import Brief, DataTable, Figure
from advocacy.wording import say

Kind = Literal["Figure", "Table"]


@dataclass(frozen=True)
class Reference:
    """A figure or table by its number; both are counted from 1, each for itself, through the whole brief."""

    kind: Kind
    number: int

    @property
    def words(self) -> str:
        """As it is named in the text and in its caption, on one line: "Figure 2"."""
        return f"{say(self.kind)}\u00a0{self.number}"

    @property
    def name(self) -> str:
        """As it is known inside a file: "figure-2"."""
        return f"{self.kind.lower()}-{self.number}"


def references(brief: Brief) -> Mapping[str, Reference]:
    """Return by code of finding the first figure that shows it, else the first table.

    What is counted in the files is no finding: no table shows what a sentence says of them.
    """
    counted: Counter[Kind] = Counter()
    first: dict[tuple[str, Kind], Reference] = {}
    for block in brief.blocks:
        if isinstance(block, Figure):
            counted["Figure"] += 1
            first.setdefault((block.finding.code, "Figure"), Reference("Figure", counted["Figure"]))
        elif isinstance(block, DataTable):
            counted["Table"] += 1
            if block.finding and block.finding != WORKSPACE:
                first.setdefault((block.finding, "Table"), Reference("Table", counted["Table"]))
    codes = dict.fromkeys(code for code, _ in first)
    return {code: first.get((code, "Figure")) or first[code, "Table"] for code in codes}
