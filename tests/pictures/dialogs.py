"""Pictures of every dialog, with the example or with what it could be asked to show."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QDialog, QMessageBox

from tests.pictures.pages import Album
from tests.pictures.rest import come_to_rest, pause, wait

if TYPE_CHECKING:
    from ui.app import App

_LONG_NAME = "register of the northern association, corrected in March.groundswell"


def of_example(album: Album) -> Iterator[Path]:
    """A picture of each; the example is in the window."""
    for name, dialog in opened(album.app):
        yield album.take(f"dialog_{name}", part=dialog)


def opened(app: App) -> Iterator[tuple[str, QDialog]]:
    """Open one dialog after the other, the example being in the window. Nothing is decided in any of them."""
    for name, begin in _openers(app).items():
        begin()
        wait(lambda: bool(_visible(app)))
        pause(0.1)
        yield name, _visible(app)[-1]
        for one in _visible(app):
            one.hide()  # some do not close before something is ticked
            one.deleteLater()
        pause(0.1)


def _visible(app: App) -> list[QDialog]:
    return [one for one in app.window.findChildren(QDialog) if one.isVisible()]


def _openers(app: App) -> dict[str, Callable[[], Any]]:
    return {
        "settings": app._settings,
        "about": app._about,
        "own_name": app.log.ask_for_own_name,
        "protect": app.passphrases.ask_for_new,
        "remove_passphrase": lambda: _ask(app),
        **_of_workspaces(app),
        **_of_charts(app),
        **_of_rows(app),
    }


def _ask(app: App) -> None:
    box = QMessageBox(app.window)
    box.setText("Anybody who gets the file can read it then. Remove the passphrase?")
    box.addButton("Remove", QMessageBox.ButtonRole.DestructiveRole).setObjectName("danger")
    box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
    box.open()


def _of_workspaces(app: App) -> dict[str, Callable[[], Any]]:
    from advocacy.workspace.backups import Backup
    from advocacy.workspace.joining import joined
    from advocacy.workspace.recovery import Recovery
    from tests.ui.dialogs.test_merge_dialog import _result
    from ui.dialogs.backups_dialog import BackupsDialog
    from ui.dialogs.merge_dialog import MergeDialog
    from ui.dialogs.passphrase_dialog import PassphraseDialog
    from ui.dialogs.recovery_dialog import RecoveryDialog
    from ui.dialogs.recovery_key_dialog import RecoveryKeyDialog

    window = app.window
    backups = [
        Backup(
            Path(f"{day}.groundswell"),
            datetime(2025, 3, day, 9, 30, tzinfo=UTC),
            1_310 + day,
            "Import of 1_northern_association.xlsx, 2_mineurs_du_plateau.xlsx",
            5_000_000,
        )
        for day in range(9, 0, -1)
    ]
    return {
        "passphrase": lambda: PassphraseDialog(
            f"“{_LONG_NAME}” is protected.", "Type its passphrase, or the recovery key.", window
        ).open(),
        "recovery_key": lambda: RecoveryKeyDialog(
            "ABCDE-FGHJK-LMNPQ-RSTUV-WXYZ2-34567-89ABC-DEFGH", _LONG_NAME, window
        ).open(),
        "backups": lambda: BackupsDialog(backups, f"{_LONG_NAME} backups", window).open(),
        "no_backups": lambda: BackupsDialog((), f"{_LONG_NAME} backups", window).open(),
        "recovery": lambda: RecoveryDialog(
            f"“{_LONG_NAME}” is damaged.", Recovery(Path("w"), backups[0], tuple(backups[1:])), window
        ).open(),
        "merge": lambda: MergeDialog(joined(*_result()), _LONG_NAME, window).open(),
    }


def _of_charts(app: App) -> dict[str, Callable[[], Any]]:
    from ui.dialogs.period_dialog import PeriodDialog

    def page(key: str) -> Any:
        app.window.show_page(key)
        come_to_rest(app, key)
        return app.window.page(key)

    days = (date(2022, 1, 3), date(2025, 6, 30))
    return {
        "burden": lambda: page("licensing").asking_about_the_burden.ask(),
        "what_is_this": lambda: app.chart_actions.explain(page("licensing").findings[0]),
        "period": lambda: PeriodDialog(
            "Days of application; applications without one are left out.", days, days, app.window
        ).open(),
        "sample": lambda: page("survey").sample.ask(),
        "small_groups": lambda: page("brief").evidence.ask_about_small_groups(),
        "insert_number": lambda: page("brief")._ask_for_number(),
    }


def _of_rows(app: App) -> dict[str, Callable[[], Any]]:
    from advocacy.importing.spellings import Alike
    from ui.dialogs.spellings_dialog import SpellingsDialog

    def data() -> Any:
        app.window.show_page("data")
        come_to_rest(app, "data")
        return app.window.page("data")

    def column(name: str) -> Any:
        return next(one for one in data().rows.columns if one.name == name)

    alike = (
        Alike("licensing_case", "district", "Tarkwa", {"Tarkwa": 9, "Tarkwaa": 2, "TARKWA Nsuaem": 1}),
        Alike("licensing_case", "region", "North East", {"North East": 4, "East North": 1}),
    )
    return {
        "columns": lambda: data().columns.ask(),
        "filter_words": lambda: data().columns.ask_for_filter(column("region")),
        "filter_days": lambda: data().columns.ask_for_filter(column("date_applied")),
        "filter_numbers": lambda: data().columns.ask_for_filter(column("visits")),
        "edit": lambda: data().editing.begin("licensing_case", [0], column("status")),
        "erase": lambda: data().erasing.begin_person({"licensing_case": (0, 1)}),
        "consent": lambda: data().erasing.begin_consent("licensing_case", (0, 1)),
        "spellings": lambda: SpellingsDialog(alike, app.window).open(),
    }
