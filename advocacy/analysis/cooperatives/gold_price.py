"""What a miner was paid for gold as a share of the benchmark."""

from __future__ import annotations

GRAMS_PER_TROY_OUNCE = 31.1034768  # exact, by definition


def share_of_benchmark(
    paid: float, gross_grams: float, fineness: float, local_per_dollar: float, benchmark_per_ounce: float
) -> float:
    """Return price paid per gram of fine gold over the benchmark on the sale date (1 = the same).

    paid: local currency for the lot. fineness: 0 to 1. benchmark_per_ounce: USD per troy ounce of fine gold.
    A price at the mine against a benchmark in London is not like with like; say so where it is printed.
    """
    dollars_per_fine_gram = paid / local_per_dollar / (gross_grams * fineness)
    return dollars_per_fine_gram / (benchmark_per_ounce / GRAMS_PER_TROY_OUNCE)
