"""Which counts to hide so that no small one can be worked out from those that are shown.

A published count is the size of a set of rows. All published sets of a brief are looked at together: they
part the rows into atoms, and what a reader knows is one equation per shown set. A hidden small count is safe
when these equations leave it open, by linear algebra and also with the knowledge that no count is negative.
Source of the audit: Fischetti and Salazar, Management Science 47 (2001), the attacker's problem.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

Sets = Sequence[NDArray[np.int64]]  # per published set the rows of the data that belong to it
_EXACT = 1e-7
_WIDTH = 1 - 1e-6  # a whole number known within less than one is known


class Atoms:
    """The published sets as equations over atoms: groups of rows that belong to the same sets.

    owners: per set the number of what publishes it; what is hidden, is hidden with all its sets.
    """

    def __init__(self, sets: Sets, owners: Sequence[int]) -> None:
        marks = np.random.default_rng(0).integers(1, 2**63, size=len(sets), dtype=np.uint64)
        signature = np.zeros(max((int(rows.max()) + 1 for rows in sets if len(rows)), default=0), np.uint64)
        for rows, mark in zip(sets, marks, strict=True):
            signature[rows] += mark  # rows of the same sets have the same sum of marks
        _, atom = np.unique(signature, return_inverse=True)
        self.incidence: NDArray[np.float64] = np.zeros((len(sets), int(atom.max(initial=-1)) + 1))
        for number, rows in enumerate(sets):
            self.incidence[number, atom[rows]] = 1.0
        self.sizes: NDArray[np.float64] = np.bincount(atom, minlength=self.incidence.shape[1]).astype(float)
        self.counts: NDArray[np.float64] = np.array([len(rows) for rows in sets], dtype=np.float64)
        self.owners = np.asarray(owners, dtype=np.int64)

    def open_to_a_reader(self, hidden: set[int], targets: Sequence[int]) -> list[tuple[int, list[int]]]:
        """Return the hidden targets a reader can work out, each with the shown sets he needs for it.

        hidden: owners that are hidden. targets: sets to protect, by number.
        """
        shown = np.flatnonzero(~np.isin(self.owners, list(hidden)))
        if len(shown):  # the same set published twice is one equation
            shown = shown[np.sort(np.unique(self.incidence[shown], axis=0, return_index=True)[1])]
        targets = [number for number in targets if self.owners[number] in hidden and self.counts[number]]
        if not targets or not len(shown):
            return []
        equations = self.incidence[shown]
        factors, *_ = np.linalg.lstsq(equations.T, self.incidence[targets].T, rcond=None)
        ways = self.incidence[targets].T - equations.T @ factors  # what the equations do not tell
        known = np.abs(ways).max(axis=0) < _EXACT
        found = [
            (targets[place], shown[np.abs(factors[:, place]) > _EXACT].tolist())
            for place in np.flatnonzero(known)
        ]
        left = [
            targets[place]
            for place in np.flatnonzero(~known)
            if not self._is_seen_open(targets[place], ways[:, place])
        ]
        return found + self._by_bounds(equations, shown, left)

    def _by_bounds(
        self, equations: NDArray[np.float64], shown: NDArray[np.int64], targets: list[int]
    ) -> list[tuple[int, list[int]]]:
        from scipy.optimize import linprog  # takes long to load, and most tables are settled before

        found = []
        counts = self.counts[shown]
        for target in targets:
            wanted = self.incidence[target]
            least = linprog(wanted, A_eq=equations, b_eq=counts, method="highs")
            most = linprog(-wanted, A_eq=equations, b_eq=counts, method="highs")
            if least.status or most.status:
                continue  # unbounded: nothing is known
            if -most.fun - least.fun < _WIDTH:
                used = np.abs(least.eqlin.marginals) + np.abs(most.eqlin.marginals) > _EXACT
                found.append((target, shown[used].tolist()))
        return found

    def _is_seen_open(self, target: int, way: NDArray[np.float64]) -> bool:
        """Whether no linear programme is needed to see that a target is open.

        way: a direction no equation notices. From the true counts one may walk along it until an atom is
        empty, one way and the other; where the target changes by one on that walk, it is open.
        """
        down, up = float((-way / self.sizes).max()), float((way / self.sizes).max())
        length = 1 / max(down, _EXACT) + 1 / max(up, _EXACT)
        return length * float(self.incidence[target] @ way) >= 1.0


def hidden_owners(
    sets: Sets,
    owners: Sequence[int],
    hidden: set[int],
    targets: Sequence[int],
    costs: Sequence[float] | None = None,
    families: Sequence[int] | None = None,
    along: Mapping[int, Sequence[int]] = MappingProxyType({}),
) -> set[int]:
    """Return all that must be hidden so that the size of none of the targets can be worked out.

    sets and owners as in Atoms. hidden: owners that are hidden already. targets: numbers of the sets to
    protect. costs: per owner, how much is lost with it; the cheapest of those that give a count away is
    hidden first. Without costs it is the size of its largest set. families: owners that stand in one
    table; a table is rather hidden further than that another one loses something. along: owners that go
    with another one, as the counts beside a value go with it.
    """
    if not hidden or not targets:
        return set(hidden)
    atoms = Atoms(sets, owners)
    size = costs or [
        float(atoms.counts[atoms.owners == owner].max(initial=0.0)) for owner in range(max(owners) + 1)
    ]
    family = families or [0] * len(size)
    result = _with_what_goes_along(hidden, along)
    while found := atoms.open_to_a_reader(result, targets):
        more: set[int] = set()
        for target, used in found:
            candidates = {owners[number] for number in used}
            if not candidates or candidates & more:
                continue
            home = family[owners[target]]
            more.add(min(candidates, key=lambda owner: (family[owner] != home, size[owner], owner)))
        if not more:
            return result | set(owners)
        result |= _with_what_goes_along(more, along)
    return result


def _with_what_goes_along(hidden: set[int], along: Mapping[int, Sequence[int]]) -> set[int]:
    return hidden | {other for owner in hidden for other in along.get(owner, ())}


def dominated(amounts: NDArray[np.float64], payers: int = 3, percent: float = 10.0) -> bool:
    """Whether a sum of money would tell what one payer paid.

    The p% rule: the second largest must not be able to estimate the largest within p per cent (Hundepool and
    others, Statistical Disclosure Control, 2012, section 4.2); fewer than three payers always tell.
    """
    paid = np.sort(np.abs(amounts[~np.isnan(amounts) & (amounts != 0)]))[::-1]
    if not len(paid):
        return False
    return len(paid) < payers or float(paid[2:].sum()) < percent / 100 * float(paid[0])


def rounded(count: float, base: int = 5) -> int:
    """Return the count to the nearest multiple of base; the same count always rounds the same way."""
    return int(base * np.floor(count / base + 0.5))
