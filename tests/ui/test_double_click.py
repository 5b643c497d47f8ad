"""A double-click on a workspace file: the program starts with the path and shows that file, at once or in the
window that is open already.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from advocacy.workspace.file import WorkspaceFile
from tests.makers import cases, workspace
from ui.program import named_files

ROOT = Path(__file__).resolve().parents[2]
STARTED = """
import json, sys, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from ui import program

made = program.Program
def watched(application):
    one = made(application)
    app = one.app
    def look():
        if app.session.workspace.tables or time.monotonic() > begun + 60:
            rows = [len(table) for table in app.session.workspace.tables]
            recent = [str(path) for path in app._remembered.recent]
            print(json.dumps([app.window.windowTitle(), rows, recent]), flush=True)
            app.window.close()
        else:
            QTimer.singleShot(50, look)
    begun = time.monotonic()
    QTimer.singleShot(50, look)
    return one
program.Program = watched
sys.exit(program.run(sys.argv[1:]))
"""


@pytest.mark.parametrize("name", ["ours.groundswell", "Mines & Cie é 100 %.groundswell"])
@pytest.mark.parametrize("how", ["whole", "from its folder", "address"])
def test_the_program_starts_with_the_file_it_is_given(tmp_path: Path, name: str, how: str) -> None:
    path = tmp_path / name
    file = WorkspaceFile.create(path)
    file.save(workspace(cases([date(2024, 1, 1)] * 7, [None] * 7)), "made")
    file.close()
    given = {"whole": str(path), "from its folder": name, "address": path.as_uri()}[how]
    own = {key: str(tmp_path / "own") for key in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "HOME", "APPDATA")}
    environment = {**os.environ, **own, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", STARTED, given],
        env=environment,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    title, rows, recent = json.loads(done.stdout.splitlines()[-1])
    assert (title, rows, recent) == (f"{path.stem} – Groundswell", [7], [str(path)])


def test_options_of_the_system_are_no_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert named_files(["-psn_0_1", "a.xlsx"]) == [tmp_path / "a.xlsx"]
    assert named_files([]) == []
