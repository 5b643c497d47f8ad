"""KoboToolbox exports: labels or XML names, one sheet per repeat, select-multiple in columns or in one cell.

Layout of the export: https://support.kobotoolbox.org/advanced_export.html
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from advocacy.importing.building import issue_of
from advocacy.importing.cell_text import cell_text
from advocacy.importing.dialects.dialect import Understood
from advocacy.importing.imported import ImportChoices
from advocacy.importing.layout import Layout, export_layout
from advocacy.importing.survey.answers import AnswerColumn, AnswerSheet, build, headings_of, reading_of, tick
from advocacy.importing.table import Column
from advocacy.importing.typed_columns import Fault
from advocacy.importing.workbook import Cell, Sheet, Workbook
from advocacy.issue import Issue, Severity
from advocacy.progress import Progress
from advocacy.wording import say, say_later

_KEYS = ("meta/rootUuid", "_uuid", "_id")
_PARENT_KEYS = ("_submission_meta/rootUuid", "_submission__uuid", "_submission__id")
_BOOKKEEPING = re.compile(r"^(_|meta/|formhub/|start$|end$|today$|deviceid$|username$|phonenumber$|audit$)")
_PLACE = re.compile(r"_(latitude|longitude|altitude|precision)$")
_CODE = re.compile(r"^[a-z0-9][a-z0-9_.-]*$")
_DAY = re.compile(r"^\d{4}-\d{2}-\d{2}")
_MOST_CODES = 25
_EMPTY = ("nan", "n/a")
_REVIEWS = ("_validation_status", "_submission__validation_status")
_REFUSED = {"not approved", "validation_status_not_approved"}
_ON_HOLD = {"on hold", "validation_status_on_hold"}


@dataclass(frozen=True)
class KoboToolbox:
    """One sheet of submissions and one for every repeat, tied by _index and _parent_index."""

    name: str = "kobotoolbox"

    def recognise(self, workbook: Workbook) -> str:
        for sheet in workbook.sheets:
            headings = headings_of(sheet)
            key = next((name for name in _KEYS if name in headings), "")
            other = next((n for n in ("_submission_time", "_index", "__version__") if n in headings), "")
            if key and key != "_id" and other:
                return say("it has the columns {first} and {second}", first=key, second=other)
        every = [headings_of(sheet) for sheet in workbook.sheets]
        if any("_parent_index" in h for h in every) and any(h[-1:] == ("_index",) for h in every):
            return say("one sheet ends with _index and another has _parent_index")
        return ""

    def read(self, workbook: Workbook, choices: ImportChoices, progress: Progress) -> Understood:
        reason = self.recognise(workbook)
        understood = Understood()
        for number, sheet in enumerate(workbook.sheets):
            progress(number / len(workbook.sheets), say("Understanding “{sheet}”", sheet=sheet.name))
            layout = export_layout(sheet)
            if layout is not None:
                answers = _answers(workbook, sheet, layout)
                understood = understood.joined(build(answers), reading_of(answers, self.name, reason))
        return understood


def _answers(workbook: Workbook, sheet: Sheet, layout: Layout) -> AnswerSheet:
    is_repeat = _is_repeat(layout)
    aside = {
        **{
            position: say("These are hashtags describing the columns, not an answer.")
            for position in _hashtag_row(layout)
        },
        **_not_approved(layout),
    }
    cells = {
        heading: [None if i in aside else _answer(row[place]) for i, row in enumerate(layout.rows)]
        for place, heading in enumerate(layout.headings)
    }
    options = _options(cells)
    columns: list[AnswerColumn] = []
    for place, heading in enumerate(layout.headings):
        if heading in options:
            question, label = options[heading]
            ticked = [tick(cell) for cell in cells[heading]]
            columns.append(AnswerColumn(heading, place, ticked, label, _group(question), question))
            continue
        last = heading.rsplit("/", 1)[-1]
        aside_of_survey = bool(_BOOKKEEPING.match(heading) or _PLACE.search(last))
        group, label = _group(heading), _label(heading)
        columns.append(AnswerColumn(heading, place, cells[heading], label, group, "", aside_of_survey))
        for code in _codes_in_one_cell(cells[heading], heading, cells):
            # The export holds the answers of a select-multiple in one cell, as XML names: "fees distance".
            columns.append(
                AnswerColumn(f"{heading}/{code}", place, _ticked(cells[heading], code), code, group, heading)
            )
    candidates = _PARENT_KEYS if is_repeat else _KEYS
    key: tuple[str, ...] = next(((name_,) for name_ in candidates if name_ in layout.headings), ())
    if is_repeat and key:
        key = (*key, "_index") if "_index" in layout.headings else ()
    return AnswerSheet(
        workbook,
        sheet,
        layout,
        tuple(columns),
        key,
        f"survey.{sheet.name or workbook.name.rsplit('.', 1)[0]}" if is_repeat else "survey",
        aside=tuple(sorted(aside.items())),
        issues=_held(workbook, sheet, layout),
    )


def _is_repeat(layout: Layout) -> bool:
    """Whether rows belong to a submission. Old exports give the submissions themselves the parent -1."""
    if "_parent_index" not in layout.headings:
        return False
    place = layout.headings.index("_parent_index")
    return any(cell_text(row[place]) not in (None, "-1") for row in layout.rows)


def _hashtag_row(layout: Layout) -> set[int]:
    """The row below the header in which everything begins with # (humanitarian exchange language)."""
    if not layout.rows:
        return set()
    filled = [cell for cell in layout.rows[0] if cell is not None]
    return {0} if filled and all(isinstance(cell, str) and cell.startswith("#") for cell in filled) else set()


def _reviews(layout: Layout) -> Iterator[tuple[int, int, str]]:
    """Yield position, place of the column and what the reviewers said, for every row they looked at."""
    place = next((layout.headings.index(name) for name in _REVIEWS if name in layout.headings), None)
    if place is not None:
        for position, row in enumerate(layout.rows):
            if text := (cell_text(row[place]) or "").strip().casefold():
                yield position, place, text


def _not_approved(layout: Layout) -> dict[int, str]:
    reason = say_later("The reviewers of the survey did not approve this answer.")
    return {position: reason for position, _, said in _reviews(layout) if said in _REFUSED}


def _held(workbook: Workbook, sheet: Sheet, layout: Layout) -> tuple[Issue, ...]:
    return tuple(
        issue_of(
            Fault(
                position,
                "on-hold",
                Severity.WARNING,
                say("The reviewers of the survey have put this answer on hold; it is counted."),
                say("Decide on it in KoboToolbox and import a new export."),
                said,
            ),
            workbook,
            sheet,
            layout,
            Column(layout.headings[place], layout.headings[place], layout.letters[place], "", sheet.name),
        )
        for position, place, said in _reviews(layout)
        if said in _ON_HOLD
    )


def _answer(cell: Cell) -> Cell:
    return None if isinstance(cell, str) and cell.strip().casefold() in _EMPTY else cell


# --- select-multiple ------------------------------------------------------------------------------------


def _options(cells: Mapping[str, Sequence[Cell]]) -> dict[str, tuple[str, str]]:
    """Return for every option column its question and its option.

    An option column is named "question/option" and holds 0, 1 or nothing. Labels may contain slashes
    themselves, so the question is the longest beginning that is a column, or that at least two columns share.
    """
    ticks = {heading for heading, column in cells.items() if "/" in heading and _is_ticked(column)}
    options: dict[str, tuple[str, str]] = {}
    for heading in ticks:
        beginnings = [heading[:place] for place, sign in enumerate(heading) if sign == "/"][::-1]
        as_column = [b for b in beginnings if b in cells and b not in ticks]
        shared = [
            b
            for b in beginnings
            if b.strip() == b and len(s := _starting(cells, b)) >= 2 and s <= ticks and not b.endswith(" ")
        ]
        question = (as_column or shared or [""])[0]
        if question and any(cell is not None for h in _starting(cells, question) for cell in cells[h]):
            options[heading] = (question, heading[len(question) + 1 :].strip())
    return options


def _starting(cells: Mapping[str, Sequence[Cell]], beginning: str) -> set[str]:
    return {heading for heading in cells if heading.startswith(f"{beginning}/")}


def _is_ticked(column: Sequence[Cell]) -> bool:
    return all(cell is None or tick(cell) is not None for cell in column)


def _codes_in_one_cell(
    column: Sequence[Cell], heading: str, cells: Mapping[str, Sequence[Cell]]
) -> tuple[str, ...]:
    """The codes of a select-multiple written in one cell; none where this may be plain text.

    Labels contain spaces and cannot be parted; XML names can. It takes two answers with several codes.
    """
    if _BOOKKEEPING.match(heading) or _starting(cells, heading):
        return ()
    texts = [cell for cell in column if isinstance(cell, str)]
    parts = [text.split() for text in texts]
    if sum(len(words) > 1 for words in parts) < 2 or len(texts) < sum(cell is not None for cell in column):
        return ()
    if not all(_CODE.match(word) for words in parts for word in words) or _DAY.match(texts[0]):
        return ()
    codes = Counter(word for words in parts for word in words)
    few = len(codes) <= _MOST_CODES and not any(words != list(dict.fromkeys(words)) for words in parts)
    return tuple(sorted(codes)) if few and not _are_numbers(list(codes)) else ()


def _are_numbers(words: Sequence[str]) -> bool:
    return all(re.fullmatch(r"-?[\d.]+", word) for word in words)


def _ticked(column: Sequence[Cell], code: str) -> list[int | None]:
    return [None if cell is None else int(code in str(cell).split()) for cell in column]


def _split(heading: str) -> Iterator[str]:
    """Yield group and question of "group/question"; slashes with spaces around belong to the label."""
    group, slash, last = heading.rpartition("/")
    if slash and group and last and not group.endswith(" ") and not last.startswith(" "):
        yield from (group, last)
    else:
        yield from ("", heading)


def _label(heading: str) -> str:
    return list(_split(heading))[1]


def _group(heading: str) -> str:
    return next(iter(_split(heading)))
