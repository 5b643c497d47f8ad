"""Tells how long the window did not answer, and where the main thread was meanwhile.

A timer of the window beats; a thread watches the beats and looks at the stack of the main thread when one
is late. Time in which the system gave the processor to other programs is not the window's; Linux tells it,
elsewhere it counts. It reports and never fails a test: how fast a machine is says nothing about the program.
"""

from __future__ import annotations

import sys
import threading
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from PySide6.QtCore import QTimer

PULSE = 5  # milliseconds between two beats
LATE = 0.05  # seconds without a beat that a user may feel
_LOOKS = 0.01  # seconds between two looks of the thread
_SCHEDULE = Path("/proc/thread-self/schedstat")


@dataclass(frozen=True)
class Spent:
    """Seconds on four clocks: the wall, this thread, the whole program, and waiting for a processor."""

    wall: float
    own: float
    program: float
    queued: float

    def since(self, before: Spent) -> Spent:
        """What has passed since then."""
        return Spent(
            self.wall - before.wall,
            self.own - before.own,
            self.program - before.program,
            self.queued - before.queued,
        )


@dataclass(frozen=True)
class Gap:
    """A time in which the window did not answer. where: the innermost line of ours, and of all."""

    spent: Spent
    where: str

    @property
    def seconds(self) -> float:
        """How long, without what other programs took."""
        return self.spent.wall - self.spent.queued

    def __str__(self) -> str:
        own, others = 1000 * self.spent.own, 1000 * (self.spent.program - self.spent.own)
        told = f"{1000 * self.seconds:.0f} ms ({own:.0f} own, {others:.0f} of other threads)"
        return f"{told} at {self.where or 'no place seen'}"


class Watchdog:
    """Watches from start to stop."""

    def __init__(self, late: float = LATE) -> None:
        self.gaps: list[Gap] = []
        self.longest = 0.0
        self._late = late
        self._main = threading.get_ident()
        self._beaten = _clocks()
        self._where = ""
        self._is_over = threading.Event()
        self._timer = QTimer(interval=PULSE)
        self._timer.timeout.connect(self._beat)
        self._thread = threading.Thread(target=self._watch, name="watchdog", daemon=True)

    def start(self) -> None:
        self._beaten = _clocks()
        self._timer.start()
        self._thread.start()

    def stop(self) -> None:
        self._beat()
        self._timer.stop()
        self._is_over.set()
        self._thread.join()

    def report(self) -> str:
        """One line per gap, the longest first."""
        if not self.gaps:
            return f"none over {self._late * 1000:.0f} ms, longest {self.longest * 1000:.0f} ms"
        return "\n  ".join(["", *(str(gap) for gap in sorted(self.gaps, key=lambda one: -one.seconds))])

    def _beat(self) -> None:
        now = _clocks()
        gap = Gap(now.since(self._beaten), self._where)
        self.longest = max(self.longest, gap.seconds)
        if gap.seconds > self._late:
            self.gaps.append(gap)
        self._where = ""
        self._beaten = now

    def _watch(self) -> None:
        while not self._is_over.wait(_LOOKS):
            if time.perf_counter() - self._beaten.wall > self._late / 2 and not self._where:
                self._where = _place(sys._current_frames().get(self._main))


@contextmanager
def watched(what: str, late: float = LATE) -> Iterator[Watchdog]:
    """Print what the watchdog saw; `pytest -s` shows it, a failing test too."""
    dog = Watchdog(late)
    dog.start()
    try:
        yield dog
    finally:
        dog.stop()
        print(f"{what}: the window did not answer: {dog.report()}")


def _clocks() -> Spent:
    """The clocks of the thread that asks."""
    try:
        queued = int(_SCHEDULE.read_text().split()[1]) / 1e9
    except (OSError, ValueError, IndexError):  # not Linux
        queued = 0.0
    return Spent(time.perf_counter(), time.thread_time(), time.process_time(), queued)


def _place(frame: FrameType | None) -> str:
    if frame is None:
        return ""
    stack = traceback.extract_stack(frame)
    ours = [
        one for one in stack if "/ui/" in one.filename.replace("\\", "/") and "/tests/" not in one.filename
    ]
    told = [*ours[-1:], *stack[-1:]]
    return " < ".join(
        dict.fromkeys(f"{one.filename[-40:]}:{one.lineno} {one.name}" for one in reversed(told))
    )
