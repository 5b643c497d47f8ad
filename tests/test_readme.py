"""The guide cannot fall behind: its code runs, its commands exist, its pictures are there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text("utf-8")


def _street() -> str:
    match = re.search(r"```python\n(.*?)```", README, flags=re.DOTALL)
    assert match, "the README shows the street as code"
    return match[1]


def test_the_street_is_eight_lines() -> None:
    lines = [
        line for line in _street().splitlines() if line.strip() and not line.startswith(("from", "import"))
    ]
    assert len(lines) == 8


def test_the_street_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The code runs as printed, on the sample data."""
    monkeypatch.chdir(tmp_path)
    sample = sorted((ROOT / "resources" / "sample").glob("*.xlsx"))[0]
    code = re.sub(r'Path\("[^"]*\.xlsx"\)', f"Path({str(sample)!r})", _street(), count=1)
    names: dict[str, object] = {}
    exec(compile(code, "README.md", "exec"), names)
    assert (tmp_path / "brief.docx").stat().st_size > 5_000


def test_the_pictures_exist() -> None:
    pictures = re.findall(r"!\[[^\]]*\]\(([^)]+)\)", README)
    assert pictures
    for picture in pictures:
        assert (ROOT / picture).is_file(), picture


def test_ci_runs_the_command_the_readme_names() -> None:
    assert "python main.py test" in README
    assert "python3 main.py test" in (ROOT / ".ci" / "run").read_text("utf-8")
