"""How well letters typed in a hurry fit the name of a command."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from unicodedata import combining, normalize

_BEGINNING, _IN_A_ROW, _GAP = 8, 5, 1  # what a letter at the start of a word or after the last one is worth


def ranked(typed: str, names: Iterable[str]) -> list[str]:
    """Return the names that hold the letters typed, in their order, the best first; all for nothing typed."""
    every = list(names)
    wanted = _folded(typed).split()
    if not wanted:
        return every
    rated = [(score, place, name) for place, name in enumerate(every) if (score := _score(wanted, name)) > 0]
    return [name for _, _, name in sorted(rated, key=lambda one: (-one[0], one[1]))]


def _score(wanted: Sequence[str], name: str) -> int:
    """0 where a word typed is not in the name. A short name is nearer than a long one."""
    folded = _folded(name)
    scores = [_of_word(word, folded) for word in wanted]
    return 0 if not all(scores) else sum(scores) * 100 - len(name)


def _of_word(word: str, name: str) -> int:
    whole = name.find(word)
    if whole >= 0:
        begins = whole == 0 or not name[whole - 1].isalnum()
        return len(word) * (_BEGINNING + _IN_A_ROW) + (_BEGINNING if begins else 0)
    score, last = 0, -1
    for letter in word:
        place = name.find(letter, last + 1)
        if place < 0:
            return 0
        if place == 0 or not name[place - 1].isalnum():
            score += _BEGINNING
        elif last >= 0 and place == last + 1:
            score += _IN_A_ROW
        else:
            score += _GAP
        last = place
    # Letters strewn over a long name fit anything: most must begin a word or follow each other.
    return score if score >= len(word) * 2 else 0


def _folded(text: str) -> str:
    return "".join(c for c in normalize("NFKD", text.casefold()) if not combining(c))
