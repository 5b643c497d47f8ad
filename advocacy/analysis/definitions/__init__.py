"""What each finding means; shown in the program and printed in the annex."""

from __future__ import annotations

from advocacy.analysis.definitions.of_cooperatives import COOPERATIVES
from advocacy.analysis.definitions.of_licensing import LICENSING
from advocacy.analysis.definitions.of_survey import SURVEY
from advocacy.analysis.finding import Definition

DEFINITIONS = {one.code: one for one in (*LICENSING, *COOPERATIVES, *SURVEY)}


def definition(code: str) -> Definition:
    """Return the definition of a finding, whatever its split or question. Raises KeyError without one."""
    stem = code.split(".by.")[0]
    if stem.startswith("survey."):
        stem = ".".join(stem.split(".")[:2])
    return DEFINITIONS[stem]
