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


def yearly_burden(price: float, population: float, frequency: float, business_as_usual: float = 0.0) -> float:
    """Return price times quantity, applicants times applications a year, less what they would do anyway.

    business_as_usual: the share, 0 to 1, of the cost that does not come from the rule (the same manual: the
    burden is the administrative cost less the cost of business as usual).
    """
    return price * population * frequency * (1.0 - business_as_usual)
