"""The limit the law sets for a decision, as far as the provisions imported tell."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from advocacy.analysis.licensing_cases import LicensingCases
from advocacy.wording import say

_WHOLE = "whole_procedure"
_CALENDAR_PER_WORKING_DAY = 7 / 5


@dataclass(frozen=True)
class LegalLimit:
    """Calendar days within which a decision is due, what sets them, and what must be said about it."""

    days: int
    label: str
    caveats: tuple[str, ...] = ()


def legal_limit(cases: LicensingCases) -> LegalLimit | None:
    """Return the limit for the whole procedure, else the sum of the limits of its steps, else the user's own.

    Where provisions differ by type of licence, the commonest type decides. None where nothing is known.
    """
    table = cases.workspace.table("legal_provision")
    if table is not None and {"limit_days", "step"} <= set(table.frame.columns):
        known = table.frame[table.frame["limit_days"].notna() & table.frame["step"].notna()]
        known = _of_main_type(cases, known)
        whole = known[known["step"] == _WHOLE]
        if len(whole):
            return _stated(whole)
        if len(known):
            return _summed(known)
    if cases.workspace.settings.limit_days:
        days = cases.workspace.settings.limit_days
        return LegalLimit(days, say("limit of {days} days stated by the user", days=days))
    return None


def _of_main_type(cases: LicensingCases, provisions: pd.DataFrame) -> pd.DataFrame:
    if "licence_type" not in provisions.columns or not cases.has("licence_type"):
        return provisions
    types = provisions["licence_type"].dropna().unique()
    if len(types) < 2:
        return provisions
    counts = cases.frame["licence_type"].value_counts()
    main = next((kind for kind in counts.index if kind in set(types)), None)
    return provisions if main is None else provisions[provisions["licence_type"] == main]


def _stated(whole: pd.DataFrame) -> LegalLimit:
    longest = whole.sort_values("limit_days").iloc[-1]
    days, caveats = _calendar(float(longest["limit_days"]), longest.get("day_kind"))
    if whole["limit_days"].nunique() > 1:
        caveats = (*caveats, say("Several limits are imported for the whole procedure; the longest is used."))
    return LegalLimit(days, _label(days, longest), caveats)


def _summed(steps: pd.DataFrame) -> LegalLimit:
    once = steps.drop_duplicates("step", keep="last")
    parts = [_calendar(float(row["limit_days"]), row.get("day_kind")) for _, row in once.iterrows()]
    total = sum(days for days, _ in parts)
    caveats = tuple(dict.fromkeys(words for _, said in parts for words in said))
    return LegalLimit(
        total,
        say("limit of {days} days, the sum of {steps} steps of the law", days=total, steps=len(once)),
        (
            *caveats,
            say("No limit for the whole procedure is imported; the limits of its steps are added up."),
        ),
    )


def _calendar(days: float, kind: object) -> tuple[int, tuple[str, ...]]:
    if isinstance(kind, str) and kind == "working":
        said = say(
            "The limit is in working days; it is compared as calendar days (× 7/5, holidays not counted)."
        )
        return round(days * _CALENDAR_PER_WORKING_DAY), (said,)
    return round(days), ()


def _label(days: int, provision: pd.Series) -> str:
    law = " ".join(str(provision[name]) for name in ("law", "section") if _filled(provision.get(name)))
    if law:
        return say("limit of {days} days, {law}", days=days, law=law)
    return say("limit of {days} days in the provisions imported", days=days)


def _filled(value: object) -> bool:
    return isinstance(value, str) and bool(value)
