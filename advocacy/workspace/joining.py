"""Two workspaces made one: rows matched as in an import, nothing lost, every difference told.

A row is the same row where it stands in the same place of the same file, or where its key is the same and
nothing else that names it speaks against it (`matching`). Of each matched row

* values that agree are kept once,
* a value that only one side has fills the gap of the other, as long as the two contradict each other nowhere,
* where they contradict each other, every field in which they differ is a conflict: it is decided by choice,
  else by what was imported or edited last, and both values are told in any case.

The first workspace stays as it is otherwise: its settings, brief and filters. What protects people is the
stricter of both: example data stay example data, the larger smallest group, everybody erased on either side.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, replace

from advocacy.errors import AdvocacyError
from advocacy.importing.imported import Reconciliation, Source
from advocacy.importing.plain_words import plain
from advocacy.importing.recipe import Recipe, Spelling
from advocacy.importing.survey.answers import SURVEY
from advocacy.importing.survey.form import FORM
from advocacy.importing.table import Table
from advocacy.issue import Issue, Severity
from advocacy.wording import say, say_count
from advocacy.workspace.brief_plan import BriefPlan
from advocacy.workspace.cleaning import as_meant
from advocacy.workspace.edit import Edit
from advocacy.workspace.edits import BY_MERGE
from advocacy.workspace.erased import Erased
from advocacy.workspace.erasure import with_rows_set_aside
from advocacy.workspace.joined_rows import Conflict, JoinedRows, join_rows
from advocacy.workspace.kept_out import fields_kept_out, kept_out, reason
from advocacy.workspace.likely_same import LikelySame, likely_same, noted
from advocacy.workspace.merging import answered_elsewhere, in_family, survey_family
from advocacy.workspace.personal import without_personal
from advocacy.workspace.place import Place
from advocacy.workspace.protection import Protection
from advocacy.workspace.pseudonym import Pseudonym
from advocacy.workspace.workspace import Settings, Workspace

_STRICTER = (Protection.ROUND, Protection.SUPPRESS)  # the later hides more
MINE, THEIRS, NEWEST = "mine", "theirs", "newest"


@dataclass(frozen=True)
class TableAccount:
    """What became of the rows of one table of the other workspace.

    rows == added + same + completed + differing + kept_out. completed: rows that only filled gaps, on either
    side. differing: rows with a conflict. kept_out: people who are out for good, answers that are here in
    another form of export.
    """

    table: str
    rows: int
    added: int
    same: int
    completed: int
    differing: int
    kept_out: int


@dataclass(frozen=True)
class Joined:
    """The workspace of both, what became of every row, and what a person should look at.

    notes: in words, what else differed (settings, choices, spellings) and which was kept.
    """

    workspace: Workspace
    accounts: tuple[TableAccount, ...]
    conflicts: tuple[Conflict, ...] = ()
    likely_same: tuple[LikelySame, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def added(self) -> int:
        return sum(account.added for account in self.accounts)

    @property
    def same(self) -> int:
        return sum(account.same for account in self.accounts)


def joined(
    one: Workspace,
    other: Workspace,
    *,
    name: str = "",
    choose: str = NEWEST,
    chosen: Mapping[str, str] | None = None,
) -> Joined:
    """Return both workspaces as one. name: of the other, for the history.

    choose: how conflicts are decided, "mine", "theirs" or "newest"; chosen: "mine" or "theirs" for single
    ones, by the code of the conflict.
    """
    if choose not in (MINE, THEIRS, NEWEST):
        raise ValueError(choose)
    spellings, notes = _spellings(one, other)
    erased = tuple(dict.fromkeys((*one.erased, *other.erased)))
    mine = _as_meant(_protected(one, other.erased), spellings)
    theirs, out = _counted_out(_as_meant(other, spellings), one.erased)
    theirs, out, renamed = _in_families(mine, theirs, out)
    sources = _sources(mine.sources, theirs.sources)
    tables = {table.name: table for table in mine.tables}
    accounts: list[TableAccount] = []
    conflicts: list[Conflict] = []
    issues: list[Issue] = []
    suggested: list[LikelySame] = []
    moved: dict[tuple[str, str], list[int]] = {}
    lost: set[tuple[str, Place, str, bool]] = set()
    for table in theirs.tables:
        if table.name.startswith(f"{FORM}.") and table.name in tables:
            accounts.append(_form_kept(table, tables[table.name]))
            continue
        rows = join_rows(mine, theirs, table, choose, chosen or {})
        tables[table.name] = rows.table
        accounts.append(_account(table, rows, out.pop(table.name, 0)))
        conflicts += rows.conflicts
        issues += rows.issues
        lost |= rows.lost
        for (source, sheet), counts in rows.moved.items():
            known = moved.setdefault((source, sheet), [0, 0])
            known[0], known[1] = known[0] + counts[0], known[1] + counts[1]
        suggested += likely_same(rows.table, rows.before)
    accounts += [TableAccount(t, count, 0, 0, 0, 0, count) for t, count in out.items()]
    settings, differing = _settings(one.settings, other.settings)
    recipes, more = _recipes(one.recipes, other.recipes)
    names = {source.sha256: source.name for source in sources}
    issues += [_told(conflict, one.sources + other.sources) for conflict in conflicts]
    issues += [noted(pair, tables[pair.table]) for pair in suggested]
    issues = [replace(issue, source=names.get(issue.source, issue.source)) for issue in issues]
    result = replace(
        mine,
        sources=sources,
        tables=tuple(tables.values()),
        issues=tuple(dict.fromkeys((*mine.issues, *theirs.issues, *issues))),
        reconciliations=_reconciliations(mine, theirs, moved),
        settings=settings,
        brief=one.brief if one.brief != BriefPlan(language=one.brief.language) else other.brief,
        template=one.template or other.template,
        history=_history(one, other, name, accounts),
        recipes=recipes,
        spellings=spellings,
        exported=tuple(dict.fromkeys((*one.exported, *other.exported))),
        edits=_edits(mine.edits, theirs.edits, lost),
        erased=erased,
        pseudonyms=_pseudonyms(mine.pseudonyms, theirs.pseudonyms),
    )
    notes = (*notes, *differing, *more, *renamed, *_let_out(one, mine))
    return Joined(result, tuple(accounts), tuple(conflicts), tuple(suggested), notes)


def with_contents(workspace: Workspace, read: Callable[[str], bytes]) -> Workspace:
    """Return the workspace with the files it was made from; read gives the content of a SHA-256.

    A workspace that was opened leaves them in its own file, which another workspace does not have.
    """

    def filled(source: Source) -> Source:
        if source.content or source.erased_at:
            return source
        try:
            return replace(source, content=read(source.sha256))
        except AdvocacyError:
            return source  # it is not there any more; what was read from it is

    return replace(workspace, sources=tuple(filled(source) for source in workspace.sources))


# --- before the rows are matched --------------------------------------------------------------------------


def _as_meant(workspace: Workspace, spellings: Sequence[Spelling]) -> Workspace:
    return replace(workspace, tables=tuple(as_meant(table, spellings) for table in workspace.tables))


def still_without(workspace: Workspace, erased: Sequence[Erased]) -> Workspace:
    """Return an earlier workspace without those who have gone since, as these records tell."""
    more = tuple(one for one in erased if one not in workspace.erased)
    if not more:
        return workspace
    return replace(_protected(workspace, more), erased=(*workspace.erased, *more))


def _protected(workspace: Workspace, erased: Sequence[Erased]) -> Workspace:
    """The workspace without those whom the other has taken out at their request."""
    return _counted_out(workspace, erased)[0]


def _counted_out(workspace: Workspace, erased: Sequence[Erased]) -> tuple[Workspace, dict[str, int]]:
    """The workspace without these people, and by table how many of its rows are out."""
    out: dict[str, int] = {}
    for table in workspace.tables:
        barred = kept_out(table, erased)
        for kind in {one.kind for one in barred.values()}:
            held = workspace.table(table.name)
            again = kept_out(held, erased) if held is not None else {}
            rows = {table.name: [row for row, one in again.items() if one.kind == kind]}
            workspace = with_rows_set_aside(workspace, rows, reason(kind))
        if barred:
            out[table.name] = len(barred)
    tables = tuple(
        without_personal(table, list(fields_kept_out(table, erased))) for table in workspace.tables
    )
    return replace(workspace, tables=tables), out


def _in_families(
    mine: Workspace, theirs: Workspace, out: Mapping[str, int]
) -> tuple[Workspace, dict[str, int], tuple[str, ...]]:
    """The other workspace, its surveys named as here or beside those here, answers given twice taken out."""
    here = {table.name: table for table in mine.tables}
    names: dict[str, str] = {}
    gone: dict[str, dict[int, str]] = {}
    notes: list[str] = []
    roots = [t.name for t in theirs.tables if t.name.partition(".")[0] == t.name and _is_survey(t.name)]
    for root in roots:
        group = [t for t in theirs.tables if t.name == root or t.name.startswith(f"{root}.")]
        plainly = [replace(t, name=SURVEY + t.name.removeprefix(root)) for t in group]
        family = survey_family(here, plainly)
        for table, renamed in zip(group, plainly, strict=True):
            names[table.name] = in_family(renamed.name, family.name)
            if twice := answered_elsewhere(renamed, family.answered):
                gone[table.name] = twice
            here.setdefault(names[table.name], replace(renamed, name=names[table.name]))
        if names[root] != root:
            notes.append(say("The survey “{old}” of the other is “{new}” here.", old=root, new=names[root]))
    counts = dict(out)
    for name, twice in gone.items():
        theirs = with_rows_set_aside(theirs, {name: list(twice)}, next(iter(twice.values())))
        counts[name] = counts.get(name, 0) + len(twice)
    return (
        replace(
            theirs,
            tables=tuple(replace(t, name=names.get(t.name, t.name)) for t in theirs.tables),
            edits=tuple(replace(edit, table=names.get(edit.table, edit.table)) for edit in theirs.edits),
            reconciliations=tuple(
                replace(account, table=names.get(account.table, account.table))
                for account in theirs.reconciliations
            ),
        ),
        {names.get(name, name): count for name, count in counts.items()},
        tuple(notes),
    )


def _is_survey(name: str) -> bool:
    return name == SURVEY or name.startswith(f"{SURVEY}~")


def _spellings(one: Workspace, other: Workspace) -> tuple[tuple[Spelling, ...], tuple[str, ...]]:
    """The spellings of both; where they contradict each other, those of the first."""
    known = {(s.table, s.field, plain(s.written)): s for s in one.spellings}
    meant = {(s.table, s.field, plain(s.meant)) for s in one.spellings}
    added, notes = [], []
    for spelling in other.spellings:
        place = (spelling.table, spelling.field)
        mine = known.get((*place, plain(spelling.written)))
        if mine is not None and mine.meant == spelling.meant:
            continue
        chain = known.get((*place, plain(spelling.meant)))
        if mine is not None or chain is not None or (*place, plain(spelling.written)) in meant:
            notes.append(say("A spelling was not taken over: {said}.", said=spelling.said()))
            continue
        added.append(spelling)
    return (*one.spellings, *added), tuple(notes)


# --- after ------------------------------------------------------------------------------------------------


def _account(table: Table, rows: JoinedRows, out: int) -> TableAccount:
    return TableAccount(
        table.name, len(table) + out, rows.added, rows.same, rows.completed, rows.differing, out
    )


def _form_kept(table: Table, here: Table) -> TableAccount:
    """A form is one thing: that of the first stays whole, not mixed with another version of it."""
    rows = set(here.raw.fillna("").itertuples(index=False, name=None))
    same = sum(row in rows for row in table.raw.fillna("").itertuples(index=False, name=None))
    return TableAccount(table.name, len(table), 0, same, 0, 0, len(table) - same)


def _sources(mine: Sequence[Source], theirs: Sequence[Source]) -> tuple[Source, ...]:
    """Every file once. Who has let go of one has let go of it for both."""
    other = {source.sha256: source for source in theirs}
    united = [_both(source, other.pop(source.sha256, source)) for source in mine]
    return (*united, *other.values())


def _both(mine: Source, theirs: Source) -> Source:
    erased_at = mine.erased_at or theirs.erased_at
    return replace(
        mine,
        content=b"" if erased_at else mine.content or theirs.content,
        erased_at=erased_at,
        imported_by=mine.imported_by or theirs.imported_by,
    )


def _reconciliations(
    mine: Workspace, theirs: Workspace, moved: Mapping[tuple[str, str], Sequence[int]]
) -> tuple[Reconciliation, ...]:
    """The accounts of both, each file once; rows that are here already count as unchanged or updated."""
    shared = {s.sha256 for s in mine.sources} & {s.sha256 for s in theirs.sources}
    only_theirs = {s.name: s.sha256 for s in theirs.sources if s.sha256 not in shared}
    left = {place: list(counts) for place, counts in moved.items()}
    added = []
    for account in theirs.reconciliations:
        if account.source not in only_theirs or account in mine.reconciliations:
            continue
        counts = left.get((only_theirs[account.source], account.sheet), [0, 0])
        same = min(counts[0], account.kept)
        changed = min(counts[1], account.kept - same)
        counts[0], counts[1] = counts[0] - same, counts[1] - changed
        added.append(
            replace(
                account,
                kept=account.kept - same - changed,
                unchanged=account.unchanged + same,
                updated=account.updated + changed,
            )
        )
    return (*mine.reconciliations, *added)


def _settings(mine: Settings, theirs: Settings) -> tuple[Settings, tuple[str, ...]]:
    """The settings of the first, what protects people the stricter of both, and every difference in words."""
    kept = replace(
        mine,
        example=mine.example or theirs.example,
        smallest_group=max(mine.smallest_group, theirs.smallest_group),
        merge_small=mine.merge_small or theirs.merge_small,
        protection=max(mine.protection, theirs.protection, key=_STRICTER.index),
    )
    notes = []
    for one in fields(Settings):
        ours, others, now = (getattr(s, one.name) for s in (mine, theirs, kept))
        if ours != others and one.name != "person":
            notes.append(
                say(
                    "The {name}: {mine} here, {theirs} in the other. Kept: {kept}.",
                    name=_SETTINGS.get(one.name, one.name),
                    mine=_shown(ours),
                    theirs=_shown(others),
                    kept=_shown(now),
                )
            )
    return kept, tuple(notes)


_SETTINGS = {
    "data_date": "day on which the data were complete",
    "limit_days": "legal limit in days",
    "smallest_group": "smallest group shown",
    "merge_small": "small groups put together",
    "sample": "how people of the survey were chosen",
    "example": "example data",
    "protection": "way small groups are protected",
    "burden": "inputs of the yearly burden",
    "compare_by": "question that answers are compared by",
}


def _shown(value: object) -> str:
    if value is None or value == "":
        return say("not set")
    if isinstance(value, bool):
        return say("yes") if value else say("no")
    if isinstance(value, int | str):
        return str(value)
    return value.isoformat() if hasattr(value, "isoformat") else say("other answers")


def _recipes(mine: Sequence[Recipe], theirs: Sequence[Recipe]) -> tuple[tuple[Recipe, ...], tuple[str, ...]]:
    known = {recipe.shape: recipe for recipe in mine}
    added = [recipe for recipe in theirs if recipe.shape not in known]
    notes = [
        say("Files such as “{file}” are read by other choices in the other; yours are kept.", file=one.file)
        for one in theirs
        if one.shape in known and known[one.shape].choices != one.choices
    ]
    return (*mine, *added), tuple(notes)


def _edits(
    mine: Sequence[Edit], theirs: Sequence[Edit], lost: set[tuple[str, Place, str, bool]]
) -> tuple[Edit, ...]:
    """The edits of both, in the order of time; those whose value was not taken are overtaken."""

    def settled(edit: Edit, is_mine: bool) -> Edit:
        gone = edit.holds and (edit.table, edit.place, edit.field, is_mine) in lost
        return replace(edit, overtaken_by=BY_MERGE) if gone else edit

    known = set(mine)
    both = [*(settled(e, True) for e in mine), *(settled(e, False) for e in theirs if e not in known)]
    return tuple(sorted(both, key=lambda edit: edit.at))


def _pseudonyms(mine: Sequence[Pseudonym], theirs: Sequence[Pseudonym]) -> tuple[Pseudonym, ...]:
    """The codes of both: of a person who has two the first is used, the other still tells an older brief."""
    taken = {one.code for one in mine}
    return (*mine, *(one for one in theirs if one.code not in taken))


def _history(
    one: Workspace, other: Workspace, name: str, accounts: Sequence[TableAccount]
) -> tuple[str, ...]:
    rows = sum(account.rows for account in accounts)
    added = sum(account.added for account in accounts)
    said = say(
        "Merged from “{name}”: {added} of {rows} rows are new",
        name=name or say("another workspace"),
        added=added,
        rows=rows,
    )
    before = (
        say("In “{name}”: {said}", name=name or say("another workspace"), said=s) for s in other.history
    )
    return (*one.history, *(line for line in before if line not in one.history), said)


def _let_out(before: Workspace, after: Workspace) -> tuple[str, ...]:
    gone = sum(map(len, before.tables)) - sum(map(len, after.tables))
    if not gone:
        return ()
    return (
        say_count(
            "{count} row here is out: the person asked for it in the other workspace.",
            "{count} rows here are out: the people asked for it in the other workspace.",
            gone,
        ),
    )


def _told(conflict: Conflict, sources: Sequence[Source]) -> Issue:
    taken = conflict.mine if conflict.taken == MINE else conflict.theirs
    letters = taken.cell.rstrip("0123456789")
    return Issue(
        "merge-conflict",
        Severity.WARNING,
        say(
            "“{field}” is “{mine}” here and “{theirs}” in the workspace merged; “{taken}” was taken.",
            field=taken.title,
            mine=conflict.mine.value,
            theirs=conflict.theirs.value,
            taken=taken.value,
        ),
        say("If the other value is right, change the cell on the Data page."),
        taken.sha256,
        taken.sheet,
        taken.row,
        letters,
        conflict.field,
        taken.raw or "",
    )
