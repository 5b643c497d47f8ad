"""Every finding carries what it needs; cooperatives, survey, flow, filters, data date, definitions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pandas as pd
import pytest

from advocacy.analysis import numbers
from advocacy.analysis.data_date import data_date
from advocacy.analysis.definitions import definition, definitions
from advocacy.analysis.filtering import cases_kept, filter_choices, filter_words
from advocacy.analysis.finding import Chart, Estimate, Finding, State, Unit
from advocacy.analysis.findings import finding, findings
from advocacy.analysis.survey.questions import answers_by
from advocacy.importing.questionnaire import Choice, Question, QuestionKind, Questionnaire
from advocacy.workspace import Filter, Workspace
from tests.analysis.cooperatives.test_periods import full
from tests.analysis.survey.test_questions import LICENCE, SEX, survey
from tests.makers import cases, table, workspace
from tests.survey_makers import plain_question, survey_of


@pytest.fixture(scope="module")
def sample() -> Workspace:
    from advocacy.sample import open_sample

    return open_sample()


def test_every_finding_of_the_sample_is_complete(sample: Workspace) -> None:
    found = findings(sample)
    assert len(found) >= 20
    for one in found:
        assert one.headline and one.base and one.method and one.caveats is not None, one.code
        assert definition(one.code).does_not_show
        assert one.sources and one.example
        for estimate in one.estimates:
            assert estimate.n >= 5 or estimate.state is not State.SHOWN, (one.code, estimate)
            if estimate.state is State.SHOWN and estimate.value is not None:
                assert estimate.rows is not None, one.code
                if estimate.low is not None and estimate.high is not None:
                    assert estimate.low <= estimate.value <= estimate.high, (one.code, estimate)


def test_the_sample_is_as_promised(sample: Workspace) -> None:
    sizes = {t.name: len(t) for t in sample.tables}
    assert 1250 <= sizes["licensing_case"] <= 1350
    assert sizes["cooperative"] == 60
    assert sizes["cooperative_statistics"] == 480
    frame = sample.table("licensing_case").frame  # type: ignore[union-attr]
    assert 0.38 <= frame["date_decided"].isna().mean() <= 0.42
    assert frame["association"].nunique() == 6
    assert sample.settings.example


def test_definitions_have_no_orphans(sample: Workspace) -> None:
    """The sample and two workspaces with what it lacks use every definition there is."""
    days = [date(2024, 1, 1)] * 10
    paid = workspace(
        cases(days, days, official_fee=[1.0] * 10, monthly_income=[9.0] * 10, days_lost=[2.0] * 10),
        table(
            "reference_rate",
            {"kind": ["income"], "key": ["Examplia"], "date": [date(2023, 1, 1)], "value": [300.0]},
        ),
    )
    old_law = workspace(
        cases(days, days, hurdles=["fees"] * 10, legal_basis=["Mining Act"] * 10),
        table("legal_provision", {"law": ["Mining Act"], "year_enacted": [1990]}),
    )
    told = survey_of(
        {"when": ["2024-01-01"] * 10, "why": ["the office is far away"] * 10},
        (plain_question("when", QuestionKind.DATE), plain_question("why", QuestionKind.TEXT)),
    )
    held = (sample, full(), full(periods=5), paid, old_law, told)
    found = [one for each in held for one in findings(each)]
    crossed = answers_by(survey(), survey().tables[0], LICENCE, SEX)
    assert crossed is not None
    assert {definition(one.code).code for one in (*found, crossed)} == set(definitions())


def test_progress_and_order_are_stable(sample: Workspace) -> None:
    shares: list[float] = []
    first = findings(sample, lambda share, doing="", /: shares.append(share))
    assert shares == sorted(shares)
    assert shares[-1] == 1
    assert [one.code for one in first] == [one.code for one in findings(sample)]


def _coops(**more: list[object]) -> Workspace:
    size = 8
    columns = {
        "cooperative_id": [f"{i // 2:03d}" for i in range(size)],
        "period_start": [date(2024, 1 + 3 * (i % 2), 1) for i in range(size)],
        "members": [50.0] * size,
        "members_women": [10.0 + 10 * (i % 2) for i in range(size)],
    }
    return workspace(table("cooperative_statistics", {**columns, **more}))


def test_only_the_latest_period_of_a_cooperative_counts() -> None:
    held = _coops()
    found = finding(
        replace(held, settings=replace(held.settings, smallest_group=2)), "cooperatives.women_share"
    )
    assert found.overall is not None
    assert found.overall.value == pytest.approx(20 / 50)
    assert (found.overall.n, found.overall.numerator, found.overall.denominator) == (4, 80, 200)


def test_impossible_returns_are_left_out_and_counted() -> None:
    held = _coops(members_women=[10.0] * 6 + [10.0, 90.0])
    found = finding(
        replace(held, settings=replace(held.settings, smallest_group=2)), "cooperatives.women_share"
    )
    assert found.overall is not None
    assert (found.overall.n, found.overall.missing) == (3, 1)
    assert "1 return contradicts itself" in " ".join(found.caveats)


def _survey() -> Workspace:
    size = 40
    ticks = {
        "why/fees": [1 if i % 2 else 0 for i in range(size)],
        "why/far": [1 if i % 4 == 1 else 0 for i in range(size)],
    }
    asked = table("survey", {"licence": ["Yes" if i < 10 else "No" for i in range(30)] + [None] * 10})
    frame = asked.frame.assign(**{k: pd.Series(v, dtype="Int8") for k, v in ticks.items()})
    frame.loc[35:, list(ticks)] = pd.NA
    questions = (
        Question(
            "licence",
            "Do you hold a licence?",
            QuestionKind.SINGLE,
            "licence",
            (Choice("Yes", "Yes"), Choice("No", "No")),
        ),
        Question(
            "why",
            "Why?",
            QuestionKind.MULTIPLE,
            "",
            (Choice("fees", "Fees", "why/fees"), Choice("far", "Far", "why/far")),
        ),
        Question("name", "Name", QuestionKind.TEXT, "name"),
    )
    return workspace(replace(asked, frame=frame, questionnaire=Questionnaire("Form", questions)))


def test_single_answers_are_shares_of_those_who_answered() -> None:
    found = finding(_survey(), "survey.answers.survey.licence")
    assert [(one.label, one.value, one.n, one.missing) for one in found.estimates] == [
        ("No", pytest.approx(2 / 3), 30, 10),
        ("Yes", pytest.approx(1 / 3), 30, 10),
    ]
    assert "not of all members" in " ".join(found.caveats)


def test_several_answers_name_both_bases() -> None:
    found = finding(_survey(), "survey.answers.survey.why")
    assert found.estimates[0].n == 35
    assert found.estimates[0].numerator == 17
    fees = next(one for one in found.estimates if one.group == "why/fees" and one.series == "answers")
    assert fees.value == pytest.approx(17 / 26) and fees.denominator == 26
    assert dict(found.series_labels) == {"answers": "Of all answers"}
    assert any("18 ticked nothing" in said for said in numbers.remarks(found))


def test_texts_are_no_findings() -> None:
    assert {one.code for one in findings(_survey())} == {
        "survey.answers.survey.licence",
        "survey.answers.survey.why",
    }


def test_flow_balances() -> None:
    applied = [date(2024, 1, 1) + timedelta(days=i) for i in range(300)]
    decided = [day + timedelta(days=60) if i % 3 else None for i, day in enumerate(applied)]
    found = finding(workspace(cases(applied, decided), data_date=date(2024, 12, 31)), "licensing.flow")
    value = {(one.group, one.series): one.value or 0 for one in found.estimates}
    groups = list(dict.fromkeys(one.group for one in found.estimates))
    waiting = 0.0
    for group in groups:
        waiting += value[group, "applied"] - value[group, "decided"]
        assert waiting == value[group, "waiting"]
        assert all(value[group, s] == 0 or value[group, s] >= 5 for s in ("applied", "decided", "waiting"))
    assert waiting == 100


def test_too_few_over_time_are_not_shown() -> None:
    days = [date(2020, 1, 1), date(2021, 1, 1), date(2022, 1, 1)]
    found = finding(workspace(cases(days, [None] * 3), data_date=date(2023, 1, 1)), "licensing.flow")
    assert {one.state for one in found.estimates} == {State.SUPPRESSED}


@pytest.mark.parametrize(
    ("applied", "decided", "recorded", "expected"),
    [
        ([date(2024, 1, 5)], [date(2024, 6, 1)], [date(2024, 7, 1)], date(2024, 7, 1)),
        ([date(2024, 1, 5)], [date(2024, 6, 1)], [None], date(2024, 6, 1)),
        ([date(2024, 1, 5)], [date(2031, 6, 1)], [None], date(2024, 1, 5)),
        ([None], [None], [None], None),
    ],
)
def test_the_data_date_is_the_latest_plausible_day(
    applied: list[date | None], decided: list[date | None], recorded: list[date | None], expected: date | None
) -> None:
    assert data_date(workspace(cases(applied, decided, date_recorded=recorded))) == expected


def test_a_stray_day_is_not_the_data_date() -> None:
    applied = [date(2014, 1, 1) + timedelta(days=i) for i in range(400)]
    decided = [*[None] * 399, date(2015, 10, 25)]
    assert data_date(workspace(cases(applied, decided))) == applied[-1]


def test_filters_are_said_and_counted() -> None:
    held = workspace(
        cases(
            [date(2024, 1, 1)] * 10,
            [None] * 10,
            region=["North"] * 6 + ["north", "South", "South", None],
            gender=["female"] * 5 + ["male"] * 5,
            mineral=["gold sand"] * 5 + ["gold"] * 5,
        )
    )
    choices = {choice.field: choice.values for choice in filter_choices(held)}
    assert choices["region"] == (("north", "North", 7), ("south", "South", 2))
    assert ("gold", "Gold", 10) in choices["mineral"]
    assert "status" not in choices  # one value only: nothing to choose
    filtered = held.with_filter(Filter("region", ("north",))).with_filter(Filter("gender", ("female",)))
    assert cases_kept(filtered) == (5, 10)
    assert filter_words(filtered) == ("Region: North", "Gender: Female")
    assert cases_kept(filtered.without_filters()) == (10, 10)
    assert cases_kept(held.with_filter(Filter("date_applied", ("2024-02-01", "")))) == (0, 10)
    assert cases_kept(held.with_filter(Filter("region", ("nowhere",)))) == (0, 10)


@pytest.mark.parametrize(
    ("unit", "low", "high", "text"),
    [
        (Unit.DAYS, 201.0, 230.0, "201 to 230 days"),
        (Unit.DAYS, 13.0, None, "13 days or more"),
        (Unit.SHARE, 0.126, 0.167, "13% to 17%"),
        (Unit.MONEY, 1174.4, 1286.0, "1,174 to 1,286 KTS"),
        (Unit.DAYS, None, None, "–"),
    ],
)
def test_intervals_in_words(unit: Unit, low: float | None, high: float | None, text: str) -> None:
    one = Estimate(value=1.0, low=low, high=high)
    found = Finding("x", "X", "", unit, Chart.NUMBER, "", (one,), "", currency="KTS")
    assert numbers.interval(one, found) == text
