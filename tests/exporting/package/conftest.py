"""The key of the tests lies in a folder of theirs, and one package is made for all."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.exporting.package import packed


@pytest.fixture(scope="session")
def key_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("own")


@pytest.fixture(autouse=True)
def _own_folder(monkeypatch: pytest.MonkeyPatch, key_folder: Path) -> None:
    monkeypatch.setenv("GROUNDSWELL_FOLDER", str(key_folder))


@pytest.fixture(scope="session")
def package(tmp_path_factory: pytest.TempPathFactory, key_folder: Path) -> Path:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GROUNDSWELL_FOLDER", str(key_folder))
        return packed.made(tmp_path_factory.mktemp("package"))
