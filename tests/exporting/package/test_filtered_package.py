"""A brief under each kind of filter: said beside the numbers, each made again from the package."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest

from advocacy import cli
from advocacy.brief.composed import composed
from advocacy.brief.document import pieces
from advocacy.exporting.export import export
from advocacy.exporting.package import archive
from advocacy.exporting.package.against_workspace import compared
from advocacy.exporting.package.recipe import with_recipe
from advocacy.exporting.package.verifying import looked_through
from advocacy.importing.questionnaire import QuestionKind
from advocacy.workspace import BriefPlan, Filter, Workspace
from tests.analysis.cooperative_workspaces import Q1, Q2, Q3, register, statistics
from tests.makers import cases
from tests.survey_makers import multiple, plain_question, single, survey_of

_FILTERS = {
    "filed": Filter("date_applied", ("2024-01-01", "2024-01-31")),
    "decided": Filter("date_decided", ("2024-04-01", "2024-06-30")),
    "waiting": Filter("licensing_case.waiting_on", ("2024-05-31",)),
    "part of cost": Filter("licensing_case.paid_for", ("travel_cost", "other_cost")),
    "returns": Filter("period", ("2024-04-01", "2024-06-30")),
    "topic": Filter("cooperative_statistics.trained_in", ("safety 1st shafts pumps",)),
    "loan": Filter("cooperative_statistics.loans", ("granted_of_applied",)),
    "ticked": Filter("survey.met", ("met/fees, 5 / 10", "met/delay")),
    "day given": Filter("survey.when", ("2024-01-01", "2024-06-30")),
}


@cache
def _held() -> Workspace:
    """Cases, returns and a survey, with answers and a topic that hold strokes, commas and numbers."""
    size = 60
    filed = [date(2024, 1, 1) + timedelta(days=i) for i in range(size)]
    licensing = cases(
        filed,
        [day + timedelta(days=80 + i) if i % 3 else None for i, day in enumerate(filed)],
        hurdles=["fees delay" if i % 2 else "fees" for i in range(size)],
        region=["North", "South"] * (size // 2),
        official_fee=[100.0 + i % 7 for i in range(size)],
        travel_cost=[float(20 * (i % 2)) for i in range(size)],
        other_cost=[None if i < 6 else float(i % 3) for i in range(size)],
        currency=["KTS"] * size,
    )
    codes = [f"C{n:02d}" for n in range(24)]
    returned = statistics(
        [
            (
                code,
                span,
                {
                    "members": 40 + n,
                    "members_women": 11 + n % 3,
                    "loans_needed": 9,
                    "loans_applied": 6 if n % 3 else 0,
                    "loans_granted": 2 if n % 2 else 0,
                    "people_trained": 5 + n % 2,
                    "training_topic": "Safety 1st: shafts, pumps" if n < 12 else "Law",
                },
            )
            for n, code in enumerate(codes)
            for span in (Q1, Q2, Q3)
        ]
    )
    asked = (
        multiple("met", "fees, 5 / 10", "delay", "distance", label="Which hurdles did you meet?"),
        plain_question("when", QuestionKind.DATE, "When did you begin?"),
        single("sex", "f", "m", label="Sex"),
    )
    people = {
        "met/fees, 5 / 10": [int(i % 2 == 0) for i in range(size)],
        "met/delay": [int(i % 5 == 1) for i in range(size)],
        "met/distance": [int(i % 3 == 0) for i in range(size)],
        "when": [f"2024-{1 + i % 12:02d}-10" for i in range(size)],
        "sex": ["f", "m", "m"] * (size // 3),
    }
    made = survey_of(people, asked)
    tables = (licensing, returned, register(codes, region=["North", "South"] * 12), *made.tables)
    settings = replace(made.settings, limit_days=90, data_date=date(2024, 12, 31))
    return replace(made, tables=tables, settings=settings).with_brief(BriefPlan("Licences"))


@pytest.mark.parametrize("kind", _FILTERS)
def test_every_number_of_a_filtered_brief_is_made_again(kind: str, tmp_path: Path) -> None:
    held = _held().with_filter(_FILTERS[kind])
    brief, _ = composed(held)
    said = {words for one in brief.findings for words in one.filters}
    assert len(said) == (2 if kind == "returns" else 1)  # whether they reported has words of its own
    kept = [one for one in brief.findings if one.filters]
    assert any(each.value is not None for one in kept for each in one.estimates)
    printed = " ".join(piece for block in brief.blocks for piece in pieces(block))
    assert all(words in printed for words in said)
    path = tmp_path / "brief.zip"
    export(brief, path)
    verdict = looked_through(path, "")
    assert verdict.faults == () and verdict.made_again + verdict.alone == verdict.claims > 100
    recipe = json.loads(archive.read(path)["recipe.json"])
    assert with_recipe(_held(), recipe).filters == held.filters
    against = compared(path, _held())  # the recipe brings the filter along
    assert against.differ == () and against.same > 100


def test_a_brief_under_all_of_them_holds_by_the_command_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    held = _held()
    for one in (_FILTERS["part of cost"], _FILTERS["loan"], _FILTERS["ticked"], _FILTERS["returns"]):
        held = held.with_filter(one)
    export(composed(held)[0], tmp_path / "brief.zip")
    assert cli.run(["verify", str(tmp_path / "brief.zip")], make_renderer=lambda: None) == 0
    assert "holds" in capsys.readouterr().out
