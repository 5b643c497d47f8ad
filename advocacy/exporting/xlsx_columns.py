"""The columns of the annex, each with what the codebook says of it."""

from __future__ import annotations

from advocacy.exporting.xlsx_sheet import Column
from advocacy.wording import say

Columns = tuple[Column, ...]


def findings_columns() -> Columns:
    """One row for each finding."""
    return (
        Column(say("Number"), 9, say("Place of the finding in the brief.")),
        Column(say("Finding"), 30),
        Column(say("In words"), 60, say("The finding as a sentence.")),
        Column(say("Shown in"), 11, say("The figure or table of the brief that shows it.")),
        *_measured(),
        *_counts(),
        *_base(),
        Column(say("Remarks"), 60, say("What has to be known to read the number rightly.")),
        Column(say("Data as of"), 16, say("Last day of the data.")),
        Column(say("Source files"), 40),
        _code(),
    )


def tables_columns() -> Columns:
    """One row for each estimate of each finding."""
    return (
        Column(say("Finding"), 30),
        Column(say("Group"), 24),
        Column(say("Series"), 18, say("What is measured, where a finding measures several things.")),
        Column(say("As printed"), 14, say("The number as the brief writes it, or why there is none.")),
        Column(say("95% interval"), 20, say("The interval as the brief writes it.")),
        *_measured(),
        Column(say("With"), 9, say("Numerator: how many it is true of.")),
        Column(say("Of"), 9, say("Denominator: of how many.")),
        *_counts(),
        Column(
            say("State"),
            13,
            say(
                "shown; suppressed: hidden to protect people; not_reached: more than half are still waiting; "
                "no_data: nothing to compute it from."
            ),
        ),
        Column(say("Source table"), 20),
        Column(say("Source rows"), 9, say("How many rows of the source table the number rests on.")),
        _code(),
    )


def claims_columns() -> Columns:
    """One row for each number that is or could be printed."""
    return (
        Column(say("Number"), 16, say("The number as the brief writes it.")),
        Column(say("In the brief"), 9, say("Whether this brief prints it.")),
        Column(say("Of what"), 30),
        Column(say("Group"), 24),
        Column(say("Which number"), 22, say("The value, an end of its interval, or a count behind it.")),
        Column(say("Value"), 11, say("The number itself, not rounded.")),
        Column(say("Unit"), 9),
        Column(say("With"), 9, say("Numerator: how many it is true of.")),
        Column(say("Of"), 9, say("Denominator: of how many.")),
        *_counts(),
        Column(say("95% interval"), 20),
        *_base(),
        Column(say("Reliability"), 16, say("Said where a number rests on few or its interval is wide.")),
        Column(say("Protection"), 26, say("What was done so that nobody can be recognised.")),
        Column(say("Source table"), 20),
        _code(),
        Column(say("Key"), 50, say("Name of the claim, the same in every brief about the same question.")),
    )


def cleaning_columns() -> Columns:
    """One row for each sheet that was imported."""
    return (
        Column(say("File"), 50),
        *(
            Column(title, 13)
            for title in (say("Rows in file"), say("Kept"), say("Updated"), say("Same"), say("Set aside"))
        ),
    )


def reasons_columns() -> Columns:
    """One row for each reason why rows are not in the data."""
    return (Column(say("Reason"), 70), Column(say("Rows"), 10))


def codebook_columns() -> Columns:
    """One row for each definition and each column that needs one."""
    return (
        Column(say("Sheet"), 14),
        Column(say("Name"), 32),
        Column(say("Formula"), 60),
        Column(say("Source"), 40),
        Column(say("Does not show"), 50),
    )


def _measured() -> Columns:
    return (
        Column(say("Value"), 11, say("The number itself, not rounded; a share is 0 to 1, shown in percent.")),
        Column(say("Low"), 11, say("Lower end of the 95% interval.")),
        Column(say("High"), 11, say("Upper end of the 95% interval.")),
        Column(say("Unit"), 9, say("days, share, money, count or number.")),
        Column(say("Currency"), 10),
    )


def _counts() -> Columns:
    return (
        Column(say("n"), 9, say("How many entered the computation.")),
        Column(say("Missing"), 9, say("How many of the base are not known.")),
        Column(say("Pending"), 9, say("How many of n were still open on the last day of the data.")),
    )


def _base() -> Columns:
    return (
        Column(say("Base"), 36, say("Who is counted.")),
        Column(say("Filters"), 24, say("What was left out by choice.")),
        Column(say("Method"), 50),
    )


def _code() -> Column:
    return Column(say("Code"), 36, say("Name of the finding inside the program, the same in every language."))
