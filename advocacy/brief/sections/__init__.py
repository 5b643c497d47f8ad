"""One file per part of a brief: each makes its blocks from what is composed.

The annex of claims is not among them: the numbers of a brief are known when all other blocks are made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from advocacy.brief.composition import Composition
from advocacy.brief.document import Block
from advocacy.brief.sections.annexes import cleaning, definitions, questions, sources
from advocacy.brief.sections.asks import asks
from advocacy.brief.sections.cases import cases
from advocacy.brief.sections.finding import finding
from advocacy.brief.sections.law import law
from advocacy.brief.sections.limits import counter_evidence, limits
from advocacy.brief.sections.method import method
from advocacy.brief.sections.own_words import heading, text
from advocacy.brief.sections.summary import summary
from advocacy.brief.sections.who import who
from advocacy.workspace import Part, PartKind

Section = Callable[[Composition, Part], Iterator[Block]]

SECTIONS: Mapping[PartKind, Section] = MappingProxyType(
    {
        PartKind.HEADING: heading,
        PartKind.TEXT: text,
        PartKind.SUMMARY: summary,
        PartKind.WHO: who,
        PartKind.ASKS: asks,
        PartKind.LAW: law,
        PartKind.FINDING: finding,
        PartKind.CASES: cases,
        PartKind.COUNTER: counter_evidence,
        PartKind.LIMITS: limits,
        PartKind.METHOD: method,
        PartKind.DEFINITIONS: definitions,
        PartKind.CLEANING: cleaning,
        PartKind.QUESTIONS: questions,
        PartKind.SOURCES: sources,
    }
)
