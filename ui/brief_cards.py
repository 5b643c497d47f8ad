"""The findings of a brief given back to members: square picture cards, all in one file."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from advocacy.brief.document import Brief
from advocacy.charts.picture import Picture, PlotlyFigure
from advocacy.exporting.file_name import file_name, free_name
from ui.another_name import ask_again
from ui.messages import Kind, Messages
from ui.platform import has_web_engine
from ui.save_name import ask_for_save_name
from ui.tasks import TaskRunner

if TYPE_CHECKING:
    from ui.chart_pictures import ChartPictures

_SUFFIX = ".zip"


class BriefCards(QObject):
    """Draws a card of each finding in the brief, one after the other, then writes them.

    Signals:
        written: arg: the path of the file that holds them
    """

    written = Signal(object)

    def __init__(self, tasks: TaskRunner, messages: Messages, page: QWidget) -> None:
        super().__init__(page)
        self._tasks, self._messages, self._page = tasks, messages, page
        self._drawer: ChartPictures | None = None
        self._is_drawing = False
        self._sentence = self.tr("Picture cards are being made.")

    def choose(self, brief: Brief, suggestion: Path | None = None) -> None:
        """Let the user choose where, then draw and write the cards."""
        if not has_web_engine():
            self._messages.tell(
                self.tr("Picture cards cannot be drawn on this machine."),
                self.tr("Export the brief as a document; it holds the same numbers."),
                Kind.WARNING,
            )
            return
        name = file_name(self.tr("%1 cards").replace("%1", brief.title), _SUFFIX, self.tr("Picture cards"))
        title = self.tr("Save picture cards")
        path = ask_for_save_name(self._page, title, suggestion or Path.home() / name, _SUFFIX)
        if path is not None:
            self.write(brief, path)

    @property
    def would_be_lost(self) -> str:
        """What closing the window now would lose, in a sentence; "" for nothing."""
        return self._sentence if self._is_drawing else ""

    def write(self, brief: Brief, path: Path) -> None:
        """Draw the cards of this brief and write them to this file."""
        self._tasks.run(
            self.tr("Making picture cards"),
            _figures,
            brief,
            on_done=partial(self._draw, brief, path),
            on_failed=self._messages.tell_error,
            lost=self._sentence,
        )

    def close(self) -> None:
        """Let the hidden page go."""
        if self._drawer is not None:
            self._drawer.close()
            self._drawer = None

    def _draw(self, brief: Brief, path: Path, figures: Sequence[PlotlyFigure]) -> None:
        if not figures:
            self._messages.tell(
                self.tr("No finding of the brief has a number to show."),
                self.tr("Add a finding to the brief, then save the cards again."),
                Kind.WARNING,
            )
            return
        from ui.chart_pictures import ChartPictures

        self.close()
        self._drawer = ChartPictures(self)
        self._drawer.finished.connect(lambda drawn: self._write(brief, drawn, path))
        self._drawer.failed.connect(self._fail)
        self._is_drawing = True
        self._drawer.render(list(figures))

    def _fail(self, why: str) -> None:
        self._is_drawing = False
        self._messages.tell(why, kind=Kind.ERROR)

    def _write(self, brief: Brief, drawn: Sequence[Picture], path: Path) -> None:
        self._is_drawing = False
        self._tasks.run(
            self.tr("Writing picture cards"),
            _write,
            brief,
            drawn,
            path,
            on_done=self._tell,
            on_failed=ask_again(self._messages, lambda: self.choose(brief, free_name(path))),
            lost=self._sentence,
        )

    def _tell(self, path: Path) -> None:
        self.close()
        self._messages.tell(
            self.tr("Written: %1").replace("%1", path.name),
            self.tr("Each card is a square picture that can be sent to members\u2019 phones."),
        )
        self.written.emit(path)


def _figures(brief: Brief) -> Sequence[PlotlyFigure]:
    from advocacy.exporting.share_cards import card_figures

    return card_figures(brief)


def _write(brief: Brief, drawn: Sequence[Picture], path: Path) -> Path:
    from advocacy.exporting.share_cards import write_cards

    write_cards(brief, drawn, path)
    return path
