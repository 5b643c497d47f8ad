"""The key: dear to guess, the same from every keyboard, and again from the printed letters."""

from __future__ import annotations

import hashlib
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advocacy.errors import WorkspaceError
from advocacy.workspace import key as key_module
from advocacy.workspace.key import Key, is_protected, keys_for, looks_mistyped, new_key

HEADER = b"GRND\x11" + b"salt of 11b"
WORDS = "four words are good"


def test_a_guess_is_dear(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: dict[str, Any] = {}
    real = hashlib.scrypt

    def watched(password: bytes, **how: Any) -> bytes:
        asked.update(how)
        return real(password, **how)

    monkeypatch.setattr(key_module.hashlib, "scrypt", watched)
    began = time.perf_counter()
    new_key(WORDS)
    assert time.perf_counter() - began >= 0.5
    assert asked["n"] * asked["r"] * 128 >= 128 * 1024 * 1024


def test_no_two_files_have_the_same_key() -> None:
    one, other = new_key(WORDS), new_key(WORDS)
    assert one.header != other.header and one.secret != other.secret
    assert is_protected(one.header)


def test_the_key_is_never_shown() -> None:
    made = Key((1 << 180) - 1, HEADER)
    assert str(made.secret) not in repr(made) and made.recovery not in repr(made)


@pytest.mark.parametrize("short", ["", " " * 40, "elevenlette", "é" * 11, "  padded with  "[:13]])
def test_a_short_passphrase_is_refused(short: str) -> None:
    with pytest.raises(WorkspaceError, match="too short"):
        new_key(short)


def test_one_passphrase_typed_in_two_ways() -> None:
    composed, parted = "caf\u00e9 de la mine", " cafe\u0301 de la mine "
    assert keys_for(composed, HEADER) == keys_for(parted, HEADER)
    assert keys_for(composed, HEADER) != keys_for(composed.upper(), HEADER)


@given(st.integers(0, (1 << 180) - 1))
def test_the_printed_key_is_the_key(secret: int) -> None:
    made = Key(secret, HEADER)
    groups = made.recovery.split("-")
    assert [len(group) for group in groups] == [5] * 8
    for typed in (made.recovery, made.recovery.lower().replace("-", " "), made.recovery.replace("-", "\n")):
        assert keys_for(typed.replace("0", "O").replace("1", "l"), HEADER) == (made,)


def test_a_letter_mistyped_is_found() -> None:
    recovery = Key(int.from_bytes(hashlib.sha256(b"x").digest()[:22], "big"), HEADER).recovery
    found = tried = 0
    for place, letter in enumerate(recovery):
        if letter == "-":
            continue
        tried += 1
        wrong = recovery[:place] + ("7" if letter != "7" else "8") + recovery[place + 1 :]
        found += looks_mistyped(wrong)
    assert found == tried == 40
    assert not looks_mistyped(recovery)
    assert not looks_mistyped(WORDS)


@pytest.mark.parametrize(
    "header",
    [
        b"",
        b"GRND",
        b"SQLite format 3\0",
        b"GRND\xff" + b"x" * 11,
        b"GRND\x00" + b"x" * 11,
        b"GRND\x11" + b"x" * 10,
    ],
)
def test_other_beginnings_are_not_protected_files(header: bytes) -> None:
    assert not is_protected(header)


def test_too_little_memory_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def poor(*_: object, **__: object) -> bytes:
        raise MemoryError

    monkeypatch.setattr(key_module.hashlib, "scrypt", poor)
    with pytest.raises(WorkspaceError, match="too little memory") as told:
        keys_for(WORDS, HEADER)
    assert "recovery key" in told.value.hint
