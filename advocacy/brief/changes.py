"""What changed since an earlier brief, claim by claim, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from urllib.parse import unquote

from advocacy.analysis.definitions import definition
from advocacy.brief.claim_words import claim_name, what_words
from advocacy.brief.claims import WORKSPACE, Claim, What
from advocacy.brief.document import Brief
from advocacy.brief.row_changes import RowChanges, Since
from advocacy.brief.terms import LANGUAGE, bears_on, term_words, terms
from advocacy.schema import schemas
from advocacy.wording import say, say_count
from advocacy.workspace import Workspace
from advocacy.workspace.exported import Exported

_TABLES = {  # what the findings of a subject are made from: its cases first, then what they are held against
    "licensing": ("licensing_case", "licensing_step", "legal_provision", "reference_rate"),
    "cooperatives": ("cooperative_statistics", "cooperative", "reference_rate"),
}
_OTHERS = 3  # parts of the key of a claim behind the code of its finding


class Why(StrEnum):
    """Why a number is not what it was."""

    NEW_ROWS = "new_rows"
    CHANGED_ROWS = "changed_rows"
    GONE_ROWS = "gone_rows"
    TERM = "term"  # a filter, the data date, or another thing the user has decided
    DEFINITION = "definition"  # the same rows under the same terms: the program counts in another way
    NOT_PRINTED = "not_printed"  # no change: it is printed for the first time
    NOT_KNOWN = "not_known"  # the earlier brief is of a program that did not keep it


@dataclass(frozen=True)
class Reason:
    """One reason, and what is told of it in words."""

    why: Why
    words: str


@dataclass(frozen=True)
class Change:
    """One number that is not what it was. before "": not printed then; now "": no longer in the data."""

    key: str
    name: str  # of the finding, and of the group
    before: str
    now: str
    reasons: tuple[Reason, ...] = ()

    @property
    def is_stale(self) -> bool:
        """Whether the earlier brief prints a number that holds no longer."""
        return bool(self.before) and self.before != self.now


def told_claims(claims: Sequence[Claim]) -> tuple[tuple[str, str], ...]:
    """Return key and number of each printed claim, as `Exported.claims` keeps them."""
    return tuple((claim.key, claim.printed) for claim in claims)


def changes(workspace: Workspace, earlier: Exported, brief: Brief) -> tuple[Change, ...]:
    """Return what of an earlier brief differs now, in its order, then what is printed for the first time.

    brief: as it is composed now. What merely stands no longer in the outline did not change.
    """
    now, reasons = {claim.key: claim for claim in brief.claims}, _Reasons(workspace, earlier, brief)
    printed = brief.printed_claims()
    names = {
        _prefix(claim.key): " · ".join(filter(None, (claim.name, claim.group))) for claim in brief.claims
    }
    told_in_words = dict(_pairs(earlier, printed))
    found = []
    for key, before in earlier.claims:
        claim = now.get(told_in_words.get(key, key))
        if claim is None:
            if _what(key) not in (What.WORDS, What.CITED):  # these are known only where they are printed
                found.append(Change(key, _name_of(key, names), before, "", reasons.of_gone(key)))
        elif not reasons.is_same(before, claim.printed):
            found.append(Change(claim.key, claim_name(claim), before, claim.printed, reasons.of(claim)))
    told = {key for key, _ in earlier.claims} | set(told_in_words.values())
    first = (Reason(Why.NOT_PRINTED, say("not printed then")),)
    found += [
        Change(claim.key, claim_name(claim), "", claim.printed, first)
        for claim in printed
        if claim.key not in told
    ]
    return tuple(found)


def _pairs(earlier: Exported, printed: Sequence[Claim]) -> Iterator[tuple[str, str]]:
    """Keys of then and of now for what only sentences tell: as sentences change with their numbers.

    Those of one finding belong together in their order, where there are as many as before.
    """
    before: dict[str, list[str]] = {}
    now: dict[str, list[str]] = {}
    for key, _ in earlier.claims:
        if _what(key) == What.WORDS:
            before.setdefault(_code(key), []).append(key)
    for claim in printed:
        if claim.what is What.WORDS:
            now.setdefault(_code(claim.key), []).append(claim.key)
    for code, keys in before.items():
        if len(keys) == len(now.get(code, ())):
            yield from zip(keys, now[code], strict=True)


class _Reasons:
    """What is known of both briefs while their claims are compared."""

    def __init__(self, workspace: Workspace, earlier: Exported, brief: Brief) -> None:
        self._workspace, self._earlier = workspace, earlier
        self._since = Since(workspace, earlier)
        then = dict(earlier.terms)
        now = terms(workspace, brief.language, brief.data_date)
        self._other_terms = [name for name, state in now if then.get(name, state) != state]
        self._is_other_language = LANGUAGE in self._other_terms

    def is_same(self, before: str, now: str) -> bool:
        """Whether two printed numbers are the same; in two languages their digits are."""
        if not self._is_other_language:
            return before == now
        return [c for c in before if c.isdigit()] == [c for c in now if c.isdigit()]

    def of(self, claim: Claim) -> tuple[Reason, ...]:
        """Why a claim is not what it was."""
        if claim.rows is None:
            return self._all(_code(claim.key))
        own, table = self._since.of_rows(claim.rows), self._since.of_table(claim.rows.table)
        if not (own.new or own.changed):
            own = table
        elif not claim.group:  # a changed row may have left the base
            own = replace(own, changed=table.changed)
        return self._all(_code(claim.key), own, claim.rows.table)

    def of_gone(self, key: str) -> tuple[Reason, ...]:
        """Why a claim can be made no longer."""
        return self._all(_code(key))

    def _all(self, code: str, own: RowChanges = RowChanges(), table: str = "") -> tuple[Reason, ...]:
        if not self._earlier.files:
            return (Reason(Why.NOT_KNOWN, say("the earlier brief did not keep why")),)
        found = list(_of_rows(own, table))
        for name in self._tables(code):
            if name != table:
                found += _of_rows(self._since.of_table(name), name)
        found += [
            Reason(Why.TERM, term_words(name))
            for name in self._other_terms
            if name != LANGUAGE and bears_on(name, code)
        ]
        if not found and self._since.new_files:
            said = say_count("{count} new file", "{count} new files", self._since.new_files)
            found.append(Reason(Why.NEW_ROWS, said))
        return tuple(found) or (Reason(Why.DEFINITION, say("counted in another way")),)

    def _tables(self, code: str) -> Sequence[str]:
        """The tables a finding is made from; of an objection, and of the files themselves, all."""
        subject = code.split(".")[0]
        if subject == "survey":
            return [one.name for one in self._workspace.tables if one.questionnaire]
        return _TABLES.get(subject, () if code == WORKSPACE else [one.name for one in self._workspace.tables])


def _of_rows(changes: RowChanges, table: str) -> Iterator[Reason]:
    schema = schemas().get(table)
    title = schema.title() if schema else table
    if many := changes.new:
        said = say_count("{count} new row in “{table}”", "{count} new rows in “{table}”", many, table=title)
        yield Reason(Why.NEW_ROWS, said)
    if many := changes.changed:
        said = say_count(
            "{count} changed row in “{table}”", "{count} changed rows in “{table}”", many, table=title
        )
        yield Reason(Why.CHANGED_ROWS, said)
    if many := changes.gone:
        said = say_count(
            "{count} row no longer in “{table}”", "{count} rows no longer in “{table}”", many, table=title
        )
        yield Reason(Why.GONE_ROWS, said)


def _code(key: str) -> str:
    return key.split("|")[0]


def _what(key: str) -> str:
    return key.rsplit("|", 1)[-1]


def _prefix(key: str) -> str:
    """What a claim is about, whichever number of it the claim is."""
    return key.rsplit("|", 1)[0]


def _name_of(key: str, names: Mapping[str, str]) -> str:
    """The name of what is in the data no longer: as others about the same are called, else by its finding."""
    code, *others = map(unquote, key.split("|"))
    if len(others) != _OTHERS or others[-1] not in tuple(What):  # of a package that this program has not made
        return " · ".join(part for part in (code, *others) if part)
    group, series, what = others
    named = names.get(_prefix(key)) or " · ".join(filter(None, (_title(code), group, series)))
    return named if what == What.VALUE else f"{named} · {what_words(What(what))}"


def _title(code: str) -> str:
    try:
        return definition(code).name
    except KeyError:
        return code
