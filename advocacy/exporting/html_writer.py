"""The brief as one web page: no script, no request, prints well."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

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
)
from advocacy.charts.picture import Picture
from advocacy.exporting.plain_text import printable
from advocacy.exporting.running_head import no_picture, running_head
from advocacy.resources import RESOURCES
from advocacy.wording import say, speaking

_KINDS = {
    Heading: "heading",
    Paragraph: "paragraph",
    Bullets: "bullets",
    Figure: "figure",
    DataTable: "table",
    Note: "note",
    CaseBox: "case",
    AskBox: "ask",
}


def write(brief: Brief, path: Path, pictures: Mapping[str, Picture]) -> None:
    """Write the page."""
    path.write_text(page(brief, pictures), "utf-8", newline="\n")


def page(brief: Brief, pictures: Mapping[str, Picture]) -> str:
    """Return the page as text; the live preview shows the same."""
    environment = Environment(
        loader=FileSystemLoader(RESOURCES / "briefs"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: printable(value) if type(value) is str else value,
    )
    with speaking(brief.language):
        return environment.get_template("brief.html.j2").render(
            brief=brief,
            blocks=[(_KINDS[type(block)], block) for block in brief.blocks],
            head=running_head(brief),
            pictures={code: _inline(picture) for code, picture in pictures.items()},
            sizes={code: (picture.width, picture.height) for code, picture in pictures.items()},
            no_picture=no_picture(),
            words={
                "figure": say("Figure"),
                "table": say("Table"),
                "contents": say("Contents"),
            },
        )


def _inline(picture: Picture) -> str:
    """A picture inside an image element: what is in it can neither run nor load anything."""
    return "data:image/svg+xml;base64," + base64.b64encode(picture.svg.encode("utf-8")).decode("ascii")
