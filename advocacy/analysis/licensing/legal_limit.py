"""The limit the law sets for a decision, as far as the provisions imported tell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from advocacy.analysis import numbers
from advocacy.analysis.licensing.case_limits import CaseLimits, HeldTo, case_limits
from advocacy.analysis.licensing.cases import LicensingCases
from advocacy.analysis.licensing.legal_provisions import APPLICATION, COMPLETE, PAYMENT
from advocacy.wording import say, say_count


@dataclass(frozen=True)
class LegalLimit:
    """Days within which a decision is due, what sets them, and what must be said about it.

    days: calendar days, working days put at 7/5 of a day; words: the limit as the law puts it, "50 working
    days"; each: that of every case, where they come from provisions imported.
    """

    days: int
    label: str
    caveats: tuple[str, ...] = ()
    words: str = ""
    each: CaseLimits | None = field(default=None, compare=False, repr=False)

    def of(self, cases: LicensingCases) -> NDArray[np.float64]:
        """Return the limit of every case in calendar days from the start of its clock; NaN: not known."""
        if self.each is None:
            return np.full(len(cases), float(self.days))
        allowed = cases.taken(self.each.allowed)
        return np.where(allowed < 0, np.nan, allowed.astype(np.float64))


def legal_limit(cases: LicensingCases) -> LegalLimit | None:
    """Return the limit for the whole procedure, else that of the longest chain of its steps, else the user's.

    Each application is held to the law of its country and type of licence in force when it was filed; the
    limit named is the latest of the commonest kind. None where nothing is known.
    """
    limits = case_limits(cases)
    if limits is not None:
        held_to = cases.taken(limits.held_to)
        counts = np.bincount(held_to[held_to >= 0], minlength=len(limits.laws))
        if counts.any():
            main = _main(limits, counts)
            used = [one for one, count in zip(limits.laws, counts, strict=True) if count]
            words = _words(main)
            caveats = tuple(dict.fromkeys(_caveats(limits, used, main)))
            return LegalLimit(main.procedure.about, _label(main, words), caveats, words, limits)
    if days := cases.workspace.settings.limit_days:
        label = say("limit of {days} days stated by the user", days=days)
        return LegalLimit(days, label, (), numbers.days(days))
    return None


def step_limits(cases: LicensingCases) -> dict[str, int]:
    """Return the limit of each single step in calendar days, by its code; the latest law counts.

    Where several offices have a step of the same name, their limits are added up.
    """
    limits = case_limits(cases)
    if limits is None:
        return {}
    counts = np.bincount(_known(cases.taken(limits.held_to)), minlength=len(limits.laws))
    found: dict[str, int] = {}
    for step in _main(limits, counts).version.steps:
        found[step.step] = found.get(step.step, 0) + step.about
    return found


def _known(held_to: NDArray[np.int16]) -> NDArray[np.int16]:
    return held_to[held_to >= 0]


def _main(limits: CaseLimits, counts: NDArray[np.int64]) -> HeldTo:
    """The latest version of the law that most cases are held to."""
    per_law: dict[int, int] = {}
    for one, count in zip(limits.laws, counts.tolist(), strict=True):
        per_law[one.law_of] = per_law.get(one.law_of, 0) + count
    commonest = max(per_law, key=lambda law: per_law[law])
    return [one for one in limits.laws if one.law_of == commonest][-1]


def _words(main: HeldTo) -> str:
    whole = main.version.whole
    if whole and whole.is_working:
        return say_count(
            "{days} working day", "{days} working days", whole.limit, days=numbers.plain(whole.limit)
        )
    return numbers.days(main.procedure.about)


def _label(main: HeldTo, words: str) -> str:
    limit = words
    if main.version.starts == COMPLETE:
        limit = say("{limit} from the complete file", limit=words)
    elif main.version.starts == PAYMENT:
        limit = say("{limit} from the payment of the fee", limit=words)
    if main.version.whole is None:
        return (
            say(
                "limit of {limit}, the sum of {steps} steps of the law",
                limit=limit,
                steps=len(main.version.steps),
            )
            if main.procedure.in_a_row
            else say(
                "limit of {limit}, the longest chain of {steps} steps of the law",
                limit=limit,
                steps=len(main.version.steps),
            )
        )
    if main.version.whole.is_working:
        limit = say(
            "{limit} (about {days} calendar days)", limit=limit, days=numbers.plain(main.procedure.about)
        )
    if law := main.version.whole.law:
        return say("limit of {limit}, {law}", limit=limit, law=law)
    return say("limit of {limit} in the provisions imported", limit=limit)


def _caveats(limits: CaseLimits, used: list[HeldTo], main: HeldTo) -> Iterator[str]:
    if any(one.version.is_working for one in used):
        yield from _about_working_days(used)
    if len({one.law_of for one in used}) < len(used):
        yield say("The law changed: each application is held to the limit in force when it was filed.")
    if any(one.version.several for one in used):
        yield say("Several limits are imported for the same thing; the longest is used.")
    if main.version.whole is None:
        yield from _about_steps(main)
    if limits.by_type:
        yield say(
            "Each application is held to the limit of its type of licence; types without one of their own to "
            "that of the commonest type."
        )
    yield from _about_the_start({one.version.starts for one in used})


def _about_working_days(used: list[HeldTo]) -> Iterator[str]:
    sources = dict.fromkeys(one.holidays for one in used if one.version.is_working)
    for source in sources:
        yield (
            say(
                "The limit is in working days, counted out case by case; holidays: {source}.",
                source=source,
            )
            if source
            else say(
                "The limit is in working days: weekends are counted out case by case, holidays are not, as "
                "none are known for the country."
            )
        )


def _about_steps(main: HeldTo) -> Iterator[str]:
    if main.procedure.in_a_row:
        yield say("No limit for the whole procedure is imported; the limits of its steps are added up.")
    else:
        yield say(
            "No limit for the whole procedure is imported; it is the longest chain of its steps. Steps side "
            "by side count once; each takes a day at least, and those that begin together begin on "
            "consecutive days."
        )
    if main.procedure.contradicts:
        yield say("The order of the steps imported goes in a circle; it was not followed there.")


def _about_the_start(starts: set[str]) -> Iterator[str]:
    if COMPLETE in starts:
        yield say(
            "The limit runs from the day on which the file was complete; applications without that day on "
            "record are missing here."
        )
    if PAYMENT in starts:
        yield say(
            "The limit runs from the day on which the fee was paid; applications without that day on record "
            "are missing here."
        )
    if len(starts) > 1 and APPLICATION in starts:
        yield say("Where the law says so, or nothing else, it runs from the day of application.")
