"""A package is verified by what is in it; whoever changes something is found out."""

from __future__ import annotations

import contextlib
import json
import random
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from advocacy import cli
from advocacy.errors import AdvocacyError
from advocacy.exporting.package import archive, manifest, signing_key
from advocacy.exporting.package.against_workspace import compared
from advocacy.exporting.package.verifying import looked_through, verify
from advocacy.workspace import Workspace
from advocacy.workspace.file import WorkspaceFile
from tests.exporting.package import packed

Files = dict[str, bytes]


def _main(*arguments: str) -> int:
    return cli.run(arguments, make_renderer=lambda: None)


def test_a_whole_package_holds(package: Path, capsys: pytest.CaptureFixture[str]) -> None:
    verdict = verify(package)
    assert verdict.faults == ()
    assert verdict.made_again + verdict.alone == verdict.claims > 100
    assert verdict.alone < 0.25 * verdict.claims
    assert _main("verify", str(package), "--key", verdict.fingerprint) == 0
    said = capsys.readouterr().out
    assert verdict.fingerprint in said and "This is the key you named." in said and "holds" in said


def test_the_same_brief_gives_the_same_package(package: Path, tmp_path: Path) -> None:
    assert packed.made(tmp_path).read_bytes() == package.read_bytes()


def test_the_tables_are_described_as_other_programs_read_them(package: Path) -> None:
    files = archive.read(package)
    told = json.loads(files["datapackage.json"])
    for table in told["resources"]:
        heading = files[table["path"]].decode("utf-8").split("\n")[0].split(",")
        assert heading == [field["name"] for field in table["schema"]["fields"]]
        assert table["schema"]["missingValues"] == [""]
        assert set(table["schema"]["primaryKey"]) <= set(heading)
    assert {"documents/brief.docx", "documents/brief.pdf", "documents/brief.html"} <= set(files)


def test_the_recipe_names_no_person_and_no_clock(package: Path) -> None:
    files = archive.read(package)
    recipe = json.loads(files["recipe.json"])
    assert recipe["settings"]["smallest_group"] == 5 and "person" not in recipe["settings"]
    texts = b"".join(content for name, content in files.items() if not name.startswith("documents/"))
    assert not re.search(rb"\d\d:\d\d:\d\d", texts)


# --- changed by somebody who cannot sign ---


def test_hashes_made_anew_do_not_make_a_signature(package: Path, tmp_path: Path) -> None:
    files = archive.read(package)
    files["how-to-check.txt"] += b"Trust me.\n"
    verdict = looked_through(packed.signed_again(tmp_path / "x.zip", files), "")
    assert any("signature does not fit" in fault for fault in verdict.faults)
    assert verdict.fingerprint == ""


@pytest.mark.parametrize("name", ["manifest.json", "signature.json", "claims.json", "tables/estimates.csv"])
def test_a_file_taken_out_is_missed(package: Path, tmp_path: Path, name: str) -> None:
    files = archive.read(package)
    del files[name]
    archive.write(tmp_path / "x.zip", files)
    assert looked_through(tmp_path / "x.zip", "").faults


def test_a_file_put_in_is_seen(package: Path, tmp_path: Path) -> None:
    files = {**archive.read(package), "more.txt": b"more"}
    archive.write(tmp_path / "x.zip", files)
    assert "more.txt is not as it was signed." in looked_through(tmp_path / "x.zip", "").faults


def test_signed_by_another_is_told_where_the_key_is_known(package: Path, tmp_path: Path) -> None:
    known = verify(package).fingerprint
    files = archive.read(package)
    stranger = packed.signed_by_another(tmp_path / "x.zip", files)
    assert looked_through(stranger, "").faults == ()  # whole in itself; whose it is, only the key tells
    assert looked_through(stranger, known).faults == (
        "It is signed with another key than the one you named.",
    )


# --- changed by the signer, or by somebody whose key nobody asks for ---


def _first(told: Any, kind: str) -> Any:
    return next(one for one in told["claims"] if one["formula"] and one["formula"][0] == kind)


def _other_value(told: Any) -> None:
    one = _first(told, "ratio")
    one["value"], one["printed"] = 0.99, "99%"
    one["sentences"] = []


def _other_words(told: Any) -> None:
    _first(told, "ratio")["printed"] = "99%"


def _other_formula(told: Any) -> None:
    _first(told, "ratio")["formula"] = ["count", 1, "n"]


def _no_such_formula(told: Any) -> None:
    _first(told, "ratio")["formula"] = ["__import__", "os"]


def _other_sentence(told: Any) -> None:
    number = next(one for one in told["claims"] if one["sentences"])["sentences"][0]
    told["sentences"][number] = "Nine of ten wait for ever, as everybody here can tell you."


def _twice(told: Any) -> None:
    told["claims"].append(told["claims"][0])


def _not_told(told: Any) -> None:
    told["sentences_not_in"].pop("documents/brief.html")


@pytest.mark.parametrize(
    "change",
    [_other_value, _other_words, _other_formula, _no_such_formula, _other_sentence, _twice, _not_told],
)
def test_claims_changed_and_signed_differ_from_the_tables(
    package: Path, tmp_path: Path, change: Callable[[Any], None]
) -> None:
    files = packed.with_json(archive.read(package), "claims.json", change)
    path = packed.signed_again(tmp_path / "x.zip", files, signing_key.own_key())
    verdict = looked_through(path, "")
    assert verdict.fingerprint and verdict.faults


def _leaves(content: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inside = content.items() if isinstance(content, dict) else enumerate(content)
    found: list[tuple[Any, ...]] = []
    for key, one in inside:
        found += _leaves(one, (*path, key)) if isinstance(one, dict | list) and one else [(*path, key)]
    return found


def test_claims_nested_without_end_are_a_fault(package: Path, tmp_path: Path) -> None:
    files = {**archive.read(package), "claims.json": b"[" * 200_000}
    verdict = looked_through(packed.signed_again(tmp_path / "x.zip", files, signing_key.own_key()), "")
    assert verdict.faults == ("Its claims or tables cannot be read.",)


@pytest.mark.parametrize("seed", range(20))
def test_nonsense_in_signed_claims_is_a_fault_and_no_crash(package: Path, tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    nonsense = (None, -1, 10**400, "", "x" * 999, [], {}, [[]], True, {"a": [1]}, "1", 0.1, [None], "\u0000")

    def spoil(told: Any) -> None:
        places = _leaves(told)
        for *way, last in chance.sample(places, 3):
            where = told
            for step in way:
                where = where[step]
            where[last] = chance.choice(nonsense)

    files = packed.with_json(archive.read(package), "claims.json", spoil)
    for name in ("tables/estimates.csv", "tables/curves.csv", "datapackage.json", "recipe.json"):
        if chance.random() < 0.3:
            content = bytearray(files[name])
            for _ in range(3):
                content[chance.randrange(len(content))] = chance.randrange(256)
            files[name] = bytes(content)
    path = packed.signed_again(tmp_path / "x.zip", files, signing_key.own_key())
    assert looked_through(path, "").fingerprint
    with contextlib.suppress(AdvocacyError):
        compared(path, Workspace())


def test_tables_changed_and_signed_differ_from_the_claims(package: Path, tmp_path: Path) -> None:
    files = archive.read(package)
    lines = files["tables/estimates.csv"].decode("utf-8").split("\n")
    changed = 0
    for number, line in enumerate(lines[1:], 1):
        cells = line.split(",")
        if len(cells) == 18 and cells[6] == "share" and cells[12]:
            cells[12] = str(float(cells[12]) + 1)
            lines[number] = ",".join(cells)
            changed += 1
    assert changed
    files["tables/estimates.csv"] = "\n".join(lines).encode("utf-8")
    verdict = looked_through(packed.signed_again(tmp_path / "x.zip", files, signing_key.own_key()), "")
    assert any("the tables give" in fault for fault in verdict.faults)


def test_a_document_changed_and_signed_does_not_hold_the_sentences(package: Path, tmp_path: Path) -> None:
    files, name = archive.read(package), "documents/brief.html"
    text = files[name].decode("utf-8")
    changed = re.sub(r"(Half of the applications wait (?:<[^>]*>)*)\d+", r"\g<1>7777", text)
    assert changed != text
    files[name] = changed.encode("utf-8")
    verdict = looked_through(packed.signed_again(tmp_path / "x.zip", files, signing_key.own_key()), "")
    assert any(fault.startswith(f"In {name} does not stand") for fault in verdict.faults)


def test_a_number_changed_in_a_table_of_a_document_is_none_of_the_claims(
    package: Path, tmp_path: Path
) -> None:
    files, name = archive.read(package), "documents/brief.md"
    changed = re.sub(r"\| \d+ days \|", "| 7777 days |", files[name].decode("utf-8"), count=1)
    assert "7777" in changed
    files[name] = changed.encode("utf-8")
    verdict = looked_through(packed.signed_again(tmp_path / "x.zip", files, signing_key.own_key()), "")
    assert verdict.faults == (f"In {name} stands 7777, which is no number of the claims.",)


def test_a_workbook_changed_and_signed_does_not_hold_the_numbers(package: Path, tmp_path: Path) -> None:
    import zipfile

    files, name, out = archive.read(package), "documents/brief.xlsx", tmp_path / "brief.xlsx"
    out.write_bytes(files[name])
    with zipfile.ZipFile(out) as old:
        parts = {part: old.read(part) for part in old.namelist()}
    with zipfile.ZipFile(out, "w") as new:
        for part, content in parts.items():
            new.writestr(part, re.sub(rb"<v>0\.\d+</v>", b"<v>0.5</v>", content))
    files[name] = out.read_bytes()
    verdict = looked_through(packed.signed_again(tmp_path / "x.zip", files, signing_key.own_key()), "")
    assert any(fault.startswith(f"In {name} no cell holds") for fault in verdict.faults)


def test_a_bomb_among_the_documents_is_told_and_not_unpacked(package: Path, tmp_path: Path) -> None:
    import io
    import zipfile

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bomb:
        for i in range(5):
            bomb.writestr(f"word/{i}.xml", b"<a>" + b" " * (100 << 20))
    files = {**archive.read(package), "documents/brief.docx": out.getvalue()}
    verdict = verify(packed.signed_again(tmp_path / "x.zip", files, signing_key.own_key()))
    assert any("documents/brief.docx cannot be read" in fault for fault in verdict.faults)


# --- the workspace, the key, the command ---


def test_every_number_comes_from_the_workspace(package: Path) -> None:
    result = compared(package, packed.WORKSPACE)
    assert result.differ == () and result.gone == 0
    assert result.same == verify(package).claims


def test_another_workspace_differs(package: Path) -> None:
    table = packed.WORKSPACE.tables[0]
    fewer = replace(
        table, frame=table.frame.iloc[:50], raw=table.raw.iloc[:50], origin=table.origin.iloc[:50]
    )
    other = replace(packed.WORKSPACE, tables=(fewer, *packed.WORKSPACE.tables[1:]))
    assert compared(package, other).differ


def test_the_command_recomputes_from_a_workspace_file(
    package: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "w.groundswell"
    file = WorkspaceFile.create(path)
    file.save(packed.WORKSPACE, "made")
    file.close()
    assert _main("verify", str(package), "--workspace", str(path)) == 0
    assert "made again from the workspace and are the same" in capsys.readouterr().out


def test_the_command_says_what_differs(
    package: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = packed.with_json(archive.read(package), "claims.json", _other_value)
    path = packed.signed_again(tmp_path / "x.zip", files, signing_key.own_key())
    assert _main("verify", str(path)) == 1
    said = capsys.readouterr().out
    assert "99%" in said and "does NOT hold" in said


@pytest.mark.parametrize("content", [None, b"", b"no package"])
def test_what_cannot_be_checked_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes | None
) -> None:
    path = tmp_path / "x.zip"
    if content is not None:
        path.write_bytes(content)
    assert _main("verify", str(path)) == (2 if content is None else 1)
    told = capsys.readouterr().err
    assert told and "Traceback" not in told


def test_the_key_is_made_once_and_is_nobody_elses(tmp_path: Path) -> None:
    first = signing_key.own_key(tmp_path / "own")
    again = signing_key.own_key(tmp_path / "own")
    public = signing_key.public_bytes(first)
    assert public == signing_key.public_bytes(again)
    assert public != signing_key.public_bytes(signing_key.own_key(tmp_path / "other"))
    assert (tmp_path / "own" / "signing-key.pem").stat().st_mode & 0o077 in (0, 0o066)
    told = signing_key.fingerprint(public)
    (tmp_path / "key.txt").write_text(public.hex(), "utf-8")
    for words in (told, told.lower(), told.replace(" ", ""), told.replace(" ", "-"), public.hex()):
        assert signing_key.is_key(public, words)
    assert signing_key.is_key(public, str(tmp_path / "key.txt"))
    for words in ("", "x", told[:-1] + "?", str(tmp_path / "none"), str(tmp_path)):
        assert not signing_key.is_key(public, words)


def test_a_key_that_cannot_be_read_is_not_made_anew(tmp_path: Path) -> None:
    (tmp_path / "signing-key.pem").write_text("damaged", "utf-8")
    with pytest.raises(AdvocacyError, match="cannot be used"):
        signing_key.own_key(tmp_path)
    assert (tmp_path / "signing-key.pem").read_text("utf-8") == "damaged"


def test_a_signature_written_in_another_way_is_none(package: Path) -> None:
    files = archive.read(package)
    told = json.loads(files[manifest.SIGNATURE])
    assert manifest.signature_in(files) == manifest.Signature(bytes.fromhex(told["public_key"]), True)
    loose = {**files, manifest.SIGNATURE: json.dumps(told).encode()}
    found = manifest.signature_in(loose)
    assert found is not None and not found.is_valid
