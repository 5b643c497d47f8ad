"""How this was made: the files, the dates, the methods."""

from __future__ import annotations

from collections.abc import Iterator

from advocacy.analysis import numbers
from advocacy.brief.claims import WORKSPACE
from advocacy.brief.composition import Composition
from advocacy.brief.document import Block, Bullets, Heading, Paragraph
from advocacy.brief.method_items import method_items
from advocacy.brief.sections.own_words import paragraphs
from advocacy.wording import listed, say, say_count
from advocacy.workspace import Part


def method(made: Composition, part: Part) -> Iterator[Block]:
    """The files, the days on which pending applications were counted, the eleven items, each method."""
    yield Heading(say("How this was made"))
    sources = made.workspace.sources
    words = say_count(
        "{count} file was imported: {names}.",
        "{count} files were imported: {names}.",
        len(sources),
        names=", ".join(source.name for source in sources),
    )
    yield Paragraph(words, finding=WORKSPACE)
    dates = {one.data_date for one in made.findings if one.code.startswith("licensing.") and one.data_date}
    for day in sorted(dates):
        yield Paragraph(
            say(
                "An application without a decision on {day} counts as pending on that day.",
                day=numbers.day(day),
            )
        )
    known = [one for one in method_items(made.workspace, made.findings) if not one.is_missing]
    yield Bullets(
        tuple(
            say("{name}: {text}", name=one.label, text=" ".join(filter(None, (one.told, one.stated))))
            for one in known
        ),
        tuple(WORKSPACE for _ in known),
    )
    yield from paragraphs(made, part.text)
    named: dict[str, list[str]] = {}
    for one in made.findings:
        named.setdefault(one.method, []).append(one.name)
    if named:
        yield Paragraph(say("How each number is computed:"), numbered=False)
        yield Bullets(
            tuple(
                say("{name}: {text}", name=listed(dict.fromkeys(names)), text=words)
                for words, names in named.items()
            )
        )
