"""Cut the small fonts out of the fonts of the program, with the subsetter of fontTools.

Run: uv run --with fonttools python resources/web/letters/cut_fonts.py
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

from advocacy.charts.few_letters import FOLDER, RANGES
from advocacy.resources import RESOURCES


def main() -> None:
    """Write both. All that says how letters stand beside each other is kept."""
    from fontTools.subset import main as subset

    letters = ",".join(f"{first:04X}-{last:04X}" for first, last in RANGES)
    for font in sorted((RESOURCES / "fonts").glob("*.ttf")):
        subset(
            [
                str(font),
                f"--unicodes={letters}",
                "--layout-features=*",
                "--no-recalc-timestamp",
                f"--output-file={FOLDER / font.name}",
            ]
        )


if __name__ == "__main__":
    main()
