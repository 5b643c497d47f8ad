"""What the first click needs is loaded in the background, and the collector passes it by."""

from __future__ import annotations

import gc
import importlib
import sys

import pytest

from ui import warm_up


def test_what_is_needed_is_loaded_and_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warm_up, "_NEEDED", ("colorsys",))
    sys.modules.pop("colorsys", None)
    frozen = gc.get_freeze_count()
    thread = warm_up.warm_up()
    thread.join(30)
    assert not thread.is_alive()
    assert "colorsys" in sys.modules
    assert gc.isenabled() and gc.get_freeze_count() >= frozen
    gc.unfreeze()


def test_a_part_that_is_missing_is_nobodys_trouble_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warm_up, "_NEEDED", ("no_such_part",))
    thread = warm_up.warm_up()
    thread.join(30)
    assert gc.isenabled()
    gc.unfreeze()


def test_every_part_named_can_be_loaded() -> None:
    for name in warm_up._NEEDED:
        importlib.import_module(name)
