"""Whether a number about cooperatives hangs on one region, one association or one file."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
import pandas as pd

from advocacy.analysis.cooperatives.estimates import estimate
from advocacy.analysis.cooperatives.returns import Mask, Returns
from advocacy.analysis.finding import Beside, Companion, Unit
from advocacy.analysis.groups import Groups
from advocacy.analysis.statistics.leaving_out import range_without_one, without_any_one
from advocacy.wording import say


def without_one_part(
    returns: Returns, used: Mask, unit: Unit, statistic: Callable[[Mask], float | None]
) -> tuple[Companion, ...]:
    """Return between which values the number lies when any one part is left out, over all ways of parting.

    statistic: the number from the returns that stay, by the very computation of the finding. Parts of fewer
    cooperatives than the smallest group that may be shown stay in; so does every part where the number is not
    known without some part.
    """
    whole = statistic(used)
    if whole is None:
        return ()
    found: dict[str, tuple[float, float]] = {}
    for what, groups in _ways(returns):
        parts = [groups.rows(number) for number in range(len(groups.codes))]
        large = [
            part for part in parts if returns.count(part & used) >= returns.workspace.settings.smallest_group
        ]
        if between := range_without_one([statistic(used & ~part) for part in large]):
            found[what] = between
    if not found:
        return ()
    between = min(low for low, _ in found.values()), max(high for _, high in found.values())
    sentence, one = without_any_one(tuple(found)), estimate(returns, used, whole, between)
    return (Companion(sentence, unit, one, Beside.WITHOUT_ONE),)


def _ways(returns: Returns) -> Iterator[tuple[str, Groups]]:
    for field, what in (("region", say("region")), ("association", say("association"))):
        if groups := returns.groups(field):
            yield what, groups
    positions = returns.frame["position"].to_numpy(dtype=np.int64)
    source, codes = pd.factorize(returns.table.origin["source"].iloc[positions].to_numpy(dtype=object))
    names = tuple(map(str, codes))
    yield (
        say("file"),
        Groups(names, names, np.asarray(source, dtype=np.int64)),
    )
