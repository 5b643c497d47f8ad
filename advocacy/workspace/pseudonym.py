"""One line of the table that links a person to a code. It exists in the workspace and nowhere else."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Pseudonym:
    """The code of a person. person and association are words without case and accents."""

    code: str
    person: str
    association: str = ""
