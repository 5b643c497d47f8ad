"""The lines beside a number: what it was counted over, and what its chart shows."""

from __future__ import annotations

import pytest

from advocacy.analysis.finding import Chart, Estimate, Finding, State, Unit
from advocacy.brief.wording import base_line, picture_words
from advocacy.wording import speaking


def _finding(*estimates: Estimate) -> Finding:
    return Finding("x", "Waits", "From 10% to 20%", Unit.SHARE, Chart.DOTS, "90 cases", estimates, "m")


def _group(number: int, **counts: int | None) -> Estimate:
    return Estimate(group=str(number), label=f"Group {number}", value=0.1, **counts)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("estimates", "said"),
    [
        ((), ""),
        ((Estimate(n=80, missing=10, pending=5), _group(1, n=3)), " · n = 80 · 10 missing · 5 pending"),
        ((_group(1, n=80, missing=10), _group(2, n=80, missing=10)), " · n = 80 · 10 missing"),
        (
            (_group(1, n=80, missing=10), _group(2, n=60, pending=7)),
            " · Group 1: n = 80, 10 missing; Group 2: n = 60, 7 pending",
        ),
        (
            tuple(_group(i, n=40 + i, missing=i, pending=i % 2) for i in range(5)),
            " · n = 40 to 44 · 0 to 4 missing",
        ),
        (tuple(_group(i, n=40 + i, missing=None) for i in range(5)), " · n = 40 to 44"),
        ((_group(1, n=80), Estimate(group="2", label="Few", state=State.SUPPRESSED)), " · n = 80"),
        ((Estimate(group="2", label="Few", state=State.SUPPRESSED),), ""),
        ((_group(1, n=80), Estimate(group="1", label="Law", series="law", n=9)), " · n = 80"),
        (
            (Estimate(series="a", label="A", n=9), Estimate(series="b", label="B", n=8)),
            " · A: n = 9; B: n = 8",
        ),
    ],
)
def test_every_base_line_counts(estimates: tuple[Estimate, ...], said: str) -> None:
    """Also where nobody is counted together; what is hidden is not told."""
    assert base_line(_finding(*estimates)) == f"Base: 90 cases{said}"


def test_a_picture_is_described_in_sentences() -> None:
    words = picture_words(_finding(_group(1), _group(2)))
    assert words == "The chart shows “Waits”. From 10% to 20%. Its values: Group 1: 10%; Group 2: 10%."
    rows = (Estimate(series="law", label="Law", value=0.5), Estimate(series="told", label="Told", value=0.2))
    assert "Its values: Law: 50%; Told: 20%." in picture_words(_finding(*rows))
    with speaking("fr"):
        assert "Ses valeurs\u00a0: Group 1\u00a0: 10\u00a0%\u00a0; Group 2" in picture_words(
            _finding(_group(1), _group(2))
        ).replace("\u202f", "\u00a0")
