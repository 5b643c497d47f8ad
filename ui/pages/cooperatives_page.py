"""Cooperatives: key figures, linked charts, and a card for each cooperative."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QSplitter, QVBoxLayout, QWidget

from advocacy.analysis.finding import Finding
from advocacy.progress import Progress
from advocacy.workspace import Workspace
from ui.session import Session
from ui.tasks import TaskRunner
from ui.whole_numbers import whole
from ui.widgets.chart_view import PageContent, card_json, content_of
from ui.widgets.computed_page import ComputedPage, Deliver
from ui.widgets.empty_state import EmptyState
from ui.widgets.entry_list import Entry, EntryList
from ui.widgets.key_figures import KeyFigure, key_figure

if TYPE_CHECKING:  # the analysis takes seconds to load; the window must not wait for it
    from advocacy.analysis.cooperatives.cards import CooperativeCard

_TABLES = ("cooperative", "cooperative_statistics")
_KEY_FIGURES = (
    "cooperatives.members",
    "cooperatives.licensed_share",
    "cooperatives.women_share",
    "cooperatives.price_share",
    "cooperatives.reporting",
)
CHARTS = (
    "cooperatives.members_over_time",
    "cooperatives.members",
    "cooperatives.women_share",
    "cooperatives.youth_share",
    "cooperatives.licensed_share",
    "cooperatives.licence_ladder",
    "cooperatives.licence_ladder_members",
    "cooperatives.reporting_by_period",
    "cooperatives.price_share",
    "cooperatives.price_share.by.region",
    "cooperatives.price_share.by.mineral",
    "cooperatives.loan_funnel",
    "cooperatives.loan_amount",
    "cooperatives.people_trained",
    "cooperatives.training_topics",
    "cooperatives.accident_rate",
    "cooperatives.fatality_rate",
    "cooperatives.fatal_incidence",
    "cooperatives.production",
    "cooperatives.production_by_year",
    "cooperatives.mercury_lost",
    "cooperatives.rehabilitated",
)
_WIDTHS = (940, 254)  # of the charts, of the cards; two charts stand side by side on a small screen


@dataclass(frozen=True)
class _Result:
    """What the page shows, computed outside the window's thread."""

    findings: tuple[Finding, ...]
    content: PageContent
    figures: tuple[KeyFigure, ...]
    cards: tuple[CooperativeCard, ...]


class CooperativesPage(ComputedPage):
    """Shows what the register and the returns say, the filters of the workspace applied.

    Signals:
        rows_wanted: The user opens the card of a cooperative. args: table, positions of its rows, its name
    """

    rows_wanted = Signal(str, object, str)

    def __init__(self, session: Session, tasks: TaskRunner, look: str, parent: QWidget | None = None) -> None:
        super().__init__(session, tasks, look, parent)
        self._cards: tuple[CooperativeCard, ...] = ()
        self.entries = EntryList(self.tr("Search cooperatives"), look)
        self.entries.opened.connect(self._open_card)
        self._listed = QLabel()
        self._listed.setObjectName("heading")
        empty = EmptyState(
            self.tr("No cooperatives yet"),
            self.tr(
                "Import the register of the cooperatives, one in a row, or their returns: "
                "cooperative, period, members, production, price."
            ),
            self.tr("Import files…"),
        )
        self._lay_out(empty, self._filled())

    def set_look(self, look: str) -> None:
        """Draw in the light or the dark look."""
        self.entries.set_look(look)
        super().set_look(look)

    def _has_content(self, workspace: Workspace) -> bool:
        return any(workspace.table(name) is not None for name in _TABLES)

    def _start(self, workspace: Workspace) -> None:
        self._tasks.run(
            self.tr("Computing the charts"),
            _compute,
            workspace,
            self._look,
            self.charts.in_sight,
            on_part=self._show_card,
            on_done=self._show,
            key="cooperatives",
        )

    def _show(self, result: _Result) -> None:
        self.findings, self._cards = result.findings, result.cards
        self.entries.show_entries([_entry(card) for card in result.cards])
        self._listed.setText(self.tr("Cooperatives: %1").replace("%1", whole(len(result.cards))))
        self._show_filled()
        self.charts.show_content(result.content, result.findings, result.figures)
        self.shown.emit()

    def _open_card(self, key: str) -> None:
        card = next((one for one in self._cards if one.code == key), None)
        if card is not None:
            self.rows_wanted.emit(card.rows.table, card.rows.positions, card.name)

    def _filled(self) -> QWidget:
        page, aside = QWidget(), QWidget()
        inside = QVBoxLayout(aside)
        inside.setContentsMargins(12, 16, 16, 16)
        inside.setSpacing(8)
        inside.addWidget(self._listed)
        inside.addWidget(self.entries, 1)
        aside.setMinimumWidth(220)
        self._beside = QSplitter(Qt.Orientation.Horizontal, childrenCollapsible=False)
        self._beside.addWidget(self.charts)
        self._beside.addWidget(aside)
        self._beside.setStretchFactor(0, 1)
        self._beside.setSizes(list(_WIDTHS))
        box = QVBoxLayout(page)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._beside, 1)
        return page


def _entry(card: CooperativeCard) -> Entry:
    facts = " · ".join(filter(None, (card.members, card.licence)))
    return Entry(
        card.code, card.name, tuple(filter(None, (card.place, facts, card.latest))), amiss=card.missing
    )


def _compute(
    workspace: Workspace, look: str, in_sight: Sequence[str], deliver: Deliver, progress: Progress
) -> _Result:
    """Deliver what is in sight as soon as it is found: the code of the finding and its card."""
    from advocacy.analysis.cooperatives.cards import cooperative_cards
    from advocacy.analysis.findings import cooperatives
    from advocacy.charts.map_of import where

    found, cards = {}, {}
    for one in cooperatives(workspace, progress):
        found[one.code] = one
        cards[one.code] = card_json(one, look, workspace.filters, where(workspace, one))
        if one.code in in_sight:
            deliver((one.code, cards[one.code]))
    shown = tuple(_shown(found))
    content = content_of({one.code: cards[one.code] for one in shown}, look)
    figures = tuple(key_figure(found[code]) for code in _KEY_FIGURES if code in found)
    return _Result(shown, content, figures, cooperative_cards(workspace))


def _shown(found: dict[str, Finding]) -> Sequence[Finding]:
    """The charts in their order; where the groups stand in a finding of their own, that one."""
    apart = {one.groups_of: one for one in found.values() if one.groups_of}
    listed = (apart.get(code) or found.get(code) for code in CHARTS)
    return [one for one in listed if one is not None]
