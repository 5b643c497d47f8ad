"""The people who answered a survey: how they were drawn, what they stand for, what may be said of them."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from advocacy.analysis.finding import SourceRows
from advocacy.analysis.statistics.survey_design import SurveyDesign
from advocacy.analysis.survey.filters import people_kept, people_words
from advocacy.analysis.survey.member_register import COOPERATIVE, REGION, MemberRegister, member_register
from advocacy.analysis.survey.register_weights import RegisterWeights, register_weights
from advocacy.analysis.survey.sampling import Claim, claim
from advocacy.importing.questionnaire import Question
from advocacy.importing.survey.skip_logic import asked
from advocacy.importing.table import Table
from advocacy.workspace import Workspace

Mask = NDArray[np.bool_]
Numbers = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Respondents:
    """A survey with its design and its claim. weighting: what was done to meet the register, if anything.

    kept: whom the filters keep. The table has a row for everybody all the same, as the design is that of the
    whole survey: how sure a share of some is depends on how all were drawn (a domain of the sample, Lumley,
    Complex Surveys, 2010, 2.6). Nobody else has an answer in it.
    """

    workspace: Workspace
    table: Table
    design: SurveyDesign
    claim: Claim
    kept: Mask
    weighting: RegisterWeights | None = None
    filters: tuple[str, ...] = ()  # in words

    def __len__(self) -> int:
        """How many people the filters keep."""
        return int(self.kept.sum())

    @property
    def nobody(self) -> Mask:
        """A mask of this survey that marks none of its people."""
        return np.zeros(len(self.table), dtype=bool)

    @property
    def smallest(self) -> int:
        """The smallest group that may be shown."""
        return self.workspace.settings.smallest_group

    @property
    def is_simple(self) -> bool:
        """Whether people were drawn singly, count alike, and nothing is corrected for."""
        return self.design.is_simple and self.design.population is None

    def rows(self, mask: Mask) -> SourceRows:
        return SourceRows(self.table.name, np.flatnonzero(mask).astype(np.int64))

    def has(self, question: Question) -> bool:
        return bool(question.column) and question.column in self.table.frame.columns

    def asked(self, question: Question, answered: Mask) -> Mask:
        """Who was asked: everybody, or those for whom the condition of the form holds.

        Whoever answered was asked, also where a condition changed between versions of the form.
        """
        mask = asked(self.table, question.relevant)
        return self.kept.copy() if mask is None else (mask | answered) & self.kept

    def is_small(self, count: int) -> bool:
        """Whether so many people are too few to be told of."""
        return 0 < count < self.smallest


def respondents(workspace: Workspace, table: Table) -> Respondents:
    """Return the people of a survey by the plan of the workspace.

    Weights that are missing or not above 0 count as 0: such people are in the survey and speak for nobody.
    """
    plan, frame, n = workspace.settings.sample, table.frame, len(table)
    weights = np.ones(n)
    if plan.weight in frame.columns:
        given = pd.to_numeric(frame[plan.weight], errors="coerce").to_numpy(dtype=np.float64)
        weights = np.where((given > 0) & np.isfinite(given), given, 0.0)
    register = member_register(workspace)
    made = register_weights(table, plan, register, weights)
    if made is not None and made.weights is not None:
        weights = made.weights
    strata = None
    if plan.stratum in frame.columns:
        strata = pd.factorize(frame[plan.stratum].astype("object"))[0]
    groups = None
    if plan.group in frame.columns:
        known = pd.factorize(frame[plan.group].astype("object"))[0]
        alone = known.max(initial=-1) + 1 + np.arange(n)
        groups = np.where(known >= 0, known, alone)  # whoever is in no group was drawn alone
    size, within = _in_register(workspace, table, register)
    design = SurveyDesign.of(n, weights, strata, groups, size, within)
    kept = people_kept(workspace, table)
    heard = table if kept.all() else _answers_of(table, kept)
    return Respondents(workspace, heard, design, claim(plan, n), kept, made, people_words(workspace, table))


def _answers_of(table: Table, kept: Mask) -> Table:
    """The survey with empty cells for everybody else."""
    return replace(table, frame=table.frame.where(pd.Series(kept, index=table.frame.index), axis=0))


def _in_register(
    workspace: Workspace, table: Table, register: MemberRegister | None
) -> tuple[Numbers | None, Numbers | None]:
    """The size of each person's stratum, and of his cluster, for the finite population correction.

    Only what is known: members in all, as the organiser says; members of a region or a cooperative that is a
    stratum; cooperatives where whole ones were drawn, and the members of each.
    """
    plan, n = workspace.settings.sample, len(table)
    has_strata, has_groups = plan.stratum in table.frame.columns, plan.group in table.frame.columns
    if not has_strata and not has_groups:
        return (np.full(n, float(max(plan.members, n))) if plan.members else None), None
    if register is None or not n:
        return None, None
    strata = _matched(table, plan.stratum, register) if has_strata else None
    if has_strata and strata is None:
        return None, None  # strata the register does not know: their sizes are not known either
    if not has_groups:
        assert strata is not None
        field, names = strata
        sizes = register.sizes[field]
        counted = pd.Series(names).map(pd.Series(names).value_counts()).to_numpy(dtype=np.float64)
        return np.maximum([sizes[name] for name in names], counted), None
    clusters = _matched(table, plan.group, register, (COOPERATIVE,))
    if clusters is None or (strata is not None and strata[0] != REGION):
        return None, None
    _, cooperatives = clusters
    regions = strata[1] if strata else [""] * n
    drawn = pd.DataFrame({"region": regions, "one": cooperatives}).groupby("region")["one"].nunique()
    size = np.array([max(register.cooperatives(r), int(drawn[r])) for r in regions], dtype=np.float64)
    within = np.array([register.sizes[COOPERATIVE][one] for one in cooperatives], dtype=np.float64)
    return size, within


def _matched(
    table: Table, column: str, register: MemberRegister, fields: tuple[str, ...] = (REGION, COOPERATIVE)
) -> tuple[str, list[str]] | None:
    """The field of the register a column holds, and the group of each person; None where any is unknown."""
    cells = table.frame[column]
    for field in fields:
        meaning = {text: register.group_of(field, str(text)) for text in cells.dropna().unique()}
        found = cells.astype("object").map(meaning).fillna("").tolist()
        if all(found) and set(found) <= set(register.sizes.get(field, {})):
            return field, found
    return None
