"""Codes for people: drawn by lot, so that nothing about the person can be worked out from one.

The table of codes exists only in the workspace. The same person has the same code after every import, in
another workspace another one. A person is a name within an association: two associations may each have an
Ama, and whether she is the same is for people to say, not for a code.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import replace

from advocacy.importing.plain_words import plain
from advocacy.workspace.pseudonym import Pseudonym
from advocacy.workspace.workspace import Workspace

_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # none that is mistaken for another when read out
_LENGTH = 6
_CASES, _PERSON, _GROUP = "licensing_case", "applicant", "association"


def with_pseudonyms(workspace: Workspace) -> Workspace:
    """Return a workspace in which everybody who applied has a code; those who have one keep it."""
    known = {(one.person, one.association) for one in workspace.pseudonyms}
    new = [person for person in dict.fromkeys(_people(workspace)) if person not in known]
    if not new:
        return workspace
    secrets.SystemRandom().shuffle(new)  # the order of the table must not tell the order of the rows
    taken = {one.code for one in workspace.pseudonyms}
    made = [Pseudonym(_fresh(taken), person, association) for person, association in new]
    return replace(workspace, pseudonyms=(*workspace.pseudonyms, *made))


def code_of(workspace: Workspace, person: str, association: str = "") -> str:
    """Return the code of a person; "" where there is none yet."""
    wanted = (plain(person), plain(association))
    return next((one.code for one in workspace.pseudonyms if (one.person, one.association) == wanted), "")


def _people(workspace: Workspace) -> Iterable[tuple[str, str]]:
    table = workspace.table(_CASES)
    if table is None or _PERSON not in table.frame.columns:
        return []
    names = table.frame[_PERSON]
    groups = table.frame[_GROUP].fillna("").tolist() if _GROUP in table.frame.columns else [""] * len(table)
    rows = zip(names.fillna("").tolist(), groups, strict=True)
    return [(plain(str(name)), plain(str(group))) for name, group in rows if plain(str(name))]


def _fresh(taken: set[str]) -> str:
    code = ""
    while not code or code in taken:
        code = "P-" + "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))
    taken.add(code)
    return code
