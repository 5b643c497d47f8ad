"""Rates of rare events: how many per hours worked or per people, with an exact interval."""

from __future__ import annotations

from advocacy.analysis.statistics.distributions import chi2_quantile

PER_HOURS = 1_000_000.0  # 16th International Conference of Labour Statisticians, resolution on injuries, 1998
FEW_EVENTS = 10  # below it the count itself is printed first; a rate of so few says little


def poisson_interval(events: int) -> tuple[float, float]:
    """Exact 95 % interval of an expected count (Garwood, Biometrika 28, 1936).

    Raises ValueError where events is negative.
    """
    if events < 0:
        raise ValueError("a count is not negative")
    low = chi2_quantile(0.025, 2 * events) / 2 if events else 0.0
    return low, chi2_quantile(0.975, 2 * events + 2) / 2


def rate(events: int, exposure: float, per: float = PER_HOURS) -> tuple[float, float, float]:
    """Return events per so much exposure, and the exact 95 % interval. Raises ValueError without exposure."""
    if exposure <= 0:
        raise ValueError("a rate needs exposure")
    low, high = poisson_interval(events)
    return events / exposure * per, low / exposure * per, high / exposure * per
