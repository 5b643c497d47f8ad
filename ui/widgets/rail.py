"""The rail: one place per page; where there is little room only their drawings."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from ui.appearance import icon

_WIDE, _NARROW = 176, 56
_DRAWING = 20
_BOLDER = 14  # pixels by which the title of the page in front may be wider
_AFTER_DRAWING = "\N{EN SPACE}"  # Qt leaves four pixels, which reads as one word


class Rail(QWidget):
    """Shows the pages in their order and which one is in front."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._places: dict[str, QToolButton] = {}
        self._drawings: dict[str, str] = {}
        self._is_folded = False
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._brand = QLabel("Groundswell")
        self._brand.setObjectName("brand")
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 8, 0, 8)
        self._box.setSpacing(0)
        self._box.addWidget(self._brand)
        self._box.addStretch()

    @property
    def is_folded(self) -> bool:
        return self._is_folded

    def add_place(self, key: str, title: str, drawing: str) -> None:
        """Give a page its place below those before."""
        place = QToolButton()
        place.setObjectName("place")
        place.setText(f"{_AFTER_DRAWING}{title}")
        place.setAccessibleName(title)
        place.setIconSize(QSize(_DRAWING, _DRAWING))
        place.setCheckable(True)
        place.setSizePolicy(
            QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed
        )  # all as wide as the widest
        place.clicked.connect(lambda: self.chosen.emit(key))
        self._group.addButton(place)
        self._places[key], self._drawings[key] = place, drawing
        self._box.insertWidget(self._box.count() - 1, place)
        self._shape(place)

    def check(self, key: str) -> None:
        """Mark the page in front; the keyboard goes with it where it is in the rail."""
        had_keyboard = self.window().focusWidget() in self._places.values()
        self._places[key].setChecked(True)
        if had_keyboard:
            self._places[key].setFocus()

    def focus(self, key: str) -> None:
        """Give the keyboard to a place."""
        self._places[key].setFocus()

    def fold(self, is_folded: bool) -> None:
        """Show the drawings alone, or with their words."""
        if is_folded == self._is_folded:
            return
        self._is_folded = is_folded
        self._brand.setText("G" if is_folded else "Groundswell")
        self._brand.setAlignment(Qt.AlignmentFlag.AlignCenter if is_folded else Qt.AlignmentFlag.AlignLeft)
        for place in self._places.values():
            self._shape(place)

    def set_colour(self, colour: str) -> None:
        """Draw the drawings in this colour."""
        for key, place in self._places.items():
            place.setIcon(icon(self._drawings[key], colour))
            self._shape(place)  # a drawing takes room

    def _shape(self, place: QToolButton) -> None:
        style = Qt.ToolButtonStyle
        place.setToolButtonStyle(
            style.ToolButtonIconOnly if self._is_folded else style.ToolButtonTextBesideIcon
        )
        place.setToolTip(place.accessibleName() if self._is_folded else "")
        if self._is_folded:
            place.setFixedWidth(_NARROW)
        else:
            self._widen(place)

    def _widen(self, place: QToolButton) -> None:
        place.setMaximumWidth(16_777_215)
        place.setMinimumWidth(max(_WIDE, place.sizeHint().width() + _BOLDER))
