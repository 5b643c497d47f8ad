"""No text that is seen or read aloud in the window goes past the catalogues."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted((ROOT / "ui").rglob("*.py"))
_SHOWN_BY = {  # what puts a text before the eyes or ears of the user
    *("QLabel", "QPushButton", "QToolButton", "QCheckBox", "QRadioButton", "QAction", "QGroupBox", "QMenu"),
    *("QListWidgetItem", "QTreeWidgetItem", "QTableWidgetItem", "HarmlessLabel", "ElidedLabel"),
    *("setText", "setPlainText", "setToolTip", "setStatusTip", "setWhatsThis", "setWindowTitle", "setTitle"),
    *("setPlaceholderText", "setAccessibleName", "setAccessibleDescription", "setInformativeText"),
    *("setLabelText", "setHeaderLabels", "setHorizontalHeaderLabels", "setTabText", "setTabToolTip"),
    *("setSpecialValueText", "setSuffix", "setPrefix", "addAction", "addItem", "addTab", "addMenu", "addRow"),
    *(
        "addButton",
        "insertItem",
        "getOpenFileName",
        "getOpenFileNames",
        "getSaveFileName",
        "tell",
        "setMarkdown",
    ),
    *("getExistingDirectory", "warning", "information", "question", "critical", "show_state", "show_date"),
}
_NOT_SHOWN_OF = {  # what these are given is translated, or a key to something else
    *("tr", "_tr", "translate", "say", "say_count", "say_number", "replace"),
    *("QKeySequence", "findChild", "get", "read_text"),
}
_NAMES = re.compile(
    r"Groundswell|G|Python|Qt|PDF|Ctrl\+\w|Shift\+\w+|</?\w+[^>]*>|\*\.\w+|en|fr|light|dark|system|\.[a-z]+"
)


def _called(call: ast.Call) -> str:
    return getattr(call.func, "attr", getattr(call.func, "id", ""))


def _texts(node: ast.AST) -> Iterator[ast.Constant]:
    """Yield the texts that are handed over as they stand, those within an f-string included."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node
    elif isinstance(node, ast.Call) and _called(node) in _NOT_SHOWN_OF:
        if isinstance(node.func, ast.Attribute) and _called(node) == "replace":
            yield from _texts(node.func.value)
    elif isinstance(node, (ast.Compare, ast.Subscript, ast.Lambda)):
        return
    elif isinstance(node, ast.IfExp):
        yield from (text for part in (node.body, node.orelse) for text in _texts(part))
    else:
        for part in ast.iter_child_nodes(node):
            yield from _texts(part)


def untranslated(source: str) -> list[str]:
    """Return "line: text" of every text that is shown as it stands in the code."""
    found = []
    for call in ast.walk(ast.parse(source)):
        if isinstance(call, ast.Call) and _called(call) in _SHOWN_BY:
            for given in (*call.args, *(one.value for one in call.keywords if one.arg in (None, "text"))):
                found += [
                    f"{text.lineno}: {text.value}"
                    for text in _texts(given)
                    if re.search(r"[^\W\d_]{2,}", _NAMES.sub("", text.value))
                ]
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_text_that_is_shown_can_be_translated(path: Path) -> None:
    assert untranslated(path.read_text("utf-8")) == []


@pytest.mark.parametrize(
    ("code", "count"),
    [
        ('QLabel("Hello you")', 1),
        ('button.setText(f"{n} rows")', 1),
        ('self.setWindowTitle("Open " if opens else self.tr("Close"))', 1),
        ('label.setText("%1 rows".replace("%1", n))', 1),
        ('QLabel(self.tr("Hello you"))', 0),
        ('label.setText(self.tr("%1 rows").replace("%1", n))', 0),
        ('box.addItem("Groundswell")', 0),
        ('label.setText(words["some key"])', 0),
    ],
)
def test_the_check_finds_what_goes_past(code: str, count: int) -> None:
    assert len(untranslated(code)) == count


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_text_to_translate_stands_where_it_is_found(path: Path) -> None:
    """`resources/translations/extract.py` reads the code; what a text is put together from it cannot see."""
    for call in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(call, ast.Call) and _called(call) in ("tr", "_tr"):
            assert isinstance(call.args[0], ast.Constant), f"line {call.lineno}"
