"""The one file that keeps a workspace: every change is one transaction and one undo step."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterator, MutableMapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from weakref import WeakValueDictionary

import apsw

from advocacy.errors import WorkspaceError
from advocacy.importing.table import Table
from advocacy.wording import say
from advocacy.workspace import backups, database, log, purging, rekeying, state, steps
from advocacy.workspace.backing_up import BackupRun
from advocacy.workspace.database import run, transaction
from advocacy.workspace.key import Key, keys_for, looks_mistyped, new_key
from advocacy.workspace.locking import OwnersLock
from advocacy.workspace.plain_errors import (
    SUFFIX,
    HeldElsewhereError,
    PassphraseError,
    damaged,
    held,
    let_go,
    missing,
    only_to_look,
    plainly,
    stays_as_it_is,
    too_large,
)
from advocacy.workspace.replacing import part_of, put_in_place, sweep
from advocacy.workspace.unpacked_size import TooLargeError
from advocacy.workspace.withdrawn_consent import after_retention
from advocacy.workspace.workspace import Workspace

__all__ = ["SUFFIX", "WorkspaceFile"]
_STEPS_KEPT = 200
_ADD_LOG = f"{log.TABLE}PRAGMA user_version = 2;"


class WorkspaceFile:
    """An open workspace file. Nobody else can change it meanwhile; others may look.

    who: the name that lines of the log begin with; empty: "someone".
    retention_ended: opening it has removed for good what was kept of people who withdrew consent.
    Not for two threads at once: give all work on it to one thread at a time.
    """

    def __init__(
        self, path: Path, connection: apsw.Connection, key: Key | None, lock: OwnersLock | None, who: str = ""
    ) -> None:
        self.path = path
        self.who = who
        self._connection = connection
        self._key = key
        self._lock = lock
        self._tables: MutableMapping[str, Table] = WeakValueDictionary()
        self._seal = ""
        self._backup: BackupRun | None = None
        self.retention_ended = False
        if lock is not None and not database.has_log(connection):
            self._migrate()
        with plainly(path):
            run(connection, "BEGIN")  # one view of the file, whatever its owner does meanwhile
        try:
            number = self._one("SELECT value FROM setting WHERE name = 'step'")
            if not number.isdecimal():
                raise damaged(path)
            self._step = int(number)
            with plainly(path):
                self._seal = log.head(connection)
                self._check_nothing_is_lost()
            self.workspace = self._read_step(self._step)
        finally:
            with contextlib.suppress(apsw.Error):
                run(connection, "COMMIT")
        self._finish_purge()
        self._end_retention()

    @classmethod
    def create(cls, path: Path, passphrase: str = "", who: str = "") -> WorkspaceFile:
        """Make an empty workspace file, protected where a passphrase is given.

        Raises WorkspaceError where one is there or it cannot be written.
        """
        if path.exists():
            raise WorkspaceError(
                say("“{name}” exists already.", name=path.name), hint=say("Open it, or choose another name.")
            )
        key = new_key(passphrase) if passphrase else None
        with plainly(path):
            lock = OwnersLock.take(path)
        if lock is None:
            raise held(path)
        try:
            with plainly(path):
                connection = database.create(path, key)
                steps.begin(connection, who)
            return cls(path, connection, key, lock, who)
        except WorkspaceError:
            for ending in ("", *database.BESIDE):
                path.with_name(path.name + ending).unlink(missing_ok=True)
            lock.release()
            raise

    @classmethod
    def open(
        cls,
        path: Path,
        passphrase: str = "",
        who: str = "",
        *,
        only_look: bool = False,
        key: Key | None = None,
    ) -> WorkspaceFile:
        """Open a workspace file. Raises WorkspaceError with the reason where it cannot be.

        PassphraseError: it is protected, and the passphrase or recovery key given does not open it.
        HeldElsewhereError: another program changes it; with only_look it opens all the same, to look.
        key: one that is known already; a file that begins as it does needs no passphrase then.
        """
        if not path.is_file():
            raise missing(path)
        lock = None
        if not only_look:
            if backups.is_backup(path):
                raise stays_as_it_is(path)
            with plainly(path):
                lock = OwnersLock.take(path)
            if lock is None:
                raise held(path)
        try:
            if lock is not None:
                sweep(path)
            return cls._opened(path, passphrase, who, lock, key)
        except BaseException:
            if lock is not None:
                lock.release()
            raise

    @classmethod
    def _opened(
        cls, path: Path, passphrase: str, who: str, lock: OwnersLock | None, known: Key | None
    ) -> WorkspaceFile:
        connect = database.open_to_change if lock is not None else database.open_to_look
        header = database.read_header(path)
        keys: tuple[Key | None, ...] = (None,)
        if known is not None and known.header == header:
            keys = (known,)
        elif database.kind_of(path, header):
            if not passphrase:
                raise database.passphrase_wanted(path)
            if looks_mistyped(passphrase):
                raise PassphraseError(
                    say("A letter of the recovery key is wrong."),
                    hint=say("Compare it with the paper, group by group."),
                )
            keys = keys_for(passphrase, header)
        for key in keys:
            with plainly(path):
                connection = connect(path, key)
            try:
                return cls(path, connection, key, lock, who)
            except BaseException:
                database.let_go(connection)
                raise
        raise database.wrong_passphrase(path)

    @property
    def is_read_only(self) -> bool:
        """Whether it can only be looked at."""
        return self._lock is None

    @property
    def is_protected(self) -> bool:
        """Whether a passphrase is needed to open it."""
        return self._key is not None

    def save(self, workspace: Workspace, said: str) -> None:
        """Keep this workspace as the next step. It is there wholly or, after an error, not at all.

        Where it erases a person, nothing that came before stays in the file or its backups: see `purging`.
        """
        name, stored = state.written(workspace)
        number = self._step + 1
        done = log.what_changed(self.workspace, workspace)
        erases = purging.erases(self.workspace, workspace)
        if erases:
            self._stop_backup()
            said = say("A person erased")  # fixed words: what is undone last may be named after somebody
        with self._changing():
            run(self._connection, "DELETE FROM step WHERE number > ?", self._step)
            self._connection.executemany(
                "INSERT OR IGNORE INTO source VALUES(?, ?, ?)",
                [(s.sha256, s.name, s.content) for s in workspace.sources if s.content],
            )
            steps.write_chunks(self._connection, stored)
            steps.write_step(self._connection, number, said, name)
            run(self._connection, "DELETE FROM step WHERE number <= ?", number - _STEPS_KEPT)
            if erases:
                purging.drop_earlier(self._connection, number, workspace, set(stored))
            log.append(self._connection, self.who, done, name)
        self._step = number
        self.workspace = workspace
        if erases:
            self._finish_purge()

    @property
    def purge_is_due(self) -> bool:
        """Whether something older than an erasure is still there, as while another program looks."""
        if self.is_read_only:
            return False
        with plainly(self.path):
            return purging.is_due(self._connection)

    def backup(self, now: datetime) -> BackupRun | None:
        """Return a backup to be run, here or in another thread; None where the newest is of this very state.

        It is given up when the file is closed, gets another passphrase or somebody is erased meanwhile.
        """
        if self.is_read_only:
            return None
        newest = backups.backups_of(self.path)[:1]
        if newest and backups.head_of(newest[0], self._key) == self._seal:
            return None
        self._stop_backup()
        self._backup = BackupRun(self.path, self._key, self.workspace.erased, now)
        return self._backup

    @property
    def key(self) -> Key | None:
        """What opens it and its backups; None where no passphrase is needed."""
        return self._key

    def undo(self) -> Workspace:
        """Go back one step and return its workspace; the first step stays."""
        return self._go(self._step - 1, say("Undone"))

    def redo(self) -> Workspace:
        """Take the step again that was undone last."""
        return self._go(self._step + 1, say("Done again"))

    @property
    def undo_text(self) -> str:
        """What undo would take back; empty where nothing can be."""
        return self._said(self._step) if not self.is_read_only and self._said(self._step - 1) else ""

    @property
    def redo_text(self) -> str:
        """What redo would do again; empty where nothing can be."""
        return "" if self.is_read_only else self._said(self._step + 1)

    def note(self, done: str) -> None:
        """Add a line to the log: something was exported or shown. Fixed words only, never a value."""
        with self._changing():
            log.append(self._connection, self.who, done, self._state_name(self._step))

    def log_lines(self) -> tuple[log.LogLine, ...]:
        """Return who did what, oldest first."""
        if not database.has_log(self._connection):
            return ()
        with plainly(self.path):
            return log.read(self._connection)

    def verify_log(self) -> int | None:
        """Return the number of the first line of the log that was changed or removed; None: it is whole."""
        lines = self.log_lines()
        with plainly(self.path):
            return log.broken_at(lines, log.head(self._connection), self._state_name(self._step))

    def protect(self, passphrase: str) -> str:
        """Set or change the passphrase, or take it away (""); return the recovery key, "" without one.

        The file is copied under the new key and takes the place of the old one, which is overwritten; so are
        its backups. A disk may keep traces of what was readable before.
        """
        if self.is_read_only:
            raise only_to_look(self.path)
        self._stop_backup()
        former = self._key
        key = new_key(passphrase) if passphrase else None
        if key is None:
            done = say("Passphrase removed")
        else:
            done = say("Passphrase changed") if self.is_protected else say("Passphrase set")
        self.note(done)
        whole = part_of(self.path)
        try:
            with plainly(self.path):
                database.copy_into(self._connection, whole, key)
                self._end_journal()
                self._connection.close()
                try:
                    put_in_place(whole, self.path, overwrite=True)
                    self._key = key
                finally:
                    self._connection = database.open_to_change(self.path, self._key)
        finally:
            with contextlib.suppress(OSError):
                whole.unlink(missing_ok=True)
        rekeying.rekey(self.path, former, key)
        return key.recovery if key else ""

    def source_content(self, sha256: str) -> bytes:
        """Return a source byte for byte.

        Raises WorkspaceError where it is missing or not as received, or where it was let go for a person.
        """
        named = next((one for one in self.workspace.sources if one.sha256 == sha256), None)
        if named is not None and named.erased_at:
            raise let_go(named.name, named.erased_at)
        with plainly(self.path):
            row = self._connection.execute(
                "SELECT content FROM source WHERE sha256 = ?", (sha256,)
            ).fetchone()
        content = row[0] if row else None
        # A flipped bit may turn what is stored into another kind of value.
        if not isinstance(content, bytes) or hashlib.sha256(content).hexdigest() != sha256:
            raise damaged(self.path)
        return content

    def copy_to(self, path: Path) -> None:
        """Write the whole workspace, steps included, under another name; an older file there is replaced.

        The copy has the same passphrase.
        """
        whole = part_of(path)
        with plainly(path):
            lock = OwnersLock.take(path)
            if lock is None:
                raise held(path)
            try:
                database.copy_into(self._connection, whole, self._key)
                lock.forget()
                put_in_place(whole, path)
            finally:
                with contextlib.suppress(OSError):
                    whole.unlink(missing_ok=True)
                lock.release()

    def saved_as(self, path: Path, workspace: Workspace) -> WorkspaceFile:
        """Keep the workspace under another name, under the same passphrase; return that file, open.

        A change that could not be saved here becomes its last step. Where this file cannot be read any more,
        the new one begins with what is given, without the earlier steps. This file stays open.
        """
        if path.resolve() == self.path.resolve():
            raise WorkspaceError(
                say("The workspace has this name already."), hint=say("Choose another name or folder.")
            )
        try:
            self.copy_to(path)
        except HeldElsewhereError:
            raise
        except WorkspaceError:
            self._rescue(path, workspace)
        with plainly(path):
            lock = OwnersLock.take(path)
            if lock is None:
                raise held(path)
            try:
                connection = database.open_to_change(path, self._key)
                opened = WorkspaceFile(path, connection, self._key, lock, self.who)
            except BaseException:
                lock.release()
                raise
        if state.written(opened.workspace)[0] != state.written(workspace)[0]:
            opened.save(workspace, say("Changes not saved before"))
        return opened

    def _rescue(self, path: Path, workspace: Workspace) -> None:
        """Write what is in memory into a new file; the sources too as far as they can still be read."""
        sources = []
        for source in workspace.sources:
            content = source.content
            if not content:
                with contextlib.suppress(WorkspaceError):
                    content = self.source_content(source.sha256)
            sources.append(replace(source, content=content))
        whole = part_of(path)
        with plainly(path):
            lock = OwnersLock.take(whole)
            if lock is None:
                raise held(path)
            try:
                connection = database.create(whole, self._key)
                steps.begin(connection, self.who)
                made = WorkspaceFile(whole, connection, self._key, lock, self.who)
                made.save(replace(workspace, sources=tuple(sources)), say("Saved under another name"))
                made.close()
                put_in_place(whole, path)
            finally:
                lock.release()
                for ending in ("", *database.BESIDE):
                    with contextlib.suppress(OSError):
                        whole.with_name(whole.name + ending).unlink(missing_ok=True)

    def close(self) -> None:
        """Close the file; what is saved is saved. Nothing is left beside it."""
        self._stop_backup()
        self._finish_purge()
        if self._lock is not None:
            with contextlib.suppress(apsw.Error, *state.UNREADABLE):
                steps.remove_unused_chunks(self._connection)
            with contextlib.suppress(apsw.Error):
                run(self._connection, "PRAGMA wal_checkpoint(TRUNCATE)")
        with contextlib.suppress(apsw.Error):
            self._connection.close()
        if self._lock is not None:
            self._lock.release()

    def _migrate(self) -> None:
        """Bring a file of format 1 to today's format: it gets a log. The file as it was is kept beside it."""
        former = self.path.with_name(f"{self.path.stem} (format 1){self.path.suffix}")
        whole = part_of(former)
        with plainly(self.path):
            if not former.exists():
                database.copy_into(self._connection, whole, self._key)
                put_in_place(whole, former)
            with transaction(self._connection):
                run(self._connection, _ADD_LOG)
                step = self._one("SELECT value FROM setting WHERE name = 'step'")
                name = self._state_name(int(step) if step.isdecimal() else 0)
                log.append(self._connection, self.who, say("Brought from format 1 to format 2"), name)

    @contextlib.contextmanager
    def _changing(self) -> Iterator[None]:
        """One transaction, refused where this program may only look or another has written meanwhile."""
        if self.is_read_only:
            raise only_to_look(self.path)
        with plainly(self.path):
            if not self.path.exists():  # the drive is gone: what is written now would be nowhere
                raise FileNotFoundError(2, "gone", str(self.path))
            with transaction(self._connection):
                if log.head(self._connection) != self._seal:
                    raise held(self.path)
                yield
                steps.seal(self._connection)
                seal = log.head(self._connection)
            self._seal = seal
            if self._lock is not None:
                self._lock.note(seal)

    def _check_nothing_is_lost(self) -> None:
        """After a crash the last change must be there: a flipped bit in SQLite's log would drop it unseen."""
        if not steps.is_sealed(self._connection):
            raise damaged(self.path)
        lock = self._lock
        if lock is not None and lock.found and not log.reaches(self._connection, lock.found):
            lock.forget()  # told once: whoever opens it again works with what is there
            raise damaged(self.path)

    def _stop_backup(self) -> None:
        if self._backup is not None:
            self._backup.stop()
            self._backup = None

    def _finish_purge(self) -> None:
        """Remove what is older than an erasure; where that cannot be now, it stays due."""
        with contextlib.suppress(WorkspaceError, apsw.Error):
            if self.purge_is_due:
                purging.finish(self._connection, self.path, self._key, datetime.now(UTC))

    def _end_retention(self) -> None:
        """Remove for good whose consent was withdrawn long ago; where that cannot be now, it stays due."""
        if self.is_read_only:
            return
        after = after_retention(self.workspace, datetime.now(UTC))
        if after is not self.workspace:
            with contextlib.suppress(WorkspaceError):
                self.save(after, say("Rows of withdrawn consent removed for good"))
                self.retention_ended = True

    def _end_journal(self) -> None:
        """Put everything into the file itself and remove the log beside it; refused while others look."""
        mode = self._connection.pragma("journal_mode", "delete")
        if mode != "delete":
            raise held(self.path)

    def _go(self, number: int, done: str) -> Workspace:
        if not self._said(number):
            return self.workspace
        workspace = self._read_step(number)
        with self._changing():
            run(self._connection, "UPDATE setting SET value = ? WHERE name = 'step'", str(number))
            log.append(self._connection, self.who, done, self._state_name(number))
        self._step = number
        self.workspace = workspace
        return workspace

    def _said(self, number: int) -> str:
        with plainly(self.path):
            return steps.said(self._connection, number)

    def _one(self, query: str) -> str:
        with plainly(self.path):
            row = self._connection.execute(query).fetchone()
        if row is None:
            raise damaged(self.path)
        return str(row[0])

    def _state_name(self, number: int) -> str:
        name = steps.state_name(self._connection, number)
        if not name:
            raise damaged(self.path)
        return name

    def _read_step(self, number: int) -> Workspace:
        with plainly(self.path):
            name = self._state_name(number)
        try:
            return state.read(self._chunk(name), self._chunk, self._tables)
        except TooLargeError as error:
            raise too_large(self.path) from error
        except state.UNREADABLE as error:
            raise damaged(self.path) from error

    def _chunk(self, name: str) -> bytes:
        with plainly(self.path):
            content = steps.chunk(self._connection, name)
        if content is None:
            raise damaged(self.path)
        return content
