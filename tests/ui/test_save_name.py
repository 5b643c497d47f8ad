"""A name without its suffix gets it, and replaces nothing unasked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from ui.save_name import ask_for_save_name


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[QWidget]:
    made = QWidget()
    yield made
    made.deleteLater()


def _typed(monkeypatch: pytest.MonkeyPatch, *names: Path | str) -> list[str]:
    """What the user types into one dialog after the other; return what each suggests."""
    answers, suggested = iter(names), []

    def take(_parent: object, _title: str, suggestion: str, _pattern: str) -> tuple[str, str]:
        suggested.append(suggestion)
        return str(next(answers)), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", take)
    return suggested


@pytest.mark.parametrize(
    ("typed", "name"),
    [("a", "a.pdf"), ("a.pdf", "a.pdf"), ("a.PDF", "a.PDF"), ("v1.2 of May", "v1.2 of May.pdf")],
)
def test_the_suffix_is_added_where_it_is_left_out(
    window: QWidget, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, typed: str, name: str
) -> None:
    _typed(monkeypatch, tmp_path / typed)
    assert ask_for_save_name(window, "x", "", ".pdf") == tmp_path / name


def test_a_file_that_is_there_is_named_in_the_dialog_first(
    window: QWidget, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    there = tmp_path / "north.pdf"
    there.write_bytes(b"kept")
    suggested = _typed(monkeypatch, tmp_path / "north", "")
    assert ask_for_save_name(window, "x", "first", ".pdf") is None
    assert suggested == ["first", str(there)]
    _typed(monkeypatch, tmp_path / "north", there)
    assert ask_for_save_name(window, "x", "", ".pdf") == there
