"""Without a window too: what an opponent could say, and what changed since an earlier brief."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from advocacy.analysis.findings import findings
from advocacy.brief.compose import compose
from advocacy.brief.told import told
from advocacy.cli import exit_codes
from advocacy.workspace.file import WorkspaceFile
from tests.test_cli import _run, cases

__all__ = ["cases"]


@pytest.fixture
def more(tmp_path: Path) -> Path:
    """Twenty later cases, decided after half a year."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Case no.", "Date of application", "Date of decision", "Status", "Region", "Sex"])
    for i in range(20):
        day = f"{i + 1:02d}"
        sheet.append([f"B-{i:03d}", f"{day}/02/2024", f"{day}/09/2024", "Granted", "North", "male"])
    path = tmp_path / "more.xlsx"
    book.save(path)
    return path


def test_objections_are_told_with_their_answers(
    cases: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run("brief", cases, "--out", tmp_path / "out", "--objections") == exit_codes.DONE
    said = capsys.readouterr().out.partition("Objections, the strongest first")[2].splitlines()
    strengths = [int(line[:5]) for line in said[1:] if "“" in line]
    assert len(strengths) > 5 and strengths == sorted(strengths, reverse=True)
    assert any(
        "“You left the pending applications out" in line and "10 applications" in line for line in said
    )


def test_changes_since_a_package_are_told_with_their_reason(
    cases: Path, more: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run("brief", cases, "--out", tmp_path / "old", "--package") == exit_codes.DONE
    package = tmp_path / "old" / "brief.zip"
    capsys.readouterr()
    assert _run("brief", cases, "--out", tmp_path / "same", "--since", package) == exit_codes.DONE
    assert "Numbers of “brief.zip” that hold no longer: 0" in capsys.readouterr().out
    assert _run("brief", cases, more, "--out", tmp_path / "new", "--since", package) == exit_codes.DONE
    said = capsys.readouterr().out
    assert "40 → 60 (20 new rows in “Licensing cases”; other data date)" in said


def test_changes_since_the_last_brief_of_a_workspace(
    cases: Path, more: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = tmp_path / "kept.groundswell"
    assert _run("import", cases, "--workspace", kept) == exit_codes.DONE
    assert _run("brief", cases, "--out", tmp_path / "a", "--since", kept) == exit_codes.NOTHING_DONE
    assert "has left the program yet" in capsys.readouterr().err
    file = WorkspaceFile.open(kept)
    brief = compose(file.workspace, findings(file.workspace))
    file.save(file.workspace.with_exported(told(file.workspace, brief, "a.pdf", date(2025, 1, 1))), "told")
    file.close()
    assert _run("brief", cases, more, "--out", tmp_path / "b", "--since", kept) == exit_codes.DONE
    assert "20 new rows in “Licensing cases”" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["no.zip", "no.groundswell"])
def test_what_cannot_be_read_is_said_before_anything_is_written(
    name: str, cases: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / name
    path.write_bytes(b"nothing of the kind")
    out = tmp_path / "out"
    assert _run("brief", cases, "--out", out, "--since", path) == exit_codes.NOTHING_DONE
    assert not out.exists() and "Traceback" not in capsys.readouterr().err
