"""What the menu of every chart does: into the brief, onto the clipboard, into a file, to the rows."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QMetaMethod, QObject, QStandardPaths, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog, QWidget

from advocacy.analysis.finding import Estimate, Finding
from advocacy.charts.mark import told_by, words_of
from advocacy.charts.picture import Picture, PlotlyFigure
from advocacy.exporting.atomic import write_bytes
from advocacy.exporting.file_name import file_name, free_name
from ui.another_name import ask_again
from ui.clicked_mark import filter_of_mark, is_kept
from ui.messages import Kind, Messages
from ui.platform import has_web_engine
from ui.session import Session
from ui.tasks import TaskRunner
from ui.widgets.chart_menu import Act

if TYPE_CHECKING:
    from advocacy.workspace import Workspace
    from ui.chart_pictures import ChartPictures
    from ui.widgets.chart_view import ChartView

_DRAWN = frozenset({Act.COPY, Act.PNG, Act.SVG, Act.CARD})  # what needs the web engine
_REST = 60_000  # milliseconds after which the hidden page that draws is let go
_CARD_SUFFIX = " card"
Drawn = Callable[[Picture], None]


class ChartActions(QObject):
    """Carries out what is chosen from the menu of a chart, for every page alike.

    Signals:
        rows_wanted: The user wants to see what a chart rests on. args: table, positions in it, what they are
        copied: A picture is on the clipboard
        written: A file is whole. arg: its path
    """

    rows_wanted = Signal(str, object, str)
    copied = Signal()
    written = Signal(object)

    def __init__(self, session: Session, tasks: TaskRunner, messages: Messages, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._tasks, self._messages, self._window = session, tasks, messages, window
        self._drawer: ChartPictures | None = None
        self._queue: list[tuple[PlotlyFigure, Drawn]] = []
        self._rest = QTimer(self, singleShot=True, interval=_REST)
        self._rest.timeout.connect(self.close)

    def join(self, charts: ChartView) -> None:
        """Serve the menus of these charts."""
        charts.offers = self.offers
        charts.is_kept = self.is_kept
        charts.act_wanted.connect(self.do)
        charts.gave_up.connect(lambda: self._tell_tables(charts))

    def offers(self, finding: Finding, mark: str = "") -> Collection[Act]:
        """Return what can be done with the chart of a finding now, and with a mark of it."""
        possible = set(Act)
        if not has_web_engine():
            possible -= _DRAWN
        hears = self.isSignalConnected(QMetaMethod.fromSignal(self.rows_wanted))
        if not hears or all(one.rows is None for one in finding.estimates):
            possible.discard(Act.ROWS)
        if not hears or all(one.rows is None for one in told_by(mark, finding)):
            possible.discard(Act.MARK)
        if filter_of_mark([finding], finding.code, mark) is None:
            possible.discard(Act.FILTER)
        return possible

    def is_kept(self, finding: Finding, mark: str) -> bool:
        """Whether this mark is filtered on now."""
        return is_kept(finding, mark, self._session.workspace.filters)

    def do(self, finding: Finding, act: str, mark: str = "") -> None:
        """Do what was chosen from the menu, which may have been asked for a mark of the chart.

        To filter by the mark is what a click does, and the page does it.
        """
        match Act(act):
            case Act.ADD:
                self.add_to_brief(finding)
            case Act.COPY:
                self.copy_picture(finding)
            case Act.ROWS:
                self.show_rows(finding)
            case Act.MARK:
                self.show_rows(finding, mark)
            case Act.WHAT:
                self.explain(finding)
            case Act.CARD:
                self._ask(finding, ".png", _CARD_SUFFIX, self.save_card)
            case Act.PNG | Act.SVG | Act.CSV as kind:
                self._ask(finding, f".{kind.value}", "", self.save)

    def add_to_brief(self, finding: Finding) -> None:
        """Put the finding into the brief; it can be taken back."""
        from advocacy.brief.outline_changes import with_finding

        label = self.tr("“%1” into the brief").replace("%1", finding.name)
        plan = self._session.workspace.brief
        if with_finding(plan, finding) is plan:
            self._messages.tell(self.tr("“%1” is in the brief already.").replace("%1", finding.name))
        elif self._session.apply(
            label, lambda workspace: workspace.with_brief(with_finding(workspace.brief, finding))
        ):
            self._messages.tell(
                self.tr("“%1” is in the brief now.").replace("%1", finding.name),
                action=(self.tr("Undo"), self._session.undo),
            )

    def copy_picture(self, finding: Finding) -> None:
        """Put the chart, its title and its source onto the clipboard."""

        def keep(picture: Picture) -> None:
            QGuiApplication.clipboard().setImage(QImage.fromData(picture.png))
            self._messages.tell(self.tr("The picture is copied. Paste it where you want it."))
            self.copied.emit()

        self._draw(_titled, finding, keep)

    def save(self, finding: Finding, path: Path) -> None:
        """Write the chart as PNG or SVG, or its numbers as CSV, whichever the suffix says."""
        if path.suffix.lower() == ".csv":
            self._write(path, _write_csv, finding, self._session.workspace)
        elif path.suffix.lower() == ".svg":
            self._draw(_titled, finding, lambda drawn: self._write(path, write_bytes, drawn.svg.encode()))
        else:
            self._draw(_titled, finding, lambda drawn: self._write(path, write_bytes, drawn.png))

    def save_card(self, finding: Finding, path: Path) -> None:
        """Write the square picture for phones."""
        self._draw(_card, finding, lambda drawn: self._write(path, write_bytes, drawn.png))

    def show_rows(self, finding: Finding, mark: str = "") -> None:
        """Find the rows that the chart, or one mark of it, rests on and ask for them to be shown."""
        told = ": ".join(filter(None, (finding.name, words_of(mark, finding))))
        words = self.tr("Rows behind “%1”").replace("%1", told)
        numbers = told_by(mark, finding) or finding.estimates

        def found(rows: tuple[str, Any] | None) -> None:
            if rows is not None:
                self.rows_wanted.emit(*rows, words)

        self._tasks.run(self.tr("Looking for the rows"), _rows, numbers, on_done=found, key="rows of a chart")

    def explain(self, finding: Finding) -> QWidget:
        """Open what the chart means."""
        from advocacy.analysis.definitions import definition
        from ui.dialogs.what_is_this_dialog import WhatIsThisDialog

        try:
            known = definition(finding.code)
        except KeyError:
            known = None
        dialog = WhatIsThisDialog(finding, known, self._window)
        dialog.open()
        return dialog

    def close(self) -> None:
        """Let the hidden page go; it is made again when it is needed."""
        self._rest.stop()
        self._queue = []
        if self._drawer is not None:
            self._drawer.close()
            self._drawer.deleteLater()
            self._drawer = None

    def _ask(self, finding: Finding, suffix: str, more: str, then: Callable[[Finding, Path], None]) -> None:
        place = QStandardPaths.StandardLocation.DocumentsLocation
        folder = Path(QStandardPaths.writableLocation(place))
        suggestion = folder / file_name(f"{finding.name}{more}", suffix)
        self._choose(suggestion, lambda path: then(finding, path))

    def _choose(self, suggestion: Path, then: Callable[[Path], None]) -> None:
        folder, suffix = str(suggestion.parent), suggestion.suffix
        dialog = QFileDialog(self._window, self.tr("Save as"), folder, f"*{suffix}")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(suffix)
        dialog.selectFile(suggestion.name)
        dialog.fileSelected.connect(lambda name: then(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _draw(
        self, compose: Callable[[Finding, Workspace], PlotlyFigure], finding: Finding, then: Drawn
    ) -> None:
        def composed(figure: PlotlyFigure) -> None:
            self._queue.append((figure, then))
            if len(self._queue) == 1:
                self._draw_next()

        workspace = self._session.workspace
        self._tasks.run(self.tr("Drawing the picture"), compose, finding, workspace, on_done=composed)

    def _draw_next(self) -> None:
        self._rest.stop()
        if self._drawer is None:
            from ui.chart_pictures import ChartPictures

            self._drawer = ChartPictures(self)
            self._drawer.finished.connect(self._drawn)
            self._drawer.failed.connect(self._not_drawn)
        self._drawer.render([self._queue[0][0]])

    def _drawn(self, pictures: list[Picture]) -> None:
        if not pictures or not self._queue:
            return
        _, then = self._queue.pop(0)
        then(pictures[0])
        if self._queue:
            self._draw_next()
        else:
            self._rest.start()

    def _not_drawn(self, reason: str) -> None:
        self._queue = []
        self._messages.tell(
            reason, self.tr("Try again, or save the numbers as CSV from the same menu."), Kind.WARNING
        )

    def _write(self, path: Path, write: Callable[..., Path], *what: object) -> None:
        def again() -> None:
            self._choose(free_name(path), lambda other: self._write(other, write, *what))

        self._tasks.run(
            self.tr("Writing “%1”").replace("%1", path.name),
            write,
            path,
            *what,
            on_done=self._tell_written,
            on_failed=ask_again(self._messages, again),
        )

    def _tell_written(self, path: Path) -> None:
        folder = QUrl.fromLocalFile(str(path.parent))
        self._messages.tell(
            self.tr("Written: %1").replace("%1", path.name),
            action=(self.tr("Open folder"), lambda: QDesktopServices.openUrl(folder)),
        )
        self.written.emit(path)

    def _tell_tables(self, charts: ChartView) -> None:
        self._messages.tell(
            self.tr("The part of the program that draws charts stopped twice; your work is not touched."),
            self.tr("The page shows tables with the same numbers, and every export works as before."),
            Kind.WARNING,
            action=(self.tr("Show the charts again"), charts.draw_again),
        )


def _titled(finding: Finding, workspace: Workspace) -> PlotlyFigure:
    from advocacy.exporting.chart_frame import titled
    from advocacy.exporting.leak_scan.guard import refuse_leaks_of_finding

    refuse_leaks_of_finding(finding, workspace)
    return titled(finding)


def _card(finding: Finding, workspace: Workspace) -> PlotlyFigure:
    from advocacy.exporting.leak_scan.guard import refuse_leaks_of_finding
    from advocacy.exporting.share_card import share_card

    refuse_leaks_of_finding(finding, workspace)
    return share_card(finding)


def _write_csv(path: Path, finding: Finding, workspace: Workspace) -> Path:
    from advocacy.exporting.csv_writer import write_finding
    from advocacy.exporting.leak_scan.guard import refuse_leaks_of_finding

    refuse_leaks_of_finding(finding, workspace)
    write_finding(finding, path)
    return path


def _rows(numbers: Sequence[Estimate]) -> tuple[str, Any] | None:
    """The table and every row these rest on, rising; None where there are none."""
    import numpy as np

    sets = [one.rows for one in numbers if one.rows is not None]
    if not sets:
        return None
    table = sets[0].table
    same = [one.positions for one in sets if one.table == table]
    return table, np.unique(np.concatenate(same))
