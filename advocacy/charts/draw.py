"""A finding as a Plotly figure: plain data, harmless texts, nothing fetched from anywhere."""

from __future__ import annotations

from collections.abc import Callable

from advocacy.analysis.finding import Chart, Finding, State
from advocacy.charts.bars import dots, ranked_bars
from advocacy.charts.diverging import diverging
from advocacy.charts.frame import Figure, empty
from advocacy.charts.heat import heat
from advocacy.charts.locale import chart_locale
from advocacy.charts.months import months
from advocacy.charts.picture import PlotlyFigure
from advocacy.charts.stack import stack
from advocacy.charts.survival_curves import survival_curves
from advocacy.charts.theme import LIGHT, Theme
from advocacy.wording import say

_DRAWERS: dict[Chart, Callable[[Finding, Theme, frozenset[str]], Figure]] = {
    Chart.SURVIVAL: survival_curves,
    Chart.INCIDENCE: survival_curves,
    Chart.RANKED_BARS: ranked_bars,
    Chart.DOTS: dots,
    Chart.STACK: stack,
    Chart.DIVERGING: diverging,
    Chart.MONTHS: months,
    Chart.HEAT: heat,
    Chart.NUMBER: ranked_bars,
}


def draw(finding: Finding, theme: Theme = LIGHT, selected: frozenset[str] = frozenset()) -> PlotlyFigure:
    """Return the chart of a finding; groups not selected are pale. The title is not in it.

    Its "locale" is the language it is drawn in, since a picture may be made after the language is spoken.

    Marks that stand for a group carry its code as customdata.
    """
    states = {one.state for one in finding.estimates}
    if states <= {State.SUPPRESSED}:
        return empty(theme, say("Too few cases to show."))
    if states <= {State.NO_DATA}:
        return empty(theme, say("No data for this chart."))
    if finding.chart in (Chart.SURVIVAL, Chart.INCIDENCE) and not finding.curves:
        return empty(theme, say("Too few cases to show."))
    return {**_DRAWERS[finding.chart](finding, theme, selected), "locale": chart_locale()}
