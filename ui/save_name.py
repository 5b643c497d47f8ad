"""The name of a file to write, asked for in the dialog of the system."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget


def ask_for_save_name(
    parent: QWidget, title: str, suggestion: Path | str, suffix: str, kind: str = ""
) -> Path | None:
    """Return the path chosen, its suffix added where it was left out; None where the user cancels.

    kind: what such files are called. Where the suffix is added and such a file is there, the dialog is shown
    again with the whole name: it then says so itself, and nothing is replaced unasked.
    """
    pattern = f"{kind} (*{suffix})" if kind else f"*{suffix}"
    while name := QFileDialog.getSaveFileName(parent, title, str(suggestion), pattern)[0]:
        path = Path(name)
        if path.suffix.lower() == suffix:
            return path
        path = path.with_name(path.name + suffix)
        if not path.exists() or str(suggestion) == str(path):
            return path
        suggestion = path
    return None
