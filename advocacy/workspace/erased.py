"""What was taken out at the request of a person, told without telling who it was."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from advocacy.workspace.place import Place

CONSENT_DAYS: Final = 30  # so long earlier steps, files and backups may hold who has withdrawn consent
CONSENT_WITHDRAWN, PERSON_ERASED, FIELDS_ERASED = "consent-withdrawn", "person-erased", "fields-erased"


@dataclass(frozen=True)
class Erased:
    """One erasure, or one consent taken back.

    rows are the places in the files, by table. marks are keyed hashes (HMAC-SHA-256 under salt) of what
    identifies the rows, by which a later file or another workspace does not bring them back; a person's name
    is never hashed. sources are the files whose content was let go. In the workspace file everything older
    than an erasure must go too: earlier steps, backups, free pages. Where consent was withdrawn that is done
    after CONSENT_DAYS; removed_at says when, empty until then.
    """

    at: str  # ISO 8601, UTC, seconds
    kind: str
    rows: tuple[tuple[str, Place], ...]
    salt: str
    marks: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    removed_at: str = ""  # ISO 8601, UTC, seconds

    @property
    def time(self) -> datetime | None:
        """When it was; None where that cannot be read."""
        try:
            at = datetime.fromisoformat(self.at)
        except ValueError:
            return None
        return at if at.tzinfo else at.replace(tzinfo=UTC)

    def is_past_retention(self, now: datetime) -> bool:
        """Whether consent was withdrawn so long ago that nothing may hold the rows any more."""
        at = self.time
        return self.kind == CONSENT_WITHDRAWN and at is not None and at <= now - timedelta(days=CONSENT_DAYS)
