"""Rows by the groups of a field; spellings that differ only in capitals, accents or spaces are one group."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from advocacy.analysis.found_once import found_once
from advocacy.importing.plain_words import plain
from advocacy.importing.table import Table
from advocacy.schema import code_list, schemas

OTHERS = "~others"  # code of small groups put together; no value has it, as codes of values are plain words


@dataclass(frozen=True, eq=False)
class Groups:
    """The groups of a field. number: per row the number of its group, -1 where it is not known."""

    codes: tuple[str, ...]
    labels: tuple[str, ...]
    number: NDArray[np.int64]

    def at(self, positions: NDArray[np.int64]) -> Groups:
        """Return the groups of these rows only; groups that have none of them are gone."""
        number = self.number[positions]
        met = np.bincount(number[number >= 0], minlength=len(self.codes)) > 0
        place = np.append(np.where(met, np.cumsum(met) - 1, -1), -1)
        codes = tuple(code for code, is_met in zip(self.codes, met, strict=True) if is_met)
        labels = tuple(label for label, is_met in zip(self.labels, met, strict=True) if is_met)
        return Groups(codes, labels, place[number])

    def cells(self, code: NDArray[np.integer], codes: int) -> NDArray[np.integer]:
        """Return per row the number of its cell: group × code; what is in no group comes last.

        code: one of so many codes per row. Half the bytes where they do: they are read in half the time.
        """
        group = np.where(self.number < 0, len(self.codes), self.number)
        cells: NDArray[np.integer] = group * codes + code
        return cells.astype(np.int32) if cells.max(initial=0) < 2**31 else cells

    def rows(self, group: int) -> NDArray[np.bool_]:
        """Return which rows are of this group."""
        mask: NDArray[np.bool_] = self.number == group
        return mask


@found_once
def groups_in(table: Table, field: str) -> Groups:
    """Return the groups of a field over all rows of a table."""
    return groups_of(table.frame[field], table.name, field)


def groups_of(column: pd.Series, table: str, field: str) -> Groups:
    """Return the groups of a field with one value per row, in order of their labels.

    Codes of a code list are groups as they are; other texts are grouped by their plain form and labelled by
    the spelling that most rows use.
    """
    texts, kinds = pd.factorize(column.astype("object"), use_na_sentinel=True)
    schema = schemas().get(table)
    known = schema.field(field) if schema else None
    if known and known.codelist:
        listed = code_list(known.codelist)
        codes = tuple(str(kind) for kind in kinds)
        labels = tuple(listed.label(code) for code in codes)
        order = [c.code for c in listed.codes]
        rank = sorted(
            range(len(codes)), key=lambda i: order.index(codes[i]) if codes[i] in order else len(order)
        )
        return _ordered(codes, labels, texts, rank)
    counts = np.bincount(texts[texts >= 0], minlength=len(kinds))
    best: dict[str, int] = {}
    for place, kind in enumerate(kinds):
        key = plain(str(kind))
        if key and (key not in best or counts[place] > counts[best[key]]):
            best[key] = place
    codes = tuple(best)
    labels = tuple(" ".join(str(kinds[best[code]]).split()) for code in codes)
    position = {code: number for number, code in enumerate(codes)}
    translate = np.array([position.get(plain(str(kind)), -1) for kind in kinds] + [-1], dtype=np.int64)
    return _ordered(
        codes, labels, translate[texts], sorted(range(len(codes)), key=lambda i: labels[i].casefold())
    )


@dataclass(frozen=True, eq=False)
class Combinations:
    """What stands together in a field with many codes.

    codes: every code met, sorted. number: per row the number of its combination, 0 where it is not known.
    holds: combinations by codes; the first row is what is not known.
    """

    codes: tuple[str, ...]
    number: NDArray[np.int32]
    holds: NDArray[np.bool_]

    def rows(self, code: str) -> NDArray[np.bool_]:
        """Return which rows hold this code."""
        if code not in self.codes:
            return np.zeros(len(self.number), dtype=bool)
        mask: NDArray[np.bool_] = self.holds[self.number, self.codes.index(code)]
        return mask

    def counts(self, number: NDArray[np.int32]) -> tuple[int, NDArray[np.int64]]:
        """Return of these rows how many are known and how many hold each code. number: as self.number."""
        each = np.bincount(number, minlength=len(self.holds))
        return int(each[1:].sum()), each @ self.holds.astype(np.int64)


@found_once
def combinations_in(table: Table, field: str) -> Combinations:
    """Return the combinations of a field whose codes are joined by spaces."""
    number, kinds = pd.factorize(table.frame[field].astype("object"), use_na_sentinel=True)
    held = [frozenset(str(kind).split()) for kind in kinds]
    codes = tuple(sorted(frozenset().union(*held)))
    holds = np.array([[code in one for code in codes] for one in [frozenset(), *held]], dtype=bool)
    return Combinations(codes, (number + 1).astype(np.int32), holds.reshape(len(held) + 1, -1))


@found_once
def sources_in(table: Table) -> Groups:
    """Return the files the rows came from, as groups; code and label are the SHA-256."""
    number, kinds = pd.factorize(table.origin["source"])
    codes = tuple(str(kind) for kind in kinds)
    return Groups(codes, codes, np.asarray(number, dtype=np.int64))


@found_once
def known_in(table: Table, field: str) -> NDArray[np.bool_]:
    """Return which rows have a value in this field."""
    known: NDArray[np.bool_] = table.frame[field].notna().to_numpy(dtype=bool)
    return known


def _ordered(
    codes: tuple[str, ...], labels: tuple[str, ...], number: NDArray[np.int64], rank: list[int]
) -> Groups:
    place = np.empty(len(rank) + 1, dtype=np.int64)
    place[rank] = np.arange(len(rank))
    place[-1] = -1
    return Groups(tuple(codes[i] for i in rank), tuple(labels[i] for i in rank), place[number])
