"""The archive has one way to be written, and nothing else is read."""

from __future__ import annotations

import io
import os
import random
import struct
import zipfile
from pathlib import Path

import pytest

from advocacy.exporting.package import archive, manifest

FILES = {"a.txt": b"one", "b/c.csv": b"", "b/d.bin": bytes(range(256))}


def _written(folder: Path) -> Path:
    path = folder / "x.zip"
    archive.write(path, FILES)
    return path


def test_what_is_written_is_read_and_is_a_zip_for_everybody(tmp_path: Path) -> None:
    path = _written(tmp_path)
    assert archive.read(path) == FILES
    with zipfile.ZipFile(path) as other:
        assert other.testzip() is None
        assert {name: other.read(name) for name in other.namelist()} == FILES


def test_the_same_files_give_the_same_bytes(tmp_path: Path) -> None:
    first = _written(tmp_path).read_bytes()
    archive.write(tmp_path / "x.zip", dict(reversed(FILES.items())))
    assert (tmp_path / "x.zip").read_bytes() == first


@pytest.mark.parametrize("name", ["../x", "/x", "a//b", "A.txt", "a\\b", "é", "a/..", "", "con:x", "a/b/c/d"])
def test_no_unsafe_name_is_written(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError):
        archive.write(tmp_path / "x.zip", {name: b""})


def _zip(names: list[str], how: int = zipfile.ZIP_STORED, content: bytes = b"x") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", how) as made:
        for name in names:
            made.writestr(zipfile.ZipInfo(name), content, how)
    return out.getvalue()


def _twice() -> bytes:
    with pytest.warns(UserWarning, match="Duplicate"):
        return _zip(["a.txt", "a.txt"])


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"PK",
        b"PK\x03\x04",
        b"%PDF-1.7",
        _zip([]),
        _zip(["a.txt"], zipfile.ZIP_DEFLATED, b"0" * 10_000_000),
        _zip(["../../evil"]),
        _zip(["/etc/passwd"]),
        _zip(["b.txt", "a.txt"]),
        b"PK\x03\x04" + struct.pack("<HHHHHIIIHH", 20, 0, 0, 0, 33, 0, 2**32 - 1, 2**32 - 1, 5, 0) + b"a.txt",
        b"PK\x03\x04" + struct.pack("<HHHHHIIIHH", 20, 0, 0, 0, 33, 0, 500 << 20, 500 << 20, 5, 0) + b"a.txt",
    ],
)
def test_what_another_made_is_refused_in_plain_words(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.zip"
    path.write_bytes(content)
    with pytest.raises(archive.ArchiveError, match="not a whole package"):
        archive.read(path)


def test_a_name_twice_and_too_many_files_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    path.write_bytes(_twice())
    with pytest.raises(archive.ArchiveError):
        archive.read(path)
    archive.write(path, {f"a{i:04d}": b"" for i in range(archive.MOST_FILES + 1)})
    with pytest.raises(archive.ArchiveError, match="more in it"):
        archive.read(path)


def _is_found(path: Path, package: bytes) -> bool:
    """Whether a look at bytes and hashes, without the numbers, finds something."""
    path.write_bytes(package)
    try:
        files = archive.read(path)
    except archive.ArchiveError:
        return True
    signature = manifest.signature_in(files)
    return bool(manifest.differing(files)) or signature is None or not signature.is_valid


def _changes(package: bytes, many: int, seed: int) -> list[bytes]:
    """The package with one byte changed, taken out or put in: anywhere, and often where there are few."""
    chance = random.Random(seed)
    tail = package.rindex(b"signature.json")
    made = [b"x" + package, package + b"x", package[:-1], package[1:], package + package]
    while len(made) < many:
        place = chance.choice((chance.randrange(len(package)), chance.randrange(tail - 900, len(package))))
        other = bytes([package[place] ^ chance.randrange(1, 256)])
        made.append(
            chance.choice(
                (
                    package[:place] + other + package[place + 1 :],
                    package[:place] + other + package[place + 1 :],
                    package[:place] + package[place + 1 :],
                    package[:place] + other + package[place:],
                )
            )
        )
    return [one for one in made if one != package]


def test_any_changed_byte_is_found(tmp_path: Path, package: Path) -> None:
    whole = package.read_bytes()
    assert not _is_found(tmp_path / "x.zip", whole)
    unseen = [one for one in _changes(whole, 60, seed=1) if not _is_found(tmp_path / "x.zip", one)]
    assert not unseen


@pytest.mark.soak
def test_any_of_two_thousand_changed_bytes_is_found(tmp_path: Path, package: Path) -> None:
    many = int(os.environ.get("GROUNDSWELL_BYTES", "2000"))
    changed = _changes(package.read_bytes(), many, seed=2)
    unseen = [one for one in changed if not _is_found(tmp_path / "x.zip", one)]
    print(f"\n{len(changed) - len(unseen)} of {len(changed)} changes found")
    assert not unseen


def test_every_byte_around_the_files_is_looked_at(tmp_path: Path) -> None:
    """Each byte of the headers, of the list of files and of the end, changed one by one."""
    path = _written(tmp_path)
    whole = path.read_bytes()
    for place in range(len(whole)):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        try:
            assert archive.read(path) != FILES, place
        except archive.ArchiveError:
            continue
