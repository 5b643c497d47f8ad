"""What it costs until the window is there, in time of the processor and beside the least that Qt can do.

Run: python main.py test -m bench -s tests/bench/test_start.py
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
_TIMES = 5
_BARE = """
import time
from PySide6.QtWidgets import QApplication, QMainWindow
application = QApplication([])
window = QMainWindow()
window.show()
application.processEvents()
print(time.process_time(), flush=True)
import os
os._exit(0)
"""


def _cpu_seconds(code: str, folder: Path) -> float:
    command = [sys.executable, "-c", code, str(folder)]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=True)
    return float(done.stdout.splitlines()[-1])


@pytest.mark.bench
def test_time_until_the_window_is_seen(tmp_path: Path) -> None:
    from tests.ui.test_start import WINDOW

    ours = statistics.median(_cpu_seconds(WINDOW, tmp_path) for _ in range(_TIMES))
    bare = statistics.median(_cpu_seconds(_BARE, tmp_path) for _ in range(_TIMES))
    print(f"window: {ours:.2f} CPU-s, bare Qt window: {bare:.2f} CPU-s, ratio {ours / bare:.1f}")
