"""What a licensing procedure costs the sector in a year, by the Standard Cost Model, every input shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from advocacy.analysis import numbers
from advocacy.analysis.filtering import CASES
from advocacy.analysis.finding import Chart, Companion, Estimate, Finding, SourceRows, Unit
from advocacy.analysis.licensing.amounts import Amounts
from advocacy.analysis.licensing.burden_measures import BurdenMeasures, burden_measures
from advocacy.analysis.licensing.standard_cost import price_per_application, yearly_burden
from advocacy.analysis.licensing.words import common, field_titles
from advocacy.wording import say
from advocacy.workspace.burden_inputs import DAYS_A_MONTH, HOURS_A_DAY, BurdenInputs


@dataclass(frozen=True)
class Input:
    """One input of the model. said: the input in words, with the place {value} for what was measured.

    measured: what it was taken from; None where the user states it or it is assumed.
    """

    value: float
    said: str
    unit: Unit = Unit.NUMBER
    measured: Estimate | None = None


@dataclass(frozen=True)
class Burden:
    """The model with its inputs filled in."""

    tariff: Input
    hours: Input
    out_of_pocket: Input
    applications: Input
    frequency: Input
    usual: Input

    @property
    def inputs(self) -> tuple[Input, ...]:
        return (
            self.tariff,
            self.hours,
            self.out_of_pocket,
            self.applications,
            self.frequency,
            self.usual,
        )

    @property
    def price(self) -> float:
        """What one application costs."""
        return price_per_application(self.tariff.value, [self.hours.value], [self.out_of_pocket.value])

    def yearly(self, out_of_pocket: float | None = None) -> float:
        """The burden of a year; out_of_pocket: with this in place of the input."""
        paid = self.out_of_pocket.value if out_of_pocket is None else out_of_pocket
        price = price_per_application(self.tariff.value, [self.hours.value], [paid])
        return yearly_burden(price, self.applications.value, self.frequency.value, self.usual.value)


def filled_in(inputs: BurdenInputs, measures: BurdenMeasures) -> Burden | None:
    """Return the model with what the user states, else what was measured, else what is assumed.

    None where an input is neither stated nor measured.
    """
    tariff, hours = _tariff(inputs, measures), _hours(inputs, measures)
    paid, applications = _out_of_pocket(inputs, measures), _applications(inputs, measures)
    if tariff is None or hours is None or paid is None or applications is None:
        return None
    return Burden(tariff, hours, paid, applications, _frequency(inputs), _usual(inputs))


def where_not_stated(inputs: BurdenInputs, measures: BurdenMeasures) -> BurdenInputs:
    """Return what is taken for each input the user does not state; None where there is nothing to take."""
    income, days = measures.income.value, measures.days_lost.value
    return BurdenInputs(
        tariff_per_hour=None if income is None else income / inputs.hours_a_month,
        hours_per_application=None if days is None else days * inputs.hours_a_day,
        out_of_pocket=measures.paid.value,
        applications_per_year=measures.applications.value,
        frequency=1.0,
        business_as_usual=0.0,
        hours_per_day=HOURS_A_DAY,
        hours_per_month=inputs.hours_a_day * inputs.days_a_month,
        days_per_month=DAYS_A_MONTH,
    )


def burden(amounts: Amounts) -> Finding | None:
    """The yearly burden on the sector: price of an application times applications a year."""
    measures = burden_measures(amounts)
    model = filled_in(amounts.cases.workspace.settings.burden, measures)
    if model is None:
        return None
    estimate = _estimate(model)
    finding = Finding(
        code="licensing.burden",
        name=say("Yearly burden of the procedure"),
        headline="",
        unit=Unit.MONEY,
        chart=Chart.NUMBER,
        base=_base(amounts, model),
        estimates=(estimate,),
        method=say(
            "Standard Cost Model: (tariff × hours + paid) × applications × times a year, less what miners "
            "would do anyway. No interval: it multiplies what was measured with what was stated or assumed; "
            "the intervals of what was measured stand beside it."
        ),
        currency=amounts.currency,
        companions=(*_inputs_said(model), *_price_said(model, measures, estimate), *amounts.companions),
        caveats=(
            say("Waiting time is not in it: the Standard Cost Model gives it no price."),
            say("Payments without receipt are not in it."),
            *amounts.caveats,
        ),
        **common(amounts.cases),
    )
    headline = say("The procedure costs applicants {value} a year", value=numbers.estimate(estimate, finding))
    return replace(finding, headline=headline)


def _tariff(inputs: BurdenInputs, measures: BurdenMeasures) -> Input | None:
    currency = measures.currency
    if inputs.tariff_per_hour is not None:
        said = say(
            "Tariff: {tariff} an hour (stated by the user).",
            tariff=numbers.price(inputs.tariff_per_hour, currency),
        )
        return Input(inputs.tariff_per_hour, said)
    value = where_not_stated(inputs, measures).tariff_per_hour
    if value is None:
        return None
    said = say(
        "Tariff: {tariff} an hour (measured: the median income of {income} a month over {hours} hours, "
        "{origin}; 95% interval of the income {interval}, n = {n}).",
        tariff=numbers.price(value, currency),
        hours=numbers.exact(inputs.hours_a_month),
        origin=_origin(inputs.hours_per_month or (inputs.hours_per_day and inputs.days_per_month)),
        income="{value}",
        interval="{interval}",
        n="{n}",
    )
    return Input(value, said, Unit.MONEY, measures.income)


def _hours(inputs: BurdenInputs, measures: BurdenMeasures) -> Input | None:
    if inputs.hours_per_application is not None:
        said = say(
            "Time: {hours} hours for an application (stated by the user).",
            hours=numbers.exact(inputs.hours_per_application),
        )
        return Input(inputs.hours_per_application, said)
    value = where_not_stated(inputs, measures).hours_per_application
    if value is None:
        return None
    said = say(
        "Time: {hours} hours for an application (measured: a median of {days} days of work lost of {day} "
        "hours, {origin}; 95% interval of the days {interval}, n = {n}).",
        hours=numbers.exact(value),
        day=numbers.exact(inputs.hours_a_day),
        origin=_origin(inputs.hours_per_day),
        days="{value}",
        interval="{interval}",
        n="{n}",
    )
    return Input(value, said, Unit.NUMBER, measures.days_lost)


def _out_of_pocket(inputs: BurdenInputs, measures: BurdenMeasures) -> Input | None:
    if inputs.out_of_pocket is not None:
        said = say(
            "Paid: {paid} for an application (stated by the user).",
            paid=numbers.price(inputs.out_of_pocket, measures.currency),
        )
        return Input(inputs.out_of_pocket, said)
    if measures.paid.value is None:
        return None
    said = say(
        "Paid: {paid} for an application (measured: the median of {parts}; 95% interval {interval}, "
        "n = {n}).",
        parts=field_titles(list(measures.parts)),
        paid=numbers.price(measures.paid.value, measures.currency),
        interval="{interval}",
        n="{n}",
    )
    return Input(measures.paid.value, said, Unit.MONEY, measures.paid)


def _applications(inputs: BurdenInputs, measures: BurdenMeasures) -> Input | None:
    if inputs.applications_per_year is not None:
        said = say(
            "Applications: {count} a year (stated by the user).",
            count=numbers.exact(inputs.applications_per_year),
        )
        return Input(inputs.applications_per_year, said)
    if measures.applications.value is None or measures.on is None:
        return None
    said = say(
        "Applications: {count} a year (measured: those on record that were filed in the 365 days up to "
        "{day}; the sector files more).",
        count="{value}",
        day=numbers.day(measures.on),
    )
    return Input(measures.applications.value, said, Unit.COUNT, measures.applications)


def _frequency(inputs: BurdenInputs) -> Input:
    value = 1.0 if inputs.frequency is None else inputs.frequency
    return Input(
        value,
        say(
            "Times a year each is made: {times} ({origin}).",
            times=numbers.exact(value),
            origin=_origin(inputs.frequency),
        ),
    )


def _usual(inputs: BurdenInputs) -> Input:
    value = inputs.business_as_usual or 0.0
    return Input(
        value,
        say(
            "Of the cost miners would have {share} without the rule ({origin}).",
            share=numbers.share(value),
            origin=_origin(inputs.business_as_usual),
        ),
    )


def _origin(stated: float | None) -> str:
    return say("assumed") if stated is None else say("stated by the user")


def _estimate(model: Burden) -> Estimate:
    """The burden; it rests on the rows of everything measured, and is as small as the smallest of them."""
    measured = _measured(model.inputs)
    smallest = min(measured, key=lambda one: one.n, default=None)
    if smallest is None or smallest.rows is None:
        nobody = SourceRows(CASES, np.zeros(0, dtype=np.int64))
        return Estimate(value=model.yearly(), rows=nobody)
    others = [one for one in measured if one is not smallest]
    further = [rows for one in others for rows in (one.rows, *one.counted) if rows is not None]
    return Estimate(
        value=model.yearly(),
        n=smallest.n,
        missing=smallest.missing,
        rows=smallest.rows,
        counted=(*smallest.counted, *further),
    )


def _measured(inputs: Sequence[Input]) -> list[Estimate]:
    return [one.measured for one in inputs if one.measured is not None]


def _base(amounts: Amounts, model: Burden) -> str:
    if not _measured(model.inputs):
        return say("every input is stated by the user")
    return say("{base}; each input over those in which it is recorded", base=amounts.cases.base)


def _inputs_said(model: Burden) -> tuple[Companion, ...]:
    return tuple(Companion(one.said, one.unit, one.measured or Estimate()) for one in model.inputs)


def _price_said(model: Burden, measures: BurdenMeasures, whole: Estimate) -> tuple[Companion, ...]:
    """The price of one application, the cost before business as usual, and the burden without the fee."""
    said = [Companion(say("One application costs {value}."), Unit.MONEY, replace(whole, value=model.price))]
    if model.usual.value:
        before = yearly_burden(model.price, model.applications.value, model.frequency.value)
        said.append(
            Companion(
                say("With what they would do anyway it is {value} a year, the administrative cost."),
                Unit.MONEY,
                replace(whole, value=before),
            )
        )
    if model.out_of_pocket.measured is not None and measures.paid_besides.value is not None:
        without = replace(measures.paid_besides, value=model.yearly(measures.paid_besides.value))
        without = replace(without, low=None, high=None, n=min(without.n, whole.n or without.n))
        said.append(Companion(say("Without the official fee it is {value} a year."), Unit.MONEY, without))
    return tuple(said)
