"""The files that a command names, imported and accounted for."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from advocacy.cli.import_report import write_report
from advocacy.cli.opening import add_passphrase, opened_workspace
from advocacy.cli.settings_options import burden_inputs
from advocacy.cli.survey_options import check_columns, sample_plan
from advocacy.cli.terminal import tell_end, tell_error
from advocacy.cli.values import day, days
from advocacy.errors import AdvocacyError
from advocacy.progress import Progress
from advocacy.wording import say, say_count

if TYPE_CHECKING:
    from advocacy.workspace import Workspace

DIALECTS = (
    "xlsform",
    "kobotoolbox",
    "odk-central",
    "qualtrics",
    "surveymonkey",
    "limesurvey",
    "microsoft-forms",
    "google-forms",
    "survey",
    "plain",
)


def add_files(parser: argparse.ArgumentParser) -> None:
    """Take the files and what is to be known of them."""
    parser.add_argument(
        "files", nargs="+", type=Path, metavar="FILES", help=say("spreadsheets or folders of them")
    )
    parser.add_argument(
        "--data-date",
        type=day,
        default=None,
        metavar="YYYY-MM-DD",
        help=say("day on which the data were complete; the latest day in the data where not given"),
    )
    parser.add_argument(
        "--limit-days",
        type=days,
        default=None,
        metavar="N",
        help=say("legal limit for a decision, where no legal provisions are imported"),
    )
    parser.add_argument(
        "--dialect",
        default="",
        choices=DIALECTS,
        metavar="NAME",
        help=say("how the files were made, where it is not recognised: {names}", names=", ".join(DIALECTS)),
    )
    parser.add_argument(
        "--recipe",
        type=Path,
        default=None,
        metavar="WORKSPACE",
        help=say("workspace whose choices for files of the same shape are used here"),
    )
    add_passphrase(parser)
    parser.add_argument(
        "--report",
        type=Path,
        default=None,
        metavar="FILE",
        help=say("write what was read, what was set aside and every issue as JSON"),
    )


def gather(
    options: argparse.Namespace, workspace: Workspace, progress: Progress
) -> tuple[Workspace, list[AdvocacyError]]:
    """Import the files named; tell what each gave. Raises AdvocacyError where none could be used."""
    from advocacy.importing.imported import ImportChoices
    from advocacy.importing.importer import find_files
    from advocacy.sample import import_all
    from advocacy.workspace import Protection

    paths = find_files(options.files)
    if options.recipe:
        kept = _kept(options)
        workspace = replace(
            workspace,
            recipes=(*kept.recipes, *workspace.recipes),
            exported=(*kept.exported, *workspace.exported),
        )
    choices = ImportChoices(dialect=options.dialect)
    gathered, refused = import_all(paths, workspace, progress, choices)
    if options.report:
        write_report(options.report, workspace, gathered, refused)
    if len(gathered.sources) == len(workspace.sources):
        for error in refused:
            tell_error(error)
        raise AdvocacyError(
            say("None of the files could be used."), hint=say("See the reasons above, or try other files.")
        )
    _tell_import(workspace, gathered)
    for error in refused:
        tell_error(error)
    settings = gathered.settings
    if options.data_date:
        settings = replace(settings, data_date=options.data_date)
    if options.limit_days:
        settings = replace(settings, limit_days=options.limit_days)
    if "chosen" in options:
        check_columns(gathered, options)
        settings = replace(settings, sample=sample_plan(options), compare_by=options.compare_by)
    if "protect" in options:
        settings = replace(
            settings,
            protection=Protection(options.protect),
            smallest_group=options.smallest_group or settings.smallest_group,
        )
    if "tariff_per_hour" in options:
        settings = replace(settings, burden=burden_inputs(options))
    if settings != gathered.settings:
        gathered = gathered.with_settings(settings, say("Settings given on the command line"))
    return gathered, refused


def _kept(options: argparse.Namespace) -> Workspace:
    """The workspace whose choices are used, and whose earlier briefs a new one could be set off against."""
    return opened_workspace(options.recipe, options.passphrase_file)


def _tell_import(before: Workspace, after: Workspace) -> None:
    for account in after.reconciliations[len(before.reconciliations) :]:
        if account.rows_in_file == 0:
            continue
        place = f"{account.source} › {account.sheet}" if account.sheet else account.source
        tell_end(
            say(
                "{place}: {rows} rows in file = {kept} kept + {updated} updated + {unchanged} unchanged "
                "+ {aside} set aside",
                place=place,
                rows=account.rows_in_file,
                kept=account.kept,
                updated=account.updated,
                unchanged=account.unchanged,
                aside=len(account.set_aside),
            )
        )
        reasons: dict[str, int] = {}
        for row in account.set_aside:
            reasons[row.reason] = reasons.get(row.reason, 0) + 1
        for reason, count in reasons.items():
            print(f"    {count} × {reason}")
    issues = len(after.issues) - len(before.issues)
    if issues:
        print(
            say_count(
                "{count} cell needs a look; the window lists it under Import.",
                "{count} cells need a look; the window lists them under Import.",
                issues,
            )
        )
