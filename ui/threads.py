"""Threads that are there from the start."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor


def started_pool(workers: int, name: str) -> ThreadPoolExecutor:
    """Return a pool whose threads run already.

    Who starts a thread waits until it runs, and that may be long where another one computes: the window was
    held for up to half a second by it.
    """
    pool = ThreadPoolExecutor(workers, thread_name_prefix=name)
    meeting = threading.Barrier(workers + 1)
    for _ in range(workers):
        pool.submit(meeting.wait)  # none is free before all are there, so each gets a thread of its own
    meeting.wait()
    return pool
