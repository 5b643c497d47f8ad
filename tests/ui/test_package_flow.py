"""An evidence package that came from somebody: dropped or chosen, looked through, told in plain words."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QListWidget, QPushButton
from pytestqt.qtbot import QtBot

from advocacy.exporting.package import archive
from tests.exporting.package import packed
from ui.dialogs.package_dialog import PackageDialog


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return packed.made(tmp_path_factory.mktemp("package"))


@pytest.fixture
def dialogs(app: Any) -> Iterator[Any]:
    """The dialog of the program that is open, when asked."""
    yield lambda: app.window.findChild(PackageDialog)
    if (dialog := app.window.findChild(PackageDialog)) is not None:
        dialog.close()


def _words(dialog: PackageDialog) -> str:
    return "\n".join(label.text() for label in dialog.findChildren(QLabel) if label.isVisible())


def _ended(app: Any, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: app.tasks.idle, timeout=60_000)
    qtbot.wait(10)


def _checked(app: Any, qtbot: QtBot, dialogs: Any, path: Path) -> PackageDialog:
    app.open_paths([path])
    assert "Looking through the package" in _words(dialogs())
    _ended(app, qtbot)
    shown: PackageDialog = dialogs()
    return shown


def test_a_whole_package_holds_and_its_key_is_compared(
    app: Any, qtbot: QtBot, dialogs: Any, package: Path
) -> None:
    dialog = _checked(app, qtbot, dialogs, package)
    said = _words(dialog)
    assert "The package holds." in said and "byte for byte" in said and "made again" in said
    assert "by another way" in said and not dialog.findChildren(QListWidget)
    key = dialog.findChild(QLabel, "fingerprint").text()
    next(one for one in dialog.findChildren(QPushButton) if one.text() == "Copy").click()
    assert QGuiApplication.clipboard().text() == key
    field = dialog.findChild(QLineEdit)
    for typed, told in (
        (key.lower().replace(" ", ""), "They are the same"),
        (key[:7], "The same so far."),
        ("X" + key[1:], "They are not the same"),
        ("<b>", "They are not the same"),
    ):
        field.setText(typed)
        assert told in _words(dialog), typed
    field.clear()
    assert "the same:" not in _words(dialog)


def test_one_byte_that_was_changed_is_told(
    app: Any, qtbot: QtBot, dialogs: Any, package: Path, tmp_path: Path
) -> None:
    files = archive.read(package)
    files["documents/brief.md"] = files["documents/brief.md"].replace(b"a", b"e", 1)
    archive.write(tmp_path / "changed.zip", files)
    dialog = _checked(app, qtbot, dialogs, tmp_path / "changed.zip")
    said = _words(dialog)
    assert "Do not rely on this package." in said and "not as it was signed" in said
    listed = dialog.findChild(QListWidget)
    assert "documents/brief.md" in listed.item(0).text() and listed.textElideMode()


def test_a_flipped_byte_makes_it_no_whole_package(
    app: Any, qtbot: QtBot, dialogs: Any, package: Path, tmp_path: Path
) -> None:
    content = bytearray(package.read_bytes())
    content[len(content) // 2] ^= 1
    (tmp_path / "flipped.zip").write_bytes(content)
    said = _words(_checked(app, qtbot, dialogs, tmp_path / "flipped.zip"))
    assert "not a whole package" in said and "Ask the sender" in said
    (tmp_path / "cut.zip").write_bytes(package.read_bytes()[:5000])
    assert "it ends too early" in _words(_checked(app, qtbot, dialogs, tmp_path / "cut.zip"))


def test_a_foreign_archive_and_a_file_that_is_gone_are_refused(
    app: Any, qtbot: QtBot, dialogs: Any, tmp_path: Path
) -> None:
    foreign = tmp_path / "holiday <b>.zip"
    with zipfile.ZipFile(foreign, "w") as made:
        made.writestr("photo.txt", "x")
    assert not archive.is_package(foreign)  # dropped, it is for the import
    for path, told in ((foreign, "not a whole package"), (tmp_path / "gone.zip", "There is no file")):
        app.packages.check(path)
        _ended(app, qtbot)
        assert told in _words(dialogs())


def test_a_huge_file_is_refused_unread(
    app: Any, qtbot: QtBot, dialogs: Any, package: Path, tmp_path: Path
) -> None:
    huge = tmp_path / "huge.zip"
    huge.write_bytes(package.read_bytes())
    with huge.open("r+b") as file:
        file.truncate(archive.MOST_BYTES + 1)  # a hole, no bytes on the disk
    assert "larger than any package" in _words(_checked(app, qtbot, dialogs, huge))


def test_the_menu_says_what_belongs_there_and_asks_for_a_file(
    app: Any, qtbot: QtBot, dialogs: Any, package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app.window.command_searched.emit("Check an evidence package…")
    dialog = dialogs()
    assert "ends in .zip" in _words(dialog)
    choose = next(one for one in dialog.findChildren(QPushButton) if one.text() == "Choose a package…")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("", ""))
    choose.click()
    assert "ends in .zip" in _words(dialog)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(package), ""))
    choose.click()
    _ended(app, qtbot)
    assert "The package holds." in _words(dialog)
    _drop(dialog, package)
    assert "Looking through the package" in _words(dialog)
    _ended(app, qtbot)
    assert "The package holds." in _words(dialog)


def test_who_closes_it_stops_the_work(app: Any, qtbot: QtBot, dialogs: Any, package: Path) -> None:
    app.open_paths([package])
    dialogs().close()
    _ended(app, qtbot)
    assert app.packages._dialog is None


def _drop(dialog: PackageDialog, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    none = Qt.KeyboardModifier.NoModifier
    dialog.dropEvent(
        QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, none)
    )
