"""The brief as one web page: opens from the disk, asks for nothing, works without scripts, prints well."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from pathlib import Path

from advocacy.brief.document import Brief, Figure
from advocacy.charts.locale import chart_locale
from advocacy.charts.picture import Picture
from advocacy.exporting.html_blocks import shown, templates
from advocacy.exporting.html_charts import chart_data, scripts
from advocacy.exporting.html_ledger import accounts
from advocacy.exporting.running_head import no_picture, running_head
from advocacy.resources import RESOURCES
from advocacy.wording import say, speaking
from advocacy.workspace import PartKind


def write(brief: Brief, path: Path, pictures: Mapping[str, Picture]) -> None:
    """Write the page."""
    path.write_text(page(brief, pictures), "utf-8", newline="\n")


def page(brief: Brief, pictures: Mapping[str, Picture]) -> str:
    """Return the page as text; its numbers lead to the ledger at its foot."""
    with speaking(brief.language):
        return _page(brief, pictures)


def _page(brief: Brief, pictures: Mapping[str, Picture]) -> str:
    ledger = accounts(brief)
    places = {entry.key: f"#n{entry.number}" for account in ledger for entry in account.entries}
    # The ledger at the foot has what the annex of claims would have.
    blocks = tuple(one for one in shown(brief, places.__getitem__) if one.part[0] != PartKind.CLAIMS)
    charts = {}
    for one in blocks:
        if isinstance(one.block, Figure) and one.block.finding.code in pictures:
            charts[one.place] = chart_data(one.block)
    run = scripts() if any(charts.values()) else ()
    style = (RESOURCES / "briefs" / "brief.css").read_text("utf-8")
    return (
        templates()
        .get_template("brief.html.j2")
        .render(
            brief=brief,
            blocks=blocks,
            ledger=ledger,
            found=frozenset().union(*(one.first for one in blocks)),
            abouts={account.code: f"#about-{account.number}" for account in ledger},
            prints_ledger=any(kind == PartKind.CLAIMS for kind, _ in brief.parts),
            numbers_headings=not any(getattr(block, "numbered", False) for block in brief.blocks),
            head=running_head(brief),
            pictures={code: _inline(picture) for code, picture in pictures.items()},
            sizes={code: (picture.width, picture.height) for code, picture in pictures.items()},
            charts=charts,
            scripts=run,
            style=style,
            policy=_policy(style, run),
            locale=chart_locale(),
            words=_words(),
        )
    )


def _words() -> dict[str, str]:
    return {
        "figure": say("Figure"),
        "table": say("Table"),
        "contents": say("Contents"),
        "skip": say("Skip to the text"),
        "ledger": say("Every number and what it rests on"),
        "click": say("Each number in the text leads to its entry here."),
        "about": say("What these numbers rest on"),
        "back": say("Back to the text"),
        "no_picture": no_picture(),
    }


def _policy(style: str, run: tuple[str, ...]) -> str:
    """Only this very style and these very scripts are used; nothing is ever fetched."""
    sources = " ".join(_digest(script) for script in run) or "'none'"
    return (
        f"default-src 'none'; script-src {sources}; style-src {_digest(style)}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode('ascii')}'"


def _inline(picture: Picture) -> str:
    """A picture inside an image element: what is in it can neither run nor load anything."""
    return "data:image/svg+xml;base64," + base64.b64encode(picture.svg.encode("utf-8")).decode("ascii")
