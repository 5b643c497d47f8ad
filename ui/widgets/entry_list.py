"""A list that can be searched; each entry has a title, some lines below it, and what is amiss."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QLabel,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ui.appearance import Tokens, tokens
from ui.breakable import breakable

_EDGE, _GAP = 10, 2
_BATCH = 50  # entries laid out at a time
_MOST_LINES = 3  # of the title and of what is amiss; the rest is in the tip
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Entry:
    """One entry; key: what is told when it is chosen. enabled: whether it can be."""

    key: str
    title: str
    lines: tuple[str, ...] = ()
    amiss: str = ""
    enabled: bool = True

    @property
    def words(self) -> str:
        return "\n".join(filter(None, (self.title, *self.lines, self.amiss)))


class EntryList(QWidget):
    """A search field above the entries.

    Signals:
        chosen: The user goes to an entry. arg: its key
        opened: The user opens an entry, by a double click or Enter. arg: its key
    """

    chosen = Signal(str)
    opened = Signal(str)

    def __init__(self, search: str, look: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = _Entries(self)
        self._found = QSortFilterProxyModel(self)
        self._found.setSourceModel(self._model)
        self._found.setFilterRole(Qt.ItemDataRole.AccessibleTextRole)
        self._found.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._search = QLineEdit(clearButtonEnabled=True)
        self._search.setPlaceholderText(search)
        self._search.setAccessibleName(search)
        self._search.textChanged.connect(self._look_for)
        self.view = _View()
        self.view.setModel(self._found)
        self._lines = _Lines(tokens(look), self.view)
        self.view.setItemDelegate(self._lines)
        self.view.setAccessibleName(search)
        self.view.activated.connect(self._open)
        self.view.selectionModel().currentChanged.connect(self._go)
        self._nothing = QLabel(self.tr("Nothing found."), alignment=Qt.AlignmentFlag.AlignCenter)
        self._nothing.setObjectName("muted")
        self._nothing.hide()
        self._is_filling = False
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        for part in (self._search, self._nothing, self.view):
            box.addWidget(part)
        box.setStretch(2, 1)

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show these entries; the one that was chosen stays so where it is among them."""
        kept = self.current
        self._is_filling = True
        self._model.show(entries)
        self.choose(kept)
        self._is_filling = False
        self._say_nothing_found()

    def choose(self, key: str) -> None:
        """Go to an entry."""
        place = self._model.place(key)
        if place is not None:
            self.view.setCurrentIndex(self._found.mapFromSource(self._model.index(place, 0)))

    @property
    def current(self) -> str:
        """The key of the entry that is chosen; "" where none is."""
        return _key(self.view.currentIndex())

    @property
    def shown(self) -> tuple[str, ...]:
        """The keys that the search leaves."""
        return tuple(_key(self._found.index(row, 0)) for row in range(self._found.rowCount()))

    def search_for(self, text: str) -> None:
        """Show only what holds this text."""
        self._search.setText(text)

    def set_look(self, look: str) -> None:
        """Draw in the light or the dark look."""
        self._lines.colours = tokens(look)
        self.view.viewport().update()

    def _look_for(self, text: str) -> None:
        self._found.setFilterFixedString(text.strip())
        self._say_nothing_found()

    def _say_nothing_found(self) -> None:
        self._nothing.setVisible(not self._found.rowCount())

    def _go(self, index: QModelIndex) -> None:
        if index.isValid() and not self._is_filling:
            self.chosen.emit(_key(index))

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(_key(index))


class _Entries(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._entries: tuple[Entry, ...] = ()

    def show(self, entries: Sequence[Entry]) -> None:
        self.beginResetModel()
        self._entries = tuple(entries)
        self.endResetModel()

    def place(self, key: str) -> int | None:
        return next((place for place, one in enumerate(self._entries) if one.key == key), None)

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._entries)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        entry = self._entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.title
        if role == Qt.ItemDataRole.UserRole:
            return entry
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return entry.words
        if role == Qt.ItemDataRole.ToolTipRole:
            return entry.words.replace("&", "&amp;").replace("<", "&lt;").replace("\n", "<br>")
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        is_enabled = not index.isValid() or self._entries[index.row()].enabled
        return flags if is_enabled else flags & ~Qt.ItemFlag.ItemIsEnabled


class _View(QListView):
    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("entries")
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setLayoutMode(QListView.LayoutMode.Batched)  # breaking a thousand titles takes 0.3 s
        self.setBatchSize(_BATCH)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()  # lines break elsewhere


class _Lines(QStyledItemDelegate):
    """Draws title, lines and what is amiss as plain text, broken at words."""

    def __init__(self, colours: Tokens, view: QListView) -> None:
        super().__init__(view)
        self.colours = colours
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        width = self._view.viewport().width()
        height = sum(lines * metrics.lineSpacing() + _GAP for _, metrics, lines in self._parts(index, width))
        return QSize(width, height + 2 * _EDGE - _GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        entry: Entry = index.data(Qt.ItemDataRole.UserRole)
        rect, colours = QRect(option.rect), self.colours  # type: ignore[attr-defined]
        painter.save()
        state = option.state  # type: ignore[attr-defined]
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(colours.chosen))
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), QColor(colours.accent))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(colours.raised))
        painter.setPen(QColor(colours.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        inks = [colours.text if entry.enabled else colours.muted, *(colours.muted for _ in entry.lines)]
        inks += [colours.warning] if entry.amiss else []
        top = rect.top() + _EDGE
        fonts = self._fonts(entry)
        texts = _texts(entry)
        for (_, metrics, lines), text, ink, font in zip(
            self._parts(index, rect.width()), texts, inks, fonts, strict=True
        ):
            room = QRect(
                rect.left() + _EDGE + 2, top, rect.width() - 2 * _EDGE - 2, lines * metrics.lineSpacing()
            )
            painter.setFont(font)
            painter.setPen(QColor(ink))
            painter.drawText(room, Qt.TextFlag.TextWordWrap, _fitting(text, metrics, room.width(), lines))
            top += room.height() + _GAP
        painter.restore()

    def _parts(self, index: _Index, width: int) -> list[tuple[str, QFontMetrics, int]]:
        """Each text with its letters and the lines it takes."""
        entry: Entry = index.data(Qt.ItemDataRole.UserRole)
        room = max(40, width - 2 * _EDGE - 2)
        parts = []
        texts = _texts(entry)
        for text, font in zip(texts, self._fonts(entry), strict=True):
            metrics = QFontMetrics(font)
            tall = metrics.boundingRect(QRect(0, 0, room, 10_000), Qt.TextFlag.TextWordWrap, text).height()
            parts.append((text, metrics, max(1, min(_MOST_LINES, round(tall / metrics.lineSpacing())))))
        return parts

    def _fonts(self, entry: Entry) -> list[QFont]:
        title, line = QFont(self._view.font()), QFont(self._view.font())
        title.setBold(entry.enabled)
        line.setPointSizeF(max(7.0, line.pointSizeF() - 1))
        return [title, *(line for _ in entry.lines), *((line,) if entry.amiss else ())]


def _texts(entry: Entry) -> list[str]:
    """What is written of an entry, from the top down."""
    return [breakable(text) for text in (entry.title, *entry.lines, *((entry.amiss,) if entry.amiss else ()))]


def _fitting(text: str, metrics: QFontMetrics, width: int, lines: int) -> str:
    """The text, cut where it shows if it is too long for its lines."""
    whole = QRect(0, 0, width, 10_000)
    if (
        metrics.boundingRect(whole, Qt.TextFlag.TextWordWrap, text).height()
        <= lines * metrics.lineSpacing() + 2
    ):
        return text
    least, most = 0, len(text)
    while least < most:
        middle = (least + most + 1) // 2
        cut = text[:middle].rstrip() + "…"
        fits = (
            metrics.boundingRect(whole, Qt.TextFlag.TextWordWrap, cut).height()
            <= lines * metrics.lineSpacing() + 2
        )
        least, most = (middle, most) if fits else (least, middle - 1)
    return text[:least].rstrip() + "…"


def _key(index: QModelIndex) -> str:
    entry = index.data(Qt.ItemDataRole.UserRole) if index.isValid() else None
    return entry.key if isinstance(entry, Entry) else ""
