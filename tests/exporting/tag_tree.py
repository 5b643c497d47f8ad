"""What a program that reads a PDF aloud finds: the elements of its structure, with their words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pypdf


@dataclass
class Tagged:
    """One element. path: its role behind those it stands in, outermost first."""

    path: tuple[str, ...]
    alt: str = ""
    text: str = ""
    attributes: tuple[Mapping[str, Any], ...] = ()
    children: list[Tagged] = field(default_factory=list)

    @property
    def role(self) -> str:
        return self.path[-1]

    def all(self) -> Iterator[Tagged]:
        """This element and all in it, in the order of reading."""
        yield self
        for child in self.children:
            yield from child.all()

    def words(self) -> str:
        """Every word in it."""
        return self.text or "".join(child.words() for child in self.children)


def tag_tree(path: Path) -> Tagged:
    """The structure of a tagged PDF; a text is an element without a name, so that order can be told."""
    reader = pypdf.PdfReader(path)
    texts = {page.indirect_reference.idnum: _texts(page) for page in reader.pages if page.indirect_reference}
    top = reader.trailer["/Root"]["/StructTreeRoot"]["/K"].get_object()  # type: ignore[index]
    (root,) = _elements(top, 0, (), texts)
    return root


def _elements(
    one: Any, page: int, path: tuple[str, ...], texts: Mapping[int, Mapping[int, str]]
) -> Iterator[Tagged]:
    one = one.get_object() if hasattr(one, "get_object") else one
    if isinstance(one, list):
        for each in one:
            yield from _elements(each, page, path, texts)
        return
    if isinstance(one, int):
        yield Tagged((*path, ""), text=texts.get(page, {}).get(int(one), ""))
        return
    if "/Pg" in one:
        page = one.raw_get("/Pg").idnum
    if one.get("/Type") == "/OBJR":
        return
    if one.get("/Type") == "/MCR":
        yield from _elements(one["/MCID"], page, path, texts)
        return
    attributes = one.get("/A", [])
    made = Tagged(
        (*path, str(one["/S"])),
        alt=str(one.get("/Alt", "")),
        attributes=tuple(attributes if isinstance(attributes, list) else [attributes]),
    )
    if "/K" in one:
        made.children += _elements(one["/K"], page, made.path, texts)
    yield made


def _texts(page: Any) -> Mapping[int, str]:
    """By number of marked content on the page its text."""
    found: dict[int, str] = {}
    open_: list[int | None] = []

    def before(operator: bytes, operands: list[Any], _: Any, __: Any) -> None:
        if operator == b"BDC":
            properties = operands[1].get_object() if hasattr(operands[1], "get_object") else operands[1]
            open_.append(properties.get("/MCID") if isinstance(properties, dict) else None)
        elif operator == b"BMC":
            open_.append(None)
        elif operator == b"EMC" and open_:
            open_.pop()

    def text(words: str, *_: Any) -> None:
        if open_ and open_[-1] is not None:
            found[open_[-1]] = found.get(open_[-1], "") + words

    page.extract_text(visitor_operand_before=before, visitor_text=text)
    return found
