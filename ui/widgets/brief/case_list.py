"""Members in their own words: typical cases, each let out by a person who has read it again."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QPushButton, QVBoxLayout, QWidget

from ui.widgets.brief.column import Column, card
from ui.widgets.brief.words import words

if TYPE_CHECKING:
    from advocacy.analysis.protection.quotes import Quote


class CaseList(QWidget):
    """Lists the candidates as they would be printed.

    Signals:
        released_changed: The user lets a case out, or takes it back. arg: names of those let out, as
            `BriefPlan.quoted`
        rows_wanted: The user wants to see the row. args: table, positions in it, what they are
    """

    released_changed = Signal(object)
    rows_wanted = Signal(str, object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._quotes: tuple[Quote, ...] | None = None
        self._released: frozenset[str] = frozenset()
        self._column = Column(self.tr("Cases"))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._column)
        self._column.show_parts([words(self.tr("The cases are not looked through yet."), "muted")])

    def show_quotes(self, quotes: Sequence[Quote], released: Collection[str]) -> None:
        """Show the candidates. released: names of quotes that may leave the program."""
        shown = (tuple(quotes), frozenset(released))
        if shown == (self._quotes, self._released):
            return
        self._quotes, self._released = shown
        self._column.show_parts(self._parts(shown[0]), from_top=False)

    def _parts(self, quotes: tuple[Quote, ...]) -> Iterator[QWidget]:
        from advocacy.analysis.protection.quotes import rule_of_choice
        from advocacy.brief.quoting import quote_name

        if not quotes:
            yield words(self.tr("No case can be quoted."), "cardTitle")
            how = self.tr(
                "A case needs a statement and a consent that allows quoting, and a wait in the middle half "
                "of all waits: typical ones are quoted, never the worst."
            )
            yield words(how, "muted")
            return
        yield words(rule_of_choice(), "muted")
        for quote in quotes:
            yield self._case(quote, quote_name(quote))

    def _case(self, quote: Quote, name: str) -> QWidget:
        is_out = name in self._released
        return card(self._texts(quote, name, is_out), quote.attribution)

    def _texts(self, quote: Quote, name: str, is_out: bool) -> Iterator[QWidget]:
        state = self.tr("Stands in the brief") if is_out else self.tr("As it would be printed")
        yield words(state, "source")
        yield words(f"“{quote.text}”")
        yield words(quote.attribution, "muted")
        yield words(self._consent(quote), "source")
        if quote.doubts:
            said = self.tr("May tell who it is: %1").replace("%1", ", ".join(quote.doubts))
            yield words(said, "warning")
        yield from self._taking_back(quote, name) if is_out else self._letting_out(quote, name)
        row = QPushButton(self.tr("Show the row"))
        row.setObjectName("link")
        row.clicked.connect(partial(self._show_row, quote))
        yield row

    def _consent(self, quote: Quote) -> str:
        from advocacy.schema import code_list

        return self.tr("Consent: %1").replace("%1", code_list("consent").label(quote.consent))

    def _letting_out(self, quote: Quote, name: str) -> Iterator[QWidget]:
        """A person has to say that the words were read again before the button works."""
        read = QCheckBox(self.tr("I have read it again"))
        read.setAccessibleName(self.tr("I have read it again: nothing in it tells who said it"))
        read.setToolTip(self.tr("Nothing in it tells who said it"))
        out = QPushButton(self.tr("Let it into the brief"))
        out.setAccessibleName(f"{out.text()}: {quote.text}")
        out.setEnabled(False)
        read.toggled.connect(out.setEnabled)
        out.clicked.connect(partial(self._toggle, name))
        yield read
        yield out

    def _taking_back(self, quote: Quote, name: str) -> Iterator[QWidget]:
        back = QPushButton(self.tr("Take out of the brief"))
        back.setAccessibleName(f"{back.text()}: {quote.text}")
        back.clicked.connect(partial(self._toggle, name))
        yield back

    def _toggle(self, name: str) -> None:
        """Tell all that may leave; what is no candidate now keeps what was decided of it."""
        self.released_changed.emit(tuple(sorted(self._released ^ {name})))

    def _show_row(self, quote: Quote) -> None:
        words_of = quote.text if len(quote.text) <= 60 else f"{quote.text[:58].rstrip()} …"
        self.rows_wanted.emit(quote.rows.table, quote.rows.positions, words_of)
