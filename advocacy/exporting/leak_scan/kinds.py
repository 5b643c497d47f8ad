"""What a value tells of a person, in words that do not tell the value."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from types import MappingProxyType

from advocacy.wording import say


class Kind(StrEnum):
    """What was found."""

    NAME = "name"
    PHONE = "phone"
    MAIL = "mail"
    IDENTITY = "identity"
    PLACE = "place"
    STATEMENT = "statement"
    AMOUNT = "amount"
    ENTRY = "entry"
    FOLDER = "folder"

    def in_words(self) -> str:
        """Return "a name of a person" or what else it is."""
        return _WORDS[self]()


_WORDS: Mapping[Kind, Callable[[], str]] = MappingProxyType(
    {
        Kind.NAME: lambda: say("the name of a person of the records"),
        Kind.PHONE: lambda: say("a telephone number of the records"),
        Kind.MAIL: lambda: say("an e-mail address of the records"),
        Kind.IDENTITY: lambda: say("the number of a case or of a person"),
        Kind.PLACE: lambda: say("the coordinates of a site"),
        Kind.STATEMENT: lambda: say("words of a person that are not released"),
        Kind.AMOUNT: lambda: say("an amount that one person stated"),
        Kind.ENTRY: lambda: say("an entry of a personal field"),
        Kind.FOLDER: lambda: say("a folder of this computer"),
    }
)
