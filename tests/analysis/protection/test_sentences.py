"""Counts in sentences: few are said roughly, and a whole that would tell how few are left."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from advocacy.analysis import numbers
from advocacy.analysis.finding import Chart, Companion, Estimate, Finding, State, Unit
from advocacy.analysis.findings import findings
from advocacy.analysis.protection.disclosure import protect
from advocacy.analysis.protection.held import filled, hold
from advocacy.analysis.protection.sentences import Speech
from advocacy.brief.compose import compose
from advocacy.brief.tables import finding_table
from advocacy.sample import open_sample
from advocacy.wording import say
from advocacy.workspace import Protection
from tests.makers import cases, workspace

_EXACT = Speech(5, is_rounding=False, n=217)
_ROUND = Speech(5, is_rounding=True, n=217)


@pytest.mark.parametrize(
    ("text", "suppressed", "rounded"),
    [
        (f"{numbers.count(3)} late", "fewer than 5 late", "5 late"),
        (f"{numbers.count(2)} late", "fewer than 5 late", "fewer than 3 late"),
        (f"{numbers.count(0)} late", "0 late", "0 late"),
        (f"{numbers.count(1283)} late", "1,283 late", "1,285 late"),
        (f"{numbers.count(217)} of {numbers.count(220)}", "217 of about 220", "215 of 220"),
        (f"{numbers.count(217)} of {numbers.count(222)}", "217 of 222", "215 of 220"),
        (f"{numbers.count(40)} of {numbers.count(43)}", "40 of about 45", "40 of 45"),
        (f"{numbers.share(0.337)} late", "34% late", "33% late"),
        (f"{numbers.count(4)} late, {numbers.count(6)} lost", "fewer than 5 late, 6 lost", "5 late, 5 lost"),
        ("no number", "no number", "no number"),
        (hold("what", 3), "", ""),
    ],
)
def test_how_numbers_are_said(text: str, suppressed: str, rounded: str) -> None:
    if "what" not in text:
        assert _EXACT.of(text) == suppressed
        assert _ROUND.of(text) == rounded


def test_sentences_in_sentences_keep_their_numbers() -> None:
    inner = numbers.count_of("{count} application", "{count} applications", 1)
    outer = say("{n} of {base} {words}", n=numbers.count(1), base=inner, words="known")
    assert _EXACT.of(outer) == "fewer than 5 of fewer than 5 applications known"
    assert _EXACT.of(numbers.count_of("{count} row", "{count} rows", 7)) == "7 rows"
    assert _EXACT.of(numbers.count_of("{count} row", "{count} rows", 1400)) == "1,400 rows"


@pytest.mark.parametrize("text", ["\ue000", "a\ue000[1\ue001b", "\ue001x\ue000", '\ue000["count"]\ue001'])
def test_marks_that_came_with_the_data_do_no_harm(text: str) -> None:
    said = filled(text, lambda kind, values: str(values[0]) if values else "")
    assert "\ue000" not in said and "\ue001" not in said


def test_of_two_there_is_no_vaguer_word() -> None:
    assert Speech(2, is_rounding=False, n=4).of(f"{numbers.count(1)} of {numbers.count(4)}") == "1 of 4"


def _brief_texts(protection: Protection) -> str:
    held = open_sample()
    held = replace(held, settings=replace(held.settings, protection=protection))
    found = findings(held)
    assert found
    return repr(compose(held, found).blocks) + repr(found)


@pytest.mark.parametrize("protection", Protection)
def test_nothing_held_is_left_in_a_brief(protection: Protection) -> None:
    text = _brief_texts(protection)
    assert "\ue000" not in text and "\\ue000" not in text


def _register(pending: int) -> list[Finding]:
    filed = [date(2024, 1, 1)] * 60
    decided = [None if i < pending else date(2024, 3, 1) + timedelta(days=i) for i in range(60)]
    return list(
        findings(workspace(cases(filed, decided, region=["N", "S"] * 30), data_date=date(2024, 9, 1)))
    )


def test_few_pending_are_told_nowhere() -> None:
    """Three pending in all: not in the table, not in the base line, not in a remark."""
    for found in _register(3):
        if not found.code.startswith("licensing.time_to_decision"):
            continue
        assert all(one.pending is None or not 0 < one.pending < 5 for one in found.estimates)
        assert "3 of 60" not in " ".join(found.caveats)
        assert all("3" not in row[-1] for row in finding_table(found).rows)


def test_pending_of_a_group_cannot_be_subtracted() -> None:
    """Six pending, one of them in the south: the north's five would tell it."""
    filed = [date(2024, 1, 1)] * 60
    decided = [None if i < 6 else date(2024, 3, 1) + timedelta(days=i) for i in range(60)]
    region = ["South" if i == 0 or i >= 35 else "North" for i in range(60)]
    held = workspace(cases(filed, decided, region=region), data_date=date(2024, 9, 1))
    found = {one.code: one for one in findings(held)}
    each = found["licensing.time_to_decision.by.region"].estimates
    assert [one.pending for one in each if one.group] == [None, None]
    assert all(one.state is State.SHOWN for one in each)


def test_a_companion_of_few_is_not_said() -> None:
    one = Estimate(value=9.0, n=60)
    few = Companion("{n} wait more than {value}.", Unit.DAYS, Estimate(value=90.0, n=3))
    many = Companion("{n} wait more than {value}.", Unit.DAYS, Estimate(value=30.0, n=33))
    made = Finding("x", "X", "h", Unit.DAYS, Chart.NUMBER, "b", (one,), "m", companions=(few, many))
    assert numbers.remarks(protect(made, 5)) == ("33 wait more than 30 days.",)
    rounded = protect(made, 5, Protection.ROUND)
    assert numbers.remarks(rounded) == ("35 wait more than 30 days.",)
