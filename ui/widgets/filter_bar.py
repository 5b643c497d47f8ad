"""The filters of the workspace: a button per field and per filter clicked, and how many cases are left."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QToolButton, QWidget

from advocacy.workspace.filter import Filter
from ui.menu_keys import give_keys
from ui.whole_numbers import whole
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.period_button import PeriodButton

if TYPE_CHECKING:
    from advocacy.analysis.filtering import FilterChoice
    from advocacy.analysis.period_filter import PeriodChoice

_LABEL_LENGTH = 26
_MENU_LENGTH = 60
_CLICKED_LENGTH = 44  # of a filter in words
_SHORTEST_TITLE = 8
_MOST = 7  # buttons of their own; what else can be filtered by, or has no room in a line, is in one menu
_GAP = 8


class FilterBar(QWidget):
    """Lets the user choose the values to keep. Nothing ticked in a field keeps everything."""

    filter_chosen = Signal(object)
    cleared = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("filters")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(16)
        self._fields = FlowLayout()
        self._count = QLabel()
        self._count.setObjectName("muted")
        self._clear = QPushButton(self.tr("Clear filters"))
        self._clear.clicked.connect(self.cleared)
        row.addLayout(self._fields, 1)
        row.addWidget(self._count)
        row.addWidget(self._clear)
        self._buttons: list[QToolButton] = []
        self._clicked: Mapping[Filter, str] = {}  # in force and on no field of the bar, in words
        self._shown: tuple[Sequence[FilterChoice], PeriodChoice | None, Sequence[Filter]] = ((), None, ())
        self._measure = self._more(())
        self._measure.hide()
        self._room = 0  # pixels across; the buttons are chosen anew when it changes
        self._late = QTimer(self, singleShot=True, interval=0)
        self._late.timeout.connect(self._lay_out)
        self.hide()

    def show_choices(
        self,
        choices: Sequence[FilterChoice],
        period: PeriodChoice | None,
        filters: Sequence[Filter],
        counted: str,
        said: Mapping[Filter, str],
    ) -> None:
        """Show the fields that can be filtered and what is chosen.

        counted: how many are left, in words. said: the filters that bear on what is shown, in words; those
        that were clicked and are on no field of the bar get a button that takes them back.
        """
        offered = {*(choice.field for choice in choices), period.field if period is not None else ""}
        self._clicked = {chosen: words for chosen, words in said.items() if chosen.field not in offered}
        self._shown = (choices, period, filters)
        self._count.setText(counted)
        self._count.setToolTip("<br>".join(_escaped(words) for words in said.values()))
        self._clear.setVisible(bool(said))
        self._lay_out()
        self.setVisible(bool(self._buttons))

    def _lay_out(self) -> None:
        """Make as many buttons as there is room for."""
        choices, period, filters = self._shown
        for button in self._buttons:
            self._fields.removeWidget(button)
            button.deleteLater()
        chosen = {one.field: one.values for one in filters}
        own = [choice for n, choice in enumerate(choices) if n < _MOST or choice.field in chosen]
        buttons = {choice.field: self._button(choice, chosen.get(choice.field, ())) for choice in own}
        self._buttons = []
        if period is not None:
            button = PeriodButton(period, chosen.get(period.field, ()), self)
            button.chosen.connect(self.filter_chosen)
            self._buttons.append(button)
        self._buttons += [self._chip(one, words) for one, words in self._clicked.items()]
        fitting = self._fitting(buttons, chosen)
        for field, button in buttons.items():
            if field in fitting:
                self._buttons.append(button)
            else:
                button.hide()
                button.deleteLater()
        if others := [choice for choice in choices if choice.field not in fitting]:
            self._buttons.append(self._more(others))
        for button in self._buttons:
            self._fields.addWidget(button)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.width() != self._room:
            self._room = self.width()
            self._late.start()

    def _fitting(self, buttons: Mapping[str, QToolButton], chosen: Collection[str]) -> set[str]:
        """The fields whose buttons stand in one line; those that filter now stay in any case."""
        margins = self.layout().contentsMargins()
        beside = [
            self._count.sizeHint(),
            *([self._clear.sizeHint()] if self._clear.isVisibleTo(self) else []),
        ]
        taken = sum(size.width() + self.layout().spacing() for size in beside)
        taken += margins.left() + margins.right() + self._measure.sizeHint().width()
        taken += sum(button.sizeHint().width() + _GAP for button in self._buttons)
        widths = {field: button.sizeHint().width() + _GAP for field, button in buttons.items()}
        if not self._room or taken + sum(widths.values()) <= self._room:
            return set(buttons)
        taken += sum(width for field, width in widths.items() if field in chosen)
        fitting = set(chosen) & set(buttons)
        for field, width in widths.items():
            if field in fitting:
                continue
            if taken + width > self._room:
                break
            taken += width
            fitting.add(field)
        return fitting

    def _button(self, choice: FilterChoice, chosen: Sequence[str]) -> QToolButton:
        labels = ", ".join(label for code, label, _ in choice.values if code in chosen)
        text = f"{choice.title}: {labels}" if labels else choice.title
        button = QToolButton(self)  # in the window, else it would be measured in other letters
        button.setText(_short(_title_cut(choice.title, labels) + labels) + " ▾")
        button.setToolTip(_escaped(text))
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setMenu(self._menu(choice, chosen, button))
        return button

    def _chip(self, chosen: Filter, words: str) -> QToolButton:
        button = QToolButton(self)
        button.setText(_short(words, _CLICKED_LENGTH) + " ✕")
        button.setToolTip(_escaped(self.tr("Take back: %1").replace("%1", words)))
        button.setAccessibleName(self.tr("Take back: %1").replace("%1", words))
        button.clicked.connect(lambda: self.filter_chosen.emit(Filter(chosen.field, ())))
        return button

    def _more(self, choices: Sequence[FilterChoice]) -> QToolButton:
        button = QToolButton(self)
        button.setText(self.tr("More") + " ▾")
        button.setToolTip(self.tr("What else can be filtered by"))
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(button)
        give_keys(menu)
        for choice in choices:
            inside = self._menu(choice, (), menu)
            inside.setTitle(_short(choice.title, _MENU_LENGTH))
            menu.addMenu(inside)
        button.setMenu(menu)
        return button

    def _menu(self, choice: FilterChoice, chosen: Sequence[str], parent: QWidget) -> QMenu:
        menu = QMenu(parent)
        give_keys(menu)
        for code, label, count in choice.values:
            action = menu.addAction(f"{_short(label, _MENU_LENGTH)}  ({whole(count)})")
            action.setCheckable(True)
            action.setChecked(code in chosen)
            action.toggled.connect(lambda on, code=code: self._toggle(choice.field, tuple(chosen), code, on))
        return menu

    def _toggle(self, field: str, chosen: tuple[str, ...], code: str, on: bool) -> None:
        values = (*chosen, code) if on else tuple(value for value in chosen if value != code)
        self.filter_chosen.emit(Filter(field, values))


def _title_cut(title: str, labels: str) -> str:
    """The title of a field before what is chosen, cut rather than that; alone where nothing is."""
    if not labels:
        return title
    room = max(_SHORTEST_TITLE, _LABEL_LENGTH - len(labels) - 2)
    return (title if len(title) <= room else title[: room - 1].rstrip() + "…") + ": "


def _short(text: str, most: int = _LABEL_LENGTH) -> str:
    cut = text if len(text) <= most else text[: most - 1] + "…"
    return cut.replace("&", "&&")


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")
