"""What a click on a mark filters on: a group, a period, one at a time, back again, or nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from advocacy.analysis.definitions.clicks import click_words
from advocacy.analysis.finding import Chart, Estimate, Finding, Unit
from advocacy.analysis.survey.tally import OTHER_TICKS, OTHERS
from advocacy.analysis.traits import LOANS, PAID_FOR, TRAINED_IN
from advocacy.workspace import Filter, Workspace
from ui.clicked_mark import filter_of_mark, filters_at_all, is_kept

_SPRING, _SUMMER = Filter("period", ("2024-01-01", "2024-06-30")), Filter("period", ("2024-07-01", ""))


def _finding(*estimates: Estimate, chart: Chart = Chart.RANKED_BARS, dimension: str = "") -> Finding:
    return Finding("x.y", "Name", "Headline", Unit.SHARE, chart, "base", estimates, "method", dimension)


def _clicked(one: Finding, mark: str, made: Workspace) -> Workspace:
    found = filter_of_mark([one], one.code, mark)
    assert found is not None
    return found[1](made)


def _over_time() -> Finding:
    each = (
        Estimate(group="2024-06", label="H1", series="a", value=9.0, keeps=_SPRING),
        Estimate(group="2024-06", label="H1", series="b", value=9.0, keeps=Filter("other", ("2024-06-30",))),
        Estimate(group="2024-12", label="H2", series="a", value=9.0, keeps=_SUMMER),
        Estimate(group="2025-06", label="hidden", series="a"),
    )
    return replace(_finding(*each, chart=Chart.MONTHS), series_labels=(("a", "Filed"), ("b", "Waiting")))


def test_of_periods_one_is_kept_at_a_time_and_the_same_again_keeps_all() -> None:
    one, made = _over_time(), Workspace()
    made = _clicked(one, "2024-06/a", made)
    assert made.filters == (_SPRING,) and is_kept(one, "2024-06/a", made.filters)
    assert not is_kept(one, "2024-12/a", made.filters)
    made = _clicked(one, "2024-12/a", made)
    assert made.filters == (_SUMMER,)
    made = _clicked(one, "2024-06/b", made)  # of another series: beside the period
    assert [chosen.field for chosen in made.filters] == ["period", "other"]
    assert _clicked(one, "2024-12/a", _clicked(one, "2024-06/b", made)).filters == ()
    assert filter_of_mark([one], one.code, "2024-06/b") is not None
    label = filter_of_mark([one], one.code, "2024-06/a")
    assert label is not None and label[0] == "H1 (Filed)"


@pytest.mark.parametrize("mark", ["2025-06/a", "", "2024-06", "gone/a", "/"])
def test_a_period_that_is_hidden_or_not_there_filters_nothing(mark: str) -> None:
    assert filter_of_mark([_over_time()], "x.y", mark) is None


@pytest.mark.parametrize("code", ["met/a, b", "met/a/b", "/met", "decided", "~x", "met/*"])
def test_a_group_of_any_code_is_added_and_taken_back(code: str) -> None:
    one = _finding(Estimate(group=code, label="A"), Estimate(group="z", label="Z"), dimension="survey.met")
    made = _clicked(one, "z", _clicked(one, code, Workspace()))
    assert made.filters == (Filter("survey.met", (code, "z")),)
    assert is_kept(one, code, made.filters) and is_kept(one, "z", made.filters)
    assert _clicked(one, code, made).filters == (Filter("survey.met", ("z",)),)
    found = filter_of_mark([one], one.code, code)
    assert found is not None and found[0] == "A"


@pytest.mark.parametrize("mark", [OTHERS, OTHER_TICKS, "~others", ""])
def test_what_is_put_together_filters_nothing(mark: str) -> None:
    one = _finding(Estimate(group=mark, label="Others"), dimension="survey.met")
    assert filter_of_mark([one], one.code, mark) is None


def test_a_mark_of_no_group_filters_nothing_and_the_words_say_so() -> None:
    one = _finding(Estimate(group="law", label="Law", value=1.0))
    assert not filters_at_all(one) and filter_of_mark([one], one.code, "law") is None
    assert filter_of_mark([one], "other.code", "law") is None
    assert click_words(one).startswith("Nothing is filtered")


def test_every_kind_of_mark_says_what_its_click_keeps() -> None:
    ticks = _finding(Estimate(group="met/a", label="A"), dimension="survey.met")
    days = replace(_over_time(), code="survey.date.survey.when")
    said = [
        click_words(one)
        for one in (
            *(
                _finding(Estimate(group="g"), dimension=field)
                for field in (PAID_FOR, TRAINED_IN, LOANS, "region")
            ),
            _finding(Estimate(group="g/h"), chart=Chart.HEAT, dimension="region"),
            ticks,
            days,
            _over_time(),
            replace(_over_time(), code="licensing.flow"),
        )
    ]
    assert len(set(said)) == len(said)
    assert all(words.endswith("A second click takes it back.") for words in said)
