"""A fresh machine is made ready, or told the exact line that makes it ready."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from advocacy import setup


@pytest.fixture
def bare_linux(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A Linux machine that has no library Qt needs, and nothing installed yet."""
    monkeypatch.setattr(setup.sys, "platform", "linux")
    monkeypatch.setattr(setup, "_loads", lambda library: False)
    monkeypatch.setattr(setup, "STAMP", tmp_path / "stamp")
    monkeypatch.delenv("DISPLAY", raising=False)
    return tmp_path


def test_an_ordinary_user_is_told_the_exact_line(bare_linux: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(setup, "_may_install", lambda: False)
    with pytest.raises(SystemExit) as stop:
        setup.see_to_libraries()
    line = f"sudo apt-get install --yes {' '.join(setup.LIBRARIES.values())}"
    assert line in str(stop.value)


def test_root_gets_the_libraries_installed_and_is_told(
    bare_linux: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    installed: list[str] = []

    def apt(packages: list[str]) -> int:
        installed.extend(packages)
        monkeypatch.setattr(setup, "_loads", lambda library: True)
        return 0

    monkeypatch.setattr(setup, "_may_install", lambda: True)
    monkeypatch.setattr(setup, "_apt", apt)
    setup.see_to_libraries()
    assert installed == list(setup.LIBRARIES.values())
    assert "libnss3" in capsys.readouterr().out


def test_a_failed_installation_ends_with_the_line(bare_linux: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(setup, "_may_install", lambda: True)
    monkeypatch.setattr(setup, "_apt", lambda packages: 100)
    with pytest.raises(SystemExit, match="apt-get install"):
        setup.see_to_libraries()


def test_a_real_display_asks_for_its_libraries_too(bare_linux: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "libxcb-cursor0" not in setup.missing_packages()
    monkeypatch.setenv("DISPLAY", ":0")
    assert "libxcb-cursor0" in setup.missing_packages()


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_other_systems_need_no_libraries(
    bare_linux: Path, monkeypatch: pytest.MonkeyPatch, platform: str
) -> None:
    monkeypatch.setattr(setup.sys, "platform", platform)
    assert setup.missing_packages() == []


def test_another_lock_means_setting_up_again(bare_linux: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lock = bare_linux / "uv.lock"
    lock.write_text("one")
    monkeypatch.setattr(setup, "LOCK", lock)
    assert not setup.is_ready()
    setup.STAMP.write_text(" ".join(setup._stamp()), "ascii")
    assert setup.is_ready()
    lock.write_text("two")
    assert not setup.is_ready()


def test_a_display_that_comes_later_is_looked_at(bare_linux: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    setup.STAMP.write_text(" ".join(setup._stamp()), "ascii")
    monkeypatch.setenv("DISPLAY", ":0")
    assert not setup.is_ready()


def test_an_environment_that_cannot_be_entered_does_not_loop(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GROUNDSWELL_STARTED", "1")
    with pytest.raises(SystemExit, match="Remove that folder"):
        setup._go_on_in_environment(["brief"])


@pytest.mark.parametrize(
    ("requirement", "name"),
    [("pyside6>=6.11,<6.12", "pyside6"), ("uv", "uv"), ("a-b ~=1", "a-b"), ("x[y]>1", "x")],
)
def test_names_are_read_from_requirements(requirement: str, name: str) -> None:
    assert setup._name(requirement) == name


def test_a_second_start_loads_nothing_but_the_standard_library() -> None:
    """What a ready machine pays before the program proper: no package is imported."""
    program = (
        "import sys; from advocacy import setup; setup.is_ready(); setup.has_display();"
        "print([m for m in ('pandas', 'PySide6', 'plotly', 'scipy') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=setup.ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
