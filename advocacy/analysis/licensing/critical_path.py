"""The longest chain of steps: how long a procedure may take where some of its steps run side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from advocacy.analysis.licensing.legal_provisions import Provision
from advocacy.analysis.licensing.working_days import Days, WorkCalendar

BEGINNING = "beginning"  # code of "waits for no other step"


@dataclass(frozen=True)
class Procedure:
    """Steps in an order in which each comes after those it waits for.

    before: for each step the places of those it waits for, none: it begins at the beginning.
    later: days by which it begins later than that, because others begin at the same point.
    contradicts: whether the order imported went in a circle, so that it was not followed everywhere.
    """

    steps: tuple[Provision, ...]
    before: tuple[tuple[int, ...], ...]
    later: tuple[int, ...]
    contradicts: bool = False

    @property
    def in_a_row(self) -> bool:
        """Whether no two steps run side by side."""
        return not any(self.later)

    @property
    def about(self) -> int:
        """Return the calendar days it may take; working days are put at 7/5 of a day each."""
        ends: list[int] = []
        for step, before, later in zip(self.steps, self.before, self.later, strict=True):
            begin = max((ends[place] for place in before), default=0) + later
            ends.append(begin + self._at_least(step.about))
        return max(ends, default=0)

    def finished(self, begun: Days, calendar: WorkCalendar | None) -> Days:
        """Return the day by which the last step must be finished, for each day of beginning.

        calendar: needed where a step is counted in working days.
        """
        ends: list[Days] = []
        for step, before, later in zip(self.steps, self.before, self.later, strict=True):
            begin = np.max([ends[place] for place in before], axis=0) if before else begun
            limit = self._at_least(step.limit)
            if step.is_working:
                assert calendar is not None
                ends.append(calendar.deadline(begin + later, limit))
            else:
                ends.append(begin + later + limit)
        last: Days = np.max(ends, axis=0) if ends else begun
        return last

    def _at_least(self, days: int) -> int:
        """A step of several takes a day at least; the limit of a whole procedure is what the law says."""
        return max(1, days) if len(self.steps) > 1 else days


def procedure(steps: Sequence[Provision]) -> Procedure:
    """Return the steps put in order by what each of them follows.

    A step that names none follows the one in the row before; names that are no step here are passed over.
    Time counts as in the notes of Doing Business (World Bank): a day at least for each step, and steps that
    begin at the same point begin on consecutive days, the longest first.
    """
    waits = [_waits_for(number, steps) for number in range(len(steps))]
    order: list[int] = []
    left = list(range(len(steps)))
    contradicts = False
    while left:
        ready = [number for number in left if waits[number] <= set(order)]
        if not ready:  # a circle: its first step waits only for what is done
            contradicts = True
            waits[left[0]] &= set(order)
            ready = left[:1]
        order.append(ready[0])
        left.remove(ready[0])
    place = {number: position for position, number in enumerate(order)}
    before = _nearest([{place[one] for one in waits[number]} for number in order])
    ordered = tuple(steps[number] for number in order)
    return Procedure(ordered, before, _later(ordered, before), contradicts)


def _waits_for(number: int, steps: Sequence[Provision]) -> set[int]:
    named = steps[number].follows
    if BEGINNING in named:
        return set()
    found = {other for other, step in enumerate(steps) if step.step in named and other != number}
    return found or ({number - 1} if number else set())


def _nearest(before: Sequence[set[int]]) -> tuple[tuple[int, ...], ...]:
    """Without the steps that another of those waited for comes after anyway."""
    earlier: list[set[int]] = []
    nearest = []
    for waits in before:
        implied = set().union(*(earlier[place] for place in waits))
        earlier.append(waits | implied)
        nearest.append(tuple(sorted(waits - implied)))
    return tuple(nearest)


def _later(steps: Sequence[Provision], before: Sequence[tuple[int, ...]]) -> tuple[int, ...]:
    together: dict[tuple[int, ...], list[int]] = {}
    for number, waits in enumerate(before):
        together.setdefault(waits, []).append(number)
    later = [0] * len(steps)
    for numbers in together.values():
        for days, number in enumerate(sorted(numbers, key=lambda one: -steps[one].about)):
            later[number] = days
    return tuple(later)
