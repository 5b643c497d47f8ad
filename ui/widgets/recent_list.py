"""Workspaces opened lately: open one again, or take one off the list that is gone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.widgets.elided_label import ElidedLabel

_MOST = 5


@dataclass(frozen=True)
class Recent:
    """One workspace. is_missing: its file is not where it was."""

    path: Path
    name: str
    is_missing: bool = False


class RecentList(QWidget):
    """Lists them, newest first."""

    open_wanted = Signal(Path)
    forget_wanted = Signal(Path)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(8)
        self.show_recent(())

    def show_recent(self, entries: Sequence[Recent]) -> None:
        """Show these in place of those before."""
        while (item := self._box.takeAt(0)) is not None:
            if widget := item.widget():
                widget.deleteLater()
        for one in entries[:_MOST]:
            self._box.addWidget(self._line(one))
        if not entries:
            empty = QLabel(self.tr("Nothing yet."))
            empty.setObjectName("muted")
            self._box.addWidget(empty)

    def _line(self, one: Recent) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(ElidedLabel(one.name))
        where = ElidedLabel(
            self.tr("Not found. It may be on another drive.") if one.is_missing else _folder(one)
        )
        where.setObjectName("source")
        words.addWidget(where)
        row.addLayout(words, 1)
        if one.is_missing:
            forget = QPushButton(self.tr("Forget"))
            forget.setAccessibleName(self.tr("Forget %1").replace("%1", one.name))
            forget.setToolTip(self.tr("Take it off this list"))
            forget.clicked.connect(lambda: self.forget_wanted.emit(one.path))
            row.addWidget(forget)
            return line
        button = QPushButton(self.tr("Open"))
        button.setAccessibleName(self.tr("Open %1").replace("%1", one.name))
        button.setToolTip(str(one.path).replace("<", "&lt;"))
        button.clicked.connect(lambda: self.open_wanted.emit(one.path))
        row.addWidget(button)
        return line


def _folder(one: Recent) -> str:
    home, folder = Path.home(), one.path.parent
    return f"~/{folder.relative_to(home).as_posix()}" if folder.is_relative_to(home) else str(folder)
