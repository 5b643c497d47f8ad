"""The member register: how many members there are of each kind, by the latest return of each cooperative."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from advocacy.importing.codes_as_written import to_code
from advocacy.importing.plain_words import plain
from advocacy.wording import say
from advocacy.workspace import Workspace
from advocacy.workspace.register import REGISTER

STATISTICS = "cooperative_statistics"
GENDER, AGE, REGION, COOPERATIVE = FIELDS = ("gender", "age", "region", "cooperative")
YOUNG_UNTIL = 35  # years; the register does not say whom it counts as young, so the brief names this
_YOUNG = {"young", "youth", "jeune", "jeunes", "joven", "jovenes", "jovem", "jovens", "kijana", "vijana"}
_OLDER = {"adult", "adults", "older", "adulte", "adultes", "adulto", "adultos", "mtu mzima", "watu wazima"}
_UNDER = re.compile(r"<|\b(?:under|below|less|moins|menos|menor|chini)\b")
_OVER = re.compile(r">|\+|\b(?:over|above|more|older|plus|mas|mais|mayor|maior|zaidi)\b")


@dataclass(frozen=True, eq=False)
class MemberRegister:
    """Members by field and group. regions: of each cooperative; spelled: the group by what it is called."""

    sizes: Mapping[str, Mapping[str, float]]
    labels: Mapping[str, str] = field(default_factory=dict)
    regions: Mapping[str, str] = field(default_factory=dict)
    spelled: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def group_of(self, name: str, text: str) -> str:
        """Return the group of the register an answer means; "" where it means none."""
        if name == GENDER:
            return to_code(text, "gender")
        if name == AGE:
            return _age(text)
        return self.spelled.get(name, {}).get(plain(text), "")

    def cooperatives(self, region: str = "") -> int:
        """Return how many cooperatives with members there are, in a region where one is given."""
        held = self.sizes.get(COOPERATIVE, {})
        return sum(1 for one in held if not region or self.regions.get(one) == region)


def field_label(name: str) -> str:
    """Return the field of the register in words."""
    return {
        GENDER: say("women and men"),
        AGE: say("age"),
        REGION: say("region"),
        COOPERATIVE: say("cooperative"),
    }[name]


def member_register(workspace: Workspace) -> MemberRegister | None:
    """Return the register; None where no cooperative has returned its number of members.

    Each cooperative counts by the latest period for which it gave its members. Filters are not used: a survey
    speaks for all members. A part larger than the whole is left out of its own field.
    """
    table = workspace.table(STATISTICS)
    if table is None or not {"cooperative_id", "members"} <= set(table.frame.columns):
        return None
    frame = table.frame[table.frame["cooperative_id"].notna() & table.frame["members"].gt(0).fillna(False)]
    if "period_start" in frame.columns:
        frame = frame.sort_values("period_start", kind="stable")
    frame = frame.drop_duplicates("cooperative_id", keep="last")
    if not len(frame):
        return None
    members = _numbers(frame, "members")
    ids = frame["cooperative_id"].astype("str").tolist()
    sizes = {COOPERATIVE: dict(zip(ids, members.tolist(), strict=True))}
    for name, part, inside, outside in (
        (GENDER, "members_women", "female", "male"),
        (AGE, "members_youth", "young", "older"),
    ):
        if part in frame.columns:
            known = _numbers(frame, part)
            sound = known.notna() & known.ge(0) & known.le(members)
            if sound.any():
                with_it = float(known[sound].sum())
                sizes[name] = {inside: with_it, outside: float(members[sound].sum()) - with_it}
    return _with_places(workspace, sizes)


def _with_places(workspace: Workspace, sizes: dict[str, dict[str, float]]) -> MemberRegister:
    held = sizes[COOPERATIVE]
    names = {one: one for one in held}
    regions: dict[str, str] = {}
    listed = workspace.table(REGISTER)
    if listed is not None and "cooperative_id" in listed.frame.columns:
        for row in listed.frame.drop_duplicates("cooperative_id").to_dict("records"):
            one = str(row["cooperative_id"])
            if one in held:
                names[one] = str(row["name"]) if _is_told(row.get("name")) else one
                if _is_told(row.get("region")):
                    regions[one] = str(row["region"])
    by_region: dict[str, float] = {}
    spelled: dict[str, str] = {}
    for one, region in regions.items():
        code = spelled.setdefault(plain(region), region)
        by_region[code] = by_region.get(code, 0.0) + held[one]
        regions[one] = code
    if by_region:
        sizes[REGION] = by_region
    twice = {text for text in names.values() if list(names.values()).count(text) > 1}
    called = {plain(text): one for one, text in names.items() if text not in twice}
    labels = {
        **names,
        "female": say("women"),
        "male": say("men"),
        "young": say("up to {years} years", years=YOUNG_UNTIL),
        "older": say("older than {years} years", years=YOUNG_UNTIL),
    }
    return MemberRegister(
        sizes,
        labels,
        regions,
        {REGION: spelled, COOPERATIVE: {**called, **{plain(one): one for one in held}}},
    )


def _numbers(frame: pd.DataFrame, name: str) -> pd.Series[Any]:
    return pd.to_numeric(frame[name], errors="coerce").astype("float64")


def _is_told(value: object) -> bool:
    return value is not None and bool(pd.notna(value)) and bool(str(value).strip())


def _age(text: str) -> str:
    """Whether an age, an age group or a word means young; "" where it may be either."""
    if plain(text) in _YOUNG:
        return "young"
    if plain(text) in _OLDER:
        return "older"
    years = [float(found) for found in re.findall(r"\d+(?:\.\d+)?", text)]
    if len(years) == 2:
        low, high = min(years), max(years)
    elif len(years) != 1:
        return ""
    elif _OVER.search(text.casefold()):
        low, high = years[0], float("inf")
    elif _UNDER.search(text.casefold()):
        low, high = 0.0, years[0]
    else:
        low = high = years[0]
    if high <= YOUNG_UNTIL:
        return "young"
    return "older" if low >= YOUNG_UNTIL else ""
