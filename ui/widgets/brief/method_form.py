"""The eleven items of the method note: what the data tell, and what only the user knows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.widgets.brief.column import Column, card
from ui.widgets.brief.field import Field
from ui.widgets.brief.words import words

if TYPE_CHECKING:
    from advocacy.brief.method_items import MethodItem


class MethodForm(QWidget):
    """Edits what the user adds to each item.

    Signals:
        stated_changed: The user has added something. arg: code and text of each item, as `BriefPlan.method`
    """

    stated_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._told: tuple[tuple[str, str, str], ...] = ()
        self._fields: dict[str, Field] = {}
        self._count = words("", "muted")
        self._column = Column(self.tr("Method note"))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addWidget(self._count)
        box.addWidget(self._column, 1)
        self._column.show_parts([])
        self._count.setText(self.tr("Nothing is known of how the data were collected yet."))

    def show_items(self, items: Sequence[MethodItem]) -> None:
        """Show the items; while only what the user adds changes, the fields stay and the cursor with them."""
        told = tuple((one.code, one.label, one.told) for one in items)
        if told != self._told:
            self._told, self._fields = told, {}
            self._column.show_parts([self._item(one) for one in items], from_top=False)
        for one in items:
            self._fields[one.code].show_text(one.stated)
        self._say_what_is_missing()

    def _item(self, one: MethodItem) -> QWidget:
        return card(self._parts(one), one.label)

    def _parts(self, one: MethodItem) -> Iterator[QWidget]:
        yield words(one.label, "cardTitle")
        if one.told:
            yield words(one.told, spoken=self.tr("From the data: %1").replace("%1", one.told))
        field = Field(self.tr("You add") if one.told else self.tr("Only you know this"), lines=2)
        field.set_spoken(f"{one.label}: {field.name}")
        field.edited.connect(partial(self._edited, one.code))
        self._fields[one.code] = field
        yield field

    def _edited(self, code: str, text: str) -> None:
        self._say_what_is_missing()
        each = ((one, self._fields[one].text.strip()) for one, _, _ in self._told)
        self.stated_changed.emit(tuple((one, stated) for one, stated in each if stated))

    def _say_what_is_missing(self) -> None:
        missing = [
            (code, label)
            for code, label, told in self._told
            if not told and not self._fields[code].text.strip()
        ]
        for code, field in self._fields.items():
            is_missing = any(code == one for one, _ in missing)
            field.show_remark(self.tr("Not told yet.") if is_missing else "")
        said = self.tr("Still to be told by you: %1.").replace("%1", ", ".join(label for _, label in missing))
        self._count.setText(said if missing else self.tr("All eleven items are told."))
