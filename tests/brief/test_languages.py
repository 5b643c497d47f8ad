"""The brief of the sample in every language: the same claims, and every format written."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from advocacy.brief.claims import Claim, What
from advocacy.brief.composed import composed
from advocacy.brief.document import Brief
from advocacy.brief.kept import same_data
from advocacy.exporting.export import WRITERS, export
from advocacy.sample import open_sample
from advocacy.wording import LANGUAGES, language
from advocacy.workspace import Workspace
from tests.exporting.conformance import breaches


@pytest.fixture(scope="module")
def workspace() -> Workspace:
    return open_sample()


@pytest.fixture(scope="module")
def briefs(workspace: Workspace) -> dict[str, Brief]:
    plans = {one: replace(workspace.brief, language=one) for one in LANGUAGES}
    return {one: composed(workspace.with_brief(plan))[0] for one, plan in plans.items()}


def _of_estimates(brief: Brief) -> dict[str, Claim]:
    """The claims that are known by their place; those only words tell are known by the words."""
    return {one.key: one for one in brief.printed_claims() if one.what is not What.WORDS}


@pytest.mark.parametrize("spoken", LANGUAGES)
def test_every_number_is_supported(briefs: dict[str, Brief], spoken: str) -> None:
    assert briefs[spoken].language == spoken
    assert briefs[spoken].unsupported == ()
    assert language() == "en"


@pytest.mark.parametrize("spoken", LANGUAGES)
def test_claims_are_those_of_the_english_brief(briefs: dict[str, Brief], spoken: str) -> None:
    claims, english = (
        {one.key: one.value for one in briefs[code].claims if one.what is not What.WORDS}
        for code in (spoken, "en")
    )
    assert claims == english


@pytest.mark.parametrize("spoken", LANGUAGES)
def test_what_is_printed_is_what_is_printed_in_english(briefs: dict[str, Brief], spoken: str) -> None:
    assert set(_of_estimates(briefs[spoken])) == set(_of_estimates(briefs["en"]))


@pytest.mark.parametrize("suffix", WRITERS)
@pytest.mark.parametrize("spoken", [one for one in LANGUAGES if one != "en"])
def test_every_format_is_written(briefs: dict[str, Brief], spoken: str, suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"brief{suffix}"
    export(briefs[spoken], path)
    assert path.stat().st_size > 1000
    if suffix in (".docx", ".pdf", ".xlsx"):
        assert breaches(path) == ()


def test_another_language_is_other_data(workspace: Workspace) -> None:
    """What was found and composed in one language is not kept for the next."""
    french = workspace.with_brief(replace(workspace.brief, language="fr"))
    assert same_data(workspace, workspace)
    assert not same_data(workspace, french)
