"""Bring the catalogues of the briefs up to date with the texts of the program.

    python resources/translations/extract.py

Writes brief/brief.pot, and into every brief/LANGUAGE.po what is new; what was translated stays. A text that
is gone goes. Texts come from the code (`say`, `say_count`, `count_of`, `say_later`) of the parts a brief is
made in, from reasons for setting rows aside, and from the labels of code lists and fields and the rules of
venues.
"""

from __future__ import annotations

import ast
import json
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from babel.messages.catalog import Catalog  # noqa: E402
from babel.messages.pofile import read_po, write_po  # noqa: E402

from advocacy.wording import CATALOGUES, ENGLISH, LANGUAGES  # noqa: E402

PARTS = ("analysis", "charts", "brief", "exporting")
ONLY_FOR_THE_USER = (  # what a window or a terminal says of a file, never a brief
    "exporting/leak_scan",
    "exporting/word_template",
    *(f"exporting/{name}.py" for name in ("atomic", "export", "return_workbook", "template_writer")),
)
REASONS = ("importing", "workspace")  # rows are set aside there, and a brief says why: say_later
VOICES = {"say": 1, "say_later": 1, "say_count": 2, "count_of": 2}  # how many English sentences each takes
_HEADERS = ("Language", "Plural-Forms", "MIME-Version", "Content-Type", "Content-Transfer-Encoding")
SCHEMAS, VENUES = ROOT / "resources" / "schemas", ROOT / "resources" / "venues"

Text = tuple[str | tuple[str, str], str, int]  # the text, or its singular and plural; file, line


def main() -> None:
    """Write the template and bring every language up to date."""
    _write(extracted(), CATALOGUES / "brief.pot")
    for language in LANGUAGES:
        if language == ENGLISH:
            continue
        path = CATALOGUES / f"{language}.po"
        catalogue = _fresh(language)
        if path.exists():
            with path.open("rb") as file:
                catalogue = read_po(file, locale=language)
        catalogue.update(extracted(), no_fuzzy_matching=True)  # made anew: its messages become this one's
        catalogue.obsolete.clear()
        _prefill(catalogue, language)
        _write(catalogue, path)
        done = sum(1 for message in catalogue if message.id and is_translated(message.string))
        print(f"{language}: {done} of {len(catalogue)}")


def extracted() -> Catalog:
    """Return every text a brief may say, each with the places it comes from."""
    template = _fresh(None)
    for text, file, line in sorted(_texts(), key=lambda one: (one[1], one[2])):
        template.add(text, locations=[(file, line)], flags=())
    return template


def is_translated(string: object) -> bool:
    """Whether a text has a translation, in every plural form it needs."""
    forms = string if isinstance(string, (tuple, list)) else (string,)
    return bool(forms) and all(forms)


def _texts() -> Iterator[Text]:
    for part in (*PARTS, *REASONS):
        for path in sorted((ROOT / "advocacy" / part).rglob("*.py")):
            if not _place(path).startswith(tuple(f"advocacy/{name}" for name in ONLY_FOR_THE_USER)):
                yield from _of_code(path, only_later=part in REASONS)
    for path in sorted(SCHEMAS.rglob("*.json")):
        content = json.loads(path.read_text("utf-8"))
        for field in (content, *content.get("fields", ())):
            yield from _of_json(path, field.get("titles", {}).get(ENGLISH))
        for code in content.get("codes", ()):
            yield from _of_json(path, code["labels"].get(ENGLISH))
    for path in sorted(VENUES.glob("*.json")):
        content = json.loads(path.read_text("utf-8"))
        advice = (text for one in content["advice"] for text in (one["text"], one["source"]))
        for text in (content["name"], content["document"], *advice):
            yield from _of_json(path, text)


def _of_code(path: Path, *, only_later: bool) -> Iterator[Text]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        voice = getattr(node.func, "id", getattr(node.func, "attr", ""))
        takes = VOICES.get(voice, 0)
        said = [one.value for one in node.args[:takes] if isinstance(one, ast.Constant)]
        if not takes or len(said) < takes or (only_later and voice != "say_later"):
            continue
        yield said[0] if takes == 1 else (said[0], said[1]), _place(path), node.lineno


def _of_json(path: Path, text: str | None) -> Iterator[Text]:
    if text:
        yield text, _place(path), 1


def _place(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _prefill(catalogue: Catalog, language: str) -> None:
    """Labels that a file of the schemas has in the language already."""
    for path in sorted(SCHEMAS.rglob("*.json")):
        content = json.loads(path.read_text("utf-8"))
        known = [one.get("titles", {}) for one in (content, *content.get("fields", ()))]
        known += [code["labels"] for code in content.get("codes", ())]
        for labels in known:
            message = catalogue.get(labels.get(ENGLISH, ""))
            if message and not message.pluralizable and not message.string and labels.get(language):
                message.string = labels[language]


def _fresh(language: str | None) -> Catalog:
    # Babel knows no plurals of Swahili and takes those of English; so does CLDR: "one" is 1 alone.
    return Catalog(locale=language, charset="utf-8", fuzzy=False)


def _write(catalogue: Catalog, path: Path) -> None:
    """Write it without a clock and without names, so that a file changes where its texts do."""
    language = LANGUAGES.get(str(catalogue.locale), "")
    catalogue.header_comment = f"# Texts of the brief{f', {language}' if language else ''}."
    catalogue.mime_headers = [(name, value) for name, value in catalogue.mime_headers if name in _HEADERS]
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalogue, width=100, include_lineno=False)


if __name__ == "__main__":
    main()
