"""Every text of the program that is to be translated, and where it stands."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from pathlib import Path

from advocacy.wording import ENGLISH

ROOT = Path(__file__).resolve().parents[2]
SCHEMAS, VENUES = ROOT / "resources" / "schemas", ROOT / "resources" / "venues"
PARTS = ("analysis", "charts", "brief", "exporting")
ONLY_FOR_THE_USER = (  # what a window or a terminal says of a file, never a brief
    *("advocacy/exporting/leak_scan", "advocacy/exporting/word_template"),
    *(f"advocacy/exporting/{name}.py" for name in ("atomic", "export", "return_workbook", "template_writer")),
)
REASONS = ("importing", "workspace")  # rows are set aside there, and a brief says why: say_later
ONLY_IN_A_TERMINAL = ("advocacy/cli", "advocacy/setup.py")  # English, as commands and their options are
VOICES = {"say": (0, 1), "say_later": (0, 1), "say_count": (0, 2), "count_of": (0, 2)}  # first and last + 1
WINDOW_VOICES = {"tr": (0, 1), "_tr": (0, 1), "translate": (1, 2), "say_number": (0, 2)}
QT_WORDS = (  # what Qt writes on its own buttons and menus; it has no Swahili
    *("OK", "&OK", "Cancel", "&Cancel", "Close", "&Close", "Save", "&Save", "Open", "&Open", "&Yes", "&No"),
    *("Apply", "Reset", "Help", "Don't Save", "Discard", "Retry", "Ignore", "Abort"),
    *("&Undo", "&Redo", "Cu&t", "&Copy", "&Paste", "Delete", "Select All", "Copy &Link Location"),
    *("Look in:", "File &name:", "Files of type:", "Directory:", "&Choose", "Name", "Size", "Type", "Kind"),
    *("Date Modified", "Back", "Forward", "Parent Directory", "Create New Folder", "&New Folder"),
    *("List View", "Detail View", "Computer", "My Computer", "All Files (*)", "&Delete", "&Rename"),
    *("Show &hidden files", "Go back", "Go forward", "Create a New Folder", "Recent Places"),
    *("Step &up", "Step &down", "Minimize", "Maximize", "Restore", "Print", "&Print", "Options"),
)

Text = tuple[str | tuple[str, str], str, int]  # the text, or its singular and plural; file, line


def brief_texts() -> Iterator[Text]:
    """Yield what a brief may say: from the code of the parts it is made in, from the reasons for setting
    rows aside, from the labels of code lists and fields, and from the rules of venues.
    """
    for part in (*PARTS, *REASONS):
        for path in _code("advocacy", part):
            if not _place(path).startswith(ONLY_FOR_THE_USER):
                yield from _of_code(path, ("say_later",) if part in REASONS else tuple(VOICES))
    for path in sorted(SCHEMAS.rglob("*.json")):
        content = json.loads(path.read_text("utf-8"))
        for field in (content, *content.get("fields", ())):
            yield from _of_json(path, field.get("titles", {}).get(ENGLISH))
        for code in content.get("codes", ()):
            yield from _of_json(path, code["labels"].get(ENGLISH))
    for path in sorted(VENUES.glob("*.json")):
        content = json.loads(path.read_text("utf-8"))
        advice = (text for one in content["advice"] for text in (one["text"], one["source"]))
        for text in (content["name"], content["document"], *advice):
            yield from _of_json(path, text)


def window_texts() -> Iterator[Text]:
    """Yield what is read in the window and in no brief, and the words that Qt writes into it."""
    known = {text for text, _, _ in brief_texts()}
    for text, file, line in _read_in_the_window():
        if text not in known:
            yield text, file, line


def _read_in_the_window() -> Iterator[Text]:
    for path in _code("ui"):
        yield from _of_code(path, (*VOICES, *WINDOW_VOICES))
    for path in _code("advocacy"):
        if not _place(path).startswith(ONLY_IN_A_TERMINAL):
            yield from _of_code(path, tuple(VOICES))
    for path in sorted(SCHEMAS.rglob("*.json")):
        for field in json.loads(path.read_text("utf-8")).get("fields", ()):
            for text in (field.get("unit"), field.get("description")):
                yield from _of_json(path, text)
    for word in QT_WORDS:
        yield word, "Qt", 1


def _code(*folder: str) -> list[Path]:
    return sorted(ROOT.joinpath(*folder).rglob("*.py"))


def _of_code(path: Path, voices: tuple[str, ...]) -> Iterator[Text]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        voice = getattr(node.func, "id", getattr(node.func, "attr", ""))
        if voice not in voices:
            continue
        first, end = (VOICES | WINDOW_VOICES)[voice]
        said = [one.value for one in node.args[first:end] if isinstance(one, ast.Constant)]
        if len(said) == end - first and all(isinstance(one, str) and one for one in said):
            yield said[0] if len(said) == 1 else (said[0], said[1]), _place(path), node.lineno


def _of_json(path: Path, text: str | None) -> Iterator[Text]:
    if text:
        yield text, _place(path), 1


def _place(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()
