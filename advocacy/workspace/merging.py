"""Pool what a file gave with what the workspace holds, and account for every row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from advocacy.errors import AdvocacyError
from advocacy.importing.imported import ImportChoices, ImportedFile, Reconciliation, SetAside
from advocacy.importing.plain_words import plain
from advocacy.importing.recipe import Recipe
from advocacy.importing.survey.answers import SURVEY
from advocacy.importing.survey.codebook import read_by_form
from advocacy.importing.survey.form import FORM, Form, forms_in
from advocacy.importing.table import Table
from advocacy.issue import Issue, Severity
from advocacy.wording import say
from advocacy.workspace.cleaning import as_meant
from advocacy.workspace.doubles import same_people
from advocacy.workspace.register import not_in_register
from advocacy.workspace.workspace import Workspace

_CASES = "licensing_case"
_IDENTITY = ("association", "country", "applicant", "date_applied")  # besides its number
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
    tables = {table.name: table for table in workspace.tables}
    accounts = list(imported.reconciliations)
    issues = list(imported.issues)
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
    for gone in imported.withdrawn:
        tables, found = _without(tables, gone)
        issues += found
    family = _survey_family(tables, read)
    for arriving in read:
        table = replace(arriving, name=_in_family(arriving.name, family.name))
        pooled = _pool(tables.get(table.name), table, family.answered)
        if len(pooled.table):
            tables[table.name] = pooled.table
        accounts = _accounted(accounts, arriving, table.name, pooled)
        issues.extend(pooled.issues)
        if table.name == _CASES:
            issues.extend(same_people(pooled.table, imported.source.sha256))
    issues.extend(not_in_register(tables, imported.source.sha256))
    names = {source.sha256: source.name for source in (*workspace.sources, imported.source)}
    issues = [replace(issue, source=names.get(issue.source, issue.source)) for issue in issues]
    changed = replace(
        workspace,
        sources=(*workspace.sources, imported.source),
        tables=tuple(tables.values()),
        issues=(*workspace.issues, *issues),
        reconciliations=(*workspace.reconciliations, *accounts),
        history=(*workspace.history, say("Imported “{name}”", name=imported.source.name)),
        recipes=_with_recipe(workspace.recipes, imported),
    )
    return changed, tuple(accounts)


def _without(tables: Mapping[str, Table], gone: Table) -> tuple[dict[str, Table], list[Issue]]:
    """The tables without the rows of people who have withdrawn consent since, each removal told."""
    here = tables.get(gone.name)
    if here is None:
        return dict(tables), []
    places: dict[str, list[int]] = {}
    for row, key in enumerate(_keys(here, gone.key)):
        places.setdefault(key, []).append(row)
    pairs = [
        (new, old) for new, key in enumerate(_keys(gone, gone.key)) if key for old in places.get(key, ())
    ]
    agree, differ = _identity(here, [old for _, old in pairs], gone, [new for new, _ in pairs])
    matches = [pair for pair, is_other in zip(pairs, differ > agree, strict=True) if not is_other]
    if not matches:
        return dict(tables), []
    left = {old for _, old in matches}
    told = [
        Issue(
            "consent-withdrawn",
            Severity.NOTE,
            say("The person has withdrawn consent; the row imported before was removed."),
            say("Briefs made before may still count it. The file it came from is kept as it was received."),
            str(gone.origin["source"].iloc[new]),
            str(gone.origin["sheet"].iloc[new]),
            int(gone.origin["row"].iloc[new]),
        )
        for new, _ in matches
    ]
    stays = _rows(here, [row for row in range(len(here)) if row not in left])
    return {**tables, gone.name: stays}, told


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
class _Family:
    """The survey that arriving answers belong to, and the answers that are there in another form."""

    name: str = SURVEY
    answered: frozenset[str] = frozenset()


def _survey_family(tables: Mapping[str, Table], arriving: Sequence[Table]) -> _Family:
    main = next((t for t in arriving if t.name == SURVEY), None)
    here = {name: table for name, table in tables.items() if name == SURVEY or name.startswith(SURVEY + "~")}
    here = {name: table for name, table in here.items() if "." not in name}
    if main is None or not here:
        return _Family()
    keys = _keys(main, main.key)
    answered: set[str] = set()
    for name, table in here.items():
        if _alike(table, main):
            return _Family(name)
        answered |= set(_keys(table, table.key)) & set(keys)
    number = 2
    while f"{SURVEY}~{number}" in here:
        number += 1
    return _Family(f"{SURVEY}~{number}", frozenset(answered - {""}))


def _alike(one: Table, other: Table) -> bool:
    mine, theirs = set(one.frame.columns), set(other.frame.columns)
    return len(mine & theirs) >= _SAME_QUESTIONS * max(len(mine | theirs), 1)


def _in_family(name: str, family: str) -> str:
    if name == SURVEY or name.startswith(SURVEY + "."):
        return family + name.removeprefix(SURVEY)
    return name


def _pool(here: Table | None, arriving: Table, answered: frozenset[str]) -> _Pooled:
    if arriving.name.startswith(f"{FORM}."):
        return _Pooled(arriving)  # a form that comes again replaces the older one
    aside = _answered_elsewhere(arriving, answered)
    if aside:
        arriving = _rows(arriving, [i for i in range(len(arriving)) if i not in aside])
    if here is None:
        return _Pooled(arriving, aside=aside)
    if len(arriving) == 0:
        return _Pooled(here, aside=aside)
    matches, issues = _matches(here, arriving)
    same = _same(here, arriving, matches)
    unchanged = tuple(new for new in matches if new in same)
    updated = tuple(new for new in matches if new not in same)
    arriving_frames = _keeping_older_columns(here, arriving, {new: matches[new] for new in updated})
    replaced = {matches[new] for new in updated}
    older = _rows(here, [i for i in range(len(here)) if i not in replaced])
    newer = _rows(arriving_frames, [i for i in range(len(arriving)) if i not in same])
    return _Pooled(_stacked(older, newer), updated, unchanged, aside, issues)


def _answered_elsewhere(arriving: Table, answered: frozenset[str]) -> dict[int, str]:
    if not answered or not arriving.name.startswith(SURVEY):
        return {}
    reason = say("This answer is in the workspace already, from another export of the same survey.")
    keys = _keys(arriving, arriving.key[:1])
    # A repeat inside a repeat names its parent "uuid:…/steps[2]"; the answer itself stands before the stroke.
    return {position: reason for position, key in enumerate(keys) if key.split("/", 1)[0] in answered}


def _keys(table: Table, key: Sequence[str]) -> list[str]:
    """The key of each row as one text; "" where a part of it is empty or nothing identifies a row."""
    if not key or not set(key) <= set(table.frame.columns):
        return [""] * len(table)
    parts = [table.frame[name].astype("str").where(table.frame[name].notna(), "") for name in key]
    return ["\x1f".join(row) if all(row) else "" for row in zip(*parts, strict=True)]


def _matches(here: Table, arriving: Table) -> tuple[dict[int, int], tuple[Issue, ...]]:
    """Which arriving row is which row here: by key, where the key is unique on both sides."""
    key = arriving.key
    if not key or key != here.key:
        return {}, ()
    older, newer = _keys(here, key), _keys(arriving, key)
    positions: dict[str, int] = {}
    twice: set[str] = {""}
    for position, text in enumerate(older):
        if text in positions:
            twice.add(text)
        positions[text] = position
    seen: set[str] = set()
    for text in newer:
        if text in seen:
            twice.add(text)
        seen.add(text)
    found = {
        new: positions[text] for new, text in enumerate(newer) if text in positions and text not in twice
    }
    strangers = _other_cases(here, arriving, found)
    issues = tuple(_same_number(arriving, new) for new in sorted(strangers))
    return {new: old for new, old in found.items() if new not in strangers}, issues


def _other_cases(here: Table, arriving: Table, found: Mapping[int, int]) -> set[int]:
    """The arriving rows whose number stands for another case: two associations may count alike.

    What else identifies a case decides: more differs than agrees, or nothing can be compared.
    """
    known = [name for name in _IDENTITY if name in here.frame.columns or name in arriving.frame.columns]
    new = list(found)
    agree, differ = _identity(here, list(found.values()), arriving, new)
    nothing = bool(known) and here.name == _CASES
    other = (differ > agree) | ((agree + differ == 0) & nothing)
    return {row for row, is_other in zip(new, other.tolist(), strict=True) if is_other}


def _identity(
    here: Table, old: Sequence[int], arriving: Table, new: Sequence[int]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """For pairs of rows, how many of the fields that name a case agree, and how many differ."""
    agree, differ = np.zeros(len(new), dtype=np.int64), np.zeros(len(new), dtype=np.int64)
    for name in _IDENTITY:
        if name not in here.frame.columns or name not in arriving.frame.columns:
            continue
        mine = _comparable(here.frame[name].iloc[old])
        theirs = _comparable(arriving.frame[name].iloc[new])
        told = [one is not None and other is not None for one, other in zip(mine, theirs, strict=True)]
        same = [one == other for one, other in zip(mine, theirs, strict=True)]
        agree += np.array(told, dtype=bool) & np.array(same, dtype=bool)
        differ += np.array(told, dtype=bool) & ~np.array(same, dtype=bool)
    return agree, differ


def _comparable(column: pd.Series[Any]) -> list[object]:
    """The values of an identifying column, texts without case and accents."""
    values = column.to_numpy(dtype=object, na_value=None)
    return [plain(value) if isinstance(value, str) else value for value in values]


def _same_number(arriving: Table, new: int) -> Issue:
    place = arriving.origin.iloc[new]
    field = arriving.key[0]
    value = str(arriving.frame[field].iloc[new])
    column = next((c for c in arriving.columns if c.name == field), None)
    return Issue(
        "same-number",
        Severity.WARNING,
        say("“{value}” is the number of another case in this workspace. Both were kept.", value=value),
        say(
            "If it is the same case, correct the association or the date of application in one of the files."
        ),
        column.source if column else "",
        str(place["sheet"]),
        int(place["row"]),
        column.letter if column else "",
        field,
        value,
    )


def _same(here: Table, arriving: Table, matches: Mapping[int, int]) -> set[int]:
    """The arriving rows that say in every column of theirs what the row here says."""
    new, old = list(matches), list(matches.values())
    differ = np.zeros(len(new), dtype=bool)
    for name in arriving.frame.columns:
        differ |= _differ(here, old, arriving, new, str(name))
    return {row for row, is_other in zip(new, differ.tolist(), strict=True) if not is_other}


def _differ(
    here: Table, old: Sequence[int], arriving: Table, new: Sequence[int], name: str
) -> NDArray[np.bool_]:
    """Where the rows differ in a column; a column that is not here holds nothing."""
    theirs = arriving.frame[name].iloc[new].to_numpy(dtype=object, na_value=None)
    if name not in here.frame.columns:
        return np.array([value is not None for value in theirs], dtype=bool)
    mine = here.frame[name].iloc[old].to_numpy(dtype=object, na_value=None)
    return np.array([one != other for one, other in zip(mine, theirs, strict=True)], dtype=bool)


def _keeping_older_columns(here: Table, arriving: Table, updated: Mapping[int, int]) -> Table:
    """The arriving table, its updated rows holding also what only the older rows say."""
    missing = [name for name in here.frame.columns if name not in arriving.frame.columns]
    if not missing or not updated:
        return arriving
    frames = []
    for older, newer in ((here.frame, arriving.frame), (here.raw, arriving.raw)):
        kept = older[missing].iloc[[updated.get(i, 0) for i in range(len(newer))]].reset_index(drop=True)
        kept.loc[[i for i in range(len(newer)) if i not in updated], :] = pd.NA
        frames.append(pd.concat([newer, kept.astype(older[missing].dtypes.to_dict())], axis=1))
    return replace(arriving, frame=frames[0], raw=frames[1])


def _rows(table: Table, positions: Sequence[int]) -> Table:
    if len(positions) == len(table):
        return table
    chosen = list(positions)
    return replace(
        table,
        frame=table.frame.iloc[chosen].reset_index(drop=True),
        raw=table.raw.iloc[chosen].reset_index(drop=True),
        origin=table.origin.iloc[chosen].reset_index(drop=True),
    )


def _stacked(older: Table, newer: Table) -> Table:
    """Both tables in one, older rows first. Columns are united; two types of one column become text."""
    mine, theirs = older.frame, newer.frame
    for name in mine.columns.intersection(theirs.columns):
        if mine[name].dtype == theirs[name].dtype:
            continue
        if pd.api.types.is_numeric_dtype(mine[name]) and pd.api.types.is_numeric_dtype(theirs[name]):
            mine, theirs = (
                mine.assign(**{name: mine[name].astype("float64")}),
                theirs.assign(**{name: theirs[name].astype("float64")}),
            )
        else:
            mine, theirs = mine.assign(**{name: older.raw[name]}), theirs.assign(**{name: newer.raw[name]})
    return replace(
        older,
        frame=_concatenated(mine, theirs),
        raw=_concatenated(older.raw, newer.raw),
        origin=_concatenated(older.origin, newer.origin),
        columns=(*older.columns, *newer.columns),
        questionnaire=older.questionnaire or newer.questionnaire,
    )


def _concatenated(one: pd.DataFrame, other: pd.DataFrame) -> pd.DataFrame:
    dtypes = {**other.dtypes.to_dict(), **one.dtypes.to_dict()}
    names = list(dict.fromkeys([*one.columns, *other.columns]))
    both = [
        pd.DataFrame(
            {
                name: frame[name]
                if name in frame.columns
                else pd.Series(pd.NA, range(len(frame)), dtypes[name])
                for name in names
            },
            index=range(len(frame)),
        )
        for frame in (one, other)
    ]
    return pd.concat(both, ignore_index=True)


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
