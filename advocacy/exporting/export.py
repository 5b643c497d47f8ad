"""A brief as a file: the suffix decides the format."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from types import MappingProxyType

from advocacy.brief.document import Brief
from advocacy.charts.picture import Picture
from advocacy.errors import ExportError
from advocacy.exporting.atomic import replacing
from advocacy.exporting.leak_scan.guard import refuse_leaks
from advocacy.progress import Progress, silent
from advocacy.wording import say, say_count, speaking

Writer = Callable[[Brief, Path, Mapping[str, Picture]], None]

_MODULES = {
    ".docx": "docx_writer",
    ".pdf": "pdf_writer",
    ".html": "html_writer",
    ".xlsx": "xlsx_writer",
    ".md": "markdown_writer",
}
FORMATS = tuple(_MODULES)  # every suffix a brief can have, in the order they are offered and written
PACKAGE = ".zip"  # the evidence package: the brief in all of them, and what it can be checked by


def export(
    brief: Brief,
    path: Path,
    *,
    pictures: Mapping[str, Picture] = MappingProxyType({}),
    progress: Progress = silent,
) -> None:
    """Write the brief; an older file there is replaced only when the new one is whole.

    pictures: by code of finding; a chart without a picture is told of in words above its table.
    Raises ExportError in plain words where the file cannot be written, where a number in the user's words has
    nothing behind it, and where the finished file tells who somebody of the records is.
    """
    progress(0.0, say("Writing “{name}”", name=path.name))
    suffix = path.suffix.lower()
    write = _PACKAGE_WRITER if suffix == PACKAGE else WRITERS.get(suffix)
    if write is None:
        raise ExportError(
            say("“{name}” is of no format a brief can be written in.", name=path.name),
            hint=say("Use one of {suffixes}.", suffixes=", ".join((*FORMATS, PACKAGE))),
        )
    _refuse_unsupported(brief)
    with replacing(path) as whole:
        write(brief, whole, pictures)
        refuse_leaks(whole, path.name, brief)
    progress(1.0)


def _refuse_unsupported(brief: Brief) -> None:
    """A number that cannot be recomputed does not leave the program."""
    if brief.unsupported:
        first = brief.unsupported[0]
        raise ExportError(
            say_count(
                "{count} number in your words has no source: {words}",
                "{count} numbers in your words have no source, the first in: {words}",
                len(brief.unsupported),
                words=first.words,
            ),
            hint=say("Take it out, or say it with a number of the findings."),
        )


def _late(module: str) -> Writer:
    """A writer whose libraries are loaded when it is first used; it speaks the language of the brief."""

    def write(brief: Brief, path: Path, pictures: Mapping[str, Picture]) -> None:
        with speaking(brief.language):
            import_module(f"advocacy.exporting.{module}").write(brief, path, pictures)

    return write


WRITERS: Mapping[str, Writer] = MappingProxyType(
    {suffix: _late(module) for suffix, module in _MODULES.items()}
)
_PACKAGE_WRITER = _late("package.package_writer")
