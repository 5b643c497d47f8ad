"""What changed since an earlier brief, claim by claim."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from advocacy.brief.claim_words import claim_name
from advocacy.brief.claims import Claim
from advocacy.workspace.exported import Exported


@dataclass(frozen=True)
class Change:
    """One number that is not what it was. before "": not printed then; now "": no longer in the data."""

    key: str
    name: str  # of the finding, and of the group
    before: str
    now: str

    @property
    def is_stale(self) -> bool:
        """Whether the earlier brief prints a number that holds no longer."""
        return bool(self.before) and self.before != self.now


def told_claims(claims: Sequence[Claim]) -> tuple[tuple[str, str], ...]:
    """Return key and number of each printed claim, as `Exported.claims` keeps them."""
    return tuple((claim.key, claim.printed) for claim in claims)


def changes(earlier: Exported, claims: Sequence[Claim], printed: Sequence[Claim]) -> tuple[Change, ...]:
    """Return what of an earlier brief differs now, in its order, then what is printed for the first time.

    claims: all that can be said now; printed: those of the new brief. What merely stands no longer in the
    outline did not change.
    """
    now = {claim.key: claim for claim in claims}
    found = []
    for key, before in earlier.claims:
        claim = now.get(key)
        if claim is None:
            found.append(Change(key, _name_of(key), before, ""))
        elif claim.printed != before:
            found.append(Change(key, claim_name(claim), before, claim.printed))
    told = {key for key, _ in earlier.claims}
    found += [
        Change(claim.key, claim_name(claim), "", claim.printed) for claim in printed if claim.key not in told
    ]
    return tuple(found)


def _name_of(key: str) -> str:
    return " · ".join(part for part in key.split("|") if part)
