"""What must not leave: every value of a workspace that tells who somebody is, as the scan looks for it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain, permutations
from pathlib import Path

import numpy as np
import pandas as pd

from advocacy.analysis.found_once import found_once
from advocacy.exporting.leak_scan.coordinates import Sites, pairs
from advocacy.exporting.leak_scan.folding import compact, parts
from advocacy.exporting.leak_scan.kinds import Kind
from advocacy.importing.plain_words import plain
from advocacy.importing.questionnaire import QuestionKind
from advocacy.importing.survey.form import FORM
from advocacy.importing.survey.naming import WHO
from advocacy.importing.table import Table
from advocacy.schema import FieldType, Sensitivity, schemas
from advocacy.workspace import Workspace
from advocacy.workspace.personal import personal_fields

HEAD = 4  # letters by which it is seen early that nothing begins at a word
SHORT = 4  # letters; what is shorter is a leak only where it fills a cell
_MOST_PARTS = 5  # of a name; of more the first ones
_LEAST_WORDS = 3  # of a statement
PASSAGE = 6  # words in a row that are somebody's own
_LEAST_PASSAGE = 12  # letters; shorter remarks ("no money") are met in any text
_LEAST_DIGITS = 5  # of an identity of digits only; shorter ones look like counts
_EXACT = 6  # digits of an amount that hardly anybody else stated
_RARE = 2  # people who bear a part of a name that tells who is meant
_PEOPLE = ("licensing_case", "licensing_step", "survey")  # tables whose numbers of rows stand for people
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"\+?\d(?:[\s().\-/\u00a0\u202f]{0,3}\d){6,}")
_DIGIT = re.compile(r"\d")
_PHONE_DIGITS = 9  # at the end: what a number has without country code and zero
_LEAST_PHONE = 7
_SURVEY_IDENTITIES = re.compile(
    r"(?:^|_|/)(?:id|uuid|rootuuid|instanceid|key|deviceid|ip ?addr(?:ess)?)$", re.IGNORECASE
)
_OPEN_TEXT = frozenset({"statement", "notes", "remarks", "comment", "comments"})


@dataclass
class Private:
    """Values by the form in which they are looked for; see `scan.py`. Filled once, then only read.

    runs: letters and digits without signs. heads: how they begin, with the longest that begins so. cells:
    short values, which count where they fill a cell. rare: parts of names of few people, where written with a
    capital. identities: those of digits only. open: what is known of everybody, as places, offices, laws.
    asked: words of the questions and of the answers offered, which are nobody's own where somebody says them.
    """

    runs: dict[str, Kind] = field(default_factory=dict)
    cells: dict[str, Kind] = field(default_factory=dict)
    pairs: dict[str, tuple[str, str]] = field(default_factory=dict)  # two parts of a name, written together
    rare: set[str] = field(default_factory=set)
    phones: set[str] = field(default_factory=set)
    identities: set[str] = field(default_factory=set)
    amounts: set[str] = field(default_factory=set)
    sites: Sites = field(default_factory=Sites)
    open: set[str] = field(default_factory=set)
    asked: set[str] = field(default_factory=set)
    bearers: Counter[str] = field(default_factory=Counter)
    heads: dict[str, int] = field(default_factory=dict)

    def add(self, texts: Iterable[str], kind: Kind) -> None:
        """Add values as they stand in cells."""
        given = list(texts)
        for text in filter(_DIGIT.search, given):
            for phone in _PHONE.findall(text):
                self.add_phone(phone)
        for place, text in enumerate(given):
            if "@" in text:
                self._add_runs(map(compact, _MAIL.findall(text)), Kind.MAIL)
                given[place] = _MAIL.sub(" ", text) if kind is Kind.NAME else text
        said = [parts(text) for text in given]
        if kind is Kind.STATEMENT:
            self._add_runs(_passages([words for words in said if len(words) >= _LEAST_WORDS]), kind)
        elif kind is Kind.NAME:
            self._add_names(said)
        elif kind is Kind.IDENTITY:
            self._add_identities(map("".join, said))
        else:
            several = (words for words in said if len(words) > 1)  # one alone, as "gold", may be anything
            self._add_runs(map("".join, several), kind)

    def add_phone(self, text: str) -> None:
        """Add a telephone number, however it is written."""
        digits = re.sub(r"\D", "", text)
        if len(digits) >= _LEAST_PHONE:
            self.phones.add(digits[-_PHONE_DIGITS:].lstrip("0") or digits)

    def add_all(self, other: Private) -> None:
        """Add what another table holds."""
        self.runs.update(other.runs)
        self.cells.update(other.cells)
        self.pairs.update(other.pairs)
        self.identities |= other.identities
        self.amounts |= other.amounts
        self.phones |= other.phones
        self.open |= other.open
        self.asked |= other.asked
        self.bearers.update(other.bearers)
        self.sites.add_all(other.sites)

    def finish(self) -> None:
        """Take out what is known of everybody, and make what the scan looks up first."""
        for run, (one, other) in self.pairs.items():
            if not (one in self.open and other in self.open):  # two places beside each other name nobody
                self.runs.setdefault(run, Kind.NAME)
        for name in self.open:
            self.runs.pop(name, None)
            self.cells.pop(name, None)
        for run in self.asked:
            if self.runs.get(run) is Kind.STATEMENT:
                del self.runs[run]
        self.rare = {
            part
            for part, people in self.bearers.items()
            if people <= _RARE and len(part) >= SHORT and part not in self.open
        }
        rising = sorted(self.runs, key=len)  # so that the longest that begins so is what stays
        heads = {run[:HEAD]: len(run) for run in rising}
        for letters in range(1, HEAD + 1):  # of "A-0001" a text may write "A" by itself
            shorter = sorted(heads, key=heads.__getitem__)
            self.heads.update({head[:letters]: heads[head] for head in shorter})

    def _add_runs(self, runs: Iterable[str], kind: Kind) -> None:
        """Add letters and digits without signs; what was added first keeps its kind."""
        known, cells = self.runs, self.cells
        for run in runs:
            if len(run) >= SHORT:
                known.setdefault(run, kind)
            elif run and not run.isdigit():
                cells.setdefault(run, kind)

    def _add_names(self, names: Iterable[Sequence[str]]) -> None:
        """Names in any order of their parts: two of them tell who is meant."""
        bearers: list[str] = []
        for words in names:
            named = [word for word in words if not word.isdigit()]
            long = [word for word in named if len(word) > 1]
            bearers += set(long)
            for one, other in permutations(long[:_MOST_PARTS], 2):
                if len(one + other) >= SHORT:
                    self.pairs[one + other] = (one, other)
            if len(long) < 2 and (whole := "".join(named)) and len(whole) < SHORT:
                self.cells.setdefault(whole, Kind.NAME)
        self.bearers.update(bearers)

    def _add_identities(self, runs: Iterable[str]) -> None:
        mixed = []
        for run in runs:
            if run.isdigit():
                if len(run) >= _LEAST_DIGITS:
                    self.identities.add(run)
            elif _DIGIT.search(run):
                mixed.append(run)
        self._add_runs(mixed, Kind.IDENTITY)


def private_values(workspace: Workspace) -> Private:
    """Return what must not leave. Tables never change, so each is looked through once."""
    found = Private()
    for table in workspace.tables:
        found.add_all(_of_table(table))
    people = (workspace.settings.person, *(edit.who for edit in workspace.edits))
    found.add(filter(None, dict.fromkeys(people)), Kind.NAME)
    found.add((one.code for one in workspace.pseudonyms), Kind.IDENTITY)
    found.add((one.person for one in workspace.pseudonyms), Kind.NAME)
    home = str(Path.home())
    if len(home) > len("/root"):
        found._add_runs([compact(home)], Kind.FOLDER)
    found.finish()
    return found


def _passages(texts: Sequence[Sequence[str]]) -> list[str]:
    """The words of texts, so many in a row as would be known again; of a shorter text all of them."""
    words = list(chain.from_iterable(texts))
    letters, ends = "".join(words), np.cumsum([0, *map(len, words)])
    text_of = np.repeat(np.arange(len(texts)), [len(said) for said in texts])
    starts = np.flatnonzero(text_of[PASSAGE - 1 :] == text_of[: 1 - PASSAGE])
    limits = zip(ends[starts].tolist(), ends[starts + PASSAGE].tolist(), strict=True)
    runs = [letters[start:end] for start, end in limits]
    runs += ["".join(said) for said in texts if len(said) < PASSAGE]
    return [run for run in runs if len(run) >= _LEAST_PASSAGE]


def digits_of(number: float) -> str:
    """Return the digits of a number as it is written without grouping: 1234.5 → "12345"."""
    return re.sub(r"\D", "", np.format_float_positional(number, trim="-"))


@found_once
def _of_table(table: Table) -> Private:
    found = Private()
    if table.name.startswith(
        f"{FORM}."
    ):  # its "name" is that of a question, and what it asks is asked of all
        for column in table.frame.columns:
            if str(column).startswith("label"):
                _add_asked(found, table.frame[column].dropna())
        return found
    if table.questionnaire:
        for one in table.questionnaire.questions:
            _add_asked(found, (one.label, *(choice.label for choice in one.choices)))
    schema = schemas().get(table.name)
    personal = set(personal_fields(table))
    for name in (str(column) for column in table.frame.columns):
        values = table.frame[name]
        known = schema.field(name) if schema else None
        is_text = not pd.api.types.is_numeric_dtype(values) and not pd.api.types.is_datetime64_any_dtype(
            values
        )
        if (
            known
            and known.sensitivity is Sensitivity.OPEN
            and not (known.identifier and table.name in _PEOPLE)
        ):
            if known.type is FieldType.STRING and not known.identifier:
                _add_open(found, values)
            continue
        kind = _kind(table, name, name in personal)
        if is_text:
            _add_texts(found, values, kind)
        elif kind is not None and pd.api.types.is_numeric_dtype(values):
            _add_numbers(found, values, kind)
    _add_answers(found, table)
    _add_sites(found, table)
    return found


def _kind(table: Table, name: str, is_personal: bool) -> Kind | None:
    """What the values of a column tell; None where a value counts only by its form, as a telephone number."""
    if name.startswith("_parent"):  # the survey tool's own names of its sheets
        return None
    words = set(plain(name).split())
    question = _question(table, name)
    if question in (QuestionKind.SINGLE, QuestionKind.MULTIPLE):
        return None
    if question is QuestionKind.PERSON:
        return Kind.NAME
    schema = schemas().get(table.name)
    known = schema.field(name) if schema else None
    if known is not None:
        if known.sensitivity is Sensitivity.OPEN:
            return Kind.IDENTITY
        if known.name in ("latitude", "longitude"):
            return None
        if known.type in (FieldType.NUMBER, FieldType.INTEGER):
            return Kind.AMOUNT
        if known.type is not FieldType.STRING:
            return None
        return Kind.STATEMENT if known.name in _OPEN_TEXT else Kind.NAME
    if _SURVEY_IDENTITIES.search(name) or (words & {"id", "uuid"}):
        return Kind.IDENTITY
    if words & WHO:
        return Kind.NAME
    if question is QuestionKind.TEXT or words & _OPEN_TEXT:
        return Kind.STATEMENT
    if name in ("_submitted_by", "SubmitterName", "SubmitterID"):
        return Kind.NAME
    return Kind.ENTRY if is_personal else None


def _question(table: Table, name: str) -> QuestionKind | None:
    asked = table.questionnaire.questions if table.questionnaire else ()
    return next((one.kind for one in asked if one.column == name), None)


def _add_open(found: Private, values: pd.Series) -> None:
    for text in values.dropna().unique():
        named = parts(str(text))
        found.open.update(named)
        found.open.add("".join(named))


def _add_answers(found: Private, table: Table) -> None:
    """What many answered, or was an answer to two questions, is nobody's name: a province, a mineral.

    By itself such a word tells of nobody then, though somebody is called so too; two parts of a name do.
    """
    people: Counter[str] = Counter()
    lists: Counter[str] = Counter()
    for question in table.questionnaire.questions if table.questionnaire else ():
        if (
            question.kind not in (QuestionKind.SINGLE, QuestionKind.TEXT)
            or question.column not in table.frame
        ):
            continue
        labels = {choice.name: choice.label for choice in question.choices}
        given = table.frame[question.column].dropna().astype("str").value_counts()
        said = Counter({labels.get(answer, answer): int(count) for answer, count in given.items()})
        people.update(said)
        lists.update(said.keys() if question.kind is QuestionKind.SINGLE else ())
    for answer, count in people.items():
        if count > _RARE or lists[answer] > 1:
            found.open.update(parts(answer))


def _add_asked(found: Private, labels: Iterable[object]) -> None:
    found.asked.update(_passages([parts(str(label)) for label in labels]))


def _add_texts(found: Private, values: pd.Series, kind: Kind | None) -> None:
    texts = [text for text in map(str, np.asarray(values.dropna().unique(), dtype=object)) if text.strip()]
    with_digits = [text for text in texts if _DIGIT.search(text)]
    if kind is not None:
        found.add(texts, kind)
    else:
        found._add_runs(
            (compact(mail) for text in texts if "@" in text for mail in _MAIL.findall(text)), Kind.MAIL
        )
        for text in filter(_is_phone, with_digits):
            found.add_phone(text)
    found.sites.add_all(pairs(with_digits))


def _is_phone(text: str) -> bool:
    """Whether a text is a telephone number and neither a day nor a longer number of something else."""
    stripped = text.strip()
    return (
        bool(_PHONE.fullmatch(stripped))
        and not re.match(r"\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{4}", stripped)
        and (stripped[0] in "+0" or len(re.sub(r"\D", "", stripped)) >= _PHONE_DIGITS)
    )


def _add_numbers(found: Private, values: pd.Series, kind: Kind) -> None:
    for number in np.unique(values.dropna().to_numpy(dtype=np.float64)):
        digits = digits_of(number)
        if kind is Kind.AMOUNT:
            if len(digits.strip("0")) >= _EXACT:
                found.amounts.add(digits)
        elif kind is Kind.NAME:  # a telephone number that a spreadsheet took for a number
            found.add_phone(digits)
        elif len(digits) >= _LEAST_DIGITS:
            found.identities.add(digits)


def _add_sites(found: Private, table: Table) -> None:
    """Columns of latitude and longitude that belong together, whatever the tool called them."""
    columns = {plain(str(column)): str(column) for column in table.frame.columns}
    for name, north in columns.items():
        if "latitude" not in name.split():
            continue
        east = columns.get(name.replace("latitude", "longitude"))
        if east is None:
            continue
        degrees = [
            pd.to_numeric(table.frame[column], errors="coerce").to_numpy(dtype=np.float64, na_value=np.nan)
            for column in (north, east)
        ]
        for latitude, longitude in zip(*degrees, strict=True):
            if abs(latitude) <= 90 and abs(longitude) <= 180:
                found.sites.add(float(latitude), float(longitude))
