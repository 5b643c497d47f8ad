"""The lines of the cover block, the same in every format."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from advocacy.analysis import numbers
from advocacy.wording import say
from advocacy.workspace import BriefPlan


def cover_lines(plan: BriefPlan, data_date: date | None) -> Iterator[tuple[str, str]]:
    """Yield label and text of every line that has a text."""
    lines = (
        (say("To"), plan.addressee),
        (say("About"), plan.reference),
        (say("Submitted by"), plan.submitted_by),
        (say("Authorised by"), ", ".join(_authorised(plan))),
        (say("Contact"), plan.contact),
        (say("Oral evidence"), say("We are ready to speak before you.") if plan.offers_to_speak else ""),
        (say("Confidential"), plan.confidential),
        (say("Data as of"), numbers.day(data_date) if data_date else ""),
    )
    return (line for line in lines if line[1])


def day_of(text: str) -> date | None:
    """Return the day that a field of the plan holds; None where it holds none."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


def _authorised(plan: BriefPlan) -> Iterator[str]:
    """Who authorised it, in which office, and by the resolution of which day; nothing without a name."""
    if not (name := plan.authorised_by.strip()):
        return
    yield name
    if office := plan.authorised_office.strip():
        yield office
    if day := day_of(plan.resolved_on):
        yield say("resolution of {day}", day=numbers.day(day))
