"""What the user has decided about the brief: its venue, its outline, its asks and the user's own words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple


class PartKind(StrEnum):
    """What a part of the outline is."""

    HEADING = "heading"
    TEXT = "text"  # the user's own paragraphs
    SUMMARY = "summary"
    WHO = "who"  # who we are and whom we speak for
    ASKS = "asks"
    LAW = "law"  # what the law says against what members live, step by step
    FINDING = "finding"
    CASES = "cases"  # members in their own words
    COUNTER = "counter"  # what speaks against us
    LIMITS = "limits"
    METHOD = "method"
    DEFINITIONS = "definitions"
    CLEANING = "cleaning"
    QUESTIONS = "questions"  # the wording of the questionnaire
    SOURCES = "sources"
    CLAIMS = "claims"  # every number and what it rests on


class Shows(StrEnum):
    """What of a finding is printed."""

    SENTENCE = "sentence"
    CHART = "chart"
    TABLE = "table"


@dataclass(frozen=True)
class Part:
    """One part of the outline.

    key: of a finding its code, of a heading or a text a name of its own; other kinds stand in a brief once.
    text: the user's words, in place of those made from the data; numbers in them are places that stay live,
    "{code|group|series|what}" (brief/live.py). A part that is not shown keeps its place and its words.
    """

    kind: PartKind
    key: str = ""
    text: str = ""
    is_shown: bool = True
    shows: tuple[Shows, ...] = tuple(Shows)

    @property
    def name(self) -> tuple[PartKind, str]:
        """What tells it from every other part of the outline."""
        return (self.kind, self.key)


@dataclass(frozen=True)
class Ask:
    """One request: to whom, what, in which words of the law, at what cost, and how success would be measured.

    findings: codes of the findings it rests on.
    """

    wording: str
    addressee: str = ""
    clause: str = ""
    proposed: str = ""
    cost: str = ""
    success: str = ""
    findings: tuple[str, ...] = ()


class Cited(NamedTuple):
    """A number in the user's words as typed, whence it comes, and the part of the outline it stands in.

    kind: "" where an older program kept it: then it may stand in any part.
    """

    number: str
    whence: str
    kind: str = ""
    key: str = ""


@dataclass(frozen=True)
class BriefPlan:
    """Everything the user has decided about the brief.

    venue: code of the rules it is written for (brief/venues.py), "" for none. language: of the brief, apart
    from that of the program. outline: the parts in their order; what it does not name stands where the venue
    has it. quoted: statements that a person has read again and lets leave the program (brief/quoting.py).
    method: what the data do not tell about how they were collected, by item (brief/method_items.py). cited:
    numbers in the user's words that come from elsewhere. objections: codes of those the
    brief answers (brief/challenges/panel.py); None while the user has chosen none.
    """

    title: str = ""
    addressee: str = ""
    submitted_by: str = ""
    summary: str = ""
    asks: tuple[Ask, ...] = ()
    outline: tuple[Part, ...] = ()
    venue: str = ""
    language: str = "en"
    reference: str = ""  # the inquiry, Bill or call it answers, in full
    authorised_by: str = ""  # name; or all of it in words
    authorised_office: str = ""
    resolved_on: str = ""  # ISO 8601 day of the resolution
    contact: str = ""
    offers_to_speak: bool = False  # oral evidence
    confidential: str = ""  # which parts, and what harm
    about_us: str = ""
    interests: str = ""  # funding and interests declared
    deadline: str = ""  # ISO 8601 day
    method: tuple[tuple[str, str], ...] = ()
    cited: tuple[Cited, ...] = ()
    quoted: tuple[str, ...] = ()
    objections: tuple[str, ...] | None = None

    def part(self, kind: PartKind, key: str = "") -> Part | None:
        """Return a part as the outline has it, or None where it does not name it."""
        return next((one for one in self.outline if one.name == (kind, key)), None)

    def with_part(self, part: Part) -> BriefPlan:
        """Return the plan with this part in place of its former state, else behind all others."""
        if self.part(*part.name) is None:
            return replace(self, outline=(*self.outline, part))
        changed = tuple(part if one.name == part.name else one for one in self.outline)
        return self if changed == self.outline else replace(self, outline=changed)
