"""The numbers in the user's words: those that are not live, and where each of them comes from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from advocacy.brief.number_words import NumberWord, number_words
from advocacy.brief.seen import is_seen
from advocacy.wording import say
from advocacy.workspace import BriefPlan

Named = tuple[str, str]  # kind and key of a part


def own_numbers(
    text: str, live: Sequence[tuple[int, int, str]], cited: Mapping[str, str]
) -> Iterator[tuple[NumberWord, str]]:
    """Yield each number of a text that is not live, and its source; "" where the user has named none.

    live: first letter, end and key of those that are. cited: sources of the part by number as typed.
    """
    for word in number_words(text, (say("95% interval"),)):
        if not any(start <= word.start < end for start, end, _ in live):
            whence = cited.get(word.text, "")
            yield word, whence if is_seen(whence) else ""


def sources_of(plan: BriefPlan, name: Named) -> Mapping[str, str]:
    """Return the sources that were given for the numbers of a part, by number as typed.

    Those that older programs kept belong to no part and hold in each that names none of its own.
    """
    everywhere = {one.number: one.whence for one in plan.cited if not one.kind}
    own = {one.number: one.whence for one in plan.cited if (one.kind, one.key) == name}
    return everywhere | own
