"""The letters by which the entries of a menu are reached with Alt and the keyboard (mnemonics)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QMenu, QMenuBar


def give_keys(menu: QMenu) -> None:
    """Give every entry a letter of its own whenever the menu opens, its entries being what they then are.

    Found by the program and not by each translator: no two entries can then have the same letter, also where
    entries come and go, in no language.
    """
    menu.aboutToShow.connect(lambda: give_keys_now(menu))


def give_keys_now(menu: QMenu | QMenuBar) -> None:
    """Give every entry that is seen now a letter of its own."""
    entries = [entry for entry in menu.actions() if entry.isVisible() and not entry.isSeparator()]
    for entry, text in zip(entries, with_keys([entry.text() for entry in entries]), strict=True):
        if entry.text() != text:
            entry.setText(text)


def with_keys(texts: Sequence[str]) -> list[str]:
    """Return the texts of a menu with "&" before the letter that reaches each.

    The beginning of a word where that can be while as many as possible have a letter; where the alphabet does
    not suffice, the last ones have none. "&&" stands for "&" and is left alone, as Qt has it; what follows a
    tab is a shortcut.
    """
    plain = [without_key(text) for text in texts]
    wishes = [_wishes(text) for text in plain]
    holder: dict[str, int] = {}

    def seat(entry: int, asked: set[str]) -> bool:
        """Find a letter for the entry; others move to another of theirs where that makes room."""
        for letter in wishes[entry]:
            if letter not in holder:
                holder[letter] = entry
                return True
        for letter in wishes[entry]:
            if letter not in asked:
                asked.add(letter)
                if seat(holder[letter], asked):
                    holder[letter] = entry
                    return True
        return False

    for entry in range(len(plain)):
        seat(entry, set())
    keys = {entry: letter for letter, entry in holder.items()}
    return [
        f"{text[: (at := wishes[n][keys[n]])]}&{text[at:]}" if n in keys else text
        for n, text in enumerate(plain)
    ]


def key_of(text: str) -> str:
    """Return the letter that reaches an entry, "" where there is none."""
    return text.replace("&&", "").partition("&")[2][:1].casefold()


def without_key(text: str) -> str:
    """Return the text of an entry without the mark of its letter."""
    return "&&".join(part.replace("&", "") for part in text.split("&&"))


def _wishes(text: str) -> dict[str, int]:
    """Each letter that could reach an entry, the best first, and where it stands in the text.

    Accents and digits only where there is nothing else: not every keyboard has them under one key.
    """
    said = text.partition("\t")[0]
    begins = [at for at in range(len(said)) if said[at].isalnum() and not said[at - 1 : at].isalnum()]
    places = [*begins, *(at for at in range(len(said)) if said[at].isalnum())]
    found: dict[str, int] = {}
    for at in [at for at in places if said[at].isascii() and said[at].isalpha()] or places:
        found.setdefault(said[at].casefold(), at)
    return found
