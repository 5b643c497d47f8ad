"""The brief as files: refused in words, written with progress, another name where one cannot be had."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from advocacy.charts.picture import Picture
from advocacy.exporting.export import PACKAGE
from advocacy.exporting.file_name import file_name, free_name
from advocacy.progress import Progress, part
from advocacy.workspace.exported import Exported
from ui.another_name import ask_again
from ui.brief_composer import BriefComposer, Composed
from ui.brief_pictures import BriefPictures
from ui.messages import Kind, Messages
from ui.session import Session
from ui.tasks import TaskRunner

if TYPE_CHECKING:
    from advocacy.analysis.protection.differencing import Difference

_MOST_NAMED = 5  # numbers without a source that a message lists


class BriefExport(QObject):
    """Writes the brief as soon as it is composed and its charts are drawn.

    Signals:
        exported: arg: the paths that are written
        refused: A number in the user's words has nothing behind it. arg: the part it stands in
    """

    exported = Signal(list)
    refused = Signal(object)

    def __init__(
        self,
        session: Session,
        tasks: TaskRunner,
        messages: Messages,
        composer: BriefComposer,
        pictures: BriefPictures,
        page: QWidget,
    ) -> None:
        super().__init__(page)
        self._session, self._tasks, self._messages, self._page = session, tasks, messages, page
        self._composer, self._pictures = composer, pictures
        self._waiting: tuple[Path, ...] = ()
        self._composed: Composed | None = None
        self._sentence = self.tr("The brief is being written.")
        composer.composed.connect(self._take)
        pictures.finished.connect(self._go_on)
        session.path_changed.connect(self._leave)

    @property
    def would_be_lost(self) -> str:
        """What closing the window now would lose, in a sentence; "" for nothing."""
        return self._sentence if self._waiting else ""

    def choose(self, suffixes: Sequence[str], suggestion: Path | None = None) -> None:
        """Let the user choose where, then write a file of each format."""
        name = file_name(self._session.workspace.brief.title, suffixes[0], self.tr("Evidence brief"))
        chosen, _ = QFileDialog.getSaveFileName(
            self._page, self.tr("Export the brief"), str(suggestion or Path.home() / name), f"*{suffixes[0]}"
        )
        if not chosen:
            return
        named = Path(chosen)
        stem = named.stem if named.suffix.lower() in suffixes else named.name
        paths = [named.with_name(stem + suffix) for suffix in suffixes]
        if there := [path.name for path in paths if path.exists() and path != named]:
            asked = self.tr("There already: %1. Replace?").replace("%1", ", ".join(there))
            if QMessageBox.question(self._page, self.tr("Export the brief"), asked) is not _YES:
                return
        self.write(paths)

    def write(self, paths: Sequence[Path]) -> None:
        """Write the brief to these files; the suffix of each decides its format."""
        self._waiting = tuple(paths)
        self._go_on()

    def _take(self, composed: Composed) -> None:
        self._composed = composed

    def _go_on(self) -> None:
        """Write what waits, once the newest brief is there with all its charts."""
        composed = self._composed
        if not self._waiting or composed is None or composed.number != self._composer.number:
            return
        if self._pictures.is_drawing:
            self._messages.tell(
                self.tr("The charts are still being drawn; the files are written then."),
                action=(self.tr("Do not write"), self._let_go),
            )
            return
        paths, self._waiting = self._waiting, ()
        if composed.brief.unsupported:
            self._refuse(composed)
            return
        self._tasks.run(
            self.tr("Looking at earlier briefs"),
            _earlier,
            composed,
            on_done=partial(self._write, composed, paths),
            on_failed=self._messages.tell_error,
            lost=self._sentence,
        )

    def _write(self, composed: Composed, paths: tuple[Path, ...], telling: Sequence[Difference]) -> None:
        self._warn_of_earlier(telling)
        drawn = self._pictures.pictures
        pictures = {code: drawn[key] for key, (code, _) in composed.figures.items() if key in drawn}
        self._tasks.run(
            self.tr("Writing the brief"),
            _export,
            composed,
            paths,
            pictures,
            on_done=self._written,
            on_failed=ask_again(self._messages, partial(self._choose_again, paths)),
            lost=self._sentence,
        )

    def _let_go(self) -> None:
        self._waiting = ()

    def _leave(self) -> None:
        """Under the name that was chosen for one workspace no other is written."""
        if self._waiting:
            self._let_go()
            self._messages.tell(
                self.tr("The brief was not written: another workspace is open now."),
                self.tr("Export it again."),
                Kind.WARNING,
            )

    def _choose_again(self, paths: Sequence[Path]) -> None:
        self.choose([path.suffix for path in paths], free_name(paths[0]))

    def _refuse(self, composed: Composed) -> None:
        """Say which numbers have no source, and lead to the first."""
        open_ones = composed.brief.unsupported
        named = [one.number or self.tr("a number that is gone") for one in open_ones[:_MOST_NAMED]]
        listed = ", ".join(f"“{one}”" for one in named) + (" …" if len(open_ones) > _MOST_NAMED else "")
        where = composed.brief.parts[open_ones[0].block]
        self._messages.tell(
            self.tr("Not written: numbers in your words have no source: %1").replace("%1", listed),
            self.tr("Take them out, insert numbers of the findings, or say where they come from."),
            Kind.ERROR,
            action=(self.tr("Show the first"), partial(self.refused.emit, where)),
        )
        self.refused.emit(where)

    def _written(self, done: tuple[list[Path], Exported]) -> None:
        paths, told = done
        folder = QUrl.fromLocalFile(str(paths[0].parent))
        self._messages.tell(
            self.tr("Written: %1").replace("%1", told.name),
            action=(self.tr("Open folder"), lambda: QDesktopServices.openUrl(folder)),
        )
        self._warn_of_size(paths)
        if any(path.suffix == PACKAGE for path in paths):
            self._tell_key()
        earlier = self._session.workspace.exported
        if self._session.is_read_only or any(one.counts == told.counts for one in earlier):
            self._session.note(self.tr("Brief exported"))
        else:
            self._session.apply(self.tr("Brief exported"), lambda workspace: workspace.with_exported(told))
        self.exported.emit(paths)

    def _warn_of_size(self, paths: Sequence[Path]) -> None:
        from advocacy.exporting.too_large import too_large

        for sentence in too_large(paths, self._session.workspace.brief.venue):
            self._messages.tell(sentence, "", Kind.WARNING)

    def _tell_key(self) -> None:
        """A reader knows whose a package is by the fingerprint alone, and needs it by another way."""
        from advocacy.exporting.package.signing_key import own_fingerprint

        self._messages.tell(
            self.tr("The package is signed with your key: %1").replace("%1", own_fingerprint()),
            self.tr("Tell your readers this fingerprint by another way than the package, such as a letter."),
        )

    def _warn_of_earlier(self, telling: Sequence[Difference]) -> None:
        """Say where a reader who has an earlier brief too would learn about few people."""
        if telling:
            first = telling[0]
            self._messages.tell(
                self.tr("“%1” differs by %2 from the brief of %3: whoever has both learns about so few.")
                .replace("%1", first.finding)
                .replace("%2", str(first.people))
                .replace("%3", first.earlier.when),
                self.tr("Give this brief only to people who do not have that one, or leave the finding out."),
                Kind.WARNING,
            )


_YES = QMessageBox.StandardButton.Yes


def _earlier(composed: Composed) -> Sequence[Difference]:
    from advocacy.analysis.protection.differencing import differences

    return differences(composed.workspace, composed.brief.findings)


def _export(
    composed: Composed, paths: tuple[Path, ...], pictures: Mapping[str, Picture], progress: Progress
) -> tuple[list[Path], Exported]:
    """Write the files; return them, and what the brief has told."""
    from advocacy.brief.told import told
    from advocacy.exporting.export import export

    brief = replace(composed.brief, written_on=date.today())
    for number, path in enumerate(paths):
        share = part(progress, number / len(paths), (number + 1) / len(paths))
        export(brief, path, pictures=pictures, progress=share)
    names = ", ".join(path.name for path in paths)
    return list(paths), told(composed.workspace, brief, names, date.today())
