"""A file could not be written: why, and the same under another name that the user chooses."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from advocacy.errors import ExportError
from ui.messages import Messages


def ask_again(messages: Messages, ask: Callable[[], None]) -> Callable[[BaseException], None]:
    """Return what tells why a file was not written. ask: lets the user choose another name and writes it."""

    def tell(error: BaseException) -> None:
        words = QCoreApplication.translate("another name", "Save under another name…")
        messages.tell_error(error, action=(words, ask) if isinstance(error, ExportError) else None)

    return tell
