"""What changed since an earlier brief, number by number, with the reason."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from ui.widgets.brief.words import words
from ui.widgets.entry_list import Entry, EntryList

if TYPE_CHECKING:
    from advocacy.brief.changes import Change
    from advocacy.workspace.exported import Exported


class ChangesPanel(QWidget):
    """Lists the changes since one of the earlier briefs; what holds no longer comes first.

    Signals:
        earlier_chosen: The user compares with another brief. arg: its place among the earlier ones
        claim_wanted: The user goes to a number. arg: the key of the claim
    """

    earlier_chosen = Signal(int)
    claim_wanted = Signal(str)

    def __init__(self, look: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._earlier = QComboBox()
        self._earlier.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._earlier.setMinimumContentsLength(12)
        self._earlier.setAccessibleName(self.tr("Compare with the brief of"))
        self._earlier.activated.connect(self._choose)
        self._said = words("", "muted")
        self._list = EntryList(self.tr("Search the changes"), look)
        self._list.chosen.connect(self.claim_wanted)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        for part in (self._earlier, self._said):
            box.addWidget(part)
        box.addWidget(self._list, 1)
        box.addStretch()
        self.show_changes((), -1, ())

    def show_changes(self, exported: Sequence[Exported], chosen: int, changes: Sequence[Change]) -> None:
        """Show the changes since the brief at this place of those exported, which are oldest first."""
        self._earlier.clear()
        for place in reversed(range(len(exported))):
            self._earlier.addItem(self._name(exported[place]), place)
        self._earlier.setCurrentIndex(self._earlier.findData(chosen))
        self._earlier.setVisible(bool(exported))
        said = self._summary(exported, changes)
        self._said.setText(said)
        self._said.setAccessibleName(said)
        self._list.setVisible(bool(exported) and bool(changes))
        self._list.show_entries(tuple(self._entries(changes)))

    def set_look(self, look: str) -> None:
        """Draw in the light or the dark look."""
        self._list.set_look(look)

    def _name(self, one: Exported) -> str:
        return self.tr("%1: %2").replace("%1", one.when).replace("%2", one.name)

    def _summary(self, exported: Sequence[Exported], changes: Sequence[Change]) -> str:
        if not exported:
            return self.tr(
                "No brief has left the program yet. After the first export you see here which numbers of it "
                "hold no longer, and why."
            )
        if not changes:
            return self.tr("Every number of that brief still holds.")
        stale = sum(one.is_stale for one in changes)
        count = QLocale().toString(stale)
        said = self.tr("Numbers of that brief that hold no longer: %1.").replace("%1", count)
        new = QLocale().toString(len(changes) - stale)
        return f"{said} {self.tr('Printed for the first time: %1.').replace('%1', new)}"

    def _entries(self, changes: Sequence[Change]) -> Iterator[Entry]:
        for one in sorted(changes, key=lambda change: not change.is_stale):
            before, now = one.before or self.tr("not printed"), one.now or self.tr("no longer in the data")
            why = "; ".join(reason.words for reason in one.reasons)
            yield Entry(
                one.key,
                one.name,
                (f"{before} → {now}", *((why,) if one.is_stale and why else ())),
                self.tr("Holds no longer") if one.is_stale else "",
            )

    def _choose(self, index: int) -> None:
        self.earlier_chosen.emit(self._earlier.itemData(index))
