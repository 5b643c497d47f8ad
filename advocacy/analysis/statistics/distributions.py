"""Quantiles and tails of the distributions that intervals and tests need.

From scipy.special: scipy.stats has the same numbers, but takes half a second to load and 50 MB.
"""

from __future__ import annotations

import math

from scipy import special

Z = float(special.ndtri(0.975))  # half of a 95% interval in standard errors


def t_quantile(share: float, freedom: float) -> float:
    """Return the value of Student's t below which this share lies."""
    return float(special.stdtrit(freedom, share))


def beta_quantile(share: float, a: float, b: float) -> float:
    """Return the value of the beta distribution below which this share lies."""
    return float(special.betaincinv(a, b, share))


def chi2_quantile(share: float, freedom: float) -> float:
    """Return the value of chi-squared below which this share lies."""
    return 2 * float(special.gammaincinv(freedom / 2, share))


def chi2_tail(value: float, freedom: float) -> float:
    """Return the share of chi-squared above this value."""
    return float(special.chdtrc(freedom, value))


def f_tail(value: float, above: float, below: float) -> float:
    """Return the share of F with these degrees of freedom above this value."""
    return float(special.fdtrc(above, below, value))


def fair_coin_quantile(share: float, n: int) -> int:
    """Return the least number of heads in n throws that at most so many have with at least this share."""
    heads = max(0, math.ceil(float(special.bdtrik(share, n, 0.5))))
    return heads - 1 if heads and special.bdtr(heads - 1, n, 0.5) >= share else heads
