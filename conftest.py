"""Say what is missing before Qt fails with a riddle, and let Qt run without a display."""

from __future__ import annotations

import os
import sys

import pytest
from hypothesis import settings

from advocacy import setup

# How long an example takes says something of the machine, nothing of the program.
settings.register_profile("without a clock", deadline=None)
settings.load_profile("without a clock")

if sys.platform.startswith("linux"):
    missing = setup.missing_packages()
    if missing:
        pytest.exit(
            f"Qt needs system libraries. Run: sudo apt-get install --yes {' '.join(missing)}", returncode=2
        )
    # The tests never need a screen; asking for one would make them fail where there is none.
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--golden", action="store_true", help="write the golden files anew after a wanted change"
    )
