"""The web page: one locked file, every number leads to what it rests on, nothing runs but our scripts."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

from advocacy.brief.document import Brief, CaseBox, DataTable, Figure, Heading, Note
from advocacy.exporting import html_charts
from advocacy.exporting.html_writer import page
from advocacy.workspace import Ask, Part, PartKind
from tests.exporting.written_brief import PAYLOADS, brief_of, pictures_of, with_payload, written

VOID = {"meta", "img", "br"}


class Parsed(HTMLParser):
    """What is on a page: elements with their attributes, ids, and what stands in each script and style."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.raw: list[tuple[str, dict[str, str | None], str]] = []
        self.ids: list[str] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(dict(attrs)) == len(attrs)
        self.elements.append((tag, dict(attrs)))
        if identity := dict(attrs).get("id"):
            self.ids.append(identity)
        if tag not in VOID:
            self.open.append(tag)
        if tag in ("script", "style"):
            self.raw.append((tag, dict(attrs), ""))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] in ("script", "style"):
            tag, attrs, text = self.raw[-1]
            self.raw[-1] = (tag, attrs, text + data)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]

    @property
    def policy(self) -> str:
        (only,) = [
            one["content"] or ""
            for one in self.all("meta")
            if one.get("http-equiv") == "Content-Security-Policy"
        ]
        return only


def parsed(brief: Brief) -> Parsed:
    return Parsed(page(brief, pictures_of(brief)))


@pytest.fixture(scope="module")
def whole() -> tuple[Brief, Parsed]:
    brief = brief_of(title="Waiting", summary="First words.", asks=(Ask("Ask.", addressee="The ministry"),))
    return brief, parsed(brief)


def test_every_number_leads_to_its_entry_and_back(whole: tuple[Brief, Parsed]) -> None:
    brief, made = whole
    places = [one["href"] or "" for one in made.all("a")]
    assert all(place.startswith("#") and place[1:] in made.ids for place in places)
    assert len(made.ids) == len(set(made.ids))
    entries = {identity for identity in made.ids if re.fullmatch(r"n\d+", identity)}
    assert len(entries) == len(brief.printed_claims())
    told = {mark.claim for mark in brief.marks if not isinstance(brief.blocks[mark.block], Figure)}
    assert len({place for place in places if re.fullmatch(r"#n\d+", place)}) >= len(told)
    assert {f"#{identity}" for identity in made.ids if identity.startswith("at-")} <= set(places)


def test_the_policy_names_every_script_and_nothing_else(whole: tuple[Brief, Parsed]) -> None:
    _, made = whole
    assert made.policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in made.policy and "http" not in made.policy
    for tag, attributes, text in made.raw:
        assert "src" not in attributes
        if attributes.get("type") == "application/json":
            json.loads(text)
            continue
        digest = base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode()
        assert f"'sha256-{digest}'" in made.policy, tag
    run = [one for one in made.raw if one[0] == "script" and not one[1]]
    assert made.policy.count("sha256-") == len(run) + 1


def test_without_charts_there_is_no_script() -> None:
    brief = brief_of()
    made = Parsed(page(brief, {}))
    assert made.all("script") == []
    assert "script-src 'none'" in made.policy


def test_charts_are_data_and_stay_pictures_without_scripts(whole: tuple[Brief, Parsed]) -> None:
    brief, made = whole
    figures = [block for block in brief.blocks if isinstance(block, Figure)]
    data = {one[1]["id"]: json.loads(one[2]) for one in made.raw if one[1].get("type") == "application/json"}
    assert len(data) == len(made.all("img")) == len(figures) > 0
    assert [one["data-chart"] for one in made.all("div") if "data-chart" in one] == list(data)
    for chart in data.values():
        assert set(chart) == {"data", "layout"}
        assert all("customdata" not in trace for trace in chart["data"])
    for picture in made.all("img"):
        assert picture["alt"] and (picture["src"] or "").startswith("data:image/svg+xml;base64,")


def test_a_map_stays_a_picture() -> None:
    figure = next(block for block in brief_of().blocks if isinstance(block, Figure))
    a_map = Figure(figure.finding, {"data": [{"type": "choropleth"}], "layout": {}}, "", "", "")
    assert html_charts.chart_data(a_map) is None
    assert html_charts.chart_data(Figure(figure.finding, {"data": [], "layout": {}}, "", "", "")) is None


def test_no_text_of_a_chart_ends_its_element() -> None:
    figure = next(block for block in brief_of().blocks if isinstance(block, Figure))
    hostile = {
        "data": [{"type": "bar", "name": "</script><script>alert(1)</script><!--&\u2028"}],
        "layout": {},
    }
    text = html_charts.chart_data(Figure(figure.finding, hostile, "", "", ""))
    assert text is not None and not set("<>&") & set(text)
    assert json.loads(text)["data"][0]["name"].startswith("</script>")


def test_the_library_neither_makes_code_of_text_nor_ends_its_element() -> None:
    for script in html_charts.scripts():
        assert "</script" not in script.lower() and "<!--" not in script and "\r" not in script
        assert not re.search(r"\beval\s*\(|new Function\b", script)


def test_structure_for_those_who_do_not_see_it(whole: tuple[Brief, Parsed]) -> None:
    brief, made = whole
    assert made.all("html")[0]["lang"] == "en"
    for landmark in ("header", "nav", "main"):
        assert len(made.all(landmark)) == 1
    assert made.all("a")[0] == {"class": "skip", "href": "#text"}
    assert len(made.all("h1")) == 1
    levels = [int(tag[1]) for tag, _ in made.elements if re.fullmatch(r"h[1-6]", tag)]
    assert all(after - before <= 1 for before, after in pairwise(levels))
    tables = [block for block in brief.blocks if isinstance(block, DataTable)]
    assert len(made.all("caption")) == len(made.all("table")) == len(tables)
    assert all(one["scope"] in ("col", "row") for one in made.all("th"))
    assert not [one for _, one in made.elements if "style" in one]


def test_the_annex_of_claims_is_the_ledger() -> None:
    brief = brief_of(outline=(Part(PartKind.CLAIMS),))
    assert (PartKind.CLAIMS, "") in brief.parts
    made, tables = parsed(brief), [block for block in brief.blocks if isinstance(block, DataTable)]
    assert len(made.all("table")) == len(tables) - 1
    (ledger,) = [one for one in made.all("section") if one.get("id") == "ledger"]
    (other,) = [one for one in parsed(brief_of()).all("section") if one.get("id") == "ledger"]
    assert ledger.get("class") is None and other["class"] == "screen-only"


def test_headings_are_listed(whole: tuple[Brief, Parsed]) -> None:
    brief, made = whole
    first = [
        f"h{n}" for n, block in enumerate(brief.blocks) if isinstance(block, Heading) and block.level == 1
    ]
    assert [one["href"] for one in made.all("a")][1 : 1 + len(first)] == [f"#{one}" for one in first]


def test_nothing_tells_of_the_machine(tmp_path: Path) -> None:
    brief = brief_of()
    text = written(brief, tmp_path, ".html").read_text("utf-8")
    assert str(tmp_path) not in text and str(Path.home()) not in text
    assert not re.search(r'<meta name="(author|generator)"', text)


@pytest.mark.parametrize("payload", PAYLOADS, ids=lambda p: repr(p)[:24])
def test_text_of_data_is_never_executed(payload: str) -> None:
    brief = with_payload(payload)
    made = Parsed(page(brief, {}))
    assert {tag for tag, _ in made.elements} <= TAGS
    for tag, attributes in made.elements:
        assert not any(name.startswith("on") for name in attributes), tag
        assert attributes.get("href", "#").startswith("#")  # type: ignore[union-attr]
        assert not {"src", "action", "data", "srcset", "ping", "background"} & set(attributes)
    assert any(isinstance(block, Note) for block in brief.blocks)


TAGS = {
    *("html", "head", "meta", "title", "style", "body", "header", "nav", "main", "section", "div", "p", "a"),
    *("h1", "h2", "h3", "h4", "ol", "ul", "li", "dl", "dt", "dd", "b", "strong", "blockquote"),
    *("figure", "figcaption", "table", "caption", "thead", "tbody", "tr", "th", "td"),
}  # fmt: skip


def test_words_of_a_person_stand_in_the_marks_of_the_language() -> None:
    quoted = CaseBox("J'attends <b>depuis</b> un an.", "Demandeur")
    brief = replace(brief_of(), language="fr", blocks=(quoted,), marks=())
    assert re.search(r"<p>«\s*J&#39;attends &lt;b&gt;depuis&lt;/b&gt; un an\.\s*»</p>", page(brief, {}))


def test_small_print_is_smaller_than_the_text_on_paper_too() -> None:
    """Its size is a part of that of the root, which paper must therefore set, and not the body alone."""
    style = page(brief_of(), {}).partition("@media print {")[2]
    assert re.match(r"\s*html \{ font-size: 10pt; \}", style)
    assert re.search(r"body \{[^}]*font-size: 1rem", style)
