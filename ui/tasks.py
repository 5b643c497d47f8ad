"""Slow work in threads: shown in the status line, cancelled by the user, delivered to the window."""

from __future__ import annotations

import inspect
import sys
import threading
import traceback
from collections.abc import Callable, Collection
from typing import Any

from PySide6.QtCore import QObject, Signal

from advocacy.errors import AdvocacyError
from advocacy.progress import Cancelled
from ui.threads import started_pool

_WORKERS = 3
_TURN = 0.0002  # seconds a thread may compute before the window gets its turn; Python's own 5 ms add up
Callback = Callable[[Any], None]


class Task:
    """One piece of work under way. lost: in a sentence what closing the window would lose; "" for nothing."""

    def __init__(self, label: str, key: str, lost: str = "") -> None:
        self.label = label
        self.key = key
        self.lost = lost
        self._cancelled = threading.Event()

    @property
    def is_cancelled(self) -> bool:
        return self._cancelled.is_set()

    def cancel(self) -> None:
        """Ask the work to stop; its result is not delivered any more."""
        self._cancelled.set()


class TaskRunner(QObject):
    """Runs functions in threads and brings their results back to the thread of the window."""

    started = Signal(object)
    progressed = Signal(object, float, str)
    ended = Signal(object)
    failed = Signal(object, object, str)  # task, exception, details for a report
    _done = Signal(object, object, object)  # task, callback, result
    _part = Signal(object, object, object)
    _broke = Signal(object, object, object, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        sys.setswitchinterval(_TURN)
        self._pool = started_pool(_WORKERS, "groundswell")
        self._running: list[Task] = []
        self._is_closed = False
        self._done.connect(self._deliver)
        self._part.connect(self._hand_over)
        self._broke.connect(self._report)

    def run(
        self,
        label: str,
        function: Callable[..., Any],
        *args: Any,
        on_done: Callback | None = None,
        on_failed: Callable[[BaseException], None] | None = None,
        on_part: Callback | None = None,
        key: str = "",
        lost: str = "",
    ) -> Task:
        """Start function(*args) in a thread; on_done gets its result in the thread of the window.

        A function that takes `progress` is given one, and one that takes `deliver` a function whose argument
        on_part gets before the work is done. Work of the same key that is under way is cancelled.
        Without on_failed an error is told to the user. lost: what closing the window meanwhile would lose, in
        a sentence; the user is asked then.
        """
        for other in self._running:
            if key and other.key == key:
                other.cancel()
        task = Task(label, key, lost)
        self._running.append(task)
        self.started.emit(task)

        def progress(share: float, doing: str = "", /) -> None:
            if task.is_cancelled:
                raise Cancelled
            self.progressed.emit(task, share, doing)

        def deliver(part: Any) -> None:
            self._part.emit(task, on_part, part)

        def work() -> None:
            try:
                if task.is_cancelled:
                    raise Cancelled
                offered = {"progress": progress, "deliver": deliver}
                taken = _parameters(function)
                result = function(*args, **{name: given for name, given in offered.items() if name in taken})
            except Cancelled as stop:
                self._broke.emit(task, None, stop, "")
            except BaseException as error:
                self._broke.emit(task, on_failed, error, traceback.format_exc())
            else:
                self._done.emit(task, on_done, result)

        self._pool.submit(work)
        return task

    @property
    def idle(self) -> bool:
        """Whether nothing is under way."""
        return not self._running

    @property
    def running(self) -> tuple[Task, ...]:
        return tuple(self._running)

    def close(self) -> None:
        """Cancel everything and wait for the threads."""
        for task in self._running:
            task.cancel()
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._is_closed = True

    def _deliver(self, task: Task, on_done: Callback | None, result: Any) -> None:
        self._end(task)
        self._hand_over(task, on_done, result)

    def _hand_over(self, task: Task, callback: Callback | None, result: Any) -> None:
        if callback is not None and not task.is_cancelled:
            callback(result)

    def _report(self, task: Task, on_failed: Callback | None, error: BaseException, details: str) -> None:
        self._end(task)
        if isinstance(error, Cancelled) or task.is_cancelled:
            return
        if on_failed is not None and isinstance(error, AdvocacyError):
            on_failed(error)
        else:
            self.failed.emit(task, error, details)

    def _end(self, task: Task) -> None:
        if self._is_closed:  # the window that would hear of it may be gone
            return
        if task in self._running:
            self._running.remove(task)
        self.ended.emit(task)


def _parameters(function: Callable[..., Any]) -> Collection[str]:
    try:
        return inspect.signature(function).parameters
    except (TypeError, ValueError):
        return ()
