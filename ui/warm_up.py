"""Loads in the background what the first click would otherwise wait for."""

from __future__ import annotations

import gc
import importlib
import threading

_NEEDED = (
    "typst",
    "pandas",
    "pyarrow.compute",
    "pyarrow.ipc",
    "apsw",
    "openpyxl",
    "advocacy.sample",
    "advocacy.importing.importer",
    "advocacy.validation.checked_import",
    "advocacy.workspace.file",
    "advocacy.workspace.provenance",
    "advocacy.analysis.findings",
    "advocacy.brief.compose",
    "advocacy.exporting.export",
    "advocacy.exporting.html_writer",
    "advocacy.exporting.preview",
    "ui.chart_pictures",
    "ui.pages.importing_page",
    "ui.pages.data_page",
    "ui.pages.licensing_page",
    "ui.pages.brief_page",
)


def warm_up() -> threading.Thread:
    """Begin to load, while the user looks at the first page; return the thread that does it.

    What is loaded stays until the end, so the garbage collector is told to pass it by: looking through
    all of it stops the window for a tenth of a second each time.
    """
    thread = threading.Thread(target=_load, name="warm-up", daemon=True)
    thread.start()
    return thread


def _load() -> None:
    gc.disable()
    try:
        for name in _NEEDED:
            importlib.import_module(name)
        from advocacy.retelling import learn

        learn()
    except ImportError:
        return  # who needs the missing part will say so
    finally:
        gc.freeze()
        gc.enable()
