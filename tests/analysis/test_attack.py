"""An attacker with all tables of a brief before him: nothing small can be worked out."""

from __future__ import annotations

import os
from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from advocacy.analysis.finding import Chart, Companion, Estimate, Finding, SourceRows, State, Unit
from advocacy.analysis.licensing.questions import licensing_findings
from advocacy.analysis.protection.disclosure import protect_together
from advocacy.workspace.protection import Protection
from tests.analysis.attacker import leaks, random_register

_K = 5
Mask = NDArray[np.bool_]


def _rows(mask: Mask) -> SourceRows:
    return SourceRows("people", np.flatnonzero(mask).astype(np.int64))


def _share(met: Mask, base: Mask, group: str = "") -> Estimate:
    met = met & base
    found, n = int(met.sum()), int(base.sum())
    return Estimate(
        group=group,
        label=group,
        value=found / n,
        numerator=found,
        denominator=n,
        n=n,
        rows=_rows(met),
        counted=(_rows(base),),
    )


def _wait(used: Mask, open_still: Mask, unknown: Mask, group: str = "") -> Estimate:
    pending = used & open_still
    return Estimate(
        group=group,
        label=group,
        value=90.0,
        n=int(used.sum()),
        pending=int(pending.sum()),
        missing=int(unknown.sum()),
        rows=_rows(used),
        counted=(_rows(pending), _rows(unknown)),
    )


def _finding(code: str, unit: Unit, each: Sequence[Estimate], dimension: str = "") -> Finding:
    return Finding(code, code, code, unit, Chart.RANKED_BARS, "base", tuple(each), "m", dimension)


def _brief(rng: np.random.Generator) -> list[Finding]:
    """A brief about random people: nested fields, two-way tables, several tables by one field, companions."""
    people = int(rng.integers(40, 260))
    region = rng.choice(4, people, p=rng.dirichlet(np.ones(4)))
    district = region * 3 + rng.choice(3, people, p=rng.dirichlet(np.ones(3)))
    answer = rng.choice(3, people, p=rng.dirichlet(np.ones(3)))
    open_still, unknown = rng.random(people) < 0.15, rng.random(people) < 0.05
    late, everyone = rng.random(people) < 0.8, np.ones(people, dtype=bool)
    used = ~unknown
    found = []
    for name, field in (("region", region), ("district", district)):
        groups = [(f"{name}{code}", field == code) for code in np.unique(field)]
        waits = [_wait(used & rows, open_still, unknown & rows, group) for group, rows in groups]
        found.append(_finding(f"wait.by.{name}", Unit.DAYS, [_wait(used, open_still, unknown), *waits], name))
        shares = [_share(late, rows, group) for group, rows in groups]
        found.append(_finding(f"late.by.{name}", Unit.SHARE, [_share(late, everyone), *shares], name))
    replies = [(f"answer{code}", answer == code) for code in np.unique(answer)]
    found.append(
        _finding("answers", Unit.SHARE, [_share(rows, everyone, reply) for reply, rows in replies], "answer")
    )
    cells = [
        _share(rows, region == code, f"region{code}-{reply}")
        for code in np.unique(region)
        for reply, rows in replies
    ]
    found.append(_finding("answers.by.region", Unit.SHARE, cells))
    beside = [_wait(used & (region == code), open_still, ~used) for code in np.unique(region)]
    remarks = [Companion("{n} wait.", Unit.DAYS, one) for one in beside]
    remarks.append(
        Companion(
            "{value} are late.", Unit.SHARE, _share(late, answer == 0 if (answer == 0).any() else everyone)
        )
    )
    whole = _finding("wait", Unit.DAYS, [_wait(used, open_still, unknown)])
    found.append(Finding(**{**vars(whole), "companions": tuple(remarks)}))
    return found


def _attack(tables: int, seed: int) -> tuple[int, int]:
    rng = np.random.default_rng(seed)
    learnt = hidden = 0
    for _ in range(tables):
        originals = _brief(rng)
        protected = protect_together(originals, _K)
        learnt += leaks(originals, protected, _K)
        hidden += sum(one.state is State.SUPPRESSED for found in protected for one in found.estimates)
    return learnt, hidden


def test_linked_tables_of_a_brief_do_not_leak() -> None:
    learnt, hidden = _attack(int(os.environ.get("GROUNDSWELL_ATTACKS", "12")), seed=11)
    assert learnt == 0
    assert hidden > 0


@pytest.mark.soak
def test_two_thousand_briefs_do_not_leak() -> None:
    assert _attack(int(os.environ.get("GROUNDSWELL_TABLES", "2000")), seed=12)[0] == 0


def test_the_attacker_finds_what_a_brief_without_protection_tells() -> None:
    originals = _brief(np.random.default_rng(13))
    assert leaks(originals, originals, _K) > 3


def test_findings_about_licensing_do_not_leak() -> None:
    """What the program really prints, of the same rows in many ways; shares from curves are told as such."""
    for seed in range(4):
        originals = [
            found
            for found in licensing_findings(random_register(np.random.default_rng(seed)))
            if "time_to_decision" in found.code and found.chart is not Chart.MONTHS
        ]
        assert len(originals) > 2
        assert leaks(originals, protect_together(originals, _K), _K) == 0


@pytest.mark.parametrize("seed", range(3))
def test_every_count_is_a_multiple_of_five_where_counts_are_rounded(seed: int) -> None:
    for found in protect_together(_brief(np.random.default_rng(seed)), _K, Protection.ROUND):
        for one in (*found.estimates, *(companion.estimate for companion in found.companions)):
            counts = (one.n, one.missing, one.pending, one.numerator, one.denominator)
            assert all(count is None or count % 5 == 0 for count in counts)
            if found.unit is Unit.SHARE and one.value is not None and one.denominator:
                assert one.value * one.denominator == pytest.approx(
                    round(one.value * one.denominator / 5) * 5
                )
