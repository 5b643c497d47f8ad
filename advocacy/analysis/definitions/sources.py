"""Where formulas come from, as the definitions name them."""

from __future__ import annotations

from advocacy.wording import say

WILSON = "Wilson, JASA 22 (1927)"


def km() -> str:
    """Where a median that counts what is still open comes from."""
    return say("Kaplan and Meier, JASA 53 (1958); interval: Brookmeyer and Crowley, Biometrics 38 (1982)")


def ratio() -> str:
    """Where the interval of a ratio of sums comes from."""
    return say("Ratio of sums with linearised variance: Cochran, Sampling Techniques (1977), section 6.4")


def poisson() -> str:
    """Where the interval of a rate of accidents comes from."""
    return say("Exact Poisson interval: Garwood, Biometrika 28 (1936); rate per hours: 16th ICLS (1998)")


def fine() -> str:
    """Where it is said how fine metal and mercury are counted."""
    return say("UN Environment, Estimating Mercury Use and Documenting Practices (2017), annex A4")


def median() -> str:
    """Where the interval of a median comes from."""
    return say("Median with an interval between order statistics: Conover (1999), section 3.2")
