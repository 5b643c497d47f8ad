"""Licensing findings: dates decide, contradictions are named, pending cases count."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

from advocacy.analysis import numbers
from advocacy.analysis.finding import Finding, State
from advocacy.analysis.findings import finding, findings
from advocacy.analysis.licensing.cases import licensing_cases
from advocacy.importing.table import Table
from advocacy.workspace import Filter, Workspace
from tests.makers import cases, table, workspace

DAY = date(2024, 1, 1)
TODAY = date(2024, 12, 31)


def _forty(**more: list[object]) -> Table:
    applied = [DAY + timedelta(days=i) for i in range(40)]
    decided = [day + timedelta(days=100 + i) if i % 4 else None for i, day in enumerate(applied)]
    return cases(applied, decided, **more)


def _one(held: Workspace, code: str) -> Finding:
    return finding(held, f"licensing.{code}")


def test_pending_cases_make_the_median_longer() -> None:
    found = _one(workspace(_forty(), data_date=TODAY), "time_to_decision")
    assert found.overall is not None
    assert (found.overall.n, found.overall.pending, found.overall.missing) == (40, 10, 0)
    only_decided = sorted(100 + i for i in range(40) if i % 4)
    assert found.overall.value is not None
    assert found.overall.value > np.median(only_decided)
    assert "10 of 40" in " ".join(found.caveats)


def test_contradictions_are_missing_and_named() -> None:
    applied = [DAY, DAY, DAY, None, date(2025, 6, 1), *[DAY] * 10]
    decided = [date(2023, 1, 1), date(2031, 1, 1), None, date(2024, 5, 1), None, *[date(2024, 4, 1)] * 10]
    status = ["granted", "granted", "refused", "granted", "pending", *["granted"] * 10]
    found = _one(workspace(cases(applied, decided, status=status), data_date=TODAY), "time_to_decision")
    assert found.overall is not None
    assert (found.overall.n, found.overall.missing) == (10, 5)
    said = " ".join(found.caveats)
    for words in ("before the application", "after the data date", "without the day", "usable day"):
        assert words in said


def test_what_was_decided_after_the_day_was_pending_on_it() -> None:
    """As if the register had been closed on that day; left out, only the quick ones would stay."""
    applied = [DAY] * 20
    decided = [DAY + timedelta(days=10 + 20 * i) for i in range(20)]
    on = DAY + timedelta(days=200)
    late = workspace(cases(applied, decided, status=["granted"] * 20), data_date=on)
    then = workspace(cases(applied, [day if day <= on else None for day in decided]), data_date=on)
    for code in ("time_to_decision", "outcomes"):
        before, after = _one(then, code), _one(late, code)
        assert [(e.group, e.value, e.n, e.pending) for e in after.estimates] == [
            (e.group, e.value, e.n, e.pending) for e in before.estimates
        ], code
    found = _one(late, "time_to_decision")
    assert found.overall is not None and (found.overall.pending, found.overall.missing) == (10, 0)
    assert "after the data date" not in " ".join(found.caveats)


def test_what_was_filed_after_the_day_was_not_pending_on_it() -> None:
    on = DAY + timedelta(days=60)
    later = on + timedelta(days=30)
    held = workspace(cases([DAY] * 20 + [later] * 20, [*[on] * 10, *[None] * 30]), data_date=on)
    outcome = _one(held, "outcomes")
    assert {one.group: (one.numerator, one.denominator) for one in outcome.estimates} == {
        "pending": (10, 20),
        "granted": (10, 20),
    }


def test_a_day_of_decision_outweighs_the_status() -> None:
    held = workspace(cases([DAY] * 12, [date(2024, 3, 1)] * 12, status=["pending"] * 12), data_date=TODAY)
    found = _one(held, "time_to_decision")
    assert found.overall is not None
    assert found.overall.pending == 0
    outcome = _one(held, "outcomes")
    assert [one.group for one in outcome.estimates] == ["decided"]


def test_no_median_while_most_are_pending() -> None:
    held = workspace(cases([DAY] * 13, [*[date(2024, 2, 1)] * 5, *[None] * 8]), data_date=TODAY)
    found = _one(held, "time_to_decision")
    assert found.overall is not None
    assert found.overall.state is State.NOT_REACHED
    assert found.overall.value is None
    assert "8 of 13" in found.headline


def test_the_limit_of_the_law_is_met_by_few() -> None:
    law = table(
        "legal_provision",
        {"step": ["whole_procedure"], "limit_days": [110], "law": ["Example Act"], "section": ["s. 3"]},
    )
    found = _one(workspace(_forty(), law, data_date=TODAY), "within_limit")
    assert found.overall is not None
    assert found.overall.value == pytest.approx(8 / 40)
    assert "Example Act s. 3" in found.method


def test_limits_of_steps_are_added_up_and_said_to_be() -> None:
    law = table("legal_provision", {"step": ["registration", "decision"], "limit_days": [30, 60]})
    found = _one(workspace(_forty(), law, data_date=TODAY), "within_limit")
    assert "limit of 90 days" in found.method
    assert "added up" in " ".join(found.caveats)


def test_a_limit_in_working_days_says_how_it_was_read() -> None:
    law = table("legal_provision", {"step": ["whole_procedure"], "limit_days": [50], "day_kind": ["working"]})
    found = _one(workspace(_forty(), law, data_date=TODAY), "within_limit")
    assert "limit of 50 working days (about 70 calendar days)" in found.method
    assert "working days" in " ".join(found.caveats)


def test_no_limit_no_share() -> None:
    with pytest.raises(KeyError):
        _one(workspace(_forty(), data_date=TODAY), "within_limit")


def test_spellings_that_differ_little_are_one_group() -> None:
    region = [["North", "NORTH ", "north", "Süd", "Sud"][i % 5] for i in range(40)]
    found = _one(workspace(_forty(region=region), data_date=TODAY), "time_to_decision.by.region")
    assert (
        sorted(one.label for one in found.estimates if one.group) == ["North", "Sud"]
        or len([one for one in found.estimates if one.group]) == 2
    )
    assert sum(one.n for one in found.estimates if one.group) == 40


def test_hurdles_share_one_base() -> None:
    hurdle = ["fees delay" if i % 2 else "fees" for i in range(30)] + [None] * 10
    found = _one(workspace(_forty(hurdles=hurdle), data_date=TODAY), "hurdles")
    assert [(one.group, one.value) for one in found.estimates] == [("fees", 1.0), ("delay", 0.5)]
    assert {one.n for one in found.estimates} == {30}
    assert {one.missing for one in found.estimates} == {10}


def test_costs_need_every_part() -> None:
    held = workspace(
        _forty(
            official_fee=[100.0] * 40,
            travel_cost=[None if i < 10 else float(i) for i in range(40)],
            currency=["KTS"] * 40,
        ),
        data_date=TODAY,
    )
    found = _one(held, "total_cost")
    assert found.overall is not None
    assert (found.overall.n, found.overall.missing) == (30, 10)
    assert found.overall.value == pytest.approx(124.5)
    assert found.currency == "KTS"
    parts = _one(held, "cost_parts")
    assert sum(one.value or 0 for one in parts.estimates) == pytest.approx(1)


def test_amounts_of_another_currency_are_not_mixed_in() -> None:
    held = workspace(_forty(official_fee=[100.0] * 40, currency=["KTS"] * 34 + ["USD"] * 6), data_date=TODAY)
    found = _one(held, "total_cost")
    assert found.overall is not None
    assert found.overall.n == 34
    assert "6 applications in other currencies" in " ".join(numbers.remarks(found))


def test_a_split_keeps_the_other_groups_when_filtered_on() -> None:
    region = ["North" if i % 2 else "South" for i in range(40)]
    held = workspace(_forty(region=region), data_date=TODAY).with_filter(Filter("region", ("north",)))
    split = _one(held, "time_to_decision.by.region")
    assert len([one for one in split.estimates if one.group]) == 2
    assert split.filters == ()
    whole = _one(held, "time_to_decision")
    assert whole.overall is not None
    assert whole.overall.n == 20
    assert whole.filters == ("Region: North",)


def test_source_rows_lead_back_to_the_cases() -> None:
    held = workspace(_forty(), data_date=TODAY)
    found = _one(held, "outcomes")
    pending = next(one for one in found.estimates if one.group == "pending")
    assert pending.rows is not None
    kept = held.table("licensing_case")
    assert kept is not None
    assert set(kept.frame["status"].iloc[pending.rows.positions]) == {"pending"}
    assert len(pending.rows.positions) == pending.numerator


@pytest.mark.parametrize("size", [0, 1])
def test_hardly_any_case_shows_nothing(size: int) -> None:
    held = workspace(cases([DAY] * size, [None] * size), data_date=TODAY)
    for one in findings(held):
        assert all(e.state is not State.SHOWN or e.value in (None, 0) for e in one.estimates), one.code


def test_every_status_missing() -> None:
    held = workspace(cases([DAY] * 8, [None] * 8, status=[None] * 8), data_date=TODAY)
    assert licensing_cases(held) is not None
    assert {one.code for one in findings(held)} == {"licensing.time_to_decision", "licensing.flow"}


def test_waiting_bias_is_removed() -> None:
    """Simulated as in the reference: 40 % pending; the naive median of the decided is far too short."""
    chance = np.random.default_rng(3)
    delays = chance.lognormal(np.log(240), 0.8, 3000).round()
    filed = chance.integers(0, 730, 3000)
    start = date(2022, 1, 1)
    end = start + timedelta(days=730)
    applied = [start + timedelta(days=int(f)) for f in filed]
    decided = [a + timedelta(days=int(d)) for a, d in zip(applied, delays, strict=True)]
    held = workspace(cases(applied, [d if d <= end else None for d in decided]), data_date=end)
    found = _one(held, "time_to_decision")
    assert found.overall is not None
    assert found.overall.value == pytest.approx(240, rel=0.07)
    naive = np.median([x for x, d in zip(delays, decided, strict=True) if d <= end])
    assert naive < 200
