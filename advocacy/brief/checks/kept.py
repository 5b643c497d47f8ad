"""Each rule in words, as it is told of a brief that keeps it; "" where it does not apply to that brief."""

from __future__ import annotations

from advocacy.analysis import numbers
from advocacy.brief.checks.check import Checked
from advocacy.brief.checks.size import pages_of, words_of
from advocacy.brief.document import CaseBox, Figure
from advocacy.wording import listed, say


def deadline_kept(of: Checked) -> str:
    """The call is open, where its day is set."""
    return say("The call is still open, and not in its last days.") if of.plan.deadline else ""


def size_kept(of: Checked) -> str:
    """How much of what the venue takes is used."""
    used = (
        (say("words"), words_of(of.brief), of.venue.most_words),
        (say("pages, about"), pages_of(of.brief), of.venue.most_pages),
        (say("charts"), len(of.blocks(Figure)), of.venue.most_pictures),
    )
    told = [
        say("{what}: {used} of {most}", what=what, used=numbers.plain(many), most=numbers.plain(most))
        for what, many, most in used
        if most is not None
    ]
    return say("It is as short as the venue wants it: {told}.", told=listed(told)) if told else ""


def method_kept(of: Checked) -> str:
    """The method note, where there is one."""
    is_there = any(part[0] == "method" for part in of.brief.parts)
    return say("The method note tells all eleven items.") if is_there else ""


def quotes_kept(of: Checked) -> str:
    """The cases, where there are any."""
    return say("Nothing in the cases could tell whose they are.") if of.blocks(CaseBox) else ""


def picked_kept(of: Checked) -> str:
    """The questions of a survey, where there are some."""
    asked = any(one.code.startswith("survey.") for one in of.findings)
    return (
        say("Every question that was asked is shown, and no filter is in force.")
        if asked
        else say("No filter is in force.")
    )


def own_words_kept(said: str, of: Checked) -> str:
    """A rule about the user's own words, where there are some."""
    return said if any(text.strip() for text, _ in of.own_words()) else ""


def unpublished_kept(of: Checked) -> str:
    """The venue takes only what is new."""
    return say("Nothing of it went out before.") if of.venue.must_be_unpublished else ""
