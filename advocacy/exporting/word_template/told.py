"""What is taken out of a template, and the sentence that tells it."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from advocacy.wording import say


class Removed(StrEnum):
    """What a template had and a brief does not take over, in the order it is told."""

    MACROS = "macros"
    OBJECTS = "objects"
    DOCUMENTS = "documents"
    REMOTE_PICTURES = "remote pictures"
    LINKS = "links"
    FIELDS = "fields"
    SERIAL_LETTER = "serial letter"
    COMMENTS = "comments"
    CHANGES = "changes"
    PROPERTIES = "properties"
    DATA = "data"
    DIAGRAMS = "diagrams"
    PICTURES = "pictures"
    FONTS = "fonts"
    CONTENTS = "contents"
    DATES = "dates"
    PROTECTION = "protection"
    SIGNATURE = "signature"


def sentences(removed: Iterable[Removed]) -> tuple[str, ...]:
    """Return one sentence for each kind of thing that was taken out."""
    there = set(removed)
    said = {
        Removed.MACROS: say("Macros were taken out; they are never run."),
        Removed.OBJECTS: say("Objects of other programs inside it were taken out."),
        Removed.DOCUMENTS: say("Other documents that it holds or refers to were left out."),
        Removed.REMOTE_PICTURES: say(
            "Pictures that would be fetched from elsewhere were taken out; insert them into the template."
        ),
        Removed.LINKS: say("Links to the web or to other files were taken out; their words stay."),
        Removed.FIELDS: say("Fields that fetch or compute something were taken out; what they showed stays."),
        Removed.SERIAL_LETTER: say("The list of recipients for serial letters was taken out."),
        Removed.COMMENTS: say("Comments were taken out."),
        Removed.CHANGES: say("Tracked changes were accepted, and the names of their authors taken out."),
        Removed.PROPERTIES: say("Its properties (author, company, file names, times) were taken out."),
        Removed.DATA: say("Data that other programs have put into it were taken out."),
        Removed.DIAGRAMS: say("Charts and diagrams were left out; insert them as pictures."),
        Removed.PICTURES: say(
            "Pictures that are damaged, too large or of a rare kind were left out; use PNG or JPEG."
        ),
        Removed.FONTS: say(
            "The fonts packed into it were left out; readers who have them see them all the same."
        ),
        Removed.CONTENTS: say("Its own table of contents was left out; the brief brings one."),
        Removed.DATES: say("Dates that Word fills in became the day on which the brief is written."),
        Removed.PROTECTION: say(
            "Its protection against changes was taken out, so that the brief can go into it."
        ),
        Removed.SIGNATURE: say("Its signature was taken out: it does not hold for another document."),
    }
    return tuple(said[one] for one in Removed if one in there)
