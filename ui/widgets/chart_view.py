"""Charts in one locked web view, or as tables where there is no web engine or it does not hold."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from advocacy.analysis import numbers
from advocacy.analysis.finding import Finding
from advocacy.brief.tables import finding_table
from advocacy.brief.wording import base_line, picture_words, source_line
from advocacy.charts.draw import draw
from advocacy.charts.locale import chart_locale
from advocacy.charts.mark import marks_kept, words_of
from advocacy.wording import say
from advocacy.workspace.filter import Filter
from ui.appearance import Tokens, chart_theme, tokens
from ui.clicked_mark import filters_at_all
from ui.platform import has_web_engine
from ui.widgets.chart_menu import Act, ChartMenu
from ui.widgets.finding_tables import FindingTables

if TYPE_CHECKING:
    from advocacy.charts.map_of import Where
    from ui.widgets.key_figures import KeyFigure
    from ui.widgets.paper_head import PaperHead
    from ui.widgets.web_charts import WebCharts

Maps = Mapping[str, "Where"]


def card(
    finding: Finding, look: str, filters: Sequence[Filter], where: Where | None = None
) -> dict[str, Any]:
    """Return what the page needs to show one finding; plain values only. filters: those in force."""
    from advocacy.charts.map_of import map_of

    table, selected = finding_table(finding), marks_kept(finding, filters)
    return {
        "code": finding.code,
        "filters": filters_at_all(finding),
        "title": finding.headline,
        "base": base_line(finding),
        "source": source_line(finding),
        "note": " ".join(numbers.remarks(finding)),
        "words": picture_words(finding),
        "figure": draw(finding, chart_theme(look), selected),
        "map": map_of(finding, where, chart_theme(look), selected) if where else None,
        "table": {
            "caption": table.caption,
            "header": table.header,
            "rows": table.rows,
            "numeric": table.numeric,
        },
    }


@dataclass(frozen=True)
class PageContent:
    """All that a page of charts shows, as JSON. cards: by code of finding, in their order."""

    common: str
    cards: Mapping[str, str]

    def as_json(self, known: Collection[str] = ()) -> str:
        """Return it as one object; of cards that the page knows already only the code."""
        cards = (json.dumps(code) if code in known else one for code, one in self.cards.items())
        return f'{{"common": {self.common}, "cards": [{", ".join(cards)}]}}'


def page_content(
    findings: Iterable[Finding],
    look: str,
    filters: Sequence[Filter] = (),
    maps: Maps = MappingProxyType({}),
) -> PageContent:
    """Return the content of the page.

    filters: those in force. maps: by code of finding where its groups are.
    """
    return content_of({one.code: card_json(one, look, filters, maps.get(one.code)) for one in findings}, look)


def card_json(finding: Finding, look: str, filters: Sequence[Filter], where: Where | None = None) -> str:
    """Return the card of a finding as JSON. filters: those in force."""
    return json.dumps(card(finding, look, filters, where))


def content_of(cards: Mapping[str, str], look: str) -> PageContent:
    """Return the content of a page of cards that are there already, by the code of their finding."""
    common = json.dumps(
        {
            "colours": _colours(tokens(look)),
            "scheme": chart_theme(look).name,
            "locale": chart_locale(),
            "words": {
                "chart": say("Chart"),
                "map": say("Map"),
                "table": say("Table"),
                "menu": say("What can be done with this chart"),
                "marks": say("Arrow keys go from mark to mark, Enter filters."),
                "onlyMarks": say("Arrow keys go from mark to mark."),
            },
        }
    )
    return PageContent(common, cards)


class ChartView(QWidget):
    """Shows cards with a chart each. A click on a mark is told as the code of its finding and group.

    Signals:
        act_wanted: The user has chosen from the menu of a chart. args: the Finding, the Act, the mark it
            was asked for ("" for none)
        gave_up: The process that draws died twice within a minute; tables are shown instead
    """

    mark_clicked = Signal(str, str)
    painted = Signal(str)
    act_wanted = Signal(object, str, str)
    gave_up = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._content: PageContent | None = None
        self._findings: tuple[Finding, ...] = ()
        self._figures: tuple[KeyFigure, ...] = ()
        self._web: WebCharts | None = None
        self._tables: FindingTables | None = None
        self.offers: Callable[[Finding, str], Collection[Act]] = lambda *_: ()
        self.is_kept: Callable[[Finding, str], bool] = lambda *_: False

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is shown."""
        return self._findings

    @property
    def in_sight(self) -> tuple[str, ...]:
        """The codes of what is seen without scrolling on, from top to bottom; the others can wait."""
        return self._web.in_sight if self._web is not None else ()

    @property
    def web(self) -> WebCharts | None:
        """The web view, once charts are drawn in one."""
        return self._web

    @property
    def tables(self) -> FindingTables | None:
        """The tables, where they are shown instead of charts."""
        return self._tables

    def show_card(self, code: str, card: str) -> None:
        """Show one card anew, before the others are there."""
        if self._web is not None:
            self._web.show_card(code, card)

    @property
    def figures(self) -> tuple[KeyFigure, ...]:
        """The numbers above the charts."""
        return self._figures

    def show_content(
        self, content: PageContent, findings: Sequence[Finding], figures: Sequence[KeyFigure] = ()
    ) -> None:
        """Show these cards, and above them these numbers, which scroll with them.

        content comes from page_content, computed outside the window's thread.
        """
        self._content, self._findings, self._figures = content, tuple(findings), tuple(figures)
        self._open()
        if self._web is not None:
            self._web.show_content(content, self._figures)
        elif self._tables is not None:
            self._tables.show_findings(self._findings, self._figures)

    def on_paper(self, head: PaperHead, content: PageContent, then: Callable[[Any], None]) -> None:
        """Draw every chart as it stands on paper, then call with the web view; `off_paper` goes back."""
        assert self._web is not None
        self._web.on_paper(head.as_json(), content, then)

    def off_paper(self) -> None:
        """Show the charts as before."""
        if self._web is not None and self._content is not None:
            self._web.off_paper(self._content)

    def show_busy(self) -> None:
        """Make the charts pale while new ones are computed; the page is opened meanwhile."""
        self._open()
        if self._web is not None:
            self._web.show_busy()

    def draw_again(self) -> None:
        """Draw charts again after tables had to take their place."""
        if self._tables is not None and has_web_engine():
            self._drop(self._tables)
            self._tables = None
            self._open()
            if self._web is not None and self._content is not None:
                self._web.show_content(self._content, self._figures)

    def open_menu(self, code: str, where: QPoint, mark: str = "") -> ChartMenu | None:
        """Open the menu of a chart at a point of the screen. mark: code of the bar it was asked for."""
        finding = next((one for one in self._findings if one.code == code), None)
        if finding is None:
            return None
        menu = ChartMenu(
            self.offers(finding, mark),
            words_of(mark, finding),
            self,
            can_filter=filters_at_all(finding),
            is_kept=self.is_kept(finding, mark),
        )
        menu.chosen.connect(lambda act: self._chosen(finding, act, mark))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(where)
        return menu

    def _chosen(self, finding: Finding, act: str, mark: str) -> None:
        if act == Act.FILTER:
            self.mark_clicked.emit(finding.code, mark)
        else:
            self.act_wanted.emit(finding, act, mark)

    def close_page(self) -> None:
        """Let the page of the web view go before the application ends."""
        if self._web is not None:
            self._web.close_page()

    def _open(self) -> None:
        """Make the web view when there is something to show; one that nobody looks at costs 100 MB."""
        if self._web is not None or self._tables is not None:
            return
        if not has_web_engine():
            self._show_tables(self.tr("Charts cannot be drawn on this machine; the tables have the numbers."))
            return
        from ui.widgets.web_charts import WebCharts

        self._web = WebCharts()
        self._web.mark_clicked.connect(self.mark_clicked)
        self._web.painted.connect(self.painted)
        self._web.menu_wanted.connect(self.open_menu)
        self._web.gave_up.connect(self._fall_back)
        self._box.addWidget(self._web)

    def _fall_back(self) -> None:
        assert self._web is not None
        self._web.close_page()
        self._drop(self._web)
        self._web = None
        words = self.tr("The part that draws charts stopped twice. The tables have the same numbers.")
        self._show_tables(words, can_try_again=True)
        self.gave_up.emit()

    def _show_tables(self, words: str, can_try_again: bool = False) -> None:
        self._tables = FindingTables(words, can_try_again)
        self._tables.menu_wanted.connect(self.open_menu)
        self._tables.again_wanted.connect(self.draw_again)
        self._tables.show_findings(self._findings, self._figures)
        self._box.addWidget(self._tables)

    def _drop(self, part: QWidget) -> None:
        self._box.removeWidget(part)
        part.hide()
        part.deleteLater()


def _colours(chosen: Tokens) -> dict[str, str]:
    return {
        "background": chosen.window,
        "surface": chosen.surface,
        "raised": chosen.raised,
        "text": chosen.text,
        "muted": chosen.muted,
        "line": chosen.line,
        "edge": chosen.edge,
        "accent": chosen.accent,
        "chosen": chosen.chosen,
    }
