"""A process that has loaded the program once and forks children from itself, which are then killed.

A start thus costs milliseconds instead of seconds, so that a thousand kills take minutes.
"""

from __future__ import annotations

import importlib
import json
import os
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple

import pytest

ROOT = Path(__file__).resolve().parents[1]
Tell = Callable[[str], None]
needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="starting anew each time would take hours")


class Outcome(NamedTuple):
    """What a child had told until it was killed; ended: it was done before that; seconds: its life."""

    told: list[str]
    ended: bool
    seconds: float


class Nursery:
    """Forks children that call one function, and kills them.

    work: "module:function"; it is called with `tell` and the arguments. What is told outlives the kill.
    before: name of a function there that is called once, before the first child.
    """

    def __init__(self, work: str, temporary: Path, before: str = "") -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.nursery", work, before],
            cwd=ROOT,
            env={**os.environ, "TMPDIR": str(temporary), "PYTHONWARNINGS": "ignore"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> Nursery:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        assert self._process.stdin and self._process.stdout
        self._process.stdin.close()
        self._process.wait()
        self._process.stdout.close()

    def child(self, *arguments: Any, killed_after: float = 60) -> Outcome:
        """Start a child, kill it after so many seconds (kill -9), return what it had told."""
        assert self._process.stdin and self._process.stdout
        print(json.dumps([killed_after, arguments]), file=self._process.stdin, flush=True)
        outcome = Outcome(*json.loads(self._process.stdout.readline()))
        faults = [line for line in outcome.told if line.startswith("Traceback")]
        assert not faults, faults[0]
        return outcome


# --- inside the nursery -----------------------------------------------------------------------------------


def _main(work: str, before: str) -> None:
    name, called = work.split(":")
    module = importlib.import_module(name)
    function = getattr(module, called)
    if before:
        getattr(module, before)()
    for line in sys.stdin:
        seconds, arguments = json.loads(line)
        print(json.dumps(_lived(function, arguments, seconds)), flush=True)


def _lived(function: Callable[..., None], arguments: Sequence[Any], seconds: float) -> Outcome:
    reading, writing = os.pipe()
    began = time.monotonic()
    child = os.fork()
    if not child:
        os.close(reading)
        _child(function, arguments, writing)
    os.close(writing)
    os.set_blocking(reading, False)
    told = b""
    ended = False
    while not ended and time.monotonic() - began < seconds:
        ended = os.waitpid(child, os.WNOHANG)[0] == child
        told += _read(reading)
        time.sleep(0.001)
    if not ended:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    took = time.monotonic() - began
    told += _read(reading)
    os.close(reading)
    return Outcome([json.loads(line) for line in told.splitlines()], ended, took)


def _child(function: Callable[..., None], arguments: Sequence[Any], writing: int) -> None:
    def tell(said: str) -> None:
        os.write(writing, (json.dumps(said) + "\n").encode())

    try:
        function(tell, *arguments)
    except BaseException:
        tell(traceback.format_exc())
    finally:
        os._exit(0)


def _read(handle: int) -> bytes:
    read = b""
    try:
        while piece := os.read(handle, 1 << 16):
            read += piece
    except BlockingIOError:
        pass
    return read


if __name__ == "__main__":
    _main(sys.argv[1], sys.argv[2])
