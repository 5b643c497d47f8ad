"""Every mark that filters keeps what it stands for, says so, stays among the others, survives in a file."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from advocacy.analysis.data_date import data_date
from advocacy.analysis.filtering import CASES, RETURNS, cases_kept, filter_words, rows_kept
from advocacy.analysis.finding import Chart, Finding
from advocacy.analysis.findings import cooperatives, findings, licensing
from advocacy.analysis.licensing.case_timing import case_timing
from advocacy.analysis.period_filter import DECIDED, FILED, PERIOD
from advocacy.analysis.traits import LOANS, PAID_FOR, TRAINED_IN, WAITING_ON
from advocacy.charts.draw import draw
from advocacy.charts.mark import mark_of, marks_kept
from advocacy.sample import open_sample
from advocacy.workspace import BurdenInputs, Filter, Workspace
from advocacy.workspace.file import WorkspaceFile
from tests.analysis.cooperative_workspaces import Q1, Q2, Q3, each, held, register
from tests.makers import cases, table, workspace

_DAY = date(2024, 1, 1)


@cache
def _sample() -> Workspace:
    return open_sample()


def _by_code(made: Workspace) -> dict[str, Finding]:
    return {one.code: one for one in (*licensing(made), *cooperatives(made))}


def _told(one: Finding) -> list[tuple[str, float | None, int]]:
    return [(mark_of(each, one), each.value, each.n) for each in one.estimates]


# --- periods ---


@pytest.mark.parametrize("field", [FILED, DECIDED, WAITING_ON])
def test_a_period_of_the_flow_keeps_the_cases_behind_its_mark(field: str) -> None:
    made = _sample()
    flow = _by_code(made)["licensing.flow"]
    counted = [one for one in flow.estimates if one.keeps and one.keeps.field == field and one.value]
    assert len(counted) > 3
    told_cases = made.table(CASES)
    assert told_cases is not None
    timing = case_timing(told_cases, data_date(made))
    for one in counted[:: len(counted) // 3]:
        assert one.keeps and one.rows
        kept = made.with_filter(one.keeps)
        rows = np.flatnonzero(rows_kept(kept, told_cases))
        assert set(one.rows.positions) <= set(rows)
        after = _by_code(kept)
        again = after["licensing.flow"]
        assert _told(again) == _told(flow)
        assert marks_kept(again, kept.filters) == {mark_of(one, flow)}
        time = after["licensing.hurdles"]
        assert time.filters == filter_words(kept)
        beside = sorted(set(rows) - set(one.rows.positions))  # whose days contradict each other: in no curve
        assert not timing.timed[beside].any()


def test_the_chosen_bar_is_the_only_one_that_is_not_pale() -> None:
    flow = _by_code(_sample())["licensing.flow"]
    chosen = mark_of(flow.estimates[4], flow)
    bars = [trace["marker"]["opacity"] for trace in draw(flow, selected=frozenset({chosen}))["data"]]
    assert sorted(opacity for bar in bars for opacity in bar)[-2:] == [0.35, 1.0]
    assert all("opacity" not in trace["marker"] for trace in draw(flow)["data"])


def test_waiting_is_filed_by_the_day_and_not_decided_by_it() -> None:
    days = [_DAY, _DAY, _DAY, _DAY + timedelta(10), None]
    done = [None, _DAY + timedelta(5), _DAY + timedelta(6), None, None]
    made = workspace(cases(days, done)).with_filter(Filter(WAITING_ON, ("2024-01-06",)))
    assert rows_kept(made, made.tables[0]).tolist() == [True, False, True, False, False]
    assert filter_words(made) == ("waiting on 6 January 2024 (long waits are met more often among them)",)


@pytest.mark.parametrize("values", [("",), ("no day",), ("2024-13-40",)])
def test_a_day_nobody_can_read_keeps_nobody_and_is_no_error(values: tuple[str, ...]) -> None:
    made = workspace(cases([_DAY] * 9, [None] * 9)).with_filter(Filter(WAITING_ON, values))
    assert cases_kept(made) == (0, 9) and filter_words(made)
    assert tuple(findings(made)) is not None


def test_decided_says_that_those_still_waiting_are_left_out() -> None:
    made = workspace(cases([_DAY] * 12, [_DAY + timedelta(9)] * 6 + [None] * 6))
    kept = made.with_filter(Filter(DECIDED, ("2024-01-01", "2024-01-31")))
    assert cases_kept(kept) == (6, 12)
    (words,) = filter_words(kept)
    assert words.startswith("decided from 1 January 2024 to 31 January 2024 (")
    assert words.endswith("(those still waiting left out, so that waits look shorter)")


def test_what_came_after_the_data_date_is_in_no_period() -> None:
    """With a day that the user sets, what was decided later was waiting on it, here as in the chart."""
    days = [_DAY + timedelta(days=i) for i in range(60)]
    done = [day + timedelta(days=60) for day in days]
    made = workspace(cases(days, done), data_date=date(2024, 3, 20))
    flow = _by_code(made)["licensing.flow"]
    last = {one.series: one for one in flow.estimates if one.group == flow.estimates[-1].group}
    assert last["waiting"].keeps == Filter(WAITING_ON, ("2024-03-20",))
    for series in ("decided", "waiting"):
        keeps = last[series].keeps
        assert keeps is not None
        assert cases_kept(made.with_filter(keeps))[0] == last[series].value


def test_two_marks_of_one_chart_stay_among_the_others_beside_a_longer_time() -> None:
    made = _sample().with_filter(Filter(FILED, ("2024-01-01", "2025-06-30")))
    flow = _by_code(made)["licensing.flow"]
    assert marks_kept(flow, made.filters) == frozenset()
    one = next(each for each in flow.estimates if each.series == "decided" and each.value)
    assert one.keeps
    both = made.with_filter(one.keeps)
    again = _by_code(both)["licensing.flow"]
    assert _told(again) == _told(flow)
    assert again.filters == filter_words(made)


@pytest.mark.parametrize(
    "code",
    ["members_over_time", "production_by_year", "reporting_by_period"],
)
def test_a_period_of_the_returns_stays_among_the_others(code: str) -> None:
    made = _sample()
    before = _by_code(made)[f"cooperatives.{code}"]
    one = before.estimates[len(before.estimates) // 2]
    assert one.keeps is not None and one.keeps.field == PERIOD
    kept = made.with_filter(one.keeps)
    after = _by_code(kept)
    assert _told(after[before.code]) == _told(before)
    assert mark_of(one, before) in marks_kept(after[before.code], kept.filters)
    returns = made.table(RETURNS)
    assert returns is not None and one.rows is not None
    if code != "reporting_by_period":  # its rows are one for each cooperative, whatever it reports
        assert set(one.rows.positions) <= set(np.flatnonzero(rows_kept(kept, returns)))
    words = next(iter(filter_words(kept, RETURNS)))
    assert words in after["cooperatives.members"].filters


@pytest.mark.parametrize(
    "chosen", [Filter(FILED, ("2024-01-01", "2024-12-31")), Filter(WAITING_ON, ("2024-06-30",))]
)
def test_of_a_chosen_time_no_year_of_applications_is_measured(chosen: Filter) -> None:
    """How many are kept then says how long the time is, and "0 a year" would be a cost of nothing."""
    made = _sample()
    assert "licensing.burden" in _by_code(made)
    kept = made.with_filter(chosen)
    assert "licensing.burden" not in _by_code(kept)
    burden = BurdenInputs(applications_per_year=500)
    stated = replace(kept, settings=replace(kept.settings, burden=burden))
    assert "licensing.burden" in _by_code(stated)


# --- parts of cost ---


def _paying(**more: object) -> Workspace:
    size = 30
    days = [_DAY + timedelta(days=i) for i in range(size)]
    costs = {
        "official_fee": [100.0] * size,
        "travel_cost": [None if i < 3 else 20.0 * (i % 2) for i in range(size)],
        "consultant_cost": [50.0 if i < 12 else 0.0 for i in range(size)],
        "informal_payment": [9.0] * size,
    }
    return workspace(cases(days, [None] * size, **{**costs, **more}))  # type: ignore[arg-type]


def test_a_part_of_cost_keeps_who_paid_for_it_and_says_whose_is_not_recorded() -> None:
    made = _paying()
    parts = _by_code(made)["licensing.cost_parts"]
    assert parts.dimension == PAID_FOR
    kept = made.with_filter(Filter(PAID_FOR, ("travel_cost",)))
    assert cases_kept(kept) == (14, 30)
    (words,) = filter_words(kept)
    assert words == "with travel cost above 0 (those where it is not recorded left out)"
    after = _by_code(kept)
    assert _told(after[parts.code]) == _told(parts)
    fee = after["licensing.official_cost"].overall
    assert fee is not None and (fee.n, fee.missing) == (14, 0)
    assert after["licensing.official_cost"].filters == (words,)


def test_one_part_or_the_other_is_enough() -> None:
    made = _paying().with_filter(Filter(PAID_FOR, ("travel_cost", "consultant_cost")))
    assert cases_kept(made)[0] == 14 + 12 - 5
    assert filter_words(made)[0].startswith("with travel cost or consultant cost above 0")


@pytest.mark.parametrize("value", ["informal_payment", "case_id", "no such field", ""])
def test_nothing_but_a_part_of_the_cost_is_looked_at(value: str) -> None:
    """Whether somebody paid without receipt is secret: no filter may tell it, whoever wrote the file."""
    made = _paying().with_filter(Filter(PAID_FOR, (value,)))
    assert cases_kept(made)[0] == 0
    assert "informal" not in " ".join(filter_words(made)).lower()


# --- topics of training and steps of loans ---


def _trained() -> Workspace:
    rows = each(12, Q1, people_trained=5, members=20, training_topic="Retorts, mercury / amalgam")
    rows += [
        (
            f"C{n:02d}",
            Q2,
            {"people_trained": 5, "members": 30, "training_topic": "retorts, Mercury / Amalgam "},
        )
        for n in range(12, 18)
    ]
    rows += [
        (f"C{n:02d}", Q2, {"people_trained": 9, "members": 40, "training_topic": "Law"}) for n in range(8)
    ]
    rows += [
        (f"C{n:02d}", Q3, {"people_trained": 0, "members": 50, "training_topic": "Law"}) for n in range(30)
    ]
    return held(rows, register([f"C{n:02d}" for n in range(30)], region=["North", "South"] * 15))


def test_a_topic_keeps_the_cooperatives_that_trained_on_it_with_all_their_returns() -> None:
    made = _trained()
    topics = _by_code(made)["cooperatives.training_topics"]
    code = next(one.group for one in topics.estimates if "mercury" in one.group)
    kept = made.with_filter(Filter(TRAINED_IN, (code,)))
    assert cases_kept(kept, "cooperative") == (18, 30)
    returns = made.table(RETURNS)
    assert returns is not None
    mine = set(returns.frame["cooperative_id"][rows_kept(kept, returns)])
    assert mine == {f"C{n:02d}" for n in range(18)}
    words = ("cooperatives with training on “Retorts, mercury / amalgam”",)
    assert filter_words(kept, "cooperative") == filter_words(kept, RETURNS) == words
    after = _by_code(kept)
    members = after["cooperatives.members"]
    assert members.overall is not None and members.overall.value == 18 * 50 and members.filters == words
    assert after["cooperatives.reporting"].filters == words
    again = after[topics.code]
    assert {one.group for one in again.estimates} == {one.group for one in topics.estimates}
    assert again.filters == () and marks_kept(again, kept.filters) == {code}


def test_a_return_without_training_is_no_training_on_its_topic() -> None:
    kept = _trained().with_filter(Filter(TRAINED_IN, ("law",)))
    assert cases_kept(kept, "cooperative")[0] == 8


def test_a_topic_is_looked_for_in_the_time_that_is_kept() -> None:
    kept = _trained().with_filter(Filter(PERIOD, ("2024-04-01", "2024-06-30")))
    codes = [one.group for one in _by_code(kept)["cooperatives.training_topics"].estimates]
    code = next(one for one in codes if "mercury" in one)
    assert cases_kept(kept.with_filter(Filter(TRAINED_IN, (code,))), "cooperative")[0] == 6


def test_a_step_of_the_funnel_keeps_who_has_got_so_far() -> None:
    rows = each(24, Q1, members=10, loans_needed=9, loans_applied=0, loans_granted=0)
    rows += [(f"C{n:02d}", Q2, {"members": 10, "loans_needed": 9, "loans_applied": 4}) for n in range(16)]
    rows += [
        (f"C{n:02d}", Q3, {"members": 10, "loans_needed": 9, "loans_applied": 4, "loans_granted": 2})
        for n in range(9)
    ]
    made = held(rows)  # cooperatives in no register are kept by what they report all the same
    funnel = _by_code(made)["cooperatives.loan_funnel"]
    assert funnel.dimension == LOANS
    expected = {"applied_of_needed": 16, "granted_of_applied": 9, "granted_of_needed": 9}
    for one in funnel.estimates:
        kept = made.with_filter(Filter(LOANS, (one.group,)))
        members = _by_code(kept)["cooperatives.members"].overall
        assert members is not None and members.n == expected[one.group]
        again = _by_code(kept)[funnel.code]
        assert _told(again) == _told(funnel)
    both = made.with_filter(Filter(LOANS, ("applied_of_needed", "granted_of_needed", "granted_of_applied")))
    assert filter_words(both, RETURNS) == ("cooperatives with a loan applied for or a loan granted",)


@pytest.mark.parametrize("chosen", [Filter(LOANS, ("x",)), Filter(TRAINED_IN, ("",)), Filter(LOANS, ("",))])
def test_a_step_or_topic_nobody_knows_keeps_nobody_and_is_no_error(chosen: Filter) -> None:
    kept = _trained().with_filter(chosen)
    assert cases_kept(kept, "cooperative") == (0, 30)
    assert not [one for one in findings(kept) if one.code == "cooperatives.members"]


def test_without_returns_such_a_filter_bears_on_nothing() -> None:
    made = workspace(register(["C1", "C2"])).with_filter(Filter(LOANS, ("granted_of_needed",)))
    assert cases_kept(made, "cooperative") == (2, 2) and filter_words(made, "cooperative") == ()
    odd = workspace(table("cooperative_statistics", {"loans_granted": [1, 2]}), register(["C1"]))
    assert cases_kept(odd.with_filter(Filter(LOANS, ("granted_of_needed",))), "cooperative") == (0, 1)


def test_every_kind_is_kept_in_the_file(tmp_path: Path) -> None:
    chosen = (
        Filter(PAID_FOR, ("travel_cost",)),
        Filter(WAITING_ON, ("2024-03-31",)),
        Filter(TRAINED_IN, ("a, b / c",)),
        Filter(LOANS, ("granted_of_applied",)),
        Filter("survey.met", ("met/fees, high", "/odd")),
    )
    made = _paying()
    for one in chosen:
        made = made.with_filter(one)
    file = WorkspaceFile.create(tmp_path / "kept.groundswell")
    file.save(made, "Filter")
    file.close()
    opened = WorkspaceFile.open(tmp_path / "kept.groundswell")
    assert opened.workspace.filters == chosen
    opened.close()


def test_every_chart_over_time_says_what_its_marks_keep() -> None:
    for one in findings(_sample()):
        if one.chart is Chart.MONTHS:
            assert all(each.keeps for each in one.estimates), one.code
