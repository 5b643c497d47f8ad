"""The outline with what can be done to it: add, take out, move, see only what is printed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QMenu, QToolButton, QVBoxLayout, QWidget

from advocacy.workspace import Part, PartKind, Shows
from ui.menu_keys import give_keys
from ui.widgets.brief.outline_list import COVER, Named, OutlineList

_NARROWEST = 176
_OWN = (PartKind.TEXT, PartKind.HEADING)
_STANDS_ONCE = [kind for kind in PartKind if kind not in (*_OWN, PartKind.FINDING)]


class OutlineSide(QWidget):
    """The list of parts above its buttons.

    Signals:
        text_wanted: The user adds words of his own. arg: the PartKind, a text or a heading
        finding_wanted: The user adds a finding. arg: the Shows that is wanted of it, None for all
        part_wanted: The user adds a part that stands in a brief once. arg: its PartKind
        ask_wanted: The user adds a request
    """

    text_wanted = Signal(object)
    finding_wanted = Signal(object)
    part_wanted = Signal(object)
    ask_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumWidth(_NARROWEST)
        self.list = OutlineList()
        self.list.currentItemChanged.connect(lambda *_: self._enable())
        self._missing: tuple[PartKind, ...] = ()
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._fill_menu)
        give_keys(self._menu)  # after it is filled
        self._add = QToolButton(text=self.tr("Add"), toolButtonStyle=Qt.ToolButtonStyle.ToolButtonTextOnly)
        self._add.setToolTip(self.tr("Add a part behind the one that is chosen"))
        self._add.setMenu(self._menu)
        self._add.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._up = self._button("↑", self.tr("Move up (Alt+Up)"))
        self._up.clicked.connect(lambda: self.list.move(-1))
        self._down = self._button("↓", self.tr("Move down (Alt+Down)"))
        self._down.clicked.connect(lambda: self.list.move(1))
        self._remove = self._button("−", self.tr("Take out (Delete)"))
        self._remove.clicked.connect(lambda: self.list.removed.emit(self.list.chosen))
        self._only = QCheckBox(self.tr("Only what is printed"))
        self._only.toggled.connect(self.list.set_only_printed)
        row = QHBoxLayout()
        row.setSpacing(4)
        for button in (self._add, self._up, self._down, self._remove):
            row.addWidget(button)
        row.addStretch()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addWidget(self.list, 1)
        box.addWidget(self._only)
        box.addLayout(row)
        self._enable()

    def show_parts(self, parts: Sequence[Part], labels: Mapping[Named, str]) -> None:
        """Show these parts. labels: of findings and of the user's words what they are called."""
        self.list.show_parts(parts, labels)
        printed = {part.kind for part in parts if part.is_shown}
        self._missing = tuple(kind for kind in _STANDS_ONCE if kind not in printed)
        self._enable()

    def choose(self, name: Named) -> None:
        """Go to a part without telling anybody."""
        self.list.choose(name)
        self._enable()

    def _button(self, sign: str, words: str) -> QToolButton:
        button = QToolButton(text=sign)
        button.setToolTip(words)
        button.setAccessibleName(words)
        return button

    def _enable(self) -> None:
        is_part = self.list.chosen != COVER
        for button in (self._up, self._down, self._remove):
            button.setEnabled(is_part)

    def _fill_menu(self) -> None:
        self._menu.clear()
        self._menu.addAction(self.tr("Text"), lambda: self.text_wanted.emit(PartKind.TEXT))
        self._menu.addAction(self.tr("Heading"), lambda: self.text_wanted.emit(PartKind.HEADING))
        self._menu.addSeparator()
        self._menu.addAction(self.tr("Finding…"), lambda: self.finding_wanted.emit(None))
        self._menu.addAction(self.tr("Chart…"), lambda: self.finding_wanted.emit(Shows.CHART))
        self._menu.addAction(self.tr("Table…"), lambda: self.finding_wanted.emit(Shows.TABLE))
        self._menu.addSeparator()
        self._menu.addAction(self.tr("Request"), self.ask_wanted.emit)
        if self._missing:
            self._menu.addSeparator()
        for kind in self._missing:
            self._menu.addAction(self.list.kind_label(kind), lambda kind=kind: self.part_wanted.emit(kind))
