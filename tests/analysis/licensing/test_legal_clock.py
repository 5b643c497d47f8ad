"""The clock of the law: when it starts, in which days it runs, how steps side by side count, extensions."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest

from advocacy.analysis import numbers
from advocacy.analysis.finding import Companion, Finding, State
from advocacy.analysis.findings import finding, findings
from advocacy.analysis.licensing.cases import licensing_cases
from advocacy.analysis.licensing.critical_path import procedure
from advocacy.analysis.licensing.legal_limit import legal_limit, step_limits
from advocacy.analysis.licensing.legal_provisions import provisions, versions
from advocacy.importing.table import Table
from advocacy.workspace import Filter, Workspace
from tests.makers import cases, table, workspace

_ON = date(2024, 12, 31)
_START = date(2024, 1, 1)  # a Monday


def _law(**columns: list[Any]) -> Table:
    size = len(next(iter(columns.values())))
    return table("legal_provision", {"step": ["whole_procedure"] * size, **columns})


def _cases(waits: list[int | None], start: date = _START, **more: list[Any]) -> Table:
    decided = [start + timedelta(days=wait) if wait is not None else None for wait in waits]
    return cases([start] * len(waits), decided, **more)


def _share(held: Workspace) -> Finding:
    return finding(held, "licensing.within_limit")


def _companion(found: Finding, words: str) -> Companion:
    return next(one for one in found.companions if words in one.sentence)


def _path(held: Table) -> tuple[int, bool, bool]:
    version = versions(provisions(held), None, None)[-1]
    found = procedure(version.limits)
    return found.about, found.in_a_row, found.contradicts


# When the clock starts


def test_the_clock_starts_with_the_complete_file() -> None:
    complete = [_START + timedelta(days=30)] * 10 + [None] * 5
    held = workspace(
        _cases([50] * 15, date_complete=complete),
        _law(limit_days=[20], clock_starts=["complete"]),
        data_date=_ON,
    )
    found = _share(held)
    assert found.overall is not None
    assert (found.overall.value, found.overall.n, found.overall.missing) == (1.0, 10, 5)
    assert "from the complete file" in found.method
    assert any("missing here" in caveat for caveat in found.caveats)
    lived = finding(held, "licensing.time_to_decision").overall
    assert lived is not None and (lived.value, lived.n) == (50.0, 15), "lived from the application"


def test_days_that_contradict_each_other_start_no_clock() -> None:
    """Complete before the application, and complete after the decision."""
    complete = [_START - timedelta(days=3)] * 4 + [_START + timedelta(days=60)] * 3
    complete += [_START + timedelta(days=10)] * 8
    held = workspace(
        _cases([50] * 15, date_complete=complete),
        _law(limit_days=[40], clock_starts=["complete"]),
        data_date=_ON,
    )
    one = _share(held).overall
    assert one is not None and (one.n, one.missing, one.value) == (8, 7, 1.0)


def test_the_clock_starts_with_the_payment() -> None:
    held = workspace(
        _cases([50] * 10, date_paid=[_START + timedelta(days=45)] * 10),
        _law(limit_days=[5], clock_starts=["payment"]),
        data_date=_ON,
    )
    one = _share(held).overall
    assert one is not None and one.value == 1.0


def test_a_fee_paid_before_the_application_starts_the_clock_with_it() -> None:
    held = workspace(
        _cases([50] * 10, date_paid=[_START - timedelta(days=45)] * 10),
        _law(limit_days=[50], clock_starts=["payment"]),
        data_date=_ON,
    )
    one = _share(held).overall
    assert one is not None and (one.n, one.value) == (10, 1.0)


@pytest.mark.parametrize("starts", ["complete", "payment"])
def test_without_any_day_of_start_nothing_is_said_about_the_limit(starts: str) -> None:
    held = workspace(_cases([50] * 10), _law(limit_days=[5], clock_starts=[starts]), data_date=_ON)
    found = _share(held)
    assert found.overall is not None and found.overall.state is State.NO_DATA
    assert "compared" in found.headline
    codes = {one.code for one in findings(held)}
    assert not codes & {"licensing.days_over", "licensing.pending_age", "licensing.law_record_lived"}


@pytest.mark.parametrize("starts", [None, "when the minister feels like it", "application"])
def test_else_it_starts_with_the_application(starts: str | None) -> None:
    held = workspace(_cases([50] * 10), _law(limit_days=[50], clock_starts=[starts]), data_date=_ON)
    one = _share(held).overall
    assert one is not None and one.value == 1.0


# In which days it runs


def test_holidays_lengthen_the_limit() -> None:
    """Five working days from Monday the 1st end on the 8th; with Tuesday free, on the 9th."""
    law = _law(limit_days=[5], day_kind=["working"])
    plain = workspace(_cases([8] * 10), law, data_date=_ON)
    found = _share(plain)
    assert found.overall is not None and found.overall.value == 0.0
    assert any("holidays are not" in caveat for caveat in found.caveats)
    free = table("holiday", {"date": [date(2024, 1, 2)]})
    listed = _share(workspace(_cases([8] * 10), law, free, data_date=_ON))
    assert listed.overall is not None and listed.overall.value == 1.0
    assert any("imported (2024)" in caveat for caveat in listed.caveats)


def test_the_library_is_named() -> None:
    law = _law(limit_days=[5], day_kind=["working"], country=["Ghana"])
    found = _share(workspace(_cases([7] * 10), law, data_date=_ON))
    assert any("Ghana in the library" in caveat for caveat in found.caveats)
    of_cases = _law(limit_days=[5], day_kind=["working"])
    found = _share(workspace(_cases([7] * 10, country=["Kenya"] * 10), of_cases, data_date=_ON))
    assert any("Kenya in the library" in caveat for caveat in found.caveats)


def test_each_country_has_its_own_law() -> None:
    country = ["Ghana"] * 10 + ["Kenya"] * 10 + ["Peru"] * 10 + [None] * 5
    held = workspace(
        _cases([50] * 35, country=country),
        _law(limit_days=[60, 30], country=["Ghana", "Kenya"]),
        data_date=_ON,
    )
    one = _share(held).overall
    assert one is not None and (one.n, one.missing) == (25, 10), "no law of Peru; none stated: the commonest"
    assert one.numerator == 15.0


def test_a_country_spelled_otherwise_everywhere_does_not_matter() -> None:
    held = workspace(
        _cases([50] * 10, country=["Old Kantara"] * 10),
        _law(limit_days=[60], country=["Kantara"]),
        data_date=_ON,
    )
    one = _share(held).overall
    assert one is not None and one.n == 10


def test_each_type_of_licence_has_its_own_limit() -> None:
    kind = ["Small"] * 10 + ["Artisanal"] * 10 + ["Other"] * 10
    law = _law(limit_days=[60, 30], licence_type=["small", "artisanal"])
    found = _share(workspace(_cases([50] * 30, licence_type=kind), law, data_date=_ON))
    assert found.overall is not None and found.overall.numerator == 20.0
    assert any("type of licence" in caveat for caveat in found.caveats)


def test_a_limit_of_no_day() -> None:
    one = _share(workspace(_cases([0] * 10 + [1] * 10), _law(limit_days=[0]), data_date=_ON)).overall
    assert one is not None and one.value == pytest.approx(0.5)


def test_a_law_that_ended_without_another_holds_on_and_an_early_filing_has_the_first() -> None:
    days = [date(2005, 1, 1)] * 10 + [date(2021, 1, 1)] * 10
    held = workspace(
        cases(days, [day + timedelta(days=30) for day in days]),
        _law(limit_days=[40], valid_from=[date(2010, 1, 1)], valid_to=[date(2020, 1, 1)]),
        data_date=_ON,
    )
    one = _share(held).overall
    assert one is not None and (one.n, one.value) == (20, 1.0)


def test_limits_are_those_of_the_cases_kept() -> None:
    """A split that ignores a filter counts more cases than the filter keeps."""
    days = [date(2024, 3, 1), date(2024, 7, 1)] * 20
    held = workspace(
        cases(days, [day + timedelta(days=30) for day in days], region=["North"] * 20 + ["South"] * 20),
        _law(limit_days=[60, 20], valid_from=[date(2010, 1, 1), date(2024, 6, 1)]),
        data_date=_ON,
    ).with_filter(Filter("region", ("north",)))
    found = finding(held, "licensing.within_limit.by.region")
    assert {one.group: one.value for one in found.estimates if one.group} == {
        "north": pytest.approx(0.5),
        "south": pytest.approx(0.5),
    }


# Steps


def test_steps_in_a_row_add_up_and_steps_side_by_side_do_not() -> None:
    steps = ["registration", "environmental_permit", "technical_review", "decision"]
    days = [10, 40, 30, 20]
    assert _path(_law(step=steps, limit_days=days)) == (100, True, False)
    after = [None, "registration", "registration", "environmental_permit technical_review"]
    assert _path(_law(step=steps, limit_days=days, starts_after=after)) == (70, False, False)
    equal = _law(step=steps, limit_days=[10, 30, 30, 20], starts_after=after)
    assert _path(equal)[0] == 61, "the second of two that begin together begins a day later"


def test_steps_at_the_beginning_and_of_no_day() -> None:
    law = _law(step=["registration", "payment"], limit_days=[0, 0], starts_after=[None, "beginning"])
    assert _path(law) == (2, False, False)
    assert _path(_law(step=["registration", "payment"], limit_days=[0, 0])) == (2, True, False)


def test_a_circle_of_steps_is_broken_and_said() -> None:
    law = _law(
        step=["registration", "payment", "decision"],
        limit_days=[10, 20, 30],
        starts_after=["payment", "registration", "payment"],
    )
    assert _path(law) == (60, True, True)
    found = _share(workspace(_cases([50] * 10), law, data_date=_ON))
    assert any("circle" in caveat for caveat in found.caveats)


def test_a_step_after_one_that_is_not_there_follows_the_row_before() -> None:
    law = _law(step=["registration", "decision"], limit_days=[10, 20], starts_after=[None, "payment"])
    assert _path(law) == (30, True, False)


def test_working_days_of_one_step_only() -> None:
    """Ten calendar days from Monday the 1st end on Thursday the 11th; five working days on, the 18th."""
    law = _law(step=["registration", "decision"], limit_days=[10, 5], day_kind=["calendar", "working"])
    held = workspace(_cases([17] * 10 + [18] * 10), law, data_date=_ON)
    found = _share(held)
    assert found.overall is not None and found.overall.value == pytest.approx(0.5)
    kept = licensing_cases(held)
    assert kept is not None
    assert step_limits(kept) == {"registration": 10, "decision": 7}


def test_a_step_whose_law_is_younger_than_that_of_the_whole_is_known() -> None:
    law = _law(
        step=["whole_procedure", "filing"],
        limit_days=[90, 14],
        valid_from=[date(2015, 1, 1), date(2017, 1, 1)],
    )
    kept = licensing_cases(workspace(_cases([50] * 10), law, data_date=_ON))
    assert kept is not None
    limit = legal_limit(kept)
    assert limit is not None and limit.days == 90 and limit.caveats == ()
    assert step_limits(kept) == {"filing": 14}


def test_offices_with_a_step_of_the_same_name() -> None:
    law = _law(step=["technical_review"] * 2, authority=["District", "Ministry"], limit_days=[10, 30])
    assert _path(law)[0] == 40


# Extensions and stops


def test_extensions_are_printed_beside_the_limit_not_in_it() -> None:
    more = [30] * 10 + [None] * 10
    held = workspace(_cases([50] * 20, extension_days=more), _law(limit_days=[40]), data_date=_ON)
    found = _share(held)
    assert found.overall is not None and found.overall.value == 0.0
    extended = _companion(found, "extension").estimate
    assert (extended.value, extended.n) == (pytest.approx(0.5), 20)
    assert "Within the limit or the extension agreed on: 50%" in " ".join(numbers.remarks(found))
    plain = _share(workspace(_cases([50] * 20), _law(limit_days=[40]), data_date=_ON))
    assert not any("extension" in one.sentence for one in plain.companions)


def test_an_extension_of_few_is_not_told() -> None:
    more = [30] * 2 + [None] * 18
    found = _share(workspace(_cases([50] * 20, extension_days=more), _law(limit_days=[40]), data_date=_ON))
    assert not any("extension" in one.sentence for one in found.companions)


def _steps(spans: list[tuple[int, int | None]], turns: list[str], size: int = 10, **more: list[Any]) -> Table:
    columns: dict[str, list[Any]] = {
        "case_id": [f"C-{i:04d}" for _ in spans for i in range(size)],
        "step": ["filing"] * (size * (len(spans) - 1)) + ["decision"] * size,
        "date_started": [_START + timedelta(days=begin) for begin, _ in spans for _ in range(size)],
        "date_finished": [
            _START + timedelta(days=end) if end is not None else None for _, end in spans for _ in range(size)
        ],
        "waiting_for": [turn for turn in turns for _ in range(size)],
    }
    return table("licensing_step", {**columns, **more})


def test_the_share_with_the_clock_stopped() -> None:
    """Twenty cases of 100 days, ten with steps; 40 days were the applicant's, in spans that overlap."""
    steps = _steps([(0, 30), (20, 40), (40, 100)], ["applicant", "applicant", "authority"])
    found = _share(workspace(_cases([100] * 20), steps, _law(limit_days=[60]), data_date=_ON))
    stopped, whole = _companion(found, "clock stopped").estimate, _companion(found, "every day").estimate
    assert (stopped.value, stopped.n, stopped.missing) == (1.0, 10, 10)
    assert (whole.value, whole.n) == (0.0, 10)
    found = _share(workspace(_cases([100] * 20), steps, _law(limit_days=[59]), data_date=_ON))
    assert _companion(found, "clock stopped").estimate.value == 0.0


def test_only_days_on_which_the_clock_of_the_law_runs_can_be_taken_out() -> None:
    """Complete on day 30: the applicant's turn of the first 40 days counts for ten."""
    steps = _steps([(0, 40), (40, 100)], ["applicant", "authority"])
    law = _law(limit_days=[60], clock_starts=["complete"])
    days = [_START + timedelta(days=30)] * 10
    found = _share(workspace(_cases([100] * 10, date_complete=days), steps, law, data_date=_ON))
    assert _companion(found, "clock stopped").estimate.value == 1.0
    law = _law(limit_days=[59], clock_starts=["complete"])
    found = _share(workspace(_cases([100] * 10, date_complete=days), steps, law, data_date=_ON))
    assert _companion(found, "clock stopped").estimate.value == 0.0


# Law, record and experience


def test_three_series_side_by_side() -> None:
    steps = _steps([(10, 30), (20, 40), (60, 100)], ["authority"] * 3)
    held = workspace(_cases([150] * 20), steps, _law(limit_days=[60]), data_date=_ON)
    found = finding(held, "licensing.law_record_lived")
    assert [(one.series, one.value, one.n) for one in found.estimates] == [
        ("law", 60.0, 20),
        ("record", 90.0, 10),
        ("lived", 150.0, 20),
    ]
    assert [series for series, _ in found.series_labels] == ["law", "record", "lived"]
    assert _companion(found, "under way").estimate.value == 70.0
    assert "The law allows 60 days; the record shows a median of 90 days" in found.headline


def test_a_series_that_is_missing_is_named_and_one_alone_is_nothing() -> None:
    steps = _steps([(0, 100)], ["authority"])
    found = finding(workspace(_cases([150] * 10), steps, data_date=_ON), "licensing.law_record_lived")
    assert [one.series for one in found.estimates] == ["record", "lived"]
    assert any("Not in it: Law" in caveat for caveat in found.caveats)
    with pytest.raises(KeyError):
        finding(workspace(_cases([150] * 10), data_date=_ON), "licensing.law_record_lived")


def test_a_record_without_an_end_runs_on() -> None:
    """Filing is finished, the decision is not on record or has no end."""
    for spans in ([(0, 50), (50, None)], [(0, 50), (50, 400)]):
        held = workspace(_cases([None] * 10), _steps(spans, ["authority"] * 2), data_date=_ON)
        found = finding(held, "licensing.law_record_lived")
        one = next(one for one in found.estimates if one.series == "record")
        assert (one.pending, one.state) == (10, State.NOT_REACHED)


def test_few_on_record_are_hidden() -> None:
    held = workspace(_cases([150] * 20), _steps([(0, 90)], ["authority"], size=3), data_date=_ON)
    found = finding(held, "licensing.law_record_lived")
    states = {one.series: one.state for one in found.estimates}
    assert states == {"record": State.SUPPRESSED, "lived": State.SHOWN}
    assert "90" not in found.headline


def test_steps_of_cases_with_the_same_number_belong_to_those_of_their_file() -> None:
    import pandas as pd

    from advocacy.analysis.licensing.step_record import record_of

    held = _cases([100] * 4, case_id=["1", "2", "1", "3"])
    steps = table(
        "licensing_step",
        {
            "case_id": ["1", "1", "2", "9", None],
            "date_started": [_START] * 5,
            "date_finished": [_START + timedelta(days=days) for days in (10, 20, 30, 40, 50)],
        },
    )
    for one, files in ((held, ["a", "a", "b", "b"]), (steps, ["a", "b", "b", "b", "b"])):
        one.origin["source"] = pd.Series(files, dtype="str")
    record = record_of(held, steps, _ON)
    assert record is not None
    assert np.nan_to_num(record.days, nan=-1.0).tolist() == [10.0, 30.0, 20.0, -1.0]


@pytest.mark.parametrize(
    "columns",
    [
        {"case_id": ["C-0000"], "step": ["filing"]},
        {"case_id": [None], "step": ["filing"], "date_started": [_START]},
        {"case_id": ["C-0000"], "step": [None], "date_started": [None], "waiting_for": ["applicant"]},
        {"case_id": ["C-0000"], "date_started": [_START], "date_finished": [_START - timedelta(days=9)]},
        {"case_id": ["else"], "date_started": [_START], "waiting_for": ["applicant"]},
    ],
)
def test_awkward_records_break_nothing(columns: dict[str, list[Any]]) -> None:
    held = workspace(
        _cases([100] * 10), table("licensing_step", columns), _law(limit_days=[60]), data_date=_ON
    )
    assert _share(held).overall is not None
    found = (
        finding(held, "licensing.law_record_lived")
        if "licensing.law_record_lived" in {one.code for one in findings(held)}
        else None
    )
    assert found is None or all(one.series != "record" or one.value is None for one in found.estimates)


@pytest.mark.parametrize(
    "columns",
    [
        {"limit_days": [None]},
        {"limit_days": [10], "country": [None], "licence_type": [None], "valid_from": [None]},
        {"limit_days": [10], "valid_from": [date(2030, 1, 1)], "valid_to": [date(2020, 1, 1)]},
    ],
)
def test_awkward_laws_break_nothing(columns: dict[str, list[Any]]) -> None:
    held = workspace(_cases([100] * 10, licence_type=[None] * 10), _law(**columns), data_date=_ON)
    kept = licensing_cases(held)
    assert kept is not None
    limit = legal_limit(kept)
    assert limit is None or limit.days == 10
    assert findings(held)
