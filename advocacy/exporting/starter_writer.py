"""Write a Word template to begin with: a letterhead that shows every place a template can have."""

from __future__ import annotations

import io
from pathlib import Path

import docx
from docx.shared import Cm

from advocacy.exporting.atomic import write_bytes
from advocacy.exporting.docx_elements import field, paragraph, run
from advocacy.exporting.docx_packed import packed
from advocacy.exporting.docx_styles import add_styles, blank, speak
from advocacy.exporting.word_template.places import Place, spelt
from advocacy.wording import say, speaking

_TOP = 3.8  # centimetres; room for a logo


def write_starter(path: Path, language: str = "en") -> None:
    """Write a letterhead for the user to put the own logo and address into.

    Raises ExportError where the file cannot be written.
    """
    with speaking(language):
        write_bytes(path, _starter(language))


def _starter(language: str) -> bytes:
    document = docx.Document(io.BytesIO(blank()))
    styles = add_styles(document)
    speak(document, language)
    section = document.sections[0]
    section.top_margin = Cm(_TOP)
    for line, style in (
        (say("Name of your association"), "subtitle"),
        (say("Address and contact"), "header"),
    ):
        section.header._element.append(paragraph(styles[style], run(line)))
    section.footer._element.append(paragraph(styles["footer"], run(f"{say('page')} "), *field("PAGE", "1")))
    end = document.element.body[-1]
    for line, style in (
        (spelt(Place.DATE), "normal"),
        ("", "normal"),
        (spelt(Place.ADDRESSEE), "normal"),
        ("", "normal"),
        (spelt(Place.TITLE), "title"),
        (say("Dear Sir or Madam,"), "normal"),
        (spelt(Place.BRIEF), "normal"),
        (say("Yours faithfully,"), "normal"),
        (spelt(Place.SUBMITTED_BY), "normal"),
    ):
        end.addprevious(paragraph(styles[style], run(line)))
    return packed(document)
