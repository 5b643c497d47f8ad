"""Slow work: results in the window's thread, cancelled work silent, errors in plain words."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from advocacy.errors import ReadError
from advocacy.progress import Progress
from ui.messages import Kind, Messages
from ui.tasks import TaskRunner


@pytest.fixture
def tasks(qapp: object) -> Iterator[TaskRunner]:
    runner = TaskRunner()
    yield runner
    runner.close()


def test_the_result_comes_to_the_thread_of_the_window(tasks: TaskRunner, qtbot: QtBot) -> None:
    got: list[tuple[object, bool]] = []
    worker: list[int] = []

    def work() -> int:
        worker.append(threading.get_ident())
        return 7

    tasks.run(
        "x", work, on_done=lambda r: got.append((r, threading.current_thread() is threading.main_thread()))
    )
    qtbot.waitUntil(lambda: bool(got))
    assert got == [(7, True)]
    assert worker[0] != threading.get_ident()
    assert tasks.idle


def _slow(progress: Progress) -> str:
    for step in range(1000):
        progress(step / 1000, "working")
        time.sleep(0.005)
    return "done"


def test_cancelled_work_stops_and_says_nothing(tasks: TaskRunner, qtbot: QtBot) -> None:
    got: list[object] = []
    tasks.failed.connect(lambda *a: got.append(a))
    task = tasks.run("x", _slow, on_done=got.append)
    with qtbot.waitSignal(tasks.progressed):
        pass
    with qtbot.waitSignal(tasks.ended, timeout=1000):
        task.cancel()
    assert got == []
    assert tasks.idle


def test_parts_come_before_the_result(tasks: TaskRunner, qtbot: QtBot) -> None:
    come: list[object] = []

    def work(deliver: Callable[[int], None]) -> str:
        deliver(1)
        deliver(2)
        return "all"

    tasks.run("Work", work, on_part=come.append, on_done=come.append)
    qtbot.waitUntil(lambda: len(come) == 3)
    assert come == [1, 2, "all"]


def test_parts_of_cancelled_work_are_not_handed_over(tasks: TaskRunner, qtbot: QtBot) -> None:
    come: list[object] = []

    def work(deliver: Callable[[int], None]) -> None:
        deliver(1)

    tasks.run("Work", work, on_part=come.append).cancel()
    qtbot.waitUntil(lambda: tasks.idle)
    assert come == []


def test_newer_work_of_the_same_kind_takes_the_place(tasks: TaskRunner, qtbot: QtBot) -> None:
    got: list[object] = []
    first = tasks.run("x", _slow, on_done=got.append, key="k")
    tasks.run("y", lambda: "second", on_done=got.append, key="k")
    qtbot.waitUntil(lambda: tasks.idle)
    assert first.is_cancelled
    assert got == ["second"]


def test_errors_are_told_without_a_traceback(tasks: TaskRunner, qtbot: QtBot) -> None:
    messages = Messages()
    told: list[object] = []
    messages.told.connect(told.append)
    tasks.failed.connect(lambda _, error, details: messages.tell_error(error, details))

    def refused() -> None:
        raise ReadError("“a.xlsx” is protected.", hint="Remove the password.")

    def broken() -> None:
        raise ZeroDivisionError("secret detail")

    tasks.run("x", refused)
    tasks.run("y", broken)
    qtbot.waitUntil(lambda: len(told) == 2)
    by_text = {message.text: message for message in told}  # type: ignore[attr-defined]
    assert by_text["“a.xlsx” is protected."].hint == "Remove the password."
    other = next(m for text, m in by_text.items() if "protected" not in text)
    assert other.kind is Kind.ERROR
    assert "secret detail" not in other.text + other.hint
    assert "Traceback" not in other.text + other.hint
    assert "ZeroDivisionError" in other.details


def test_the_threads_are_there_before_the_first_work(tasks: TaskRunner, qtbot: QtBot) -> None:
    """To start one would hold the window while another computes."""
    before = set(threading.enumerate())
    done: list[int] = []
    for number in range(5):
        tasks.run("x", lambda number=number: number, on_done=done.append)
    qtbot.waitUntil(lambda: len(done) == 5)
    assert set(threading.enumerate()) <= before
