"""What was taken out at the request of a person, told without telling who it was."""

from __future__ import annotations

from dataclasses import dataclass

from advocacy.workspace.place import Place

CONSENT_WITHDRAWN, PERSON_ERASED, FIELDS_ERASED = "consent-withdrawn", "person-erased", "fields-erased"


@dataclass(frozen=True)
class Erased:
    """One erasure, or one consent taken back.

    rows are the places in the files, by table. marks are keyed hashes (HMAC-SHA-256 under salt) of what
    identifies the rows, by which a later file or another workspace does not bring them back; a person's name
    is never hashed. sources are the files whose content was let go. In the workspace file everything older
    than an erasure must go too: earlier steps, backups, free pages.
    """

    at: str  # ISO 8601, UTC, seconds
    kind: str
    rows: tuple[tuple[str, Place], ...]
    salt: str
    marks: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
