"""Tracked changes of a template are accepted; who made them when is gone."""

from __future__ import annotations

from typing import Any

from advocacy.exporting.word_template.names import W, local, take_out, unwrap, w, within
from advocacy.exporting.word_template.told import Removed

_NEW, _OLD = w("ins", "moveTo"), w("del", "moveFrom")
_FORMER = w(
    *("rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblPrExChange", "tblGridChange"),
    *("tcPrChange", "trPrChange", "numberingChange", "cellIns", "cellDel", "cellMerge"),
    *("moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd"),
    *("customXmlInsRangeStart", "customXmlInsRangeEnd", "customXmlDelRangeStart", "customXmlDelRangeEnd"),
    *("customXmlMoveFromRangeStart", "customXmlMoveFromRangeEnd"),
    *("customXmlMoveToRangeStart", "customXmlMoveToRangeEnd"),
    *("delText", "delInstrText"),
)
_PROPERTIES = ("rPr", "trPr", "numPr")


def accept(root: Any, removed: set[Removed]) -> None:
    """Accept every tracked change in a part."""
    found = list(root.iter(*_NEW, *_OLD, *_FORMER))
    if found:
        removed.add(Removed.CHANGES)
    for one in found:
        within_properties = one.getparent() is not None and local(one.getparent().tag) in _PROPERTIES
        if within_properties:
            _accept_of_a_whole(one)
        elif one.tag in _NEW:
            unwrap(one)
        else:
            take_out(one)


def _accept_of_a_whole(one: Any) -> None:
    """A row, or the mark that ends a paragraph, has come or gone."""
    owner = within(one, *w("tr" if local(one.getparent().tag) == "trPr" else "p"))
    gone = one.tag in _OLD
    take_out(one)
    if gone and owner is not None:
        is_row = local(owner.tag) == "tr"
        if is_row or not [child for child in owner if local(child.tag) not in ("pPr", "del", "moveFrom")]:
            take_out(owner) if is_row or _has_neighbour(owner) else None


def _has_neighbour(paragraph: Any) -> bool:
    """A cell needs a paragraph at least."""
    return any(other is not paragraph for other in paragraph.getparent().iterchildren(f"{{{W}}}p"))
