"""What decides the numbers of a brief besides the rows: filters, the data date, how few are hidden."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import date
from types import MappingProxyType

from advocacy.wording import say
from advocacy.workspace import Filter, Workspace

LANGUAGE = "language"


def terms(workspace: Workspace, language: str, data_date: date | None) -> tuple[tuple[str, str], ...]:
    """Return name and state of each, the same in every language; for comparing only.

    language, data_date: of the brief.
    """
    settings = workspace.settings
    filters = sorted((one.field, _in_order(one)) for one in workspace.filters)
    protection = (settings.protection.value, settings.smallest_group, settings.merge_small)
    states: dict[str, object] = {
        "filters": filters,
        "data_date": data_date.isoformat() if data_date else "",
        "protection": protection,
        "limit": settings.limit_days,
        "sample": asdict(settings.sample),
        "burden": asdict(settings.burden),
        "compare_by": settings.compare_by,
        LANGUAGE: language,
    }
    return tuple((name, json.dumps(state, ensure_ascii=False)) for name, state in states.items())


def _in_order(chosen: Filter) -> list[str]:
    """The values whichever was chosen first; an open period is not the same from its other end."""
    return list(chosen.values) if "" in chosen.values else sorted(chosen.values)


def term_words(name: str) -> str:
    """Return that a term is not what it was, in words."""
    return _SAID[name]()


def bears_on(name: str, code: str) -> bool:
    """Whether the numbers of this finding hang on this term."""
    return code.startswith(_BEARS.get(name, ""))


_BEARS = {"limit": "licensing.", "sample": "survey.", "burden": "licensing.burden", "compare_by": "survey."}
_SAID: Mapping[str, Callable[[], str]] = MappingProxyType(
    {
        "filters": lambda: say("other filter"),
        "data_date": lambda: say("other data date"),
        "protection": lambda: say("small groups are protected in another way"),
        "limit": lambda: say("other legal limit"),
        "sample": lambda: say("other answer to how people were chosen"),
        "burden": lambda: say("other inputs of the yearly burden"),
        "compare_by": lambda: say("compared by another question"),
    }
)
