"""Pool what a file gave with what the workspace holds, and account for every row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from advocacy.errors import AdvocacyError
from advocacy.importing.imported import ImportChoices, ImportedFile, Reconciliation, SetAside
from advocacy.importing.recipe import Recipe
from advocacy.importing.survey.answers import SURVEY
from advocacy.importing.survey.codebook import read_by_form
from advocacy.importing.survey.form import FORM, Form, forms_in
from advocacy.importing.table import Table
from advocacy.issue import Issue
from advocacy.wording import say, say_later
from advocacy.workspace.cleaning import as_meant
from advocacy.workspace.doubles import same_people
from advocacy.workspace.edits import edited_again
from advocacy.workspace.erased import CONSENT_WITHDRAWN
from advocacy.workspace.kept_out import fields_kept_out, kept_out, reasons, without_rows
from advocacy.workspace.matching import keys_of, matched_rows, same_rows
from advocacy.workspace.personal import without_personal
from advocacy.workspace.register import not_in_register
from advocacy.workspace.stacking import chosen_rows, keeping_older_columns, stacked
from advocacy.workspace.withdrawn_consent import seen_again, with_consent_taken_back
from advocacy.workspace.workspace import Workspace

_CASES = "licensing_case"
_SAME_QUESTIONS = 0.8  # share of columns two exports of one form have in common


@dataclass(frozen=True)
class _Pooled:
    """One table after pooling. Row numbers are positions in the arriving table."""

    table: Table
    updated: tuple[int, ...] = ()
    unchanged: tuple[int, ...] = ()
    aside: Mapping[int, str] | None = None
    issues: tuple[Issue, ...] = ()


def with_import(workspace: Workspace, imported: ImportedFile) -> tuple[Workspace, tuple[Reconciliation, ...]]:
    """Return the workspace with this file in it, and the account of each of its sheets.

    A row whose key is there already replaces the older row (updated), or is the same (unchanged); the
    columns that the newer file does not have keep their values. An answer that is there already from another
    form of export of the same survey is set aside. Raises AdvocacyError where the very same file is there.
    """
    known = next((s for s in workspace.sources if s.sha256 == imported.source.sha256), None)
    if known:
        raise AdvocacyError(
            say(
                "“{name}” is in this workspace already, imported as “{known}”.",
                name=imported.source.name,
                known=known.name,
            ),
            hint=say("Nothing was changed. Choose another file, or correct this one and import it again."),
        )
    issues = list(imported.issues)
    for gone in imported.withdrawn:
        workspace, told = with_consent_taken_back(workspace, gone, imported.source.imported_at)
        issues += told
    tables = {table.name: table for table in workspace.tables}
    accounts = list(imported.reconciliations)
    forms = forms_in((*workspace.tables, *imported.tables))
    if forms_in(imported.tables):
        tables, found = _read_again(tables, forms)
        issues += found
    read = []
    for arriving in imported.tables:
        table, unclear = read_by_form(arriving, forms)
        table = as_meant(table, workspace.spellings)
        accounts = [replace(a, table=table.name) if a.table == arriving.name else a for a in accounts]
        issues += unclear
        read.append(table)
    family = survey_family(tables, read)
    edits, erased_again = workspace.edits, False
    for arriving in read:
        table = replace(arriving, name=in_family(arriving.name, family.name))
        barred = kept_out(table, workspace.erased)
        emptied = fields_kept_out(table, workspace.erased)
        issues = without_rows(issues, table, {**barred, **emptied})
        table = without_personal(table, list(emptied))
        again = edited_again(edits, tables.get(table.name), table)
        table, edits = again.table, again.edits
        issues = [one for one in issues if (one.sheet, one.row, one.field) not in again.settled]
        issues += again.issues
        pooled = _pool(tables.get(table.name), table, family.answered, reasons(barred))
        erased_again |= bool(emptied)
        erased_again |= any(one.kind != CONSENT_WITHDRAWN or one.removed_at for one in barred.values())
        workspace = replace(workspace, erased=seen_again(workspace.erased, table, barred))
        if len(pooled.table):
            tables[table.name] = pooled.table
        accounts = _accounted(accounts, arriving, table.name, pooled)
        issues.extend(pooled.issues)
        if table.name == _CASES:
            issues.extend(same_people(pooled.table, imported.source.sha256))
    issues.extend(not_in_register(tables, imported.source.sha256))
    names = {source.sha256: source.name for source in (*workspace.sources, imported.source)}
    issues = [replace(issue, source=names.get(issue.source, issue.source)) for issue in issues]
    source = imported.source
    if not source.imported_by:
        source = replace(source, imported_by=workspace.settings.person)
    if erased_again:  # the file holds a person again who is not to be kept, so it is not kept either
        source = replace(source, content=b"", erased_at=source.imported_at)
    changed = replace(
        workspace,
        sources=(*workspace.sources, source),
        edits=edits,
        tables=tuple(tables.values()),
        issues=(*workspace.issues, *issues),
        reconciliations=(*workspace.reconciliations, *accounts),
        history=(*workspace.history, say("Imported “{name}”", name=imported.source.name)),
        recipes=_with_recipe(workspace.recipes, imported),
    )
    return changed, tuple(accounts)


def _with_recipe(recipes: tuple[Recipe, ...], imported: ImportedFile) -> tuple[Recipe, ...]:
    """The recipes, what was decided about this file in place of what was before about its shape."""
    if imported.choices == ImportChoices():
        return recipes
    others = tuple(recipe for recipe in recipes if recipe.shape != imported.shape)
    return (*others, Recipe(imported.shape, imported.source.name, imported.choices))


def _read_again(tables: Mapping[str, Table], forms: Sequence[Form]) -> tuple[dict[str, Table], list[Issue]]:
    """The tables that are here already, read by a form that came after them."""
    changed: dict[str, Table] = {}
    issues: list[Issue] = []
    for name, table in tables.items():
        read, found = read_by_form(table, forms)
        if read.name in tables and read.name != name:
            read = replace(read, name=name)
        changed[read.name] = read
        issues += found
    return changed, issues


@dataclass(frozen=True)
class Family:
    """The survey that arriving answers belong to, and the answers that are there in another form."""

    name: str = SURVEY
    answered: frozenset[str] = frozenset()


def survey_family(tables: Mapping[str, Table], arriving: Sequence[Table]) -> Family:
    """Return which survey here the arriving tables "survey" and "survey.…" belong to, or a new one."""
    main = next((t for t in arriving if t.name == SURVEY), None)
    here = {name: table for name, table in tables.items() if name == SURVEY or name.startswith(SURVEY + "~")}
    here = {name: table for name, table in here.items() if "." not in name}
    if main is None or not here:
        return Family()
    keys = keys_of(main, main.key)
    answered: set[str] = set()
    for name, table in here.items():
        if _alike(table, main):
            return Family(name)
        answered |= set(keys_of(table, table.key)) & set(keys)
    number = 2
    while f"{SURVEY}~{number}" in here:
        number += 1
    return Family(f"{SURVEY}~{number}", frozenset(answered - {""}))


def _alike(one: Table, other: Table) -> bool:
    mine, theirs = set(one.frame.columns), set(other.frame.columns)
    return len(mine & theirs) >= _SAME_QUESTIONS * max(len(mine | theirs), 1)


def in_family(name: str, family: str) -> str:
    """Return the name of a table of a survey in its family; any other name as it is."""
    if name == SURVEY or name.startswith(SURVEY + "."):
        return family + name.removeprefix(SURVEY)
    return name


def _pool(
    here: Table | None, arriving: Table, answered: frozenset[str], barred: Mapping[int, str]
) -> _Pooled:
    if arriving.name.startswith(f"{FORM}."):
        return _Pooled(arriving)  # a form that comes again replaces the older one
    aside = {**answered_elsewhere(arriving, answered), **barred}
    if aside:
        arriving = chosen_rows(arriving, [i for i in range(len(arriving)) if i not in aside])
    if here is None:
        return _Pooled(arriving, aside=aside)
    if len(arriving) == 0:
        return _Pooled(here, aside=aside)
    matches, issues = matched_rows(here, arriving)
    same = same_rows(here, arriving, matches)
    unchanged = tuple(new for new in matches if new in same)
    updated = tuple(new for new in matches if new not in same)
    arriving_frames = keeping_older_columns(here, arriving, {new: matches[new] for new in updated})
    replaced = {matches[new] for new in updated}
    older = chosen_rows(here, [i for i in range(len(here)) if i not in replaced])
    newer = chosen_rows(arriving_frames, [i for i in range(len(arriving)) if i not in same])
    return _Pooled(stacked(older, newer), updated, unchanged, aside, issues)


def answered_elsewhere(arriving: Table, answered: frozenset[str]) -> dict[int, str]:
    """The rows of a survey that are there already in another form of export, with the reason."""
    if not answered or not arriving.name.startswith(SURVEY):
        return {}
    reason = say_later("This answer is in the workspace already, from another export of the same survey.")
    keys = keys_of(arriving, arriving.key[:1])
    # A repeat inside a repeat names its parent "uuid:…/steps[2]"; the answer itself stands before the stroke.
    return {position: reason for position, key in enumerate(keys) if key.split("/", 1)[0] in answered}


def _accounted(
    accounts: list[Reconciliation], arriving: Table, name: str, pooled: _Pooled
) -> list[Reconciliation]:
    """The accounts with the rows of this table moved from kept to what became of them."""
    places = list(zip(arriving.origin["sheet"], arriving.origin["row"], strict=True))
    aside = pooled.aside or {}
    remaining = [place for position, place in enumerate(places) if position not in aside]
    changed = []
    for account in accounts:
        if account.table != arriving.name:
            changed.append(account)
            continue
        updated = sum(1 for i in pooled.updated if remaining[i][0] == account.sheet)
        unchanged = sum(1 for i in pooled.unchanged if remaining[i][0] == account.sheet)
        rows = tuple(
            SetAside(account.sheet, int(places[i][1]), reason)
            for i, reason in aside.items()
            if places[i][0] == account.sheet
        )
        changed.append(
            replace(
                account,
                table=name,
                kept=account.kept - updated - unchanged - len(rows),
                updated=account.updated + updated,
                unchanged=account.unchanged + unchanged,
                set_aside=(*account.set_aside, *rows),
            )
        )
    return changed
