"""The file that keeps the workspace of the window: opened, saved, put back, let go."""

from __future__ import annotations

import contextlib
import time
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from advocacy.errors import AdvocacyError
from advocacy.wording import say
from advocacy.workspace import Workspace
from advocacy.workspace.plain_errors import HeldElsewhereError, NotWrittenError

if TYPE_CHECKING:
    from advocacy.workspace.backups import Backup
    from advocacy.workspace.file import WorkspaceFile
    from advocacy.workspace.key import Key
    from ui.backup_watch import BackupWatch, Clock

_BREATH = 0.1  # seconds in which the window draws what changed before saving takes the processor
_UNNAMED = "unnamed-{:%Y-%m-%d-%H%M%S-%f}.groundswell"


@dataclass(frozen=True)
class FileState:
    """What the window is told of the file after each piece of work."""

    undo_text: str = ""
    redo_text: str = ""
    is_read_only: bool = False
    is_protected: bool = False
    purge_is_due: bool = False
    is_unsaved: bool = False
    retention_ended: bool = False


class KeptFile:
    """For one thread alone, never that of the window, but for `unnamed_path` and `unsaved_files`.

    Without a file yet there is one as soon as something is saved, in the folder of the program: a crash
    loses nothing. A change that could not be saved is tried again when the file is closed, else kept there.
    Methods raise AdvocacyError where the file refuses; what was open then stays open.

    who: the name that stands beside changes and in the log. folder: of the program.
    """

    def __init__(self, folder: Path, watch: BackupWatch, clock: Clock) -> None:
        self.who = ""
        self.file: WorkspaceFile | None = None
        self._folder, self._watch, self._clock = folder, watch, clock
        self._unsaved: Workspace | None = None  # what a full disk or a drive that is gone did not take

    @property
    def path(self) -> Path | None:
        return self.file.path if self.file else None

    @property
    def workspace(self) -> Workspace | None:
        return self.file.workspace if self.file else None

    @property
    def is_unsaved(self) -> bool:
        """Whether a change could not be saved."""
        return self._unsaved is not None

    def state(self) -> FileState:
        """Return how the file stands now."""
        file = self.file
        if file is None:
            return FileState(is_unsaved=self.is_unsaved)
        file.who = self.who
        return FileState(
            file.undo_text,
            file.redo_text,
            file.is_read_only,
            file.is_protected,
            file.purge_is_due,
            self.is_unsaved,
            file.retention_ended,
        )

    def begin(self) -> None:
        """Let go of the file; what is saved next begins another."""
        self.close()
        self._watch.began()

    def open(self, path: Path, passphrase: str) -> Workspace:
        """Open another file; only to look at where another program has it or the folder is protected."""
        if self.file is None or self.file.path != path or self.file.is_read_only:
            self._take(self._opened(path, passphrase))
        assert self.file is not None
        return self.file.workspace

    def restore(self, backup: Backup, path: Path, passphrase: str) -> Workspace:
        """Put a copy of a backup in this place and open it; whoever withdrew consent since is not in it."""
        from advocacy.workspace.backups import folder_of
        from advocacy.workspace.joining import still_without
        from advocacy.workspace.recovery import restore

        key, withdrawn = None, ()
        if self.file is not None and folder_of(self.file.path) == backup.path.parent:
            key, withdrawn = self.file.key, self.file.workspace.erased
        restore(backup.path, path, passphrase, now=self._clock(), key=key)
        opened = self._opened(path, passphrase, key)
        if not opened.is_read_only:
            opened.note(say("Restored from a backup"))
            without = still_without(opened.workspace, withdrawn)
            if without is not opened.workspace:
                opened.save(without, say("Consent withdrawn"))
        self._take(opened)
        return opened.workspace

    def backups(self) -> list[Backup]:
        """Return the backups of the file, newest first, with what they hold."""
        from advocacy.workspace.backups import backups_of
        from advocacy.workspace.recovery import Keys, listed

        return listed(backups_of(self.file.path), Keys("", self.file.key)) if self.file else []

    def look_for_backup(self) -> None:
        """Make a backup where there has been change for half an hour."""
        if self.file is not None:
            self._watch.look(self.file)

    def save(self, workspace: Workspace, label: str) -> None:
        """Keep a change as a step; label says in words what was done."""
        from advocacy.workspace.file import WorkspaceFile

        time.sleep(_BREATH)
        if self.file is None:
            self._folder.mkdir(parents=True, exist_ok=True)
            self.file = WorkspaceFile.create(self.unnamed_path(), who=self.who)
            self._watch.began()
        elif _imports(self.file.workspace, workspace):
            self._watch.before_import(self.file)
        self._unsaved = workspace
        self.file.save(workspace, label)
        self._unsaved = None
        self._watch.changed(self.file)

    def save_as(self, path: Path, workspace: Workspace) -> None:
        """Keep the workspace, its steps included, under a name; also what could not be saved before."""
        file = self._saved(workspace)
        opened = file.saved_as(path, workspace)
        self._unsaved = None
        unnamed = file.path if file.path.parent == self._folder else None
        self._take(opened)
        if unnamed is not None:
            _remove(unnamed)

    def protect(self, passphrase: str, workspace: Workspace) -> str:
        """Set or change the passphrase, "" takes it away; return the recovery key, "" where taken away."""
        return self._saved(workspace).protect(passphrase)

    def step(self, way: int) -> Workspace | None:
        """Take the last change back (-1) or do it again (1); None without a file."""
        if self.file is None:
            return None
        workspace = self.file.undo() if way < 0 else self.file.redo()
        self._unsaved = None  # the window shows what the file holds
        self._watch.changed(self.file)
        return workspace

    def note(self, done: str) -> None:
        """Add a line to the log. Fixed words only, never a value of the data."""
        if self.file is not None and not self.file.is_read_only:
            self.file.note(done)

    def check_log(self) -> tuple[int, int]:
        """Return the number of lines of the log, and of the first that is not as it was written (0: none)."""
        return (len(self.file.log_lines()), self.file.verify_log() or 0) if self.file else (0, 0)

    def close(self) -> None:
        """Let go of the file; what could not be saved is tried once more, else kept as one without a name."""
        if self.file is None:
            return
        workspace, self._unsaved = self._unsaved, None
        if workspace is not None:
            self._save_once_more(self.file, workspace)
        self.file.close()
        self.file = None

    def unnamed_path(self) -> Path:
        """Where a workspace is kept that nobody has given a name."""
        return self._folder / _UNNAMED.format(datetime.now())

    def unsaved_files(self) -> list[Path]:
        """Workspaces without a name that an earlier start left, newest first."""
        current = self.path
        found = [
            path
            for path in self._folder.glob("unnamed-*.groundswell")
            if path != current and not path.stem.endswith(")")  # a copy in the format of an earlier version
        ]
        return sorted(found, reverse=True)

    def _opened(self, path: Path, passphrase: str, key: Key | None = None) -> WorkspaceFile:
        from advocacy.workspace.file import WorkspaceFile

        try:
            return WorkspaceFile.open(path, passphrase, self.who, key=key)
        except (HeldElsewhereError, NotWrittenError):
            return WorkspaceFile.open(path, passphrase, self.who, only_look=True, key=key)

    def _take(self, opened: WorkspaceFile) -> None:
        self.close()
        self.file = opened
        self._watch.opened(opened)

    def _saved(self, workspace: Workspace) -> WorkspaceFile:
        """The file, made now if nothing was saved before."""
        if self.file is None:
            self.save(workspace, "")
        assert self.file is not None
        return self.file

    def _save_once_more(self, file: WorkspaceFile, workspace: Workspace) -> None:
        try:
            file.save(workspace, say("Changes not saved before"))
        except AdvocacyError:
            with contextlib.suppress(AdvocacyError, OSError):
                self._folder.mkdir(parents=True, exist_ok=True)
                file.saved_as(self.unnamed_path(), workspace).close()


def _imports(before: Workspace, after: Workspace) -> bool:
    """Whether files come in beside what is there already."""
    known = {source.sha256 for source in before.sources}
    return bool(known) and any(source.sha256 not in known for source in after.sources)


def _remove(unnamed: Path) -> None:
    """Work without a name has got one: the file in the program's own folder goes with its backups."""
    from advocacy.workspace.backups import backups_of, folder_of

    for one in (unnamed, *backups_of(unnamed)):
        one.unlink(missing_ok=True)
    with contextlib.suppress(OSError):
        folder_of(unnamed).rmdir()
