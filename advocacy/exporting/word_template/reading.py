"""A file of the user becomes a template: opened in a process of its own, cleaned, tried, and told about."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from advocacy.brief.document import Brief, Bullets, DataTable, Heading, Paragraph
from advocacy.errors import AdvocacyError
from advocacy.exporting.word_template import refusals
from advocacy.exporting.word_template.archive import LARGEST_FILE
from advocacy.exporting.word_template.places import Place, spelt
from advocacy.exporting.word_template.rebuilding import rebuilt
from advocacy.exporting.word_template.told import sentences
from advocacy.importing import child
from advocacy.progress import Progress, silent
from advocacy.wording import say
from advocacy.workspace.word_template import WordTemplate

_SECONDS, _MEGABYTES = 60, 1_500


class Chosen(NamedTuple):
    """A template that can be used. told: what was taken out of it, and what is to be said of its places."""

    template: WordTemplate
    told: tuple[str, ...]


def read_template(path: Path, progress: Progress = silent) -> Chosen:
    """Return a Word file as a template.

    Raises ReadError, in plain words, where it is protected, damaged, hostile or no Word file.
    """
    return _beside(template_in, path.resolve(), progress=progress)


def usable_template(brief: Brief) -> bytes | None:
    """Return the template that a brief is written into, cleaned here and now; None where there is none.

    A workspace may come from somebody else, so what is kept in it is trusted no more than a file.
    """
    template = brief.workspace.template if brief.workspace else None
    return _cleaned_again(template.content, template.file) if template else None


@lru_cache(maxsize=1)
def _cleaned_again(content: bytes, file: str) -> bytes:
    return _beside(template_of, content, file).template.content


def _beside(read: Callable[..., Chosen], *args: Any, progress: Progress = silent) -> Chosen:
    hint = say("Copy the letterhead into a new Word document, save it as .docx, and choose that.")
    return child.run(read, *args, progress=progress, seconds=_SECONDS, megabytes=_MEGABYTES, hint=hint)


def template_in(path: Path, *, progress: Progress = silent) -> Chosen:
    """Do the work of read_template, in this process."""
    try:
        if path.is_dir():
            raise refusals.not_word(path.name, say("a folder"))
        if path.stat().st_size > LARGEST_FILE:
            raise refusals.too_large(path.name, LARGEST_FILE)
        content = path.read_bytes()
    except OSError as error:
        raise refusals.not_there(path.name) from error
    return template_of(content, path.name, progress=progress)


def template_of(content: bytes, file: str, *, progress: Progress = silent) -> Chosen:
    """Return the content of a file as a template, cleaned and tried, in this process."""
    progress(0.2, say("Reading {name}", name=file))
    cleaned, removed = rebuilt(content, file)
    progress(0.6, say("Reading {name}", name=file))
    try:
        places, told = _tried(cleaned)
    except AdvocacyError:
        raise
    except Exception as error:  # whatever else is wrong with it, the brief cannot go into it
        raise refusals.damaged(file) from error
    return Chosen(WordTemplate(file, cleaned, places), (*sentences(removed), *told))


def _tried(cleaned: bytes) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Write a short brief into it; return the places its text has, and what is to be told of places."""
    from advocacy.exporting.docx_letter import open_letter
    from advocacy.exporting.docx_writer import document_of

    document_of(_TRIAL, {}, cleaned)
    letter = open_letter(_TRIAL, cleaned)
    asked = [one.name for one in (*letter.found, *letter.around)]
    known = tuple(str(place) for place in Place if place in asked)
    return known, tuple(_told(asked, is_placed=letter.is_placed))


def _told(asked: list[str], *, is_placed: bool) -> Iterator[str]:
    understood = ", ".join(spelt(place) for place in Place)
    for name in dict.fromkeys(asked):
        if name not in set(Place):
            yield say(
                "“{place}” is not understood and stays empty. Understood are {understood}.",
                place=spelt(name),
                understood=understood,
            )
    brief = spelt(Place.BRIEF)
    if Place.BRIEF not in asked:
        yield say("It has no place {brief}, so the brief follows its text.", brief=brief)
    elif not is_placed:
        yield say(
            "{brief} stands in a table, in a frame or on the edge of the page, where the brief has no room; "
            "it follows the text.",
            brief=brief,
        )
    elif asked.count(Place.BRIEF) > 1:
        yield say("The brief stands in the place of the first {brief}; the others stay empty.", brief=brief)


_TRIAL = Brief(
    title="Title",
    subtitle="Subtitle",
    language="en",
    cover=(("To", "Somebody"),),
    data_date=None,
    example=True,
    blocks=(
        Heading("Heading"),
        Paragraph("Paragraph"),
        Bullets(("Point",)),
        DataTable("Table", ("Words", "Numbers"), (("Word", "1"),), (False, True), "Source"),
    ),
    findings=(),
    definitions=(),
)
