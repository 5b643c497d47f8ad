"""Findings and the user's own words become a brief: the same blocks for every format."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate

from advocacy.analysis.definitions import definition
from advocacy.analysis.finding import Definition, Finding
from advocacy.brief.claims_annex import claims_annex
from advocacy.brief.composition import Composition
from advocacy.brief.cover import cover_lines
from advocacy.brief.document import Brief, Heading, Note, NoteKind
from advocacy.brief.kept import Kept, Section
from advocacy.brief.outline import outline, shown
from advocacy.brief.sections import SECTIONS
from advocacy.brief.seen import is_seen
from advocacy.brief.venues import venue
from advocacy.retelling import said_again
from advocacy.wording import say, speaking
from advocacy.workspace import Part, PartKind, Workspace

_FEW_PAGES = 4  # nobody looks up a page in so few


def compose(workspace: Workspace, findings: Sequence[Finding], kept: Kept | None = None) -> Brief:
    """Return the brief as the workspace plans it.

    findings must be protected already and in the language of the brief (analysis.findings does both). kept:
    what an earlier composition has left, so that only what changed is made anew; one composition at a time.
    """
    with speaking(workspace.brief.language):
        return _composed(workspace, findings, kept or Kept())


def _composed(workspace: Workspace, findings: Sequence[Finding], kept: Kept) -> Brief:
    kept.look_at(workspace, findings)
    plan, rules = workspace.brief, venue(workspace.brief.venue)
    parts = outline(plan, findings)
    by_code = {finding.code: finding for finding in findings}
    chosen = tuple(by_code[part.key] for part in shown(parts, PartKind.FINDING))
    meanings = _definitions(chosen)
    made = Composition(workspace, rules, findings, chosen, meanings, kept.by_key, kept.challenges)
    example = workspace.settings.example
    data_date = max((one.data_date for one in chosen if one.data_date), default=None)
    brief = Brief(
        title=plan.title if is_seen(plan.title) else _title(chosen),
        subtitle=say("Example data: everything in this brief is invented") if example else "",
        language=plan.language,
        cover=tuple(cover_lines(plan, data_date)),
        data_date=data_date,
        example=example,
        blocks=(),
        findings=chosen,
        definitions=meanings,
        history=tuple(map(said_again, workspace.history)),
        claims=kept.claims,
        venue=rules.code,
        heading=say(rules.document) if rules.document else "",
        has_contents=rules.most_pages is None or rules.most_pages > _FEW_PAGES,
        workspace=workspace,
    )
    brief = _filled(brief, tuple(_sections(made, parts, kept)))
    return _with_annex(brief) if shown(parts, PartKind.CLAIMS) else brief


def _sections(made: Composition, parts: Sequence[Part], kept: Kept) -> Iterator[Section]:
    if made.workspace.settings.example and not made.venue.is_one_page:  # there the subtitle says it
        said = say("EXAMPLE DATA. People, places, law and numbers are invented.")
        yield Section(("", ""), (Note(said, NoteKind.EXAMPLE),))
    subject = ""
    for part in parts:
        if not part.is_shown or part.kind not in SECTIONS:
            continue
        if part.kind is PartKind.FINDING:
            if not made.venue.is_one_page and subject != (subject := part.key.split(".")[0]):
                yield Section((part.kind.value, part.key), (Heading(_SUBJECTS[subject]()),))
        else:
            subject = ""
        yield kept.section(made, part)


def _filled(brief: Brief, sections: Sequence[Section]) -> Brief:
    """The brief with the blocks and the ledgers of its sections."""
    starts = accumulate((len(one.blocks) for one in sections), initial=0)
    placed = tuple(zip(starts, sections, strict=False))
    told = {claim.key: claim for one in sections for claim in one.ledger.claims}
    return replace(
        brief,
        blocks=tuple(block for one in sections for block in one.blocks),
        parts=tuple(one.name for one in sections for _ in one.blocks),
        claims=(*brief.claims, *told.values()),
        marks=tuple(mark for first, one in placed for mark in one.marks(first)),
        unsupported=tuple(each for first, one in placed for each in one.unsupported(first)),
    )


_SUBJECTS = {
    "licensing": lambda: say("Licensing"),
    "cooperatives": lambda: say("Cooperatives"),
    "survey": lambda: say("What members answered"),
}


def _title(findings: Sequence[Finding]) -> str:
    if any(finding.code.startswith("licensing.") for finding in findings):
        return say("Licensing of small-scale mining: what the records of the members show")
    if any(finding.code.startswith("cooperatives.") for finding in findings):
        return say("Cooperatives of small-scale miners: what their returns show")
    if findings:
        return say("Small-scale miners: what they answered")
    return say("Small-scale miners: evidence of their association")


def _definitions(findings: Sequence[Finding]) -> tuple[Definition, ...]:
    return tuple({one.code: one for one in (definition(finding.code) for finding in findings)}.values())


def _with_annex(brief: Brief) -> Brief:
    annex = tuple(claims_annex(brief.printed_claims()))
    return replace(
        brief,
        blocks=(*brief.blocks, *annex),
        parts=(*brief.parts, *((PartKind.CLAIMS.value, "") for _ in annex)),
    )
