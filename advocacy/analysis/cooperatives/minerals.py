"""Which mineral a return is about, and how much fine metal it reports."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from advocacy.analysis.cooperatives.metal_units import FINEST, grams_in
from advocacy.analysis.cooperatives.returns import Numbers, Returns

# Of the codes of the list of minerals those that have a fineness. Stones, salt and coal have none, and
# "other" may be any of them.
METALS = ("gold", "tin", "tantalum", "tungsten", "copper", "cobalt")


def mineral_of(returns: Returns) -> NDArray[np.object_]:
    """Return the mineral of each return, "" where it is not one: of what the return says, or else where the
    register knows a single mineral of the cooperative."""
    said, known = returns.texts("mineral"), returns.texts("minerals")
    texts = np.where(said == "", known, said)
    return np.array([text if len(str(text).split()) == 1 else "" for text in texts], dtype=object)


def fineness(returns: Returns) -> Numbers:
    """Parts of pure metal, 0 to 1; NaN where it is not known. The table keeps parts in a thousand."""
    purity = returns.numbers("purity")
    with np.errstate(invalid="ignore"):
        return np.where((purity > 0) & (purity <= FINEST), purity / FINEST, np.nan)


def fine_grams(returns: Returns) -> Numbers:
    """Grams of fine metal: gross weight times fineness; NaN where weight, unit or fineness is not known.

    Source: UN Environment, Estimating Mercury Use and Documenting Practices (2017), annex A4.
    """
    texts, place = np.unique(returns.texts("production_unit").astype(str), return_inverse=True)
    grams = np.array([grams_in(text) or np.nan for text in texts.tolist()], dtype=np.float64)[place]
    fine: Numbers = returns.numbers("production") * grams * fineness(returns)
    return fine
