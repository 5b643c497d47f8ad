"""A machine without a web engine, for tests and pictures: whoever asks for it does not find it."""

from __future__ import annotations

import builtins
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

_PARTS = ("QtWebEngineCore", "QtWebEngineWidgets")


@contextmanager
def no_web_engine() -> Iterator[None]:
    """While it lasts the engine cannot be imported.

    What is loaded already stays in sys.modules: Qt looks through them, and a None there would trip it.
    """
    found = builtins.__import__

    def bare(name: str, *more: Any, **named: Any) -> Any:
        wanted = (name, *((more[2] if len(more) > 2 else named.get("fromlist")) or ()))
        if name.startswith("PySide6") and any(str(one).endswith(_PARTS) for one in wanted):
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
        return found(name, *more, **named)

    builtins.__import__ = bare
    try:
        yield
    finally:
        builtins.__import__ = found
