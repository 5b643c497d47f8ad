"""Values put into finished files by chance are found; finished files of a normal export hold none."""

from __future__ import annotations

import os
import random
import re
import unicodedata
from pathlib import Path

import pytest

from advocacy.analysis.findings import findings
from advocacy.brief.compose import compose
from advocacy.brief.document import Brief
from advocacy.exporting.export import WRITERS, export
from advocacy.exporting.leak_scan.file_pieces import pieces_of_file
from advocacy.exporting.leak_scan.guard import scan_of_brief
from tests.exporting.leak_scan import people
from tests.exporting.leak_scan.places import PUTS
from tests.exporting.written_brief import text_of

_NOT_PROSE = ("Word, picture", "Word, packed picture", "picture", "page, hidden attribute")


def _documents(brief: Brief, folder: Path) -> dict[str, bytes]:
    made = {}
    for suffix in (".docx", ".pdf", ".html", ".xlsx"):
        export(brief, folder / f"brief{suffix}")
        made[suffix] = (folder / f"brief{suffix}").read_bytes()
    return made


def _missed(folder: Path, many: int, seed: int) -> list[tuple[str, people.Leak]]:
    """Put as many values into files; return those the scan has not found."""
    chance = random.Random(seed)
    held = people.held(seed)
    brief = compose(held, findings(held))
    documents = _documents(brief, folder)
    missed = []
    for number in range(many):
        place = list(PUTS)[number % len(PUTS)]
        suffix, put = PUTS[place]
        leak = people.leak(held, chance)
        while place in _NOT_PROSE and leak.text.startswith(("for ", "reported by ")):
            leak = people.leak(held, chance)  # a single name counts where it is read as one
        path = folder / f"seeded{suffix}"
        path.write_bytes(documents.get(suffix, b""))
        put(path, leak.text)
        if not list(scan_of_brief(brief, held).leaks(pieces_of_file(path))):
            missed.append((place, leak))
    return missed


def test_what_is_put_into_a_file_is_found(tmp_path: Path) -> None:
    assert _missed(tmp_path, len(PUTS), seed=1) == []


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(2, 7))
def test_five_hundred_values_in_files_are_found(tmp_path: Path, seed: int) -> None:
    many = int(os.environ.get("GROUNDSWELL_LEAKS", "500")) // 5
    missed = _missed(tmp_path, many, seed)
    print(f"\n{many - len(missed)} of {many} seeded values found")
    assert missed == []


def _squeezed(text: str) -> str:
    bare = unicodedata.normalize("NFKD", text)
    return re.sub(r"[\W_]+", "", "".join(c for c in bare if not unicodedata.combining(c)).casefold())


def _held_values(held: people.Workspace) -> dict[str, list[str]]:
    licensing, register, partner = (held.table(name) for name in ("licensing_case", "cooperative", "partner"))
    assert licensing and register and partner
    frame = licensing.frame
    names = [f"{a} {b}" for name in frame["applicant"] for a, b in (name.split(), name.split()[::-1])]
    return {
        "name": [*names, *frame["recorded_by"].unique()],
        "phone": frame["Mobile"].tolist(),
        "identity": frame["case_id"].tolist(),
        "statement": frame["statement"].tolist(),
        "contact": partner.frame["contact"].tolist(),
        "place": [f"{x:.3f}" for name in ("latitude", "longitude") for x in register.frame[name]],
    }


def _found_by_eye(held: people.Workspace, folder: Path) -> list[tuple[str, str]]:
    """Search the texts of finished files by a way that has nothing of the scan."""
    brief = compose(held, findings(held))
    found = []
    for suffix in _documents(brief, folder):
        text = text_of(folder / f"brief{suffix}")
        squeezed = _squeezed(text)
        for kind, values in _held_values(held).items():
            if kind == "place":
                found += [(kind, suffix) for value in values if value in text]
            else:
                found += [(kind, suffix) for value in values if _squeezed(value) in squeezed]
    return found


def test_a_normal_export_holds_nothing_of_anybody(tmp_path: Path) -> None:
    assert _found_by_eye(people.held(40), tmp_path) == []


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(50, 55))
def test_five_hundred_people_are_in_no_finished_file(tmp_path: Path, seed: int) -> None:
    found = _found_by_eye(people.held(seed, people=100), tmp_path)
    print(f"\n{len(found)} values of 100 people in finished files")
    assert found == []


def test_every_writer_is_looked_through() -> None:
    known = {suffix for suffix, _ in PUTS.values()}
    assert set(WRITERS) <= known
