"""`brief`: import files and write the brief in every format."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from advocacy.cli.brief_account import tell_changes, tell_objections
from advocacy.cli.command import Commands, MakeRenderer
from advocacy.cli.exit_codes import DONE, SOME_REFUSED
from advocacy.cli.gathering import add_files, gather
from advocacy.cli.opening import opened_workspace
from advocacy.cli.settings_options import add_burden, add_protection
from advocacy.cli.survey_options import add_sample
from advocacy.cli.terminal import tell_end, terminal_progress
from advocacy.cli.written_brief import write_brief
from advocacy.errors import AdvocacyError
from advocacy.resources import RESOURCES
from advocacy.wording import ENGLISH, LANGUAGES, say

if TYPE_CHECKING:
    from advocacy.workspace.exported import Exported
    from advocacy.workspace.word_template import WordTemplate


def add_to(commands: Commands) -> None:
    """Say what `brief` understands."""
    brief = commands.add_parser(
        "brief", allow_abbrev=False, help=say("import files and write the brief in every format")
    )
    add_files(brief)
    brief.add_argument("--out", type=Path, required=True, metavar="DIR", help=say("folder for the documents"))
    brief.add_argument("--title", default="", help=say("title of the brief"))
    brief.add_argument("--addressee", default="", help=say("to whom it is submitted, e.g. a committee"))
    brief.add_argument("--submitted-by", default="", help=say("who submits it"))
    brief.add_argument(
        "--venue",
        default="",
        choices=sorted(path.stem for path in (RESOURCES / "venues").glob("*.json")),
        help=say("rules it is written by and checked against"),
    )
    brief.add_argument(
        "--language", default=ENGLISH, choices=tuple(LANGUAGES), help=say("language of the brief")
    )
    brief.add_argument(
        "--package",
        action="store_true",
        help=say("also write the evidence package: the documents, their numbers, signed, to be verified"),
    )
    brief.add_argument(
        "--objections", action="store_true", help=say("say what an opponent could, and what the data answer")
    )
    brief.add_argument(
        "--since",
        type=Path,
        default=None,
        metavar="WORKSPACE|PACKAGE",
        help=say("say what changed since the last brief exported from a workspace, or that of a package"),
    )
    brief.add_argument(
        "--cards",
        action="store_true",
        help=say("write the findings as square pictures for phones, too, in one ZIP file"),
    )
    brief.add_argument(
        "--template",
        type=Path,
        default=None,
        metavar="FILE.docx",
        help=say("your own Word document, such as a letterhead, that the Word brief is written into"),
    )
    add_sample(brief)
    add_protection(brief)
    add_burden(brief)
    brief.set_defaults(action=_brief)


def _brief(options: argparse.Namespace, make_renderer: MakeRenderer) -> int:
    from advocacy.workspace import Workspace

    template = _template(options.template) if options.template else None
    workspace, refused = gather(options, Workspace(), terminal_progress(0.0, 0.5))
    plan = replace(
        workspace.brief,
        title=options.title,
        addressee=options.addressee,
        submitted_by=options.submitted_by,
        venue=options.venue,
        language=options.language,
    )
    earlier = _earlier_brief(options) if options.since else None
    workspace = workspace.with_brief(plan).with_template(template)
    brief, found = write_brief(
        workspace,
        options.out,
        make_renderer,
        with_package=options.package,
        with_cards=options.cards,
    )
    if options.objections:
        tell_objections(workspace, found)
    if earlier:
        tell_changes(workspace, earlier, brief)
    return SOME_REFUSED if refused else DONE


def _template(path: Path) -> WordTemplate:
    """The template, and what is to be told of it, before anything else is done."""
    from advocacy.exporting.word_template.reading import read_template

    chosen = read_template(path, terminal_progress(0.0, 0.1))
    if chosen.told:
        tell_end(say("Of the template “{name}”:", name=path.name))
    for one in chosen.told:
        print(f"  {one}")
    return chosen.template


def _earlier_brief(options: argparse.Namespace) -> Exported:
    """The brief that --since names: that of a package, or the last one exported from a workspace."""
    from advocacy.exporting.export import PACKAGE
    from advocacy.exporting.package.earlier_brief import earlier_brief

    path: Path = options.since
    if path.suffix.lower() == PACKAGE:
        return earlier_brief(path)
    exported = opened_workspace(path, options.passphrase_file).exported
    if not exported:
        raise AdvocacyError(
            say("No brief of “{name}” has left the program yet.", name=path.name),
            hint=say("Name a workspace whose brief was exported, or an evidence package."),
        )
    return exported[-1]
