"""The preview: a block per block of the brief, links for numbers, text that stays text."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from advocacy.brief.claims import key_of
from advocacy.brief.compose import compose
from advocacy.brief.document import Figure
from advocacy.brief.kept import Kept
from advocacy.exporting.preview import WAITING, Previews, claim_in, claim_link
from advocacy.workspace import Ask, BriefPlan, Part, PartKind
from tests.brief.test_kept import world
from tests.ui.hostile_texts import payloads

_MEDIAN = key_of("licensing.time_to_decision")


def test_every_printed_claim_is_a_link() -> None:
    brief = compose(*world())
    markup = "".join(one.html for one in Previews().blocks(brief))
    linked = {claim_in(address) for address in re.findall(r'href="(claim:[^"]+)"', markup)}
    assert linked == {claim.key for claim in brief.printed_claims()}
    assert linked and _MEDIAN in linked


def test_blocks_have_names_of_their_own_and_the_part_they_come_from() -> None:
    brief = compose(*world())
    blocks = Previews().blocks(brief)
    assert len({one.id for one in blocks}) == len(blocks) == len(brief.blocks) + 1
    assert [one.part for one in blocks[1:]] == list(brief.parts)
    assert [bool(one.picture) for one in blocks[1:]] == [isinstance(b, Figure) for b in brief.blocks]


def test_of_a_change_in_the_words_only_their_block_changes() -> None:
    (held, found), kept, previews = world(), Kept(), Previews()
    parts = (Part(PartKind.TEXT, "mine", "Some words"),)
    before = previews.blocks(compose(held.with_brief(BriefPlan(outline=parts)), found, kept))
    parts = (Part(PartKind.TEXT, "mine", f"Other words, {{{_MEDIAN}}} of them, 77 more"),)
    after = previews.blocks(compose(held.with_brief(BriefPlan(outline=parts)), found, kept))
    (changed,) = [one for one in after if one not in before]
    assert changed.part == ("text", "mine") and changed.is_unsupported
    assert claim_link(_MEDIAN) in changed.html


class _Seen(HTMLParser):
    """Which elements and attributes a page would have."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: set[str] = set()
        self.attributes: set[str] = set()
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.addresses += [value or "" for name, value in attrs if name in ("href", "src")]


def test_text_stays_text() -> None:
    held, found = world()
    texts = payloads("http://127.0.0.1:1")
    words = "\n".join(texts)
    asks = tuple(Ask(text, addressee=text) for text in texts)
    parts = (Part(PartKind.TEXT, "t", words), Part(PartKind.HEADING, "h", texts[2]))
    plan = BriefPlan(title=texts[0], addressee=words, summary=words, asks=asks, outline=parts)
    seen = _Seen()
    for block in Previews().blocks(compose(held.with_brief(plan), found)):
        seen.feed(block.html)
    assert not seen.elements & {"script", "iframe", "object", "svg", "style", "link", "form", "base", "video"}
    ours = "class href src tabindex alt scope id width height role aria-labelledby"
    assert seen.attributes <= set(ours.split())
    assert all(address.startswith(("claim:", WAITING)) for address in seen.addresses)


def test_addresses_lead_to_their_claims() -> None:
    for key in ("a|b c|d%20|value", "licensing.x|Ünïcode “q” <b>|&|n"):
        assert claim_in(claim_link(key)) == key
    assert claim_in("https://example.org/claim:x") == ""
