"""A workspace of invented people, and the ways in which a value of theirs may be written elsewhere."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

import pandas as pd

from advocacy.importing.table import Table
from advocacy.workspace import BriefPlan, Workspace
from tests.makers import cases, table, workspace

_STARTS_IN_LINE = "Am Be Chi Da Es Fa Gi Ha Ji Ka Lu Ma Ne Os Pa Ra Sé Ta Wa Zo"
_ENDS_IN_LINE = (
    "bira condé dzana fula ganda hiro kesho landu mbira nzeni pemba quita rungu sossa tembo véli wazir"
)
_STARTS, _ENDS = _STARTS_IN_LINE.split(), _ENDS_IN_LINE.split()
_SAID = (
    "they sent me back for a stamp that nobody could name",
    "nous avons attendu devant la porte jusqu'au soir sans réponse",
    "the officer kept my papers and asked for tea money twice",
)


@dataclass(frozen=True)
class Leak:
    """A value as it could be written in a file, and what it is."""

    kind: str
    text: str


def held(seed: int, people: int = 60) -> Workspace:
    """Cases, cooperatives and partners with a different name, number, place and statement each."""
    chance = random.Random(seed)
    names = [f"{_name(chance, i)} {_name(chance, people + i)}" for i in range(people)]
    applied = [date(2024, 1, 1) + timedelta(days=i % 40) for i in range(people)]
    decided = [day + timedelta(days=60 + i % 50) if i % 3 else None for i, day in enumerate(applied)]
    licensing = cases(
        applied,
        decided,
        case_id=[f"{chance.choice('ABC')}{chance.choice('KLM')}-{seed % 10}{i:04d}" for i in range(people)],
        applicant=names,
        region=["North", "South"] * (people // 2),
        gender=["female", "male"] * (people // 2),
        hurdles=["fees delay", "distance"] * (people // 2),
        official_fee=[100.0 + i % 7 for i in range(people)],
        statement=[_statement(chance, i) for i in range(people)],
        consent=["aggregate"] * people,
        recorded_by=[f"{_name(chance, 3 * people)} {_name(chance, 3 * people + 1)}"] * people,
    )
    phones = [f"8{chance.randrange(10**7, 10**8)}" for _ in range(people)]
    licensing = _with(licensing, "Mobile", phones)
    places = [(-chance.uniform(11, 17), chance.uniform(31, 39)) for _ in range(20)]
    register = table(
        "cooperative",
        {
            "cooperative_id": [f"{i:03d}" for i in range(20)],
            "name": [f"Ndolo Cooperative {i}" for i in range(20)],
            "region": ["North", "South"] * 10,
            "latitude": [round(one[0], 5) for one in places],
            "longitude": [round(one[1], 5) for one in places],
        },
    )
    partner = table(
        "partner",
        {
            "name": ["Clean River Initiative"],
            "kind": ["ngo"],
            "contact": [
                f"{_name(chance, 900)} {_name(chance, 901)}, +258 82 345 6{seed % 1000:03d}, {_mail(chance)}"
            ],
        },
    )
    made = workspace(licensing, register, partner, data_date=date(2024, 12, 31), limit=90)
    return made.with_brief(BriefPlan("Licences", submitted_by="The Federation"))


def leak(held: Workspace, chance: random.Random) -> Leak:
    """A value of the workspace, chosen by lot and written in a way chosen by lot."""
    kind = chance.choice(tuple(_KINDS))
    return Leak(kind, _KINDS[kind](held, chance))


def _name(chance: random.Random, number: int) -> str:
    middle = "aeiou"[number % 5] + "bdgklmnrstv"[number // 5 % 11]
    return f"{chance.choice(_STARTS)}{middle}{chance.choice(_ENDS)}{'aeo'[number // 55 % 3]}"


def _statement(chance: random.Random, number: int) -> str:
    words = [*chance.choice(_SAID).split(), "near", "post", _name(chance, 500 + number).lower()]
    chance.shuffle(words)
    return " ".join(words)


def _mail(chance: random.Random) -> str:
    return f"{_name(chance, 11).lower()}.{_name(chance, 12).lower()}@river.example"


def _with(table: Table, name: str, values: list[str]) -> Table:
    column = pd.Series(values, dtype="str")
    return replace(table, frame=table.frame.assign(**{name: column}), raw=table.raw.assign(**{name: column}))


def _one(held: Workspace, chance: random.Random, field: str, name: str = "licensing_case") -> str:
    found = held.table(name)
    assert found is not None
    return str(chance.choice(found.frame[field].dropna().tolist()))


def _bare(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def _as_name(held: Workspace, chance: random.Random) -> str:
    name = _one(held, chance, chance.choice(("applicant", "recorded_by")))
    first, last = name.split()
    return chance.choice(
        (
            name,
            name.upper(),
            name.lower(),
            _bare(name),
            f"{last} {first}",
            f"{last.upper()}, {first}",
            f"{first}  {last}",
            f"{first}\u00a0{last}",
            f"{first[:2]}\u200b{first[2:]} {last}",
            f"{first}_{last}",
            f"the case of {first} {last} is open",
            f"{first}.{last}",
            unicodedata.normalize("NFD", name),
            f"reported by {last} last week",
            f"for {first} and others",
        )
    )


def _as_phone(held: Workspace, chance: random.Random) -> str:
    if chance.random() < 0.2:
        return (
            chance.choice(("+258 82 345 6", "082 345 6"))
            + _one(held, chance, "contact", "partner").split(",")[1][-3:]
        )
    n = _one(held, chance, "Mobile")
    return chance.choice(
        (
            n,
            f"+258 {n[:2]} {n[2:5]} {n[5:]}",
            f"+258{n}",
            f"00258 {n}",
            f"0{n}",
            f"({n[:2]}) {n[2:5]}-{n[5:]}",
            f"{n[:3]}.{n[3:6]}.{n[6:]}",
            f"{n[:2]}\u00a0{n[2:5]}\u202f{n[5:]}",
            f"tel. {n[:2]}/{n[2:]}",
            f"tel{n}",
        )
    )


def _as_identity(held: Workspace, chance: random.Random) -> str:
    code = _one(held, chance, "case_id")
    letters, digits = code.split("-")
    return chance.choice(
        (
            code,
            code.lower(),
            f"{letters} {digits}",
            f"{letters}{digits}",
            f"{letters}/{digits}",
            f"(no. {code})",
            f"file {letters}–{digits}.pdf",
            f"{letters}_{digits}_scan",
        )
    )


def _as_place(held: Workspace, chance: random.Random) -> str:
    register = held.table("cooperative")
    assert register is not None
    row = chance.randrange(len(register))
    north, east = (float(register.frame[name].iloc[row]) for name in ("latitude", "longitude"))
    return chance.choice(
        (
            f"{north}, {east}",
            f"{north:.4f}",
            f"{east:.4f}",
            f"{north:.3f} {east:.3f}",
            f"{north:.2f}; {east:.2f}",
            f"{north:.4f},{east:.4f}",
            f"{-north:.5f} S",
            f"{_angle(-north)}S {_angle(east)}E",
            f"{east:.6f}",
            f'{{"lat": {north}, "lon": {east}}}',
        )
    )


def _angle(degrees: float) -> str:
    seconds = round(degrees * 3600)
    return f"{seconds // 3600}°{seconds // 60 % 60:02d}'{seconds % 60:02d}\""


def _as_mail(held: Workspace, chance: random.Random) -> str:
    mail = _one(held, chance, "contact", "partner").split(", ")[2]
    return chance.choice((mail, mail.upper(), f"mailto:{mail}", f"<{mail}>", mail.replace("@", " @ ")))


def _as_statement(held: Workspace, chance: random.Random) -> str:
    said = _one(held, chance, "statement")
    words = said.split()
    return chance.choice(
        (
            said,
            said.upper(),
            f"“{said}.”",
            " ".join(words[:7]),
            " ".join(words[-8:]),
            _bare(said),
            "  ".join(words),
        )
    )


_KINDS: dict[str, Callable[[Workspace, random.Random], str]] = {
    "name": _as_name,
    "phone": _as_phone,
    "identity": _as_identity,
    "place": _as_place,
    "mail": _as_mail,
    "statement": _as_statement,
}
