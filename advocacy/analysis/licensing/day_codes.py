"""Days and whether something ended after them as one code per row, from which a count tells every time."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from advocacy.analysis.licensing.waits import Counts, by_day
from advocacy.analysis.statistics.survival import KaplanMeier, kaplan_meier_of_counts

Mask = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class DayCodes:
    """One code per row: 2 × days, + 1 where ended; the last of them for rows not used. size: how many."""

    code: NDArray[np.int32]
    size: int

    def counts(self, code: NDArray[np.int32]) -> Counts:
        """Count these codes, which are some of the rows."""
        return np.bincount(code, minlength=self.size)


def day_codes(days: NDArray[np.float64], ended: Mask, used: Mask) -> DayCodes:
    """Return the codes of whole days, none negative where used."""
    known = days[used].astype(np.int64)
    size = 2 * (int(known.max(initial=0)) + 1) + 1
    code = np.full(len(days), size - 1, dtype=np.int32)
    code[used] = 2 * known + ended[used]
    return DayCodes(code, size)


def ended_after(counts: Counts) -> KaplanMeier:
    """Return the Kaplan-Meier estimate of rows counted by code."""
    return kaplan_meier_of_counts(*by_day(counts[:-1]))
