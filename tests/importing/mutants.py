"""Spreadsheets changed at random: what a bad copy, a bad disk or a bad person makes of them."""

from __future__ import annotations

import io
import random
import tempfile
import zipfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from advocacy.errors import AdvocacyError
from advocacy.importing.importer import understand_file
from advocacy.progress import Progress

_INSERTED = (b"<", b"]]>", b"\x00", b"999999999", b'r="ZZZ99999999"', b'"', b"-1")


def read_mutants(seeds: Sequence[Path], numbers: Sequence[int], *, progress: Progress) -> Counter[str]:
    """Read a mutant for each number; count what became of them. Runs in a reading process."""
    outcome: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        for number in numbers:
            chance = random.Random(number)
            seed = chance.choice(list(seeds))
            path = Path(folder) / f"mutant{seed.suffix}"
            path.write_bytes(_mutated(seed.read_bytes(), chance))
            try:
                file = understand_file(path)
            except AdvocacyError as error:
                assert error.message and error.hint
                outcome["refused"] += 1
            except MemoryError:
                outcome["memory"] += 1
            except Exception as fault:
                outcome[f"fault in {number}: {fault!r}"] += 1
            else:
                for account in file.reconciliations:
                    assert account.rows_in_file == account.kept + len(account.set_aside), number
                outcome["read"] += 1
    return outcome


def _mutated(content: bytes, chance: random.Random) -> bytes:
    if content.startswith(b"PK") and chance.random() < 0.7:
        try:
            return _mutated_part(content, chance)
        except (zipfile.BadZipFile, OSError, ValueError):
            pass
    return _scrambled(content, chance)


def _mutated_part(content: bytes, chance: random.Random) -> bytes:
    """Change a part inside the archive, so that the change comes past the check sum."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        names = old.namelist()
        chosen = chance.choice(names)
        for name in names:
            part = old.read(name)
            if name == chosen and chance.random() < 0.05:
                continue
            new.writestr(name, _scrambled(part, chance) if name == chosen else part)
    return out.getvalue()


def _scrambled(content: bytes, chance: random.Random) -> bytes:
    body = bytearray(content)
    for _ in range(chance.choice((1, 1, 2, 5, 30))):
        if not body:
            break
        place = chance.randrange(len(body))
        kind = chance.randrange(6)
        if kind == 0:
            body[place] ^= 1 << chance.randrange(8)
        elif kind == 1:
            body[place : place + chance.randrange(1, 60)] = b""
        elif kind == 2:
            body[place:place] = body[place : place + chance.randrange(1, 200)]
        elif kind == 3:
            body[place:place] = chance.choice(
                (b"<", b"]]>", b"\x00", b"999999999", b'r="ZZZ99999999"', b'"', b"-1")
            )
        elif kind == 4:
            del body[place:]
        else:
            body[place : place + 4] = chance.randbytes(4)
    return bytes(body)
