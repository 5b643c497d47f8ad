"""A reader who sets the findings of a brief off against each other, and a register to try him on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog

from advocacy.analysis.finding import Estimate, Finding, State
from advocacy.workspace import Workspace
from tests.makers import cases, workspace


def told_sets(one: Estimate, original: Estimate, k: int) -> Iterator[NDArray[np.int64]]:
    """Sets whose size a reader knows from a printed estimate."""
    assert original.rows is not None
    if one.state is State.SUPPRESSED:
        assert (one.n, one.numerator, one.rows, one.counted) == (0, None, None, ())
        return
    yield original.rows.positions
    if original.numerator is not None:
        yield original.counted[0].positions
        return
    assert len(original.counted) >= 2
    pending, unknown = original.counted[:2]
    if one.pending is not None:
        yield pending.positions
    if one.missing is not None:
        yield unknown.positions


def secrets_of(original: Estimate, k: int) -> Iterator[NDArray[np.int64]]:
    """Sets that nobody may learn the size of."""
    assert original.rows is not None
    rows = original.rows.positions
    sets = [rows]
    if original.numerator is not None:
        base = original.counted[0].positions
        sets += [base, np.setdiff1d(base, rows)]
    else:
        pending = original.counted[0].positions
        sets += [pending, np.setdiff1d(rows, pending)]
    yield from (one for one in sets if 0 < len(one) < k)


def leaks(
    originals: Sequence[Finding],
    protected: Sequence[Finding],
    k: int,
    bases: Sequence[NDArray[np.int64]] = (),
) -> int:
    """How many secret counts algebra or linear programming gives away. bases: what is told besides."""
    known = list(bases)
    secret: list[NDArray[np.int64]] = []
    for before, after in zip(originals, protected, strict=True):
        shown = {(one.group, one.series): one for one in after.estimates}
        for one in before.estimates:
            known += told_sets(shown[one.group, one.series], one, k)
            secret += secrets_of(one, k)
        said = {one.sentence: [] for one in after.companions}  # type: dict[str, list[Estimate]]
        for companion in after.companions:
            said[companion.sentence].append(companion.estimate)
        for companion in before.companions:
            secret += secrets_of(companion.estimate, k)
            for estimate in said.get(companion.sentence, []):
                if estimate.rows is companion.estimate.rows:
                    known += told_sets(estimate, companion.estimate, k)
    return sum(is_known(known, rows) for rows in secret)


def is_known(known: Sequence[NDArray[np.int64]], secret: NDArray[np.int64]) -> bool:
    size = 1 + max(int(rows.max(initial=0)) for rows in (*known, secret))
    member = np.zeros((len(known) + 1, size), dtype=np.uint8)
    for number, rows in enumerate((*known, secret)):
        member[number, rows] = 1
    atoms, counts = np.unique(member, axis=1, return_counts=True)
    equations, wanted = np.unique(atoms[:-1].astype(float), axis=0), atoms[-1].astype(float)
    sums = equations @ counts
    least = linprog(wanted, A_eq=equations, b_eq=sums, method="highs")
    most = linprog(-wanted, A_eq=equations, b_eq=sums, method="highs")
    assert not least.status, "the truth itself is a solution"
    return most.status == 0 and -most.fun - least.fun < 1 - 1e-6


def random_register(rng: np.random.Generator) -> Workspace:
    """A random register of cases, district within region."""
    people = int(rng.integers(60, 200))
    region = rng.choice(4, people, p=rng.dirichlet(np.ones(4)))
    district = region * 3 + rng.choice(3, people, p=rng.dirichlet(np.ones(3)))
    filed = [date(2024, 1, 1) + timedelta(days=int(day)) for day in rng.integers(0, 300, people)]
    decided = [
        None if rng.random() < 0.2 else day + timedelta(days=int(rng.integers(20, 200))) for day in filed
    ]
    table = cases(
        [day if rng.random() > 0.03 else None for day in filed],
        decided,
        region=[f"R{code}" for code in region],
        authority=[f"D{code}" for code in district],
        hurdles=[str(rng.choice(["fees distance", "fees", "none", "distance"])) for _ in range(people)],
    )
    return workspace(table, limit=90)
