"""The street is one-way: each part imports only parts above it. Read from the syntax tree."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
STREET = (
    ("errors", "progress", "catalogue", "wording", "resources", "issue", "retelling", "synced"),
    ("schema",),
    ("importing",),
    ("validation",),
    ("workspace",),
    ("analysis",),
    ("charts",),
    ("brief",),
    ("exporting",),
    ("sample",),
    ("cli",),
)
RANK = {name: rank for rank, names in enumerate(STREET) for name in names}
FORBIDDEN_WORDS = ("utils", "helpers", "helper", "manager", "common", "misc")


def _files(folder: str) -> list[Path]:
    return sorted((ROOT / folder).rglob("*.py"))


def _imports(path: Path) -> Iterator[str]:
    """Yield every module a file imports, also inside functions."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: write imports from the root"
            module = node.module or ""
            yield module
            if module in ("advocacy", "ui", "ui.pages"):
                yield from (f"{module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", _files("advocacy"), ids=lambda p: str(p.relative_to(ROOT)))
def test_parts_import_only_parts_above_them(path: Path) -> None:
    part = path.relative_to(ROOT / "advocacy").parts[0].removesuffix(".py")
    for module in _imports(path):
        assert not module.startswith(("PySide6", "ui", "pytest")), f"{path.name} imports {module}"
        words = module.split(".")
        if words[0] == "advocacy" and len(words) > 1 and part in RANK:
            assert RANK[words[1]] <= RANK[part], f"{path.name} ({part}) imports {module}, which lies below it"


def test_setup_needs_nothing_but_the_standard_library() -> None:
    import sys

    for module in _imports(ROOT / "advocacy" / "setup.py"):
        assert module.split(".")[0] in sys.stdlib_module_names, module


@pytest.mark.parametrize("path", _files("ui/pages"), ids=lambda p: p.name)
def test_pages_know_neither_each_other_nor_the_window(path: Path) -> None:
    for module in _imports(path):
        assert not f"{module}.".startswith(("ui.pages.", "ui.main_window.", "ui.app.")), (
            f"{path.name} imports {module}"
        )


@pytest.mark.parametrize("path", _files("ui"), ids=lambda p: str(p.relative_to(ROOT)))
def test_only_the_application_knows_the_window(path: Path) -> None:
    if path.name in ("app.py", "program.py"):
        return
    for module in _imports(path):
        assert not f"{module}.".startswith(("ui.main_window.", "ui.app.")), f"{path.name} imports {module}"


def test_every_part_of_the_street_is_ranked() -> None:
    parts = {
        p.stem for p in (ROOT / "advocacy").iterdir() if not p.name.startswith("__") and p.name != "setup.py"
    }
    assert parts == set(RANK)


def test_files_are_named_for_what_they_do() -> None:
    for path in [*_files("advocacy"), *_files("ui")]:
        assert not any(word in path.stem.split("_") for word in FORBIDDEN_WORDS), path


def test_every_file_says_what_it_is_for() -> None:
    for path in [*_files("advocacy"), *_files("ui")]:
        assert ast.get_docstring(ast.parse(path.read_text("utf-8"))), f"{path} has no first sentence"


def test_nothing_reaches_for_the_network() -> None:
    banned = ("requests", "urllib.request", "http.client", "socket", "PySide6.QtNetwork")
    for path in [*_files("advocacy"), *_files("ui")]:
        for module in _imports(path):
            assert module not in banned, f"{path.name} imports {module}"
