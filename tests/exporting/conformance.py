"""Whether a file is what it says it is, judged by validators that did not write it."""

from __future__ import annotations

import re
from pathlib import Path

import page
from openxml_audit import FileFormat, OpenXmlValidator

PROFILES = ("2a", "ua1")  # PDF/A-2a: to be archived; PDF/UA-1: to be read by somebody who does not see it
_LENGTH = "PDFA2A-STREAM-LENGTH-001"
_STREAM = re.compile(rb"<<[^<>]*?/Length (\d+)\b.*?>>\s*stream\r?\n", re.S)


def breaches(path: Path) -> tuple[str, ...]:
    """Return what breaks PDF/A-2a or PDF/UA-1, or the schemas of Office, each with its rule."""
    return _of_pdf(path) if path.suffix == ".pdf" else _of_office(path)


def _of_pdf(path: Path) -> tuple[str, ...]:
    reports = [page.validate_pdf(path, profile=profile) for profile in PROFILES]
    found = [one for report in reports for one in report.failures]
    if _lengths_hold(path.read_bytes()):
        # The validator takes a carriage return that ends the data for a part of the end of the line.
        found = [one for one in found if one.rule_id != _LENGTH]
    return tuple(f"{one.rule_id}: {one.message}" for one in found)


def _lengths_hold(content: bytes) -> bool:
    """Whether the end of each stream is where its length says."""
    ends = [match.end() + int(match[1]) for match in _STREAM.finditer(content)]
    return bool(ends) and all(content[end:].startswith(b"\nendstream") for end in ends)


def _of_office(path: Path) -> tuple[str, ...]:
    result = OpenXmlValidator(file_format=FileFormat.MICROSOFT_365).validate(path)
    return tuple(f"{one.part_uri}: {one.description}" for one in result.errors)
