"""The reading process: its answers come back, its end never takes the program along."""

from __future__ import annotations

import os
import time

import pytest

from advocacy.errors import ReadError
from advocacy.importing import child
from advocacy.progress import Cancelled, Progress


def double(number: int, *, progress: Progress) -> int:
    progress(0.5, "half")
    return number * 2


def refuse(*, progress: Progress) -> None:
    raise ReadError("“a.xlsx” is empty.", hint="Ask again.")


def crash(*, progress: Progress) -> None:
    os.abort()


def stumble(*, progress: Progress) -> None:
    raise KeyError("secret")


def hoard(*, progress: Progress) -> int:
    return len(bytearray(900_000_000))


def sleep(*, progress: Progress) -> None:
    time.sleep(60)


def chatter(*, progress: Progress) -> str:
    print("a library talks")
    return "done"


def test_results_and_progress_come_back() -> None:
    told: list[tuple[float, str]] = []
    assert child.run(double, 21, progress=lambda share, doing="", /: told.append((share, doing))) == 42
    assert (0.5, "half") in told


def test_refusals_come_back_as_themselves() -> None:
    with pytest.raises(ReadError) as refusal:
        child.run(refuse)
    assert refusal.value.hint == "Ask again."


@pytest.mark.parametrize("function", [crash, stumble])
def test_a_crash_is_said_in_plain_words(function: object) -> None:
    with pytest.raises(ReadError, match="could not be read safely") as refusal:
        child.run(function)  # type: ignore[arg-type]
    assert "secret" not in str(refusal.value)


@pytest.mark.skipif(os.name == "nt", reason="memory is capped on Linux and macOS only")
def test_too_much_memory_is_said() -> None:
    with pytest.raises(ReadError, match="memory"):
        child.run(hoard, megabytes=300)


def test_too_long_is_stopped() -> None:
    started = time.monotonic()
    with pytest.raises(ReadError, match="too long"):
        child.run(sleep, seconds=0.5)
    assert time.monotonic() - started < 30


def test_cancel_stops_a_silent_process() -> None:
    def cancel(share: float, doing: str = "", /) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        child.run(sleep, progress=cancel)


def test_what_a_library_prints_does_not_mix_in() -> None:
    assert child.run(chatter) == "done"
