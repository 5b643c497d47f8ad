"""The parts of the brief in their order: dragged or moved by keys, ticked to be printed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QColor, QDropEvent, QKeyEvent, QPalette
from PySide6.QtWidgets import QAbstractItemView, QListView, QListWidget, QListWidgetItem, QWidget

from advocacy.workspace import Part, PartKind

Named = tuple[str, str]  # kind and key of a part
COVER: Named = ("cover", "")  # stands first, is always printed and is not part of the outline
_NAME = Qt.ItemDataRole.UserRole
_MOST_LETTERS = 60  # of the user's own words as the name of a part


class OutlineList(QListWidget):
    """Lists the cover and every part.

    Signals:
        part_chosen: The user goes to a part. arg: its name
        order_changed: args: the names of all parts but the cover, in their new order
        shown_changed: args: name, whether it is to be printed
        removed: The user takes a part out. arg: its name
    """

    part_chosen = Signal(object)
    order_changed = Signal(object)
    shown_changed = Signal(object, bool)
    removed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("outline")
        self.setAccessibleName(self.tr("Parts of the brief"))
        self.setAccessibleDescription(
            self.tr("Space prints or leaves out, Alt and an arrow key moves, Delete removes.")
        )
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrap(True)  # what parts are called differs at the end
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self._shown: tuple[tuple[Part, str], ...] = ()
        self._only_printed = False
        self.itemChanged.connect(self._ticked)
        self.currentItemChanged.connect(self._gone_to)
        self.model().rowsMoved.connect(self._moved)

    def show_parts(self, parts: Sequence[Part], labels: Mapping[Named, str]) -> None:
        """Show these parts. labels: of findings and of the user's words what they are called."""
        rows = tuple((part, self._label(part, labels)) for part in parts)
        if rows == self._shown and self.count():
            return
        told, self._shown = self._shown, rows
        if [part.name for part, _ in told] == [part.name for part, _ in rows] and self.count():
            self._tell_anew(told)
            return
        before, scrolled = self.chosen, self.verticalScrollBar().value()
        with QSignalBlocker(self):
            self.clear()
            self.addItem(self._item(COVER, self.tr("Title and cover")))
            for part, label in rows:
                self.addItem(self._item((part.kind.value, part.key), label, part))
            self._hide_unprinted()
            self.choose(before if self._row(before) is not None else COVER)
            self.verticalScrollBar().setValue(scrolled)

    def _tell_anew(self, told: Sequence[tuple[Part, str]]) -> None:
        """Only what is said of some parts is other than it was told: their rows stay."""
        with QSignalBlocker(self):
            for row, (before, now) in enumerate(zip(told, self._shown, strict=True), 1):
                if before != now:
                    self._dress(self.item(row), now[1], now[0])
            self._hide_unprinted()

    @property
    def chosen(self) -> Named:
        """The name of the part gone to."""
        item = self.currentItem()
        return item.data(_NAME) if item else COVER

    def title_of(self, name: Named) -> str:
        """Return what a part is called."""
        row = self._row(name)
        return "" if row is None else self.item(row).text()

    def choose(self, name: Named) -> None:
        """Go to a part without telling anybody."""
        row = self._row(name)
        if row is not None and row != self.currentRow():
            with QSignalBlocker(self):
                self.setCurrentRow(row)
            self.scrollToItem(self.item(row))

    def step(self, by: int) -> None:
        """Go to the part before (-1) or behind (1), of those that are seen."""
        row = self.currentRow() + by
        while 0 <= row < self.count() and self.isRowHidden(row):
            row += by
        if 0 <= row < self.count():
            self.setCurrentRow(row)

    def move(self, by: int) -> None:  # type: ignore[override]
        """Move the part gone to up (-1) or down (1), past parts that are not seen."""
        row = target = self.currentRow()
        target += by
        while 1 <= target < self.count() and self.isRowHidden(target):
            target += by
        if row >= 1 and 1 <= target < self.count():
            self.model().moveRow(self.rootIndex(), row, self.rootIndex(), target + (by > 0))
            self.setCurrentRow(target)

    def set_only_printed(self, only: bool) -> None:
        """Hide the parts that are not printed."""
        self._only_printed = only
        self._hide_unprinted()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        if alt and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.move(-1 if event.key() == Qt.Key.Key_Up else 1)
        elif event.key() == Qt.Key.Key_Delete and self.chosen != COVER:
            self.removed.emit(self.chosen)
        else:
            super().keyPressEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Nothing comes before the cover."""
        if self.indexAt(event.position().toPoint()).row() == 0:
            event.ignore()
            return
        super().dropEvent(event)

    def _item(self, name: Named, label: str, part: Part | None = None) -> QListWidgetItem:
        item = QListWidgetItem()
        item.setData(_NAME, name)
        self._dress(item, label, part)
        return item

    def _dress(self, item: QListWidgetItem, label: str, part: Part | None) -> None:
        item.setText(label)
        item.setToolTip(label.replace("<", "&lt;"))
        flags = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
        if part is not None:
            flags |= Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsDragEnabled
            item.setCheckState(Qt.CheckState.Checked if part.is_shown else Qt.CheckState.Unchecked)
            item.setData(Qt.ItemDataRole.ForegroundRole, None if part.is_shown else self._pale())
        item.setFlags(flags)

    def _pale(self) -> QColor:
        return self.palette().color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text)

    def _row(self, name: Named) -> int | None:
        return next((row for row in range(self.count()) if self.item(row).data(_NAME) == name), None)

    def _hide_unprinted(self) -> None:
        for row in range(1, self.count()):
            printed = self.item(row).checkState() is Qt.CheckState.Checked
            self.setRowHidden(row, self._only_printed and not printed)

    def _ticked(self, item: QListWidgetItem) -> None:
        self._shown = ()  # the list is no longer as it was told
        self.shown_changed.emit(item.data(_NAME), item.checkState() is Qt.CheckState.Checked)

    def _gone_to(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.part_chosen.emit(item.data(_NAME))

    def _moved(self) -> None:
        self._shown = ()  # the list is no longer as it was told
        names = [self.item(row).data(_NAME) for row in range(self.count())]
        self.order_changed.emit([name for name in names if name != COVER])

    def _label(self, part: Part, labels: Mapping[Named, str]) -> str:
        said = " ".join(labels.get((part.kind.value, part.key), "").split())
        short = said if len(said) <= _MOST_LETTERS else f"{said[:_MOST_LETTERS]}…"
        return short or self.kind_label(part.kind)

    def kind_label(self, kind: PartKind) -> str:
        """Return what a kind of part is called."""
        return {
            PartKind.HEADING: self.tr("Heading"),
            PartKind.TEXT: self.tr("Text"),
            PartKind.SUMMARY: self.tr("Summary"),
            PartKind.WHO: self.tr("Who we are"),
            PartKind.ASKS: self.tr("What we ask"),
            PartKind.LAW: self.tr("Law against practice"),
            PartKind.CASES: self.tr("In members' own words"),
            PartKind.COUNTER: self.tr("What speaks against us"),
            PartKind.LIMITS: self.tr("Limits"),
            PartKind.METHOD: self.tr("How this was made"),
            PartKind.DEFINITIONS: self.tr("Annex: definitions"),
            PartKind.CLEANING: self.tr("Annex: rows"),
            PartKind.QUESTIONS: self.tr("Annex: questions"),
            PartKind.SOURCES: self.tr("Annex: sources"),
            PartKind.CLAIMS: self.tr("Annex: every number"),
        }.get(kind, kind.value)
