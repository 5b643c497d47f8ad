"""The fact sheet: one page in every language, and no number on it without what it rests on."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pypdf
import pytest

from advocacy.analysis.finding import Finding
from advocacy.analysis.findings import findings
from advocacy.brief.checks.size import pages_of
from advocacy.brief.compose import compose
from advocacy.brief.document import Brief
from advocacy.brief.wording import base_line, sentence
from advocacy.exporting.export import export
from advocacy.sample import open_sample
from advocacy.wording import LANGUAGES, speaking
from advocacy.workspace import Ask
from tests.exporting.written_brief import squeezed


@pytest.fixture(scope="module")
def sheets() -> dict[str, Brief]:
    """The sheet of the sample with an ask and every line of the cover that members write."""
    sample = open_sample()
    plan = replace(
        sample.brief,
        venue="fact_sheet",
        addressee="The committee on mining",
        submitted_by="Union of small-scale miners",
        authorised_by="A. Example",
        contact="secretary@example.org",
        asks=(
            Ask("Decide every application in 90 days.", findings=("licensing.within_limit",)),
            Ask(
                "Tell applicants in writing where their application stands, and who has it.",
                addressee="The licensing authority",
                clause="Section 14",
                proposed="Where no decision is made within the limit, the licence is deemed granted.",
                cost="Two officers in each district office.",
                success="Half of all applications are decided within the limit.",
                findings=("licensing.time_to_decision",),
            ),
        ),
    )
    made = {}
    for spoken in LANGUAGES:
        workspace = sample.with_brief(replace(plan, language=spoken))
        made[spoken] = compose(workspace, findings(workspace))
    return made


def _said_of(finding: Finding) -> tuple[str, ...]:
    return sentence(finding), base_line(finding)


@pytest.mark.parametrize("spoken", LANGUAGES)
def test_it_is_one_page_and_names_what_each_number_rests_on(
    sheets: dict[str, Brief], spoken: str, tmp_path: Path
) -> None:
    path = tmp_path / "sheet.pdf"
    export(sheets[spoken], path)
    pages = pypdf.PdfReader(path).pages
    assert len(pages) == 1
    text = squeezed(pages[0].extract_text())
    with speaking(spoken):
        for finding in sheets[spoken].findings:
            assert finding.overall and finding.overall.pending and finding.overall.missing
            for words in _said_of(finding):
                assert squeezed(words) in text
            assert all(squeezed(caveat) in text for caveat in finding.caveats)


@pytest.mark.parametrize("spoken", LANGUAGES)
def test_the_check_counts_one_page_as_well(sheets: dict[str, Brief], spoken: str) -> None:
    assert pages_of(sheets[spoken]) == 1
    assert sheets[spoken].unsupported == ()
