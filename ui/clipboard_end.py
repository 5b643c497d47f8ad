"""What becomes of the clipboard when the program ends."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication

_OF_THIS_PROCESS = ("offscreen", "minimal")  # platforms whose clipboard nobody else sees


def let_go() -> None:
    """Keep text or picture of what we put there, and drop the rest.

    An object of ours that is still on the clipboard when Python ends is asked for by Qt afterwards, which
    kills the process.
    """
    clipboard = QGuiApplication.clipboard()
    is_ours = clipboard.ownsClipboard() or QGuiApplication.platformName() in _OF_THIS_PROCESS
    if not is_ours:
        return
    text, image = clipboard.text(), clipboard.image()
    clipboard.clear()
    if text:
        clipboard.setText(text)
    elif not image.isNull():
        clipboard.setImage(image)
