"""What the venue wants to know of the sender, the file type, and the day it closes."""

from __future__ import annotations

from collections.abc import Iterator

from advocacy.analysis import numbers
from advocacy.brief.checks.check import Check, Checked
from advocacy.brief.cover import day_of
from advocacy.issue import Severity
from advocacy.wording import say, say_count

_SOON = 7  # days


def cover(of: Checked) -> Iterator[Check]:
    """Fields the venue asks for that are empty."""
    labels = {
        "addressee": say("To whom it goes is not said."),
        "reference": say("The inquiry, Bill or call it answers is not named."),
        "submitted_by": say("Who submits it is not said."),
        "authorised_by": say("Who authorised it, and when, is not said."),
        "contact": say("There is no contact."),
        "about_us": say("It does not say who you are and whom you represent."),
        "deadline": say("The day the call closes is not set."),
    }
    for field in of.venue.required:
        if not str(getattr(of.plan, field)).strip():
            yield Check(
                f"no-{field.replace('_', '-')}",
                Severity.ERROR,
                labels[field],
                say("Fill it in the cover block."),
                ("cover", field),
            )
    yield from _asked_by_the_template(of)
    if not of.plan.interests.strip():
        yield Check(
            "no-interests",
            Severity.NOTE,
            say("Funding and interests are not declared."),
            say("Say who pays for the work and who gains, before somebody else does."),
            ("cover", "interests"),
        )


def _asked_by_the_template(of: Checked) -> Iterator[Check]:
    """Fields that the user's own Word document has a place for, beside those of the venue."""
    labels = {
        "addressee": say("The Word template asks to whom it goes, which is not said."),
        "submitted_by": say("The Word template asks who submits it, which is not said."),
    }
    template = of.workspace.template
    for field, label in labels.items():
        asks = template is not None and field in template.places and field not in of.venue.required
        if asks and not str(getattr(of.plan, field)).strip():
            code = f"template-{field.replace('_', '-')}"
            yield Check(code, Severity.WARNING, label, say("Fill it in the cover block."), ("cover", field))


def deadline(of: Checked) -> Iterator[Check]:
    """A call that closes soon, or has closed."""
    closes = day_of(of.plan.deadline)
    if closes is None:
        return
    left = (closes - of.today).days
    if left < 0:
        message = say("The call closed on {day}.", day=numbers.day(closes))
        yield Check("deadline-missed", Severity.ERROR, message, part=("cover", "deadline"))
    elif left <= _SOON:
        message = say_count(
            "The call closes in {count} day, on {day}.",
            "The call closes in {count} days, on {day}.",
            left,
            day=numbers.day(closes),
        )
        yield Check("deadline-near", Severity.NOTE, message, part=("cover", "deadline"))


def file_type(of: Checked) -> Iterator[Check]:
    """The venue takes only some kinds of files."""
    if of.venue.file_types:
        yield Check(
            "file-type",
            Severity.NOTE,
            say("The venue takes only {suffixes}.", suffixes=", ".join(of.venue.file_types)),
            say("Export that one; send the others to readers who ask."),
        )


def unpublished(of: Checked) -> Iterator[Check]:
    """Some venues take nothing that was published before."""
    if of.venue.must_be_unpublished and of.workspace.exported:
        last = of.workspace.exported[-1]
        yield Check(
            "published-before",
            Severity.NOTE,
            say("A brief from these data went out on {day} ({name}).", day=last.when, name=last.name),
            say("This venue takes only what was not published; write it anew if that one was."),
        )
