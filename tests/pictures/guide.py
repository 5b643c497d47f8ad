"""The pictures of README.md, made anew: python main.py pictures --only guide --out resources/pictures"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtWidgets import QApplication

from tests.pictures.pages import Album
from tests.pictures.rest import come_to_rest

_SHOWN = {"light": ("licensing", "data"), "dark": ("cooperatives", "brief")}
_CELL = 5, 11  # a date of the first association, which was read with the day first


def of_guide(album: Album) -> Iterator[Path]:
    """The pages that the guide shows in this look; the example is in the window."""
    app = album.app
    for key in _SHOWN[album.look]:
        app.window.show_page(key)
        come_to_rest(app, key)
        if key == "data":
            page = app.window.page("data")
            page.grid.setCurrentIndex(page.rows.index(*_CELL))
        if (part := QApplication.focusWidget()) is not None:
            part.clearFocus()
        yield album.take(key)
