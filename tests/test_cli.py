"""The street without a window: documents, workspaces, exit codes and plain words."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import openpyxl
import pytest

from advocacy import cli
from advocacy.charts.picture import Picture
from advocacy.cli import exit_codes
from advocacy.progress import Progress
from advocacy.workspace.file import WorkspaceFile
from tests.exporting.word_templates import letterhead, words_of
from tests.shared_data import SHARED_DATA, needs_shared_data

FORMATS = tuple(f"brief{suffix}" for suffix in (".docx", ".pdf", ".html", ".xlsx", ".md"))


def _no_renderer() -> None:
    return None


def _run(*arguments: object) -> int:
    return cli.run([str(a) for a in arguments], make_renderer=_no_renderer)


@pytest.fixture
def cases(tmp_path: Path) -> Path:
    """A plain sheet of forty licensing cases, ten of them pending."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Case no.", "Date of application", "Date of decision", "Status", "Region", "Sex"])
    for i in range(40):
        decided = f"{(i % 27) + 1:02d}/06/2024" if i % 4 else None
        status = "Granted" if i % 4 else "Pending"
        sheet.append([f"A-{i:03d}", f"{(i % 27) + 1:02d}/01/2024", decided, status, "North", "female"])
    path = tmp_path / "cases.xlsx"
    book.save(path)
    return path


def test_a_brief_is_a_document_of_each_format(
    cases: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "new" / "folder"
    assert _run("brief", cases, "--out", out) == exit_codes.DONE
    assert sorted(p.name for p in out.iterdir()) == sorted(FORMATS)
    said = capsys.readouterr()
    assert "40 rows in file = 40 kept" in said.out
    assert "Charts cannot be drawn" in said.err


def test_cards_need_somebody_who_draws(
    cases: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run("brief", cases, "--out", tmp_path / "out", "--cards") == exit_codes.DONE
    assert "Picture cards cannot be drawn" in capsys.readouterr().err
    drawn = Picture("<svg xmlns='http://www.w3.org/2000/svg'/>", _png(), 1080, 1080)
    arguments = ["brief", str(cases), "--out", str(tmp_path / "out"), "--cards"]
    assert (
        cli.run(arguments, make_renderer=lambda: lambda figures, _: [drawn for _ in figures])
        == exit_codes.DONE
    )
    with zipfile.ZipFile(tmp_path / "out" / "brief cards.zip") as package:
        assert "01 Time to a decision.png" in package.namelist()


def test_what_is_weak_in_a_brief_is_told_after_it_is_written(
    cases: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run("brief", cases, "--out", tmp_path / "out", "--venue", "commons") == exit_codes.DONE
    said = capsys.readouterr().out
    assert "Error: Nothing is asked for." in said
    assert "The venue takes only .docx" in said
    assert said.index("brief.docx") < said.index("Error:") < said.index("Note:")


def test_a_refused_file_is_named_and_the_rest_goes_on(
    cases: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"PK\x03\x04 not a workbook")
    assert _run("brief", cases, broken, "--out", tmp_path / "out") == exit_codes.SOME_REFUSED
    assert "broken.xlsx" in capsys.readouterr().err
    assert (tmp_path / "out" / "brief.docx").exists()


def test_nothing_usable_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    empty = tmp_path / "empty.csv"
    empty.write_bytes(b"")
    assert _run("brief", empty, "--out", tmp_path / "out") == exit_codes.NOTHING_DONE
    assert not (tmp_path / "out").exists()
    said = capsys.readouterr().err
    assert "empty.csv" in said
    assert "Traceback" not in said


def test_a_file_that_is_not_there_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("brief", tmp_path / "absent.xlsx", "--out", tmp_path / "out") == exit_codes.NOTHING_DONE
    assert "absent.xlsx" in capsys.readouterr().err


def test_import_makes_a_workspace_and_adds_to_it(cases: Path, tmp_path: Path) -> None:
    target = tmp_path / "ours.groundswell"
    assert _run("import", cases, "--workspace", target, "--limit-days", "90") == exit_codes.DONE
    file = WorkspaceFile.open(target)
    table = file.workspace.table("licensing_case")
    assert table is not None
    assert len(table) == 40
    assert file.workspace.settings.limit_days == 90
    assert file.workspace.sources[0].name == "cases.xlsx"
    file.close()


def test_the_same_file_twice_is_refused_and_changes_nothing(
    cases: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "ours.groundswell"
    assert _run("import", cases, "--workspace", target) == exit_codes.DONE
    assert _run("import", cases, "--workspace", target) == exit_codes.NOTHING_DONE
    assert "cases.xlsx" in capsys.readouterr().err
    file = WorkspaceFile.open(target)
    assert [len(t) for t in file.workspace.tables] == [40]
    file.close()


def test_charts_are_asked_for_once_and_put_in(cases: Path, tmp_path: Path) -> None:
    asked: list[int] = []
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="60" height="34"><rect width="60" height="34"/></svg>'
    )

    def render(figures: Sequence[Mapping[str, object]], progress: Progress) -> list[Picture]:
        asked.append(len(figures))
        return [Picture(svg, _png(), 60, 34) for _ in figures]

    code = cli.run(["brief", str(cases), "--out", str(tmp_path / "out")], make_renderer=lambda: render)
    assert code == exit_codes.DONE
    assert len(asked) == 1
    assert asked[0] >= 3


@pytest.mark.parametrize(
    "arguments", [["brief"], ["brief", "x.xlsx"], ["import", "x.xlsx"], ["dance"], ["-q"]]
)
def test_wrong_use_exits_with_two(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        _run(*arguments)
    assert stop.value.code == exit_codes.WRONG_USE


@pytest.mark.parametrize("arguments", [["--help"], ["brief", "--help"], ["import", "--help"], ["--version"]])
def test_help_is_there(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        _run(*arguments)
    assert stop.value.code == 0
    assert "main.py" in (said := capsys.readouterr().out) or "Groundswell" in said


@pytest.mark.parametrize(("text", "fault"), [("2024-02-30", "YYYY-MM-DD"), ("soon", "YYYY-MM-DD")])
def test_a_day_must_be_a_day(text: str, fault: str, cases: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        _run("brief", cases, "--out", "x", "--data-date", text)
    assert fault in capsys.readouterr().err


def test_templates_are_written_for_every_table(tmp_path: Path) -> None:
    assert _run("templates", "--out", tmp_path / "blank", "--language", "fr") == exit_codes.DONE
    assert (tmp_path / "blank" / "licensing_case.xlsx").exists()
    assert (tmp_path / "blank" / "letterhead.docx").exists()


def test_stopping_is_no_fault(cases: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("advocacy.cli.brief_command.gather", stop)
    assert _run("brief", cases, "--out", tmp_path / "out") == exit_codes.STOPPED


@needs_shared_data
def test_the_kobo_folder_gives_a_document_of_each_format(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = SHARED_DATA / "survey_exports" / "kobo_asm_form"
    assert _run("brief", folder, "--out", tmp_path / "out") == exit_codes.DONE
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == sorted(FORMATS)


@needs_shared_data
def test_the_mozambique_cadastre_gives_its_known_numbers(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    register = SHARED_DATA / "cadastre" / "mozambique" / "mz_flexicadastre_live_and_pending.csv"
    out = tmp_path / "out"
    assert _run("brief", register, "--out", out, "--data-date", "2015-03-10") == exit_codes.DONE
    text = (out / "brief.html").read_text("utf-8")
    assert "1,283" in text
    assert "417 of 1,272 were pending" in text  # 416 without a decision, and one decided after that day


def _png() -> bytes:
    import struct
    import zlib

    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\0\0"))
        + chunk(b"IEND", b"")
    )


def test_a_dry_run_reports_and_leaves_the_workspace(cases: Path, tmp_path: Path) -> None:
    workspace, report = tmp_path / "w.groundswell", tmp_path / "report.json"
    assert _run("import", cases, "--workspace", workspace, "--dry-run", "--report", report) == exit_codes.DONE
    assert not workspace.exists()
    told = json.loads(report.read_text("utf-8"))
    assert [file["name"] for file in told["files"]] == ["cases.xlsx"]
    assert [(sheet["rows_in_file"], sheet["kept"]) for sheet in told["sheets"]] == [(40, 40)]
    assert told["refused"] == []


def test_files_with_issues_come_back_marked(tmp_path: Path) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_text("Case number,Date of application\nA-1,soon\n", "utf-8")
    returns = tmp_path / "returns"
    assert (
        _run("import", bad, "--workspace", tmp_path / "w.groundswell", "--returns", returns)
        == exit_codes.DONE
    )
    assert [path.name for path in returns.iterdir()] == ["bad.xlsx"]


def test_the_dialect_can_be_said(tmp_path: Path) -> None:
    flat = tmp_path / "flat.csv"
    flat.write_text("Colour,Size\nred,1\nred,2\nblue,2\nblue,1\n", "utf-8")
    assert (
        _run("import", flat, "--workspace", tmp_path / "w.groundswell", "--dialect", "survey")
        == exit_codes.DONE
    )
    file = WorkspaceFile.open(tmp_path / "w.groundswell")
    assert [table.name for table in file.workspace.tables] == ["survey"]
    file.close()


def test_choices_of_a_workspace_serve_another(tmp_path: Path) -> None:
    first, second = tmp_path / "first.csv", tmp_path / "second.csv"
    first.write_text("Colour,Size\nred,1\nred,2\nblue,2\nblue,1\n", "utf-8")
    second.write_text("Colour,Size\nred,3\n", "utf-8")
    kept, other = tmp_path / "kept.groundswell", tmp_path / "other.groundswell"
    assert _run("import", first, "--workspace", kept, "--dialect", "survey") == exit_codes.DONE
    assert _run("import", second, "--workspace", other, "--recipe", kept) == exit_codes.DONE
    file = WorkspaceFile.open(other)
    assert [table.name for table in file.workspace.tables] == ["survey"]
    file.close()


def test_a_protected_workspace_is_opened_by_a_file_or_the_environment(
    cases: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("advocacy.workspace.key._COST", 12)
    target, words = tmp_path / "ours.groundswell", tmp_path / "words.txt"
    words.write_bytes("\ufefffour words are good\r\nnot this line\r\n".encode())
    assert _run("import", cases, "--workspace", target, "--passphrase-file", words) == exit_codes.DONE
    assert target.read_bytes()[:4] == b"GRND" and b"cases.xlsx" not in target.read_bytes()
    assert _run("import", cases, "--workspace", target) == exit_codes.NOTHING_DONE
    assert "protected by a passphrase" in capsys.readouterr().err
    monkeypatch.setenv("GROUNDSWELL_PASSPHRASE", "not these words")
    assert _run("import", cases, "--workspace", target) == exit_codes.NOTHING_DONE
    assert "does not open" in capsys.readouterr().err
    monkeypatch.setenv("GROUNDSWELL_PASSPHRASE", "four words are good")
    assert _run("import", cases, "--workspace", target) == exit_codes.NOTHING_DONE  # the same file again
    assert "passphrase" not in capsys.readouterr().err
    assert _run("brief", cases, "--recipe", target, "--out", tmp_path / "out") == exit_codes.DONE


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\xff\xfe\x00", b"x" * 100_000, None])
def test_a_passphrase_file_that_is_none_is_said(
    cases: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes | None
) -> None:
    words = tmp_path / "words.txt"
    if content is not None:
        words.write_bytes(content)
    target = tmp_path / "ours.groundswell"
    assert _run("import", cases, "--workspace", target, "--passphrase-file", words) == exit_codes.NOTHING_DONE
    assert "words.txt" in capsys.readouterr().err
    assert not target.exists()


def test_no_option_takes_the_passphrase_itself(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        _run("import", "x.xlsx", "--workspace", "w", "--passphrase", "four words are good")
    capsys.readouterr()


def _workspace(folder: Path, name: str, *rows: tuple[str, str]) -> Path:
    """A workspace file with these cases and their status."""
    sheet = folder / f"{name}.csv"
    lines = [f"{number},2024-01-02,{status},Ama {number},{name}" for number, status in rows]
    sheet.write_text(
        "\n".join(["Case no.,Date of application,Status,Applicant,Remarks", *lines]) + "\n", "utf-8"
    )
    path = folder / f"{name}.groundswell"
    assert _run("import", sheet, "--workspace", path) == exit_codes.DONE
    return path


def test_workspaces_are_merged_and_conflicts_reported(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    north = _workspace(tmp_path, "north", ("1", "pending"), ("2", "pending"))
    south = _workspace(tmp_path, "south", ("2", "granted"), ("3", "refused"))
    out, report = tmp_path / "both.groundswell", tmp_path / "report.json"
    assert (
        _run("merge", north, south, "--workspace", out, "--choose", "mine", "--report", report)
        == exit_codes.DONE
    )
    told = json.loads(report.read_text("utf-8"))
    (merge,) = told["merges"]
    assert [
        (c["field"], c["mine"]["value"], c["theirs"]["value"], c["taken"]) for c in merge["conflicts"]
    ] == [
        ("status", "Pending", "Granted", "mine"),
        ("statement", "north", "south", "mine"),
    ]
    assert merge["conflicts"][0]["theirs"]["cell"] == "C2"
    assert merge["tables"][0]["added"] == 1 and told["refused"] == []
    assert "2 rows of licensing_case = 1 added" in capsys.readouterr().out
    file = WorkspaceFile.open(out)
    held = file.workspace.table("licensing_case")
    assert held is not None and sorted(held.frame["case_id"]) == ["1", "2", "3"]
    for source in file.workspace.sources:  # the files travel with the workspace, byte for byte
        assert file.source_content(source.sha256) == (tmp_path / source.name).read_bytes()
    file.close()


def test_a_merge_never_writes_over_a_workspace(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    north = _workspace(tmp_path, "north", ("1", "pending"))
    south = _workspace(tmp_path, "south", ("2", "granted"))
    before = north.read_bytes()
    assert _run("merge", north, south, "--workspace", north) == exit_codes.NOTHING_DONE
    assert north.read_bytes() == before
    assert "exists already" in capsys.readouterr().err
    assert _run("merge", north, "--workspace", tmp_path / "out.groundswell") == exit_codes.NOTHING_DONE
    assert _run("merge", north, tmp_path / "absent", "--workspace", tmp_path / "o") == exit_codes.NOTHING_DONE
    assert not (tmp_path / "o").exists()
    broken = tmp_path / "broken.groundswell"
    broken.write_bytes(b"no workspace")
    out = tmp_path / "two.groundswell"
    assert _run("merge", north, broken, south, "--workspace", out) == exit_codes.SOME_REFUSED
    assert "broken.groundswell" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ((), "Groups of fewer than 5 people or cases are not shown"),
        (("--smallest-group", 10), "Groups of fewer than 10 people or cases are not shown"),
        (("--protect", "round"), "rounded to the nearest multiple of 5"),
        (("--protect", "round", "--smallest-group", 7), "medians of fewer than 7 are not shown"),
    ],
)
def test_the_brief_says_how_few_people_are_protected(
    options: tuple[object, ...], said: str, cases: Path, tmp_path: Path
) -> None:
    assert _run("brief", cases, "--out", tmp_path / "out", *options) == 0
    assert said in " ".join((tmp_path / "out" / "brief.html").read_text("utf-8").split())


@pytest.mark.parametrize("text", ["0", "2", "-5", "five", ""])
def test_a_group_of_two_protects_nobody(text: str, cases: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        _run("brief", cases, "--out", "x", "--smallest-group", text)
    assert stop.value.code == 2


def test_an_earlier_brief_is_warned_of_before_anything_is_written(
    cases: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The earlier one stands in the workspace whose choices are used; it had two applications fewer."""
    from advocacy.workspace.exported import Exported

    kept = tmp_path / "kept.groundswell"
    assert _run("import", cases, "--workspace", kept) == 0
    file = WorkspaceFile.open(kept)
    counts = (("licensing.time_to_decision", "", "n", 38),)
    file.save(file.workspace.with_exported(Exported("2024-05-01", "first.pdf", counts)), "told")
    file.close()
    capsys.readouterr()
    assert _run("brief", cases, "--out", tmp_path / "out", "--recipe", kept) == 0
    told = capsys.readouterr().err
    assert "differs by 2 from the brief first.pdf of 2024-05-01" in told
    assert _run("brief", cases, "--out", tmp_path / "out", "--recipe", kept, "--protect", "round") == 0
    assert "differs by" not in capsys.readouterr().err


def test_the_yearly_burden_can_be_stated(cases: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    stated = ("--tariff-per-hour", "12.5", "--hours-per-application", "25", "--out-of-pocket", "800")
    more = ("--applications-per-year", "420", "--frequency", "1", "--business-as-usual", "20")
    assert _run("brief", cases, "--out", out, *stated, *more) == exit_codes.DONE
    text = (out / "brief.html").read_text("utf-8")
    assert "373,800" in text and "12.50 an hour (stated by the user)" in text


@pytest.mark.parametrize(
    ("option", "text"), [("--tariff-per-hour", "much"), ("--frequency", "-1"), ("--hours-per-day", "0")]
)
def test_an_input_must_be_a_number(
    option: str, text: str, cases: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        _run("brief", cases, "--out", "x", f"{option}={text}")
    assert "give a number" in capsys.readouterr().err


def _survey_file(tmp_path: Path) -> Path:
    path = tmp_path / "survey.csv"
    rows = "".join(f"{'FM'[i % 2]},{('yes', 'no')[i % 3 == 0]}\n" for i in range(60))
    path.write_text(f"Sex,Did you pay?\n{rows}", "utf-8")
    return path


def test_answers_are_compared_and_weighted(tmp_path: Path) -> None:
    out = tmp_path / "out"
    options = (
        "--dialect",
        "survey",
        "--chosen",
        "chance",
        "--weight-to",
        "gender=Sex",
        "--compare-by",
        "sex",
    )
    assert _run("brief", _survey_file(tmp_path), "--out", out, *options) == exit_codes.DONE
    text = (out / "brief.html").read_text("utf-8")
    assert "Did you pay? – by Sex" in text and "no cooperative has returned" in text


@pytest.mark.parametrize("option", ["--compare-by", "--weight", "--stratum", "--group", "--weight-to"])
def test_a_column_that_is_not_there_is_told(
    option: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    named = "gender=Gender" if option == "--weight-to" else "Gender"
    files = (_survey_file(tmp_path), "--dialect", "survey", "--out", tmp_path / "out")
    assert _run("brief", *files, option, named) == exit_codes.NOTHING_DONE
    told = capsys.readouterr().err
    assert "“Gender”" in told and "Sex" in told


@pytest.mark.parametrize("pair", ["gender", "shoes=Sex", "gender="])
def test_what_to_weight_to_must_be_known(pair: str, cases: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        _run("brief", cases, "--out", "x", "--weight-to", pair)
    assert stopped.value.code == exit_codes.WRONG_USE
    assert "FIELD=COLUMN" in capsys.readouterr().err


def test_the_word_brief_goes_into_a_template(
    cases: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    template = tmp_path / "ours.docx"
    template.write_bytes(letterhead("About {{ title }}", "{{ brief }}", "{{ chair }}"))
    out = tmp_path / "out"
    assert _run("brief", cases, "--out", out, "--template", template, "--title", "In time") == exit_codes.DONE
    said = capsys.readouterr().out
    assert "“ours.docx”" in said and "“{{ chair }}” is not understood" in said
    words = words_of(out / "brief.docx").splitlines()
    assert (words[0], words[-1]) == ("About In time", "")


def test_what_is_no_template_is_refused_before_anything_is_done(
    cases: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert _run("brief", cases, "--out", out, "--template", cases) == exit_codes.NOTHING_DONE
    assert "no Word document" in capsys.readouterr().err
    assert not out.exists()
