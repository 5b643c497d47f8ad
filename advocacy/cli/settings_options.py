"""How few people are protected, and the inputs of the yearly burden."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from advocacy.cli.values import amount, more_than_nothing, smallest_group
from advocacy.wording import say

if TYPE_CHECKING:
    from advocacy.workspace import BurdenInputs


def add_protection(parser: argparse.ArgumentParser) -> None:
    """How few people are kept from being recognised."""
    parser.add_argument(
        "--protect",
        choices=("suppress", "round"),
        default="suppress",
        help=say("hide small groups, or round every count to a multiple of 5"),
    )
    parser.add_argument(
        "--smallest-group",
        type=smallest_group,
        default=None,
        metavar="K",
        help=say("fewest people or cases a group must have to be shown; 5 where not given"),
    )


def add_burden(parser: argparse.ArgumentParser) -> None:
    """The inputs of the yearly burden, as the window asks for them; what is not given comes from the data."""
    for option, words in (
        ("--tariff-per-hour", say("what an hour of an applicant is worth; else from the median income")),
        ("--hours-per-application", say("hours of work for one application; else from the days lost")),
        ("--out-of-pocket", say("what is paid for one application; else the median cost")),
        ("--applications-per-year", say("applications a year; else those on record")),
        ("--frequency", say("how often each is made in a year; else once")),
        ("--business-as-usual", say("per cent of the cost that miners would have anyway; else none")),
    ):
        parser.add_argument(option, type=amount, default=None, metavar="N", help=words)
    for option, words in (
        ("--hours-per-day", say("hours of a working day; else 8")),
        ("--hours-per-month", say("hours a month's income is earned in; else from the days of a month")),
        ("--days-per-month", say("days a month's income is earned in; else 30")),
    ):
        parser.add_argument(option, type=more_than_nothing, default=None, metavar="N", help=words)


def burden_inputs(options: argparse.Namespace) -> BurdenInputs:
    from advocacy.workspace import BurdenInputs

    stated = {name: getattr(options, name) for name in BurdenInputs.__dataclass_fields__}
    if stated["business_as_usual"] is not None:
        stated["business_as_usual"] = min(stated["business_as_usual"], 100.0) / 100
    return BurdenInputs(**stated)
