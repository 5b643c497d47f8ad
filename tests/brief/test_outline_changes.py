"""What the user does to the outline changes what he meant and nothing else."""

from __future__ import annotations

from dataclasses import replace

from advocacy.analysis.finding import Finding
from advocacy.brief.outline import outline
from advocacy.brief.outline_changes import (
    for_venue,
    part_of,
    with_finding,
    with_kind,
    with_order,
    with_own,
    with_shown,
    with_shows,
    with_words,
    without,
    words_of,
)
from advocacy.brief.venues import venue, venues
from advocacy.workspace import BriefPlan, Part, PartKind, Shows
from tests.brief.test_kept import world

_TIME = ("finding", "licensing.time_to_decision")


def _names(plan: BriefPlan) -> list[tuple[str, str]]:
    return [(one.kind.value, one.key) for one in outline(plan, world()[1])]


def _shown(plan: BriefPlan) -> list[tuple[str, str]]:
    return [(one.kind.value, one.key) for one in outline(plan, world()[1]) if one.is_shown]


def test_leaving_parts_out_moves_no_other() -> None:
    _, found = world()
    plan = BriefPlan()
    before = _names(plan)
    for name in (before[5], before[2], before[8]):
        plan = with_shown(plan, found, name, False)
    assert _names(plan) == before
    assert _shown(plan) == [name for name in before if name not in (before[5], before[2], before[8])]
    assert with_shown(plan, found, before[5], False) is plan


def test_parts_stand_in_the_order_given() -> None:
    _, found = world()
    names = _names(BriefPlan(venue="commons"))
    turned = names[::-1]
    plan = with_order(BriefPlan(venue="commons"), found, turned)
    assert _names(plan) == turned
    assert set(_shown(plan)) == set(_shown(BriefPlan(venue="commons")))
    assert _names(with_order(plan, found, names[:2])) == [
        *names[:2],
        *[n for n in turned if n not in names[:2]],
    ]


def test_own_words_come_behind_a_part_and_go_again() -> None:
    _, found = world()
    plan, name = with_own(BriefPlan(), found, PartKind.TEXT, _TIME)
    plan, other = with_own(plan, found, PartKind.TEXT, ("cover", ""))
    assert name != other and _names(plan)[0] == other
    assert _names(plan)[1 + _names(plan).index(_TIME)] == name
    plan = with_words(plan, found, name, "Ours")
    part = part_of(plan, found, name)
    assert part and words_of(plan, part) == "Ours"
    assert name not in _names(without(plan, found, name))


def test_a_part_of_the_data_is_left_out_and_keeps_its_words() -> None:
    _, found = world()
    plan = without(with_words(BriefPlan(), found, _TIME, "Ours"), found, _TIME)
    part = part_of(plan, found, _TIME)
    assert part and part.text == "Ours" and not part.is_shown


def test_words_of_the_summary_are_those_of_the_plan() -> None:
    _, found = world()
    plan = with_words(BriefPlan(), found, ("summary", ""), "First words")
    part = part_of(plan, found, ("summary", ""))
    assert plan.summary == "First words" and plan.outline == ()
    assert part and words_of(plan, part) == "First words"


def test_only_a_chart_of_a_finding() -> None:
    _, found = world()
    plan = with_shows(with_shown(BriefPlan(), found, _TIME, False), found, _TIME, [Shows.CHART])
    part = part_of(plan, found, _TIME)
    assert part and part.shows == (Shows.CHART,) and part.is_shown


def test_a_part_the_venue_does_not_have_can_be_added() -> None:
    _, found = world()
    plan = BriefPlan(venue="fact_sheet")
    assert ("definitions", "") not in _names(plan)
    plan = with_kind(plan, found, PartKind.DEFINITIONS, ("limits", ""))
    assert ("definitions", "") in _shown(plan)
    again = with_kind(without(plan, found, ("definitions", "")), found, PartKind.DEFINITIONS, ("", ""))
    assert ("definitions", "") in _shown(again)


def test_another_venue_fills_the_outline_and_keeps_own_words() -> None:
    _, found = world()
    plan = with_shown(BriefPlan(), found, ("summary", ""), False)
    for code in venues():
        fresh = BriefPlan(venue=code)
        assert for_venue(plan, found, code) == fresh
        own, name = with_own(with_words(plan, found, _TIME, "Ours"), found, PartKind.TEXT, _TIME)
        own = with_words(own, found, name, "Mine")
        moved = for_venue(own, found, code)
        assert [one for one in _names(moved) if one != name] == _names(fresh)
        assert _names(moved)[_names(moved).index(name) - 1] == _TIME
        part = part_of(moved, found, _TIME)
        assert part and part.text == "Ours"
        assert [one for one in _shown(moved) if one != name] == _shown(fresh)


def _left_out(plan: BriefPlan) -> Finding:
    shown = {one.key for one in outline(plan, world()[1]) if one.is_shown}
    return next(one for one in reversed(world()[1]) if one.code not in shown)


def test_a_finding_from_a_page_joins_the_others_with_what_the_venue_shows() -> None:
    plan = BriefPlan(venue="commons")
    added = with_finding(plan, _left_out(plan))
    name = ("finding", _left_out(plan).code)
    assert set(_shown(added)) == {*_shown(plan), name} and _names(added) == _names(plan)
    part = part_of(added, world()[1], name)
    assert part is not None and part.shows == venue("commons").shows
    assert with_finding(added, _left_out(plan)) is added


def test_a_finding_that_came_later_stands_among_the_findings() -> None:
    _, found = world()
    plan = with_order(BriefPlan(venue="commons"), found, _names(BriefPlan(venue="commons")))
    new = replace(found[0], code="licensing.new")
    kinds = [one.kind for one in with_finding(plan, new).outline]
    place = [one.key for one in with_finding(plan, new).outline].index("licensing.new")
    assert kinds[place - 1] is PartKind.FINDING and kinds[place + 1] is not PartKind.FINDING


def test_without_a_venue_all_that_is_not_left_out_is_in_the_brief() -> None:
    _, found = world()
    assert all(with_finding(BriefPlan(), one) == BriefPlan() for one in found)
    left_out = with_shown(BriefPlan(), found, _TIME, False)
    one = next(one for one in found if one.code == _TIME[1])
    assert _shown(with_finding(left_out, one)) == _shown(BriefPlan())


def test_groups_that_a_filter_keeps_apart_go_with_their_finding() -> None:
    _, found = world()
    whole = next(one for one in found if one.code == _TIME[1])
    apart = replace(whole, code=f"{whole.code}.by.place", groups_of=whole.code)
    filtered = [*found, apart]
    left_out = with_shown(BriefPlan(), found, _TIME, False)

    def shown(plan: BriefPlan) -> set[str]:
        return {one.key for one in outline(plan, filtered) if one.is_shown} & {whole.code, apart.code}

    assert shown(BriefPlan()) == {whole.code, apart.code} and shown(left_out) == set()
    assert shown(with_finding(left_out, apart)) == {whole.code, apart.code}
    brief = with_shown(BriefPlan(venue="policy_brief"), found, _TIME, False)
    added = with_finding(brief, apart)
    assert shown(brief) == set() and shown(added) == {whole.code, apart.code}
    assert whole.code in {one.key for one in outline(added, found) if one.is_shown}  # also without the filter


def test_what_the_plan_names_twice_brings_nothing_twice() -> None:
    found = world()[1]
    twice = Part(PartKind.LIMITS)
    names = [one.name for one in outline(BriefPlan(outline=(twice, Part(PartKind.TEXT, "1"), twice)), found)]
    others = [name for name in names if name != (PartKind.LIMITS, "")]
    assert len(others) == len(set(others)) and _TIME in others
