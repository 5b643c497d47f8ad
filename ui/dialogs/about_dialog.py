"""About: what the program is, and the versions that support asks for."""

from __future__ import annotations

import platform
import sys
from importlib.metadata import PackageNotFoundError, version

from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QWidget

from advocacy.resources import RESOURCES
from ui.dialogs.framed import framed

_PARTS = ("pandas", "pyarrow", "plotly", "scipy", "typst", "openpyxl", "python-calamine", "apsw-sqlite3mc")


class AboutDialog(QDialog):
    """Says what the program is; its details can be copied."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("About Groundswell"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        name = QLabel(f"Groundswell {program_version()}")
        name.setObjectName("title")
        words = QLabel(
            self.tr(
                "Groundswell turns spreadsheets of miners' associations into an evidence brief. "
                "It needs no network, and nothing leaves this computer."
            ),
            wordWrap=True,
        )
        self._details = QLabel(details())
        self._details.setObjectName("source")
        self._details.setTextFormat(Qt.TextFormat.PlainText)
        self._details.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        buttons = QDialogButtonBox()
        copy = buttons.addButton(self.tr("Copy details"), QDialogButtonBox.ButtonRole.ActionRole)
        copy.clicked.connect(self.copy_details)
        buttons.addButton(self.tr("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        box = framed(self)
        box.setSpacing(16)
        for part in (name, words, self._details, buttons):
            box.addWidget(part)
        self.setMinimumWidth(480)

    def copy_details(self) -> None:
        """Put the versions on the clipboard."""
        QGuiApplication.clipboard().setText(f"Groundswell {program_version()}\n{self._details.text()}")


def program_version() -> str:
    """The version as the project file states it."""
    import tomllib

    project = RESOURCES.parent / "pyproject.toml"
    try:
        return str(tomllib.loads(project.read_text("utf-8"))["project"]["version"])
    except (OSError, KeyError, tomllib.TOMLDecodeError):
        return ""


def details() -> str:
    """System, Python, Qt and the libraries the program rests on, one a line. Nothing about the user."""
    lines = [
        f"{platform.system()} {platform.release()}, {platform.machine()}",
        f"Python {sys.version.split()[0]}",
        f"Qt {qVersion()}",
    ]
    for name in _PARTS:
        try:
            lines.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            lines.append(f"{name}: not installed")
    return "\n".join(lines)
