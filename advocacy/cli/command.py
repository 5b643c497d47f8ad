"""What every command is given: where it adds itself, and how charts are drawn."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from advocacy.charts.picture import Renderer

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
MakeRenderer: TypeAlias = "Callable[[], Renderer | None]"
