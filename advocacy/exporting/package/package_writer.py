"""A brief as an evidence package: documents, tables, claims, recipe, manifest and signature in one file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from advocacy.brief.document import Brief
from advocacy.charts.picture import Picture
from advocacy.exporting.leftovers import scratch
from advocacy.exporting.package import archive, claims_file, data_package, manifest, recomputing, signing_key
from advocacy.exporting.package.document_texts import drawn_in, not_in, numbers_in, numbers_not_in, printed_in
from advocacy.exporting.package.recipe import recipe_of, version
from advocacy.exporting.package.tables import read, tables_of, written
from advocacy.wording import say, say_count

CLAIMS, RECIPE, DATA, READ_ME = "claims.json", "recipe.json", "datapackage.json", "how-to-check.txt"
DOCUMENTS = "documents/"


def write(brief: Brief, path: Path, pictures: Mapping[str, Picture]) -> None:
    """Write the package, signed with the key of this user, which is made where there is none."""
    files = _documents(brief, pictures)
    tables = tables_of(brief)
    contents = {table.name: written(table) for table in tables}
    # What is recomputed is what a reader has: the tables as they are written.
    numbers = recomputing.Numbers({table.name: read(contents[table.name], table.columns) for table in tables})
    claims, sentences = claims_file.printed_claims(brief, numbers)
    missing = {name: list(not_in(name, content, sentences)) for name, content in files.items()}
    values = [one.value for one in claims]
    uncounted = {name: list(numbers_not_in(name, content, values)) for name, content in files.items()}
    stand = {name: numbers_in(name, content) for name, content in files.items()}
    printed = [one.printed for one in claims]
    known = {name: printed_in(name, printed, values) for name in files}
    others = {name: sorted({*found} - known[name]) for name, found in stand.items()}
    drawn = {name: drawn_in(name, content) for name, content in files.items()}
    told = claims_file.written(claims, sentences)
    files |= {data_package.path_of(table): contents[table.name] for table in tables}
    files[DATA] = manifest.plain_json(data_package.data_package(brief.title, version(), tables))
    files[RECIPE] = manifest.plain_json(recipe_of(brief))
    files[CLAIMS] = manifest.plain_json(
        {
            **told,
            "formulas": dict(recomputing.words()),
            "sentences_not_in": missing,
            "numbers_not_in": uncounted,
            "numbers_in": stand,
            "other_numbers": others,
            "drawn_in": drawn,
        }
    )
    key = signing_key.own_key()
    files[READ_ME] = _read_me(brief, claims, signing_key.fingerprint(signing_key.public_bytes(key))).encode(
        "utf-8"
    )
    listed = manifest.manifest_of(files)
    signature = manifest.signature_of(listed, key)
    archive.write(path, {**files, manifest.MANIFEST: listed, manifest.SIGNATURE: signature})


def _documents(brief: Brief, pictures: Mapping[str, Picture]) -> dict[str, bytes]:
    """The brief in every format it can be read in."""
    from advocacy.exporting.export import WRITERS

    made = {}
    with scratch() as folder:
        for suffix, write_document in WRITERS.items():
            document = folder / f"brief{suffix}"
            write_document(brief, document, pictures)
            made[f"{DOCUMENTS}{document.name}"] = document.read_bytes()
    return made


def _read_me(brief: Brief, claims: tuple[claims_file.PrintedClaim, ...], fingerprint: str) -> str:
    cited = sum(1 for one in claims if one.is_cited)
    alone = sum(1 for one in claims if one.formula is None) - cited
    lines = (
        brief.title,
        brief.subtitle,
        "",
        say("This file was made by Groundswell. To check it: python main.py verify FILE"),
        say("Fingerprint of the key it is signed with: {fingerprint}", fingerprint=fingerprint),
        say("Ask the sender, by another way than this file, whether this is the fingerprint."),
        "",
        say(
            "{all} numbers are printed. {made} can be computed again from the tables here; {alone} only from "
            "the workspace, which the sender keeps because it tells of people.",
            all=len(claims),
            made=len(claims) - alone - cited,
            alone=alone,
        ),
        *_cited(cited),
        say("documents/: the brief. tables/: its numbers, small groups hidden; see datapackage.json."),
        say("claims.json: every printed number, the formula that makes it and the sentences it stands in."),
        say("recipe.json: files, filters, settings and steps by which the numbers came about."),
        say("manifest.json: the SHA-256 of every file. signature.json: who vouches for the manifest."),
    )
    return "\n".join(line for line in lines) + "\n"


def _cited(count: int) -> Iterator[str]:
    """What is told of numbers from elsewhere, where there are any."""
    if count:
        yield say_count(
            "{count} of them is cited from elsewhere and not computed here; its source stands in the brief.",
            "{count} of them are cited from elsewhere and not computed here; their sources stand in the "
            "brief.",
            count,
        )
