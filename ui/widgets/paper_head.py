"""What stands above the charts of a page on paper, where no window is round them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from ui.widgets.key_figures import KeyFigure


@dataclass(frozen=True)
class PaperHead:
    """title: of the page. lines: what the numbers are of, as the filters. figures: the numbers on top."""

    title: str
    lines: Sequence[str] = ()
    figures: Sequence[KeyFigure] = ()

    def as_json(self) -> str:
        figures = [asdict(one) for one in self.figures]
        return json.dumps({"title": self.title, "lines": list(self.lines), "figures": figures})
