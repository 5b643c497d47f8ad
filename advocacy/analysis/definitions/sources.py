"""Where formulas come from, as the definitions name them."""

from __future__ import annotations

from advocacy.wording import say

KM = "Kaplan and Meier, JASA 53 (1958); interval: Brookmeyer and Crowley, Biometrics 38 (1982)"
WILSON = "Wilson, JASA 22 (1927)"
RATIO = "Ratio of sums with linearised variance: Cochran, Sampling Techniques (1977), section 6.4"
POISSON = "Exact Poisson interval: Garwood, Biometrika 28 (1936); rate per hours: 16th ICLS (1998)"
FINE = "UN Environment, Estimating Mercury Use and Documenting Practices (2017), annex A4"


def median() -> str:
    """Where the interval of a median comes from."""
    return say("Median with an interval between order statistics: Conover (1999), section 3.2")
