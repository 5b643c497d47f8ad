"""The window comes first: nothing heavy is loaded before it is seen."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HEAVY = ("pandas", "numpy", "scipy", "pyarrow", "plotly", "pandera", "openpyxl", "typst", "babel")
WINDOW = """
import json, os, sys, time
from pathlib import Path
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
application = QApplication([])
from ui.app import App
from ui.settings import Remembered
folder = Path(sys.argv[1])
app = App(application, Remembered(QSettings(str(folder / "s.ini"), QSettings.Format.IniFormat)), folder)
app.window.show()
application.processEvents()
print(json.dumps(sorted(name for name in sys.modules if "." not in name)))
print(time.process_time(), flush=True)
os._exit(0)
"""


def test_the_window_is_seen_before_any_data_library_is_loaded(tmp_path: Path) -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", WINDOW, str(tmp_path)],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    loaded = set(json.loads(done.stdout.splitlines()[-2]))
    assert not loaded & set(HEAVY)
