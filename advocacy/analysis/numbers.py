"""Numbers in words; the only place where a value becomes text.

In a sentence that is made before protection a count or a share is held, not written (see held.py): `count`
and `share` always, `estimate` and `interval` as long as the finding is being made: it has a base and no
headline yet.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import lru_cache

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal, format_percent

from advocacy.analysis.finding import Beside, Companion, Estimate, Finding, State, Unit
from advocacy.analysis.protection.held import hold
from advocacy.wording import locale, say, say_count

MISSING = "–"


def plain(number: float) -> str:
    """1283 → "1,283". Only for what is protected already or counts no people: files, rows set aside."""
    return _written(round(number), locale())


@lru_cache(16384)  # a page of charts writes some 1,500 numbers, most of them on the page before
def _written(number: int, locale: Locale) -> str:
    return str(format_decimal(number, locale=locale))


def count(number: float | None) -> str:
    """A count of people or cases in a sentence: "1,283" or "fewer than 5", as the protection allows."""
    return MISSING if number is None else hold("count", round(number))


def count_of(one: str, many: str, number: int, /, **values: object) -> str:
    """A sentence about a count of people, {count} filled as by `count`: "fewer than 5 rows", "7 rows".

    Few are always many in grammar: the singular would tell that there is one.
    """
    return say_count(one, many, max(number, 2), count=count(number), **values)


def percent(value: float) -> str:
    """0.2139 → "21%". Percentages are whole: more digits would claim more than intervals allow."""
    return _written_percent(round(100 * value), locale())


def percent_of_axis(value: float) -> str:
    """0.005 → "0.5%": a share that nobody has counted, with every digit it has."""
    return str(format_percent(value, locale=locale(), decimal_quantization=False))


@lru_cache(4096)
def _written_percent(number: int, locale: Locale) -> str:
    return str(format_percent(number / 100, locale=locale))


def share(value: float) -> str:
    """A share of the people of a finding in a sentence: "21%", in coarser steps where counts are rounded."""
    return hold("share", float(value))


def days(value: float) -> str:
    """214.0 → "214 days"."""
    return say_count("{days} day", "{days} days", round(value), days=plain(value))


def money(value: float, currency: str) -> str:
    """1200.5 → "1,201 KTS"; amounts below 10 keep two digits."""
    digits = "#,##0" if abs(value) >= 10 else "#,##0.##"
    return f"{format_decimal(value, format=digits, locale=locale())} {currency}".strip()


def price(value: float, currency: str) -> str:
    """12.5 → "12.50 KTS": an amount that others are multiplied by, so that they can be checked."""
    return f"{format_decimal(value, format='#,##0.00', locale=locale())} {currency}".strip()


def exact(number: float) -> str:
    """173.333 → "173.33": an input that others are multiplied by, without what does not count."""
    return str(format_decimal(number, format="#,##0.##", locale=locale()))


def probability(p: float, digits: int = 3) -> str:
    """0.0432 → "0.043", with as many digits as asked for."""
    return str(format_decimal(p, format=f"0.{'0' * digits}", locale=locale()))


def day(when: date) -> str:
    """2025-06-30 → "30 June 2025"."""
    return str(format_date(when, format="long", locale=locale()))


def month(when: date) -> str:
    """2025-06-30 → "June 2025"."""
    return str(format_skeleton("yMMMM", when, locale=locale()))


def value(number: float, finding: Finding) -> str:
    """A number in the unit of its finding."""
    if finding.unit is Unit.SHARE:
        return percent(number)
    if finding.unit is Unit.DAYS:
        return days(number)
    if finding.unit is Unit.MONEY:
        return money(number, finding.currency)
    if finding.unit is Unit.NUMBER and abs(number) < 10:
        return str(format_decimal(number, format="#,##0.##", locale=locale()))
    return plain(number)


def estimate(one: Estimate, finding: Finding) -> str:
    """The value of an estimate, or why there is none."""
    if _is_being_made(finding):
        return _held("value", one, finding)
    if one.state is State.SUPPRESSED:
        return say("not shown")
    if one.state is State.NOT_REACHED:
        return say("not reached")
    if one.value is None:
        return MISSING
    return value(one.value, finding)


def interval(one: Estimate, finding: Finding) -> str:
    """The 95 % interval: "201 to 230 days"; an end that is not reached is said to be open."""
    if _is_being_made(finding):
        return _held("interval", one, finding)
    if one.state in (State.SUPPRESSED, State.NO_DATA) or (one.low is None and one.high is None):
        return MISSING
    if one.low is None:
        return say("up to {high}", high=value(one.high or 0.0, finding))
    if one.high is None:
        return say("{low} or more", low=value(one.low, finding))
    low, high = value(one.low, finding), value(one.high, finding)
    if low == high:  # of rounded numbers, or of a fee that all pay
        return low
    first, _, rest = low.partition(" ")
    if rest and high.endswith(f" {rest}"):
        low = first
    elif first.isalpha() and high.startswith(f"{first} "):  # a language that names the unit before the number
        high = high.removeprefix(f"{first} ")
    return say("{low} to {high}", low=low, high=high)


def whole(one: Estimate, number: float | None) -> str:
    """A count that goes with a protected estimate; hidden where the estimate is, or the count alone."""
    return MISSING if one.state is State.SUPPRESSED or number is None else plain(number)


def remarks(finding: Finding) -> tuple[str, ...]:
    """What stands in words beside a finding: its companions, then its caveats."""
    return (*(_said(one, finding) for one in finding.companions), *finding.caveats)


def doubts(finding: Finding) -> tuple[str, ...]:
    """What makes the number of a finding less sure: how far it could lie elsewhere, then its caveats.

    For a page that has no room for every remark; what is left out adds to the number and takes nothing away.
    """
    ranges = (one for one in finding.companions if one.kind is not Beside.REMARK)
    return (*(_said(one, finding) for one in ranges), *finding.caveats)


def _is_being_made(finding: Finding) -> bool:
    return bool(finding.base) and not finding.headline


def _held(kind: str, one: Estimate, finding: Finding) -> str:
    amounts = (one.value, one.low, one.high, one.numerator, one.denominator)
    numbers = (None if amount is None else float(amount) for amount in amounts)
    return hold(kind, finding.unit.value, finding.currency, one.state.value, *numbers, one.n)


def _said(companion: Companion, finding: Finding) -> str:
    one, measured = companion.estimate, replace(finding, unit=companion.unit)
    places = {"value": estimate(one, measured), "interval": interval(one, measured), "n": whole(one, one.n)}
    sentence = companion.sentence
    for place, text in places.items():  # not format: names out of the data may hold braces
        sentence = sentence.replace(f"{{{place}}}", text)
    return sentence
