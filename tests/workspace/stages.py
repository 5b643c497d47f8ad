"""A workspace that grows stage by stage, the same way each time: what a harness saves and must find again."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from advocacy.workspace import BriefPlan, Workspace, state
from advocacy.workspace.file import WorkspaceFile
from advocacy.workspace.merging import with_import
from tests.makers import imported, table

WORDS = "four words are good"
ROWS = 120


def stage(number: int) -> Workspace:
    """The workspace of this stage: other cells at every third, another title at each."""
    return _imported(number // 3).with_brief(
        BriefPlan(f"Stage {number}", summary=_text("words", number) * 40)
    )


def name_of(workspace: Workspace) -> str:
    """The name of its state: a SHA-256 of all that it holds."""
    return state.written(workspace)[0]


def new_file(path: Path, *, protected: bool) -> str:
    """Make an empty workspace and return what opens it: a recovery key, which is tried in no time."""
    file = WorkspaceFile.create(path)
    opens = file.protect(WORDS) if protected else ""
    file.close()
    return opens


def everything(file: WorkspaceFile) -> tuple[object, ...]:
    """All that can be read from an open file, as one comparable value. Raises WorkspaceError where it cannot.

    Steps are walked back to the first one without changing the file.
    """
    steps = []
    number = file._step
    while file._said(number):
        held = file._read_step(number)
        tables = tuple(
            getattr(one, part).to_csv(index=False)
            for one in held.tables
            for part in ("frame", "raw", "origin")
        )
        sources = tuple(file.source_content(source.sha256) for source in held.sources)
        steps.append((file._said(number), name_of(held), tables, sources))
        number -= 1
    return tuple(steps), file.redo_text, file.log_lines()


def states_told(file: WorkspaceFile) -> Sequence[str]:
    """The state after each line of the log, without the lines of making and protecting the file."""
    return [line.state for line in file.log_lines() if line.said not in ("New workspace", "Passphrase set")]


@cache
def _imported(number: int) -> Workspace:
    cells = [_text(number, row) for row in range(ROWS)]
    columns = {"case_id": cells, "applicant": [cell * 4 for cell in cells], "statement": cells[::-1]}
    content = _text("source", number).encode() * 500
    digest = hashlib.sha256(content).hexdigest()
    arrived = imported(table("licensing_case", columns, digest), name=f"{number}.xlsx", sha256=digest)
    arrived = replace(arrived, source=replace(arrived.source, content=content, size=len(content)))
    held, _ = with_import(Workspace(), arrived)
    return held


def _text(*of: object) -> str:
    return hashlib.sha256(repr(of).encode()).hexdigest()
