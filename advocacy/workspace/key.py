"""The key of a protected workspace: made from a passphrase, or typed from the printed recovery key.

Such a file begins with sixteen bytes in the clear, where a plain one has "SQLite format 3":
"GRND", the cost of a guess (one byte), and eleven bytes of chance, the salt. Nothing else of it can be read.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import unicodedata
from dataclasses import dataclass, field
from typing import Final

from advocacy.errors import WorkspaceError
from advocacy.wording import say

MARK: Final = b"GRND"
HEADER: Final = 16
SHORTEST: Final = 12  # letters of a passphrase
_COST = (
    18  # a guess takes 2**18 KiB = 256 MiB and 0.9 s; with 17 it takes 128 MiB and less than half a second
)
_DEAREST = 20  # 1 GiB: a header that asks for more was not written by us
_SECRET = 23  # bytes, of which 180 bits count
_BITS = 180
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford: none is taken for another
_MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1"})
_GROUPS, _IN_GROUP, _CHECKED = 8, 5, 4


@dataclass(frozen=True)
class Key:
    """Opens one workspace. header: the bytes its file begins with. Neither repr nor log shows the secret."""

    secret: int = field(repr=False)
    header: bytes

    @property
    def cipher_key(self) -> bytes:
        """The 256 bits the pages are encrypted with."""
        return hmac.new(_bytes(self.secret), b"groundswell pages 1", hashlib.sha256).digest()

    @property
    def recovery(self) -> str:
        """The key as text to print: eight groups of five letters, the last four of them a check."""
        letters = _written(self.secret, _BITS // 5) + _check(self.secret)
        return "-".join(letters[i : i + _IN_GROUP] for i in range(0, len(letters), _IN_GROUP))


def is_protected(header: bytes) -> bool:
    """Whether a file that begins so needs a passphrase."""
    return len(header) == HEADER and header[:4] == MARK and 10 <= header[4] <= _DEAREST


def new_key(passphrase: str) -> Key:
    """Return a key for a new file. Raises WorkspaceError where the passphrase is too short.

    A recovery key is no passphrase: typed again it would be taken for the key itself, which it is not here.
    """
    if _recovered(passphrase) is not None:
        raise WorkspaceError(
            say("This is the recovery key of a workspace and cannot be a passphrase."),
            hint=say("Choose words of your own."),
        )
    if len(_plain(passphrase)) < SHORTEST:
        raise WorkspaceError(
            say("The passphrase is too short."),
            hint=say(
                "Take at least {count} letters; four or five words that nobody would guess are good.",
                count=SHORTEST,
            ),
        )
    return _from_passphrase(passphrase, MARK + bytes([_COST]) + secrets.token_bytes(HEADER - 5))


def keys_for(typed: str, header: bytes) -> tuple[Key, ...]:
    """Return the keys that what was typed may mean: a recovery key is tried before a passphrase."""
    secret = _recovered(typed)
    if secret is not None:
        return (Key(secret, header),)
    return (_from_passphrase(typed, header),)


def looks_mistyped(typed: str) -> bool:
    """Whether this is a recovery key with a wrong letter in it: its check does not fit."""
    letters = _letters(typed)
    return len(letters) == _GROUPS * _IN_GROUP and set(letters) <= set(_LETTERS) and _recovered(typed) is None


def _from_passphrase(passphrase: str, header: bytes) -> Key:
    cost = header[4]
    try:
        made = hashlib.scrypt(
            _plain(passphrase).encode("utf-8", "surrogatepass"),
            salt=header,
            n=1 << cost,
            r=8,
            p=1,
            maxmem=(1 << (cost + 10)) + (1 << 21),
            dklen=_SECRET,
        )
    except (MemoryError, ValueError) as error:
        raise WorkspaceError(
            say("There is too little memory free to try the passphrase."),
            hint=say("Close other programs and try again, or type the recovery key, which needs none."),
        ) from error
    return Key(int.from_bytes(made, "big") >> (_SECRET * 8 - _BITS), header)


def _plain(passphrase: str) -> str:
    """The same letters give the same key on every keyboard: é may be typed as one sign or as two."""
    return unicodedata.normalize("NFKC", passphrase).strip()


def _recovered(typed: str) -> int | None:
    letters = _letters(typed)
    if len(letters) != _GROUPS * _IN_GROUP or not set(letters) <= set(_LETTERS):
        return None
    secret = 0
    for letter in letters[:-_CHECKED]:
        secret = secret << 5 | _LETTERS.index(letter)
    return secret if _check(secret) == letters[-_CHECKED:] else None


def _letters(typed: str) -> str:
    kept = "".join(sign for sign in unicodedata.normalize("NFKC", typed).upper() if sign.isalnum())
    return kept.translate(_MISREAD)


def _check(secret: int) -> str:
    digest = hashlib.sha256(b"groundswell recovery 1" + _bytes(secret)).digest()
    return _written(int.from_bytes(digest[:3], "big") >> 4, _CHECKED)


def _bytes(secret: int) -> bytes:
    return secret.to_bytes(_SECRET, "big")


def _written(number: int, count: int) -> str:
    return "".join(_LETTERS[number >> 5 * place & 31] for place in reversed(range(count)))
