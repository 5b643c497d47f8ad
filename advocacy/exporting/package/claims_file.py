"""The claims of a package: each number that is printed, the formula that makes it, and where it stands."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from advocacy.brief.claims import WORKSPACE, Claim, What
from advocacy.brief.document import Brief, pieces
from advocacy.brief.number_words import bare
from advocacy.exporting.package.recomputing import Formula, Numbers, candidates, is_same, recomputed
from advocacy.exporting.package.tables import Row

_SENTENCE = 25  # letters; shorter pieces are cells of tables
_FILES = {"rows": "rows", "kept": "kept", "updated": "updated", "same": "unchanged", "aside": "set_aside"}
_WITH_MISSING = ("n", "missing")


@dataclass(frozen=True)
class PrintedClaim:
    """A claim as the package holds it. formula: None where only the workspace can make the number again."""

    key: str
    value: float
    printed: str
    name: str
    group: str
    unit: str
    formula: Formula | None
    texts: tuple[int, ...] = ()  # sentences it stands in, by number

    @property
    def is_cited(self) -> bool:
        """Whether it is taken from elsewhere, so that nobody can make it again."""
        return self.key.endswith(f"|{What.CITED}")


def printed_claims(brief: Brief, numbers: Numbers) -> tuple[tuple[PrintedClaim, ...], tuple[str, ...]]:
    """Return the claims that are printed, in order, and the sentences they stand in.

    A formula is given only where it makes the very number; so a reader is never sent to a table in vain.
    """
    sentences: dict[str, int] = {}
    stands: dict[str, dict[int, None]] = {}
    for mark in brief.marks:
        text = pieces(brief.blocks[mark.block])[mark.piece]
        if len(text) >= _SENTENCE:
            stands.setdefault(mark.claim, {})[sentences.setdefault(text, len(sentences))] = None
    rows = _by_key(numbers.tables["estimates"])
    made = tuple(
        PrintedClaim(
            claim.key,
            claim.value,
            claim.printed,
            claim.name,
            claim.group,
            claim.unit,
            _formula(claim, rows, numbers),
            tuple(stands.get(claim.key, ())),
        )
        for claim in brief.printed_claims()
    )
    return made, tuple(sentences)


def written(claims: Sequence[PrintedClaim], sentences: Sequence[str]) -> dict[str, Any]:
    """Return what `read` takes, as plain JSON."""
    return {
        "claims": [
            {
                "key": one.key,
                "name": one.name,
                "group": one.group,
                "value": one.value,
                "unit": one.unit,
                "printed": one.printed,
                "formula": [one.formula.name, *one.formula.given] if one.formula else None,
                "sentences": list(one.texts),
            }
            for one in claims
        ],
        "only_from_the_workspace": only_from_workspace(claims),
        "sentences": list(sentences),
    }


def only_from_workspace(claims: Sequence[PrintedClaim]) -> list[str]:
    """Return the keys of the claims that the package has no formula for."""
    return [one.key for one in claims if one.formula is None]


def read(content: bytes) -> tuple[tuple[PrintedClaim, ...], tuple[str, ...]]:
    """Return the claims and the sentences. Raises ValueError where it is no file of claims."""
    try:
        told = json.loads(content)
        claims = tuple(
            PrintedClaim(
                str(one["key"]),
                float(one["value"]),
                str(one["printed"]),
                str(one["name"]),
                str(one["group"]),
                str(one["unit"]),
                Formula(str(one["formula"][0]), tuple(one["formula"][1:])) if one["formula"] else None,
                tuple(int(number) for number in one["sentences"]),
            )
            for one in told["claims"]
        )
        return claims, tuple(str(text) for text in told["sentences"])
    except (KeyError, TypeError, AttributeError, IndexError, OverflowError, RecursionError) as error:
        raise ValueError("no claims") from error


def _by_key(estimates: Sequence[Row]) -> Mapping[tuple[str, str, str], Row]:
    return {(str(row["finding"]), str(row["group"]), str(row["series"])): row for row in estimates}


def _formula(claim: Claim, rows: Mapping[tuple[str, str, str], Row], numbers: Numbers) -> Formula | None:
    finding, group, series, what = (unquote(piece) for piece in claim.key.split("|"))
    found: Iterator[Formula]
    if finding == WORKSPACE:
        found = _of_files(claim, group, numbers)
    elif what == What.WORDS:
        found = _in_words(claim, rows, numbers)
    else:
        found = candidates(what, rows.get((finding, group, series)), finding, numbers)
    return next((one for one in found if _makes(one, claim, numbers)), None)


def _makes(formula: Formula, claim: Claim, numbers: Numbers) -> bool:
    try:
        return is_same(recomputed(formula, numbers), claim.value)
    except ValueError:
        return False


def _of_files(claim: Claim, what: str, numbers: Numbers) -> Iterator[Formula]:
    """A count of the files: of all, or of the sheet whose name stands behind the kind of count."""
    if what == "files":
        yield Formula("number of files")
    kind, _, label = what.partition(" ")
    column = _FILES.get(kind)
    if column is None:
        return
    if not label:
        yield Formula("sum of files", (column,))
    for row in numbers.tables["files"]:
        if f"{row['file']} {row['sheet']}".strip() == label:
            yield Formula("of file", (row["file"], row["sheet"], column))


def _in_words(claim: Claim, rows: Mapping[tuple[str, str, str], Row], numbers: Numbers) -> Iterator[Formula]:
    """A number that only a sentence tells: the base of the finding mostly, all cases known or not."""
    finding = claim.finding
    same = [row for row in numbers.tables["findings"] if _subject(row["finding"]) == _subject(finding)]
    yield from (Formula("reference", (row["finding"],)) for row in same if row["reference"] is not None)
    own = [row for (code, group, series), row in rows.items() if code == finding and not group and not series]
    for row in own:
        yield Formula("sum", (row["row"], *_WITH_MISSING))
        yield from (Formula("count", (row["row"], column)) for column in ("n", "denominator", "numerator"))
    yield Formula("base", (finding, bare(claim.printed)[0]))


def _subject(code: object) -> str:
    return str(code).split(".")[0]
