"""What the page shown can be filtered by: offered, kept in the workspace, cleared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from advocacy.workspace import Filter, Workspace
from ui.session import Session
from ui.tasks import TaskRunner
from ui.whole_numbers import say_number, whole
from ui.widgets.filter_bar import FilterBar

if TYPE_CHECKING:
    from advocacy.analysis.filtering import FilterChoice
    from advocacy.analysis.period_filter import PeriodChoice

CASES, COOPERATIVES = "licensing_case", "cooperative"
_FILTERED = {"licensing": CASES, "brief": CASES, "cooperatives": COOPERATIVES}  # table by page
_SURVEY = "survey"


class FilterFlow(QObject):
    """Joins the filter bar with the workspace.

    Signals:
        offered: Whether there is anything to filter on the page shown
        day_found: The day on which the data were complete, in words; "" where it is not known
    """

    offered = Signal(bool)
    day_found = Signal(str)

    def __init__(self, session: Session, tasks: TaskRunner, bar: FilterBar, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._tasks, self._bar = session, tasks, bar
        self._page, self._about, self._survey = "", CASES, ""
        bar.filter_chosen.connect(self.keep)
        bar.cleared.connect(self.clear)
        session.workspace_changed.connect(self._offer)

    def show_page(self, page: str) -> None:
        """Offer what this page can be filtered by."""
        self._page = page
        about = self._survey if page == _SURVEY else _FILTERED.get(page, self._about)
        if about != self._about:
            self._about = about
            self.offered.emit(False)
        if page in _FILTERED or page == _SURVEY:
            self._offer(self._session.workspace)

    def show_survey(self, name: str) -> None:
        """Offer the questions of this survey while the page of the surveys is shown."""
        is_other, self._survey = name != self._survey, name
        if is_other and self._page == _SURVEY:
            self.show_page(_SURVEY)

    def keep(self, chosen: Filter) -> None:
        self._session.apply(self.tr("Filter"), lambda workspace: workspace.with_filter(chosen))

    def clear(self) -> None:
        if self._session.workspace.filters:
            self._session.apply(self.tr("Clear filters"), lambda workspace: workspace.without_filters())

    def _offer(self, workspace: Workspace) -> None:
        if workspace.table(CASES) is None:
            self.day_found.emit("")
        if not any(workspace.table(name) for name in _tables_of(self._about)):
            self.offered.emit(False)
            return
        page = self._page
        self._tasks.run("", _choices, workspace, self._about, page, on_done=self._show, key="filters")

    def _show(self, found: _Choices) -> None:
        if found.about != self._about:
            return  # another page was shown meanwhile
        counted = " · ".join(_kept(*each) for each in found.counted)
        filters = self._session.workspace.filters
        self._bar.show_choices(found.choices, found.period, filters, counted, found.said)
        self.offered.emit(bool(found.choices or found.period))
        self.day_found.emit(found.day)


def _kept(name: str, kept: int, every: int) -> str:
    """How many rows of a table the filters leave: "5 of 1,310 cases"."""
    shown = whole(kept)
    if name == CASES:
        return say_number("{shown} of {count} case", "{shown} of {count} cases", every, shown=shown)
    if name == COOPERATIVES:
        return say_number(
            "{shown} of {count} cooperative", "{shown} of {count} cooperatives", every, shown=shown
        )
    if name == "cooperative_statistics":
        return say_number("{shown} of {count} return", "{shown} of {count} returns", every, shown=shown)
    return say_number("{shown} of {count} person", "{shown} of {count} people", every, shown=shown)


@dataclass(frozen=True)
class _Choices:
    """What a table can be filtered by.

    said: the filters that bear on what is shown, in words. counted: per table rows kept, and all; day: the
    data date.
    """

    about: str
    choices: tuple[FilterChoice, ...]
    period: PeriodChoice | None
    said: Mapping[Filter, str]
    counted: tuple[tuple[str, int, int], ...]
    day: str


def _tables_of(about: str) -> tuple[str, ...]:
    return (COOPERATIVES, "cooperative_statistics") if about == COOPERATIVES else (about,)


def _choices(workspace: Workspace, about: str, page: str) -> _Choices:
    from advocacy.analysis import numbers
    from advocacy.analysis.data_date import data_date
    from advocacy.analysis.filtering import cases_kept, filter_choices, period_to_choose
    from advocacy.analysis.survey.filters import people_choices, people_kept

    day = data_date(workspace)
    table = workspace.table(about)
    if table is not None and table.questionnaire is not None:
        choices, period = people_choices(table), None
        counted = [(about, int(people_kept(workspace, table).sum()), len(table))]
    else:
        choices, period = filter_choices(workspace, about), period_to_choose(workspace, about)
        counted = [
            (name, *cases_kept(workspace, name)) for name in _tables_of(about) if workspace.table(name)
        ]
    names = [one.name for one in workspace.tables] if page == "brief" else _tables_of(about)
    said = {chosen: words for name in names for chosen, words in _said(workspace, name).items()}
    return _Choices(about, choices, period, said, tuple(counted), numbers.day(day) if day else "")


def _said(workspace: Workspace, name: str) -> dict[Filter, str]:
    from advocacy.analysis.filtering import filters_said
    from advocacy.analysis.survey.filters import people_said

    table = workspace.table(name)
    if table is not None and table.questionnaire is not None:
        return people_said(workspace, table)
    return filters_said(workspace, name)
