"""The yearly burden of a procedure by the Standard Cost Model."""

from __future__ import annotations

from collections.abc import Sequence


def price_per_application(
    tariff_per_hour: float, hours: Sequence[float], out_of_pocket: Sequence[float]
) -> float:
    """Return hours times tariff plus payments, summed over the steps, in the currency of the tariff.

    Waiting time has no price in this model (SCM Network, International Standard Cost Model Manual).
    """
    return tariff_per_hour * sum(hours) + sum(out_of_pocket)


def yearly_burden(price: float, population: float, frequency: float) -> float:
    """Return price times quantity: applicants times applications a year."""
    return price * population * frequency
