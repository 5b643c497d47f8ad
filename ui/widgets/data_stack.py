"""The three states of the Data page: nothing yet, working, the table with what stands around it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from ui.widgets.empty_state import EmptyState

_NOTHING, _WORKING, _FILLED = range(3)
_SIDE = 300  # pixels


class DataStack(QStackedWidget):
    """Shows one of them.

    Signals:
        import_wanted: The user wants to bring data
        all_wanted: No row passes the filters; the user wants to see all
    """

    import_wanted = Signal()
    all_wanted = Signal()

    def __init__(self, above: tuple[QWidget, ...], grid: QWidget, side: QWidget, below: QWidget) -> None:
        super().__init__()
        nothing = EmptyState(
            self.tr("No data yet"),
            self.tr("Here stand the rows of your spreadsheets, each value with the cell it came from."),
            self.tr("Import files…"),
        )
        nothing.wanted.connect(self.import_wanted)
        working = QLabel(self.tr("Reading the rows …"))
        working.setObjectName("muted")
        working.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.rows = QStackedWidget()
        self.rows.addWidget(grid)
        self.rows.addWidget(self._no_row())
        for state in (nothing, working, self._filled(above, side, below)):
            self.addWidget(state)

    def show_nothing(self) -> None:
        """Say that no data are there."""
        self.setCurrentIndex(_NOTHING)

    def show_working(self) -> None:
        """Say that the rows are read; a table that is seen stays in sight."""
        if self.currentIndex() == _NOTHING:
            self.setCurrentIndex(_WORKING)

    def show_table(self, has_rows: bool) -> None:
        """Show the table, or that none of its rows passes the filters."""
        self.setCurrentIndex(_FILLED)
        self.rows.setCurrentIndex(0 if has_rows else 1)

    def _filled(self, above: tuple[QWidget, ...], side: QWidget, below: QWidget) -> QWidget:
        page = QWidget()
        box = QVBoxLayout(page)
        box.setContentsMargins(16, 8, 16, 8)
        box.setSpacing(8)
        for part in above:
            box.addWidget(part)
        across = QSplitter(Qt.Orientation.Horizontal)
        across.addWidget(self.rows)
        across.addWidget(side)
        across.setStretchFactor(0, 1)
        across.setStretchFactor(1, 0)
        across.setSizes([_SIDE * 3, _SIDE])
        across.setChildrenCollapsible(False)
        box.addWidget(across, 1)
        box.addWidget(below)
        return page

    def _no_row(self) -> QWidget:
        state = EmptyState(
            self.tr("No row passes the filters"),
            self.tr("Every row of the table is still there."),
            self.tr("Show all rows"),
        )
        state.wanted.connect(self.all_wanted)
        return state
