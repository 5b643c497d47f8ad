"""The namespaces and tags of Word files that the cleaning of a template speaks of."""

from __future__ import annotations

from typing import Any

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
VML, OFFICE = "urn:schemas-microsoft-com:vml", "urn:schemas-microsoft-com:office:office"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"


def w(*names: str) -> frozenset[str]:
    """Return the tags of these elements of WordprocessingML."""
    return frozenset(f"{{{W}}}{name}" for name in names)


def local(tag: str) -> str:
    """Return a name without its namespace."""
    return tag.rpartition("}")[2]


def take_out(element: Any) -> None:
    """Remove an element, where it is not gone already."""
    if (parent := element.getparent()) is not None:
        parent.remove(element)


def unwrap(element: Any) -> None:
    """Put the children of an element in its place."""
    parent = element.getparent()
    if parent is not None:
        at = parent.index(element)
        parent[at : at + 1] = list(element)


def within(element: Any, *tags: str) -> Any:
    """Return the nearest ancestor of one of these tags, or None."""
    return next(element.iterancestors(*tags), None)
