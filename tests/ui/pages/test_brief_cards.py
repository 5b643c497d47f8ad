"""The findings of a brief as picture cards in one file, from the export menu."""

from __future__ import annotations

import struct
import zipfile
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from advocacy.exporting.share_cards import card_figures
from tests.ui.pages.test_brief_page import page as page
from ui import brief_cards


def _choose(page: Any, name: str) -> None:
    next(action for action in page.bar.export_menu.actions() if action.text() == name).trigger()


def test_each_finding_is_a_square_picture(
    page: Any, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = tmp_path / "cards"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(chosen), ""))
    with qtbot.waitSignal(page.cards.written, timeout=120_000) as told:
        _choose(page, "Picture cards…")
    path = told.args[0]
    assert path == tmp_path / "cards.zip"
    with zipfile.ZipFile(path) as cards:
        names = cards.namelist()
        assert len(names) == len(card_figures(page.composed.brief)) > 3
        for name in names:
            assert struct.unpack(">II", cards.read(name)[16:24]) == (1080, 1080)


def test_without_somebody_who_draws_it_is_said(page: Any, app: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(brief_cards, "has_web_engine", lambda: False)
    _choose(page, "Picture cards…")
    assert "cannot be drawn" in app.window.message_bar.message.text


def test_nothing_chosen_writes_nothing(page: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    _choose(page, "Picture cards…")
    assert list(tmp_path.glob("*.zip")) == []
