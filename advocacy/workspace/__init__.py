"""One immutable value, and the one file that keeps it."""

from advocacy.workspace.brief_plan import BriefPlan
from advocacy.workspace.burden_inputs import BurdenInputs
from advocacy.workspace.filter import Filter
from advocacy.workspace.protection import Protection
from advocacy.workspace.sample_plan import SamplePlan
from advocacy.workspace.workspace import Settings, Workspace

__all__ = ["BriefPlan", "BurdenInputs", "Filter", "Protection", "SamplePlan", "Settings", "Workspace"]
