"""A process of its own for every file that came from outside: capped, watched, and killed when it must be.

A parser written in another language can end its process without a word; the window must live on.
"""

from __future__ import annotations

import contextlib
import importlib
import os
import pickle
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from typing import IO, Any, TypeVar

from advocacy.errors import AdvocacyError, ReadError
from advocacy.progress import Progress, silent
from advocacy.resources import RESOURCES
from advocacy.wording import language, say, speaking

Result = TypeVar("Result")

_PULSE = 0.1  # seconds between two looks at the clock and at Cancel
_POLITENESS = 5  # reading takes the processor only when the window leaves it
_END = "end"


def run(
    function: Callable[..., Result],
    *args: Any,
    progress: Progress = silent,
    seconds: float = 120,
    megabytes: int = 2_500,
    hint: str = "",
) -> Result:
    """Return function(*args, progress=…), computed in a fresh process.

    function must stand at the top of a module. seconds: the process is killed after them. megabytes: most
    memory it may take (Linux). hint: what to do when the process fails; "" for that of a spreadsheet.
    Raises what the function raises if it is an AdvocacyError, ReadError when the process crashed, took too
    long or too much memory, and Cancelled when the user stopped it.
    """
    command = [sys.executable, "-m", "advocacy.importing.child", str(megabytes)]
    environment = {
        **os.environ,
        "PYTHONPATH": str(RESOURCES.parent),
        "OPENBLAS_NUM_THREADS": "1",
        "ARROW_DEFAULT_MEMORY_POOL": "system",  # its own pool reserves memory that counts against the cap
    }
    process = subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    assert process.stdin and process.stdout
    messages: queue.Queue[tuple[str, Any]] = queue.Queue()
    reader = threading.Thread(target=_listen, args=(process.stdout, messages), daemon=True)
    reader.start()
    try:
        with contextlib.suppress(BrokenPipeError):
            _send(process.stdin, (function.__module__, function.__qualname__, args, language()))
            process.stdin.close()
        result: Result = _follow(messages, progress, time.monotonic() + seconds, hint)
        return result
    finally:
        process.kill()
        process.wait()
        reader.join()
        process.stdout.close()
        with contextlib.suppress(BrokenPipeError):
            process.stdin.close()


def _follow(messages: queue.Queue[tuple[str, Any]], progress: Progress, deadline: float, hint: str) -> Any:
    """Pass progress on until the result or the end comes."""
    last: tuple[float, str] = (0.0, "")
    while True:
        try:
            kind, content = messages.get(timeout=_PULSE)
        except queue.Empty:
            progress(*last)  # gives Cancel its chance while the parser is silent
            if time.monotonic() > deadline:
                raise ReadError(
                    say("Reading took too long and was stopped."),
                    hint=hint or say("Save the sheet you need in a file of its own and import that."),
                ) from None
            continue
        if kind == "progress":
            last = content
            progress(*last)
        elif kind == "result":
            return content
        elif kind == "error":
            raise content
        elif kind == "memory":
            raise ReadError(
                say("The file needs more memory than reading may take."),
                hint=hint or say("Split it into several files, or remove sheets you do not need."),
            )
        elif kind == "fault":
            raise _unreadable(hint) from RuntimeError(content)
        else:
            raise _unreadable(hint)


def _unreadable(hint: str) -> ReadError:
    return ReadError(
        say("The file could not be read safely; reading it was stopped."),
        hint=hint or say("Open it in a spreadsheet program, save it again as .xlsx and import that."),
    )


def _listen(pipe: IO[bytes], messages: queue.Queue[tuple[str, Any]]) -> None:
    try:
        while True:
            messages.put(pickle.load(pipe))  # noqa: S301 - written by our own child below
    except (OSError, ValueError, EOFError, pickle.UnpicklingError):
        pass  # the end, or a child that died while it spoke
    messages.put((_END, None))


def _send(pipe: IO[bytes], message: Any) -> None:
    pickle.dump(message, pipe, protocol=5)  # not through a copy in memory: a result may be a gigabyte
    pipe.flush()


# --- inside the child -------------------------------------------------------------------------------------


def _main(megabytes: int) -> None:
    """Read the order from stdin, do it, write the messages to stdout."""
    _limit_memory(megabytes)
    if hasattr(os, "nice"):
        os.nice(_POLITENESS)
    module, name, args, spoken = pickle.load(sys.stdin.buffer)  # noqa: S301 - written by our parent
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not mix with the messages

    last_told = 0.0

    def progress(share: float, doing: str = "", /) -> None:
        nonlocal last_told
        now = time.monotonic()
        if now - last_told >= _PULSE / 2 or share >= 1:
            last_told = now
            _send(out, ("progress", (share, doing)))

    try:
        function = getattr(importlib.import_module(module), name)
        with speaking(spoken):
            message = ("result", function(*args, progress=progress))
    except AdvocacyError as error:
        message = ("error", error)
    except MemoryError:
        message = ("memory", None)
    except Exception:
        import traceback

        message = ("fault", traceback.format_exc())
    _send(out, message)


def _limit_memory(megabytes: int) -> None:
    try:
        import resource
    except ImportError:  # Windows
        return
    limit = megabytes * 1_000_000
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    _main(int(sys.argv[1]))
