"""A chart as a picture for a document."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from advocacy.progress import Progress

PlotlyFigure = Mapping[str, Any]  # {"data": [...], "layout": {...}}, plain JSON values only


@dataclass(frozen=True)
class Picture:
    """One chart drawn: SVG text and PNG bytes of the same size in CSS pixels (PNG at twice the size)."""

    svg: str
    png: bytes
    width: int
    height: int


# Draws figures off screen. Given by the window's side; without one a brief shows tables instead.
Renderer = Callable[[Sequence[PlotlyFigure], Progress], Sequence[Picture]]
