"""Everything the user has made, as one immutable value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date

from advocacy.importing.imported import Reconciliation, Source
from advocacy.importing.recipe import Recipe, Spelling
from advocacy.importing.table import Table
from advocacy.issue import Issue
from advocacy.wording import say
from advocacy.workspace.brief_plan import BriefPlan
from advocacy.workspace.burden_inputs import BurdenInputs
from advocacy.workspace.edit import Edit
from advocacy.workspace.erased import Erased
from advocacy.workspace.exported import Exported
from advocacy.workspace.filter import Filter
from advocacy.workspace.protection import Protection
from advocacy.workspace.pseudonym import Pseudonym
from advocacy.workspace.sample_plan import SamplePlan
from advocacy.workspace.shapes import Shapes
from advocacy.workspace.word_template import WordTemplate


@dataclass(frozen=True)
class Settings:
    """What holds for the whole workspace.

    data_date: day on which the data were complete; None means the latest day in the data.
    limit_days: legal limit the user states where no legal provision is imported.
    smallest_group: groups of fewer people or cases are not shown (k of the disclosure rule).
    protection: whether small groups are hidden or all counts rounded.
    merge_small: in documents small groups are put together as "Others" before anything is hidden.
    sample: how the people of the surveys were chosen.
    person: who works here, as imports and edits name them; "" where nobody has said.
    burden: what the user states for the yearly burden of the procedure.
    compare_by: name of the question by which the answers to all others are compared; "" for none.
    """

    data_date: date | None = None
    limit_days: int | None = None
    smallest_group: int = 5
    protection: Protection = Protection.SUPPRESS
    merge_small: bool = True
    sample: SamplePlan = SamplePlan()
    burden: BurdenInputs = BurdenInputs()
    compare_by: str = ""
    example: bool = False  # made from the sample: every export says "example data"
    person: str = ""


@dataclass(frozen=True)
class Workspace:
    """Everything the user has made, as one immutable value.

    Changes give a new value; `history` says in words what led to this one.
    """

    sources: tuple[Source, ...] = ()
    tables: tuple[Table, ...] = ()
    issues: tuple[Issue, ...] = field(default=(), repr=False)
    reconciliations: tuple[Reconciliation, ...] = ()
    filters: tuple[Filter, ...] = ()
    settings: Settings = Settings()
    brief: BriefPlan = BriefPlan()
    history: tuple[str, ...] = ()
    recipes: tuple[Recipe, ...] = ()
    spellings: tuple[Spelling, ...] = ()
    exported: tuple[Exported, ...] = field(default=(), repr=False)  # briefs that left the program
    edits: tuple[Edit, ...] = field(default=(), repr=False)  # oldest first; they are in the tables
    erased: tuple[Erased, ...] = field(default=(), repr=False)
    pseudonyms: tuple[Pseudonym, ...] = field(default=(), repr=False)
    shapes: tuple[Shapes, ...] = field(default=(), repr=False)  # of places, for maps; one per field
    template: WordTemplate | None = None  # of the Word document; None for the looks of the program

    def table(self, name: str) -> Table | None:
        """Return the table of this name, or None where nothing was imported for it."""
        return next((t for t in self.tables if t.name == name), None)

    def with_settings(self, settings: Settings, said: str) -> Workspace:
        return replace(self, settings=settings, history=(*self.history, said))

    def with_exported(self, exported: Exported) -> Workspace:
        """Return a workspace that knows of this brief."""
        said = say("Exported {name}", name=exported.name)
        return replace(self, exported=(*self.exported, exported), history=(*self.history, said))

    def with_brief(self, brief: BriefPlan) -> Workspace:
        return replace(self, brief=brief)

    def with_template(self, template: WordTemplate | None) -> Workspace:
        """Return a workspace whose brief is written into this Word document; None: into none."""
        return self if template == self.template else replace(self, template=template)

    def with_filter(self, chosen: Filter) -> Workspace:
        """Return a workspace filtered so, in place of a filter on the same field; no values: no filter."""
        others = tuple(f for f in self.filters if f.field != chosen.field)
        return replace(self, filters=(*others, chosen) if chosen.values else others)

    def looks_like(self, other: Workspace) -> bool:
        """Whether the two are the very same but for what is filtered on."""
        rest = (one.name for one in fields(self) if one.name != "filters")
        return all(getattr(self, name) is getattr(other, name) for name in rest)

    def with_shapes(self, shapes: Shapes) -> Workspace:
        """Return a workspace whose maps are drawn from these, in place of those of the same field."""
        said = say("Shapes for maps from {name}", name=shapes.file)
        others = tuple(one for one in self.shapes if one.field != shapes.field)
        return replace(self, shapes=(*others, shapes), history=(*self.history, said))

    def without_shapes(self) -> Workspace:
        return replace(self, shapes=(), history=(*self.history, say("Removed the shapes for maps")))

    def with_spellings(self, decided: Sequence[Spelling]) -> Workspace:
        """Return a workspace in which these spellings mean what the user says, now and in later imports."""
        from advocacy.workspace.cleaning import as_meant

        return replace(
            self,
            tables=tuple(as_meant(table, decided) for table in self.tables),
            spellings=(*self.spellings, *decided),
            history=(*self.history, *(spelling.said() for spelling in decided)),
        )

    def with_edit(
        self, table: str, positions: Sequence[int], field: str, typed: str, reason: str = ""
    ) -> Workspace:
        """Return a workspace in which these rows have this value, typed and checked as an import does.

        Raises AdvocacyError, in plain words, where the value is not possible.
        """
        from advocacy.workspace.edits import with_edits

        return with_edits(self, table, positions, field, typed, reason=reason)

    def without_filters(self) -> Workspace:
        return replace(self, filters=())
