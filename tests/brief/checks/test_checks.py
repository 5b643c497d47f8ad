"""The checker names what breaks the rules of a venue and what gets evidence dismissed, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from advocacy.analysis.findings import findings
from advocacy.brief.checks import RULES, Check, checking, checks
from advocacy.brief.checks.size import pages_of, words_of
from advocacy.brief.compose import compose
from advocacy.brief.outline import outline
from advocacy.brief.venues import venue, venues
from advocacy.issue import Severity
from advocacy.workspace import Ask, BriefPlan, Filter, Part, PartKind, Workspace
from advocacy.workspace.exported import Exported
from advocacy.workspace.word_template import WordTemplate
from tests.makers import cases, table, workspace
from tests.survey_makers import single, survey_of

_TODAY = date(2025, 2, 1)
_METHOD = (("sponsor", "The union."), ("wording", "None."), ("mode", "On paper."))
_FULL: dict[str, Any] = {
    "title": "T",
    "addressee": "The Committee",
    "submitted_by": "The Union",
    "reference": "Minerals Bill",
    "authorised_by": "Board, 3 May",
    "contact": "Secretary",
    "about_us": "We speak for miners.",
    "interests": "Paid by members.",
    "deadline": "2025-12-01",
    "method": _METHOD,
    "asks": (
        Ask(
            "Decide in time.", "Ministry", "s. 4", success="On time", findings=("licensing.time_to_decision",)
        ),
    ),
    "outline": (Part(PartKind.COUNTER, text="Some records are late."),),
}


def _held(**plan: Any) -> Workspace:
    applied = [date(2024, 1, 1) + timedelta(days=i) for i in range(60)]
    decided = [day + timedelta(days=80 + i) if i % 3 else None for i, day in enumerate(applied)]
    law = table("legal_provision", {"step": ["whole_procedure"], "limit_days": [90], "law": ["Example Act"]})
    held = workspace(cases(applied, decided, hurdles=["fees"] * 60), law, data_date=date(2024, 12, 31))
    return held.with_brief(BriefPlan(**{**_FULL, **plan}))


def _checks(held: Workspace, today: date = _TODAY) -> dict[str, Check]:
    found = findings(held)
    return {one.code: one for one in checks(held, compose(held, found), found, today)}


def test_what_the_word_template_asks_for_is_said() -> None:
    template = WordTemplate("Letterhead.docx", b"", ("title", "addressee", "submitted_by"))
    code = "template-addressee"
    assert code not in _checks(_held(addressee=""))
    assert code not in _checks(_held().with_template(template))
    found = _checks(_held(addressee="").with_template(template))
    assert found[code].part == ("cover", "addressee") and "template-submitted-by" not in found


@pytest.mark.parametrize("code", venues())
def test_a_full_brief_of_any_venue_has_no_error(code: str) -> None:
    found = _checks(_held(venue=code))
    assert not [one for one in found.values() if one.severity is Severity.ERROR], found


@pytest.mark.parametrize("code", venues())
def test_every_field_a_venue_asks_for_is_missed(code: str) -> None:
    empty = dict.fromkeys(venue(code).required, "")
    found = _checks(_held(venue=code, **empty))
    assert {f"no-{field.replace('_', '-')}" for field in empty} <= set(found)


@pytest.mark.parametrize(
    ("plan", "code"),
    [
        ({"summary": "Nine in ten, 91%, wait."}, "number-without-source"),
        ({"summary": "Delays cause poverty."}, "cause"),
        ({"summary": "La lenteur entraîne la misère.", "language": "fr"}, "cause"),
        ({"summary": "Watu husubiri, na hii husababisha umaskini.", "language": "sw"}, "cause"),
        ({"summary": "Most miners give up."}, "amount-without-number"),
        ({"summary": "The average wait is long."}, "mean"),
        ({"summary": "Inspector Phiri asks for money."}, "names-a-person"),
        ({"about_us": "Led by Mr. Banda Kunda."}, "names-a-person"),
        ({"asks": ()}, "no-asks"),
        ({"asks": (Ask(" "),)}, "no-asks"),
        ({"asks": (Ask("Decide."),)}, "ask-incomplete"),
        ({"asks": (Ask("Decide.", findings=("no.such",)),)}, "ask-without-finding"),
        ({"outline": (), "objections": ()}, "no-counter-evidence"),
        ({"outline": (Part(PartKind.LIMITS, is_shown=False),)}, "no-limits"),
        ({"outline": (Part(PartKind.METHOD, is_shown=False),)}, "no-method"),
        ({"method": (), "submitted_by": ""}, "method-incomplete"),
        ({"interests": " "}, "no-interests"),
        ({"deadline": "2025-01-31"}, "deadline-missed"),
        ({"deadline": "2025-02-03"}, "deadline-near"),
        ({"summary": "word " * 3000, "venue": "commons"}, "too-many-words"),
        ({"summary": "word " * 9000, "venue": "australia"}, "too-many-pages"),
        ({"venue": "commons"}, "file-type"),
    ],
)
def test_each_weakness_is_named(plan: dict[str, Any], code: str) -> None:
    assert code not in _checks(_held())
    assert code in _checks(_held(**plan))


def test_what_was_published_is_told_where_the_venue_minds() -> None:
    told = _held(venue="australia").with_exported(Exported("2025-01-01", "brief.docx"))
    assert "published-before" in _checks(told)
    assert "published-before" not in _checks(replace(told, brief=replace(told.brief, venue="ghana")))


def test_old_data_filters_and_example_data_are_told() -> None:
    assert "old-data" in _checks(_held(), date(2027, 1, 5))
    held = _held()
    assert "filters-in-force" in _checks(held.with_filter(Filter("status", ("granted",))))
    assert "example-data" in _checks(replace(held, settings=replace(held.settings, example=True)))


def test_the_worst_comes_first_and_a_part_can_be_gone_to() -> None:
    held = _held(asks=(), summary="91% wait.")
    found = checks(held, compose(held, findings(held)), findings(held), _TODAY)
    order = [Severity.ERROR, Severity.WARNING, Severity.NOTE]
    assert [order.index(one.severity) for one in found] == sorted(order.index(one.severity) for one in found)
    assert next(one for one in found if one.code == "number-without-source").part == ("summary", "")


@pytest.mark.parametrize("held", [Workspace(), workspace(cases([], [])), workspace(cases([None], [None]))])
def test_nothing_to_check_is_checked(held: Workspace) -> None:
    found = findings(held)
    brief = compose(held, found)
    assert {"no-asks"} <= {one.code for one in checks(held, brief, found, _TODAY)}
    assert pages_of(brief) >= 1 and words_of(brief) >= 1


def test_a_short_venue_shows_the_most_telling_findings_and_keeps_the_rest_at_hand() -> None:
    found = findings(_held())
    parts = [one for one in outline(BriefPlan(venue="policy_brief"), found) if one.kind is PartKind.FINDING]
    assert len(parts) == len(found)
    assert [one.key for one in parts if one.is_shown][:2] == [
        "licensing.time_to_decision",
        "licensing.within_limit",
    ]


def test_an_outline_of_the_user_takes_in_what_is_new() -> None:
    found = findings(_held())
    plan = BriefPlan(outline=(Part(PartKind.LIMITS), Part(PartKind.SUMMARY), Part(PartKind.FINDING, "gone")))
    parts = outline(plan, found)
    assert [one.kind for one in parts if one.kind in (PartKind.LIMITS, PartKind.SUMMARY)] == [
        PartKind.LIMITS,
        PartKind.SUMMARY,
    ]
    assert {one.key for one in parts if one.kind is PartKind.FINDING} == {one.code for one in found}
    assert len({one.name for one in parts}) == len(parts)


def test_the_sources_of_rules_are_named() -> None:
    assert len(venues()) == 9
    for one in venues().values():
        assert one.name and all(advice.text and advice.source for advice in one.advice)


def test_rules_that_are_kept_are_told() -> None:
    held = _held(venue="commons")
    found = findings(held)
    told = checking(held, compose(held, found), found, _TODAY)
    assert "Every number has a source." in told.kept
    assert any(said.startswith("It is as short as the venue wants it: words:") for said in told.kept)
    assert len(told.kept) + len({one.code for one in told.found}) >= len(RULES) // 2


def test_a_rule_that_does_not_apply_is_not_told_as_kept() -> None:
    held = _held(venue="general", deadline="", asks=(), summary="")
    told = checking(held, compose(held, ()), (), _TODAY)
    assert not any("call" in said or "published" in said or "short" in said for said in told.kept)


def _who_was_met(*answers: str) -> Workspace:
    columns = {"who": [answers[i % len(answers)] for i in range(60)]}
    return survey_of(columns, [single("who", *answers, label="Who asked you to pay?")])


def test_answers_that_may_name_people_are_pointed_out() -> None:
    found = _checks(_who_was_met("Juma Kabila", "Amina Said"))["answers-name-people"]
    assert "Who asked you to pay?" in found.message
    assert found.part == ("finding", "survey.answers.survey.who")
    assert "answers-name-people" not in _checks(_who_was_met("Police officer", "Chief", "Broker"))
