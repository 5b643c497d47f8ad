"""Pictures of the pages: empty, working, showing, whole, and of what else the window shows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QTabWidget, QWidget

from tests.pictures.rest import come_to_rest, fill, held, pause, wait, web_views

if TYPE_CHECKING:
    from ui.app import App

_LONGEST = 12_000  # pixels of the picture of a whole page of charts


@dataclass(frozen=True)
class Album:
    """Where the pictures of one look go."""

    app: App
    out: Path
    look: str

    def take(self, name: str, settled: float = 0.5, part: QWidget | None = None) -> Path:
        """Make a picture of the window, or of a part, after it has settled (seconds)."""
        pause(settled)
        path = self.out / f"{name}_{self.look}.png"
        (part or self.app.window).grab().save(str(path))
        return path


def of_example(album: Album, only: Sequence[str]) -> Iterator[Path]:
    """The pages come from the list of the program, so that a new one is never left out."""
    app = album.app
    keys = [key for key in app.window.titles if not only or key in only]
    app.session.new()
    wait(lambda: not app.session.workspace.sources)
    for key in keys:
        app.window.show_page(key)
        yield album.take(f"{key}_empty")
    fill(app)
    for key in keys:
        with held(app):
            app.window.show_page(key)
            if key == "import":
                app.import_files(_files()[:2])
            pause(0.6)
            yield album.take(f"{key}_working", settled=0.1)
        come_to_rest(app, key)
        yield album.take(f"{key}_showing")
        yield from whole(album, key, f"{key}_whole")
    if not only or "home" in only:
        yield from _around(album)


def of_files(album: Album, files: Sequence[Path]) -> Iterator[Path]:
    """The Import page with each sheet of these files, then every page once they are all taken."""
    app = album.app
    app.session.new()
    app.window.show_page("import")
    app.import_files(list(files))
    come_to_rest(app, "import")
    page = app.window.page("import")
    for row, path in enumerate(page.waiting):
        page.files.choose_file(path)
        pause(0.3)
        tabs = page.findChild(QTabWidget)
        for tab in range(tabs.count()):
            tabs.setCurrentIndex(tab)
            yield album.take(f"import_{row:02}_{tab}", settled=0.1)
    page.take_all()
    wait(lambda: app.session.workspace.sources and app.tasks.idle and not app.session.is_saving)
    yield album.take("spellings_told")
    yield from _spellings(album, page)
    for key in ("import", *(key for key in app.window.titles if key != "import")):
        app.window.show_page(key)
        wait(lambda: not app.session.is_saving)
        pause(0.3)
        yield album.take(f"{key}_told")
        come_to_rest(app, key)
        yield album.take(f"{key}_files")
        yield from whole(album, key, f"{key}_whole")


def _spellings(album: Album, page: Any) -> Iterator[Path]:
    """What is asked about names that look alike in these files."""
    from advocacy.importing.spellings import alike

    dialog = page.ask_about_spellings(alike(album.app.session.workspace.tables))
    yield album.take("dialog_spellings", part=dialog)
    dialog.reject()


def whole(album: Album, key: str, name: str) -> Iterator[Path]:
    """A page of charts in a window as high as all its charts."""
    views = [one for one in web_views(album.app.window.page(key)) if key != "brief"]
    if not views:
        return
    window = album.app.window
    size = window.size()
    heights: list[int] = []
    views[0].page().runJavaScript("document.documentElement.scrollHeight", heights.append)
    wait(lambda: bool(heights))
    window.resize(size.width(), min(_LONGEST, heights[0] + size.height() - views[0].height()))
    come_to_rest(album.app, key)
    yield album.take(name)
    window.resize(size)
    pause(0.5)


def _around(album: Album) -> Iterator[Path]:
    """Parts of the window that are on no page of their own."""
    from ui.messages import Kind

    app, window = album.app, album.app.window
    window.show_page("home")
    app._help()
    app.messages.tell(
        "“cases.xlsx” is protected by a password.", "Remove it in Excel and import again.", Kind.ERROR
    )
    window.look_only.show_for("register of the northern association.groundswell")
    yield album.take("window_help_error_looking")
    window.help.close_panel()
    window.message_bar.hide()
    window.look_only.show_for("")
    window.search.begin()
    window.search.setText("pri")
    window.search.textEdited.emit("pri")
    yield album.take("search", part=window.search.list)
    window.search.list.hide()
    window.search.clear()


def _files() -> list[Path]:
    from advocacy.sample import SAMPLE

    return sorted(SAMPLE.glob("*.xlsx"))
