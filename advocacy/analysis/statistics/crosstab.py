"""Whether the answers to one question go with those to another."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from advocacy.analysis.statistics.distributions import f_tail
from advocacy.analysis.statistics.survey_design import SurveyDesign, covariance_of_totals

Numbers = NDArray[np.float64]
_EXPECTED = 5.0  # below it in a table of two by two the exact test is used (Cochran, Biometrics 10, 1954)


@dataclass(frozen=True, eq=False)
class Crosstab:
    """Weighted counts (rows by columns), answers counted without weights, and p of no association.

    p is None where nothing can be tested. test: "chi2", "fisher" or "rao-scott".
    """

    weighted: Numbers
    counted: NDArray[np.int64]
    p: float | None
    test: str

    @property
    def row_shares(self) -> Numbers:
        """Share of each column within its row; NaN in empty rows."""
        with np.errstate(invalid="ignore"):
            shares: Numbers = self.weighted / self.weighted.sum(axis=1, keepdims=True)
        return shares


def crosstab(
    rows: NDArray[np.int64],
    columns: NDArray[np.int64],
    design: SurveyDesign,
    shape: tuple[int, int],
) -> Crosstab:
    """Cross two questions. rows, columns: number of each person's answer, -1 where there is none.

    Simple samples: Pearson's chi-square, or Fisher's exact test in a small table of two by two. Others: the
    test of Rao and Scott with second-order correction (Annals of Statistics 12, 1984) as an F statistic.
    """
    both = (rows >= 0) & (columns >= 0)
    cell = np.where(both, rows * shape[1] + columns, 0)
    size = shape[0] * shape[1]
    counted = np.bincount(cell[both], minlength=size).reshape(shape)
    summed = np.bincount(cell[both], weights=design.weights[both], minlength=size)
    weighted: Numbers = summed.astype(np.float64).reshape(shape)
    used = counted[counted.sum(axis=1) > 0][:, counted.sum(axis=0) > 0]
    if min(used.shape, default=0) < 2:
        return Crosstab(weighted, counted, None, "")
    if design.is_simple:
        return Crosstab(weighted, counted, *_simple_test(used))
    return Crosstab(weighted, counted, _rao_scott(rows, columns, both, design), "rao-scott")


def _simple_test(used: NDArray[np.int64]) -> tuple[float, str]:
    """The p-value that two questions have nothing to do with each other, and the name of the test."""
    from scipy.stats import chi2_contingency, fisher_exact  # takes long to load, and few compare answers

    if used.shape == (2, 2) and _expected(used.astype(np.float64)).min() < _EXPECTED:
        return float(fisher_exact(used)[1]), "fisher"
    return float(chi2_contingency(used, correction=False)[1]), "chi2"


def _rao_scott(
    rows: NDArray[np.int64], columns: NDArray[np.int64], both: NDArray[np.bool_], design: SurveyDesign
) -> float | None:
    """p of Pearson's statistic divided by what the design makes of it."""
    row_codes, row = np.unique(rows[both], return_inverse=True)
    column_codes, column = np.unique(columns[both], return_inverse=True)
    r, c = len(row_codes), len(column_codes)
    weights = np.where(both, design.weights, 0.0)
    total = weights.sum()
    indicators = np.zeros((len(rows), r * c))
    indicators[np.flatnonzero(both), row * c + column] = 1.0
    shares = (weights @ indicators) / total
    # The test asks about more people than those there are: no correction for a finite population.
    endless = replace(design, population=None)
    covariance = covariance_of_totals(
        weights[:, None] * (indicators - shares * both[:, None]) / total, endless
    )
    n = int(both.sum())
    table = shares.reshape(r, c)
    by_row, by_column = table.sum(axis=1), table.sum(axis=0)
    expected = np.outer(by_row, by_column)
    statistic = n * float(((table - expected) ** 2 / expected).sum())
    # The contrasts of independence: rows less the last times columns less the last.
    contrast = np.kron(_contrast(r), _contrast(c))
    multinomial = (np.diag(expected.ravel()) - np.outer(expected.ravel(), expected.ravel())) / n
    gradient = contrast.T / np.maximum(expected.ravel(), 1e-300)
    simple, real = gradient @ multinomial @ gradient.T, gradient @ covariance @ gradient.T
    try:
        effects = np.linalg.eigvals(np.linalg.solve(simple, real)).real
    except np.linalg.LinAlgError:
        return None
    if effects.sum() <= 0:
        return None
    freedom = float(effects.sum() ** 2 / (effects**2).sum())
    value = statistic / float(effects.sum())
    below = design.degrees_of_freedom * freedom
    return f_tail(value, freedom, below) if below > 0 else None


def _contrast(size: int) -> Numbers:
    return np.vstack([np.eye(size - 1), -np.ones(size - 1)])


def _expected(table: Numbers) -> Numbers:
    expected: Numbers = np.outer(table.sum(axis=1), table.sum(axis=0)) / table.sum()
    return expected
