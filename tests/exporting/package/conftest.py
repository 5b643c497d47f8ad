"""One package is made for all tests of packages."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.exporting.package import packed


@pytest.fixture(scope="session")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return packed.made(tmp_path_factory.mktemp("package"))
