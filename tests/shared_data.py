"""Where the real files lie that tests measure against; they are not part of the project."""

from __future__ import annotations

from pathlib import Path

import pytest

SHARED_DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
REFERENCE = SHARED_DATA.parent / "reference"

needs_shared_data = pytest.mark.skipif(
    not SHARED_DATA.is_dir(), reason="the folder of real test files is not beside this checkout"
)
