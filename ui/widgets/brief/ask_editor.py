"""What the brief asks for: to whom, which clause, in which words, at what cost, and what it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from advocacy.workspace import Ask
from ui.breakable import breakable
from ui.widgets.brief.column import Column
from ui.widgets.brief.field import Field
from ui.widgets.brief.tab_order import tab_through
from ui.widgets.brief.words import words
from ui.widgets.flow_layout import FlowLayout

if TYPE_CHECKING:
    from advocacy.analysis.finding import Finding

_CODE = Qt.ItemDataRole.UserRole
_LIST, _FINDINGS = 92, 180  # pixels
_AREAS = {"wording": 3, "proposed": 4}  # lines


class AskEditor(QWidget):
    """Edits the requests one by one.

    Signals:
        asks_changed: The user has changed the requests. arg: all of them, a tuple of Ask
    """

    asks_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._asks: tuple[Ask, ...] = ()
        self._names: tuple[tuple[str, str], ...] = ()
        self._is_filling = False
        self._fields: dict[str, Field] = {}
        self._list = _list(self.tr("Requests"), _LIST)
        self._list.currentRowChanged.connect(self._show_current)
        self._findings = _list(self.tr("Findings the request rests on"), _FINDINGS)
        self._findings.itemChanged.connect(self._ticked)
        self._none = words(self.tr("Nothing is asked for yet. A brief without a request is filed unread."))
        self._form = QWidget()
        self._column = Column(self.tr("Requests of the brief"))
        self._buttons = self._made_buttons()
        self._column.show_parts((self._none, self._list, self._buttons, self._form))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._column)
        self.show_asks((), ())

    def show_asks(self, asks: Sequence[Ask], findings: Sequence[Finding]) -> None:
        """Show the requests; findings: those of the brief, on which they can rest."""
        names = tuple((one.code, one.name) for one in findings)
        row = self._list.currentRow()
        is_other = self._list.count() != len(asks)
        self._asks, self._names = tuple(asks), names
        self._fill_list(max(0, min(row, len(asks) - 1)) if asks else -1, anew=is_other)
        self._show_current()

    def write_last(self) -> None:
        """Let the user write the request that was added last."""
        self._list.setCurrentRow(self._list.count() - 1)
        self._fields["wording"].setFocus()

    def _make_form(self) -> None:
        """Only when there is a request: making a field takes almost a millisecond."""
        form = QVBoxLayout(self._form)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(8)
        for part in self._parts():
            form.addWidget(part)
        tab_through(self._buttons, self._form)

    def _parts(self) -> Iterator[QWidget]:
        for name, label, example in (
            ("wording", self.tr("What is asked"), self.tr("Decide within 60 days …")),
            ("addressee", self.tr("Of whom"), self.tr("A named body, not “the government”")),
            ("clause", self.tr("Which clause"), self.tr("Mining Act, s. 41(2)")),
            ("proposed", self.tr("Proposed wording of the clause"), ""),
            ("cost", self.tr("What it would cost, and whom"), ""),
            ("success", self.tr("How success would be measured"), ""),
        ):
            field = Field(label, _AREAS.get(name, 1), example)
            field.edited.connect(partial(self._edited, name))
            self._fields[name] = field
            yield field
        yield words(self.tr("It rests on"))
        yield self._findings

    def _made_buttons(self) -> QWidget:
        row = QWidget()
        line = FlowLayout(row)
        add, self._out = QPushButton(self.tr("Add")), QPushButton(self.tr("Remove"))
        self._up, self._down = QPushButton(self.tr("Up")), QPushButton(self.tr("Down"))
        for button, spoken, act in (
            (add, self.tr("Add a request"), self._add),
            (self._out, self.tr("Remove the request"), self._remove),
            (self._up, self.tr("Move the request up"), partial(self._move, -1)),
            (self._down, self.tr("Move the request down"), partial(self._move, 1)),
        ):
            button.setAccessibleName(spoken)
            button.clicked.connect(act)
            line.addWidget(button)
        return row

    def _fill_list(self, row: int, *, anew: bool = True) -> None:
        self._is_filling = True
        if anew:
            self._list.clear()
            for _ in self._asks:
                self._list.addItem(QListWidgetItem())
        for place, ask in enumerate(self._asks):
            said = ask.wording.strip() or self.tr("(no words yet)")
            self._list.item(place).setText(breakable(f"{place + 1}. {said}"))
        self._list.setCurrentRow(row)
        self._is_filling = False

    def _show_current(self) -> None:
        if self._is_filling:
            return
        row, count = self._list.currentRow(), len(self._asks)
        ask = self._asks[row] if 0 <= row < count else None
        if ask is not None and not self._fields:
            self._make_form()
        self._none.setVisible(not count)
        self._list.setVisible(bool(count))
        self._form.setVisible(ask is not None)
        for button, is_possible in (
            (self._out, ask is not None),
            (self._up, row > 0),
            (self._down, 0 <= row < count - 1),
        ):
            button.setEnabled(is_possible)
        if ask is not None:
            for name, field in self._fields.items():
                field.show_text(getattr(ask, name))
            self._fill_findings(ask)

    def _fill_findings(self, ask: Ask) -> None:
        """Tick what the request rests on; what the brief shows no longer stays in it and says so."""
        known = dict(self._names)
        gone = self.tr("%1 (not in the brief)")
        listed = [
            *self._names,
            *((code, gone.replace("%1", code)) for code in ask.findings if code not in known),
        ]
        self._is_filling = True
        if [self._findings.item(i).data(_CODE) for i in range(self._findings.count())] != [
            c for c, _ in listed
        ]:
            self._findings.clear()
            for code, name in listed:
                item = QListWidgetItem(breakable(name))
                item.setData(_CODE, code)
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                self._findings.addItem(item)
        for place, (code, _) in enumerate(listed):
            is_ticked = code in ask.findings
            state = Qt.CheckState.Checked if is_ticked else Qt.CheckState.Unchecked
            self._findings.item(place).setCheckState(state)
        self._is_filling = False

    def _edited(self, name: str, text: str) -> None:
        row = self._list.currentRow()
        if 0 <= row < len(self._asks):
            self._change(row, replace(self._asks[row], **{name: text.strip()}))

    def _ticked(self) -> None:
        row = self._list.currentRow()
        if self._is_filling or not 0 <= row < len(self._asks):
            return
        items = [self._findings.item(place) for place in range(self._findings.count())]
        ticked = tuple(one.data(_CODE) for one in items if one.checkState() is Qt.CheckState.Checked)
        self._change(row, replace(self._asks[row], findings=ticked))

    def _change(self, row: int, ask: Ask) -> None:
        self._asks = (*self._asks[:row], ask, *self._asks[row + 1 :])
        self._fill_list(row, anew=False)
        self.asks_changed.emit(self._asks)

    def _add(self) -> None:
        self._put((*self._asks, Ask("")), len(self._asks))
        self.write_last()

    def _remove(self) -> None:
        row = self._list.currentRow()
        rest = (*self._asks[:row], *self._asks[row + 1 :])
        self._put(rest, min(row, len(rest) - 1))

    def _move(self, by: int) -> None:
        row = self._list.currentRow()
        asks = list(self._asks)
        asks.insert(row + by, asks.pop(row))
        self._put(tuple(asks), row + by)

    def _put(self, asks: tuple[Ask, ...], row: int) -> None:
        self._asks = asks
        self._fill_list(row)
        self._show_current()
        self.asks_changed.emit(asks)


def _list(name: str, height: int) -> QListWidget:
    """A list of texts that are broken at its edge."""
    made = QListWidget()
    made.setFixedHeight(height)
    made.setAccessibleName(name)
    made.setWordWrap(True)
    made.setResizeMode(QListWidget.ResizeMode.Adjust)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return made
