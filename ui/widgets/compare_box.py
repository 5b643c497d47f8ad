"""The question by which the answers to all others are compared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QComboBox, QWidget

from ui.session import Session


class CompareBox(QComboBox):
    """Offers questions and keeps the one that is chosen in the workspace."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.currentIndexChanged.connect(self._keep)

    def offer(self, questions: Mapping[str, str]) -> None:
        """Offer these questions, label by name, and to compare by nothing; the one that is kept is chosen."""
        with QSignalBlocker(self):
            self.clear()
            self.addItem(self.tr("Nothing"), "")
            for name, label in questions.items():
                self.addItem(label, name)
            kept = self._session.workspace.settings.compare_by
            self.setCurrentIndex(max(0, self.findData(kept)))

    def _keep(self) -> None:
        by = self.currentData() or ""
        if by == self._session.workspace.settings.compare_by:
            return
        label = self.tr("Compared by “%1”").replace("%1", self.currentText())
        self._session.apply(
            label,
            lambda workspace: workspace.with_settings(replace(workspace.settings, compare_by=by), label),
        )
