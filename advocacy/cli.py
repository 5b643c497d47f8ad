"""The street without a window: import, brief and blank templates from the command line."""

from __future__ import annotations

import argparse
import contextlib
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from advocacy.errors import AdvocacyError, WorkspaceError
from advocacy.issue import Severity
from advocacy.progress import Cancelled, Progress, part
from advocacy.resources import RESOURCES
from advocacy.wording import ENGLISH, LANGUAGES, say, say_count

if TYPE_CHECKING:
    from advocacy.analysis.finding import Finding
    from advocacy.brief.document import Brief
    from advocacy.charts.picture import Picture, Renderer
    from advocacy.exporting.package.verifying import Verdict
    from advocacy.workspace import BurdenInputs, SamplePlan, Workspace
    from advocacy.workspace.exported import Exported
    from advocacy.workspace.file import WorkspaceFile
    from advocacy.workspace.joining import Joined

DONE, SOME_REFUSED, WRONG_USE, NOTHING_DONE, STOPPED = 0, 1, 2, 3, 130

MakeRenderer = Callable[[], "Renderer | None"]
_COMMANDS = ("brief", "import", "merge", "restore", "templates", "verify")
_CHOSEN: Mapping[str, Mapping[str, Any]] = {  # --chosen: what it answers to the questions of the sample
    "everybody": {"everybody": True},
    "chance": {"by_chance": True},
    "groups": {"by_chance": True, "whole_groups": True},
    "organiser": {"by_chance": False},
    "themselves": {"themselves": True},
}
_REGISTER_FIELDS = ("gender", "age", "region", "cooperative")  # of the member register
_LEAST_GROUP = 3  # of two, each knows the other
_MOST_DIFFERENCES = 5  # told of two briefs; the first tell the most
_MOST_FAULTS = 20  # of a package told one by one
_DIALECTS = (
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


def is_for_the_terminal(arguments: Sequence[str]) -> bool:
    """Whether these arguments ask for work without a window."""
    return bool(arguments) and (arguments[0] in _COMMANDS or arguments[0].startswith("-"))


def run(arguments: Sequence[str], *, make_renderer: MakeRenderer) -> int:
    """Do what the arguments ask; return the exit code.

    0 done, 1 done but at least one file was refused, 2 wrong use, 3 nothing could be done, 130 stopped.
    """
    options = _parser().parse_args(arguments)
    try:
        return int(options.action(options, make_renderer))
    except AdvocacyError as error:
        _tell_error(error)
        return NOTHING_DONE
    except (KeyboardInterrupt, Cancelled):
        _tell_end(say("Stopped. Files already written are whole; nothing else was changed."))
        return STOPPED


def write_sample_brief(*, make_renderer: MakeRenderer) -> int:
    """Without a display: write the brief of the example data into a folder and say where."""
    out = Path.cwd() / "groundswell-sample-brief"
    print(say("There is no display here, so no window can open. Writing the sample brief instead."))
    try:
        from advocacy.sample import open_sample

        workspace = open_sample(_terminal_progress(0.0, 0.5))
        _write_brief(workspace, out, make_renderer)
    except AdvocacyError as error:
        _tell_error(error)
        return NOTHING_DONE
    return DONE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python main.py",
        description=say("Groundswell turns spreadsheets of miners' associations into an evidence brief."),
        epilog=say(
            "Without a command the window opens. Exit codes: 0 done, 1 done but a file was refused, "
            "2 wrong use, 3 nothing could be done, 130 stopped."
        ),
    )
    parser.add_argument("--version", action="version", version=_version())
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    brief = commands.add_parser(
        "brief", allow_abbrev=False, help=say("import files and write the brief in every format")
    )
    _add_files(brief)
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
    _add_sample(brief)
    _add_protection(brief)
    _add_burden(brief)
    brief.set_defaults(action=_brief)

    import_ = commands.add_parser(
        "import", allow_abbrev=False, help=say("import files into a workspace file")
    )
    _add_files(import_)
    import_.add_argument(
        "--workspace",
        type=Path,
        required=True,
        metavar="W",
        help=say("workspace file; made where there is none"),
    )
    import_.add_argument(
        "--dry-run", action="store_true", help=say("read and report only; the workspace stays as it is")
    )
    import_.add_argument(
        "--returns",
        type=Path,
        default=None,
        metavar="DIR",
        help=say("folder for the files with issues, marked, to send back"),
    )
    import_.set_defaults(action=_import)

    merge = commands.add_parser("merge", help=say("make one workspace file of several"))
    merge.add_argument(
        "files",
        nargs="+",
        type=Path,
        metavar="WORKSPACES",
        help=say("workspace files; the settings and the brief of the first are kept"),
    )
    merge.add_argument(
        "--workspace", type=Path, required=True, metavar="OUT", help=say("workspace file to be made")
    )
    merge.add_argument(
        "--choose",
        choices=("newest", "mine", "theirs"),
        default="newest",
        help=say(
            "which value counts where two tell a field differently: the one imported or edited last, that of "
            "the workspaces named before, or that of the later one"
        ),
    )
    merge.add_argument(
        "--report",
        type=Path,
        default=None,
        metavar="FILE",
        help=say("write what came in, every conflict and every likely double as JSON; it may hold names"),
    )
    merge.add_argument(
        "--passphrase-file",
        type=Path,
        action="append",
        default=None,
        metavar="FILE",
        help=say(
            "file whose first line opens protected workspaces; may be given several times, each is tried. "
            "Where one of them is protected, OUT is too, by the first that is given"
        ),
    )
    merge.set_defaults(action=_merge)

    restore = commands.add_parser(
        "restore", allow_abbrev=False, help=say("bring a damaged workspace back from its backups")
    )
    restore.add_argument(
        "workspace", type=Path, metavar="W", help=say("workspace file that is damaged or gone")
    )
    restore.add_argument("--list", action="store_true", help=say("only list its backups, newest first"))
    restore.add_argument(
        "--backup",
        type=_number,
        default=None,
        metavar="N",
        help=say("number of the backup in the list; the newest that is whole where not given"),
    )
    restore.add_argument(
        "--to",
        type=Path,
        default=None,
        metavar="OUT",
        help=say("write a workspace of another name; W stays as it is, whole or not"),
    )
    restore.add_argument(
        "--passphrase-file",
        type=Path,
        default=None,
        metavar="FILE",
        help=say("file whose first line is the passphrase; else GROUNDSWELL_PASSPHRASE is used"),
    )
    restore.set_defaults(action=_restore)

    templates = commands.add_parser("templates", help=say("write blank workbooks with drop-downs to fill in"))
    templates.add_argument("--out", type=Path, required=True, metavar="DIR", help=say("folder for them"))
    templates.add_argument(
        "--language", default="en", choices=("en", "fr"), help=say("language of the headings")
    )
    templates.set_defaults(action=_templates)

    verify = commands.add_parser(
        "verify", allow_abbrev=False, help=say("check an evidence package: is it whole, do its numbers hold")
    )
    verify.add_argument("package", type=Path, metavar="PACKAGE", help=say("evidence package (.zip)"))
    verify.add_argument(
        "--key",
        default="",
        metavar="KEY",
        help=say("fingerprint or public key of the sender, or a file with it"),
    )
    verify.add_argument(
        "--workspace",
        type=Path,
        default=None,
        metavar="W",
        help=say("also make every number again from this workspace"),
    )
    verify.add_argument(
        "--passphrase-file",
        type=Path,
        default=None,
        metavar="FILE",
        help=say("file whose first line is the passphrase; else GROUNDSWELL_PASSPHRASE is used"),
    )
    verify.set_defaults(action=_verify)

    commands.add_parser("test", help=say("run all tests"))
    commands.add_parser("pictures", help=say("make pictures of every page, state and look, for review"))
    return parser


def _add_sample(parser: argparse.ArgumentParser) -> None:
    """How the people of the survey were chosen, as the window asks it."""
    parser.add_argument(
        "--chosen",
        choices=tuple(_CHOSEN),
        default=None,
        help=say("how people of the survey were chosen; without it no margin of error is given"),
    )
    parser.add_argument(
        "--members", type=_days, default=None, metavar="N", help=say("members the survey is to speak for")
    )
    for option, words in (
        ("--weight", say("column of the survey with the weight of each person")),
        ("--stratum", say("column with the part of the membership drawn from")),
        ("--group", say("column with the cooperative or place chosen as a whole")),
    ):
        parser.add_argument(option, default="", metavar="COLUMN", help=words)
    parser.add_argument(
        "--weight-to",
        action="append",
        type=_margin,
        default=[],
        metavar="FIELD=COLUMN",
        help=say(
            "weight the answers to the member register; FIELD is {fields}, COLUMN the question for it",
            fields=", ".join(_REGISTER_FIELDS),
        ),
    )
    parser.add_argument(
        "--compare-by",
        default="",
        metavar="COLUMN",
        help=say("question of the survey by which the answers to all others are compared"),
    )


def _margin(text: str) -> tuple[str, str]:
    """The pair of column and field of --weight-to."""
    field, sign, column = text.partition("=")
    if not sign or field not in _REGISTER_FIELDS or not column:
        raise argparse.ArgumentTypeError(
            say(
                "“{text}” is not FIELD=COLUMN with one of {fields}",
                text=text,
                fields=", ".join(_REGISTER_FIELDS),
            )
        )
    return column, field


def _add_protection(parser: argparse.ArgumentParser) -> None:
    """How few people are kept from being recognised."""
    parser.add_argument(
        "--protect",
        choices=("suppress", "round"),
        default="suppress",
        help=say("hide small groups, or round every count to a multiple of 5"),
    )
    parser.add_argument(
        "--smallest-group",
        type=_smallest_group,
        default=None,
        metavar="K",
        help=say("fewest people or cases a group must have to be shown; 5 where not given"),
    )


def _sample_plan(options: argparse.Namespace) -> SamplePlan:
    from advocacy.workspace import SamplePlan

    plan = SamplePlan(
        members=options.members,
        weight=options.weight,
        stratum=options.stratum,
        group=options.group,
        margins=tuple({field: (column, field) for column, field in options.weight_to}.values()),
    )
    return replace(plan, **_CHOSEN.get(options.chosen or "", {}))


def _check_columns(workspace: Workspace, options: argparse.Namespace) -> None:
    """Raise AdvocacyError where an option names a column no survey has: a slip must not pass unseen."""
    from advocacy.analysis.survey.questions import question_named

    surveys = [table for table in workspace.tables if table.questionnaire]
    columns = {str(name) for table in surveys for name in table.frame.columns}
    named = [options.weight, options.stratum, options.group, *(column for column, _ in options.weight_to)]
    unknown = [name for name in named if name and name not in columns]
    by = options.compare_by
    if by and not any(table.questionnaire and question_named(table.questionnaire, by) for table in surveys):
        unknown.append(by)
    if unknown:
        raise AdvocacyError(
            say("No survey has a column “{column}”.", column=unknown[0]),
            hint=say("Columns: {columns}.", columns=", ".join(sorted(c for c in columns if "/" not in c)))
            if columns
            else say("None of the files is a survey."),
        )


def _add_burden(parser: argparse.ArgumentParser) -> None:
    """The inputs of the yearly burden, as the window asks for them; what is not given comes from the data."""
    for option, words in (
        ("--tariff-per-hour", say("what an hour of an applicant is worth; else from the median income")),
        ("--hours-per-application", say("hours of work for one application; else from the days lost")),
        ("--out-of-pocket", say("what is paid for one application; else the median cost")),
        ("--applications-per-year", say("applications a year; else those on record")),
        ("--frequency", say("how often each is made in a year; else once")),
        ("--business-as-usual", say("per cent of the cost that miners would have anyway; else none")),
    ):
        parser.add_argument(option, type=_amount, default=None, metavar="N", help=words)
    for option, words in (
        ("--hours-per-day", say("hours of a working day; else 8")),
        ("--hours-per-month", say("hours a month's income is earned in; else from the days of a month")),
        ("--days-per-month", say("days a month's income is earned in; else 30")),
    ):
        parser.add_argument(option, type=_more_than_nothing, default=None, metavar="N", help=words)


def _burden_inputs(options: argparse.Namespace) -> BurdenInputs:
    from advocacy.workspace import BurdenInputs

    stated = {name: getattr(options, name) for name in BurdenInputs.__dataclass_fields__}
    if stated["business_as_usual"] is not None:
        stated["business_as_usual"] = min(stated["business_as_usual"], 100.0) / 100
    return BurdenInputs(**stated)


def _add_files(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "files", nargs="+", type=Path, metavar="FILES", help=say("spreadsheets or folders of them")
    )
    parser.add_argument(
        "--data-date",
        type=_day,
        default=None,
        metavar="YYYY-MM-DD",
        help=say("day on which the data were complete; the latest day in the data where not given"),
    )
    parser.add_argument(
        "--limit-days",
        type=_days,
        default=None,
        metavar="N",
        help=say("legal limit for a decision, where no legal provisions are imported"),
    )

    parser.add_argument(
        "--dialect",
        default="",
        choices=_DIALECTS,
        metavar="NAME",
        help=say("how the files were made, where it is not recognised: {names}", names=", ".join(_DIALECTS)),
    )
    parser.add_argument(
        "--recipe",
        type=Path,
        default=None,
        metavar="WORKSPACE",
        help=say("workspace whose choices for files of the same shape are used here"),
    )
    parser.add_argument(
        "--passphrase-file",
        type=Path,
        default=None,
        metavar="FILE",
        help=say(
            "file whose first line is the passphrase or recovery key of a protected workspace; "
            "without it GROUNDSWELL_PASSPHRASE of the environment is used"
        ),
    )
    parser.add_argument(
        "--report",
        type=Path,
        default=None,
        metavar="FILE",
        help=say("write what was read, what was set aside and every issue as JSON"),
    )


def _brief(options: argparse.Namespace, make_renderer: MakeRenderer) -> int:
    from advocacy.workspace import Workspace

    workspace, refused = _gather(options, Workspace(), _terminal_progress(0.0, 0.5))
    plan = replace(
        workspace.brief,
        title=options.title,
        addressee=options.addressee,
        submitted_by=options.submitted_by,
        venue=options.venue,
        language=options.language,
    )
    earlier = _earlier_brief(options) if options.since else None
    workspace = workspace.with_brief(plan)
    brief, found = _write_brief(
        workspace,
        options.out,
        make_renderer,
        with_package=options.package,
        with_cards=options.cards,
    )
    if options.objections:
        _tell_objections(workspace, found)
    if earlier:
        _tell_changes(workspace, earlier, brief)
    return SOME_REFUSED if refused else DONE


def _import(options: argparse.Namespace, make_renderer: MakeRenderer) -> int:
    from datetime import UTC, datetime

    from advocacy.workspace.file import WorkspaceFile
    from advocacy.workspace.given_passphrase import given_passphrase

    path: Path = options.workspace
    passphrase = given_passphrase(options.passphrase_file)
    file = WorkspaceFile.open(path, passphrase) if path.exists() else None
    before = file.workspace if file else _empty()
    try:
        after, refused = _gather(options, before, _terminal_progress(0.0, 0.9))
        if options.returns:
            _write_returns(options, before, after)
        if options.dry_run:
            _tell_end(say("Nothing was saved: this was a dry run."))
            return SOME_REFUSED if refused else DONE
        if file is None:
            file = WorkspaceFile.create(path, passphrase)
        elif (backup := file.backup(datetime.now(UTC))) is not None:
            try:
                backup.run()
            except AdvocacyError as error:  # the import is one change and can be taken back all the same
                _tell_error(error)
        file.save(
            after,
            say_count(
                "Imported {count} file", "Imported {count} files", len(after.sources) - len(before.sources)
            ),
        )
    finally:
        if file:
            file.close()
    _tell_end(say("Saved in {path}.", path=path))
    return SOME_REFUSED if refused else DONE


def _merge(options: argparse.Namespace, make_renderer: MakeRenderer) -> int:
    from advocacy.workspace.file import WorkspaceFile
    from advocacy.workspace.given_passphrase import given_passphrase
    from advocacy.workspace.joining import joined
    from advocacy.workspace.merge_report import report_of

    out: Path = options.workspace
    if out.exists():
        raise WorkspaceError(
            say("“{name}” exists already.", name=out.name), hint=say("Choose another name with --workspace.")
        )
    if len(options.files) < 2:
        raise AdvocacyError(
            say("There is only one workspace to merge."), hint=say("Name two workspace files or more.")
        )
    passphrases = [given_passphrase(file) for file in options.passphrase_file or [None]]
    held, refused, is_protected = _opened(options.files, passphrases)
    if len(held) < 2:
        for error in refused:
            _tell_error(error)
        raise AdvocacyError(
            say("Fewer than two of the workspaces could be opened."), hint=say("See the reasons above.")
        )
    progress = _terminal_progress(0.0, 1.0)
    (_, merged), *others = held
    reports = []
    for number, (path, other) in enumerate(others):
        progress(number / len(others), say("Merging “{name}”", name=path.name))
        result = joined(merged, other, name=path.name, choose=options.choose)
        merged = result.workspace
        reports.append(report_of(result, path.name))
        _tell_merged(path.name, result)
    file = WorkspaceFile.create(out, passphrases[0] if is_protected else "")
    try:
        file.save(merged, say_count("Merged {count} workspace", "Merged {count} workspaces", len(held)))
    finally:
        file.close()
    if options.report:
        from advocacy.exporting.atomic import replacing

        told = {"merges": reports, "refused": [{"message": e.message, "hint": e.hint} for e in refused]}
        with replacing(options.report) as part_written:
            part_written.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", "utf-8")
    for error in refused:
        _tell_error(error)
    _tell_end(say("Saved in {path}.", path=out))
    return SOME_REFUSED if refused else DONE


def _opened(
    paths: Sequence[Path], passphrases: Sequence[str]
) -> tuple[list[tuple[Path, Workspace]], list[AdvocacyError], bool]:
    """The workspaces with their files, why others could not be opened, and whether one was protected."""
    from advocacy.workspace.joining import with_contents

    is_protected = False
    held: list[tuple[Path, Workspace]] = []
    refused: list[AdvocacyError] = []
    for path in paths:
        try:
            file = _opened_by_one_of(path, passphrases)
        except AdvocacyError as error:
            refused.append(error)
            continue
        is_protected |= file.is_protected
        try:
            held.append((path, with_contents(file.workspace, file.source_content)))
        finally:
            file.close()
    return held, refused, is_protected


def _opened_by_one_of(path: Path, passphrases: Sequence[str]) -> WorkspaceFile:
    from advocacy.workspace.file import WorkspaceFile
    from advocacy.workspace.plain_errors import PassphraseError

    for passphrase in passphrases[:-1]:
        with contextlib.suppress(PassphraseError):
            return WorkspaceFile.open(path, passphrase)
    return WorkspaceFile.open(path, passphrases[-1])


def _restore(options: argparse.Namespace, make_renderer: MakeRenderer) -> int:
    from datetime import UTC, datetime

    from advocacy.workspace.given_passphrase import given_passphrase
    from advocacy.workspace.recovery import recovery, restore

    path: Path = options.workspace
    to: Path = options.to or path
    passphrase = given_passphrase(options.passphrase_file)
    found = recovery(path, passphrase)
    if found is None:
        raise WorkspaceError(
            say("There is no whole backup of “{name}”.", name=path.name),
            hint=say("Backups lie in a folder beside the workspace; bring it back if it was moved."),
        )
    listed = (found.good, *found.others)
    if options.list:
        for number, one in enumerate(listed, start=1):
            rows = say_count("{count} row", "{count} rows", one.rows)
            print(f"{number}  {one.at.astimezone():%Y-%m-%d %H:%M}  {rows}  {one.said}")
        return DONE
    if (options.backup or 1) > len(listed):
        raise WorkspaceError(
            say("There is no backup of the number {number}.", number=options.backup),
            hint=say("See the numbers with --list."),
        )
    if options.to and to.exists():
        raise WorkspaceError(
            say("“{name}” exists already.", name=to.name), hint=say("Choose another name with --to.")
        )
    if not options.to and _can_be_read(path, passphrase):
        raise WorkspaceError(
            say("“{name}” is not damaged.", name=path.name),
            hint=say("Name another file with --to to open a backup beside it."),
        )
    chosen = listed[(options.backup or 1) - 1]
    restore(chosen.path, to, passphrase, now=datetime.now(UTC))
    _tell_end(say("Restored in {path}; last change: {said}", path=to, said=chosen.said))
    return DONE


def _verify(options: argparse.Namespace, make_renderer: MakeRenderer) -> int:
    """0: everything holds; 1: something does not; 2: there is nothing that can be checked."""
    from advocacy.exporting.package.archive import ArchiveError
    from advocacy.exporting.package.verifying import verify

    try:
        verdict = verify(options.package, options.key, _terminal_progress(0.0, 0.6))
        faults = [*verdict.faults]
        _tell_verdict(verdict, options.key)
        if options.workspace and not verdict.faults:
            faults += _verify_by_workspace(options)
    except ArchiveError as error:
        _tell_error(error)
        return SOME_REFUSED
    except AdvocacyError as error:
        _tell_error(error)
        return WRONG_USE
    for fault in faults[:_MOST_FAULTS]:
        print(f"  {fault}")
    if len(faults) > _MOST_FAULTS:
        print(f"  {say('… and {count} more.', count=len(faults) - _MOST_FAULTS)}")
    if faults:
        print(say("The package does NOT hold."))
        return SOME_REFUSED
    print(say("The package holds."))
    return DONE


def _tell_verdict(verdict: Verdict, key: str) -> None:
    _tell_end(say("{count} files in the package.", count=verdict.files))
    if verdict.fingerprint:
        print(say("Signed with the key {fingerprint}.", fingerprint=verdict.fingerprint))
        if verdict.is_known_key:
            print(say("This is the key you named."))
        elif not key:
            print(say("Ask the sender, by another way than the package, whether this is the fingerprint."))
    if not verdict.claims:
        return
    print(
        say(
            "{claims} numbers are printed: {again} were made again from the package and are the same; "
            "{alone} can only be made again from the workspace.",
            claims=verdict.claims,
            again=verdict.made_again,
            alone=verdict.alone,
        )
    )


def _verify_by_workspace(options: argparse.Namespace) -> tuple[str, ...]:
    """What differs between the package and the workspace, after telling what is the same."""
    from advocacy.exporting.package.against_workspace import compared
    from advocacy.workspace.file import WorkspaceFile
    from advocacy.workspace.given_passphrase import given_passphrase

    file = WorkspaceFile.open(options.workspace, given_passphrase(options.passphrase_file), only_look=True)
    try:
        result = compared(options.package, file.workspace, _terminal_progress(0.6, 1.0))
    finally:
        file.close()
    _tell_end(say("{count} numbers were made again from the workspace and are the same.", count=result.same))
    if result.gone:
        print(
            say(
                "{count} stand in sentences that the brief of the workspace has no longer; they cannot be "
                "compared.",
                count=result.gone,
            )
        )
    return result.differ


def _can_be_read(path: Path, passphrase: str) -> bool:
    """Whether a workspace opens. Raises HeldElsewhereError where another program has it open."""
    from advocacy.workspace.file import WorkspaceFile
    from advocacy.workspace.plain_errors import HeldElsewhereError
    from advocacy.workspace.recovery import RECOVERABLE

    try:
        WorkspaceFile.open(path, passphrase).close()
    except HeldElsewhereError:
        raise
    except RECOVERABLE:
        return False
    return True


def _tell_merged(name: str, result: Joined) -> None:
    for account in result.accounts:
        _tell_end(
            say(
                "{name}: {rows} rows of {table} = {added} added + {same} the same + {completed} completed "
                "+ {differing} told differently + {kept_out} kept out",
                name=name,
                **asdict(account),
            )
        )
    for count, words in (
        (
            len(result.conflicts),
            say("fields are told differently; both values are among the issues and in the report."),
        ),
        (len(result.likely_same), say("entries may be counted twice; nothing was merged, look at them.")),
    ):
        if count:
            print(f"    {count} {words}")
    for note in result.notes:
        print(f"    {note}")


def _templates(options: argparse.Namespace, make_renderer: MakeRenderer) -> int:
    from advocacy.exporting.template_writer import write_template
    from advocacy.schema import schemas

    options.out.mkdir(parents=True, exist_ok=True)
    for schema in schemas().values():
        path = options.out / f"{schema.name}.xlsx"
        write_template([schema], path, language=options.language)
        print(path)
    return DONE


def _gather(
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
        _write_report(options.report, workspace, gathered, refused)
    if len(gathered.sources) == len(workspace.sources):
        for error in refused:
            _tell_error(error)
        raise AdvocacyError(
            say("None of the files could be used."), hint=say("See the reasons above, or try other files.")
        )
    _tell_import(workspace, gathered)
    for error in refused:
        _tell_error(error)
    settings = gathered.settings
    if options.data_date:
        settings = replace(settings, data_date=options.data_date)
    if options.limit_days:
        settings = replace(settings, limit_days=options.limit_days)
    if "chosen" in options:
        _check_columns(gathered, options)
        settings = replace(settings, sample=_sample_plan(options), compare_by=options.compare_by)
    if "protect" in options:
        settings = replace(
            settings,
            protection=Protection(options.protect),
            smallest_group=options.smallest_group or settings.smallest_group,
        )
    if "tariff_per_hour" in options:
        settings = replace(settings, burden=_burden_inputs(options))
    if settings != gathered.settings:
        gathered = gathered.with_settings(settings, say("Settings given on the command line"))
    return gathered, refused


def _write_brief(
    workspace: Workspace,
    out: Path,
    make_renderer: MakeRenderer,
    *,
    with_package: bool = False,
    with_cards: bool = False,
) -> tuple[Brief, tuple[Finding, ...]]:
    from advocacy.brief.composed import composed
    from advocacy.exporting.export import FORMATS, PACKAGE, export

    formats = (*FORMATS, PACKAGE) if with_package else FORMATS
    progress = _terminal_progress(0.5, 1.0)
    brief, found = composed(workspace, part(progress, 0.0, 0.2))
    if not found:
        raise AdvocacyError(
            say("Nothing in these files can be counted yet."),
            hint=say("Check on the Import page how the columns were understood."),
        )
    _tell_differences(workspace, brief)
    pictures = _pictures(brief, make_renderer, part(progress, 0.2, 0.7))
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise AdvocacyError(
            say("The folder {path} cannot be made.", path=out), hint=say("Choose another folder with --out.")
        ) from error
    step = 0.3 / len(formats)
    for number, suffix in enumerate(formats):
        path, start = out / f"brief{suffix}", 0.7 + number * step
        export(brief, path, pictures=pictures, progress=part(progress, start, start + step))
    progress(1.0)
    _tell_end(say("Written to {path}:", path=out.resolve()))
    for suffix in formats:
        print(f"  brief{suffix}")
    if with_package:
        from advocacy.exporting.package.signing_key import own_fingerprint

        print(say("The package is signed with your key: {fingerprint}", fingerprint=own_fingerprint()))
    if with_cards:
        _write_cards(brief, out / "brief cards.zip", make_renderer)
    _tell_checks(workspace, brief, found)
    return brief, found


def _earlier_brief(options: argparse.Namespace) -> Exported:
    """The brief that --since names: that of a package, or the last one exported from a workspace."""
    from advocacy.exporting.export import PACKAGE
    from advocacy.exporting.package.earlier_brief import earlier_brief

    path: Path = options.since
    if path.suffix.lower() == PACKAGE:
        return earlier_brief(path)
    exported = _opened_workspace(path, options.passphrase_file).exported
    if not exported:
        raise AdvocacyError(
            say("No brief of “{name}” has left the program yet.", name=path.name),
            hint=say("Name a workspace whose brief was exported, or an evidence package."),
        )
    return exported[-1]


def _tell_objections(workspace: Workspace, found: Sequence[Finding]) -> None:
    """Say what an opponent could, the strongest first, and what the data answer."""
    from advocacy.brief.challenges.challenge import thresholds
    from advocacy.brief.challenges.panel import challenges

    print(say("Objections, the strongest first (strength of 100):"))
    print(f"  {thresholds()}")
    for one in challenges(workspace, found):
        print(f"  {round(100 * one.strength):3d} “{one.objection}” {one.answer}")


def _tell_changes(workspace: Workspace, earlier: Exported, brief: Brief) -> None:
    """Say which numbers of an earlier brief hold no longer, each with the reason."""
    from advocacy.brief.changes import changes

    found = changes(workspace, earlier, brief)
    stale = [one for one in found if one.is_stale]
    print(say("Numbers of “{name}” that hold no longer: {count}", name=earlier.name, count=len(stale)))
    for one in stale:
        why = "; ".join(reason.words for reason in one.reasons)
        print(f"  {one.name}: {one.before} → {one.now or say('no longer in the data')} ({why})")
    if new := len(found) - len(stale):
        print(say("Printed for the first time: {count}", count=new))


def _write_cards(brief: Brief, path: Path, make_renderer: MakeRenderer) -> None:
    from advocacy.exporting.share_cards import card_figures, write_cards

    render = make_renderer()
    if render is None:
        print(say("Picture cards cannot be drawn on this machine."), file=sys.stderr)
        return
    write_cards(brief, render(card_figures(brief), _terminal_progress(0.0, 1.0)), path)
    _tell_end(f"  {path.name}")


def _tell_checks(workspace: Workspace, brief: Brief, found: Sequence[Finding]) -> None:
    """Say what breaks the rules of the venue, and what an opponent would use; the worst first."""
    from advocacy.brief.checks import checks

    for one in checks(workspace, brief, found, date.today()):
        print(f"  {_SEVERITIES[one.severity]()}: {one.message} {one.hint}".rstrip())


_SEVERITIES = {
    Severity.ERROR: lambda: say("Error"),
    Severity.WARNING: lambda: say("Warning"),
    Severity.NOTE: lambda: say("Note"),
}


def _tell_differences(workspace: Workspace, brief: Brief) -> None:
    """Say, before anything is written, what this brief and an earlier one tell together about few people."""
    from advocacy.analysis.protection.differencing import differences

    for one in differences(workspace, brief.findings)[:_MOST_DIFFERENCES]:
        print(
            say_count(
                "“{finding}” {group} differs by {count} from the brief {name} of {when}: whoever has both "
                "learns about one.",
                "“{finding}” {group} differs by {count} from the brief {name} of {when}: whoever has both "
                "learns about so few.",
                one.people,
                finding=one.finding,
                group=one.group,
                name=one.earlier.name,
                when=one.earlier.when,
            ),
            file=sys.stderr,
        )


def _pictures(brief: Brief, make_renderer: MakeRenderer, progress: Progress) -> Mapping[str, Picture]:
    """Draw the charts of the brief; none, with a word, where this machine cannot draw them."""
    from advocacy.brief.document import Figure
    from advocacy.charts.picture import PlotlyFigure

    figures = [block for block in brief.blocks if isinstance(block, Figure)]
    render = make_renderer() if figures else None
    if render is None:
        if figures:
            print(
                say("Charts cannot be drawn on this machine; the brief shows tables instead."),
                file=sys.stderr,
            )
        return {}
    drawn = render([cast(PlotlyFigure, block.figure) for block in figures], progress)
    return {block.finding.code: picture for block, picture in zip(figures, drawn, strict=True)}


def _tell_import(before: Workspace, after: Workspace) -> None:
    for account in after.reconciliations[len(before.reconciliations) :]:
        if account.rows_in_file == 0:
            continue
        place = f"{account.source} › {account.sheet}" if account.sheet else account.source
        _tell_end(
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


def _kept(options: argparse.Namespace) -> Workspace:
    """The workspace whose choices are used, and whose earlier briefs a new one could be set off against."""
    return _opened_workspace(options.recipe, options.passphrase_file)


def _opened_workspace(path: Path, passphrase_file: Path | None) -> Workspace:
    from advocacy.workspace.file import WorkspaceFile
    from advocacy.workspace.given_passphrase import given_passphrase

    file = WorkspaceFile.open(path, given_passphrase(passphrase_file))
    try:
        return file.workspace
    finally:
        file.close()


def _write_returns(options: argparse.Namespace, before: Workspace, after: Workspace) -> None:
    """Write back each file that has issues, its cells marked."""
    from advocacy.exporting.return_workbook import SUFFIX, write_return_workbook
    from advocacy.importing.importer import find_files

    issues = after.issues[len(before.issues) :]
    options.returns.mkdir(parents=True, exist_ok=True)
    written: set[Path] = set()
    for path in find_files(options.files):
        found = [issue for issue in issues if issue.source == path.name]
        if found:
            target = options.returns / f"{path.stem}{SUFFIX}"
            target = target if target not in written else target.with_stem(f"{path.stem} {len(written) + 1}")
            written.add(target)
            write_return_workbook(path, found, target)
            _tell_end(say("Marked for return: {path}", path=target))


_KNOWN_TO_OTHERS = ("gender", "age_group", "district", "licence_type")  # what an acquaintance may know


def _risk(workspace: Workspace) -> dict[str, object]:
    """How far a person could be found again if the licensing cases were given away row by row."""
    from advocacy.analysis.protection.anonymity import anonymity

    table = workspace.table("licensing_case")
    fields = [name for name in _KNOWN_TO_OTHERS if table is not None and name in table.frame.columns]
    if table is None or not fields:
        return {}
    secret = "status" if "status" in table.frame.columns else ""
    judged = anonymity(table.frame, fields, workspace.settings.smallest_group, secret)
    return {"fields": fields, "wanted": workspace.settings.smallest_group, **asdict(judged)}


def _write_report(path: Path, before: Workspace, after: Workspace, refused: Sequence[AdvocacyError]) -> None:
    """Write the account of an import as JSON, for programs and for the record."""
    from advocacy.exporting.atomic import replacing

    report = {
        "files": [
            {"name": source.name, "sha256": source.sha256, "size": source.size}
            for source in after.sources[len(before.sources) :]
        ],
        "sheets": [asdict(account) for account in after.reconciliations[len(before.reconciliations) :]],
        "issues": [asdict(issue) for issue in after.issues[len(before.issues) :]],
        "risk_of_rows": _risk(after),
        "refused": [{"message": error.message, "hint": error.hint} for error in refused],
    }
    with replacing(path) as part_written:
        part_written.write_text(json.dumps(report, ensure_ascii=False, indent=1) + "\n", "utf-8")


def _terminal_progress(start: float, end: float) -> Progress:
    """Show progress on one line of a terminal, and nothing where the output is a file."""

    def report(share: float, doing: str = "", /) -> None:
        if sys.stderr.isatty():
            percent = round(100 * (start + (end - start) * share))
            print(f"\r{percent:3d} %  {doing:<60.60}", end="", file=sys.stderr, flush=True)

    return report


def _tell_end(sentence: str) -> None:
    if sys.stderr.isatty():
        print(f"\r{'':<70}\r", end="", file=sys.stderr, flush=True)
    print(sentence)


def _tell_error(error: AdvocacyError) -> None:
    if sys.stderr.isatty():
        print(f"\r{'':<70}\r", end="", file=sys.stderr)
    print(error, file=sys.stderr)


def _empty() -> Workspace:
    from advocacy.workspace import Workspace

    return Workspace()


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(say("write the day as YYYY-MM-DD, e.g. 2024-03-31")) from None


def _days(text: str) -> int:
    if not text.isdigit() or int(text) == 0:
        raise argparse.ArgumentTypeError(say("give a number of days, e.g. 90"))
    return int(text)


def _number(text: str) -> int:
    if not text.isdigit() or int(text) == 0:
        raise argparse.ArgumentTypeError(say("give a number of the list, e.g. 2"))
    return int(text)


def _smallest_group(text: str) -> int:
    if not text.isdigit() or int(text) < _LEAST_GROUP:
        raise argparse.ArgumentTypeError(
            say("give a number of people from {least} on, e.g. 5", least=_LEAST_GROUP)
        )
    return int(text)


def _amount(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = -1.0
    if not 0 <= number < float("inf"):
        raise argparse.ArgumentTypeError(say("give a number, e.g. 12.50"))
    return number


def _more_than_nothing(text: str) -> float:
    number = _amount(text)
    if not number:
        raise argparse.ArgumentTypeError(say("give a number above nothing, e.g. 8"))
    return number


def _version() -> str:
    import tomllib
    from importlib.metadata import version

    from advocacy.resources import RESOURCES

    project = tomllib.loads((RESOURCES.parent / "pyproject.toml").read_text("utf-8"))["project"]
    return f"Groundswell {project['version']} (PySide6 {version('pyside6')}, plotly {version('plotly')})"
