"""The limit the law sets for a decision, as far as the provisions imported tell."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from advocacy.analysis.licensing_cases import LicensingCases
from advocacy.analysis.working_days import deadline
from advocacy.wording import say

_WHOLE = "whole_procedure"
_CALENDAR_PER_WORKING_DAY = 7 / 5


@dataclass(frozen=True)
class LegalLimit:
    """Calendar days within which a decision is due, what sets them, and what must be said about it."""

    days: int
    label: str
    caveats: tuple[str, ...] = ()
    each: NDArray[np.float64] | None = field(default=None, compare=False)  # per case, where they differ

    def of(self, cases: LicensingCases) -> NDArray[np.float64]:
        """Return the limit of every case in calendar days."""
        return np.full(len(cases), float(self.days)) if self.each is None else self.each


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
            return _by_filing_date(cases, whole)
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


def step_limits(cases: LicensingCases) -> dict[str, int]:
    """Return the limit of each single step in calendar days, by its code; the latest law counts."""
    table = cases.workspace.table("legal_provision")
    if table is None or not {"limit_days", "step"} <= set(table.frame.columns):
        return {}
    known = _of_main_type(cases, table.frame[table.frame["limit_days"].notna() & table.frame["step"].notna()])
    known = _oldest_first(known[known["step"] != _WHOLE])
    return {
        str(row["step"]): _calendar(float(row["limit_days"]), row.get("day_kind"))[0]
        for _, row in known.iterrows()
    }


def _by_filing_date(cases: LicensingCases, whole: pd.DataFrame) -> LegalLimit:
    """The limit in force on the day each application was filed; working days counted out case by case."""
    dated = "valid_from" in whole.columns and whole["valid_from"].notna().any()
    differ = whole["limit_days"].nunique() > 1
    is_working = "day_kind" in whole.columns and bool((whole["day_kind"] == "working").any())
    if "date_applied" not in cases.frame.columns or not (is_working or (dated and differ)):
        return _stated(whole)
    filed = cases.frame["date_applied"].to_numpy(dtype="datetime64[D]")
    each = np.full(len(cases), np.nan)
    ordered = _oldest_first(whole)
    for place, (_, row) in enumerate(ordered.iterrows()):
        start, end = _day(row.get("valid_from")), _day(row.get("valid_to"))
        in_force = ~np.isnat(filed) & (np.isnat(start) | (filed >= start)) & (np.isnat(end) | (filed <= end))
        if place == 0:
            in_force |= ~np.isnat(filed)  # what was filed before the first law known is held to it
        due = deadline(filed[in_force], int(row["limit_days"]), is_working=row.get("day_kind") == "working")
        each[in_force] = (due - filed[in_force]).astype(np.float64)
    latest = ordered.iloc[-1]
    days, said = _calendar(float(latest["limit_days"]), latest.get("day_kind"))
    caveats = []
    if said:
        caveats.append(
            say("The limit is in working days: weekends are counted out case by case, holidays are not.")
        )
    if differ:
        caveats.append(
            say("The law changed: each application is held to the limit in force when it was filed.")
        )
    each = np.where(np.isnan(each), float(days), each)
    return LegalLimit(days, _label(days, latest), tuple(caveats), each)


def _oldest_first(provisions: pd.DataFrame) -> pd.DataFrame:
    if "valid_from" not in provisions.columns:
        return provisions
    return provisions.sort_values("valid_from", kind="stable", na_position="first")


def _day(value: object) -> np.datetime64:
    return np.datetime64("NaT") if pd.isna(value) else np.datetime64(value, "D")  # type: ignore[call-overload]


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
