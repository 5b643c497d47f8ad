"""The database inside a workspace file: connected safely, encrypted with a key, and of our format."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from urllib.parse import quote

import apsw

from advocacy.errors import WorkspaceError
from advocacy.wording import say
from advocacy.workspace import log
from advocacy.workspace.key import HEADER, Key, is_protected
from advocacy.workspace.plain_errors import PassphraseError, damaged, not_ours, plainly, protected_folder
from advocacy.workspace.shared_folder import is_shared

FORMAT: Final = 2
PLAIN_HEADER: Final = b"SQLite format 3\0"
BESIDE: Final = ("-wal", "-shm", "-journal")  # what SQLite keeps beside a file while it is open
_APPLICATION_ID = 0x47524E44  # "GRND": tells our file from any other SQLite file
_OLDEST_SQLITE = (3, 51, 3)  # older ones can corrupt a write-ahead log under concurrent checkpoints
CIPHER: Final = "chacha20"
_PATIENCE = 500  # milliseconds to wait for another program

_TABLES = f"""
CREATE TABLE setting(name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE source(sha256 TEXT PRIMARY KEY, name TEXT NOT NULL, content BLOB NOT NULL);
CREATE TABLE chunk(name TEXT PRIMARY KEY, content BLOB NOT NULL);
CREATE TABLE step(
  number INTEGER PRIMARY KEY, said TEXT NOT NULL, at TEXT NOT NULL, state TEXT NOT NULL REFERENCES chunk
);
{log.TABLE}
"""


def read_header(path: Path) -> bytes:
    """Return the first bytes. Not while this process has the file open: that would drop SQLite's locks."""
    with plainly(path), path.open("rb") as file:
        return file.read(HEADER)


def create(path: Path, key: Key | None) -> apsw.Connection:
    """Make an empty database of our format. That it is encrypted is proven before anything is put into it."""
    connection = _connected(path, apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE, key)
    run(connection, f"PRAGMA application_id = {_APPLICATION_ID}")
    connection.close()
    if read_header(path) != (key.header if key else PLAIN_HEADER):
        raise _cannot_encrypt()
    connection = _connected(path, apsw.SQLITE_OPEN_READWRITE, key)
    with transaction(connection):
        run(connection, _TABLES)
        run(connection, f"PRAGMA user_version = {FORMAT}")
    return connection


def open_to_change(path: Path, key: Key | None) -> apsw.Connection:
    """Connect to a file that this program alone may change; the caller holds the lock."""
    connection = _connected(path, apsw.SQLITE_OPEN_READWRITE, key)
    try:
        _check(path, connection, key)
        if connection.readonly("main"):
            raise protected_folder(path)
    except BaseException:
        let_go(connection)
        raise
    return connection


def open_to_look(path: Path, key: Key | None) -> apsw.Connection:
    """Connect without changing anything, also beside a program that writes or in a protected folder."""
    try:
        connection = _connected(path, apsw.SQLITE_OPEN_READONLY, key)
        _check(path, connection, key)
    except (apsw.CantOpenError, apsw.ReadOnlyError):  # no memory can be shared here: nobody may be writing
        log_beside = path.with_name(path.name + "-wal")
        if log_beside.exists() and log_beside.stat().st_size:
            raise
        connection = _connected(path, apsw.SQLITE_OPEN_READONLY, key, immutable=True)
        _check(path, connection, key)
    return connection


def let_go(connection: apsw.Connection) -> None:
    """Close a file that could not be used, and leave it and its log as they were found."""
    log_beside = Path(f"{connection.filename}-wal")
    with contextlib.suppress(apsw.Error, OSError):
        if log_beside.stat().st_size:  # closing would else put it into the file
            connection.config(apsw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1)
    connection.close()


def copy_into(connection: apsw.Connection, path: Path, key: Key | None) -> None:
    """Write the whole database into a new file under this key, and prove that it can be read again."""
    write_into(connection, path, key)
    copy = _connected(path, apsw.SQLITE_OPEN_READONLY, key)
    try:
        is_whole = copy.pragma("integrity_check") == "ok"
        same = log.head(copy) == log.head(connection) if has_log(copy) else True
    finally:
        copy.close()
    if not (is_whole and same):
        raise damaged(path)


def write_into(connection: apsw.Connection, path: Path, key: Key | None) -> None:
    """Write the whole database into a new file under this key; that it begins as it must is looked at."""
    path.unlink(missing_ok=True)
    secret = f"cipher={CIPHER}&hexkey={_spoken(key).encode().hex()}" if key else "key="
    try:
        run(connection, "VACUUM INTO ?", f"{_address(path)}?{secret}")
    except apsw.Error as error:
        # The words of the database hold the address, and the address holds the key.
        error.args = (type(error).__name__,)
        raise
    if read_header(path) != (key.header if key else PLAIN_HEADER):
        path.unlink(missing_ok=True)
        raise _cannot_encrypt()


def has_log(connection: apsw.Connection) -> bool:
    """Whether the file is of a format that keeps a log."""
    return bool(connection.pragma("user_version") >= 2)


@contextlib.contextmanager
def transaction(connection: apsw.Connection) -> Iterator[None]:
    """Everything within is kept or, after any error, nothing."""
    run(connection, "BEGIN IMMEDIATE")
    try:
        yield
        run(connection, "COMMIT")
    except BaseException:
        if connection.in_transaction:  # a full disk may have ended it already
            with contextlib.suppress(apsw.Error):
                run(connection, "ROLLBACK")
        raise


def run(connection: apsw.Connection, statement: str, *values: object) -> None:
    """Carry out every statement to its end."""
    for _ in connection.execute(statement, values or None):
        pass


def _connected(path: Path, flags: int, key: Key | None, *, immutable: bool = False) -> apsw.Connection:
    _check_library()
    flags |= apsw.SQLITE_OPEN_URI
    name = _address(path) + "?immutable=1" if immutable else str(path.absolute())
    connection = apsw.Connection(name, flags=flags)
    try:
        connection.set_busy_timeout(_PATIENCE)
        if key is not None:
            if connection.pragma("cipher", CIPHER) != CIPHER:
                raise _cannot_encrypt()
            run(connection, f'PRAGMA key = "{_spoken(key)}"')
        run(connection, "PRAGMA temp_store = MEMORY")
        run(connection, "PRAGMA secure_delete = ON")
        run(connection, "PRAGMA trusted_schema = OFF")
        if not flags & apsw.SQLITE_OPEN_READONLY:
            _set_journal(path, connection, key)
            # FULL does not wait until a journal is gone: back after a power loss, it would undo a change
            run(connection, "PRAGMA synchronous = EXTRA")
    except BaseException:
        let_go(connection)
        raise
    return connection


def _set_journal(path: Path, connection: apsw.Connection, key: Key | None) -> None:
    try:
        if is_shared(path):
            # A write-ahead log that was left there is then read without shared memory.
            run(connection, "PRAGMA locking_mode = EXCLUSIVE")
            run(connection, "PRAGMA journal_mode = DELETE")
            run(connection, "PRAGMA locking_mode = NORMAL")
            run(connection, "SELECT count(*) FROM sqlite_schema")
        else:
            run(connection, "PRAGMA journal_mode = WAL")
    except apsw.NotADBError as error:
        raise _unreadable(path, key) from error


def _check(path: Path, connection: apsw.Connection, key: Key | None) -> None:
    try:
        application = connection.pragma("application_id")
        version = connection.pragma("user_version")
    except apsw.NotADBError as error:
        raise _unreadable(path, key) from error
    if application != _APPLICATION_ID:
        raise not_ours(path)
    if version > FORMAT:
        raise WorkspaceError(
            say("“{name}” was made by a newer Groundswell.", name=path.name),
            hint=say("Install the newer version to open it; this one leaves it as it is."),
        )


def _unreadable(path: Path, key: Key | None) -> WorkspaceError:
    return wrong_passphrase(path) if key else not_ours(path)


def wrong_passphrase(path: Path) -> PassphraseError:
    return PassphraseError(
        say("This passphrase does not open “{name}”.", name=path.name),
        hint=say(
            "Look at capital letters and the keyboard layout, or type the recovery key. "
            "If you are sure of it, the file is damaged: open a copy."
        ),
    )


def passphrase_wanted(path: Path) -> PassphraseError:
    return PassphraseError(
        say("“{name}” is protected by a passphrase.", name=path.name),
        hint=say("Type the passphrase or the recovery key."),
    )


def kind_of(path: Path, header: bytes) -> bool:
    """Whether the file needs a passphrase. Raises WorkspaceError where it is none of ours."""
    if is_protected(header):
        return True
    if header != PLAIN_HEADER:
        raise not_ours(path)
    return False


def _address(path: Path) -> str:
    r"""The path as SQLite reads an address; one of a share (\\server) keeps both its strokes."""
    whole = path.absolute().as_posix()
    return "file://" + ("" if whole.startswith("/") else "/") + quote(whole)


def _spoken(key: Key) -> str:
    """The key as the cipher takes it: the bytes themselves, no derivation, our header as its salt."""
    return f"raw:{(key.cipher_key + key.header).hex()}"


def _check_library() -> None:
    version = tuple(int(part) for part in apsw.sqlite_lib_version().split("."))
    if version < _OLDEST_SQLITE:
        raise WorkspaceError(
            say("The database library installed here is too old to keep a workspace safely."),
            hint=say("Start Groundswell again with “python main.py”; it installs the right one."),
        )
    if not getattr(apsw, "mc_version", ""):
        # “apsw” and “apsw-sqlite3mc” are the same package to Python: the one installed last is there.
        raise _cannot_encrypt()


def _cannot_encrypt() -> WorkspaceError:
    return WorkspaceError(
        say("The database library installed here cannot encrypt; nothing was written."),
        hint=say(
            "Remove the package “apsw” and start Groundswell again with “python main.py”; "
            "it installs “apsw-sqlite3mc”."
        ),
    )
