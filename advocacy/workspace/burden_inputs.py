"""What the yearly burden of a procedure is computed from, as far as the user states it."""

from __future__ import annotations

from dataclasses import dataclass

HOURS_A_DAY = 8.0  # an assumption, printed as one wherever it is used
DAYS_A_MONTH = 30.0  # every day of the month: with days of rest a day lost would cost more, never less


@dataclass(frozen=True)
class BurdenInputs:
    """The inputs of the Standard Cost Model; None: taken from the data, or assumed, and said which.

    tariff_per_hour: what an hour of an applicant is worth, in the currency of the amounts; else the median
    monthly income over hours_per_month.
    hours_per_application: hours of work one application takes; else the median of days lost times
    hours_per_day.
    out_of_pocket: what is paid for one application with receipt; else the median cost.
    applications_per_year: else the applications on record that were filed in the year before the data date.
    frequency: how often one of them has to be made in a year; else once.
    business_as_usual: share (0 to 1) of the cost that miners would have anyway; else none.
    hours_per_day, hours_per_month, days_per_month: of work; else 8, 8 times the days, and 30.
    """

    tariff_per_hour: float | None = None
    hours_per_application: float | None = None
    out_of_pocket: float | None = None
    applications_per_year: float | None = None
    frequency: float | None = None
    business_as_usual: float | None = None
    hours_per_day: float | None = None
    hours_per_month: float | None = None
    days_per_month: float | None = None

    @property
    def hours_a_day(self) -> float:
        return self.hours_per_day or HOURS_A_DAY

    @property
    def days_a_month(self) -> float:
        return self.days_per_month or DAYS_A_MONTH

    @property
    def hours_a_month(self) -> float:
        return self.hours_per_month or self.hours_a_day * self.days_a_month
