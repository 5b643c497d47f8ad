"""The annex of claims: every number that is printed, and what it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from advocacy.analysis import numbers
from advocacy.brief.claims import Claim
from advocacy.brief.document import Block, DataTable, Heading
from advocacy.wording import listed, say


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
                one.group or say("All"),
                one.interval,
                "" if one.n is None else numbers.plain(one.n),
                listed((one.base, *one.filters)),
            )
            for one in claims
        ),
        numeric=(True, False, False, True, True, False),
    )
