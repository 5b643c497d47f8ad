"""One immutable value, and the one file that keeps it."""

from advocacy.workspace.brief_plan import Ask, BriefPlan, Cited, Part, PartKind, Shows
from advocacy.workspace.burden_inputs import BurdenInputs
from advocacy.workspace.filter import Filter
from advocacy.workspace.protection import Protection
from advocacy.workspace.sample_plan import SamplePlan
from advocacy.workspace.workspace import Settings, Workspace

__all__ = [
    "Ask",
    "BriefPlan",
    "BurdenInputs",
    "Cited",
    "Filter",
    "Part",
    "PartKind",
    "Protection",
    "SamplePlan",
    "Settings",
    "Shows",
    "Workspace",
]
