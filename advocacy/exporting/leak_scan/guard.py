"""A file that names somebody is not put in its place: the user is told what stands where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from weakref import ref

from advocacy.analysis.finding import Finding
from advocacy.brief.document import Brief, CaseBox
from advocacy.errors import AdvocacyError
from advocacy.exporting.leak_scan.file_pieces import pieces_of_file
from advocacy.exporting.leak_scan.folding import parts
from advocacy.exporting.leak_scan.piece import Piece
from advocacy.exporting.leak_scan.private_values import digits_of, private_values
from advocacy.exporting.leak_scan.scan import Leak, Scan
from advocacy.wording import language, say, say_count
from advocacy.workspace import Workspace

_last: tuple[ref[Brief], Scan, set[bytes]] | None = None


class LeakError(AdvocacyError):
    """A finished file tells who somebody is. Another name for it does not help."""


def refuse_leaks(path: Path, name: str, brief: Brief) -> None:
    """Raise LeakError, in plain words and without the value, where a finished file names somebody.

    name: of the file as the user knows it. A brief that was made from no workspace has nothing to tell.
    """
    global _last
    if brief.workspace is not None:
        scan, seen = _scan_of_last(brief, brief.workspace)
        try:
            _refuse(name, scan.leaks(pieces_of_file(path, seen)))
        except BaseException:
            _last = None  # what was seen and is not clean must be seen again
            raise


def _scan_of_last(brief: Brief, workspace: Workspace) -> tuple[Scan, set[bytes]]:
    """One scan for all files of a brief: most of what stands in one stands in the others too."""
    global _last
    if _last is None or _last[0]() is not brief:
        _last = (ref(brief), scan_of_brief(brief, workspace), set())
    return _last[1:]


def scan_of_brief(brief: Brief, workspace: Workspace) -> Scan:
    """Return what looks the files of a brief through.

    Who submits the brief may be named on its cover, and who has released a statement is quoted.
    """
    plan = workspace.brief
    cover = (plan.addressee, plan.submitted_by, plan.authorised_by, plan.authorised_office, plan.contact)
    quoted = (block.text for block in brief.blocks if isinstance(block, CaseBox))
    return Scan(
        private_values(workspace),
        released=(*cover, *quoted),
        own=_own_words(brief),
        numbers=(digits_of(claim.value) for claim in brief.claims),
        hashes=(source.sha256 for source in workspace.sources),
        language=brief.language,
    )


def refuse_leaks_of_finding(finding: Finding, workspace: Workspace) -> None:
    """The same for what is drawn or written of one finding: a picture cannot be read again."""
    from advocacy.exporting.csv_writer import rows

    scan = Scan(private_values(workspace), own=parts(finding.method), language=language())
    cells = (cell for row in rows(finding) for cell in row if isinstance(cell, str))
    texts = (finding.headline, *finding.caveats, *(one.sentence for one in finding.companions), *cells)
    _refuse(finding.name, scan.leaks(Piece(say("the text"), text) for text in texts))


def _refuse(name: str, found: Iterator[Leak]) -> None:
    leaks = list(dict.fromkeys((leak.kind, leak.place) for leak in found))
    if not leaks:
        return
    kind, place = leaks[0]
    more = say_count("{count} more place", "{count} more places", len(leaks) - 1) if len(leaks) > 1 else ""
    raise LeakError(
        say(
            "“{name}” was not written: in it stands {what}, in {place}.",
            name=name,
            what=kind.in_words(),
            place=place,
        )
        + (f" {say('There are {more} like it.', more=more)}" if more else ""),
        hint=say(
            "Take it out of your own words, the title, the asks, the Word template or the names of files or "
            "groups, then export again."
        ),
    )


def _own_words(brief: Brief) -> Iterable[str]:
    """The words of the program itself: a method named after somebody names nobody here."""
    texts = [finding.method for finding in brief.findings]
    texts += [
        text for one in brief.definitions for text in (one.name, one.formula, one.source, one.does_not_show)
    ]
    return frozenset(word for text in texts for word in parts(text))
