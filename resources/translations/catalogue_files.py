"""Write a template and bring the catalogues of its languages up to date."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po
from program_texts import SCHEMAS, Text

from advocacy.wording import ENGLISH, LANGUAGES

_FORGOTTEN = tuple(
    f'"{name}'
    for name in (
        *("Project-Id-Version", "Report-Msgid-Bugs-To", "POT-Creation-Date", "PO-Revision-Date"),
        *("Last-Translator", "Language-Team", "Generated-By"),
    )
)


def update(template: Catalog, folder: Path) -> None:
    """Write folder/NAME.pot, NAME being the folder's, and what is new into each LANGUAGE.po beside it."""
    _write(template, folder / f"{folder.name}.pot")
    for language in LANGUAGES:
        if language == ENGLISH:
            continue
        path = folder / f"{language}.po"
        catalogue = _fresh(language)
        if path.exists():
            with path.open("rb") as file:
                catalogue = read_po(file, locale=language)
        catalogue.update(_copy(template), no_fuzzy_matching=True)  # its messages become this one's
        catalogue.obsolete.clear()
        _prefill(catalogue, language)
        _write(catalogue, path)
        done = sum(1 for message in catalogue if message.id and is_translated(message.string))
        print(f"{folder.name} {language}: {done} of {len(catalogue)}")


def template_of(texts: Iterable[Text]) -> Catalog:
    """Return every text with the places it comes from."""
    template = _fresh(None)
    for text, file, line in sorted(texts, key=lambda one: (one[1], one[2])):
        template.add(text, locations=[(file, line)], flags=())
    return template


def _copy(template: Catalog) -> Catalog:
    """Return a copy with messages of its own."""
    copy = _fresh(None)
    for message in template:
        if message.id:
            copy.add(message.id, locations=message.locations, flags=message.flags)
    return copy


def is_translated(string: object) -> bool:
    """Whether a text has a translation, in every plural form it needs."""
    forms = string if isinstance(string, (tuple, list)) else (string,)
    return bool(forms) and all(forms)


def _prefill(catalogue: Catalog, language: str) -> None:
    """Labels that a file of the schemas has in the language already."""
    for labels in _labels():
        message = catalogue.get(labels.get(ENGLISH, ""))
        if message and not message.pluralizable and not message.string and labels.get(language):
            message.string = labels[language]


def _labels() -> Iterator[dict[str, str]]:
    for path in sorted(SCHEMAS.rglob("*.json")):
        content = json.loads(path.read_text("utf-8"))
        yield from (one.get("titles", {}) for one in (content, *content.get("fields", ())))
        yield from (code["labels"] for code in content.get("codes", ()))


def _fresh(language: str | None) -> Catalog:
    # Babel knows no plurals of Swahili and takes those of English; so does CLDR: "one" is 1 alone.
    return Catalog(locale=language, charset="utf-8", fuzzy=False)


def _write(catalogue: Catalog, path: Path) -> None:
    """Write it without a clock and without names, so that a file changes where its texts do."""
    language = LANGUAGES.get(str(catalogue.locale), "")
    catalogue.header_comment = f"# Texts of the {path.parent.name}{f', {language}' if language else ''}."
    written = BytesIO()
    write_po(written, catalogue, width=100, include_lineno=False)
    head, rest = written.getvalue().decode().split("\n\n", 1)
    kept = [line for line in head.splitlines() if not line.startswith(_FORGOTTEN)]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(kept) + "\n\n" + rest, "utf-8", newline="\n")
