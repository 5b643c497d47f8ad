"""Taking a person out of the workspace, from the rows chosen to the change made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QWidget

from advocacy.progress import Progress
from advocacy.schema import schemas
from advocacy.workspace import Workspace
from ui.dialogs.consent_dialog import ConsentDialog
from ui.dialogs.erasure_dialog import Candidate, ErasureDialog
from ui.erasure_words import consent_words, erasure_words, table_title
from ui.messages import Messages
from ui.session import Session
from ui.tasks import TaskRunner
from ui.whole_numbers import whole

if TYPE_CHECKING:
    from advocacy.workspace.erasure import Erasure, PersonMatch

_KEY = "erasure"
_MOST_SHOWN = 200  # rows that a search lists
Rows = Mapping[str, Sequence[int]]


class ErasureFlow(QObject):
    """Looks and works out beside the window; asks; makes the change."""

    def __init__(self, session: Session, tasks: TaskRunner, messages: Messages, parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._tasks, self._messages, self._window = session, tasks, messages, parent
        self.dialog: ErasureDialog | None = None

    def begin_person(self, rows: Rows) -> None:
        """Ask who is to be erased; the rows the user has chosen are offered ticked."""
        if self._session.refuses_change():
            return
        from advocacy.workspace.purging import told_before

        chosen = _candidates(self._session.workspace, rows)
        self.dialog = ErasureDialog(chosen, told_before(), self._window)
        self.dialog.search_wanted.connect(self._search)
        self.dialog.preview_wanted.connect(self._preview)
        self.dialog.decided.connect(self._erase)
        self.dialog.finished.connect(self._closed)
        self.dialog.open()

    def begin_consent(self, table: str, positions: Sequence[int]) -> None:
        """Show what it means that the people of these rows take their consent back, and ask."""
        if self._session.refuses_change():
            return
        before = self._session.workspace
        self._tasks.run(
            self.tr("Looking through the workspace"),
            _withdrawn,
            before,
            table,
            tuple(positions),
            on_done=partial(self._ask_consent, before, table, tuple(positions)),
            on_failed=self._messages.tell_error,
            key=_KEY,
        )

    def _search(self, name: str) -> None:
        self._tasks.run(
            self.tr("Looking for the person"),
            _found,
            self._session.workspace,
            name,
            on_done=self._show_found,
            on_failed=self._messages.tell_error,
            key=_KEY,
        )
        self._session.note(self.tr("A person was looked for by name"))

    def _show_found(self, candidates: list[Candidate]) -> None:
        if self.dialog is not None:
            self.dialog.show_candidates(candidates)

    def _preview(self, rows: Rows, keeps_rows: bool) -> None:
        before = self._session.workspace
        self._tasks.run(
            self.tr("Looking through the workspace"),
            _without,
            before,
            rows,
            keeps_rows,
            on_done=partial(self._show_preview, before, keeps_rows),
            on_failed=self._messages.tell_error,
            key=_KEY,
        )

    def _show_preview(self, before: Workspace, keeps_rows: bool, erasure: Erasure) -> None:
        if self.dialog is not None:
            self.dialog.show_preview(erasure_words(before, erasure, keeps_rows))

    def _erase(self, rows: Rows, keeps_rows: bool) -> None:
        before = self._session.workspace
        self._tasks.run(
            self.tr("Erasing the person"),
            _without,
            before,
            rows,
            keeps_rows,
            on_done=partial(self._keep, before),
            on_failed=self._messages.tell_error,
            key=_KEY,
        )

    def _keep(self, before: Workspace, erasure: Erasure) -> None:
        if self._session.workspace is not before:  # rows may stand elsewhere now: the user must look again
            self._messages.tell(
                self.tr("Nothing was erased, because the workspace has changed meanwhile."),
                self.tr("Choose “Erase a person…” again."),
            )
            return
        if self._session.apply(self.tr("Erase a person"), lambda _: erasure.workspace):
            self._messages.tell(
                self.tr("The person is erased from this workspace."),
                self.tr("Delete copies of the workspace and of the spreadsheets that are kept elsewhere."),
            )

    def _ask_consent(
        self, before: Workspace, table: str, positions: Sequence[int], after: tuple[Workspace, str]
    ) -> None:
        from advocacy.workspace.purging import told_of_consent

        dialog = ConsentDialog(after[1], told_of_consent(), self._window)
        dialog.decided.connect(partial(self._withdraw, before, after[0]))
        dialog.open()

    def _withdraw(self, before: Workspace, after: Workspace) -> None:
        if self._session.workspace is not before:
            self._messages.tell(
                self.tr("Nothing was withdrawn, because the workspace has changed meanwhile."),
                self.tr("Choose the rows and “Withdraw consent…” again."),
            )
            return
        if self._session.apply(self.tr("Withdraw consent"), lambda _: after):
            self._messages.tell(
                self.tr("Consent is withdrawn; the rows are in no number any more."),
                self.tr("Export again the briefs that you still hand out."),
            )

    def _closed(self) -> None:
        self.dialog = None


def _candidates(workspace: Workspace, rows: Rows) -> list[Candidate]:
    """Rows the user has chosen, told by what identifies them and not by a name."""
    from advocacy.workspace.places import place_of

    names = {source.sha256: source.name for source in workspace.sources}
    found = []
    for name, positions in rows.items():
        table = workspace.table(name)
        for position in positions if table is not None else ():
            assert table is not None
            key = " · ".join(str(table.frame[field].iloc[position]) for field in table.key)
            place = place_of(table, position)
            where = f"{names.get(place.source, place.source[:12])} › {place.row}"
            text = key or QCoreApplication.translate("erasure", "row %1").replace("%1", whole(position + 1))
            found.append(Candidate(name, position, text, "", f"{table_title(name)} · {where}", True))
    return found


def _found(workspace: Workspace, name: str, *, progress: Progress) -> list[Candidate]:
    from advocacy.workspace.erasure import find_person

    progress(0.1)
    return [_told(workspace, match) for match in find_person(workspace, name)[:_MOST_SHOWN]]


def _told(workspace: Workspace, match: PersonMatch) -> Candidate:
    from advocacy.workspace.places import place_of

    table = workspace.table(match.table)
    assert table is not None
    place = place_of(table, match.position)
    names = {source.sha256: source.name for source in workspace.sources}
    schema = schemas().get(match.table)
    field = schema.field(match.field) if schema else None
    where = f"{table_title(match.table)} · {names.get(place.source, place.source[:12])} › {place.row}"
    title = field.title() if field else match.field
    return Candidate(match.table, match.position, match.text, title, where)


def _without(workspace: Workspace, rows: Rows, keeps_rows: bool, *, progress: Progress) -> Erasure:
    from advocacy.workspace.erasure import without_person

    progress(0.1)
    return without_person(workspace, rows, keep_rows=keeps_rows)


def _withdrawn(
    workspace: Workspace, table: str, positions: Sequence[int], *, progress: Progress
) -> tuple[Workspace, str]:
    from advocacy.workspace.erasure import briefs_that_used, with_consent_withdrawn

    progress(0.1)
    after = with_consent_withdrawn(workspace, table, positions)
    briefs = briefs_that_used(workspace, {table: positions})
    return after, consent_words(workspace, after.erased[-1].rows, briefs)
