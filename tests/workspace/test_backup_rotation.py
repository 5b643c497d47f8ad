"""Ten newest, seven days, four weeks, six months: counted with a made clock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from advocacy.workspace.backup_rotation import kept

BEGIN = datetime(2025, 1, 1, 8, tzinfo=UTC)


def _years_of_half_hours(days: int) -> tuple[list[datetime], list[datetime]]:
    """Back up every half hour of working days, rotating each time; return all times and those left."""
    made, left = [], []
    for day in range(days):
        for half in range(16):
            at = BEGIN + timedelta(days=day, minutes=30 * half)
            made.append(at)
            left = sorted(kept([*left, at]))
    return made, left


def test_a_year_of_half_hours_leaves_what_was_promised() -> None:
    made, left = _years_of_half_hours(400)
    newest = made[-1]
    assert left[-10:] == made[-10:]
    assert {at.date() for at in left} >= {newest.date() - timedelta(days=back) for back in range(7)}
    weeks = {at.isocalendar()[:2] for at in left}
    assert weeks >= {(newest - timedelta(weeks=back)).isocalendar()[:2] for back in range(4)}
    months = sorted({(at.year, at.month) for at in left})
    assert months == [(2025, 9), (2025, 10), (2025, 11), (2025, 12), (2026, 1), (2026, 2)]
    assert len(left) <= 10 + 7 + 4 + 6


def test_the_last_of_a_span_stays() -> None:
    _, left = _years_of_half_hours(60)
    for at in left[:-10]:
        assert (at.hour, at.minute) == (15, 30), at


def test_rare_work_keeps_half_a_year_and_ten() -> None:
    monthly = [datetime(2020 + month // 12, month % 12 + 1, 3, tzinfo=UTC) for month in range(40)]
    left: list[datetime] = []
    for at in monthly:
        left = sorted(kept([*left, at]))
    assert left == monthly[-10:]


def test_awkward_times() -> None:
    assert kept([]) == frozenset()
    assert kept([BEGIN, BEGIN]) == {BEGIN}
    future = datetime(2099, 12, 31, 23, 59, 59, tzinfo=UTC)
    many = [BEGIN + timedelta(seconds=number) for number in range(100)]
    left = kept([future, *many])
    assert future in left and many[-1] in left and len(left) <= 11
