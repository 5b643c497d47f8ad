"""A package looked through by somebody who trusts nobody: is it whole, whose is it, do its numbers hold."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from pathlib import Path
from urllib.parse import unquote

from advocacy.brief.number_words import number_words
from advocacy.errors import AdvocacyError, ReadError
from advocacy.exporting.export import FORMATS
from advocacy.exporting.package import archive, claims_file, manifest, signing_key
from advocacy.exporting.package.claims_file import PrintedClaim
from advocacy.exporting.package.data_package import data_package
from advocacy.exporting.package.document_texts import (
    drawn_in,
    is_of_its_kind,
    not_in,
    numbers_in,
    numbers_not_in,
    printed_in,
)
from advocacy.exporting.package.package_writer import CLAIMS, DATA, DOCUMENTS, READ_ME, RECIPE
from advocacy.exporting.package.recipe import with_recipe
from advocacy.exporting.package.recomputing import Numbers, is_same, recomputed
from advocacy.exporting.package.tables import COLUMNS, PackageTable, read
from advocacy.importing import child
from advocacy.progress import Progress, silent
from advocacy.wording import say
from advocacy.workspace import Workspace

_SECONDS, _MEGABYTES = 300, 3_000
_COLUMN = {"value": "value", "low": "low", "high": "high"}


class OtherVersionError(AdvocacyError):
    """A package that another version of the program wrote, and only that can check."""


@dataclass(frozen=True)
class Verdict:
    """What was found. faults: in plain words; none: it is what its signer made, and its numbers hold.

    is_whole: every file is as it was signed, and the signature fits.
    fingerprint: of the key it is signed with; "" where it is not. claims: numbers printed; made_again: of
    them those computed again from the package and found the same; alone: those only the workspace can make.
    """

    fingerprint: str = ""
    is_known_key: bool = False
    is_whole: bool = False
    files: int = 0
    claims: int = 0
    made_again: int = 0
    alone: int = 0
    faults: tuple[str, ...] = ()


def verify(path: Path, key: str = "", progress: Progress = silent) -> Verdict:
    """Return what a look through a package found. key: a fingerprint, a public key or the file of one.

    What it holds is read in a process of its own. Raises AdvocacyError where it cannot be read at all,
    OtherVersionError where it is of another version, and ArchiveError where it is no whole package.
    """
    if not path.is_file():
        raise ReadError(say("There is no file “{name}”.", name=path.name), hint=say("Check the name."))
    try:
        return child.run(looked_through, path, key, progress=progress, seconds=_SECONDS, megabytes=_MEGABYTES)
    except archive.ArchiveError:
        raise
    except ReadError as error:
        raise ReadError(
            say("“{name}” could not be looked through: {why}", name=path.name, why=error.message),
            hint=say("Do not trust it; ask the sender for it again."),
        ) from error


def looked_through(path: Path, key: str, progress: Progress = silent) -> Verdict:
    """The same in this process."""
    try:
        files = archive.read(path)
    except OSError as error:
        raise ReadError(
            say("“{name}” cannot be read.", name=path.name), hint=say("Check the file.")
        ) from error
    progress(0.2)
    differing = manifest.differing(files)
    faults = [say("{name} is not as it was signed.", name=name) for name in differing]
    signature = manifest.signature_in(files)
    verdict = Verdict(files=len(files))
    if signature is None or not signature.is_valid:
        faults.append(
            say("The signature does not fit: somebody has changed the package after it was signed.")
        )
    else:
        is_known = bool(key) and signing_key.is_key(signature.public, key)
        if key and not is_known:
            faults.append(say("It is signed with another key than the one you named."))
        verdict = replace(
            verdict,
            fingerprint=signing_key.fingerprint(signature.public),
            is_known_key=is_known,
            is_whole=not differing,
        )
        if verdict.is_whole and manifest.version_of(files) != manifest.VERSION:
            raise _of_another_version(path.name, manifest.version_of(files), verdict.fingerprint)
    try:
        claims, sentences = claims_file.read(files[CLAIMS])
        told = json.loads(files[CLAIMS])
        texts, cells = dict(told["sentences_not_in"]), dict(told["numbers_not_in"])
        stand = {str(name): list(one) for name, one in dict(told["numbers_in"]).items()}
        others = {str(name): list(one) for name, one in dict(told["other_numbers"]).items()}
        drawn = dict(told["drawn_in"])
        alone = list(told["only_from_the_workspace"])
        numbers = Numbers(
            {name: read(files[f"tables/{name}.csv"], columns) for name, columns in COLUMNS.items()}
        )
    except (KeyError, ValueError, TypeError):
        return replace(verdict, faults=(*faults, say("Its claims or tables cannot be read.")))
    faults += _of_names(files)
    faults += _of_description(files)
    faults += _of_recipe(files, numbers)
    if verdict.fingerprint and verdict.fingerprint not in files.get(READ_ME, b"").decode("utf-8", "replace"):
        faults.append(say("{name} names another key than the one it is signed with.", name=READ_ME))
    found = {one.key: _fault(one, sentences, numbers) for one in claims}
    progress(0.5)
    faults += [fault for fault in found.values() if fault]
    if alone != claims_file.only_from_workspace(claims):
        faults.append(say("It does not list truly which numbers only the workspace can make again."))
    if len(found) != len(claims):
        faults.append(say("A claim is in it twice."))
    faults += _of_documents(files, sentences, claims, texts, cells)
    faults += _of_numbers(files, claims, stand, others, drawn)
    return replace(
        verdict,
        claims=len(claims),
        made_again=sum(1 for one in claims if one.formula and not found[one.key]),
        alone=len(alone),
        faults=tuple(faults),
    )


def _fault(one: PrintedClaim, sentences: Sequence[str], numbers: Numbers) -> str:
    """What is wrong with a claim; "" where nothing is."""
    about = " · ".join(part for part in (one.name, one.group) if part)
    if not _is_printed(one):
        return say(
            "{about}: {printed} is not the number {value}.", about=about, printed=one.printed, value=one.value
        )
    for number in one.texts:
        if not 0 <= number < len(sentences) or _bare(one.printed) not in sentences[number]:
            return say("{about}: {printed} does not stand in its sentence.", about=about, printed=one.printed)
    try:
        again = recomputed(one.formula, numbers) if one.formula else _stated(one, numbers)
    except ValueError:
        again = None
    if one.formula is None and again is None:
        return ""
    if again is None or not is_same(again, one.value):
        return say(
            "{about}: printed is {printed}, the tables give {again}.",
            about=about,
            printed=one.printed,
            again="–" if again is None else f"{again:.6g}",
        )
    return ""


def _stated(one: PrintedClaim, numbers: Numbers) -> float | None:
    """What the tables state of a number that they cannot make; None where they are silent."""
    finding, group, series, what = ([unquote(piece) for piece in one.key.split("|")] + [""] * 4)[:4]
    if what not in _COLUMN:
        return None
    for row in numbers.tables["estimates"]:
        if (row["finding"], row["group"], row["series"]) == (finding, group, series):
            value = row[_COLUMN[what]]
            return float(value) if isinstance(value, int | float) else None
    return None


def _is_printed(one: PrintedClaim) -> bool:
    """Whether the printed words say the number, to as many digits as they have."""
    words = list(number_words(one.printed))
    if len(words) != 1:
        return True  # "fewer than 5", a day
    word = words[0]
    for decimals, written in _readings(word.digits):
        value = one.value * 100 if word.is_percent else one.value
        if abs(value - written) <= 0.5 * 10**-decimals + 1e-9 * abs(value):
            return True
    return False


def _readings(digits: str) -> Iterator[tuple[int, float]]:
    """The ways to read a written number: its last sign groups thousands, or parts the decimals."""
    plain = "".join(c for c in digits.replace("−", "-") if c.isdigit() or c == "-")
    yield 0, float(plain)
    signs = [place for place, c in enumerate(digits) if not c.isdigit() and c not in "-−"]
    if signs:
        decimals = len(digits) - signs[-1] - 1
        yield decimals, float(plain) / 10**decimals


def _bare(printed: str) -> str:
    words = list(number_words(printed))
    return words[0].digits if words else printed


def _of_description(files: Mapping[str, bytes]) -> Iterator[str]:
    """The description of the tables is the one this program gives them."""
    try:
        told = json.loads(files[DATA])
        tables = [
            PackageTable(
                one["name"], one["title"], COLUMNS[one["name"]], tuple(one["schema"]["primaryKey"]), ()
            )
            for one in told["resources"]
        ]
        same = manifest.plain_json(data_package(told["title"], told["version"], tables)) == files[DATA]
    except (KeyError, ValueError, TypeError):
        same = False
    if not same:
        yield say("The description of the tables cannot be read.")


def _of_documents(
    files: Mapping[str, bytes],
    sentences: Sequence[str],
    claims: Sequence[PrintedClaim],
    texts: Mapping[str, object],
    cells: Mapping[str, object],
) -> Iterator[str]:
    """Sentences and numbers stand in the documents, but where the package says that they do not.

    texts, cells: by document the sentences and the claims that do not stand in it, by number.
    """
    values = [one.value for one in claims]
    for name in sorted({*texts, *cells, *(name for name in files if name.startswith(DOCUMENTS))}):
        if name not in files or name not in texts or name not in cells:
            yield say("{name} is missing, or not told of.", name=name)
            continue
        try:
            lost = _lost(not_in(name, files[name], sentences), texts[name])
            uncounted = _lost(numbers_not_in(name, files[name], values), cells[name])
        except AdvocacyError as error:
            yield say("{name} cannot be read: {why}", name=name, why=error.message)
            continue
        if lost:
            yield say("In {name} does not stand: {sentence}", name=name, sentence=sentences[lost[0]][:120])
        if uncounted:
            yield say("In {name} no cell holds {printed}.", name=name, printed=claims[uncounted[0]].printed)


def _of_numbers(
    files: Mapping[str, bytes],
    claims: Sequence[PrintedClaim],
    told: Mapping[str, Sequence[object]],
    others: Mapping[str, Sequence[object]],
    drawn: Mapping[str, object],
) -> Iterator[str]:
    """Each number in a document is a claim or told of, as days and laws are, and stands where it was told."""
    for name in sorted(name for name in files if name.startswith(DOCUMENTS)):
        listed = told.get(name, ())
        known = printed_in(name, (one.printed for one in claims), (one.value for one in claims))
        try:
            found = numbers_in(name, files[name])
            is_drawn = drawn_in(name, files[name]) == drawn.get(name)
        except (AdvocacyError, zipfile.BadZipFile):
            continue  # that it cannot be read is told already
        new = [one for one in found if one not in known and one not in others.get(name, ())]
        if new:
            yield say(
                "In {name} stands {number}, which is no number of the claims.", name=name, number=new[0]
            )
        elif found != listed and not name.endswith(".pdf"):
            pairs = zip_longest(found, listed, fillvalue="–")
            now, then = next((one, other) for one, other in pairs if one != other)
            yield say("In {name} stands {now} where {then} was told.", name=name, now=now, then=then)
        if not is_drawn:
            yield say("The charts or pictures of {name} are not those that were told.", name=name)


def _of_names(files: Mapping[str, bytes]) -> Iterator[str]:
    """There is every file of a package and no other, each document of the kind that its name says."""
    tables = {f"tables/{name}.csv" for name in COLUMNS}
    documents = {f"{DOCUMENTS}brief{suffix}" for suffix in FORMATS}
    names = {CLAIMS, DATA, READ_ME, RECIPE, manifest.MANIFEST, manifest.SIGNATURE, *tables, *documents}
    for name in sorted(names.difference(files)):
        yield say("{name} is missing.", name=name)
    for name in sorted(files.keys() - names):
        yield say("{name} is no file of a package.", name=name)
    for name in sorted(name for name in files if name.startswith(DOCUMENTS)):
        if name in names and not is_of_its_kind(name, files[name]):
            yield say("{name} is not what its name says.", name=name)


def _of_recipe(files: Mapping[str, bytes], numbers: Numbers) -> Iterator[str]:
    """The recipe can be followed, and is about the files that the tables name."""
    try:
        told = json.loads(files[RECIPE])
        with_recipe(Workspace(), told)
        listed = {str(one["sha256"]) for one in told["files"]}
    except (KeyError, ValueError, TypeError, AttributeError, RecursionError):
        yield say("{name} cannot be read.", name=RECIPE)
        return
    if not {str(row["sha256"]) for row in numbers.tables["files"] if row["sha256"]} <= listed:
        yield say("{name} is about other files than its tables.", name=RECIPE)


def _of_another_version(name: str, version: int, fingerprint: str) -> OtherVersionError:
    if version > manifest.VERSION:
        return OtherVersionError(
            say("“{name}” was written by a later version of Groundswell.", name=name),
            hint=say("Get the version of today, and check the package with it."),
        )
    return OtherVersionError(
        say(
            "“{name}” was written by an earlier version of Groundswell. Each of its files is as it was "
            "signed with the key {fingerprint}, but its numbers can only be checked by that version.",
            name=name,
            fingerprint=fingerprint,
        ),
        hint=say("Ask the sender to export the package again with the version of today."),
    )


def _lost(missing: Sequence[int], told: object) -> list[int]:
    return [number for number in missing if not isinstance(told, list) or number not in told]
