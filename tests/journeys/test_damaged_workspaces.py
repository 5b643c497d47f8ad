"""Damaged workspaces opened in the window: the newest backup is offered, the damaged file kept aside."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from advocacy.workspace.backups import other_copies
from tests.workspace.damaged import KINDS, damaged
from tests.workspace.stages import name_of, stage
from tests.workspace.test_after_a_crash import crashed
from ui.dialogs.passphrase_dialog import PassphraseDialog
from ui.dialogs.recovery_dialog import RecoveryDialog
from ui.messages import Kind, Message

_STAGES, _BACKUPS = 6, 3
_TROUBLE = ("Traceback", "Error", "sqlite", "apsw", "Arrow", "0x")  # the words of libraries


@pytest.mark.parametrize("protected", [False, True])
def test_every_kind_of_damage_in_the_window(
    app: Any, qtbot: QtBot, tmp_path: Path, capfd: pytest.CaptureFixture[str], protected: bool
) -> None:
    path, opens = crashed(tmp_path, protected=protected, stages=_STAGES, closed_after=4, backups=_BACKUPS)
    told: list[Message] = []
    app.messages.told.connect(told.append)
    came: Counter[str] = Counter()
    for said, one in damaged(path, KINDS):
        app.session.new()
        qtbot.waitUntil(lambda: not app.session.is_saving, timeout=20_000)
        before = {beside: beside.read_bytes() for beside in (one, one.with_name(one.name + "-wal"))}
        app.open_workspace(one)
        came[_went_on(app, qtbot, one, opens, said, before)] += 1
    assert came["recovered"] >= 8 and came.total() == KINDS, came
    for message in told:
        assert not message.details, message.details  # nothing that was not foreseen
        assert message.hint or message.kind is Kind.INFO
        assert not [word for word in _TROUBLE if word in f"{message.text} {message.hint}"]
    assert "Traceback" not in "".join(capfd.readouterr())


def _went_on(app: Any, qtbot: QtBot, path: Path, opens: str, said: str, before: dict[Path, bytes]) -> str:
    """Do what a user does until the workspace is open; return how it went."""

    def shown(kind: type) -> Any:
        return next((one for one in app.window.findChildren(kind) if one.isVisible()), None)

    def has_come() -> bool:
        is_open = app.session.path == path and not app.session.is_saving
        return bool(is_open or shown(PassphraseDialog) or shown(RecoveryDialog))

    qtbot.waitUntil(has_come, timeout=20_000)
    if shown(PassphraseDialog):
        dialog = shown(PassphraseDialog)
        dialog.findChild(QLineEdit).setText(opens or "there is none")
        dialog._open.click()
        qtbot.waitUntil(lambda: not shown(PassphraseDialog) and has_come(), timeout=20_000)
    if not shown(RecoveryDialog):
        assert name_of(app.session.workspace) in {name_of(stage(number)) for number in range(_STAGES)}, said
        return "opened"
    dialog = shown(RecoveryDialog)
    words = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert path.name in words and "“damaged” in its name" in words, said
    assert not [word for word in _TROUBLE if word in words], said
    assert dialog.list.topLevelItemCount() == _BACKUPS
    assert dialog.list.chosen.said == f"Stage {_BACKUPS - 1}", said  # the newest
    next(b for b in dialog.findChildren(QPushButton) if b.text() == "Restore").click()
    qtbot.waitUntil(lambda: app.session.path == path and not app.session.is_saving, timeout=20_000)
    assert name_of(app.session.workspace) == name_of(stage(_BACKUPS - 1)), said
    aside = {copy.read_bytes() for copy in other_copies(path)}
    assert {content for content in before.values() if content} <= aside, said
    app.session.apply("Goes on", lambda workspace: workspace.with_brief(stage(_STAGES).brief))
    qtbot.waitUntil(lambda: not app.session.is_saving, timeout=20_000)
    assert app.session.undo_text == "Goes on", said
    return "recovered"
