"""Two cooperatives with eight quarters each are two, in every finding, whatever is filtered or split."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from advocacy.analysis.cooperatives.returns import returns_of
from advocacy.analysis.finding import State
from advocacy.analysis.findings import cooperatives, findings
from advocacy.analysis.numbers import remarks
from advocacy.analysis.protection.disclosure import protect_together
from advocacy.workspace import Filter, Workspace
from tests.analysis.cooperative_workspaces import Span, each, held, rates, register

EVERYTHING: dict[str, Any] = {
    "members": 60,
    "members_women": 20,
    "members_youth": 15,
    "members_licensed": 30,
    "mineral": "gold",
    "production": 400.0,
    "production_unit": "g",
    "purity": 900.0,
    "price_paid": 500.0,
    "price_unit": "per g",
    "date_sold": date(2024, 3, 1),
    "currency": "KTS",
    "loans_needed": 20,
    "loans_applied": 14,
    "loans_granted": 7,
    "loan_amount": 9_000.0,
    "people_trained": 12,
    "training_topic": "Safety",
    "accidents": 2,
    "fatalities": 1,
    "hours_worked": 30_000.0,
    "mercury_used_kg": 1.0,
    "mercury_recovered_kg": 0.4,
    "land_disturbed_ha": 3.0,
    "land_rehabilitated_ha": 1.0,
}
QUARTERS: list[Span] = [
    (date(2023 + n // 4, 1 + 3 * (n % 4), 1), date(2023 + n // 4, 3 + 3 * (n % 4), 28)) for n in range(8)
]


def _regions() -> Workspace:
    """North and Coast of eight cooperatives each, South of two; eight quarters of everything."""
    codes = [f"C{number:02d}" for number in range(18)]
    region = ["North"] * 8 + ["Coast"] * 8 + ["South"] * 2
    status = (["licensed"] * 9 + ["pending"] * 9)[:18]
    return held(
        each(18, *QUARTERS, **EVERYTHING),
        register(codes, region=region, licence_status=status),
        rates(),
    )


def test_a_region_of_two_is_hidden_in_every_finding() -> None:
    found = findings(_regions().with_filter(Filter("region", ("south",))))
    assert len(found) > 15
    for one in found:
        shown = [e for e in one.estimates if e.state is State.SHOWN]
        if one.dimension == "region":  # its groups stay among the others
            assert "south" not in {e.group for e in shown}, one.code
            continue
        assert not shown, (one.code, shown)
        assert "2 coop" not in f"{one.headline} {one.base} {' '.join(remarks(one))}", one.code
        assert not one.companions, one.code


def test_a_region_of_two_is_hidden_among_others() -> None:
    split = [one for one in findings(_regions()) if any(e.group == "south" for e in one.estimates)]
    assert {one.code for one in split} >= {
        "cooperatives.members",
        "cooperatives.women_share",
        "cooperatives.price_share.by.region",
    }
    for one in split:
        states = {e.group: e.state for e in one.estimates}
        assert states["south"] is State.SUPPRESSED, one.code
        assert list(states.values()).count(State.SUPPRESSED) >= 2, one.code


def test_groups_stay_among_the_others_when_their_field_is_filtered() -> None:
    found = {one.code: one for one in findings(_regions().with_filter(Filter("region", ("north",))))}
    for code in ("cooperatives.members", "cooperatives.women_share"):
        assert [e.group for e in found[code].estimates] == [""]
        assert found[code].filters == ("Region: North",)
        assert {e.group for e in found[f"{code}.by.region"].estimates} == {"", "north", "coast", "south"}
        assert found[f"{code}.by.region"].filters == ()
    assert {e.group for e in found["cooperatives.price_share.by.region"].estimates} >= {"north", "coast"}
    whole = {one.code for one in findings(_regions())}
    assert not any(code.endswith(".by.region") for code in whole - {"cooperatives.price_share.by.region"})


def test_only_the_wanted_findings_are_given() -> None:
    assert [one.code for one in cooperatives(_regions(), wanted=("cooperatives.members",))] == [
        "cooperatives.members"
    ]


def test_everyone_is_shown() -> None:
    for one in findings(_regions()):
        assert any(e.state is State.SHOWN for e in one.estimates), one.code


def test_the_set_of_cooperatives_is_the_same_whatever_returns_are_used() -> None:
    returns = returns_of(_regions())
    assert returns is not None
    early, late = returns.last < max(returns.last), returns.last == max(returns.last)
    one, other = returns.set_of_cooperatives(early), returns.set_of_cooperatives(late)
    assert one.positions.tolist() == other.positions.tolist()
    assert len(one.positions) == 18


def test_findings_of_cooperatives_are_protected_together() -> None:
    """A finding shown for everyone and one for all but two cooperatives must not be set off in silence."""
    protected = protect_together(findings(_regions()), 5)
    assert all(e.value is None for one in protected for e in one.estimates if e.group == "south")


@pytest.mark.parametrize("k", [5, 10])
def test_no_estimate_of_fewer_cooperatives_is_shown(k: int) -> None:
    others = [one for one in _regions().tables if one.name != "cooperative_statistics"]
    made = held(
        each(18, *QUARTERS, **EVERYTHING),
        *others,
        k=k,
    )
    for one in findings(made):
        for e in one.estimates:
            assert e.state is not State.SHOWN or e.n >= k, (one.code, e)
