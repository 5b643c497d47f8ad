"""How the people of the survey were chosen, as the window asks it."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from advocacy.cli.values import people
from advocacy.errors import AdvocacyError
from advocacy.wording import say

if TYPE_CHECKING:
    from advocacy.workspace import SamplePlan, Workspace

_CHOSEN: Mapping[str, Mapping[str, Any]] = {  # --chosen: what it answers to the questions of the sample
    "everybody": {"everybody": True},
    "chance": {"by_chance": True},
    "groups": {"by_chance": True, "whole_groups": True},
    "organiser": {"by_chance": False},
    "themselves": {"themselves": True},
}
_REGISTER_FIELDS = ("gender", "age", "region", "cooperative")  # of the member register


def add_sample(parser: argparse.ArgumentParser) -> None:
    """How the people of the survey were chosen, as the window asks it."""
    parser.add_argument(
        "--chosen",
        choices=tuple(_CHOSEN),
        default=None,
        help=say("how people of the survey were chosen; without it no margin of error is given"),
    )
    parser.add_argument(
        "--members", type=people, default=None, metavar="N", help=say("members the survey is to speak for")
    )
    for option, words in (
        ("--weight", say("column of the survey with the weight of each person")),
        ("--stratum", say("column with the part of the membership drawn from")),
        ("--group", say("column with the cooperative or place chosen as a whole")),
    ):
        parser.add_argument(option, default="", metavar="COLUMN", help=words)
    parser.add_argument(
        "--weight-to",
        action="append",
        type=_margin,
        default=[],
        metavar="FIELD=COLUMN",
        help=say(
            "weight the answers to the member register; FIELD is {fields}, COLUMN the question for it",
            fields=", ".join(_REGISTER_FIELDS),
        ),
    )
    parser.add_argument(
        "--compare-by",
        default="",
        metavar="COLUMN",
        help=say("question of the survey by which the answers to all others are compared"),
    )


def _margin(text: str) -> tuple[str, str]:
    """The pair of column and field of --weight-to."""
    field, sign, column = text.partition("=")
    if not sign or field not in _REGISTER_FIELDS or not column:
        raise argparse.ArgumentTypeError(
            say(
                "“{text}” is not FIELD=COLUMN with one of {fields}",
                text=text,
                fields=", ".join(_REGISTER_FIELDS),
            )
        )
    return column, field


def sample_plan(options: argparse.Namespace) -> SamplePlan:
    from advocacy.workspace import SamplePlan

    plan = SamplePlan(
        members=options.members,
        weight=options.weight,
        stratum=options.stratum,
        group=options.group,
        margins=tuple({field: (column, field) for column, field in options.weight_to}.values()),
    )
    return replace(plan, **_CHOSEN.get(options.chosen or "", {}))


def check_columns(workspace: Workspace, options: argparse.Namespace) -> None:
    """Raise AdvocacyError where an option names a column no survey has: a slip must not pass unseen."""
    from advocacy.analysis.survey.questions import question_named

    surveys = [table for table in workspace.tables if table.questionnaire]
    columns = {str(name) for table in surveys for name in table.frame.columns}
    named = [options.weight, options.stratum, options.group, *(column for column, _ in options.weight_to)]
    unknown = [name for name in named if name and name not in columns]
    by = options.compare_by
    if by and not any(table.questionnaire and question_named(table.questionnaire, by) for table in surveys):
        unknown.append(by)
    if unknown:
        raise AdvocacyError(
            say("No survey has a column “{column}”.", column=unknown[0]),
            hint=say("Columns: {columns}.", columns=", ".join(sorted(c for c in columns if "/" not in c)))
            if columns
            else say("None of the files is a survey."),
        )
