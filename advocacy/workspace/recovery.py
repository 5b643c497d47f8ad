"""A workspace that cannot be opened any more: the newest backup that is whole takes its place.

The damaged file is kept aside, its write-ahead log with it, and nothing is ever written over it.
"""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final, TypeVar

from advocacy.errors import WorkspaceError
from advocacy.workspace import backups, database
from advocacy.workspace.backups import Backup
from advocacy.workspace.key import HEADER, Key, is_protected, keys_for
from advocacy.workspace.locking import OwnersLock
from advocacy.workspace.plain_errors import (
    DamagedError,
    MissingError,
    PassphraseError,
    held,
    plainly,
    stays_as_it_is,
)
from advocacy.workspace.proof import prove
from advocacy.workspace.replacing import part_of, put_in_place

Given = TypeVar("Given")
RECOVERABLE: Final = (DamagedError, MissingError, PassphraseError)


@dataclass(frozen=True)
class Recovery:
    """What a workspace can be restored from. good: the newest that is proven whole; others: the rest."""

    path: Path
    good: Backup
    others: tuple[Backup, ...] = ()


class Keys:
    """The keys that one passphrase gives; each costs a second, and most backups have the same."""

    def __init__(self, passphrase: str, known: Key | None = None) -> None:
        self._passphrase = passphrase
        self._known: dict[bytes, tuple[Key, ...]] = {known.header: (known,)} if known else {}

    def fitting(self, path: Path) -> tuple[Key | None, ...]:
        """Return the keys to try on a file. PassphraseError where one is needed and none is given."""
        with plainly(path), path.open("rb") as file:
            header = file.read(HEADER)
        if not is_protected(header):
            return (None,)
        if header not in self._known:
            if not self._passphrase.strip():
                raise database.passphrase_wanted(path)
            self._known[header] = keys_for(self._passphrase, header)
        return self._known[header]


def recovery(path: Path, passphrase: str = "") -> Recovery | None:
    """Return what a workspace can be restored from; None where no whole backup is there.

    Raises PassphraseError where backups are there and none opens with this passphrase.
    """
    keys = Keys(passphrase)
    found = backups.backups_of(path)
    found += [one for one in backups.other_copies(path) if "(format " in one.name]
    refused: PassphraseError | None = None
    for place, one in enumerate(found):
        try:
            good = _proven(one, keys)
        except PassphraseError as error:
            refused = error
        except WorkspaceError:
            continue
        else:
            return Recovery(path, good, tuple(listed(found[place + 1 :], keys)))
    if refused is not None:
        raise refused
    return None


def listed(paths: list[Path], keys: Keys) -> list[Backup]:
    """Return what these backups hold, without proving them; those that cannot be read are left out."""
    found = []
    for path in paths:
        with contextlib.suppress(WorkspaceError):
            found += [backups.described(path, key) for key in keys.fitting(path)]
    return found


def restore(backup: Path, path: Path, passphrase: str = "", *, now: datetime, key: Key | None = None) -> None:
    """Put a copy of a backup in the place of a workspace; what is there is kept aside under another name.

    Raises WorkspaceError, with everything as it was, where the backup is not whole or the file is open.
    """
    if backups.is_backup(path):
        raise stays_as_it_is(path)
    keys = Keys(passphrase, key)
    whole = part_of(path)
    with plainly(path):
        lock = OwnersLock.take(path)
        if lock is None:
            raise held(path)
        try:
            shutil.copyfile(backup, whole)
            _try(whole, keys, prove)
            _put_aside(path, now)
            put_in_place(whole, path)
        finally:
            with contextlib.suppress(OSError):
                whole.unlink(missing_ok=True)
            lock.release()


def copy_name(path: Path, at: datetime) -> Path:
    """Return a free name beside a workspace for a copy of one of its backups."""
    return _free(path, f"backup of {at.astimezone():%Y-%m-%d %H%M%S}")


def _proven(path: Path, keys: Keys) -> Backup:
    def work(one: Path, key: Key | None) -> Backup:
        prove(one, key)
        return backups.described(one, key)

    return _try(path, keys, work)


def _try(path: Path, keys: Keys, work: Callable[[Path, Key | None], Given]) -> Given:
    for key in keys.fitting(path):
        return work(path, key)
    raise database.wrong_passphrase(path)


def _put_aside(path: Path, now: datetime) -> None:
    """Rename the damaged file. Its log goes first: it must never be played into what comes in its place."""
    whole = path.resolve()
    aside = _free(whole, f"damaged {now.astimezone():%Y-%m-%d %H%M%S}")
    for ending in (*database.BESIDE, ""):
        old = whole.with_name(whole.name + ending)
        if old.exists():
            old.rename(aside.with_name(aside.name + ending))


def _free(path: Path, told: str) -> Path:
    """A name nobody has. Its words are the same in every language: `backups.other_copies` knows them."""
    number, name = 1, f"{path.stem} ({told}){path.suffix}"
    while path.with_name(name).exists():
        number += 1
        name = f"{path.stem} ({told}, {number}){path.suffix}"
    return path.with_name(name)
