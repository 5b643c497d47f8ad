"""Beside the grid: where the chosen cell came from, and the issues of the table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QTabWidget, QWidget

from ui.models.cell_text import MASK
from ui.models.marked_cells import Marks
from ui.models.table_model import Signs, TableModel
from ui.whole_numbers import whole
from ui.widgets.cell_story import CellStory
from ui.widgets.issue_list import IssueList

if TYPE_CHECKING:
    from advocacy.workspace.provenance import Provenance

_NARROWEST = 220  # pixels


class DataSide(QTabWidget):
    """Two leaves; what is masked in the grid is masked here."""

    def __init__(self, rows: TableModel, signs: Signs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = rows
        self._marks = Marks()
        self.story = CellStory()
        self.issues = IssueList()
        self.setAccessibleName(self.tr("This cell"))
        self.set_signs(signs)
        self.story.show_nothing()
        self.addTab(self.story, self.tr("This cell"))
        self.addTab(self.issues, self.tr("Issues"))
        self.setMinimumWidth(_NARROWEST)

    def set_signs(self, signs: Signs) -> None:
        """Draw in another look."""
        self._signs = signs
        self.story.set_muted(signs.muted)

    def show_marks(self, marks: Marks) -> None:
        """List the issues of the table."""
        self._marks = marks
        columns = self._rows.columns
        titles = {column.name: column.title for column in columns}
        hidden = frozenset(c.name for n, c in enumerate(columns) if self._rows.is_hidden(n))
        self.issues.issues.show(marks.issues, self._signs.issues, titles, hidden)
        count = len(marks.issues)
        text = self.tr("Issues (%1)").replace("%1", whole(count)) if count else self.tr("Issues")
        self.setTabText(1, text)

    def show_story(self, position: int, number: int, told: Provenance) -> None:
        """Tell of the value of a row and column."""
        field = self._rows.columns[number].name
        is_hidden = self._rows.is_hidden(number)
        text = self._rows.whole_text(position, number)
        issues = [
            one.issue
            for one in self._marks.issues
            if one.position == position and one.issue.field in (field, "")
        ]
        self.story.show_story(told, MASK if is_hidden and text else text, issues, is_hidden)
