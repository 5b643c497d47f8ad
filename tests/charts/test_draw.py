"""Charts: valid figures for every finding and every state, harmless texts, marks that can be clicked."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta

import plotly.graph_objects as go
import pytest

from advocacy.analysis import numbers
from advocacy.analysis.finding import Chart, Estimate, Finding, State, Unit
from advocacy.analysis.findings import findings
from advocacy.charts.draw import draw
from advocacy.charts.frame import ink, ticks
from advocacy.charts.labels import shown
from advocacy.charts.letters import width
from advocacy.charts.theme import DARK, LIGHT, PRINT, Theme
from advocacy.wording import speaking
from tests.makers import cases, workspace
from tests.survey_makers import single, survey_of

PAYLOADS = [
    "<a href='http://x'>x</a>",
    "<script>alert(1)</script>",
    "a & b < c",
    "\u202eabc",
    "$x^2$",
    "%{y}",
    "x" * 300,
]


def _all_kinds() -> list[Finding]:
    applied = [date(2024, 1, 1) + timedelta(days=i) for i in range(80)]
    decided = [day + timedelta(days=30 + i) if i % 3 else None for i, day in enumerate(applied)]
    held = workspace(
        cases(
            applied,
            decided,
            region=["North" if i % 2 else "South" for i in range(80)],
            gender=["female" if i % 3 else "male" for i in range(80)],
            authority=["Office A" if i % 2 else "Office B" for i in range(80)],
            hurdles=["fees delay" if i % 2 else "fees" for i in range(80)],
            official_fee=[100.0] * 80,
            travel_cost=[50.0] * 80,
            status=[("granted" if i % 2 else "refused") if i % 3 else "pending" for i in range(80)],
        ),
        limit=60,
    )
    asked = survey_of(
        {"trust": [("Agree", "Neutral", "Disagree")[i % 3] for i in range(60)]},
        (single("trust", "Agree", "Neutral", "Disagree"),),
    )
    return [*findings(held), *findings(asked)]


@pytest.mark.parametrize("theme", [LIGHT, DARK, PRINT], ids=lambda t: t.name)
def test_every_finding_makes_a_valid_figure(theme: Theme) -> None:
    found = _all_kinds()
    assert {one.chart for one in found} >= set(Chart) - {Chart.DIVERGING}
    for one in found:
        figure = draw(one, theme)
        json.dumps(figure)  # plain values only: it travels to the page as data
        go.Figure(figure)
        assert figure["layout"]["height"] > 80
        assert "title" not in figure["layout"]


def _one(chart: Chart, labels: list[str], state: State = State.SHOWN) -> Finding:
    each = tuple(
        Estimate(
            group=f"g{i}",
            label=label,
            value=0.5 if state is State.SHOWN else None,
            low=0.4,
            high=None,
            n=20,
            state=state,
        )
        for i, label in enumerate(labels)
    )
    return Finding("survey.answers.s.q", "Q", "H", Unit.SHARE, chart, "b", each, "m", "region")


@pytest.mark.parametrize("chart", [Chart.RANKED_BARS, Chart.DOTS, Chart.STACK, Chart.NUMBER])
@pytest.mark.parametrize("payload", PAYLOADS)
def test_texts_of_data_stay_texts(chart: Chart, payload: str) -> None:
    text = json.dumps(draw(_one(chart, [payload, "b"])), ensure_ascii=False)
    for harm in ("<a", "<script", "\u202e", "href='"):
        if harm != "href='":
            assert harm not in text
    go.Figure(draw(_one(chart, [payload, "b"])))


def test_long_labels_are_cut_where_it_shows() -> None:
    assert shown("word " * 100).endswith("…")
    assert shown("a<b & c") == "a&lt;b &amp; c"
    assert shown("") == ""


@pytest.mark.parametrize("chart", [Chart.RANKED_BARS, Chart.DOTS, Chart.STACK, Chart.NUMBER])
@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("groups", [1, 40])
def test_every_state_can_be_drawn(chart: Chart, state: State, groups: int) -> None:
    figure = draw(_one(chart, [f"G{i}" for i in range(groups)], state))
    go.Figure(figure)
    if state is State.SUPPRESSED:
        assert "Too few" in figure["layout"]["annotations"][0]["text"]


def test_no_estimate_at_all() -> None:
    go.Figure(draw(_one(Chart.RANKED_BARS, [])))


def test_series_side_by_side_have_a_row_and_a_colour_each() -> None:
    kinds = {"law": State.SHOWN, "record": State.NOT_REACHED, "lived": State.SHOWN}
    each = tuple(
        Estimate(
            series=series,
            label=series.title(),
            value=90.0 if state is State.SHOWN else None,
            low=80.0 if series != "law" else None,
            n=20,
            state=state,
        )
        for series, state in kinds.items()
    )
    labels = tuple((one.series, one.label) for one in each)
    finding = Finding(
        "licensing.law_record_lived", "N", "H", Unit.DAYS, Chart.DOTS, "b", each, "m", "", labels
    )
    figure = draw(finding)
    go.Figure(figure)
    assert figure["layout"]["yaxis"]["ticktext"] == ["Law", "Record", "Lived"]
    assert len(set(figure["data"][0]["marker"]["color"])) == 3
    assert figure["data"][1]["text"][1].strip() == "not reached"


def test_marks_carry_their_group_and_paleness() -> None:
    finding = _one(Chart.RANKED_BARS, ["A", "B"])
    figure = draw(finding, LIGHT, frozenset({"g1"}))
    assert figure["data"][0]["customdata"] == ["g0", "g1"]
    colours = figure["data"][0]["marker"]["color"]
    assert colours[0].startswith("rgba") and colours[1] == LIGHT.bar


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda t: t.name)
def test_text_can_be_read_on_its_ground(theme: Theme) -> None:
    for letters in (theme.text, theme.muted, theme.reference):
        assert _contrast(letters, theme.background) >= 4.5, letters
    for colour in theme.palette:
        assert _contrast(ink(colour), colour) >= 4.5, colour
    assert all(_contrast(colour, DARK.background) >= 3 for colour in DARK.palette)
    assert _contrast(theme.bar, theme.background) >= 3
    assert _contrast(theme.bar, theme.text) >= 3


def _contrast(one: str, other: str) -> float:
    def luminance(colour: str) -> float:
        channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _scale(*shares: float, state: State = State.SHOWN) -> Finding:
    steps = tuple(
        Estimate(group=f"s{i}", label=f"Step {i}", value=share, n=100) for i, share in enumerate(shares)
    )
    last = replace(steps[-1], state=state, value=None if state is not State.SHOWN else shares[-1])
    each = (*steps[:-1], last)
    return Finding("survey.answers.s.q", "Q", "H", Unit.SHARE, Chart.DIVERGING, "b", each, "m")


def test_a_scale_has_its_middle_on_the_line() -> None:
    """Two steps left of it, two right, half of the middle one on each side; what is drawn adds up to all."""
    bars = draw(_scale(0.2, 0.1, 0.3, 0.25, 0.15))["data"]
    starts = [bar["base"][0] for bar in bars]
    assert starts == pytest.approx([-0.45, -0.25, -0.15, 0.15, 0.4])
    assert sum(bar["x"][0] for bar in bars) == pytest.approx(1)
    even = [bar["base"][0] for bar in draw(_scale(0.4, 0.3, 0.2, 0.1))["data"]]
    assert even == pytest.approx([-0.7, -0.3, 0.0, 0.2])


@pytest.mark.parametrize("theme", [LIGHT, DARK, PRINT], ids=lambda t: t.name)
@pytest.mark.parametrize("steps", [2, 3, 4, 5, 7, 11])
def test_the_steps_of_a_scale_are_told_apart(theme: Theme, steps: int) -> None:
    bars = draw(_scale(*[1 / steps] * steps), theme)["data"]
    colours = [bar["marker"]["color"] for bar in bars]
    assert len(set(colours)) == steps
    for bar in bars:
        assert _contrast(bar["textfont"]["color"], bar["marker"]["color"]) >= 4.5


def test_a_scale_with_a_hidden_step_has_bars() -> None:
    """Without the hidden step the others would stand in places that are not theirs."""
    figure = draw(_scale(0.4, 0.3, 0.3, state=State.SUPPRESSED))
    assert "base" not in figure["data"][0]


def test_a_further_series_is_a_mark_of_its_own() -> None:
    each = tuple(Estimate(group=g, label=g, value=v, n=20) for g, v in (("a", 30.0), ("b", 50.0)))
    law = Estimate(group="b", label="b", series="law", value=20.0, n=20)
    found = Finding(
        "licensing.step_times", "T", "H", Unit.DAYS, Chart.DOTS, "b", (*each, law), "m",
        series_labels=(("law", "Law"),),
    )  # fmt: skip
    marks = {trace.get("name"): trace for trace in draw(found)["data"]}
    assert (marks["Law"]["x"], marks["Law"]["y"]) == ([20.0], [1])


def test_a_value_is_written_behind_what_would_lie_in_it() -> None:
    """A limit or a mark close behind a value, or far beyond all of them."""
    each = tuple(
        Estimate(group=g, label=g, value=v, n=20) for g, v in (("a", 80.0), ("b", 200.0), ("c", 5.0))
    )
    law = tuple(Estimate(group=g, label=g, series="law", value=v) for g, v in (("b", 210.0), ("c", 300.0)))
    found = Finding(
        "licensing.step_times", "T", "H", Unit.DAYS, Chart.DOTS, "b", (*each, *law), "m",
        series_labels=(("law", "Law"),), reference=90.0, reference_label="limit",
    )  # fmt: skip
    figure = draw(found)
    assert figure["data"][1]["x"] == [90.0, 210.0, 5.0]
    assert figure["layout"]["xaxis"]["range"][1] > 300


@pytest.mark.parametrize("share", [0.31, 0.004])
def test_the_ticks_of_small_rates_are_not_all_nought(share: float) -> None:
    one = Estimate(value=share, low=0.0, high=share * 2, n=40)
    found = Finding("cooperatives.x", "N", "H", Unit.NUMBER, Chart.NUMBER, "b", (one,), "m")
    assert draw(found)["layout"]["xaxis"]["tickformat"] == ",.2~f"


def _crossed(rows: int, columns: int) -> Finding:
    places = [(f"r{r}", f"Region {r}") for r in range(rows)]
    answers = [(f"h{c}", f"<b>Hurdle</b> number {c}") for c in range(columns)]
    each = tuple(
        Estimate(f"{r}/{c}", f"{place}: {answer}", value=0.1 * (i % 9), n=20)
        for i, ((r, place), (c, answer)) in enumerate((x, y) for x in places for y in answers)
    )
    return Finding(
        "licensing.hurdles_by_region", "N", "H", Unit.SHARE, Chart.HEAT, "b", each, "m", "region",
        cross_labels=(tuple(places), tuple(answers)),
    )  # fmt: skip


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda t: t.name)
@pytest.mark.parametrize(("rows", "columns"), [(1, 1), (3, 2), (3, 12), (16, 12)])
def test_each_cell_of_a_table_is_drawn_written_and_can_be_clicked(
    theme: Theme, rows: int, columns: int
) -> None:
    figure = draw(_crossed(rows, columns), theme, frozenset({"r0"}))
    go.Figure(figure)
    assert "<b>" not in json.dumps(figure)
    marks = figure["data"][0]
    assert sorted(code for line in marks["customdata"] for code in line) == sorted(
        one.group for one in _crossed(rows, columns).estimates
    )
    assert len(figure["layout"]["annotations"]) == rows * columns
    named = figure["layout"]["yaxis" if len(marks["customdata"]) == rows else "xaxis"]["ticktext"]
    assert [name.startswith("<span") for name in named] == [False] + [True] * (rows - 1)


def test_a_hidden_cell_is_a_dot() -> None:
    made = _crossed(2, 2)
    hidden = Estimate("r0/h0", "x", state=State.SUPPRESSED)
    figure = draw(replace(made, estimates=(hidden, *made.estimates[1:])))
    assert figure["layout"]["annotations"][0]["text"] == "·"
    assert figure["data"][0]["z"][0][0] is None


@pytest.mark.parametrize("steps", [2, 3, 4, 5, 11])
def test_a_scale_lies_on_both_sides_of_its_middle(steps: int) -> None:
    each = tuple(Estimate(f"s{i}", f"Step {i}", value=1 / steps, n=20) for i in range(steps))
    made = Finding("survey.answers.s.q", "Q", "H", Unit.SHARE, Chart.DIVERGING, "b", each, "m")
    figure = draw(made)
    go.Figure(figure)
    starts = [bar["base"][0] for bar in figure["data"]]
    assert starts[0] == pytest.approx(-0.5)
    assert starts[-1] + 1 / steps == pytest.approx(0.5)
    for bar in figure["data"]:
        assert _contrast(bar["textfont"]["color"], bar["marker"]["color"]) >= 4.5


def test_of_a_scale_with_a_hidden_step_no_width_tells_it() -> None:
    each = (
        Estimate("a", "A", state=State.SUPPRESSED),
        *(Estimate(code, code, value=0.4, n=20) for code in "bc"),
    )
    figure = draw(Finding("survey.answers.s.q", "Q", "H", Unit.SHARE, Chart.DIVERGING, "b", each, "m"))
    assert all("base" not in bar for bar in figure["data"])


@pytest.mark.parametrize(("language", "mark"), [("en", None), ("fr", "20 %"), ("es", "20 %")])
def test_axes_write_shares_as_the_sentences_do(language: str, mark: str | None) -> None:
    with speaking(language):
        for one in _all_kinds():
            layout = draw(one, PRINT)["layout"]
            for axis in (layout.get("xaxis", {}), layout.get("yaxis", {})):
                if mark is None:
                    assert axis.get("tickmode") != "array" or axis["ticktext"][0] != numbers.percent(0)
                else:
                    assert axis.get("tickformat") != ".0%"
        curve = next(one for one in _all_kinds() if one.chart is Chart.SURVIVAL)
        marks = draw(curve)["layout"]["yaxis"].get("ticktext")
        assert mark is None or mark in [one.replace("\u202f", " ").replace("\xa0", " ") for one in marks]


@pytest.mark.parametrize("top", [0.0, 0.004, 0.05, 0.31, 1.0, 1.28, 9.0])
def test_an_axis_of_shares_has_a_few_marks_within_it(top: float) -> None:
    with speaking("fr"):
        made = ticks(Unit.SHARE, top)
    assert 1 <= len(made["tickvals"]) <= 12
    assert len({*made["ticktext"]}) == len(made["tickvals"])
    assert all(0 <= one <= top for one in made["tickvals"])


def test_labels_end_with_the_colon_of_the_language() -> None:
    stack = next(one for one in _all_kinds() if one.chart is Chart.STACK)
    with speaking("fr"):
        assert all("\xa0: " in one["name"].replace("\u202f", "\xa0") for one in draw(stack)["data"])


def test_days_of_a_curve_are_named_in_every_language() -> None:
    curve = next(one for one in _all_kinds() if one.chart is Chart.SURVIVAL)
    for language, day in (("en", "Day %{x"), ("sw", "Siku ya %{x")):
        with speaking(language):
            assert any(one.get("hovertemplate", "").startswith(day) for one in draw(curve)["data"])


def test_only_names_that_would_touch_make_a_chart_higher() -> None:
    def high(*labels: str) -> int:
        estimates = tuple(Estimate(group=str(i), label=one, value=0.5, n=9) for i, one in enumerate(labels))
        found = Finding("x", "X", "x", Unit.SHARE, Chart.RANKED_BARS, "b", estimates, "m")
        return int(draw(found)["layout"]["height"])

    long = "A name that takes two lines beside its bar"
    assert high("a", long, "b") == high("a", "b", "c") < high(long, long, "c")


def _rates(*each: tuple[float, float, float]) -> Finding:
    rows = tuple(
        Estimate(group=f"g{i}", label=f"Region {i}", value=value, low=low, high=high, n=20)
        for i, (value, low, high) in enumerate(each)
    )
    return Finding("cooperatives.deaths", "D", "H", Unit.NUMBER, Chart.RANKED_BARS, "b", rows, "m")


def _values(finding: Finding) -> list[str]:
    return [text.strip() for text in draw(finding)["data"][1]["text"]]


def test_a_value_at_the_end_of_its_interval_is_not_read_as_that_end() -> None:
    """Nothing happened, and the interval goes up to 0.42: "0" alone would stand where 0.42 is."""
    assert _values(_rates((0.0, 0.0, 0.42))) == ["0 (0 to 0.42)"]
    assert _values(_rates((0.5, 0.2, 0.9), (0.0, 0.0, 0.42))) == ["0.5", "0 (0 to 0.42)"]
    assert _values(_rates((1.02, 0.98, 1.06))) == ["1.02 (0.98 to 1.06)"]


def test_a_value_has_room_behind_its_bar_on_the_narrowest_card() -> None:
    reach = draw(_rates((1.02, 0.98, 1.06)))["layout"]["xaxis"]["range"][1]
    text = draw(_rates((1.02, 0.98, 1.06)))["data"][1]["text"][0]
    plot = 352 - width("Region 0", 13)
    assert plot * (1 - 1.06 / reach) >= width(text, 13) - 0.01
    assert draw(_rates((0.5, 0.2, 0.9), (0.4, 0.2, 0.9)))["layout"]["xaxis"]["range"][1] < 0.9 * 2


def test_an_axis_without_a_title_takes_no_room_for_one() -> None:
    for finding in _all_kinds():
        for name in ("xaxis", "yaxis"):
            assert draw(finding)["layout"][name].get("title", {"text": "x"})["text"]
