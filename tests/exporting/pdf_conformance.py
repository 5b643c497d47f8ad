"""Whether a PDF is what it says it is, judged by a validator that did not write it."""

from __future__ import annotations

from pathlib import Path

import page

PROFILES = ("2a", "ua1")  # PDF/A-2a: to be archived; PDF/UA-1: to be read by somebody who does not see it


def breaches(path: Path) -> tuple[str, ...]:
    """Return every rule of PDF/A-2a and PDF/UA-1 that the file breaks, with what is wrong."""
    reports = [page.validate_pdf(path, profile=profile) for profile in PROFILES]
    return tuple(f"{one.rule_id}: {one.message}" for report in reports for one in report.failures)
