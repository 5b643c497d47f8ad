"""Nothing that is printed holds a place not filled, a number that is none, or a mark of the protection."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from advocacy.analysis.finding import Finding, SourceRows
from advocacy.analysis.findings import findings
from advocacy.brief.compose import compose
from advocacy.exporting.export import WRITERS, export
from advocacy.sample import open_sample
from advocacy.workspace import Protection, Workspace
from tests.exporting.written_brief import text_of
from tests.makers import cases, table, workspace
from tests.survey_makers import single, survey_of

_WRONG = {
    "private use": re.compile("[\ue000-\uf8ff]"),
    "no number": re.compile(r"(?<![\w“])(?:nan|NaN|None|inf|-inf|NaT|<NA>)(?![\w”])"),
    "a place": re.compile(r"\{\w*\}"),
}
_DAY = date(2024, 1, 1)


@pytest.fixture(scope="module")
def sample() -> Workspace:
    return open_sample()


def _one_group() -> Workspace:
    days = [_DAY + timedelta(days=i) for i in range(40)]
    return workspace(
        cases(
            days,
            [day + timedelta(days=70) for day in days],
            region=["North"] * 40,
            hurdles=["fees"] * 40,
            official_fee=[100.0] * 40,
            status=["granted"] * 40,
        ),
        limit=60,
    )


def _all_missing() -> Workspace:
    nothing: list[Any] = [None] * 20
    return workspace(
        cases(
            nothing, nothing, region=nothing, hurdles=nothing, official_fee=nothing,
            visits=nothing, days_lost=nothing, monthly_income=nothing, informal_payment_asked=nothing,
        ),
        limit=60,
    )  # fmt: skip


def _scales() -> Workspace:
    """A scale with few who do not know, few who are silent, and a question that nobody answered."""
    trust = ["Agree"] * 14 + ["Neutral"] * 12 + ["Disagree"] * 15 + ["Don't know"] * 2 + [None] * 3
    return survey_of(
        {"trust": trust, "void": [None] * 46, "sex": ["f", "m"] * 23},
        (
            single("trust", "Agree", "Neutral", "Disagree", "Don't know"),
            single("void", "a", "b"),
            single("sex", "f", "m"),
        ),
        compare_by="sex",
    )


_AWKWARD = {
    "empty": lambda: workspace(),
    "no rows": lambda: workspace(cases([], [])),
    "one row": lambda: workspace(cases([_DAY], [None], region=["North"], hurdles=["fees"]), limit=60),
    "all missing": _all_missing,
    "one group": _one_group,
    "a word like a mark": lambda: workspace(
        cases([_DAY] * 20, [_DAY] * 20, region=["\ue000[\"count\", 3]\ue001 {value}"] * 10 + ["South"] * 10)
    ),
    "scales": _scales,
    "one return": lambda: workspace(
        table("cooperative_statistics", {"cooperative_id": ["a"], "members": [3.0]})
    ),
}  # fmt: skip


def _texts(value: object) -> Iterator[str]:
    """Every text of a finding."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple | list):
        for one in value:
            yield from _texts(one)
    elif is_dataclass(value) and not isinstance(value, SourceRows):
        for field in fields(value):
            if field.name != "amounts":
                yield from _texts(getattr(value, field.name))


def _faults(text: str, *, but: str = "") -> list[str]:
    return [
        f"{what}: {text[max(0, found.start() - 40) : found.end() + 20]!r}"
        for what, pattern in _WRONG.items()
        for found in pattern.finditer(text)
        if found[0] != but
    ]


def _check_findings(found: tuple[Finding, ...], but: str) -> None:
    for one in found:
        # the places of a companion are filled where it is printed
        unfilled = replace(one, companions=())
        for text in (*_texts(unfilled), *_said(one)):
            assert not _faults(text, but=but), (one.code, _faults(text, but=but))
            assert "  " not in text.strip() or but, (one.code, text)


def _said(one: Finding) -> tuple[str, ...]:
    from advocacy.analysis.numbers import remarks

    return remarks(one)


def _check_files(held: Workspace, found: tuple[Finding, ...], folder: Path, but: str) -> None:
    brief = compose(held, found)
    for suffix in WRITERS:
        path = folder / f"brief{suffix}"
        export(brief, path)
        text = html.unescape(text_of(path))
        assert not _faults(text, but=but), (suffix, _faults(text, but=but)[:5])


@pytest.mark.parametrize("protection", list(Protection))
@pytest.mark.parametrize("name", list(_AWKWARD))
def test_awkward_workspaces(name: str, protection: Protection, tmp_path: Path) -> None:
    held = _AWKWARD[name]()
    held = replace(held, settings=replace(held.settings, protection=protection))
    found = findings(held)
    but = "{value}" if name == "a word like a mark" else ""  # braces in a name are text of a person
    _check_findings(found, but)
    _check_files(held, found, tmp_path, but)


@pytest.mark.parametrize("protection", list(Protection))
def test_the_sample(sample: Workspace, protection: Protection, tmp_path: Path) -> None:
    held = replace(sample, settings=replace(sample.settings, protection=protection, compare_by=""))
    found = findings(held)
    _check_findings(found, "")
    _check_files(held, found, tmp_path, "")


def test_the_scan_sees_what_it_is_for() -> None:
    for text in ("a \ue000 b", "nan days", "of None", "n = inf", "{value} of", "x {} y"):
        assert _faults(text), text
    for text in ("information", "“None”", "finance", "Nonetheless"):
        assert not _faults(text), text
