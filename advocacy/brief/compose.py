"""Findings and the user's own words become a brief: the same blocks for every format."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from advocacy.analysis.definitions import definition
from advocacy.analysis.finding import Definition, Finding
from advocacy.brief.claims import claims_of, claims_of_files
from advocacy.brief.claims_annex import claims_annex
from advocacy.brief.composition import Composition
from advocacy.brief.cover import cover_lines
from advocacy.brief.document import Block, Brief, Heading, Note, NoteKind, Paragraph
from advocacy.brief.ledger import ledger
from advocacy.brief.outline import outline, shown
from advocacy.brief.sections import SECTIONS
from advocacy.brief.venues import venue
from advocacy.wording import say
from advocacy.workspace import Part, PartKind, Workspace

_FEW_PAGES = 4  # nobody looks up a page in so few
Named = tuple[str, str]  # kind and key of a part of the outline


def compose(workspace: Workspace, findings: Sequence[Finding]) -> Brief:
    """Return the brief as the workspace plans it.

    findings must be protected already (analysis.findings does it), and must have been found in the language
    of the brief.
    """
    plan, rules = workspace.brief, venue(workspace.brief.venue)
    parts = outline(plan, findings)
    by_code = {finding.code: finding for finding in findings}
    chosen = tuple(by_code[part.key] for part in shown(parts, PartKind.FINDING))
    meanings = _definitions(chosen)
    claims = (*claims_of(findings), *claims_of_files(workspace))
    made = Composition(workspace, rules, findings, chosen, meanings, {claim.key: claim for claim in claims})
    example = workspace.settings.example
    named = list(_blocks(made, parts))
    book = ledger(
        [block for block, _ in named],
        findings,
        claims,
        cited=plan.cited,
        smallest_group=workspace.settings.smallest_group,
    )
    data_date = max((one.data_date for one in chosen if one.data_date), default=None)
    brief = Brief(
        title=plan.title or _title(chosen),
        subtitle=say("Example data: everything in this brief is invented") if example else "",
        language=plan.language,
        cover=tuple(cover_lines(plan, data_date)),
        data_date=data_date,
        example=example,
        blocks=tuple(block for block, _ in named),
        findings=chosen,
        definitions=meanings,
        history=workspace.history,
        parts=tuple(name for _, name in named),
        claims=book.claims,
        marks=book.marks,
        unsupported=book.unsupported,
        venue=rules.code,
        heading=say(rules.document) if rules.document else "",
        has_contents=rules.most_pages is None or rules.most_pages > _FEW_PAGES,
        workspace=workspace,
    )
    return _with_annex(brief) if shown(parts, PartKind.CLAIMS) else brief


def _blocks(made: Composition, parts: Sequence[Part]) -> Iterator[tuple[Block, Named]]:
    if made.workspace.settings.example:
        said = say("EXAMPLE DATA. People, places, law and numbers are invented.")
        yield Note(said, NoteKind.EXAMPLE), ("", "")
    subject = ""
    for part in parts:
        if not part.is_shown or part.kind not in SECTIONS:
            continue
        name = (part.kind.value, part.key)
        if part.kind is PartKind.FINDING:
            if subject != (subject := part.key.split(".")[0]):
                yield Heading(_SUBJECTS[subject]()), name
        else:
            subject = ""
        for block in SECTIONS[part.kind](made, part):
            if isinstance(block, Paragraph) and not made.venue.is_numbered:
                block = replace(block, numbered=False)
            yield block, name


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
    return say("Small-scale miners: what they answered")


def _definitions(findings: Sequence[Finding]) -> tuple[Definition, ...]:
    return tuple({one.code: one for one in (definition(finding.code) for finding in findings)}.values())


def _with_annex(brief: Brief) -> Brief:
    annex = tuple(claims_annex(brief.printed_claims()))
    return replace(
        brief,
        blocks=(*brief.blocks, *annex),
        parts=(*brief.parts, *((PartKind.CLAIMS.value, "") for _ in annex)),
    )
