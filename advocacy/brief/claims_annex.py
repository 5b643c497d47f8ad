"""The annex of claims: every number that is printed, and what it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from advocacy.analysis import numbers
from advocacy.brief.claim_words import group_words, what_words
from advocacy.brief.claims import Claim, What
from advocacy.brief.document import Block, DataTable, Heading
from advocacy.wording import labelled, listed, say


def claims_annex(claims: Sequence[Claim]) -> Iterator[Block]:
    """Yield the annex; its own numbers are those of the claims and need none themselves."""
    if not claims:
        return
    yield Heading(say("Annex: every number and what it rests on"))
    yield DataTable(
        caption=say("Numbers of this brief"),
        header=(say("Number"), say("Of what"), say("Group"), say("95% interval"), say("n"), say("Base")),
        rows=tuple(
            (
                one.printed,
                one.name,
                group_words(one),
                one.interval,
                "" if one.n is None else numbers.plain(one.n),
                _base(one),
            )
            for one in claims
        ),
        numeric=(True, False, False, True, True, False),
    )


def _base(one: Claim) -> str:
    """Whom a number counts; of a number from elsewhere its source, since nobody is counted here."""
    if one.what is What.CITED:
        return labelled(what_words(one.what)) + one.recipe
    return listed((one.base, *one.filters))
