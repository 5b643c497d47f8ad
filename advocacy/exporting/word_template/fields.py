"""Fields of a template: page numbers stay; what fetches, computes or tells of the file is taken out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from advocacy.exporting.word_template.names import W, take_out, unwrap, w, within
from advocacy.exporting.word_template.told import Removed

_P, _R, _T = f"{{{W}}}p", f"{{{W}}}r", f"{{{W}}}t"
_MARK, _CODE, _SIMPLE = f"{{{W}}}fldChar", f"{{{W}}}instrText", f"{{{W}}}fldSimple"
_STORIES = w("txbxContent", "footnote", "endnote")  # a field does not reach out of one
_SWITCHES = r'(\s+\\[*#]\s*(\w+|"[^"\\]*"))*\s*'
_STAYS = re.compile(rf"\s*((NUM)?PAGES?|SECTION(PAGES)?|STYLEREF\s+(\w+|\"[^\"\\]*\")){_SWITCHES}", re.I)
_DATES = ("DATE", "TIME", "CREATEDATE", "SAVEDATE", "PRINTDATE")
_OF_THE_FILE = (
    *("AUTHOR", "LASTSAVEDBY", "USERNAME", "USERINITIALS", "USERADDRESS", "FILENAME", "FILESIZE", "TEMPLATE"),
    *("DOCPROPERTY", "DOCVARIABLE", "INFO", "COMMENTS", "KEYWORDS", "SUBJECT", "EDITTIME", "REVNUM"),
    *("NUMCHARS", "NUMWORDS"),
)
_CONTENTS = ("TOC", "TOA", "INDEX", "TC", "XE", "TA", "RD")


@dataclass
class _Field:
    """A field while it is read. code and shown: what stands before and after its middle mark."""

    marks: list[Any]
    code: list[Any] = field(default_factory=list)
    shown: list[Any] = field(default_factory=list)
    text: str = ""
    is_shown: bool = False
    has_inner: bool = False


def settle(root: Any, removed: set[Removed]) -> None:
    """Leave only fields that count pages or repeat a heading; what is taken out is added to `removed`.

    A date that Word fills in, and the title of the file, become places of the brief.
    """
    for simple in list(root.iter(_SIMPLE)):
        _spell_out(simple)
    stories: dict[Any, list[Any]] = {}
    for run in root.iter(_R):
        story = within(run, *_STORIES)
        stories.setdefault(story, []).extend(run)
    for leaves in stories.values():
        _settle_story(leaves, removed)
    for stray in list(root.iter(_MARK, _CODE)):
        if stray.getparent().tag != _R:  # where Word writes none, but another program may read one
            removed.add(Removed.FIELDS)
            take_out(stray)


def _settle_story(leaves: list[Any], removed: set[Removed]) -> None:
    open_ones: list[_Field] = []
    for leaf in leaves:
        kind = leaf.get(f"{{{W}}}fldCharType") if leaf.tag == _MARK else ""
        if kind == "begin":
            _note(open_ones, leaf)
            open_ones.append(_Field([leaf]))
        elif kind and open_ones:
            open_ones[-1].marks.append(leaf)
            if kind == "separate":
                open_ones[-1].is_shown = True
            else:
                _end(open_ones.pop(), open_ones, removed)
        elif leaf.tag == _MARK:
            take_out(leaf)  # of no field
        elif leaf.tag == _CODE:
            if open_ones and not open_ones[-1].is_shown:
                open_ones[-1].text += leaf.text or ""
                open_ones[-1].code.append(leaf)
                _note(open_ones[:-1], leaf)
            else:
                take_out(leaf)
        elif not leaf.tag.endswith("}rPr"):
            _note(open_ones, leaf)
    for one in open_ones:  # without an end
        _let_go(one)


def _note(open_ones: list[_Field], leaf: Any) -> None:
    for one in open_ones:
        (one.shown if one.is_shown else one.code).append(leaf)


def _end(one: _Field, around: list[_Field], removed: set[Removed]) -> None:
    for outer in around:
        (outer.shown if outer.is_shown else outer.code).extend(one.marks[1:])
        outer.has_inner = outer.has_inner or not outer.is_shown
    name = next(iter(one.text.upper().split()), "")
    if _STAYS.fullmatch(one.text) and not one.has_inner:
        for mark in one.marks:
            mark.attrib.pop(f"{{{W}}}dirty", None)
            for child in list(mark):
                mark.remove(child)  # data of the field, and macros of forms
        return
    place = {"TITLE": "title", **dict.fromkeys(_DATES, "date")}.get(name)
    if place:
        _put_place(one, place)
        removed.update((Removed.DATES,) if place == "date" else ())
    elif name in _CONTENTS:
        removed.add(Removed.CONTENTS)
        _take_out_shown(one)
    elif name in _OF_THE_FILE:
        removed.add(Removed.PROPERTIES)
        _take_out_shown(one)
    elif name:
        removed.add(Removed.LINKS if name == "HYPERLINK" else Removed.FIELDS)
    _let_go(one)


def _let_go(one: _Field) -> None:
    """Leave of a field what it shows."""
    for leaf in (*one.marks, *one.code):
        take_out(leaf)


def _put_place(one: _Field, place: str) -> None:
    first = next((leaf for leaf in one.shown if leaf.tag == _T), None)
    if first is None:
        first = etree.Element(_T)
        one.marks[0].addprevious(first)
    first.text = f"{{{{ {place} }}}}"
    for leaf in one.shown:
        if leaf is not first:
            take_out(leaf)


def _take_out_shown(one: _Field) -> None:
    """Remove what a field shows, and the lines it alone has filled."""
    lines: dict[Any, None] = {}
    for leaf in one.shown:
        lines[within(leaf, _P)] = None
        take_out(leaf)
    for line in lines:
        if line is not None and not any(_seen(line)) and not line.findall(f".//{{{W}}}sectPr"):
            beside = [other for other in line.getparent() if other is not line and other.tag == _P]
            if beside:
                take_out(line)


def _seen(line: Any) -> Iterator[Any]:
    """What is still to be seen in a line; marks of the field itself go with it."""
    for run in line.iter(_R):
        yield from (leaf for leaf in run if leaf.tag not in (_MARK, _CODE) and not leaf.tag.endswith("}rPr"))


def _spell_out(simple: Any) -> None:
    """Write a field of one element as the three marks that all others have."""

    def run(tag: str, text: str = "", **attributes: str) -> Any:
        made = etree.Element(_R)
        leaf = etree.SubElement(made, tag, {f"{{{W}}}{key}": value for key, value in attributes.items()})
        leaf.text = text or None
        if text:
            leaf.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        return made

    code = simple.get(f"{{{W}}}instr", "")
    for child in simple.findall(f"{{{W}}}fldData"):
        simple.remove(child)
    simple.insert(0, run(_MARK, fldCharType="separate"))
    simple.insert(0, run(_CODE, code))
    simple.insert(0, run(_MARK, fldCharType="begin"))
    simple.append(run(_MARK, fldCharType="end"))
    unwrap(simple)
