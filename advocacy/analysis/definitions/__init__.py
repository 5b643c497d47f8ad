"""What each finding means; shown in the program and printed in the annex."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from advocacy.analysis.definitions.of_cooperatives import of_cooperatives
from advocacy.analysis.definitions.of_licensing import of_licensing
from advocacy.analysis.definitions.of_survey import of_survey
from advocacy.analysis.finding import Definition
from advocacy.wording import language, speaking


def definitions() -> Mapping[str, Definition]:
    """Return all of them by code, in the language spoken."""
    return _in(language())


def definition(code: str) -> Definition:
    """Return the definition of a finding, whatever its split or question. Raises KeyError without one."""
    stem = code.split(".by.")[0]
    if stem.startswith("survey."):
        stem = ".".join(stem.split(".")[:2])
    return definitions()[stem]


@cache
def _in(language: str) -> Mapping[str, Definition]:
    with speaking(language):
        listed = (*of_licensing(), *of_cooperatives(), *of_survey())
    return MappingProxyType({one.code: one for one in listed})
