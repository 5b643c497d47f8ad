"""Weights that make the people who answered look like the members they should stand for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
_ROUNDS = 200
_CUTS = 20  # rounds of cutting and meeting the margins again
_CLOSE = 1e-9  # share by which a margin may still be off
LARGEST = 5.0  # times the mean weight: beyond it few people would speak for many


@dataclass(frozen=True, eq=False)
class Raked:
    """Weights with mean 1. is_close: whether every margin was met; trimmed: how many weights were cut."""

    weights: Numbers
    is_close: bool
    trimmed: int


def post_stratified(groups: NDArray[np.int64], sizes: Sequence[float]) -> Numbers:
    """Return weights by which each group has its size in the register.

    groups: number of the group of each person. Raises ValueError where a group of the register has nobody.
    """
    counts = np.bincount(groups, minlength=len(sizes)).astype(np.float64)
    if np.any((counts == 0) & (np.asarray(sizes) > 0)):
        raise ValueError("a group of the register has nobody among those who answered")
    with np.errstate(divide="ignore", invalid="ignore"):
        factor = np.where(counts > 0, np.asarray(sizes, dtype=np.float64) / counts, 0.0)
    return _mean_one(factor[groups])


def raked(
    margins: Mapping[str, tuple[NDArray[np.int64], Sequence[float]]],
    largest: float = LARGEST,
    start: Numbers | None = None,
) -> Raked:
    """Return weights that meet every margin in turn until all are met (Deming and Stephan, 1940).

    margins: by name the group number of each person and the sizes of the groups in the register. start:
    weights from which to begin, all alike where not given. Weights above largest times the mean are cut, and
    the margins then met as far as that allows. Raises ValueError as post_stratified does.
    """
    n = len(next(iter(margins.values()))[0])
    weights = _adjusted(np.ones(n) if start is None else start, margins)
    trimmed = int((weights > largest * weights.mean()).sum())
    for _ in range(_CUTS if trimmed else 0):
        weights = _adjusted(_cut(weights, largest), margins, rounds=1)
    weights = _cut(weights, largest)
    return Raked(_mean_one(weights), _distance(weights, margins) < 1e-6, trimmed)


def _cut(weights: Numbers, largest: float) -> Numbers:
    for _ in range(_CUTS):  # cutting lowers the mean, and with it what is too large
        weights = np.minimum(weights, largest * weights.mean())
    return weights


def _adjusted(
    weights: Numbers,
    margins: Mapping[str, tuple[NDArray[np.int64], Sequence[float]]],
    rounds: int = _ROUNDS,
) -> Numbers:
    for _ in range(rounds):
        for groups, sizes in margins.values():
            wanted = np.asarray(sizes, dtype=np.float64) / np.sum(sizes)
            have = np.bincount(groups, weights=weights, minlength=len(wanted)) / weights.sum()
            if np.any((have == 0) & (wanted > 0)):
                raise ValueError("a group of the register has nobody among those who answered")
            weights = weights * np.divide(wanted, have, out=np.zeros_like(wanted), where=have > 0)[groups]
        if _distance(weights, margins) < _CLOSE:
            break
    return weights


def _distance(weights: Numbers, margins: Mapping[str, tuple[NDArray[np.int64], Sequence[float]]]) -> float:
    worst = 0.0
    for groups, sizes in margins.values():
        wanted = np.asarray(sizes, dtype=np.float64) / np.sum(sizes)
        have = np.bincount(groups, weights=weights, minlength=len(wanted)) / weights.sum()
        worst = max(worst, float(np.abs(have - wanted).max()))
    return worst


def _mean_one(weights: Numbers) -> Numbers:
    scaled: Numbers = weights / weights.mean()
    return scaled
