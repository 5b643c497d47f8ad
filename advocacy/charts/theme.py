"""Colours and letters of the charts: for a light window, a dark one, and paper."""

from __future__ import annotations

from dataclasses import dataclass, replace

# Okabe and Ito: told apart by people with any common colour blindness. Yellow is left out: too pale on paper.
_PALETTE = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00")


@dataclass(frozen=True)
class Theme:
    """How charts look. Colours are #rrggbb, size is of the letters in CSS pixels."""

    name: str
    background: str
    text: str
    muted: str
    grid: str
    accent: str
    bar: str  # paler than the accent, so that an interval is seen on it
    reference: str  # legal limits and other lines drawn across
    palette: tuple[str, ...] = _PALETTE
    font: str = "'Noto Sans', 'Segoe UI', 'DejaVu Sans', Arial, sans-serif"
    size: int = 13


LIGHT = Theme("light", "#FFFFFF", "#23272B", "#5B646B", "#E3E1DC", "#1F6178", "#5E97AA", "#B3471B")
DARK = Theme(
    "dark",
    "#22272B",
    "#E8E6E1",
    "#A9B1B7",
    "#3A4147",
    "#6DB6CC",
    "#3F7F95",
    "#F09A6C",
    palette=("#1E86C8", *_PALETTE[1:]),  # the blue for paper is lost on a dark ground
)
PRINT = replace(LIGHT, name="print", size=14)
