"""How a table is looked at: which columns, their order, the order of the rows, the filters."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from ui.models.arrangement import Arrangement, ColumnFilter


@dataclass(frozen=True)
class TableView:
    """hidden, order: names of columns; those not in order follow. frozen: how many stay in view."""

    hidden: frozenset[str] = frozenset()
    order: tuple[str, ...] = ()
    frozen: int = 0
    arrangement: Arrangement = Arrangement()

    def columns_as_text(self) -> str:
        """Return which columns are seen and how they and the rows are ordered: nothing that the data hold."""
        how = self.arrangement
        kept = {"hidden": sorted(self.hidden), "order": self.order, "frozen": self.frozen}
        return json.dumps({**kept, "sort": how.sort, "descending": how.descending})

    def with_columns_of(self, text: str) -> TableView:
        """Return the view with what columns_as_text has told; a text that is none changes nothing."""
        try:
            kept = json.loads(text)
            how = replace(self.arrangement, sort=str(kept["sort"]), descending=bool(kept["descending"]))
            names = tuple(str(name) for name in kept["order"])
            return TableView(frozenset(map(str, kept["hidden"])), names, int(kept["frozen"]), how)
        except (ValueError, TypeError, KeyError):
            return self

    def filters_as_text(self, masked: Collection[str]) -> str:
        """Return the filters, none of a column that hides what it holds."""
        told = [one for one in self.arrangement.filters if one.name not in masked]
        return json.dumps([asdict(one) for one in told], default=_plain) if told else ""

    def with_filters_of(self, text: str) -> TableView:
        """Return the view with what filters_as_text has told; a text that is none changes nothing."""
        try:
            filters = tuple(_filter(one) for one in json.loads(text))
        except (ValueError, TypeError, KeyError):
            return self
        return replace(self, arrangement=replace(self.arrangement, filters=filters))

    def fitting(self, known: Collection[str], masked: Collection[str]) -> TableView:
        """Return the view without columns that the table has no more, or that must not be looked through."""
        open_ = [name for name in known if name not in masked]
        how = self.arrangement
        fit = replace(
            how,
            sort=how.sort if how.sort in open_ else "",
            filters=tuple(one for one in how.filters if one.name in open_),
        )
        hidden = self.hidden & frozenset(known)
        return replace(self, hidden=hidden if len(hidden) < len(known) else frozenset(), arrangement=fit)


def _plain(value: Any) -> Any:
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, date):
        return {"day": value.isoformat()}
    raise TypeError(value)


def _filter(kept: Mapping[str, Any]) -> ColumnFilter:
    values = kept["values"]
    return ColumnFilter(
        str(kept["name"]),
        None if values is None else frozenset(map(str, values)),
        str(kept["contains"]),
        _end(kept["low"]),
        _end(kept["high"]),
        bool(kept["missing"]),
    )


def _end(kept: Any) -> float | date | None:
    if isinstance(kept, Mapping):
        return date.fromisoformat(str(kept["day"]))
    return None if kept is None else float(kept)
