"""The frame: rail, header, message bar, filter bar, pages, status line."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QChildEvent, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QKeySequence,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui.appearance import icon, sheet, tokens
from ui.dressing import Dressing
from ui.messages import Messages
from ui.tasks import TaskRunner
from ui.widgets.command_search import CommandSearch
from ui.widgets.drop_cover import DropCover
from ui.widgets.filter_bar import FilterBar
from ui.widgets.help_panel import HelpPanel
from ui.widgets.look_only_bar import LookOnlyBar
from ui.widgets.message_bar import MessageBar
from ui.widgets.rail import Rail
from ui.widgets.status_line import StatusLine

_PAGES_WITH_FILTERS = ("licensing", "cooperatives", "survey", "brief")
_SMALLEST = (880, 480)  # of a screen of 1366×768 at 150 %, without the bar of the system
_FOLDED_BELOW, _LOW_BELOW = 1120, 600  # pixels of the window, wide and high
_ROUND_THE_HEADER, _IN_A_LOW_WINDOW = 8, 4


class MainWindow(QMainWindow):
    """Knows where things stand in the window, not what they mean."""

    files_dropped = Signal(list)
    closing = Signal()
    page_shown = Signal(str)
    command_searched = Signal(str)

    def __init__(self, tasks: TaskRunner, messages: Messages, look: str) -> None:
        super().__init__()
        self.setWindowTitle("Groundswell")
        self.setAcceptDrops(True)
        self.setMinimumSize(*_SMALLEST)
        self._dressing = Dressing(self)
        self._factories: dict[str, Callable[[], QWidget]] = {}
        self._titles: dict[str, str] = {}
        self._pages: dict[str, QWidget] = {}
        self._has_filters = False
        self.may_close: Callable[[], bool] = lambda: True  # asked before the window closes
        self.current = ""
        self.rail = Rail()
        self.rail.chosen.connect(self.go_to)
        self.filters = FilterBar()
        self.help = HelpPanel()
        self.message_bar = MessageBar()
        self.look_only = LookOnlyBar()
        self.status = StatusLine(tasks)
        messages.told.connect(self.message_bar.show_message)
        self._build()

    def add_page(self, key: str, title: str, drawing: str, factory: Callable[[], QWidget]) -> None:
        """Give a page its place in the rail; it is made when it is first shown."""
        self._factories[key], self._titles[key] = factory, title
        self.rail.add_place(key, title, drawing)

    @property
    def titles(self) -> dict[str, str]:
        """The title of every page by its key, in the order of the rail."""
        return dict(self._titles)

    def go_to(self, key: str) -> None:
        """Bring a page to the front; one that must be made first comes in the next turn: each takes long."""
        if key in self._pages:
            self.show_page(key)
            return
        self.current = key
        self.rail.check(key)
        self.page(key)
        QTimer.singleShot(0, self, partial(self._show_wanted, key))

    def _show_wanted(self, key: str) -> None:
        if key == self.current:  # the user can have gone on meanwhile
            self.show_page(key)

    def show_page(self, key: str) -> None:
        """Bring a page to the front."""
        self.current = key
        page = self.page(key)
        if not page.styleSheet():
            self._dressing.dress(page)
        self._stack.setCurrentWidget(page)
        self._title.setText(self._titles[key])
        self.rail.check(key)
        self._show_filters()
        self.page_shown.emit(key)

    def focus_place(self, key: str) -> None:
        """Give the keyboard to a place in the rail."""
        self.rail.focus(key)

    def page(self, key: str) -> QWidget:
        """Return a page, made now if it was never shown."""
        if key not in self._pages:
            page = self._pages[key] = self._factories[key]()
            self._stack.addWidget(page)
        return self._pages[key]

    @property
    def pages_made(self) -> dict[str, QWidget]:
        return dict(self._pages)

    def offer_filters(self, has_filters: bool) -> None:
        """Say whether there is anything to filter."""
        self._has_filters = has_filters
        self._show_filters()

    def show_steps(self, undo: str, redo: str) -> None:
        """Say what undo and redo would do."""
        for button, text in ((self.undo, undo), (self.redo, redo)):
            button.setEnabled(bool(text))
            button.setToolTip(f"{button.text()}: {text}".replace("<", "&lt;") if text else button.text())

    def set_commands(self, commands: list[tuple[str, str]]) -> None:
        """Let the search field find these commands: name and shortcut of each."""
        self.search.set_commands(commands)

    def set_look(self, look: str) -> None:
        """Put on the sheet of the look and colour the icons for it."""
        self._dressing.change(sheet(look), self._parts())
        chosen = tokens(look)
        self.rail.set_colour(chosen.text)
        self.message_bar.set_look(look)
        self.undo.setIcon(icon("undo", chosen.text))
        self.redo.setIcon(icon("redo", chosen.text))

    def childEvent(self, event: QChildEvent) -> None:
        """Dress the dialogs and menus that the window opens; those of a page have the sheet of the page."""
        super().childEvent(event)
        child = event.child()
        if event.polished() and isinstance(child, QWidget) and child.isWindow():
            self._dressing.dress(child)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()
            self._cover.cover()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._cover.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        self._cover.hide()
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.files_dropped.emit(paths)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_low = self.height() < _LOW_BELOW
        edge = _IN_A_LOW_WINDOW if is_low else _ROUND_THE_HEADER
        self._header_row.setContentsMargins(16, edge, 16, edge)
        self.status.set_low(is_low)
        is_narrow = self.width() < _FOLDED_BELOW
        self.rail.fold(is_narrow)
        style = Qt.ToolButtonStyle
        for button in (self.undo, self.redo):
            button.setToolButtonStyle(
                style.ToolButtonIconOnly if is_narrow else style.ToolButtonTextBesideIcon
            )

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.may_close():
            event.ignore()
            return
        self.closing.emit()
        super().closeEvent(event)

    def _parts(self) -> list[QWidget]:
        """What is dressed by itself, beginning with the page in front."""
        shown = [page for page in self._pages.values() if page.styleSheet()]
        pages = sorted(shown, key=lambda page: page is not self._stack.currentWidget())
        opened = [child for child in self.children() if isinstance(child, QWidget) and child.isWindow()]
        return [*pages, *opened, *self._frame]

    def _build(self) -> None:
        central = QWidget()
        central.setObjectName("central")
        across = QHBoxLayout(central)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self.rail)
        self._stack = QStackedWidget()
        down = QVBoxLayout()
        down.setSpacing(0)
        above = (self._header(), self.message_bar, self.look_only, self.filters)
        for part in above:
            down.addWidget(part)
        beside = QHBoxLayout()
        beside.setSpacing(0)
        beside.addWidget(self._stack, 1)
        beside.addWidget(self.help)
        down.addLayout(beside, 1)
        down.addWidget(self.status)
        across.addLayout(down, 1)
        self.setCentralWidget(central)
        self._cover = DropCover(central)
        self._frame = (self.menuBar(), self.rail, *above, self.help, self.status, self._cover)

    def _header(self) -> QWidget:
        header = QWidget()
        header.setObjectName("header")
        header.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = self._header_row = QHBoxLayout(header)
        row.setSpacing(8)
        self._title = QLabel()
        self._title.setObjectName("title")
        self.search = CommandSearch()
        self.search.chosen.connect(self.command_searched)
        QShortcut(QKeySequence("Ctrl+K"), self, activated=self.search.begin)
        self.undo, self.redo = QToolButton(), QToolButton()
        for button, text in ((self.undo, self.tr("Undo")), (self.redo, self.tr("Redo"))):
            button.setText(text)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setEnabled(False)
        row.addWidget(self._title)
        row.addStretch()
        for part in (self.search, self.undo, self.redo):
            row.addWidget(part)
        return header

    def _show_filters(self) -> None:
        self.filters.setVisible(self._has_filters and self.current in _PAGES_WITH_FILTERS)
